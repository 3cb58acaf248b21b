"""Filters as links: every facet, chip, bar and page of the search page is an address."""
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.filters import NATION
from archive.models import UNDATED, UNPLACED, Place
from archive.search import FacetValue, Results
from archive.search.facets import LABELS
from archive.search.questions import MOST_CHOSEN

FACETS = {"place": _("地区"), "part": _("部分"), "kind": _("文种"), "level": _("级别"), "speaker": _("报告人")}
UNKNOWN = {"place": UNPLACED, "year": UNDATED}
UNKNOWN_LABELS = {UNDATED: _("未注明日期"), UNPLACED: _("未定地区")}
KEPT = ("place", "level", "kind", "year", "year_min", "year_max", "part", "speaker", "sort")
"""What an address sets beside the words."""
PLACE_IN_LIST = ("page", "cursor")
BAR, GAP, HEIGHT = 10, 2, 64
FEWEST = 10
"""How many years the drawing spans at least, or two bars would be two walls."""


@dataclass(frozen=True)
class Choice:
    """A link that sets something, or unsets what is set; without an address where no more may be set.

    Below a place, where they are opened, stand those it holds.
    """
    label: str
    href: str | None
    count: int = 0
    selected: bool = False
    below: Sequence["Choice"] = ()


@dataclass(frozen=True)
class Bar:
    """A year's bar, in the units of the drawing."""
    choice: Choice
    x: int
    height: int

    @property
    def y(self) -> int:
        return HEIGHT - self.height


@dataclass(frozen=True)
class Chart:
    """The years' bars, from `first` to `last`, with gaps for years without matches."""
    first: int
    last: int
    bars: list[Bar]
    bar: int = BAR
    height: int = HEIGHT

    @property
    def width(self) -> int:
        return (self.last - self.first + 1) * (BAR + GAP) - GAP


def link(params: QueryDict, **changes: str | int | list[str] | None) -> str:
    """The same search with these parameters changed, or left out for None, from its first page on."""
    changed = params.copy()
    for name, value in {**dict.fromkeys(PLACE_IN_LIST), **changes}.items():
        changed.pop(name, None)
        if value is not None:
            changed.setlist(name, value if isinstance(value, list) else [str(value)])
    return f"?{changed.urlencode()}"


def toggled(params: QueryDict, name: str, value: str, **more: None) -> str | None:
    """The same search with this value of a facet added, or taken off."""
    given = [one for one in params.getlist(name) if one]
    if value in given:
        return link(params, **{name: [one for one in given if one != value]}, **more)
    return link(params, **{name: [*given, value]}, **more) if given_in_all(params) < MOST_CHOSEN else None


def given_in_all(params: QueryDict) -> int:
    return sum(bool(value) for name in KEPT if name != "sort" for value in params.getlist(name))


def choices(params: QueryDict, name: str, values: list[FacetValue]) -> list[Choice]:
    """A facet's links; a value that no parameter asks for is no choice."""
    if name == "place":
        return places(params, values)
    return [choice(params, name, v) for v in values if v.value or name in UNKNOWN]


def choice(params: QueryDict, name: str, value: FacetValue, below: Sequence[Choice] = ()) -> Choice:
    return Choice(value.label, toggled(params, name, str(value.value or UNKNOWN[name])), value.count, value.selected, below)


def places(params: QueryDict, values: list[FacetValue]) -> list[Choice]:
    """The provinces, each opened where it or a place below it is chosen or it is the only one; what has no place last."""
    held: dict[str, list[FacetValue]] = defaultdict(list)
    known = {value.value for value in values}
    for value in values:
        if value.value and value.value != NATION:
            held[holder(value.value, known)].append(value)
    unknown = [choice(params, "place", value) for value in values if not value.value]
    return branches(params, NATION, held) + unknown


def holder(code: str, known: set[str]) -> str:
    """The smallest of the known divisions that holds this one."""
    above = [code[:4] + "00", code[:2] + "0000"]
    return next((one for one in above if one != code and one in known), NATION)


def branches(params: QueryDict, code: str, held: dict[str, list[FacetValue]]) -> list[Choice]:
    here = held.get(code, [])
    return [choice(params, "place", value, branches(params, value.value, held) if len(here) == 1 or is_open(value, held) else ())
            for value in here]


def is_open(value: FacetValue, held: dict[str, list[FacetValue]]) -> bool:
    return value.selected or any(is_open(below, held) for below in held.get(value.value, []))


def year_choices(params: QueryDict, values: list[FacetValue]) -> dict[int | None, Choice]:
    """Each year's choice, oldest first, undated last; to choose a year puts it in the place of a span of years."""
    ordered = sorted(values, key=lambda v: (v.value is None, v.value))
    return {v.value: Choice(v.label, year_link(params, v), v.count, v.selected) for v in ordered}


def year_link(params: QueryDict, value: FacetValue) -> str | None:
    given = params.getlist("year")
    if value.selected and str(value.value) not in given and value.value:
        return link(params, year_min=None, year_max=None)
    return toggled(params, "year", str(value.value or UNDATED), year_min=None, year_max=None)


def chart(years: dict[int | None, Choice]) -> Chart | None:
    dated = {year: choice for year, choice in years.items() if year and choice.count}
    if not dated:
        return None
    last, highest = max(dated), max(choice.count for choice in dated.values())
    first = min(min(dated), last - FEWEST + 1)
    return Chart(first, last, [
        Bar(choice, (year - first) * (BAR + GAP), max(2, HEIGHT * choice.count // highest))
        for year, choice in dated.items()])


def chips(params: QueryDict, results: Results) -> list[Choice]:
    """What is set, each with the link that takes it off."""
    found = [Choice(label_of(results, name, value), toggled(params, name, value))
             for name in (*FACETS, "year") for value in dict.fromkeys(params.getlist(name)) if value]
    first, last = params.get("year_min", ""), params.get("year_max", "")
    if first or last:
        label = first if first == last else f"{first}–{last}"
        found.append(Choice(label, link(params, year_min=None, year_max=None)))
    return found


def label_of(results: Results, name: str, value: str) -> str:
    """What the facet calls the value; the archive's name for it where nothing matches it, else as it was given."""
    told = next((v.label for v in results.facets.get(name, []) if value == str(v.value or UNKNOWN.get(name))), None)
    if told or name != "place" or not value.isdecimal():
        return told or str({**UNKNOWN_LABELS, **LABELS.get(name, {})}.get(value, value))
    return Place.objects.filter(code=value).values_list("name", flat=True).first() or value
