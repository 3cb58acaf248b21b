"""From the extracted text of a file to a document: blocks, sections, identity, and every edit made."""
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from archive.text.blocks import Block, Section
from archive.text.copies import copy_changes
from archive.text.errors import Refused, Sentence
from archive.text.furniture import furniture_changes, licence_changes
from archive.text.fused import fused_changes, glued_opening_changes
from archive.text.identity import Identity, identify
from archive.text.kinds import kind_of
from archive.text.lines import Line, lines, spacing_changes
from archive.text.opening import plain_title, read_opening
from archive.text.pinyin import Mend, mends
from archive.text.repairs import (
    cut_headings,
    glued_names,
    known_watermarks,
    mark_changes,
    rejoin_changes,
    watermark_changes,
)
from archive.text.structure import kinds_of, outlined
from archive.text.tape import Change, Edit, Tape
from archive.text.vocabulary import BlockKind, EditKind, Flag

LEAST_HAN = 50
LOST = "\ufffd"
DAMAGED = Sentence("原文件有几处字节损坏，读不出的字以 � 表示，所在的段落已标明。")
LONGEST_BLOCK = 100_000
HAN_LETTER = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
TITLES = (BlockKind.TITLE, BlockKind.KICKER, BlockKind.SUBTITLE)


@dataclass(frozen=True)
class Document:
    """What a file holds. `block_edits` has the edits of each block; `edits` those that belong to none.

    `"\\n".join(block.text for block in blocks)` with every edit undone is `extracted`.
    """
    extracted: str
    identity: Identity
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    block_edits: tuple[tuple[Edit, ...], ...]
    edits: tuple[Edit, ...]
    copies_dropped: int = 0
    warnings: tuple[Sentence, ...] = ()


def read_document(extracted: str, file_name: str, watermarks: tuple[str, ...] | None = None) -> Document:
    """Everything the core can tell of a text. Raises Refused where there is too little of it."""
    words = known_watermarks() if watermarks is None else watermarks
    tape, damages, copies = cleaned(Tape(extracted), words)
    refuse_scraps(tape.text)
    tape = rejoined(tape)
    found = lines(tape.text)
    refuse_endless(found)
    opening = read_opening([line.text for line in found])
    kinds = kinds_of(found, opening)
    tape = tape.change(title_changes(found, kinds))
    tape = tape.change(spacing_changes(tape.text))
    texts = tape.text.split("\n")
    found = [replace(line, text=text) for line, text in zip(found, texts, strict=True)]
    kind, is_supplied = kind_of(opening, texts, file_name)
    blocks, sections = outlined(found, kinds, kind)
    blocks = _damaged(blocks, tape, damages)
    identity = identify(kind, opening, blocks, sections, file_name)
    if is_supplied:
        identity = replace(identity, supplied=("kind", *identity.supplied))
    block_edits, edits = _shared_out(tape, texts)
    warnings = (*identity.warnings, *([DAMAGED] if LOST in tape.text else []))
    return Document(extracted, identity, tuple(blocks), tuple(sections), block_edits, edits, copies, warnings)


def cleaned(tape: Tape, watermarks: tuple[str, ...]) -> tuple[Tape, list[tuple[int, Flag]], int]:
    """Notes, furniture, copies, watermarks and marks taken out; where the text stays damaged; copies dropped."""
    repairs = mends(tape.text)
    tape = tape.change(_as_changes(repairs))
    tape = tape.change(fused_changes(tape.text))
    tape = tape.change(glued_opening_changes(tape.text))
    tape = tape.change(licence_changes(tape.text))
    tape = tape.change(furniture_changes(tape.text))
    copies, dropped = copy_changes(tape.text)
    tape = tape.change(copies)
    tape = tape.change(watermark_changes(tape.text, watermarks))
    tape = tape.change(mark_changes(tape.text))
    return tape, [(mend.start, mend.flag) for mend in repairs if mend.flag], dropped


def _as_changes(repairs: Iterable[Mend]) -> list[Change]:
    return [Change(m.kind, m.start, m.end, m.after) for m in repairs if m.flag != Flag.DAMAGED]


def refuse_scraps(text: str) -> None:
    """Refuses a text with fewer than fifty Han characters."""
    count = sum(1 for _ in islice(HAN_LETTER.finditer(text), LEAST_HAN))
    if count < LEAST_HAN:
        raise Refused("清理之后只剩 {count} 个汉字（至少要 {least} 个）：这不像一份报告，请查看原文件是否完整。",
                      count=count, least=LEAST_HAN)


def refuse_endless(found: list[Line]) -> None:
    """Refuses a text with a paragraph so long that it is none, and too long for an index."""
    longest = max(len(line.text) for line in found)
    if longest > LONGEST_BLOCK:
        raise Refused("有一段长达 {count} 字（最长 {most} 字）：换行可能丢失了，请补上换行后再交来。", count=longest, most=LONGEST_BLOCK)


def rejoined(tape: Tape) -> Tape:
    """Cut sentences and headings made whole, glued names set apart."""
    tape = tape.change(rejoin_changes(tape.text))
    tape = tape.change(glued_names(lines(tape.text)))
    found = lines(tape.text)
    kinds = kinds_of(found, read_opening([line.text for line in found]))
    headings = {i for i, kind in enumerate(kinds) if kind == BlockKind.HEADING}
    return tape.change(cut_headings(found, headings))


def title_changes(found: list[Line], kinds: list[BlockKind]) -> list[Change]:
    """White space that typesetting put into titles."""
    changes = []
    for line, kind in zip(found, kinds, strict=True):
        if kind in TITLES and (plain := plain_title(line.text)) != line.text:
            changes += _spaces_left_out(line.text, plain, line.start)
    return changes


def _spaces_left_out(text: str, plain: str, offset: int) -> list[Change]:
    changes, j = [], 0
    for i, character in enumerate(text):
        if j < len(plain) and plain[j] == character:
            j += 1
        else:
            changes.append(Change(EditKind.SPACING, offset + i, offset + i + 1))
    return changes


def _damaged(blocks: list[Block], tape: Tape, damages: list[tuple[int, Flag]]) -> list[Block]:
    """The blocks that hold a place the core could not restore, or restored by inference, flagged."""
    spans = _source_spans(tape, [block.text for block in blocks])
    return [
        replace(block, flags=tuple(dict.fromkeys((
            *block.flags, *(flag for at, flag in damages if start <= at < end), *([Flag.DAMAGED] * (LOST in block.text))))))
        for block, (start, end) in zip(blocks, spans, strict=True)]


def _source_spans(tape: Tape, texts: list[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for text in texts:
        spans.append((tape.origin(at), tape.origin(at + len(text) - 1) + 1))
        at += len(text) + 1
    return spans


def _shared_out(tape: Tape, texts: list[str]) -> tuple[tuple[tuple[Edit, ...], ...], tuple[Edit, ...]]:
    """Each edit to the block whose text it lies in; between blocks, to the report."""
    of_blocks: list[list[Edit]] = [[] for _ in texts]
    of_report: list[Edit] = []
    ends, at = [], 0
    for text in texts:
        at += len(text)
        ends.append(at)
        at += 1
    i = 0
    for start, edit in zip(tape.starts, tape.edits, strict=True):
        while i < len(ends) - 1 and start > ends[i]:
            i += 1
        first = ends[i] - len(texts[i])
        owner = _owner(edit, start, first, ends[i])
        (of_report if owner is None else of_blocks[i]).append(edit)
    return tuple(map(tuple, of_blocks)), tuple(of_report)


def _owner(edit: Edit, start: int, first: int, end: int) -> bool | None:
    """Whether an edit that reads at `start` lies in the block `first:end`; None where it parts blocks."""
    inside = first < start and start + len(edit.after) < end
    at_edge = first <= start and start + len(edit.after) <= end and "\n" not in edit.before
    return True if inside or at_edge else None
