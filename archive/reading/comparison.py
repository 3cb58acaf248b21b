"""A report's text beside that of a near copy: paragraph by paragraph, what one has and the other has not."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from archive.models import Paragraph, Report, Witness
from archive.text.alignment import Fate, How, Pair, Run, aligned, differences

MOST = 300_000
"""So many characters are compared while a reader waits."""
LONGEST_KEPT, SHOWN = 120, 40
FEW = 3
ONLY_HERE = (How.REMOVED, How.ADDED)


@dataclass(frozen=True)
class Row:
    """Paragraphs that belong together. `runs` keep the report's text, remove what only it has, add what only the file has.

    `paragraphs` are the report's; `count` is how many there are on the side that has more. With each run stands how
    many characters are left out after it.
    """
    how: How
    paragraphs: list[Paragraph]
    runs: list[tuple[Run, int]]
    count: int = 1

    @property
    def last_position(self) -> int:
        return self.paragraphs[-1].position

    @property
    def is_long(self) -> bool:
        return self.how in ONLY_HERE and self.count > FEW


@dataclass(frozen=True)
class Comparison:
    """`rows` in the order of the file; `differing` counts those that differ, `removed` and `added` the characters."""
    rows: list[Row] = field(default_factory=list)
    differing: int = 0
    removed: int = 0
    added: int = 0
    is_too_long: bool = False


def compared(report: Report, witness: Witness, *, letters_only: bool = True, whole: bool = False) -> Comparison:
    """The report's text beside the witness's; with `letters_only`, punctuation, spacing, width and script aside.

    Long stretches that both have are cut in the middle, but for the `whole`.
    """
    paragraphs = list(report.paragraphs.all())
    old, new = [paragraph.text for paragraph in paragraphs], witness.text.split("\n")
    if sum(map(len, old)) + len(witness.text) > MOST:
        return Comparison(is_too_long=True)
    rows = [row_of(pair, paragraphs, old, new, letters_only) for pair in aligned(old, new)]
    changed = [row for row in rows if row.how != How.SAME]
    return Comparison(
        [row if whole else shortened(row) for row in gathered(rows)], len(changed),
        sum(length(row, Fate.REMOVED) for row in changed), sum(length(row, Fate.ADDED) for row in changed))


def row_of(pair: Pair, paragraphs: list[Paragraph], old: list[str], new: list[str], letters_only: bool) -> Row:
    """A pair with its runs; one without a difference, in what is compared, is the same."""
    there, here = "\n".join(old[i] for i in pair.old), "\n".join(new[j] for j in pair.new)
    runs = [Run(Fate.KEPT, there)] if pair.how in (How.SAME, How.MOVED) else differences(there, here, letters_only=letters_only)
    how = pair.how
    if how != How.MOVED and all(run.fate == Fate.KEPT for run in runs):
        how = How.SAME
    return Row(how, [paragraphs[i] for i in pair.old], [(run, 0) for run in runs], max(len(pair.old), len(pair.new)))


def length(row: Row, fate: Fate) -> int:
    return sum(len(run.text) for run, _ in row.runs if run.fate == fate)


def gathered(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that follow one another and are equal, or that only one side has, as one."""
    for how, group in groupby(rows, lambda row: row.how):
        if how not in (How.SAME, *ONLY_HERE):
            yield from group
            continue
        many = list(group)
        yield Row(how, [p for row in many for p in row.paragraphs], [run for row in many for run in row.runs], sum(row.count for row in many))


def shortened(row: Row) -> Row:
    """With what was kept cut in the middle, where it is long: a copy on one line would repeat the whole report."""
    if row.how == How.SAME:
        return row
    return replace(row, runs=[piece for run, _ in row.runs for piece in pieces(run)])


def pieces(run: Run) -> Iterator[tuple[Run, int]]:
    if run.fate != Fate.KEPT or len(run.text) <= LONGEST_KEPT:
        yield run, 0
        return
    yield Run(run.fate, run.text[:SHOWN]), len(run.text) - 2 * SHOWN
    yield Run(run.fate, run.text[-SHOWN:]), 0
