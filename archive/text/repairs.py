"""What copying and scanning did to a text, put right: glued words, marks inside names, cut sentences."""
import re
from functools import cache
from operator import add
from pathlib import Path

from archive.text.dates import WRITTEN_DATE
from archive.text.headings import annexed, numbered
from archive.text.labels import FIELD_OF, INDEX, ISSUER, PIECE, PUBLISHED, SOURCE, TIME, WRITTEN, pieces
from archive.text.lines import Line, lines
from archive.text.names import NAME, is_name
from archive.text.opening_lines import DASHES, DAY, DELIVERY
from archive.text.script import simplified
from archive.text.tables import is_table
from archive.text.tape import Change
from archive.text.vocabulary import EditKind
from archive.text.wrapping import column

WATERMARKS = Path(__file__).with_name("data") / "watermarks.txt"
HAN = "\u3400-\u9fff\U00020000-\U000323af"
MARKED_NAME = re.compile(rf"(?<![{HAN}][*＊#^|~])[{HAN}](?:[*＊#^|~][{HAN}]){{1,4}}(?![*＊#^|~])")
MARK = re.compile(r"[*＊#^|~]")
MARKED_HEADING, BOLD = re.compile(r"(?m)^#{1,6}[ \t]+(?=\S)"), re.compile(r"\*\*(?=[^\s*])[^*\n]{1,300}\*\*")
CIRCLED, NOTE_MARK = re.compile("[①-⑳]"), re.compile(rf"(?<=[{HAN}\d%％”》）])[①-⑳]")
ENDS = tuple("。！？!?；;：:…”’」』）)》〉】]")
CLOSERS = tuple("，。、；：？！,;:?!”’》〉」』）)】]")
OPENERS = tuple("《〈“‘「『（(【[")
ALWAYS_GOES_ON = tuple("，、,《〈“‘「『（(【")
PARTICLE = re.compile(r"(?:(?<!目)的|(?<![共平温祥饱总])和|(?<!参)与|(?<![普涉顾提])及|或|把|将|被)$")
PARTICLES = tuple("的和与及或把将被")
NEW_PARAGRAPH = re.compile(
    r"[—―─\-–]{1,2}|[①-⑳●○■□◆▲△★※·•]|[一二三四五六七八九十]{1,2}(?:是|要|、)|第[一二三四五六七八九十]+[，,、]"
    r"|(?:各位代表|同志们|一年来|五年来|过去[一五]年|我们要|同时[，,]|此外[，,]|（|\()")
OF_MINUTES = re.compile(r"(?:出席|列席|缺席|请假|参加|记录|記錄|主持|分送|抄送|主送|报送|抄报|印送|印发)(?:人员?|单位|领导)?\s{0,2}[：:]")
SPLIT_FIGURE = re.compile(r"0\d*[^\s\d、.．:：/／\-]")
"""How a figure goes on whose head ends a line, for none begins with a nought: 3 / 00余吨."""
TITLE = re.compile(r"[^，。、；：]{2,40}(?:工作报告|公报|决议)")
GLUED_NAME = re.compile(rf".{{4,60}}[。！？](?P<name>{NAME})$")
ACT = re.compile(r"(?:通知|意见|决定|决议|通报|批复|公告|方案|函|报告|规划|办法|条例|规定|公报|措施)(?:[（(][^）)]{1,12}[）)])?$")
TITLE_BEGINS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”《》、（）()\s·〇]{2,40}")
ACT_TITLE = re.compile(rf"[^。；：]{{0,40}}关于[^。；：]{{2,90}}{ACT.pattern}")
DATED, SESSION_ENDS = re.compile(rf"{DASHES}{WRITTEN_DATE}"), re.compile(r"会议\s*上?\s*[)）]?$")
OPENING_LINES, MAIN_RANK, LEAST_HEADINGS = 15, 3, 3
BARE_NUMBER = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章|节)[：:、]?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
BARE_FIGURE = re.compile(r"\d{1,3}(?:\s*[/／]\s*\d{1,3})?")
PROSE, COMMA = 30, re.compile(r"[，,、；;。]")
LONGEST_QUOTED, SHORTEST_TITLE, ALL_HAN = 14, 6, re.compile(rf"[{HAN}]+")
HALVES = re.compile(r"\S{2,}[:：\s].*\S{2,}")


_DAY, _ORGAN = re.compile(rf"{WRITTEN_DATE}(?:\s*{TIME})?"), re.compile(r"[\u4e00-\u9fff]{2,20}(?:报|网|社|台|府|办|室|[委厅局院部]|站|号|刊|中心)")
LABEL_LINES = 30
VALUES = {PUBLISHED: _DAY, WRITTEN: _DAY, SOURCE: _ORGAN, ISSUER: _ORGAN, INDEX: re.compile(r"[\w/-]*\d[\w/-]*")}
"""What a value looks like that stands below its label."""


@cache
def known_watermarks() -> tuple[str, ...]:
    """The editable list of words that copying sites glue to texts."""
    listed = WATERMARKS.read_text(encoding="utf-8").splitlines()
    return tuple(word.strip() for word in listed if word.strip() and not word.startswith("#"))


def watermark_changes(text: str, words: tuple[str, ...]) -> list[Change]:
    """The words of the list where they stand at an edge of a line; inside a sentence they may be meant."""
    if not words:
        return []
    words = tuple(sorted(words, key=len, reverse=True))
    changes = []
    for line in lines(text):
        head = next((len(word) for word in words if line.text.startswith(word)), 0)
        tail = next((len(word) for word in words if line.text.endswith(word, head)), 0)
        if head:
            changes.append(Change(EditKind.WATERMARK, line.start, line.start + head))
        if tail:
            changes.append(Change(EditKind.WATERMARK, line.end - tail, line.end))
    return changes


def mark_changes(text: str) -> list[Change]:
    """Marks set between the characters of a name: 习*近*平. A masked name (张*明) keeps its mark."""
    changes: list[Change] = []
    found = list(MARKED_NAME.finditer(text)) if MARK.search(text) else []
    # Looked for one by one, the pairs of a long menu would take a minute.
    pairs = set(map(add, text, text[1:])) if found else set()
    for match in found:
        marks = list(MARK.finditer(match.group()))
        if len(marks) > 1 or MARK.sub("", match.group()) in pairs:
            changes += [Change(EditKind.MARK, match.start() + m.start(), match.start() + m.end()) for m in marks]
    return changes


def markdown_changes(text: str) -> list[Change]:
    """The marks of headings and of bold words, in a text with two marked headings or more."""
    heads = list(MARKED_HEADING.finditer(text))
    if len(heads) < 2:
        return []
    bold = [match.span() for match in BOLD.finditer(text)]
    marks = [*(match.span() for match in heads), *(span for a, z in bold for span in ((a, a + 2), (z - 2, z)))]
    return [Change(EditKind.MARK, start, end) for start, end in sorted(marks)]


def note_mark_changes(text: str) -> list[Change]:
    """Marks of notes stuck to words and figures, where a note below begins with the same mark: 生产总值②达到."""
    if not CIRCLED.search(text):
        return []
    notes = {line.text[0]: line.start for line in lines(text) if CIRCLED.match(line.text)}
    return [Change(EditKind.MARK, m.start(), m.end()) for m in NOTE_MARK.finditer(text) if m.start() < notes.get(m.group(), 0)]


def rejoin_changes(text: str) -> list[Change]:
    """What makes sentences whole again that a column, a page or a link cut in two."""
    found = lines(simplified(text))
    prose = [line for line in found if len(line.text) >= PROSE]
    indents = 2 * sum(line.is_indented for line in prose) > len(prose)
    changes, before, set_in = [], "", column(found)
    for line, following in zip(found, found[1:], strict=False):
        whole = before + line.text
        goes_on = is_cut(whole, following.text) and not (indents and following.is_indented)
        goes_on = goes_on or bool(set_in) and set_in.cuts(line, following) and not _says_of_itself(whole, following.text)
        if goes_on:
            changes.append(Change(EditKind.REJOINED, line.end, following.start))
        before = whole if goes_on else ""
    return _apart([*changes, *cut_titles(found), *cut_delivery(found), *cut_brackets(found), *cut_number(found), *bare_numbers(found),
                   *cut_labels(found)])


def _says_of_itself(line: str, following: str) -> bool:
    """Whether one of two lines is a label, or of an opening, which no column cuts unseen."""
    return bool(DELIVERY.match(line) or PIECE.match(line) or PIECE.match(following) or OF_MINUTES.match(following) or BARE_FIGURE.fullmatch(following))


def _apart(changes: list[Change]) -> list[Change]:
    """Each once, though several rules ask for it: the first."""
    return list({(change.start, change.end): change for change in reversed(changes)}.values())[::-1]


def cut_titles(found: list[Line]) -> list[Change]:
    """The title of a paper set on two to four lines, 某政府关于 and what it is about, made one."""
    changes = []
    for i, line in enumerate(found[:OPENING_LINES]):
        if TITLE_BEGINS.fullmatch(line.text) and not ACT.search(line.text):
            stop = next((n for n in range(i + 1, min(i + 4, len(found))) if ACT.search(found[n].text)), 0)
            whole = "".join(one.text for one in found[i:stop + 1])
            if stop and ACT_TITLE.fullmatch(whole) and all(_may_be_title(one.text) for one in found[i:stop + 1]):
                changes += [Change(EditKind.REJOINED, a.end, z.start) for a, z in zip(found[i:], found[i + 1:stop + 1], strict=False)]
                break
    return changes


def cut_delivery(found: list[Line]) -> list[Change]:
    """A line of delivery set on two or three lines: the session that it names ends on the last."""
    for i, line in enumerate(found[:OPENING_LINES]):
        if not DATED.match(line.text) or DAY.match(line.text) or SESSION_ENDS.search(line.text) or pieces(line.text):
            continue
        for stop in range(i + 1, min(i + 3, len(found))):
            whole = "".join(one.text for one in found[i:stop + 1])
            if len(found[stop].text) <= PROSE and SESSION_ENDS.search(whole) and DELIVERY.match(whole):
                return [Change(EditKind.REJOINED, a.end, z.start) for a, z in zip(found[i:stop], found[i + 1:stop + 1], strict=True)]
    return []


def cut_brackets(found: list[Line]) -> list[Change]:
    """A line of the opening that begins with a bracket, closed at the end of the next: （2016年12月10日某市人民代表大会 / 第一次会议通过）."""
    return [Change(EditKind.REJOINED, line.end, below.start) for line, below in zip(found[:OPENING_LINES], found[1:OPENING_LINES + 1], strict=False)
            if line.text.startswith(("（", "(")) and not re.search("[）)]", line.text) and re.fullmatch(rf"[^（(]{{1,{PROSE}}}[）)]", below.text)]


def cut_labels(found: list[Line]) -> list[Change]:
    """A label of the opening and what it says, on lines of their own: 发布时间： / 2026-02-02 09:20."""
    return [Change(EditKind.REJOINED, line.end, below.start, " ") for line, below in zip(found[:LABEL_LINES], found[1:LABEL_LINES + 1], strict=False)
            if (label := PIECE.fullmatch(line.text)) and (value := VALUES.get(FIELD_OF["".join(label["label"].split())])) and value.fullmatch(below.text)]


def cut_number(found: list[Line]) -> list[Change]:
    """A numbered heading set on two lines, where no other has an open line below it and no open line heads a paragraph."""
    halves = [i for i, (line, below, text) in enumerate(zip(found, found[1:], found[2:], strict=False))
              if _is_half(line.text) and _is_rest(below.text) and len(text.text) >= PROSE]
    has_subheads = any(i - 1 not in halves and _is_rest(line.text) and found[i - 1].text.endswith("。") and len(below.text) >= PROSE
                       for i, (line, below) in enumerate(zip(found, found[1:], strict=False)) if i)
    if len(halves) != 1 or has_subheads or sum(_is_half(line.text) for line in found) < LEAST_HEADINGS:
        return []
    return [Change(EditKind.REJOINED, found[halves[0]].end, found[halves[0] + 1].start)]


def bare_numbers(found: list[Line]) -> list[Change]:
    """第一部分 on a line by itself, and its heading on the next."""
    return [Change(EditKind.REJOINED, line.end, below.start, " " if line.text.endswith(("分", "章", "节")) else "")
            for line, below in zip(found, found[1:], strict=False) if BARE_NUMBER.fullmatch(line.text) and _is_heading_alone(below.text)]


def _is_heading_alone(text: str) -> bool:
    is_open = 4 <= len(text) <= PROSE and not text.endswith((*ENDS, "，", "、"))
    return is_open and not numbered(text) and not BARE_NUMBER.fullmatch(text) and not annexed(text) and not PIECE.match(text) and not is_table(text)


def _is_half(text: str) -> bool:
    heading = numbered(text)
    return bool(heading) and heading.rank <= MAIN_RANK and not heading.is_run_in and len(text) <= PROSE and not text.endswith((*ENDS, "，"))


def _is_rest(text: str) -> bool:
    is_open = 4 <= len(text) <= 24 and not text.endswith((*ENDS, "，", "、")) and not COMMA.search(text) and not re.match(r"[（(\d]", text)
    return is_open and not numbered(text) and not annexed(text) and not NEW_PARAGRAPH.match(text) and not PIECE.match(text) and not is_table(text)


def _may_be_title(text: str) -> bool:
    return len(text) <= PROSE + 10 and not numbered(text) and "：" not in text


def is_cut(line: str, following: str) -> bool:
    """Whether `following` goes on with the sentence that `line` leaves open."""
    if line[-1:].isdecimal() and SPLIT_FIGURE.match(following) and COMMA.search(line):
        return True
    if numbered(following) or NEW_PARAGRAPH.match(following) or OF_MINUTES.match(following) or PIECE.match(line) or PIECE.match(following):
        return False
    if BARE_FIGURE.fullmatch(following) and not line[-1:].isascii():
        return False
    if following.startswith(CLOSERS) or line.endswith(OPENERS) or _is_quoted_on(line, following):
        return True
    if len(following) <= 2 and TITLE.fullmatch(line + following):
        return True
    if len(line) >= PROSE // 2 and line.endswith(PARTICLES) and PARTICLE.search(line[-2:]):
        return True
    heading = numbered(line)
    if line.endswith(ENDS) or DELIVERY.match(line) or heading and not heading.is_run_in or len(line) < PROSE:
        return False
    return line.endswith(ALWAYS_GOES_ON) or bool(COMMA.search(line)) and not _is_signed(line)


def _is_quoted_on(line: str, following: str) -> bool:
    """Whether a quotation of a few words, opened at the line's end, goes on: as a link leaves it, 企业“双向 / 揭榜 / 挂帅”."""
    opened = line.rfind("“", -LONGEST_QUOTED)
    if opened < 0 or line.find("”", opened) >= 0 or line.endswith(ENDS):
        return False
    closed = following.find("”", 0, LONGEST_QUOTED)
    return closed >= 0 and "“" not in following[:closed] or len(following) <= SHORTEST_TITLE and bool(ALL_HAN.fullmatch(following))


def _is_signed(line: str) -> bool:
    """A caption or a paragraph with a name behind its last full stop is whole."""
    return bool(re.search(r"[。！？!?][\s（(]*[\u4e00-\u9fff\s]{2,8}[）)]?$", line[-40:]))


def cut_headings(found: list[Line], headings: set[int]) -> list[Change]:
    """Two halves of one heading on lines of their own, where the other headings hold both halves."""
    halved = sum(bool(HALVES.fullmatch(found[i].text)) for i in headings)
    return [
        Change(EditKind.REJOINED, found[i].end, found[i + 1].start, " ")
        for i in sorted(headings)
        if i + 1 in headings and halved >= 2 and " " not in found[i].text and i - 1 not in headings]


def glued_names(found: list[Line]) -> list[Change]:
    """A reporter's name glued to the end of the first sentence, the second's on a line by itself."""
    changes = []
    for line, following in zip(found[:12], found[1:12], strict=False):
        match = GLUED_NAME.match(line.text)
        if match and is_name(following.text):
            at = line.start + match.start("name")
            changes.append(Change(EditKind.SPLIT, at, at, "\n"))
    return changes
