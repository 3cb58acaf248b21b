"""What the rows of an answer add up to: the exact counts, by report and by every value of each facet.

A value's count is what choosing it would give: the other filters are kept, the facet's own is left out. Of a facet's values
the most frequent hundred are told, of places the larger divisions first, each with all below it.
"""
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from archive.search.counting import PARTS
from archive.search.cursors import Key
from archive.search.narrowing import BITS
from archive.text.vocabulary import Level

MOST_VALUES = 100
"""There are 3,000 places."""
NATION = "000000"
Counts = Mapping[str | None, int]


class Row(NamedTuple):
    """A row of the answer. `what` it tells says which columns hold something.

    A report: `n`, the paragraphs that are found in it, and its year to `others`; `fails` are the bits of the filters that it does not
    pass, the parts are counted before they are narrowed. A part of all that there is: `value` and `n`. A hit: its id in `n`, and the keys.
    A tally that was asked for; the mark of the last change of places: `value`.
    """
    what: str
    value: str | None
    n: int | None
    year: str | None
    place: str | None
    kind: str | None
    speaker: str | None
    fails: int | None
    review: int | None
    targets: int | None
    plan: int | None
    self_building: int | None
    others: int | None
    k1: float | None
    k2: int | None
    k3: int | None

    @property
    def key(self) -> Key:
        """The place of a hit in the order."""
        return self.k1, self.k2, self.k3


N, FAILS, FIRST_PART = (Row._fields.index(name) for name in ("n", "fails", "review"))
FACETS = {name: Row._fields.index(name) for name in ("year", "place", "kind", "speaker")}
PLACE = FACETS["place"]


@dataclass(frozen=True)
class Sums:
    """`values` has each facet's values with their counts; `places` marks the state of their names. Without `is_told` a tally was missing: nothing is known."""
    count: int
    report_count: int
    values: Mapping[str, list[tuple[str | None, int]]]
    hits: list[Row]
    places: str | None
    is_told: bool


def sums(rows: Iterable[tuple], opened: Collection[str] = ()) -> Sums:
    """`opened` are the first two digits of provinces whose divisions are told whatever they hold."""
    told: dict[str, list[tuple]] = defaultdict(list)
    for row in rows:
        told[row[0]].append(row)
    # Column by column: a loop over what thousands of reports hold takes longer than the database.
    columns = in_columns(told["report"])
    is_narrowed = any(columns[FAILS])
    passing = in_columns([row for row in told["report"] if not row[FAILS]]) if is_narrowed else columns
    found = {name: counts(columns, column, BITS[name] if is_narrowed else None) for name, column in FACETS.items()}
    places = found.pop("place")
    found["level"] = by_level(counts(columns, PLACE, BITS["level"]) if is_narrowed else places)
    found["part"] = {row[1]: row[N] for row in told["part"]} or {
        None if part == "others" else part: sum(passing[FIRST_PART + at]) for at, part in enumerate(PARTS)}
    return Sums(
        sum(passing[N]), len(passing[N]) - passing[N].count(0), {"place": largest(places, opened)} | {name: ranked(each)[:MOST_VALUES] for name, each in found.items()},
        [Row(*row) for row in told["hit"]], told["places"][0][1], bool(told["tally"]))


def in_columns(rows: list[tuple]) -> list[tuple]:
    return list(zip(*rows, strict=True)) or [()] * len(Row._fields)


def counts(columns: list[tuple], column: int, own: int | None) -> Counts:
    """By value, what all reports hold, or those that pass the filters but the facet's own, whose bit is given."""
    found: dict[str | None, int] = defaultdict(int)
    if own is None:
        for value, n in zip(columns[column], columns[N], strict=True):
            found[value] += n
    else:
        for value, n, fails in zip(columns[column], columns[N], columns[FAILS], strict=True):
            if fails in (0, own):
                found[value] += n
    return found


def ranked(found: Counts) -> list[tuple[str | None, int]]:
    """The most frequent first."""
    return sorted((pair for pair in found.items() if pair[1]), key=lambda pair: (-pair[1], pair[0] or ""))


def by_level(places: Counts) -> Counts:
    """As the codes tell it: most are counties', which are what is left."""
    found: dict[str | None, int] = {None: places.get(None, 0), Level.NATION: places.get(NATION, 0)}
    larger = [(code, n) for code, n in places.items() if code and code.endswith("00") and code != NATION]
    found[Level.PROVINCE] = sum(n for code, n in larger if code.endswith("0000"))
    found[Level.PREFECTURE] = sum(n for code, n in larger if not code.endswith("0000"))
    return {**found, Level.COUNTY: sum(places.values()) - sum(found.values())}


def largest(places: Counts, opened: Collection[str]) -> list[tuple[str | None, int]]:
    """The larger divisions first, each with all that is below it."""
    shown: list[tuple[str | None, int]] = []
    for divisions in with_those_below(places):
        room = max(MOST_VALUES - len(shown), 0)
        if not (room or opened):
            break
        there = ranked(divisions if room else {code: n for code, n in divisions.items() if code[:2] in opened})
        shown += [*there[:room], *(pair for pair in there[room:] if pair[0][:2] in opened)]
    return [*shown, *([(None, places[None])] if places.get(None) else [])]


def with_those_below(places: Counts) -> Iterator[Counts]:
    """The nation, its provinces, their prefectures, their counties. A county may be its province's own: then its code names no prefecture."""
    areas: dict[str, int] = defaultdict(int)
    provinces: dict[str, int] = defaultdict(int)
    for code, n in places.items():
        if code:
            areas[code[:4]] += n
    for area, n in areas.items():
        provinces[area[:2]] += n
    yield {NATION: sum(provinces.values())}
    yield {f"{province}0000": n for province, n in provinces.items() if province != NATION[:2]}
    yield {f"{area}00": n for area, n in areas.items() if not area.endswith("00")}
    yield {code: n for code, n in places.items() if code and not code.endswith("00")}
