"""From the extracted text of a file to a document: blocks, sections, identity, and every edit made."""
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from archive.text.blocks import Block, Section
from archive.text.cleaning import cleaned, rejoined, title_changes
from archive.text.errors import Refused, Sentence
from archive.text.extracted import Extracted
from archive.text.furniture import Rule
from archive.text.identity import Identity, identify
from archive.text.kinds import kind_of
from archive.text.lines import Line, lines, spacing_changes
from archive.text.metadata import Said, as_wished, filled, printed, read_metadata, with_said
from archive.text.opening_lines import Opening
from archive.text.repairs import known_watermarks
from archive.text.structure import outlined, told
from archive.text.tables import is_table
from archive.text.tape import Edit, Tape
from archive.text.vocabulary import BlockKind, Flag, Kind

LEAST_HAN = 50
LOST = "\ufffd"
DAMAGED = Sentence("原文件有几处字节损坏，读不出的字以 � 表示，所在的段落已标明。")
LONGEST_BLOCK = 100_000
HAN_LETTER = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")


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


def read_document(extracted: Extracted | str, file_name: str, watermarks: tuple[str, ...] | None = None,
                  furniture: Iterable[Rule] = (), wished: Mapping[str, str] | None = None) -> Document:
    """Everything the core can tell of a text. Raises Refused where there is too little of it.

    `watermarks` and `furniture` are words and rules of one's own; `wished` are fields, as columns name them,
    that whoever hands the text in knows better.
    """
    source = Extracted(file_name, extracted) if isinstance(extracted, str) else extracted
    clean = cleaned(Tape(source.text).change(source.changes), known_watermarks() if watermarks is None else watermarks, furniture)
    refuse_scraps(clean.tape.text)
    tape = rejoined(clean.tape)
    found = lines(tape.text)
    refuse_endless(found)
    kinds, opening = kinds_and_opening(found)
    tape = tape.change(title_changes(found, kinds))
    tape = tape.change(spacing_changes(tape.text))
    texts = tape.text.split("\n")
    found = [line if line.text == text else replace(line, text=text) for line, text in zip(found, texts, strict=True)]
    reading = _Reading(found, kinds, file_name, read_metadata(source.metadata), read_metadata(wished or {}))
    identity, blocks, sections = reading.identified(opening)
    blocks = _flagged(blocks, tape, clean.damages, is_ocr=source.is_ocr)
    block_edits, edits = shared_out(tape, texts)
    warnings = (*source.warnings, *identity.warnings, *([DAMAGED] if LOST in tape.text else []))
    return Document(source.text, identity, tuple(blocks), tuple(sections), block_edits, edits, clean.copies, warnings)


def kinds_and_opening(found: list[Line]) -> tuple[list[BlockKind], Opening]:
    """The kind of every line, and what the opening says; both are told as if no table stood among the lines."""
    kinds_told, opening = told(tuple(line for line in found if not is_table(line.text)))
    following = iter(kinds_told)
    kinds = [BlockKind.TABLE if is_table(line.text) else next(following) for line in found]
    places = [i for i, kind in enumerate(kinds) if kind != BlockKind.TABLE]
    until = places[len(opening.kinds) - 1] + 1 if opening.kinds else 0
    return kinds, replace(opening, kinds=tuple(kinds[:until]))


@dataclass(frozen=True)
class _Reading:
    """Lines that have kinds, and what is said beside them: `beside` counts for less than the text, `wished` for more."""
    found: list[Line]
    kinds: list[BlockKind]
    file_name: str
    beside: Said
    wished: Said

    def identified(self, opening: Opening) -> tuple[Identity, list[Block], list[Section]]:
        """The identity with what is said beside the text, and the blocks and sections of a document of its kind."""
        texts = [line.text for line in self.found]
        own, is_supplied = kind_of(opening, texts, self.file_name)
        kind = self.wished.fields.get("kind") or (self.beside.fields.get("kind", own) if own == Kind.OTHER or is_supplied else own)
        blocks, sections = outlined(self.found, self.kinds, kind)
        identity = identify(own, opening, blocks, sections, self.file_name)
        if is_supplied:
            identity = replace(identity, supplied=("kind", *identity.supplied))
        if self.beside.fields or self.beside.warnings:
            fuller = identify(kind, filled(opening, self.beside), blocks, sections, self.file_name)
            identity = with_said(fuller, self.beside, identity, printed(self.beside, texts))
        return as_wished(identity, self.wished), blocks, sections


def refuse_scraps(text: str) -> None:
    """Refuses a text with fewer than fifty Han characters and no table."""
    count = sum(1 for _ in islice(HAN_LETTER.finditer(text), LEAST_HAN))
    if count < LEAST_HAN and not is_table(text):
        raise Refused("清理之后只剩 {count} 个汉字（至少要 {least} 个）：这不像一份报告，请查看原文件是否完整。",
                      count=count, least=LEAST_HAN)


def refuse_endless(found: list[Line]) -> None:
    """Refuses a text with a paragraph so long that it is none, and too long for an index."""
    longest = max(len(line.text) for line in found)
    if longest > LONGEST_BLOCK:
        raise Refused("有一段长达 {count} 字（最长 {most} 字）：换行可能丢失了，请补上换行后再交来。", count=longest, most=LONGEST_BLOCK)


def _flagged(blocks: list[Block], tape: Tape, damages: Iterable[tuple[int, Flag]], *, is_ocr: bool) -> list[Block]:
    """The blocks with the places marked that the core could not restore or only inferred, and what a machine read."""
    damages = tuple(damages)
    if not damages and not is_ocr and LOST not in tape.text:
        return blocks
    spans = _source_spans(tape, [block.text for block in blocks])
    read = [Flag.OCR] * is_ocr
    return [
        replace(block, flags=tuple(dict.fromkeys((
            *block.flags, *(flag for at, flag in damages if start <= at < end), *([Flag.DAMAGED] * (LOST in block.text)), *read))))
        for block, (start, end) in zip(blocks, spans, strict=True)]


def _source_spans(tape: Tape, texts: list[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for text in texts:
        spans.append((tape.origin(at), tape.origin(at + len(text) - 1) + 1))
        at += len(text) + 1
    return spans


def shared_out(tape: Tape, texts: list[str]) -> tuple[tuple[tuple[Edit, ...], ...], tuple[Edit, ...]]:
    """Each edit to the block whose text it lies in; between blocks, to the report."""
    of_blocks: list[list[Edit]] = [[] for _ in texts]
    of_report: list[Edit] = []
    ends, at = [], 0
    for text in texts:
        at += len(text)
        ends.append(at)
        at += 1
    i = 0
    for at, edit in zip(tape.starts, tape.edits, strict=True):
        start, length = _written(edit, at)
        while i < len(ends) - 1 and start > ends[i]:
            i += 1
        is_of_block = _lies_in(edit, start, length, ends[i] - len(texts[i]), ends[i])
        (of_blocks[i] if is_of_block else of_report).append(edit)
    return tuple(map(tuple, of_blocks)), tuple(of_report)


def _written(edit: Edit, at: int) -> tuple[int, int]:
    """Where what an edit wrote begins, and its length; of a whole line without its line end."""
    line = edit.after.strip("\n")
    return (at + edit.after.index(line), len(line)) if line else (at, len(edit.after))


def _lies_in(edit: Edit, start: int, length: int, first: int, end: int) -> bool:
    """Whether an edit that reads at `start` lies in the block `first:end`, or else parts blocks."""
    inside = first < start and start + length < end
    at_edge = first <= start and start + length <= end and "\n" not in edit.before
    return inside or at_edge
