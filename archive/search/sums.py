"""What the rows of an answer say: the exact counts, by report and by every value of each facet, and the hits.

A value's count is what choosing it would give: the other filters are kept, the facet's own is left out. Of a facet's values
the most frequent hundred are told, of places the larger divisions first, each with all below it.
"""
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from archive.search.cursors import Key
from archive.search.narrowing import BITS
from archive.search.reports import Facets, Reports
from archive.text.places import NATION

FACETS = ("year", "place", "level", "kind", "part", "speaker")
OF = {"province": "place", "prefecture": "place"}
"""What is counted for another facet's sake."""
MOST_VALUES = 100
"""There are 3,000 places."""
Counts = Mapping[str | None, int]


class Row(NamedTuple):
    """A row of the answer. `what` it tells: a part, with its count; a hit, its id in `n`; a report that was changed, as `reports` says.

    The reports that hold something: in `numbers` their ids, how much each holds, and which filters it fails unless there are none.
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


@dataclass(frozen=True)
class Sums:
    """`values` has each facet's values with their counts; `places` marks the state of their names, `snapshot` that of the database, unless it may yet be another.

    Without `is_told` a tally was missing: nothing is known.
    """
    count: int
    report_count: int
    values: Mapping[str, list[tuple[str | None, int]]]
    hits: list[Row]
    places: str | None
    is_told: bool
    snapshot: str | None = None


def by_what(rows: Iterable[tuple]) -> Mapping[str, list[Row]]:
    """The rows of an answer by what they tell."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in map(Row._make, rows):
        told[row.what].append(row)
    return told


def sums(told: Mapping[str, list[Row]], reports: Reports, opened: Collection[str] = ()) -> Sums:
    """`opened` are the first two digits of provinces whose divisions are told whatever they hold."""
    [found], [mark], [snapshot] = told["found"], told["places"], told["snapshot"]
    ids, numbers, *fails = found.numbers or ([], [])
    passing = left(numbers, fails, 0)
    counts = counted(reports.facets(ids), numbers, fails) | {"part": {row.value: row.n for row in told["part"]}}
    counts = {name: {value: n for value, n in found.items() if n} for name, found in counts.items()}
    return Sums(
        sum(passing), sum(map(bool, passing)),
        {name: largest(counts, opened) if name == "place" else ranked(counts[name])[:MOST_VALUES] for name in FACETS},
        told["hit"], mark.value, bool(told["tally"]), snapshot.value)


def counted(reports: list[Facets], numbers: list[int], fails: list[list[int]]) -> dict[str, Counts]:
    """How much each value of a facet has, where the other facets' filters leave it."""
    columns = zip(*reports, strict=True) if reports else ((),) * len(Facets._fields)
    return {name: added(values, left(numbers, fails, BITS[OF.get(name, name)])) for name, values in zip(Facets._fields, columns, strict=True)}


def left(numbers: list[int], fails: list[list[int]], own: int) -> list[int]:
    """Of the numbers those of reports that fail no filter but a facet's own; the rest as nothing."""
    return [n if failed in (0, own) else 0 for n, failed in zip(numbers, fails[0], strict=True)] if fails else numbers


def added(values: Sequence[str | None], numbers: Iterable[int]) -> Counts:
    found = dict.fromkeys(values, 0)
    for value, n in zip(values, numbers, strict=True):
        found[value] += n
    return found


def ranked(found: Counts) -> list[tuple[str | None, int]]:
    """The most frequent first."""
    # Twice by one key is twice as quick as once by two.
    return sorted(sorted(found.items(), key=lambda pair: pair[0] or ""), key=itemgetter(1), reverse=True)


def largest(counts: Mapping[str, Counts], opened: Collection[str]) -> list[tuple[str | None, int]]:
    """Of places the larger divisions first, each with all that is below it, what stands by no place last."""
    places = counts["place"]
    unplaced = places.get(None, 0)
    shown = [(NATION, placed)] if (placed := sum(places.values()) - unplaced) else []
    counties = ((code, n) for code, n in places.items() if code and not code.endswith("00"))
    for divisions in (counts["province"].items(), counts["prefecture"].items(), counties):
        room = max(MOST_VALUES - len(shown), 0)
        if not room and not opened:
            break
        there = ranked({code: n for code, n in divisions if code and (room or code[:2] in opened)})
        shown += [*there[:room], *(pair for pair in there[room:] if pair[0][:2] in opened)]
    return [*shown, *([(None, unplaced)] if unplaced else [])]
