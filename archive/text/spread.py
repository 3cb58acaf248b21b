"""Room that recognition and typesetting left within lines: spaces between all characters, and signs without width."""
import re

from archive.text.headings import numbered
from archive.text.lines import Line, lines
from archive.text.parts import part_of_heading
from archive.text.tape import Change
from archive.text.vocabulary import EditKind

WIDTHLESS = "\u00ad\u200b\u2060\ufeff"
NO_WIDTH = re.compile(f"[{WIDTHLESS}]+")
GAP = re.compile("(?<=[^\\s])[ \u3000\u00a0](?=[^\\s])")
LOOSE = re.compile("(?<=[^\\sA-Za-z])[ \u3000\u00a0](?=[^\\s])|(?<=[A-Za-z])[ \u3000\u00a0](?=[^\\sA-Za-z])")
"""A space that is no Latin word's end."""
HAN = re.compile("[\u3400-\u9fff]")
SALUTATION = re.compile(r"(?:各位代表|各位委员|同志们)[:：]?")
LEAST_HEADING, LONGEST_HEADING = 4, 80
LEAST_BLANK, LEAST_TEXT, LEAST_CHARACTERS, MOST_CLOSE = 0.2, 100, 4, 0.3


def spread_changes(text: str) -> list[Change]:
    """Signs without width, and in a text set wide throughout the single spaces of every line that is: 过 去 一 年.

    A wide title among other lines is its typesetter's; wider room within a wide line parts its words and stays.
    """
    has_marks = any(sign in text for sign in WIDTHLESS)
    marks = [Change(EditKind.SPACING, m.start(), m.end()) for m in NO_WIDTH.finditer(text)] if has_marks else []
    gaps = [gap for line in lines(text) if _is_wide_heading(line.text) for gap in _gaps(line)]
    marks += [Change(EditKind.SPACING, start, end) for start, end in gaps]
    if text.count(" ") + text.count("\u3000") + text.count("\u00a0") < LEAST_BLANK * len(text):
        return marks
    found = lines(text)
    wide = [line for line in found if _is_wide(line.text)]
    if sum(len(line.text) for line in wide) <= max(LEAST_TEXT, sum(len(line.text) for line in found) // 2):
        return marks
    told = set(gaps)
    return marks + [Change(EditKind.SPACING, *gap) for line in wide for gap in _gaps(line) if gap not in told]


def _gaps(line: Line) -> list[tuple[int, int]]:
    return [(line.start + m.start(), line.start + m.end()) for m in LOOSE.finditer(line.text)]


def _is_wide_heading(line: str) -> bool:
    """Whether a line by itself is a numbered heading, one that names a part, or a salutation, set wide: 一 、 工 作 回 顾."""
    if not 2 * LEAST_HEADING <= len(line) <= LONGEST_HEADING or not _is_wide(line):
        return False
    plain = "".join(line.split())
    return len(plain) >= LEAST_HEADING and bool(numbered(plain) or SALUTATION.fullmatch(plain) or part_of_heading(plain))


def _is_wide(line: str) -> bool:
    count = len("".join(line.split()))
    return (count >= LEAST_CHARACTERS and 3 * len(HAN.findall(line)) >= count
            and len(GAP.findall(line)) >= (1 - MOST_CLOSE) * (count - 1))
