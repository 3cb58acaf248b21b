"""What a person corrects in a document: every emendation is an edit of the extracted text, and can be undone like any other.

A document goes in and a document comes out; `at` counts its blocks from 0. What cannot be done raises Refused.
"""
from collections.abc import Sequence
from dataclasses import replace

from archive.text.alignment import Fate, differences
from archive.text.blocks import Block, Section
from archive.text.document import LONGEST_BLOCK, LOST, Document, kinds_and_opening, shared_out
from archive.text.errors import Refused
from archive.text.headings import Heading, annexed, numbered
from archive.text.lines import lines, spacing_changes
from archive.text.parts import with_parts
from archive.text.structure import LOST_BEGINNING, NAMED_RANK, Outline, ranked
from archive.text.tape import Change, Tape
from archive.text.vocabulary import BlockKind, EditKind, Flag, Kind

REMOVALS = (EditKind.FURNITURE, EditKind.COPY, EditKind.WATERMARK, EditKind.MARK, EditKind.PINYIN, EditKind.CORRECTED)
"""What a paragraph may be taken out as."""


def tape_of(document: Document) -> Tape:
    """The document's text with the edits that made it."""
    edits = [edit for edits in document.block_edits for edit in edits] + list(document.edits)
    return Tape(document.extracted, tuple(sorted(edits, key=lambda e: (e.start, e.end))))


def reworded(document: Document, at: int, text: str) -> Document:
    """With this text in place of the block's."""
    block, start = document.blocks[at], _starts(document)[at]
    new = _one_line(text)
    changes, here = [], start
    for run in differences(block.text, new):
        if run.fate == Fate.ADDED:
            changes.append(Change(EditKind.CORRECTED, here, here, run.text))
            continue
        if run.fate == Fate.REMOVED:
            changes.append(Change(EditKind.CORRECTED, here, here + len(run.text)))
        here += len(run.text)
    return _made(document, _side_by_side(changes), _with(document, at, _reread(block, new, is_checked=True)))


def of_kind(document: Document, at: int, kind: BlockKind) -> Document:
    """With the block known as something else. Its text stays, and so nothing is recorded as an edit."""
    return _made(document, [], _with(document, at, replace(document.blocks[at], kind=kind)))


def split(document: Document, at: int, offset: int) -> Document:
    """With the block in two before its character number `offset`; white space there goes."""
    block, start = document.blocks[at], _starts(document)[at]
    if not 0 < offset < len(block.text):
        raise Refused("不能在第 {offset} 个字前拆开：这一段有 {count} 个字。", offset=offset + 1, count=len(block.text))
    left, right = block.text[:offset].rstrip(), block.text[offset:].lstrip()
    change = Change(EditKind.SPLIT, start + len(left), start + len(block.text) - len(right), "\n")
    second = BlockKind.BODY if block.kind == BlockKind.HEADING else block.kind
    return _made(document, [change], _with(document, at, _reread(block, left), _reread(replace(block, kind=second), right)))


def joined(document: Document, at: int) -> Document:
    """With the block and the one after it as one."""
    if at + 1 >= len(document.blocks):
        raise Refused("最后一段后面没有可接的段落。")
    first, second, end = document.blocks[at], document.blocks[at + 1], _starts(document)[at + 1] - 1
    flags = tuple(dict.fromkeys((*first.flags, *second.flags)))
    whole = _reread(replace(first, flags=flags), first.text + second.text)
    if len(whole.text) > LONGEST_BLOCK:
        raise Refused("接合后的一段长达 {count} 字（最长 {most} 字）。", count=len(whole.text), most=LONGEST_BLOCK)
    return _made(document, [Change(EditKind.REJOINED, end, end + 1)], _with(document, at, whole, taking=2))


def moved(document: Document, at: int, to: int) -> Document:
    """With the block as number `to`."""
    blocks = list(document.blocks)
    if not 0 <= to < len(blocks):
        raise Refused("不能移到第 {position} 段：共有 {count} 段。", position=to + 1, count=len(blocks))
    block = blocks.pop(at)
    blocks.insert(to, replace(block, flags=tuple(flag for flag in block.flags if flag != Flag.MISPLACED)))
    if at == to:
        return _made(document, [], blocks)
    starts = _starts(document)
    before = to if to < at else to + 1  # the block that it comes to stand before
    at_end = before == len(blocks)
    here = starts[-1] - 1 if at_end else starts[before]
    put = Change(EditKind.MOVED, here, here, f"\n{block.text}" if at_end else f"{block.text}\n")
    return _made(document, [_removal(document, at, EditKind.MOVED), put], blocks)


def dropped(document: Document, at: int, kind: EditKind = EditKind.FURNITURE) -> Document:
    """Without the block, for one of the reasons of `REMOVALS`."""
    if len(document.blocks) == 1:
        raise Refused("这是最后一段，不能再删。")
    return _made(document, [_removal(document, at, kind)], _with(document, at))


def undone(document: Document, start: int, end: int) -> Document:
    """Without the edit of `extracted[start:end]`: what it changed reads as in the file again."""
    tape = tape_of(document)
    edit = next((edit for edit in tape.edits if (edit.start, edit.end) == (start, end)), None)
    if edit is None:
        raise Refused("这一处改动已不在：请重新打开页面，再作撤销。")
    if edit.kind == EditKind.MOVED:
        raise Refused("移位不能这样撤销：请把这一段移回原处。")
    restored = Tape(tape.source, tuple(each for each in tape.edits if each is not edit))
    restored = restored.change(spacing_changes(restored.text))
    first, rest = _touched(document, tape.starts[tape.edits.index(edit)], len(edit.after))
    return _laid_out(document, restored, _read_between(document, restored.text.split("\n"), first, rest))


def _touched(document: Document, start: int, length: int) -> tuple[int, int]:
    """How many blocks stand before, and how many behind, those that a stretch of the text lies in or touches."""
    starts = _starts(document)
    first = sum(following <= start for following in starts[1:])
    rest = sum(at > start + length for at in starts[:-1])
    return min(first, len(document.blocks) - rest), rest


def _read_between(document: Document, texts: list[str], first: int, rest: int) -> list[Block]:
    """The blocks of a changed text: the first and the last as they were, those between read anew unless they are there still."""
    end = len(texts) - rest
    old = document.blocks[first:len(document.blocks) - rest]
    if len(old) == end - first:
        between = [_reread(block, text) for block, text in zip(old, texts[first:end], strict=True)]
    else:
        found = lines("\n".join(texts))
        kinds, known = kinds_and_opening(found)[0], {block.text: block for block in old}
        between = [known.get(text) or _reread(Block(kind, text), text)
                   for kind, text in zip(kinds[first:end], texts[first:end], strict=True)]
    return [*document.blocks[:first], *between, *document.blocks[len(document.blocks) - rest:]]


def _starts(document: Document) -> list[int]:
    """Where each block begins in the text, and where one behind the last would."""
    starts = [0]
    for block in document.blocks:
        starts.append(starts[-1] + len(block.text) + 1)
    return starts


def _one_line(text: str) -> str:
    """What was typed, as one block can hold it."""
    found = lines(text)
    if len(found) != 1:
        raise Refused("一段里不能有换行，也不能空着：要分段请用拆分，要去掉请用删除。")
    [line] = found
    if not line.text.replace("\u2028", "").isprintable() and any(ord(letter) < 32 or "\ud800" <= letter <= "\udfff" for letter in line.text):
        raise Refused("文字里有不能保存的控制字符，请去掉后再交。")
    if len(line.text) > LONGEST_BLOCK:
        raise Refused("这一段长达 {count} 字（最长 {most} 字）。", count=len(line.text), most=LONGEST_BLOCK)
    return line.text


def _side_by_side(changes: list[Change]) -> list[Change]:
    """A removal and the insertion behind it as one replacement."""
    done: list[Change] = []
    for change in changes:
        if done and done[-1].end == change.start and not done[-1].after:
            change = replace(change, start=done.pop().start)
        done.append(change)
    return done


def _removal(document: Document, at: int, kind: EditKind) -> Change:
    """The block taken out with one of the line ends beside it."""
    starts = _starts(document)
    is_last = at == len(document.blocks) - 1
    return Change(kind, starts[at] - is_last, starts[at + 1] - is_last)


def _reread(block: Block, text: str, *, is_checked: bool = False) -> Block:
    """The block with another text, and with the flags that can be told from it; a person who rewrote it has looked at it."""
    told = {Flag.INCOMPLETE, Flag.DAMAGED, Flag.INFERRED} if is_checked else {Flag.INCOMPLETE}
    flags = [flag for flag in block.flags if flag not in told]
    if block.kind == BlockKind.BODY and LOST_BEGINNING.match(text):
        flags.append(Flag.INCOMPLETE)
    if LOST in text and Flag.DAMAGED not in flags:
        flags.append(Flag.DAMAGED)
    return replace(block, text=text, flags=tuple(flags))


def _with(document: Document, at: int, *blocks: Block, taking: int = 1) -> list[Block]:
    return [*document.blocks[:at], *blocks, *document.blocks[at + taking:]]


def _made(document: Document, changes: list[Change], blocks: Sequence[Block]) -> Document:
    return _laid_out(document, tape_of(document).change(changes), blocks)


def _laid_out(document: Document, tape: Tape, blocks: Sequence[Block]) -> Document:
    """The document of these blocks, its sections and parts told anew; what two edits did and undid is no edit."""
    edits = tuple(edit for edit in tape.edits if edit.before != edit.after)
    block_edits, of_report = shared_out(Tape(tape.source, edits), [block.text for block in blocks])
    blocks, sections = outlined(blocks, document.identity.kind)
    return replace(document, blocks=tuple(blocks), sections=tuple(sections), block_edits=block_edits, edits=of_report)


def outlined(blocks: Sequence[Block], kind: Kind) -> tuple[list[Block], list[Section]]:
    """Sections and parts of blocks whose kinds are settled: what a person calls body is no heading, whatever its number."""
    outline, placed = Outline(), []
    for block, heading in zip(blocks, ranked([_heading(block) for block in blocks]), strict=True):
        if heading:
            outline.enter(heading)
        placed.append(replace(block, section=outline.current, part=outline.sections[outline.current].part))
    if kind != Kind.WORK_REPORT:
        return [replace(b, part=None) for b in placed], [replace(s, part=None) for s in outline.sections]
    return with_parts(placed, outline.sections)


def _heading(block: Block) -> Heading | None:
    found = numbered(block.text)
    if block.kind == BlockKind.HEADING:
        return annexed(block.text) or found or Heading(NAMED_RANK, "", block.text, False)
    return found if block.kind == BlockKind.BODY and found and found.is_run_in else None
