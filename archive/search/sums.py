"""What the rows of an answer say: the exact counts, by report and by every value of each facet, and the hits.

A value's count is what choosing it would give: the other filters are kept, the facet's own is left out. Of a facet's values
the most frequent hundred are told, of places the larger divisions first, each with all below it.
"""
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy

from archive.search.cursors import Key
from archive.search.narrowing import BITS
from archive.search.reports import Facets, Numbers, Reports
from archive.text.places import NATION
from archive.text.vocabulary import Part

FACETS = ("year", "place", "level", "kind", "part", "speaker")
OF = {"province": "place", "prefecture": "place"}
"""What is counted for another facet's sake."""
IN_PART = 256
INITIALS = {ord(part[0]): str(part) for part in Part}
State = tuple[int, float, str]
MOST_VALUES = 100
"""There are 3,000 places."""


class Counts(NamedTuple):
    """Of a facet's values those that were found, by their place among all, and how often."""
    values: Sequence[str | None]
    at: Numbers
    numbers: Numbers

    def ranked(self, most: int | None = None) -> list[tuple[str | None, int]]:
        """The most frequent first, of equals the first."""
        order = (-self.numbers).argsort(kind="stable")[:most]
        return [(self.values[at], n) for at, n in zip(self.at[order].tolist(), self.numbers[order].tolist(), strict=True)]


class Row(NamedTuple):
    """A row of the answer. `what` it tells: a part, with its count; a hit, its id in `n`; a report that was changed, as `reports` says.

    The reports that hold something: in `numbers` their ids, how much each holds, and which filters it fails unless there are none;
    or, of each paragraph found, the id of its report times IN_PART and the initial of its part.
    A tally that was asked for; the mark of the last change of places; the snapshot that the answer saw: `value`, with the
    database's mark in `n` and `k1`.
    """
    what: str
    value: str | None = None
    n: int | None = None
    k1: float | None = None
    k2: int | None = None
    k3: int | None = None
    numbers: list[list[int]] | None = None

    @property
    def key(self) -> Key:
        """The place of a hit in the order."""
        return self.k1, self.k2, self.k3

    @property
    def state(self) -> State | None:
        """What a snapshot sees and of which database, unless it may yet be another."""
        return (self.n, self.k1, self.value) if self.value else None


@dataclass(frozen=True)
class Sums:
    """`values` has each facet's values with their counts; `places` marks the state of their names, `state` that of the database, unless it may yet be another.

    Without `is_told` a tally was missing: nothing is known.
    """
    count: int
    report_count: int
    values: Mapping[str, list[tuple[str | None, int]]]
    hits: list[Row]
    places: str | None
    is_told: bool
    state: State | None = None


def by_what(rows: Iterable[tuple]) -> Mapping[str, list[Row]]:
    """The rows of an answer by what they tell."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in map(Row._make, rows):
        told[row.what].append(row)
    return told


def sums(told: Mapping[str, list[Row]], reports: Reports, opened: Collection[str] = ()) -> Sums:
    """`opened` are the first two digits of provinces whose divisions are told whatever they hold."""
    [found], [mark], [snapshot] = told["found"], told["places"], told["snapshot"]
    ids, numbers, fails, parts = held(found.numbers, told["part"])
    passing = left(numbers, fails, 0)
    counts = counted(reports, ids, numbers, fails)
    parts.sort(key=lambda pair: (-pair[1], pair[0] or ""))
    values = {name: counts[name].ranked(MOST_VALUES) for name in counts if name in FACETS and name != "place"} | {"place": largest(counts, opened), "part": parts}
    return Sums(int(passing.sum()), int(numpy.count_nonzero(passing)), values, told["hit"], mark.value, bool(told["tally"]), snapshot.state)


def held(found: list[list[int]] | None, parts: list[Row]) -> tuple[Numbers, Numbers, Numbers | None, list[tuple[str | None, int]]]:
    """Each report once, with how much it holds and which filters it fails if there are any; and how much each part holds."""
    ids, *more = map(numpy.array, found or [[], []])
    if more:
        return ids, more[0], more[1] if len(more) > 1 else None, [(row.value, row.n) for row in parts if row.n]
    of_parts = numpy.bincount(ids % IN_PART)
    return *numpy.unique(ids // IN_PART, return_counts=True), None, [(INITIALS.get(at), int(of_parts[at])) for at in of_parts.nonzero()[0].tolist()]


def counted(reports: Reports, ids: Numbers, numbers: Numbers, fails: Numbers | None) -> dict[str, Counts]:
    """How much each value of a facet has, where the other facets' filters leave it."""
    weights = [left(numbers, fails, BITS[OF.get(name, name)]) for name in Facets._fields]
    ends = list(accumulate(map(len, reports.values), initial=0))
    # As floats, which are exact below 2**53.
    every = numpy.bincount((reports.among(ids) + ends[:-1]).ravel(), numpy.stack(weights, axis=1).ravel(), ends[-1])
    there = every.nonzero()[0]
    found, bounds = every[there].astype(int), there.searchsorted(ends).tolist()
    return {name: Counts(values, there[begin:end] - first, found[begin:end])
            for name, values, first, (begin, end) in zip(Facets._fields, reports.values, ends, pairwise(bounds), strict=False)}


def left(numbers: Numbers, fails: Numbers | None, own: int) -> Numbers:
    """Of the numbers those of reports that fail no filter but a facet's own; the rest as nothing."""
    return numbers if fails is None else numpy.where((fails == 0) | (fails == own), numbers, 0)


def largest(counts: Mapping[str, Counts], opened: Collection[str]) -> list[tuple[str | None, int]]:
    """Of places the larger divisions first, each with all that is below it, what stands by no place last."""
    places = counts["place"]
    unplaced = [(None, n) for at, n in zip(places.at[:1].tolist(), places.numbers[:1].tolist(), strict=True) if places.values[at] is None]
    placed = int(places.numbers.sum()) - sum(n for _, n in unplaced)
    shown = [(NATION, placed)] if placed else []
    for name in ("province", "prefecture", "place"):
        room = max(MOST_VALUES - len(shown), 0)
        if not room and not opened:
            break
        there = counts[name].ranked(None if opened or name == "place" else room + 1)  # null may be one of them
        there = [(code, n) for code, n in there if code and (room or code[:2] in opened) and not (name == "place" and code.endswith("00"))]
        shown += [*there[:room], *(pair for pair in there[room:] if pair[0][:2] in opened)]
    return [*shown, *unplaced]
