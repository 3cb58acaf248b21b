"""Texts set in a column, as newspapers and old editors save them: every line as wide as the column, whatever it cuts."""
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from archive.text.headings import numbered
from archive.text.lines import Line
from archive.text.names import is_name

LONGEST, NARROWEST, WIDEST = 120, 22, 110
SLACK, HANGING, INDENT = 3, 2, 4
LEAST_FULL, LEAST_SHARE, MOST_WIDER, LEAST_WIDER = 10, 0.35, 0.03, 3
COMMAS, STOPS = ("，", "、", "；", "。", "：", ","), tuple("。！？!?；;：:…”’」』")


@dataclass(frozen=True)
class Column:
    """How wide lines are by this measure, how many are full, and whether an indent begins a paragraph."""
    width: int
    full: int
    has_indents: bool
    measure: Callable[[str], int]

    def cuts(self, line: Line, following: Line) -> bool:
        """Whether the column's edge, and nothing else, ends `line` here."""
        if not self._is_full(line) or is_name(following.text):
            return False
        is_open = not line.text.endswith(STOPS)
        if self.has_indents:
            return not following.is_indented and (is_open or not numbered(following.text))
        return is_open and not numbered(following.text)

    def _is_full(self, line: Line) -> bool:
        return self.width - SLACK <= _reach(line, self.measure) <= self.width + HANGING


def width(text: str) -> int:
    """How wide a line is set, in halves of a Han character.

    >>> width("增长8%")
    6
    """
    return (len(text.encode("utf-8", "replace")) + len(text)) // 2


def count(text: str) -> int:
    """The same, where figures count as much as Han characters."""
    return 2 * len(text)


def _reach(line: Line, measure: Callable[[str], int]) -> int:
    """How far a line reaches, an indent being two characters."""
    return measure(line.text) + line.is_indented * INDENT


def column(found: list[Line]) -> Column | None:
    """The column that a text is set in, by the measure that more lines fill; None where its lines are paragraphs."""
    return max((each for measure in (width, count) if (each := _column(found, measure))), key=lambda each: each.full, default=None)


def _column(found: list[Line], measure: Callable[[str], int]) -> Column | None:
    most_wider = max(LEAST_WIDER, int(MOST_WIDER * len(found)))
    if sum(len(line.text) > LONGEST for line in found) > most_wider:
        return None
    widths = [_reach(line, measure) for line in found]
    counts = Counter(widths)
    edge, full = max(((w, sum(counts[w - less] for less in range(SLACK + 1))) for w in counts if NARROWEST <= w <= WIDEST),
                     key=lambda found: (found[1], found[0]), default=(0, 0))
    if full < max(LEAST_FULL, LEAST_SHARE * len(found)) or sum(w > edge + HANGING for w in widths) > most_wider:
        return None
    within = [(line, below) for line, below, w in zip(found, found[1:], widths, strict=False) if edge - SLACK <= w <= edge + HANGING]
    cut = [below for line, below in within if not line.text.endswith((*STOPS, *COMMAS))]
    if 2 * len(cut) < len(within) or 2 * sum(any(comma in line.text for comma in COMMAS) for line, _ in within) < len(within):
        return None
    last = [below for (_, below) in within if _reach(below, measure) < edge - SLACK]
    if not last or 2 * sum(line.text.endswith(STOPS) for line in last) < len(last):
        return None
    return Column(edge, full, _has_indents(found, cut), measure)


def _has_indents(found: list[Line], cut: list[Line]) -> bool:
    """Whether what goes on below a full line is flush and much else is not."""
    flush = sum(not below.is_indented for below in cut)
    return flush >= 0.9 * len(cut) and sum(line.is_indented for line in found) >= max(3, len(found) // 20)
