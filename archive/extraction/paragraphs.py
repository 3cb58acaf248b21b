"""Which printed lines belong to one paragraph: told by indentation, length and the room between them."""
from dataclasses import dataclass
from statistics import median

from archive.extraction.printed import IS_HAN, Printed

INDENT, SHORT, SPARE = 1.2, 1.0, 0.4
AROUND, AGREEING = 4, 3
WIDER_STEP, OTHER_SIZE, LONG_LINE = 1.45, 0.12, 15
NARROW, SHORTEST_LONG = 7, 8


@dataclass(frozen=True)
class Margins:
    """Where the lines of a page begin and end."""
    left: float
    right: float


def margins(pages: list[list[Printed]]) -> dict[int, Margins]:
    """The margins at each line, by its id: the page's; of a page with too little text, those of the whole."""
    everything = [line for page in pages for line in page]
    whole = _margins(everything) if everything else Margins(0, 0)
    found = {}
    for page in pages:
        of_page = _margins(page) if sum(len(line.text) >= _long(page) for line in page) >= 6 else whole
        for i, line in enumerate(page):
            found[id(line)] = _narrowed(of_page, page[max(i - AROUND, 0):i + AROUND + 1], _long(page))
    return found


def _long(lines: list[Printed]) -> int:
    """How many characters a line of text has at least; fewer in a narrow column."""
    longest = sorted(len(line.text) for line in lines)[-1 - len(lines) // 10]
    return min(LONG_LINE, max(NARROW * longest // 10, SHORTEST_LONG))


def _narrowed(page: Margins, around: list[Printed], long: int) -> Margins:
    """The margins of a block set narrower than the page, where three lines or more end at one place."""
    right = max(line.x1 for line in around)
    agree = sum(right - line.x1 < 0.6 * line.size and len(line.text) >= long for line in around)
    return Margins(page.left, right) if agree >= AGREEING and right < page.right else page


def _margins(lines: list[Printed]) -> Margins:
    long = [line for line in lines if len(line.text) >= _long(lines)] or lines
    left, right = sorted(line.x0 for line in long), sorted(line.x1 for line in long)
    return Margins(left[len(left) // 10], right[-1 - len(right) // 10])


def leading(pages: list[list[Printed]]) -> float:
    """From the top of one line to the top of the next, as most lines of text have it."""
    steps = [b.bottom - a.bottom for page in pages for a, b in zip(page, page[1:], strict=False) if len(a.text) >= _long(page)]
    return median(steps) if steps else 0


def goes_on(a: Printed, b: Printed, at: Margins, following: Margins, step: float | None) -> bool:
    """Whether `b` goes on with the paragraph of `a`; `step` is None where a page ends between them."""
    if IS_HAN.search(a.text) and IS_HAN.search(b.text) and abs(a.size - b.size) > OTHER_SIZE * a.size:
        return False
    if step and b.bottom - a.bottom > WIDER_STEP * step:
        return False
    if b.x0 - following.left > INDENT * b.size:
        return False
    room = at.right - a.x1
    return room < max(SHORT * a.size, b.first + SPARE * a.size)
