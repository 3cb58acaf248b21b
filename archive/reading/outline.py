"""A report laid out for reading: its blocks in order, what belongs to each, what is looked for in it, its table of contents."""
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple

from archive import prepared, query
from archive.models import Report, Section
from archive.reading.marking import Span
from archive.search import highlights
from archive.search.matching import held
from archive.text.vocabulary import BlockKind, EditKind

FRONT = {BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.KICKER}
DEEPEST = 4
# Written out, for to put them together anew took Django longer than PostgreSQL to answer.
ROWS = """
    select archive_paragraph.id, token_id, archive_paragraph.position, kind, flags, text,
        section_id, archive_section.position, level, number, heading, {is_found}
    from archive_paragraph join archive_section on archive_section.id = section_id
    where archive_paragraph.report_id = %s order by archive_paragraph.position
"""
CHANGES = "select paragraph_id, kind, before, after from archive_edit where report_id = %s and kind <> %s order by position"


class Row(NamedTuple):
    """A paragraph and the heading it stands under; `is_found` where it holds what is looked for."""
    id: int
    token: str
    position: int
    kind: str
    flags: list[str]
    text: str
    section: int
    place: int
    level: int
    number: str
    heading: str
    is_found: bool

    @property
    def title(self) -> str:
        return f"{self.number}{self.heading}"


class Change(NamedTuple):
    """An edit as it is shown."""
    paragraph: int | None
    kind: str
    before: str
    after: str


class Block(NamedTuple):
    """A paragraph as the page shows it. `depth` is a heading's rank under the title, 0 for what is no heading;
    `lead` so many characters that are the section's heading on the same line; `first` the number of its first match."""
    row: Row
    depth: int = 0
    lead: int = 0
    edits: Sequence[Change] = ()
    spans: Sequence[Span] = ()
    first: int = 1

    @property
    def last(self) -> int:
        return self.first + len(self.spans) - 1


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents: a section, or what its heading says."""
    section: Section | str
    token: str
    depth: int


@dataclass(frozen=True)
class Reading:
    """`front` is title, kicker and subtitle where the document begins with them; `body` the rest; `edits` those of no
    paragraph; `found` the blocks that hold what is looked for, `matches` how often."""
    front: list[Block]
    body: list[Block]
    outline: list[Entry]
    edits: list[Change]
    found: list[Block]
    matches: int

    @property
    def has_title(self) -> bool:
        return any(block.row.kind == BlockKind.TITLE for block in self.front)


def reading(report: Report, looked_for: query.Reading) -> Reading:
    """The report with what is looked for in it. Two questions to the database, whatever its size."""
    edits = edits_by_paragraph(report)
    blocks, begun, matches = [], set(), 0
    for row in rows(report, looked_for):
        spans = highlights(row.text, looked_for) if row.is_found else []
        lead = 0 if row.section in begun else run_in_heading(row)
        begun.add(row.section)
        blocks.append(Block(row, depth(row.kind, row.level), lead, edits.get(row.id, ()), spans, matches + 1))
        matches += len(spans)
    cut = next((i for i, block in enumerate(blocks) if block.row.kind not in FRONT), len(blocks))
    found = [block for block in blocks if block.row.is_found]
    return Reading(blocks[:cut], blocks[cut:], outline(block.row for block in blocks), edits.get(None, []), found, matches)


def rows(report: Report, looked_for: query.Reading) -> list[Row]:
    """The paragraphs, each judged as search judges it."""
    is_found, params = held(looked_for.root) if looked_for.root else ("false", ())
    return list(starmap(Row, prepared.rows(ROWS.format(is_found=is_found), [*params, report.pk])))


def run_in_heading(row: Row) -> int:
    """How long the section's heading is, where its first paragraph goes on after it on the same line."""
    return len(row.title) if row.kind == BlockKind.BODY and row.text.startswith(row.title) else 0


def depth(kind: str, level: int) -> int:
    return min(max(level, 1), DEEPEST) if kind == BlockKind.HEADING else 0


def edits_by_paragraph(report: Report) -> dict[int | None, list[Change]]:
    """The edits of each paragraph but for white space, of which there are too many to be told; those of the whole report under None."""
    found: dict[int | None, list[Change]] = defaultdict(list)
    for change in starmap(Change, prepared.rows(CHANGES, [report.pk, str(EditKind.SPACING)])):
        found[change.paragraph].append(change)
    return found


def outline(rows: Iterable[Row]) -> list[Entry]:
    """Each section with a heading, and its first paragraph to go to."""
    first: dict[int, Row] = {}
    for row in rows:
        first.setdefault(row.section, row)
    return [Entry(row.title, row.token, min(row.level, DEEPEST))
            for row in sorted(first.values(), key=lambda row: row.place) if row.heading]
