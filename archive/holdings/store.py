"""A document becomes rows: report, sections, paragraphs with their tokens, edits."""
import base64
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from archive.holdings.rows import add, copy_in, new_keys
from archive.models import UNDATED, UNPLACED, Edit, Paragraph, Report, Section
from archive.prepared import rows
from archive.text.document import Document
from archive.text.errors import Refused
from archive.text.fold import fold
from archive.text.identity import Identity
from archive.text.slug import slug
from archive.text.tokens import token_of, token_text
from archive.text.vocabulary import Kind

PLAIN_FIELDS = ("kind", "title", "subtitle", "kicker", "place_name", "year", "review_year", "plan_year", "delivered_on",
                "published_on", "speaker", "speaker_role", "occasion", "issuer", "source", "language", "suggestions", "evidence")

SECTION = ("id", "report_id", "parent_id", "position", "level", "number", "heading", "path", "part", "folded")
PARAGRAPH = ("report_id", "section_id", "token_id", "position", "kind", "part", "flags", "text", "folded")
MOST_KEY = 500_000
"""Bytes: the pairs of so many take up less than the megabyte that a tsvector may."""
GIVE = """
    insert into archive_token (value, report_id, given_on) select unnest(string_to_array(%s, ' ')), %s::bigint, %s::timestamptz
    on conflict do nothing returning value
"""
# What rows refer to is looked up when the transaction ends, by a plan that the session keeps: made while the tables
# were small, it would read them through for each row, however large they grow.
STANDS = """
    select set_config('enable_seqscan', 'off', true),
        exists(select from archive_report where place_id {place} and year {year} and slug = %s)
        or exists(select from archive_formeraddress where key = %s)
"""
EDIT = ("report_id", "paragraph_id", "position", "kind", "start", "end", "before", "after")


def text_hash(folded: Iterable[str]) -> str:
    """What two documents with the same text have in common, however they are set."""
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()


def slug_of(identity: Identity | Report) -> str:
    return "work-report" if identity.kind == Kind.WORK_REPORT else slug(identity.title)


def clash_mark(digest: str) -> str:
    """Four base32 characters of the text's hash, for a report whose key is taken."""
    return base64.b32encode(bytes.fromhex(digest)).decode()[:4].lower()


def store(document: Document, folded: list[str], *, published_at: datetime | None = None, is_sample: bool = False) -> Report:
    """Stores a document, within the caller's transaction: published at that time, or as a draft.

    Its tokens are given with its publication, at once or later; written once they cost half.
    """
    report = _report(document, folded, published_at, is_sample)
    tokens = give_tokens(report, numbered(token_text(block.text) for block in document.blocks), published_at)
    write_text(report, document, folded, tokens)
    return report


def write_text(report: Report, document: Document, folded: list[str], tokens: list[str]) -> None:
    """Writes sections, paragraphs and edits of a report that has none; its tokens are there. Raises Refused."""
    refuse_unindexable(folded)
    sections = _sections(document, report)
    copy_in(Paragraph, PARAGRAPH, (
        (report.pk, sections[block.section], value, position, block.kind, block.part, f"{{{','.join(block.flags)}}}", block.text, fold_key)
        for position, (block, value, fold_key) in enumerate(zip(document.blocks, tokens, folded, strict=True), 1)))
    _edits(document, report)


def refuse_unindexable(folded: list[str]) -> None:
    """Refuses a paragraph whose search key is longer than an index takes: some signs fold to eighteen letters."""
    if any(len(key) > MOST_KEY // 4 and len(key.encode()) > MOST_KEY for key in folded):
        raise Refused("有一段化为检索用的文字后太长（最长 {most} 字节）：请查看原文件是否损坏，或补上换行后再交来。", most=MOST_KEY)


def _report(document: Document, folded: list[str], published_at: datetime | None, is_sample: bool) -> Report:
    identity, digest = document.identity, text_hash(folded)
    slug_now = slug_of(identity)
    first_key = f"{identity.place or UNPLACED}/{identity.year or UNDATED}/{slug_now}"
    if _stands(identity, slug_now, first_key):
        slug_now = f"{slug_now}-{clash_mark(digest)}"
    report = Report(
        **{name: getattr(identity, name) for name in PLAIN_FIELDS}, place_id=identity.place, slug=slug_now,
        first_key=first_key, authors=list(identity.authors), supplied=list(identity.supplied),
        warnings=[asdict(warning) for warning in document.warnings], text_hash=digest, is_sample=is_sample,
        published_at=published_at, status=Report.Status.PUBLISHED if published_at else Report.Status.DRAFT,
        paragraph_count=len(document.blocks), character_count=sum(len(b.text) for b in document.blocks))
    add(report)
    return report


def _stands(identity: Identity, slug_now: str, key: str) -> bool:
    """Whether a report has, or once had, this address."""
    known = [value for value in (identity.place, identity.year) if value is not None]
    place, year = ("is null" if value is None else "= %s" for value in (identity.place, identity.year))
    [(_, stands)] = rows(STANDS.format(place=place, year=year), [*known, slug_now, key])
    return stands


def _sections(document: Document, report: Report) -> list[int]:
    """Writes the sections; their keys, for their paragraphs."""
    keys = new_keys(Section, len(document.sections))
    paths: list[list[str]] = []
    for section in document.sections:
        above = paths[section.parent] if section.parent is not None else []
        paths.append([*above, section.number + section.heading] if section.level else above)
    copy_in(Section, SECTION, (
        (key, report.pk, None if section.parent is None else keys[section.parent], position, section.level,
         section.number, section.heading, path, section.part, fold("\n".join(path)))
        for position, (key, section, path) in enumerate(zip(keys, document.sections, paths, strict=True))))
    return keys


def numbered(texts: Iterable[str]) -> list[tuple[str, int]]:
    """Each token text with its ordinal among equal ones, from 0."""
    seen: Counter[str] = Counter()
    asked = []
    for text in texts:
        asked.append((text, seen[text]))
        seen[text] += 1
    return asked


def give_tokens(report: Report, asked: list[tuple[str, int]], given_on: datetime | None) -> list[str]:
    """Gives a token for each token text and ordinal; one that some other paragraph has is hashed again with a counter."""
    values, waiting, counter = [""] * len(asked), list(range(len(asked))), 0
    while waiting:
        tried = [token_of(report.first_key, *asked[i], counter) for i in waiting]
        given = {value for (value,) in rows(GIVE, [" ".join(tried), report.pk, given_on])}
        for i, value in zip(waiting, tried, strict=True):
            if value in given:
                values[i] = value
                given.remove(value)
        waiting, counter = [i for i in waiting if not values[i]], counter + 1
    return values


def _edits(document: Document, report: Report) -> None:
    """Every edit with its paragraph, or with the report alone; in the order of the extracted text."""
    owned = [(edit, position) for position, edits in enumerate(document.block_edits, 1) for edit in edits]
    keys = dict(rows("select position, id from archive_paragraph where report_id = %s", [report.pk])) if owned else {}
    owned += [(edit, None) for edit in document.edits]
    owned.sort(key=lambda pair: (pair[0].start, pair[0].end))
    if owned:
        copy_in(Edit, EDIT, (
            (report.pk, keys.get(at), position, edit.kind, edit.start, edit.end, edit.before, edit.after)
            for position, (edit, at) in enumerate(owned)))
