"""What a PDF page prints: characters and rules with their places, in points, y counted from the top."""
import csv
import ctypes
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from archive.text.fold import RADICALS

MOST_PATHS, MOST_SEGMENTS, MOST_GLYPHS = 4000, 400, 60000
CELL = 6
THIN, BIG_PICTURE = 3.5, 120
Turn = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box; `size` is its font's, in a measure of the file's own."""
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float = 0

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; one of its extents is (nearly) nothing."""
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def is_level(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True)
class Sheet:
    """One page: `pictures` counts those large enough to hold text, `covered` the characters under others."""
    height: float
    width: float
    glyphs: list[Glyph]
    rules: list[Rule]
    pictures: int
    covered: int = 0


def sheet(page: pdfium.PdfPage) -> Sheet:
    """A page turned so that most of its text reads from left to right."""
    left, bottom, right, top = page.get_mediabox()
    textpage = page.get_textpage()
    try:
        count = min(textpage.count_chars(), MOST_GLYPHS)
        angle = _main_angle(textpage, count)
        turn = _turn(angle, left, bottom, right, top)
        glyphs = list(_glyphs(textpage, count, turn))
    finally:
        textpage.close()
    rules, pictures = _drawn(page, turn)
    sideways = angle in (90, 270)
    width, height = (top - bottom, right - left) if sideways else (right - left, top - bottom)
    shown = uncovered(glyphs)
    return Sheet(height, width, shown, rules, pictures, len(glyphs) - len(shown))


def _main_angle(textpage: pdfium.PdfTextPage, count: int) -> int:
    step = max(count // 200, 1)
    angles = [pdfium_c.FPDFText_GetCharAngle(textpage, i) for i in range(0, count, step)]
    turned = Counter(round(math.degrees(angle) / 90) % 4 * 90 for angle in angles if angle >= 0)
    return turned.most_common(1)[0][0] if turned else 0


def _turn(angle: int, left: float, bottom: float, right: float, top: float) -> Turn:
    turns: dict[int, Turn] = {
        0: lambda x, y: (x - left, top - y), 270: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom), 90: lambda x, y: (top - y, right - x)}
    return turns[angle]


def _glyphs(textpage: pdfium.PdfTextPage, count: int, turn: Turn) -> Iterator[Glyph]:
    box, high = pdfium_c.FS_RECTF(), 0
    seen: set[tuple[str, int, int]] = set()
    before = None
    for i in range(count):
        code = pdfium_c.FPDFText_GetUnicode(textpage, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00 if high else 0xFFFD), 0
        if code < 32 or code in (0xFFFE, 0xFFFF) or pdfium_c.FPDFText_IsGenerated(textpage, i) == 1:
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(textpage, i, ctypes.byref(box)):
            continue
        glyph = _placed(plain(chr(code)), box, turn, pdfium_c.FPDFText_GetFontSize(textpage, i))
        key = glyph.text, round(glyph.x0 / 2), round(glyph.top / 2)
        is_one_sign = before is not None and _box(before) == _box(glyph)  # —— as one glyph, read as two characters
        if key not in seen or is_one_sign or glyph.text.isspace():  # bold is made by printing twice
            seen.add(key)
            before = glyph
            yield glyph


def _box(glyph: Glyph) -> tuple[float, float, float, float]:
    return glyph.x0, glyph.x1, glyph.top, glyph.bottom


def _placed(text: str, box: pdfium_c.FS_RECTF, turn: Turn, size: float) -> Glyph:
    (xa, ya), (xb, yb) = turn(box.left, box.bottom), turn(box.right, box.top)
    return Glyph(text, min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb), size)


def uncovered(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters without those on which others were printed later, as editors of PDFs correct a figure."""
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    hidden: set[int] = set()
    for i, glyph in enumerate(glyphs):
        if not (glyph.text.isalnum() or glyph.text in ".,%"):
            continue
        x, y = int((glyph.x0 + glyph.x1) / 2 // CELL), int(glyph.middle // CELL)
        near = (j for dx in (-1, 0, 1) for dy in (-1, 0, 1) for j in places.get((x + dx, y + dy), ()))
        hidden.update(j for j in near if _box(glyph) != _box(glyphs[j]) and _covers(glyph, glyphs[j]))
        places[x, y].append(i)
    return [glyph for i, glyph in enumerate(glyphs) if i not in hidden]


def _covers(above: Glyph, below: Glyph) -> bool:
    """Whether both begin at one place and share most of it; a wide letter may reach into its neighbour."""
    wide = min(above.x1, below.x1) - max(above.x0, below.x0)
    high = min(above.bottom, below.bottom) - max(above.top, below.top)
    width, height = min(above.x1 - above.x0, below.x1 - below.x0), min(above.height, below.height)
    return wide > 0 and high > 0 and abs(above.x0 - below.x0) < width / 2 and wide * high > 0.6 * width * height


def plain(character: str) -> str:
    """The ideograph that a radical prints: PDFs made by browsers name ⼯ where the page shows 工."""
    if "\u2f00" <= character <= "\u2fd5":
        return unicodedata.normalize("NFKC", character)
    return _radicals().get(character, character) if "\u2e80" <= character <= "\u2eff" else character


@cache
def _radicals() -> dict[str, str]:
    with RADICALS.open(encoding="utf-8", newline="") as file:
        return dict(csv.reader(file))


def _drawn(page: pdfium.PdfPage, turn: Turn) -> tuple[list[Rule], int]:
    rules: list[Rule] = []
    pictures = paths = 0
    for item in page.get_objects([pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            pictures += right - left > BIG_PICTURE and top - bottom > BIG_PICTURE / 6
        elif item.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
            if paths > MOST_PATHS:
                return [], pictures  # a drawing, and no table
            rules += _rules(item, turn)
    return rules, pictures


def _rules(path: pdfium.PdfObject, turn: Turn) -> Iterator[Rule]:
    count = pdfium_c.FPDFPath_CountSegments(path)
    if count > 5:
        yield from _segments(path, min(count, MOST_SEGMENTS), turn)
        return
    left, bottom, right, top = path.get_bounds()
    (xa, ya), (xb, yb) = turn(left, bottom), turn(right, top)
    x0, x1, y0, y1 = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
    if x1 - x0 <= THIN or y1 - y0 <= THIN:
        yield Rule(x0, x1, y0, y1)
    elif _is_stroked(path):  # else a shade behind the text
        yield from (Rule(x0, x1, y0, y0), Rule(x0, x1, y1, y1), Rule(x0, x0, y0, y1), Rule(x1, x1, y0, y1))


def _is_stroked(path: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium_c.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)


def _segments(path: pdfium.PdfObject, count: int, turn: Turn) -> Iterator[Rule]:
    """The level and upright strokes of a path that draws more than one."""
    matrix, x, y = path.get_matrix(), ctypes.c_float(), ctypes.c_float()
    before = None
    for i in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, i)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        point = turn(*matrix.on_point(x.value, y.value))
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if before and kind == pdfium_c.FPDF_SEGMENT_LINETO:
            (xa, ya), (xb, yb) = before, point
            if min(abs(xa - xb), abs(ya - yb)) <= THIN:
                yield Rule(min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb))
        before = point
