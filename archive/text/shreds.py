"""Furniture that no single line shows: a line left in pieces by a scraper, a page's word on itself, a free library's shelf."""
import re
from collections.abc import Callable

from archive.text.lines import Line
from archive.text.names import is_name

OPENS, CLOSES = "【［[（(", "】］]）)"
SIGN, EDITOR = re.compile(r"(?:>+|＞+|»|›|→|/|／)"), re.compile(r"(?:责任编辑|责編|责编|网络编辑|编辑|审核|校对)\s*[:：]")
HOME = re.compile(r"(?:网站|本站|门户)?首\s?页")
LIBRARY = re.compile(r"(?:维基文库|維基文庫)\s*[,，]\s*自由的.{2,8}")
SHELF = re.compile(LIBRARY.pattern + r"|[←→\s]*[12]\d{3}年[^，。]{2,30}[报報]告(?:\s+[12]\d{3}年[^，。]{2,30}[报報]告)*[←→\s]*|本作品收[录錄][于於].{2,80}")
REPORT = re.compile(r"[报報]告[^，。]{0,6}$")
MOST_PIECES, LONGEST_PIECE, LONGEST_CRUMB = 9, 8, 20
OPENING_LINES, LEAST_TITLE, LEAST_TEASER = 30, 6, 20


def shreds(found: list[Line], is_furniture: Callable[[str], bool]) -> set[int]:
    """The lines that only together are one of furniture: 【字号： / 大 / 小 / 】, 首页 / > / 政务公开, 责任编辑： / 王平."""
    gone: set[int] = set()
    for i, line in enumerate(found):
        if i in gone or len(line.text) > LONGEST_CRUMB:
            continue
        stop = _bracketed(found, i) or _crumbs(found, i) or _signed(found, i)
        if stop and is_furniture("".join(one.text for one in found[i:stop])):
            gone |= set(range(i, stop))
    return gone


def _bracketed(found: list[Line], i: int) -> int:
    """Where the pieces end of a bracket that the line opens and does not close; 0 where there is none."""
    if not _opens(found[i].text):
        return 0
    for stop in range(i + 1, min(i + MOST_PIECES, len(found))):
        if len(found[stop].text) > LONGEST_PIECE:
            return 0
        if any(sign in found[stop].text for sign in CLOSES):
            return stop + 1
    return 0


def _opens(text: str) -> bool:
    return text.startswith(tuple(OPENS)) and not any(sign in text for sign in CLOSES)


def _crumbs(found: list[Line], i: int) -> int:
    """Where a path ends whose names and signs stand on lines of their own."""
    start = i + found[i].text.endswith(("：", ":"))
    at = start if start > i or HOME.fullmatch(found[i].text) else len(found)
    while at + 2 < len(found) and SIGN.fullmatch(found[at + 1].text) and max(len(found[at].text), len(found[at + 2].text)) <= LONGEST_CRUMB:
        at += 2
    return at + 1 if start < at < len(found) else 0


def _signed(found: list[Line], i: int) -> int:
    return i + 2 if i + 1 < len(found) and EDITOR.fullmatch(found[i].text) and is_name(found[i + 1].text) else 0


def library_head(found: list[Line]) -> set[int]:
    """What a free library sets above a text: its name, the titles before and after, the collection."""
    named = next((i for i, line in enumerate(found[:OPENING_LINES // 2]) if LIBRARY.fullmatch(line.text)), None)
    return set() if named is None else {i for i, line in enumerate(found[:OPENING_LINES]) if i >= named and SHELF.fullmatch(line.text)}


def teaser(found: list[Line]) -> set[int]:
    """A page's title and first words, set once more behind its text for those who search: the last lines."""
    if len(found) < OPENING_LINES // 2:
        return set()
    title, words = found[-2].text, "".join(found[-1].text.split()).rstrip(".…")
    head = found[:min(OPENING_LINES, len(found) - 2)]
    if len(title) < LEAST_TITLE or not REPORT.search(title) or len(words) < LEAST_TEASER or not any(line.text == title for line in head):
        return set()
    above = "".join("".join(line.text.split()) for line in head)
    return {len(found) - 2, len(found) - 1} if words in above else set()
