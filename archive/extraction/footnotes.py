"""The notes at the foot of a printed page, which stand between two halves of a paragraph."""
import re
from itertools import chain, takewhile
from statistics import median_low

from archive.extraction.printed import Printed

MARK = re.compile(r"[\[［〔(（]?\d{1,2}[\]］〕)）]?(?![\d.．、])|[①-⑳*＊※]")
SMALLER = 0.88


def text_size(pages: list[list[Printed]]) -> float:
    """How wide most characters of a document are."""
    return median_low([line.size for line in chain.from_iterable(pages) for _ in line.text] or [0])


def footnotes(page: list[Printed], size: float) -> list[Printed]:
    """The last lines of a page that are set smaller than the text, from the first that begins with a mark; none where the text bears no mark."""
    small = list(takewhile(lambda line: line.size < SMALLER * size, reversed(page)))[::-1]
    first = next((i for i, line in enumerate(small) if begins_note(line)), len(small))
    text = page[:len(page) - len(small)]
    return small[first:] if any(line.marks for line in text) else []


def begins_note(line: Printed) -> bool:
    return bool(MARK.match(line.text))
