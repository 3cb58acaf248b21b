"""From lines to blocks and sections: what each line is, and under which heading it stands."""
import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from archive.text.blocks import Block, Section
from archive.text.headings import ANNEX_RANK, GLOSSARY, Heading, annexed, numbered
from archive.text.lines import Line
from archive.text.names import NAME, is_name
from archive.text.opening import read_opening
from archive.text.opening_lines import ISSUED_BY, Opening
from archive.text.parts import part_below, part_of_heading, with_parts
from archive.text.repairs import ENDS
from archive.text.script import as_written, simplified
from archive.text.vocabulary import BlockKind, Flag, Kind, Part

NAMED_RANK, HOLDING_RANK, HELD_RANK = 3, 2, 4
SHORT = 40
SIGNED_CAPTION = re.compile(rf"(?!.*[：:]$).{{4,70}}[。！？!?]\s*(?:{NAME}|[\u4e00-\u9fff·]{{0,14}}记者\s*{NAME}|{NAME}\s*/?\s*摄)$")
CAPTION = re.compile(r"(?:图为|图[①-⑳\d一二三四五六]+[：:、]|[△▲▼↑↓◀▶]|（?资料图|上图|下图|左图|右图).*|.{2,60}(?:\s*摄|／摄影|/摄影|摄影报道)[）)]?$")
NOTE = re.compile(r"(?:数据来源|资料来源|来源|來源|注|附注|说明|备注|附)\s*[：:].*|[（(](?:据|根据).{2,40}[）)]$|[（(](?:本报|新华社)?(?:记者|記者|通讯员).{2,30}[）)]$")
FIRST_NOTE, LISTED = re.compile(r"(?:注释?|附注|说明|备注)\s*[：:]\s*[（(]?1\s*[.．、）)]"), re.compile(r"注?[（(\[〔［【]?(\d{1,3})\s*[.．、）)\]〕］】：:]")
NOTES_HEAD, NOTE_MARK = re.compile(r"(?:名词|报告)?注\s*释\s*[:：]?|注\s*[:：]"), re.compile(r"[\[〔［【](\d{1,3})[\]〕］】]")
CLOSING_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
LOST_BEGINNING = re.compile(
    r"[^，,。；：:“”‘’「『（(！!？?]{1,2}。(?=.)|[，。、；：！？》”’）,;:!?)\]]|的(?!士|确)|了(?!解|却|结|然)|等[，、。]|及其|以及"
    r"|不(?:发生|出现|引发)[^，。是]{2,16}底线")
PICTURED, NOTED = tuple("图△▲▼↑↓◀▶（资上下左右"), tuple("数资来來注附说备（(")
LONGEST_CAPTION = 100
WIDE_GAP, LEAST_ALIKE = 3, 3
FULL_STOPS, NO_HEAD = ("。", "！", "："), re.compile(r"^[—―─\-–\d①-⑳●○■□◆▲△★※·•]|^(?:下面|现在|最后|这里)[，,]|[。；;！？：:]|[，、,\d％%的和与及或把将被是在]$")
IN_BRACKETS = re.compile(r"[【〖［\[][^】〗］\]]{3,28}[】〗］\]]")
QUOTED_END = re.compile(r"[^。！？；]{2,28}“[^”。！？；]{2,10}”")
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
        if kinds[i] == BlockKind.BODY and (_could_head(line.text) or _quotes_before_text(found, i))
        and (not has_numbers or len(line.text) <= 30 and part_of_heading(line.text))}


def between_paragraphs(found: list[Line], kinds: list[BlockKind]) -> set[int]:
    """Short open lines that each head a paragraph below the end of another or below a number; a few of them are headings, one is chance."""
    heads = {
        i for i, (above, line, below) in enumerate(zip(found, found[1:], found[2:], strict=False), 1)
        if kinds[i] == kinds[i + 1] == BlockKind.BODY and _could_head(line.text) and not NO_HEAD.search(line.text) and not numbered(line.text)
        and len(below.text) > SHORT and not numbered(below.text) and (above.text.endswith(FULL_STOPS) or numbered(above.text))}
    is_alike = len({found[i].text[:2] for i in heads}) == 1 < len(heads)
    return heads if is_alike or len(heads) >= LEAST_ALIKE else set()


def _could_head(text: str) -> bool:
    if IN_BRACKETS.fullmatch(text):
        return True
    return 3 <= len(text) <= SHORT and not text.endswith((*ENDS, "，", "、", ",")) and not is_name(text) \
        and not CLOSING_DATE.search(text) and not re.match(r"[（(]", text) and not ISSUED_BY.match(text)


def _quotes_before_text(found: list[Line], i: int) -> bool:
    """«这一年，我们跑出了“加速度”» above a paragraph."""
    return bool(QUOTED_END.fullmatch(found[i].text)) and i + 1 < len(found) and len(found[i + 1].text) > SHORT


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
    for i in named_headings(found, kinds) | (between_paragraphs(found, kinds) if is_speech else set()):
        kinds[i] = BlockKind.HEADING
    return _with_annexes(found, kinds)


def _with_listed_notes(found: list[Line], kinds: list[BlockKind]) -> list[BlockKind]:
    """Notes 2., 3. and on behind «注：1. …», «注释：» with all below it, and a list of notes [1], [2] to which marks in the text lead."""
    done, number = [], None
    for i, (line, kind) in enumerate(zip(found, kinds, strict=True)):
        listed = LISTED.match(line.text)
        if kind == BlockKind.NOTE and FIRST_NOTE.match(line.text):
            number = 1
        elif NOTES_HEAD.fullmatch(line.text) and i + 1 < len(found) and _is_listed(found[i + 1], 1):
            kind, number = BlockKind.NOTE, 0
        elif listed and (int(listed[1]) - 1 == number or number is None and kind == BlockKind.BODY and _is_marked(found, i)):
            kind, number = BlockKind.NOTE, int(listed[1])
        else:
            number = None
        done.append(kind)
    return done


def _is_listed(line: Line, number: int) -> bool:
    listed = LISTED.match(line.text)
    return bool(listed) and int(listed[1]) == number


def _is_marked(found: list[Line], i: int) -> bool:
    """Whether a line begins the notes: with a mark 1 that stands in the text above, and the note 2 below."""
    mark = NOTE_MARK.match(found[i].text)
    return bool(mark) and mark[1] == "1" and i + 1 < len(found) and _is_listed(found[i + 1], 2) \
        and any(mark.group() in line.text[1:] for line in found[:i])


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
    headings = ranked([_heading(line.text, block_kind) for line, block_kind in zip(found, kinds, strict=True)])
    for line, block_kind, heading in zip(found, kinds, headings, strict=True):
        if heading:
            outline.enter(heading)
            block_kind = BlockKind.BODY if heading.is_run_in else BlockKind.HEADING
        part = outline.sections[outline.current].part
        blocks.append(Block(block_kind, line.text, outline.current, part, _flags(line.text, block_kind)))
    blocks = _misplaced(blocks, outline.sections)
    if kind != Kind.WORK_REPORT:
        return [replace(b, part=None) for b in blocks], [replace(s, part=None) for s in outline.sections]
    return with_parts(blocks, outline.sections)


def ranked(headings: Sequence[Heading | None]) -> list[Heading | None]:
    """The headings of a text's blocks, those without a number above or below the others.

    «2013年工作回顾» holds 一、 and 二、 where numbers begin anew under the next such heading, or name no part themselves.
    Where there are no numbers, what names no part stands below what does.
    """
    named = [i for i, h in enumerate(headings) if h and not h.number and h.rank == NAMED_RANK]
    held = _between_numbers(headings, named)
    named = [i for i in named if i not in held]
    ones = [i for i, h in enumerate(headings) if h and h.number and h.rank <= NAMED_RANK]
    ranks: dict[int, int] = {}
    if named and ones and _holds(headings, named, ones):
        ranks = dict.fromkeys(named, HOLDING_RANK)
        held = held if len(held) >= LEAST_ALIKE else dict.fromkeys(held, HOLDING_RANK)
    elif not any(h and h.number and h.rank <= HELD_RANK for h in headings):
        parts = {i: part_of_heading(headings[i].heading) for i in named}
        has_both = Part.REVIEW in parts.values() and bool({Part.PLAN, Part.TARGETS} & set(parts.values()))
        ranks = {i: HELD_RANK for i, part in parts.items() if not part} if has_both else {}
    ranks |= held
    return [replace(h, rank=ranks[i]) if h and i in ranks else h for i, h in enumerate(headings)]


def _between_numbers(headings: Sequence[Heading | None], named: list[int]) -> dict[int, int]:
    """The ranks about headings that neither bear a number nor name a part, below a numbered one.

    They stand below all numbers within the main sections, or above them where one comes before a section's first such number.
    """
    numbers = {i: h.rank for i, h in enumerate(headings) if h and h.number}
    main = min(numbers.values(), default=0)
    ones, deep = [i for i, rank in numbers.items() if rank == main], [i for i, rank in numbers.items() if rank > main]
    held = [i for i in named if len(ones) > 1 and i > ones[0] and not part_of_heading(headings[i].heading)]
    inner = sorted([*held, *deep])
    sections = [inner[bisect(inner, one):bisect(inner, following)] for one, following in pairwise([*ones, len(headings)])]
    if any(section and section[0] not in numbers and any(i in numbers for i in section) for section in sections):
        return dict.fromkeys(held, main + 1) | {i: numbers[i] + 1 for i in deep}
    return dict.fromkeys(held, max((numbers[i] for i in deep), default=main) + 1)


def _holds(headings: Sequence[Heading | None], named: list[int], ones: list[int]) -> bool:
    """Whether headings without a number stand above those with one: before each number that begins anew."""
    begins = [i for i in ones if headings[i].rank == NAMED_RANK and headings[i].number[0] in "一壹"]
    if len(begins) > 1:
        before = {i: max((n for n in ones if n < i), default=-1) for i in begins[1:]}
        return all(any(last < n < i for n in named) for i, last in before.items())
    above, ahead = [i for i in named if i < ones[0]], {Part.TARGETS, Part.PLAN}
    holder = above[-1] if above and part_of_heading(headings[above[-1]].heading) in ahead else max(named)
    is_held = bool(above) and (holder < ones[0] or holder > ones[-1]) and part_of_heading(headings[holder].heading) in ahead
    return is_held and not {part_of_heading(headings[i].heading) for i in ones} & {Part.REVIEW, *ahead}


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
