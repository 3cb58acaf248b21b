"""A document becomes rows: report, sections, paragraphs with their tokens, edits."""
import base64
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from archive.models import UNDATED, UNPLACED, Edit, Paragraph, Report, Section, Token
from archive.rows import insert, number
from archive.text.document import Document
from archive.text.identity import Identity
from archive.text.slug import slug
from archive.text.tokens import token, token_text
from archive.text.vocabulary import Kind

PLAIN_FIELDS = ("kind", "title", "subtitle", "kicker", "place_name", "year", "review_year", "plan_year", "delivered_on",
                "published_on", "speaker", "speaker_role", "occasion", "issuer", "source", "language", "suggestions", "evidence")


def text_hash(folded: Iterable[str]) -> str:
    """What two documents with the same text have in common, however they are set."""
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()


def slug_of(identity: Identity) -> str:
    return "work-report" if identity.kind == Kind.WORK_REPORT else slug(identity.title)


def clash_mark(digest: str) -> str:
    """Four base32 characters of the text's hash, for a report whose key is taken."""
    return base64.b32encode(bytes.fromhex(digest)).decode()[:4].lower()


def store(document: Document, folded: list[str], *, is_sample: bool = False) -> Report:
    """Stores a document as a draft, within the caller's transaction."""
    report = _report(document, folded, is_sample)
    sections = _sections(document, report)
    values = _tokens(document, report)
    insert([Token(value=value, report_id=report.pk) for value in values])
    paragraphs = [
        Paragraph(report_id=report.pk, section_id=sections[block.section].pk, token_id=value, position=position,
                  kind=block.kind, part=block.part, flags=list(block.flags), text=block.text, folded=fold_key)
        for position, (block, value, fold_key) in enumerate(zip(document.blocks, values, folded, strict=True), 1)]
    insert(paragraphs)
    _edits(document, report, paragraphs)
    return report


def _report(document: Document, folded: list[str], is_sample: bool) -> Report:
    identity, digest = document.identity, text_hash(folded)
    slug_now = slug_of(identity)
    first_key = f"{identity.place or UNPLACED}/{identity.year or UNDATED}/{slug_now}"
    if Report.objects.filter(place=identity.place, year=identity.year, slug=slug_now).exists():
        slug_now = f"{slug_now}-{clash_mark(digest)}"
    return Report.objects.create(
        **{name: getattr(identity, name) for name in PLAIN_FIELDS}, place_id=identity.place, slug=slug_now,
        first_key=first_key, authors=list(identity.authors), supplied=list(identity.supplied),
        warnings=[asdict(warning) for warning in document.warnings], text_hash=digest, is_sample=is_sample,
        paragraph_count=len(document.blocks), character_count=sum(len(b.text) for b in document.blocks))


def _sections(document: Document, report: Report) -> list[Section]:
    """The sections' rows; they are numbered first, for each needs its parent's key."""
    rows = []
    for position, section in enumerate(document.sections):
        parent = rows[section.parent] if section.parent is not None else None
        path = [*(parent.path if parent else []), *([section.number + section.heading] if section.level else [])]
        rows.append(Section(report_id=report.pk, parent=parent, position=position, level=section.level, number=section.number,
                            heading=section.heading, path=path, part=section.part))
    number(rows)
    for row in rows:
        row.parent_id = row.parent and row.parent.pk
    insert(rows)
    return rows


def _tokens(document: Document, report: Report) -> list[str]:
    """A token for each block; one that another report's equal paragraph has is hashed again with a counter."""
    seen: Counter[str] = Counter()
    asked = []
    for block in document.blocks:
        key = token_text(block.text)
        asked.append((block.text, seen[key]))
        seen[key] += 1
    values, waiting, counter = [""] * len(asked), list(range(len(asked))), 0
    while waiting:
        tried = {i: token(report.first_key, *asked[i], counter) for i in waiting}
        taken = set(Token.objects.filter(value__in=tried.values()).values_list("value", flat=True)) | set(filter(None, values))
        for i, value in tried.items():
            if value not in taken:
                values[i] = value
                taken.add(value)
        waiting, counter = [i for i in waiting if not values[i]], counter + 1
    return values


def _edits(document: Document, report: Report, paragraphs: list[Paragraph]) -> None:
    """Every edit with its paragraph, or with the report alone; in the order of the extracted text."""
    owned = [(edit, paragraph) for paragraph, edits in zip(paragraphs, document.block_edits, strict=True) for edit in edits]
    owned += [(edit, None) for edit in document.edits]
    owned.sort(key=lambda pair: (pair[0].start, pair[0].end))
    insert([
        Edit(report_id=report.pk, paragraph_id=paragraph and paragraph.pk, position=position, kind=edit.kind,
             start=edit.start, end=edit.end, before=edit.before, after=edit.after)
        for position, (edit, paragraph) in enumerate(owned)])
