"""What the rows of an answer add up to: the exact counts, by report and by every value of each facet.

A value's count is what choosing it would give: the other filters are kept, the facet's own is left out. Of a facet's values
the most frequent hundred are told, of places the larger divisions first, each with all below it.
"""
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
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
    reports = told["report"]
    left = {name: [row for row in reports if row[FAILS] in (0, bit)] for name, bit in BITS.items()}
    passing = [row for row in reports if not row[FAILS]]
    values = {name: most_frequent(counts(left[name], column)) for name, column in FACETS.items()}
    values["place"] = largest(with_those_above(counts(left["place"], FACETS["place"])), opened)
    values["level"] = most_frequent(by_level(counts(left["level"], FACETS["place"])))
    values["part"] = most_frequent({row[1]: row[N] for row in told["part"]} or in_parts(passing))
    return Sums(sum(row[N] for row in passing), sum(row[N] > 0 for row in passing), values, [Row(*row) for row in told["hit"]],
                told["places"][0][1], bool(told["tally"]))


def counts(reports: list[tuple], column: int) -> Counts:
    found: dict[str | None, int] = defaultdict(int)
    for row in reports:
        found[row[column]] += row[N]
    return found


def in_parts(reports: list[tuple]) -> Counts:
    return {None if part == "others" else part: sum(row[FIRST_PART + at] for row in reports) for at, part in enumerate(PARTS)}


def with_those_above(places: Counts) -> Counts:
    """Each division with all that is below it."""
    found: dict[str | None, int] = defaultdict(int)
    for code, n in places.items():
        for division in lineage(code):
            found[division] += n
    return found


@lru_cache(maxsize=10_000)
def lineage(code: str | None) -> Collection[str | None]:
    """A division and those that hold it."""
    return {code, code[:4] + "00", code[:2] + "0000", NATION} if code else (None,)


def by_level(places: Counts) -> Counts:
    found: dict[str | None, int] = defaultdict(int)
    for code, n in places.items():
        found[level(code) if code else None] += n
    return found


def level(code: str) -> Level:
    """As the code tells it."""
    if code == NATION:
        return Level.NATION
    return Level.PROVINCE if code.endswith("0000") else Level.PREFECTURE if code.endswith("00") else Level.COUNTY


def most_frequent(found: Counts) -> list[tuple[str | None, int]]:
    return sorted(((value, n) for value, n in found.items() if n), key=lambda pair: (-pair[1], pair[0] or ""))[:MOST_VALUES]


def largest(places: Counts, opened: Collection[str]) -> list[tuple[str | None, int]]:
    depths = list(Level)
    found = sorted((depths.index(level(code)), -n, code) for code, n in places.items() if code and n)
    shown = [*found[:MOST_VALUES], *(place for place in found[MOST_VALUES:] if place[2][:2] in opened)]
    return [*((code, -n) for _, n, code in shown), *([(None, places[None])] if places.get(None) else [])]
