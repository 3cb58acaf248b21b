"""From lines to blocks and sections: what each line is, and under which heading it stands."""
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache

from archive.text.blocks import Block, Section
from archive.text.headings import ANNEX_RANK, GLOSSARY, Heading, annexed, numbered
from archive.text.lines import Line
from archive.text.names import NAME, is_name
from archive.text.opening import ISSUED_BY, Opening, read_opening
from archive.text.parts import part_below, part_of_heading, with_parts
from archive.text.repairs import ENDS
from archive.text.script import as_written, simplified
from archive.text.vocabulary import BlockKind, Flag, Kind

NAMED_RANK = 3
SHORT = 40
SIGNED_CAPTION = re.compile(rf"(?!.*[：:]$).{{4,70}}[。！？!?]\s*(?:{NAME}|(?:本报)?记者\s*{NAME}|{NAME}\s*/?\s*摄)$")
CAPTION = re.compile(r"(?:图为|图[①-⑳\d一二三四五六]+[：:、]|[△▲▼↑↓◀▶]|（?资料图|上图|下图|左图|右图).*|.{2,60}(?:\s*摄|／摄影|/摄影|摄影报道)[）)]?$")
NOTE = re.compile(r"(?:数据来源|资料来源|来源|來源|注|附注|说明|备注|附)\s*[：:].*|[（(](?:据|根据).{2,40}[）)]$|[（(](?:本报|新华社)?(?:记者|記者|通讯员).{2,30}[）)]$")
FIRST_NOTE, LISTED = re.compile(r"(?:注释?|附注|说明|备注)\s*[：:]\s*[（(]?1\s*[.．、）)]"), re.compile(r"[（(]?(\d{1,2})\s*[.．、）)]")
CLOSING_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
LOST_BEGINNING = re.compile(
    r"[^，,。；：:“”‘’「『（(！!？?]{1,2}。(?=.)|[，。、；：！？》”’）,;:!?)\]]|的(?!士|确)|了(?!解|却|结|然)|等[，、。]|及其|以及"
    r"|不(?:发生|出现|引发)[^，。是]{2,16}底线")
PICTURED, NOTED = tuple("图△▲▼↑↓◀▶（资上下左右"), tuple("数资来來注附说备（(")
LONGEST_CAPTION = 100
WIDE_GAP, LEAST_ALIKE = 3, 3
WRITTEN_FIELDS = ("title", "subtitle", "kicker", "occasion", "speaker", "speaker_role", "source", "issuer", "titled", "indexed")


@dataclass
class Outline:
    """The sections, in order, and the stack of those now open as the lines are read."""
    sections: list[Section] = field(default_factory=lambda: [Section()])
    open: list[tuple[int, int]] = field(default_factory=list)
    in_annex: bool = False

    def enter(self, heading: Heading) -> None:
        while self.open and self.open[-1][0] >= heading.rank:
            self.open.pop()
        parent = self.open[-1][1] if self.open else None
        self.in_annex = self.in_annex or heading.rank == ANNEX_RANK
        inherited = self.sections[parent].part if parent is not None else None
        part = None if self.in_annex else part_below(inherited, heading.heading)
        self.sections.append(Section(heading.number, heading.heading, len(self.open) + 1, parent, part))
        self.open.append((heading.rank, len(self.sections) - 1))

    @property
    def current(self) -> int:
        return self.open[-1][1] if self.open else 0


def body_kind(line: Line, usual_gap: int, heads: bool) -> BlockKind:
    """What a line of the text is, as far as it can be told from itself and the room above it.

    A speech has no pictures: what is set apart in it, or stands close above text, is a heading or nothing.
    """
    is_short = len(line.text) <= LONGEST_CAPTION
    if is_short and SIGNED_CAPTION.match(line.text) or (is_short or line.text.startswith(PICTURED)) and CAPTION.fullmatch(line.text):
        return BlockKind.CAPTION
    if line.text.startswith(NOTED) and NOTE.match(line.text):
        return BlockKind.NOTE
    is_set_apart = line.gap >= max(WIDE_GAP, usual_gap + 2) and not heads
    if is_set_apart and len(line.text) <= SHORT and not line.text.endswith(ENDS) and not numbered(line.text):
        return BlockKind.CAPTION
    return BlockKind.BODY


def named_headings(found: list[Line], kinds: list[BlockKind]) -> set[int]:
    """Short open lines of the text that head what follows, in a text without numbered headings.

    In a numbered text only those count that name a part of a work report.
    """
    has_numbers = sum(bool(h and h.rank <= 4) for h in map(numbered, (line.text for line in found))) >= 2
    return {
        i for i, line in enumerate(found)
        if kinds[i] == BlockKind.BODY and _could_head(line.text)
        and (not has_numbers or len(line.text) <= 30 and part_of_heading(line.text))}


def _could_head(text: str) -> bool:
    return 3 <= len(text) <= SHORT and not text.endswith((*ENDS, "，", "、", ",")) and not is_name(text) \
        and not CLOSING_DATE.search(text) and not re.match(r"[（(]", text) and not ISSUED_BY.match(text)


def heads_by_room(found: list[Line]) -> set[int]:
    """Lines with less room below than above, and a paragraph there; where three have the same, every line that has it."""
    pairs = list(enumerate(zip(found, found[1:], strict=False)))
    heads = {i for i, (line, below) in pairs if len(below.text) > SHORT and below.gap < line.gap}
    unnumbered = (i for i in heads if found[i].gap >= WIDE_GAP and len(found[i].text) <= SHORT and not numbered(found[i].text))
    usual = Counter((found[i].gap, found[i + 1].gap) for i in unnumbered)
    return heads | {i for i, (line, below) in pairs if usual[line.gap, below.gap] >= LEAST_ALIKE}


@lru_cache(2)
def told(found: tuple[Line, ...]) -> tuple[tuple[BlockKind, ...], Opening]:
    """The kind of every line, and what the opening says. Kept, as what was rejoined is mostly read again unchanged."""
    plain = [replace(line, text=simplified(line.text)) for line in found]
    opening = read_opening([line.text for line in plain])
    return tuple(kinds_of(plain, opening)), in_its_script(opening, found)


def in_its_script(opening: Opening, found: tuple[Line, ...]) -> Opening:
    """What the opening says, in the characters of the lines that say it: it was read as Simplified ones."""
    text = "\n".join(line.text for line in found[:len(opening.kinds)])
    if simplified(text) == text:
        return opening
    said = {name: getattr(opening, name) for name in WRITTEN_FIELDS}
    return replace(opening, authors=tuple(as_written(name, text) for name in opening.authors),
                   **{name: as_written(value, text) for name, value in said.items() if value})


def kinds_of(found: list[Line], opening: Opening) -> list[BlockKind]:
    """The kind of every line; headings without a number are told apart by `named_headings`."""
    gaps = sorted(line.gap for line in found[1:])
    usual_gap = gaps[len(gaps) // 2] if gaps else 0
    kinds, is_speech = list(opening.kinds), BlockKind.SALUTATION in opening.kinds
    heads = heads_by_room(found)
    for i, line in enumerate(found[len(kinds):], len(kinds)):
        kinds.append(_early_kind(i, line, opening) or body_kind(line, usual_gap, is_speech or i in heads))
    kinds = _with_listed_notes(found, kinds)
    for i in named_headings(found, kinds):
        kinds[i] = BlockKind.HEADING
    return _with_annexes(found, kinds)


def _with_listed_notes(found: list[Line], kinds: list[BlockKind]) -> list[BlockKind]:
    """Notes 2., 3. and on behind «注：1. …»."""
    done, number = [], 0
    for line, kind in zip(found, kinds, strict=True):
        if kind == BlockKind.NOTE and FIRST_NOTE.match(line.text):
            number = 1
        elif number and (listed := LISTED.match(line.text)) and int(listed[1]) == number + 1:
            kind, number = BlockKind.NOTE, number + 1
        else:
            number = 0
        done.append(kind)
    return done


def _with_annexes(found: list[Line], kinds: list[BlockKind]) -> list[BlockKind]:
    """Annexes and glossaries behind the text: their headings, and the entries of a glossary."""
    done, in_glossary = [], False
    for line, kind in zip(found, kinds, strict=True):
        if annexed(line.text):
            in_glossary = bool(GLOSSARY.fullmatch(simplified(line.text)))
            kind = kind if kind == BlockKind.TITLE else BlockKind.HEADING
        elif in_glossary and kind in (BlockKind.BODY, BlockKind.HEADING, BlockKind.CAPTION):
            kind = BlockKind.GLOSSARY
        done.append(kind)
    return done


def _early_kind(i: int, line: Line, opening: Opening) -> BlockKind | None:
    """A name alone among the first lines is a byline; so is «各位代表：» a salutation anywhere."""
    if i <= len(opening.kinds) + 4 and is_name(line.text):
        return BlockKind.BYLINE
    if len(line.text) < 14 and re.fullmatch(r"(?:各位代表|同志们|各位委员)[，、各位委员]{0,6}[:：!！]", line.text):
        return BlockKind.SALUTATION
    return None


def outlined(found: list[Line], kinds: list[BlockKind], kind: Kind) -> tuple[list[Block], list[Section]]:
    """Blocks and sections, with parts where the document is a work report."""
    outline, blocks = Outline(), []
    for line, block_kind in zip(found, kinds, strict=True):
        heading = _heading(line.text, block_kind)
        if heading:
            outline.enter(heading)
            block_kind = BlockKind.BODY if heading.is_run_in else BlockKind.HEADING
        part = outline.sections[outline.current].part
        blocks.append(Block(block_kind, line.text, outline.current, part, _flags(line.text, block_kind)))
    blocks = _misplaced(blocks, outline.sections)
    if kind != Kind.WORK_REPORT:
        return [replace(b, part=None) for b in blocks], [replace(s, part=None) for s in outline.sections]
    return with_parts(blocks, outline.sections)


def _heading(text: str, kind: BlockKind) -> Heading | None:
    if kind != BlockKind.TITLE and (annex := annexed(text)):
        return annex
    if kind == BlockKind.HEADING:
        return numbered(text) or Heading(NAMED_RANK, "", text, False)
    return numbered(text) if kind == BlockKind.BODY else None


def _flags(text: str, kind: BlockKind) -> tuple[Flag, ...]:
    if kind == BlockKind.BODY and LOST_BEGINNING.match(text):
        return (Flag.INCOMPLETE,)
    return ()


def _misplaced(blocks: list[Block], sections: list[Section]) -> list[Block]:
    """A last heading without a number and without text after it was put there by the scan."""
    last = len(sections) - 1
    has_text = any(b.section == last and b.kind in (BlockKind.BODY, BlockKind.GLOSSARY) for b in blocks)
    if last < 2 or has_text or sections[last].number:
        return blocks
    return [replace(b, flags=(*b.flags, Flag.MISPLACED)) if b.section == last and b.kind == BlockKind.HEADING else b
            for b in blocks]
