"""A text seen as lines: where each stands, and how much room is left above it."""
from dataclasses import dataclass
from functools import lru_cache

from archive.text.tape import Change
from archive.text.vocabulary import EditKind

SPACE = " \t\v\f\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
"""What of a line's edges says nothing, as a regular expression's class: all that `str.strip` takes, and zero widths."""
EDGES = "".join(map(chr, (9, 11, 12, 13, *range(0x1c, 0x21), 0x85, 0xa0, 0x1680, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202f, 0x205f, 0x2060,
                          0x3000, 0xfeff)))
"""The same, for `str.strip`."""


@dataclass(frozen=True, slots=True)
class Line:
    """`text[start:end]` without the white space around it; `gap` empty lines stand above."""
    text: str
    start: int
    end: int
    gap: int
    is_indented: bool


def lines(text: str) -> list[Line]:
    """The lines of `text` that say something.

    >>> [(line.text, line.gap) for line in lines("题\\n\\n　　正文。")]
    [('题', 0), ('正文。', 1)]
    """
    return list(_lines(text))


@lru_cache(4)
def _lines(text: str) -> tuple[Line, ...]:
    """Cleaning asks for the lines of one text again and again, step by step."""
    found, at, gap = [], 0, 0
    for raw in text.split("\n"):
        written = raw.strip(EDGES)
        if written:
            indent = len(raw) - len(raw.lstrip(EDGES))
            found.append(Line(written, at + indent, at + indent + len(written), gap, indent > 0))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    return tuple(found)


def spacing_changes(text: str) -> list[Change]:
    """What leaves one line a block: white space at the edges of lines and empty lines removed."""
    changes, at = [], 0
    for line in lines(text):
        changes += _between(text, at, line.start)
        at = line.end
    return changes + _between(text, at, len(text), is_last=True)


def _between(text: str, start: int, end: int, *, is_last: bool = False) -> list[Change]:
    """The white space from `start` to `end` less the one line end that parts two blocks."""
    first, last = text.find("\n", start, end), text.rfind("\n", start, end)
    if first < 0:
        cuts = [(start, end)]
    elif start == 0 or is_last:
        cuts = [(start, last + 1), (last + 1, end)]
    else:
        cuts = [(start, first), (first + 1, last + 1), (last + 1, end)]
    return [Change(EditKind.SPACING, a, z) for a, z in cuts if a < z]
