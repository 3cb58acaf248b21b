"""A concordance: every place where the words of a query stand, with what stands around it in the reading text."""
from collections.abc import Iterator
from dataclasses import dataclass

from archive.query import Reading
from archive.search.highlights import Span, found, read_span
from archive.text.fold import fold_with_offsets
from archive.text.tables import spaced

CONTEXT = 24
"""Characters shown on either side; as many of the folded text put lines in order."""


@dataclass(frozen=True, slots=True)
class Line:
    """One place, as three pieces of the reading text: `match` is `text[start:stop]`."""
    before: str
    match: str
    after: str
    start: int
    stop: int


def line(text: str, span: Span) -> Line:
    """What stands around a span, within the paragraph; what parts the cells of a table reads as white space.

    >>> line("优化营商环境。", (2, 6))
    Line(before='优化', match='营商环境', after='。', start=2, stop=6)
    """
    start, stop = span
    text = spaced(text)
    return Line(text[max(0, start - CONTEXT):start], text[start:stop], text[stop:stop + CONTEXT], start, stop)


def lines_in(text: str, reading: Reading) -> Iterator[Line]:
    """Every place in one text, in its order; each once, though it answers to several words."""
    if not reading.root:
        return
    folded, offsets = fold_with_offsets(text)
    for start, stop in sorted(set(found(folded, reading.root))):
        yield line(text, read_span(text, offsets, start, stop))
