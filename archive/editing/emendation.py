"""Staff put right what reading a file got wrong: a published report gets a new version, a draft its text anew.

Paragraphs are called by their tokens, for positions move. Each act is recorded; what cannot be done raises Refused.
"""
from collections.abc import Callable, Collection
from dataclasses import fields

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.holdings.events import record
from archive.holdings.revision import lock, relay, renew, replace_text
from archive.models import Edit as Row
from archive.models import Event, Report, Section
from archive.text import blocks, emendations
from archive.text.document import Document
from archive.text.errors import Refused, Sentence
from archive.text.fold import fold
from archive.text.identity import Identity
from archive.text.tape import Edit, undone
from archive.text.vocabulary import BlockKind, EditKind

By = AbstractBaseUser | None


def reword(report: Report, token: str, text: str, *, by: By, reason: str) -> None:
    """Another text for a paragraph."""
    _emend(report, lambda document, at: emendations.reworded(document, at(token), text), by, reason, {"reword": token})


def call(report: Report, tokens: Collection[str], kind: BlockKind, *, by: By, reason: str) -> None:
    """Another kind for paragraphs; headings make sections, and so the outline is drawn anew."""
    def emended(document: Document, at: Callable[[str], int]) -> Document:
        for token in tokens:
            document = emendations.of_kind(document, at(token), kind)
        return document
    _emend(report, emended, by, reason, {"call": list(tokens), "kind": kind})


def split(report: Report, token: str, offset: int, *, by: By, reason: str) -> None:
    """A paragraph in two, the second from its character number `offset` (from 0) on."""
    _emend(report, lambda document, at: emendations.split(document, at(token), offset), by, reason, {"split": token, "offset": offset})


def join(report: Report, token: str, *, by: By, reason: str) -> None:
    """A paragraph and the one after it as one."""
    _emend(report, lambda document, at: emendations.joined(document, at(token)), by, reason, {"join": token})


def move(report: Report, token: str, position: int, *, by: By, reason: str) -> None:
    """A paragraph to that position, counted from 1 as it will stand."""
    _emend(report, lambda document, at: emendations.moved(document, at(token), position - 1), by, reason,
           {"move": token, "position": position})


def drop(report: Report, token: str, kind: EditKind = EditKind.FURNITURE, *, by: By, reason: str) -> None:
    """A paragraph taken out, as what kind of edit: it was furniture, a copy, …"""
    _emend(report, lambda document, at: emendations.dropped(document, at(token), kind), by, reason, {"drop": token})


def undo(report: Report, start: int, end: int, *, by: By, reason: str) -> None:
    """The edit of this span of the extracted text undone; the report remembers that it was not wanted."""
    _emend(report, lambda document, _at: emendations.undone(document, start, end), by, reason, {"undo": [start, end]})


@transaction.atomic
def _emend(report: Report, emended: Callable[[Document, Callable[[str], int]], Document], by: By, reason: str, detail: dict) -> None:
    lock(report)
    tokens = {token: at for at, token in enumerate(report.paragraphs.values_list("token_id", flat=True))}

    def at(token: str) -> int:
        if token not in tokens:
            raise Refused("这一段已不在正文里：请重新打开页面，再作更正。")
        return tokens[token]

    document = emended(document_of(report), at)
    folded = [fold(block.text) for block in document.blocks]
    if not replace_text(report, document, folded, by=by, reason=reason):
        relay(report, document, folded)
        renew(report, document, folded)
    if "undo" in detail and detail["undo"] not in report.declined:
        report.declined = [*report.declined, detail["undo"]]
        report.save(update_fields=["declined"])
    record(Event.Action.CORRECTED, by, report, detail={"text": detail, "reason": reason, "number": report.revision})


def document_of(report: Report) -> Document:
    """The report as the core would tell it, from its rows."""
    sections = list(report.sections.all())
    index = {section.pk: i for i, section in enumerate(sections)}
    paragraphs = list(report.paragraphs.all())
    edits: dict[int | None, list[Edit]] = {None: [], **{paragraph.pk: [] for paragraph in paragraphs}}
    for row in report.edits.all():
        edits[row.paragraph_id].append(_edit(row))
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    return Document(
        extracted=undone(text, [edit for each in edits.values() for edit in each]), identity=_identity(report),
        blocks=tuple(blocks.Block(p.kind, p.text, index[p.section_id], p.part, tuple(p.flags)) for p in paragraphs),
        sections=tuple(_section(section, index) for section in sections),
        block_edits=tuple(tuple(edits[paragraph.pk]) for paragraph in paragraphs), edits=tuple(edits[None]),
        warnings=tuple(Sentence(entry["pattern"], entry.get("values", {})) for entry in report.warnings))


def _edit(row: Row) -> Edit:
    return Edit(EditKind(row.kind), row.start, row.end, row.before, row.after)


def _section(section: Section, index: dict[int, int]) -> blocks.Section:
    return blocks.Section(section.number, section.heading, section.level, index.get(section.parent_id), section.part)


def _identity(report: Report) -> Identity:
    """What is recorded of the report; every field but those below is called the same."""
    own = {"place": report.place_id, "authors": tuple(report.authors), "supplied": tuple(report.supplied), "warnings": ()}
    return Identity(**{field.name: own.get(field.name, getattr(report, field.name)) for field in fields(Identity)})
