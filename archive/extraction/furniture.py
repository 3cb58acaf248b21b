"""What a printed page carries for itself: its number, the running heads."""
import re
from collections import Counter, defaultdict
from itertools import chain

from archive.extraction.printed import Printed

DASH = r"[-—–－―─_·~\s]*"
NUMBER = re.compile(
    rf"{DASH}(?:第\s*)?(?P<number>\d{{1,4}})\s*(?:页)?{DASH}(?:(?:[/／]|of|[，,]?\s*共)\s*\d{{1,4}}\s*页?{DASH})?", re.I)
DECORATED = re.compile(r"[-—–－―─页/／]")
EDGE, LINES_AT_EDGE, LEAST_PAGES = 0.14, 2, 3


def furniture(pages: list[list[Printed]], heights: list[float]) -> set[int]:
    """The ids of the lines that are page numbers or running heads."""
    at_edges = [_at_edges(page, height) for page, height in zip(pages, heights, strict=True)]
    found = _numbers(at_edges)
    if len(pages) >= LEAST_PAGES:
        found |= _heads(at_edges, len(pages))
    return found


def _at_edges(lines: list[Printed], height: float) -> list[Printed]:
    top = [line for line in lines[:LINES_AT_EDGE] if line.top < EDGE * height]
    bottom = [line for line in lines[-LINES_AT_EDGE:] if line.bottom > (1 - EDGE) * height]
    return top + [line for line in bottom if line not in top]


def _numbers(pages: list[list[Printed]]) -> set[int]:
    """Lines that say the page's number: those that run on with the pages."""
    found: dict[int, list[tuple[int, Printed]]] = defaultdict(list)
    for at, lines in enumerate(pages):
        for line in lines:
            if match := NUMBER.fullmatch(line.text.strip()):
                found[int(match["number"]) - at].append((at, line))
    if not found:
        return set()
    running = max(found.values(), key=lambda lines: len({at for at, _ in lines}))
    is_sure = len({at for at, _ in running}) > 1 or any(DECORATED.search(line.text) for _, line in running)
    return {id(line) for _, line in running} if is_sure else set()


def _heads(pages: list[list[Printed]], count: int) -> set[int]:
    """Lines that say the same, figures aside, at the same height of every page, or of every other one."""
    keys = Counter(chain.from_iterable({_key(line) for line in lines} for lines in pages))
    repeated = {key for key, times in keys.items() if times >= LEAST_PAGES and 2.5 * times >= count}
    return {id(line) for lines in pages for line in lines if _key(line) in repeated}


def _key(line: Printed) -> tuple[str, int]:
    return re.sub(r"\d+", "0", "".join(line.text.split())), round(line.top / 8)
