"""What the parameters of an address ask for. What cannot be followed becomes a complaint, never an error."""
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from archive import query
from archive.filters import ParagraphFilter, backward, listed, not_understood, unknown_names
from archive.models import UNDATED, UNPLACED, Paragraph, Place, Report
from archive.search import cursors
from archive.search.fields import years
from archive.search.narrowing import Narrowing
from archive.search.statement import DATED, RELEVANCE, Page
from archive.text.errors import Sentence

MOST_PAGES = 50
BY_CONTEXT = ("left", "right")
SORTS = (RELEVANCE, *DATED, *BY_CONTEXT)
GROUPS = ("paragraph", "report", "lines")
"""What may be listed. Only lines are put in order by what stands around them; they know no relevance, the newest come first."""
NAMES = ("q", *ParagraphFilter.base_filters, "sort", "group", "cursor", "page")
"""The parameters of a search."""
MOST_CHOSEN = 20
"""How many values of facets may be chosen: the addresses of all combinations are beyond number."""


@dataclass(frozen=True)
class Question:
    """A search as it was understood.

    `rows` are the paragraphs that the filters leave, `narrowing` the filters apart; `chosen` is what they were given.
    `page_number` is None where a cursor was followed. Refused is what has a condition that cannot be followed, for
    without it more would be found than was asked for; and more conditions than a reader would set.
    """
    reading: query.Reading
    rows: QuerySet
    narrowing: Narrowing
    chosen: Mapping[str, list[str] | str]
    page: Page
    page_number: int | None
    complaints: tuple[Sentence, ...]
    is_blank: bool
    group: str = "paragraph"
    is_refused: bool = False

    @property
    def left(self) -> QuerySet:
        """The same paragraphs, where words are looked for: the filters are asked of what these find.

        Else the planner, which takes the index's function for cheap, asks it of every paragraph of the reports that are left.
        """
        if not self.narrowing.conditions:
            return self.rows
        sql, values = Report.objects.filter(*self.narrowing.conditions.values()).order_by().values_list("pk").query.sql_with_params()
        rows = Paragraph.objects.filter(part__in=self.narrowing.parts) if self.narrowing.parts else Paragraph.objects.all()
        return rows.filter(RawSQL(f"(archive_paragraph.report_id in ({sql})) is true", values, output_field=BooleanField()))  # noqa: S611 (no text of a reader's in it)

    @property
    def asks_for_something(self) -> bool:
        return bool(self.reading.root or self.is_blank and self.chosen) and not self.is_refused


def understood(params: Mapping[str, str], per_page: int) -> Question:
    typed = params.get("q", "")
    reading = query.read(typed)
    narrowed = ParagraphFilter(params, queryset=Paragraph.objects.all())
    chosen = narrowed.chosen
    refusals = [*narrowed.complaints, *wrong_fields(reading)]
    if depth(chosen) > MOST_CHOSEN:
        refusals.append(Sentence("条件太多：最多 {most} 个，请去掉一些。", {"most": MOST_CHOSEN}))
    complaints = [*unknown_names(params, NAMES), *refusals]
    group = one_of(GROUPS, params, "group", GROUPS[0], complaints)
    sort = one_of(SORTS if group == "lines" else (RELEVANCE, *DATED), params, "sort", RELEVANCE, complaints)
    if sort == RELEVANCE and (group == "lines" or not reading.literals):
        sort = "newest"
    page, number = which_page(params, group, sort, per_page, complaints)
    narrowing = Narrowing(narrowed.conditions(), chosen.get("part", ()))
    return Question(reading, narrowed.qs, narrowing, chosen, page, number, tuple(complaints), not typed.strip(), group, bool(refusals))


def mended(params: Mapping[str, str]) -> dict[str, list[str] | str | None]:
    """What to change in the parameters so that no condition is left that cannot be followed; None for what is to be left out."""
    root = query.read(params.get("q", "")).root
    changes = ParagraphFilter(params, queryset=Paragraph.objects.none()).mended
    if root and (wrong := [field for field in query.fields(root) if refusal(field)]):
        kept = query.without(root, wrong.__contains__)
        return {**changes, "q": query.written(kept) if kept else None}
    return changes


def depth(chosen: Mapping[str, list[str] | str]) -> int:
    """How many values are chosen, in all facets."""
    return sum(len(values) if isinstance(values, list) else 1 for values in chosen.values())


def wrong_fields(reading: query.Reading) -> list[Sentence]:
    """Of the fields in a query, what is wrong with those that can find nothing."""
    found = [refusal(field) for field in query.fields(reading.root)] if reading.root else []
    return list(filter(None, found))


def refusal(field: query.Field) -> Sentence | None:
    """What is wrong with a field: its value means nothing, or is no place, or ends before it begins."""
    if not query.values.canonical(field.name, field.value):
        return query.values.refusal(field)
    if field.name == "place" and not is_place(field.value):
        return Sentence("没有叫“{name}”的地区：可以写名称、简称或六位代码。", {"name": query.values.shortened(field.value)})
    if field.name == "year" and field.value != UNDATED:
        first, last = years(field.value)
        return backward(first, last) if first > last else None
    return None


def is_place(name: str) -> bool:
    return name == UNPLACED or Place.objects.filter(Q(code=name) | Q(name=name) | Q(short_name=name) | Q(aliases__contains=[name])).exists()


def form(group: str, sort: str) -> cursors.Form:
    """What a place in this order is made of."""
    if group == "lines":
        return cursors.LINE_BY_CONTEXT if sort in BY_CONTEXT else cursors.LINE_BY_DATE
    return cursors.REPORT if group == "report" else cursors.PARAGRAPH


def which_page(params: Mapping[str, str], group: str, sort: str, per_page: int, complaints: list[Sentence]) -> tuple[Page, int | None]:
    """The page that is asked for, and its number if it has one; one hit more is fetched to know if others follow."""
    if cursor := params.get("cursor"):
        place = cursors.read(cursor, form(group, sort))
        if place and place.sort == sort:
            return Page(sort, per_page + 1, beyond=place), None
        complaints.append(not_understood("cursor", cursor))
    number = params.get("page") or "1"
    if is_beyond(number):
        complaints.append(Sentence("按页码最多到第 {most} 页，没有第 {number} 页。", {"most": MOST_PAGES, "number": query.values.shortened(number.lstrip("0"))}))
        number = "1"
    elif not (number.isascii() and number.isdecimal() and 1 <= int(number[:4]) <= MOST_PAGES and len(number) < 4):
        complaints.append(not_understood("page", number))
        number = "1"
    return Page(sort, per_page + 1, offset=(int(number) - 1) * per_page), int(number)


def is_beyond(number: str) -> bool:
    """Whether it is one of a page behind the last that a number reaches."""
    digits = number.lstrip("0")
    return number.isascii() and number.isdecimal() and (len(digits) > 4 or int(digits or 0) > MOST_PAGES)


def one_of(values: tuple[str, ...], params: Mapping[str, str], name: str, default: str, complaints: list[Sentence]) -> str:
    value = params.get(name) or default
    if value in values:
        return value
    complaints.append(not_understood(name, value, listed(values)))
    return default
