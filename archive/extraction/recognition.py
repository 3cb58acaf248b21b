"""Pages that are pictures, read by optical recognition where requirements-ocr.txt is installed; models come with it."""
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

import pypdfium2 as pdfium

from archive.extraction.glyphs import Glyph, Sheet

NEEDED = ("rapidocr", "onnxruntime")
DOTS, LONGEST_SIDE = 150 / 72, 2000
THREADS = 2
INKED = 0.8
"""How much of a found line's height its characters fill: the boxes of two lines close together overlap."""
LEAST_SCORE = 0.5
Quad = Iterable[Iterable[float]]


def is_installed() -> bool:
    return all(find_spec(name) for name in NEEDED)


def recognised(page: pdfium.PdfPage) -> Sheet:
    """A page as it would have come with its text: each character in its share of the line that it was found in."""
    width, height = page.get_size()
    scale = min(DOTS, LONGEST_SIDE / max(width, height, 1))
    found = _engine()(page.render(scale=scale, may_draw_forms=False).to_numpy())
    glyphs = []
    if found.txts:
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
            glyphs += _glyphs(box, text, scale) if score >= LEAST_SCORE else []
    return Sheet(height, width, glyphs, [], 0)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    # The classifier of upside-down lines took one line in five of a dense page for one.
    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error",
                            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS})


def _glyphs(box: Quad, text: str, scale: float) -> Iterator[Glyph]:
    xs, ys = zip(*((float(x) / scale, float(y) / scale) for x, y in box), strict=True)
    left, middle, half = min(xs), (min(ys) + max(ys)) / 2, INKED * (max(ys) - min(ys)) / 2
    widths = [_width(character) for character in text]
    share = (max(xs) - left) / (sum(widths) or 1)
    for character, width in zip(text, widths, strict=True):
        yield Glyph(character, left, left + width * share, middle - half, middle + half, 2 * half)
        left += width * share


def _width(character: str) -> float:
    """How wide a character is set, a Han character being 1."""
    return 1 if unicodedata.east_asian_width(character) in "WF" or character in "“”‘’—…" else 0.5
