"""Filters as links: every facet, chip, bar and page of the search page is an address."""
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
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
SHOWN = 10
"""How many values of a facet are shown at once."""
FEWEST = 10
"""How many bars the drawing has room for at least, or two would be two walls."""


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

    @property
    def html(self) -> str:
        """An item of a list. Put together by hand: a page has hundreds, and templates took most of its time."""
        inside = f'<span>{escape(self.label)}</span> <span class="count">{self.count:,}</span>'
        item = f'<a{self.target}>{inside}</a>' if self.href else f'<span class="unlinked">{inside}</span>'
        return f"<li>{item}{f'<ul>{listed(self.below)}</ul>' if self.below else ''}</li>"

    @property
    def row(self) -> str:
        """A row of a table."""
        item = f"<a{self.target}>{escape(self.label)}</a>" if self.href else escape(self.label)
        return f'<tr><th scope="row">{item}</th><td class="count">{self.count:,}</td></tr>'

    @property
    def target(self) -> str:
        current = ' aria-current="true"' if self.selected else ""
        return f' href="{escape(self.href)}" rel="nofollow"{current}'


def listed(choices: Iterable[Choice]) -> SafeString:
    return mark_safe("".join(choice.html for choice in choices))


@dataclass(frozen=True)
class Facet:
    """What it is called and its values, of which not all are shown at once."""
    label: str
    values: Sequence[Choice]

    @property
    def first(self) -> SafeString:
        return listed(self.values[:SHOWN])

    @property
    def rest(self) -> SafeString:
        return listed(self.values[SHOWN:])

    @property
    def more(self) -> int:
        return max(0, len(self.values) - SHOWN)


@dataclass(frozen=True)
class Bar:
    """A year's bar, in the units of the drawing."""
    choice: Choice
    x: int
    height: int
    is_chosen: bool = False

    @property
    def html(self) -> str:
        choice = self.choice
        link = f' href="{escape(choice.href)}" rel="nofollow"' if choice.href else ""
        return (
            f'<a{link} tabindex="-1"><title>{escape(choice.label)}：{choice.count:,}</title>'
            f'<rect class="ground" x="{self.x}" y="0" width="{BAR}" height="{HEIGHT}"/><rect class="bar{" selected" if self.is_chosen else ""}" '
            f'x="{self.x}" y="{HEIGHT - self.height}" width="{BAR}" height="{self.height}"/></a>')


@dataclass(frozen=True)
class Chart:
    """The years' bars, from `first` to `last`, with gaps for years without matches."""
    first: int
    last: int
    bars: list[Bar]
    height: int = HEIGHT

    @property
    def html(self) -> SafeString:
        return mark_safe("".join(bar.html for bar in self.bars))

    @property
    def width(self) -> int:
        return breadth(self.last - self.first + 1)


def breadth(years: int) -> int:
    """Of a drawing of so many years."""
    return max(years, FEWEST) * (BAR + GAP) - GAP


def link(params: QueryDict, **changes: str | int | list[str] | None) -> str:
    """The same search with these parameters changed, or left out for None, from its first page on."""
    changed = params.copy()
    for name, value in {**dict.fromkeys(PLACE_IN_LIST), **changes}.items():
        changed.pop(name, None)
        if value is not None:
            changed.setlist(name, value if isinstance(value, list) else [str(value)])
    return f"?{changed.urlencode()}"


class Toggle:
    """The same search with a value of a facet added, or taken off; `dropped` are parameters that go with it."""

    def __init__(self, params: QueryDict, name: str, *dropped: str):
        others = params.copy()
        for other in (name, *PLACE_IN_LIST, *dropped):
            others.pop(other, None)
        self.name, self.others = name, [others.urlencode()] if others else []
        self.given = [value for value in params.getlist(name) if value]
        self.is_full = given_in_all(params) >= MOST_CHOSEN

    def __call__(self, value: str) -> str | None:
        if value not in self.given and self.is_full:
            return None
        values = [one for one in self.given if one != value] if value in self.given else [*self.beside(value), value]
        return "?" + "&".join([*self.others, *(f"{self.name}={quote_plus(one)}" for one in values)])

    def beside(self, value: str) -> list[str]:
        """What stays set where `value` is added: with a place that holds another, the smaller would change nothing."""
        if self.name != "place":
            return self.given
        return [one for one in self.given if not (holds(one, value) or holds(value, one))]


def holds(code: str, other: str) -> bool:
    """Whether the place of one code is, or lies above, that of the other."""
    if code == NATION:
        return other != UNPLACED
    return other.startswith(code.removesuffix("00").removesuffix("00"))


def given_in_all(params: QueryDict) -> int:
    return sum(bool(value) for name in KEPT if name != "sort" for value in params.getlist(name))


def choices(params: QueryDict, name: str, values: list[FacetValue]) -> list[Choice]:
    """A facet's links; a value that no parameter asks for is no choice."""
    toggle = Toggle(params, name)
    if name == "place":
        return places(toggle, values)
    return [choice(toggle, v) for v in values if v.value or name in UNKNOWN]


def choice(toggle: Toggle, value: FacetValue, below: Sequence[Choice] = ()) -> Choice:
    return Choice(value.label, toggle(str(value.value or UNKNOWN[toggle.name])), value.count, value.selected, below)


def places(toggle: Toggle, values: list[FacetValue]) -> list[Choice]:
    """The provinces, each opened where it or a place below it is chosen or it is the only one; what has no place last."""
    held: dict[str, list[FacetValue]] = defaultdict(list)
    known = {value.value for value in values}
    for value in values:
        if value.value and value.value != NATION:
            held[holder(value.value, known)].append(value)
    return branches(toggle, NATION, held) + [choice(toggle, value) for value in values if not value.value]


def holder(code: str, known: set[str]) -> str:
    """The smallest of the known divisions that holds this one."""
    above = [code[:4] + "00", code[:2] + "0000"]
    return next((one for one in above if one != code and one in known), NATION)


def branches(toggle: Toggle, code: str, held: dict[str, list[FacetValue]]) -> list[Choice]:
    here = held.get(code, [])
    return [choice(toggle, value, branches(toggle, value.value, held) if len(here) == 1 or is_open(value, held) else ())
            for value in here]


def is_open(value: FacetValue, held: dict[str, list[FacetValue]]) -> bool:
    return value.selected or any(is_open(below, held) for below in held.get(value.value, []))


def year_choices(params: QueryDict, values: list[FacetValue]) -> dict[int | None, Choice]:
    """Each year's choice, oldest first, undated last; to choose a year puts it in the place of a span of years."""
    toggle = Toggle(params, "year", "year_min", "year_max")
    ordered = sorted(values, key=lambda v: (v.value is None, v.value))
    return {v.value: Choice(v.label, year_link(params, toggle, v), v.count, v.selected) for v in ordered}


def year_link(params: QueryDict, toggle: Toggle, value: FacetValue) -> str | None:
    if value.selected and value.value and str(value.value) not in toggle.given:
        return link(params, year_min=None, year_max=None)
    return toggle(str(value.value or UNDATED))


def span(params: QueryDict) -> range:
    """The years from one to another that are asked for; none where neither is set."""
    first, last = (bound if bound.isdecimal() and len(bound) <= 4 else "" for bound in (params.get("year_min", ""), params.get("year_max", "")))
    return range(int(first or 0), int(last or 9999) + 1) if first or last else range(0)


def chart(years: dict[int | None, Choice], chosen: range) -> Chart | None:
    """The drawing from the first year with matches to the last, few bars further apart; the years chosen, one by one or as a span, stand out."""
    dated = {year: choice for year, choice in years.items() if year and choice.count}
    if not dated:
        return None
    first, last, highest = min(dated), max(dated), max(choice.count for choice in dated.values())
    room = breadth(last - first + 1) - BAR
    return Chart(first, last, [
        Bar(choice, room * (year - first) // max(last - first, 1), max(2, HEIGHT * choice.count // highest), choice.selected or year in chosen)
        for year, choice in dated.items()])


def chips(params: QueryDict, results: Results) -> list[Choice]:
    """What is set, each with the link that takes it off."""
    found = [Choice(label_of(results, name, value), Toggle(params, name)(value))
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
