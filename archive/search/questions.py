"""What the parameters of an address ask for. What cannot be followed becomes a complaint, never an error."""
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from archive import query
from archive.filters import ParagraphFilter
from archive.models import UNDATED, UNPLACED, Paragraph, Place
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
SHOWN = 40
"""How much of a parameter that is not understood is repeated to the reader."""
MOST_CHOSEN = 20
"""How many values of facets may be chosen: the addresses of all combinations are beyond number."""


@dataclass(frozen=True)
class Question:
    """A search as it was understood.

    `rows` are the paragraphs that the filters leave, `narrowing` the filters apart; `chosen` is what they were given.
    `page_number` is None where a cursor was followed.
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

    @property
    def asks_for_something(self) -> bool:
        return bool(self.reading.root or self.is_blank and self.chosen) and not self.is_too_deep

    @property
    def is_too_deep(self) -> bool:
        """More is chosen than a reader would choose."""
        return depth(self.chosen) > MOST_CHOSEN


def understood(params: Mapping[str, str], per_page: int) -> Question:
    complaints: list[Sentence] = []
    typed = params.get("q", "")
    reading = query.read(typed)
    narrowed = ParagraphFilter(params, queryset=Paragraph.objects.all())
    complaints += [not_understood(name, params.get(name, "")) for name in narrowed.form.errors]
    complaints += unknown_places(reading)
    complaints += backward_years(reading, narrowed.chosen)
    group = one_of(GROUPS, params, "group", GROUPS[0], complaints)
    sort = one_of(SORTS if group == "lines" else (RELEVANCE, *DATED), params, "sort", RELEVANCE, complaints)
    if sort == RELEVANCE and (group == "lines" or not reading.literals):
        sort = "newest"
    page, number = which_page(params, group, sort, per_page, complaints)
    chosen = narrowed.chosen
    if depth(chosen) > MOST_CHOSEN:
        complaints.append(Sentence("条件太多：最多 {most} 个，请去掉一些。", {"most": MOST_CHOSEN}))
    narrowing = Narrowing(narrowed.conditions(), chosen.get("part", ()))
    return Question(reading, narrowed.qs, narrowing, chosen, page, number, tuple(complaints), not typed.strip(), group)


def depth(chosen: Mapping[str, list[str] | str]) -> int:
    """How many values are chosen, in all facets."""
    return sum(len(values) if isinstance(values, list) else 1 for values in chosen.values())


def unknown_places(reading: query.Reading) -> list[Sentence]:
    """Of the places that a query names, those that are none."""
    asked = [field.value for field in query.fields(reading.root) if field.name == "place"] if reading.root else []
    return [Sentence("没有叫“{name}”的地区：可以写名称、简称或六位代码。", {"name": name}) for name in asked if not is_place(name)]


def backward_years(reading: query.Reading, chosen: Mapping[str, list[str] | str]) -> list[Sentence]:
    """Of the spans of years asked for, those that end before they begin: no year is in them."""
    written = [field.value for field in query.fields(reading.root) if field.name == "year" and field.value != UNDATED] if reading.root else []
    spans = [years(value) for value in written]
    if "year_min" in chosen and "year_max" in chosen:
        spans.append((int(chosen["year_min"]), int(chosen["year_max"])))
    return [Sentence("从 {first} 年到 {last} 年，先后颠倒，其中没有哪一年。", {"first": first, "last": last}) for first, last in spans if first > last]


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
    if not (number.isascii() and number.isdecimal() and 1 <= int(number[:4]) <= MOST_PAGES and len(number) < 4):
        complaints.append(not_understood("page", number))
        number = "1"
    return Page(sort, per_page + 1, offset=(int(number) - 1) * per_page), int(number)


def one_of(values: tuple[str, ...], params: Mapping[str, str], name: str, default: str, complaints: list[Sentence]) -> str:
    value = params.get(name) or default
    if value in values:
        return value
    complaints.append(not_understood(name, value))
    return default


def not_understood(name: str, value: str) -> Sentence:
    shown = value if len(value) <= SHOWN else value[:SHOWN] + "…"
    return Sentence("参数 {name} 的值“{value}”无法理解。", {"name": name, "value": shown})
