"""Tables that only lay out a page, told from those of data."""
from collections.abc import Iterable

LONGEST_CELL, LEAST_PARAGRAPHS = 600, 3


def is_text(paragraphs: Iterable[int]) -> bool:
    """Whether a cell with paragraphs of these lengths holds a text, and not what a table of data says of something.

    >>> is_text([9, 400, 9, 400]), is_text([900]), is_text([3, 4, 5])
    (True, False, False)
    """
    lengths = [length for length in paragraphs if length]
    return sum(lengths) > LONGEST_CELL and len(lengths) >= LEAST_PARAGRAPHS
