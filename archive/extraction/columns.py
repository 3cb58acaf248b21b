"""Pages set in two columns, as gazettes and newspapers are: the left one is read before the right one."""
from collections.abc import Iterator

from archive.extraction.glyphs import Glyph
from archive.extraction.printed import IS_HAN, em

Line = list[Glyph]
WHOLE, LEFT, RIGHT = 0, 1, 2
LEAST_LINES, LEAST_HAN, STEP, MOST_STEPS = 8, 8, 4, 500


def in_reading_order(lines: list[Line], width: float) -> list[tuple[int, Line]]:
    """The lines of a page, each with its column; a line that crosses both, such as a title, parts what is above and below."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return [(WHOLE, line) for line in lines]
    ordered: list[tuple[int, Line]] = []
    waiting: list[tuple[int, Line]] = []
    for line in lines:
        if _crosses(line, gutter):
            ordered += [*_by_column(waiting), (WHOLE, line)]
            waiting = []
        else:
            waiting += [(column, half) for column, half in zip((LEFT, RIGHT), _halves(line, gutter), strict=True) if half]
    return [*ordered, *_by_column(waiting)]


def _by_column(lines: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    return sorted(lines, key=lambda pair: pair[0])


def _gutter(lines: list[Line], width: float) -> float | None:
    """Where the room between two columns of prose is; None on other pages. The lines of the columns need not stand at one height."""
    places = range(int(0.35 * width), int(0.65 * width), max(STEP, int(width / MOST_STEPS)))
    if len(lines) < LEAST_LINES or not places:
        return None
    gaps = [(line, list(_gaps(line, width))) for line in lines]
    best = max(places, key=lambda x: sum(_leaves_free(line, of_line, x) for line, of_line in gaps))
    halves = [_halves(line, best) for line, of_line in gaps if _leaves_free(line, of_line, best)]
    columns = [[pair[side] for pair in halves if pair[side]] for side in (0, 1)]
    crossing = len(lines) - len(halves)
    is_clear = min(map(len, columns)) >= max(LEAST_LINES, 2 * crossing)
    return best if is_clear and all(map(_is_prose, columns)) else None


def _leaves_free(line: Line, gaps: list[tuple[float, float]], x: float) -> bool:
    return line[-1].x1 <= x or line[0].x0 >= x or any(a < x < z for a, z in gaps)


def _gaps(line: Line, width: float) -> Iterator[tuple[float, float]]:
    size, inked = em(line), [glyph for glyph in line if not glyph.text.isspace()]
    for a, b in zip(inked, inked[1:], strict=False):
        if b.x0 - a.x1 > size and 0.3 * width < (a.x1 + b.x0) / 2 < 0.7 * width:
            yield a.x1, b.x0


def _crosses(line: Line, gutter: float) -> bool:
    return any(glyph.x0 < gutter < glyph.x1 for glyph in line if not glyph.text.isspace()) or not (
        line[-1].x1 <= gutter or line[0].x0 >= gutter or any(a < gutter < z for a, z in _gaps(line, 2 * gutter)))


def _halves(line: Line, gutter: float) -> tuple[Line, Line]:
    return _inked([g for g in line if g.x1 <= gutter]), _inked([g for g in line if g.x1 > gutter])


def _inked(half: Line) -> Line:
    while half and half[-1].text.isspace():
        half = half[:-1]
    while half and half[0].text.isspace():
        half = half[1:]
    return half


def _is_prose(halves: list[Line]) -> bool:
    """Whether most lines of a column are of Han characters and end at one place."""
    if not halves:
        return False
    end = sorted(half[-1].x1 for half in halves)[-1 - len(halves) // 10]
    full = sum(abs(end - half[-1].x1) < em(half) for half in halves)
    han = sum(bool(IS_HAN.match(glyph.text)) for half in halves for glyph in half)
    return 2 * full >= len(halves) and han >= LEAST_HAN * len(halves)
