"""Characters sorted into the lines that a page prints."""
import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from archive.extraction.glyphs import Glyph

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
IS_HAN = re.compile(f"[{HAN}]")
IS_LATIN = re.compile(r"[A-Za-z0-9]")
NOTE_MARK = re.compile(r"[\[［〔(（]?\d{1,3}[\]］〕)）]?|[①-⑳*＊※]")
SMALL, RAISED = 0.8, 0.12
WORD_GAP, WIDE_GAP, MOST_BLANKS = 0.18, 0.8, 4


@dataclass(frozen=True)
class Printed:
    """One line; `size` is the width of a Han character in it; `marks` are spans of `text` that refer to notes."""
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    first: float = 0
    marks: tuple[tuple[int, int], ...] = ()


def sorted_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters line by line, from left to right; what stands higher or lower by a little is in the line."""
    lines: list[list[Glyph]] = []
    tallest: list[Glyph] = []
    glyphs = list(glyphs)
    for glyph in sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: (g.middle, g.x0)):
        at = next((i for i in range(len(lines) - 1, max(len(lines) - 4, -1), -1) if _shares(tallest[i], glyph)), None)
        if at is None:
            lines.append([glyph])
            tallest.append(glyph)
        else:
            lines[at].append(glyph)
            tallest[at] = max(tallest[at], glyph, key=lambda g: g.height)
    for blank in (g for g in glyphs if g.text.isspace()):
        at = next((i for i, other in enumerate(tallest) if _shares(other, blank)), None)
        if at is not None:
            lines[at].append(blank)
    return [_trimmed(sorted(line, key=lambda g: (g.x0, g.x1))) for line in lines]


def _trimmed(line: list[Glyph]) -> list[Glyph]:
    """A line without white space at its edges."""
    inked = [i for i, glyph in enumerate(line) if not glyph.text.isspace()]
    return line[inked[0]:inked[-1] + 1]


def _shares(line: Glyph, glyph: Glyph) -> bool:
    overlap = min(line.bottom, glyph.bottom) - max(line.top, glyph.top)
    return overlap > 0.55 * max(min(line.height, glyph.height), 1)


def printed(glyphs: list[Glyph]) -> Printed:
    """A line of characters as text: gaps between words are spaces, those of justification are not."""
    size = em(glyphs)
    text, raised = "", []
    for before, glyph, is_raised in zip([None, *glyphs], glyphs, _raised(glyphs, size), strict=False):
        text += _blank(before, glyph, size) if before else ""
        if is_raised:
            raised.append(len(text))
        text += glyph.text
    return Printed(text, glyphs[0].x0, max(g.x1 for g in glyphs), min(g.top for g in glyphs), max(g.bottom for g in glyphs),
                   size, _first_width(glyphs), tuple(_marks(text, raised)))


def em(glyphs: list[Glyph]) -> float:
    """How wide a Han character is in this line."""
    widths = [g.x1 - g.x0 for g in glyphs if IS_HAN.match(g.text)]
    return median(widths) if widths else 0.75 * median(g.height for g in glyphs if not g.text.isspace())


def _blank(left: Glyph, right: Glyph, size: float) -> str:
    if left.text.isspace() or right.text.isspace():
        return ""
    gap = (right.x0 - left.x1) / max(size, 1)
    if IS_LATIN.match(left.text) and IS_LATIN.match(right.text) or left.text in ",.;:" and IS_LATIN.match(right.text) and right.text.isalpha():
        return " " if gap > WORD_GAP else ""
    return "\u3000" * min(round(gap), MOST_BLANKS) if gap >= WIDE_GAP else ""


def _raised(line: list[Glyph], size: float) -> list[bool]:
    """Whether each character is set small and high, as the marks of notes are."""
    feet = [g.bottom for g in line if IS_HAN.match(g.text)]
    if not feet:
        return [False] * len(line)
    foot, tallest, largest = median(feet), max(g.height for g in line), max(g.size for g in line)
    return [foot - g.bottom > RAISED * size and (g.height < SMALL * tallest or g.size < SMALL * largest) for g in line]


def _marks(text: str, raised: list[int]) -> list[tuple[int, int]]:
    """Runs of raised characters that are a note's mark; the 2 of km2 is none."""
    runs: list[list[int]] = []
    for i in raised:
        if runs and runs[-1][1] == i:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return [(a, z) for a, z in runs if NOTE_MARK.fullmatch(text[a:z]) and not (a and re.match(r"[A-Za-z0-9)]", text[a - 1]))]


def _first_width(glyphs: list[Glyph]) -> float:
    """How much room the first word takes: what would have had to fit on the line above."""
    end = 1
    if IS_LATIN.match(glyphs[0].text):
        while end < len(glyphs) and not re.match(rf"[{HAN}\s]", glyphs[end].text) and glyphs[end].x0 - glyphs[end - 1].x1 < 2:
            end += 1
    elif end < len(glyphs) and not re.match(rf"[{HAN}\sA-Za-z0-9]", glyphs[1].text):
        end = 2  # a sign that may not begin a line came along
    return glyphs[end - 1].x1 - glyphs[0].x0
