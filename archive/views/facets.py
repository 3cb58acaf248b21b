"""Filters as links: every facet, chip, bar and page of the search page is an address."""
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.models import UNDATED, UNPLACED
from archive.search import FacetValue, Results

FACETS = {"place": _("地区"), "part": _("部分"), "kind": _("文种"), "level": _("级别"), "speaker": _("报告人")}
UNKNOWN = {"place": UNPLACED}
PLACE_IN_LIST = ("page", "cursor")
BAR, GAP, HEIGHT = 10, 2, 64
FEWEST = 10
"""How many years the drawing spans at least, or two bars would be two walls."""


@dataclass(frozen=True)
class Choice:
    """A link that sets something, or unsets what is set."""
    label: str
    href: str
    count: int = 0
    selected: bool = False


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


def link(params: QueryDict, **changes: str | int | None) -> str:
    """The same search with these parameters changed, or left out for None, from its first page on."""
    changed = params.copy()
    for name, value in {**dict.fromkeys(PLACE_IN_LIST), **changes}.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


def choices(params: QueryDict, name: str, values: list[FacetValue]) -> list[Choice]:
    """A facet's links; a value that no parameter asks for is no choice."""
    asked = [(v, v.value or UNKNOWN.get(name)) for v in values]
    return [Choice(v.label, link(params, **{name: None if v.selected else value}), v.count, v.selected)
            for v, value in asked if value]


def year_choices(params: QueryDict, values: list[FacetValue]) -> dict[int | None, Choice]:
    """Each year's choice, oldest first, undated last."""
    ordered = sorted(values, key=lambda v: (v.value is None, v.value))
    return {v.value: Choice(v.label, year_link(params, v), v.count, v.selected) for v in ordered}


def year_link(params: QueryDict, value: FacetValue) -> str:
    wanted = {"year": UNDATED} if value.value is None else {"year_min": value.value, "year_max": value.value}
    is_set = all(params.get(name) == str(year) for name, year in wanted.items())
    cleared = dict.fromkeys(("year", "year_min", "year_max"))
    return link(params, **cleared if is_set else {**cleared, **wanted})


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
    found = [Choice(label_of(results, name, value), link(params, **{name: None}))
             for name in FACETS if (value := params.get(name))]
    first, last = params.get("year_min", ""), params.get("year_max", "")
    if first or last:
        label = first if first == last else f"{first}–{last}"
        found.append(Choice(label, link(params, year_min=None, year_max=None)))
    if year := params.get("year"):
        found.append(Choice(_("未注明日期") if year == UNDATED else year, link(params, year=None)))
    return found


def label_of(results: Results, name: str, value: str) -> str:
    """What the facet calls the value; as it was given where nothing matches it."""
    return next((v.label for v in results.facets.get(name, []) if v.value == value), value)
