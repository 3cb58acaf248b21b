"""A report laid out for reading: its blocks in order, what belongs to each, and its table of contents."""
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive import query
from archive.marking import Span, marked
from archive.models import Edit, Paragraph, Report, Section
from archive.search import highlights
from archive.text.vocabulary import BlockKind

FRONT = {BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.KICKER}


@dataclass(frozen=True)
class Block:
    """A paragraph as the page shows it. `depth` is a heading's rank under the title, 0 for what is no heading."""
    paragraph: Paragraph
    html: SafeString
    depth: int = 0
    edits: list[Edit] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents."""
    section: Section
    token: str
    depth: int


@dataclass(frozen=True)
class Reading:
    """`front` is title, kicker and subtitle where the document begins with them; `body` the rest."""
    front: list[Block]
    body: list[Block]
    outline: list[Entry]
    edits: list[Edit]
    matches: int

    @property
    def has_title(self) -> bool:
        return any(block.paragraph.kind == BlockKind.TITLE for block in self.front)


def reading(report: Report, looked_for: query.Reading) -> Reading:
    """The report with what is looked for marked in it. Three queries, whatever its size."""
    sections = {section.pk: section for section in report.sections.all()}
    edits = edits_by_paragraph(report)
    blocks, matches, begun = [], 0, set()
    for paragraph in report.paragraphs.all():
        section = sections[paragraph.section_id]
        spans = highlights(paragraph.text, looked_for) if looked_for.root else []
        lead = "" if section.pk in begun else run_in_heading(paragraph, section)
        begun.add(section.pk)
        matches += len(spans)
        blocks.append(Block(paragraph, with_lead(paragraph.text, len(lead), spans), depth(paragraph, section), edits[paragraph.pk]))
    cut = next((i for i, block in enumerate(blocks) if block.paragraph.kind not in FRONT), len(blocks))
    return Reading(blocks[:cut], blocks[cut:], outline(blocks, sections), edits[None], matches)


def run_in_heading(paragraph: Paragraph, section: Section) -> str:
    """The section's heading, where its first paragraph goes on after it on the same line."""
    lead = str(section)
    return lead if paragraph.kind == BlockKind.BODY and lead and paragraph.text.startswith(lead) else ""


def with_lead(text: str, length: int, spans: list[Span]) -> SafeString:
    """`text` marked, its first `length` characters bold."""
    if not length:
        return marked(text, spans)
    rest = [(start - length, end - length) for start, end in spans]
    return format_html("<b>{}</b>{}", marked(text[:length], spans), marked(text[length:], rest))


def depth(paragraph: Paragraph, section: Section) -> int:
    return min(max(section.level, 1), 4) if paragraph.kind == BlockKind.HEADING else 0


def edits_by_paragraph(report: Report) -> dict[int | None, list[Edit]]:
    """The edits of each paragraph; those of the report as a whole under None."""
    found: dict[int | None, list[Edit]] = defaultdict(list)
    for edit in report.edits.all():
        found[edit.paragraph_id].append(edit)
    return found


def outline(blocks: Iterable[Block], sections: dict[int, Section]) -> list[Entry]:
    """Each section with a heading, and its first paragraph to go to."""
    first: dict[int, str] = {}
    for block in blocks:
        first.setdefault(block.paragraph.section_id, block.paragraph.token_id)
    return [Entry(section, first[pk], min(section.level, 4))
            for pk, section in sections.items() if section.heading and pk in first]
