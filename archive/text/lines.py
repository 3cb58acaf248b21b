"""A text seen as lines: where each stands, and how much room is left above it."""
import re
from dataclasses import dataclass

from archive.text.tape import Change
from archive.text.vocabulary import EditKind

SPACE = " \t\v\f\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
"""What of a line's edges says nothing, as a regular expression's class: all that `str.strip` takes, and zero widths."""
WRITTEN = re.compile(rf"[^\n{SPACE}](?:[^\n]*[^\n{SPACE}])?")


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
    found, at = [], 0
    for match in WRITTEN.finditer(text):
        before = text[at:match.start()]
        gap = before.count("\n") - (1 if found else 0)
        indent = len(before) - before.rfind("\n") - 1
        found.append(Line(match.group(), match.start(), match.end(), max(gap, 0), indent > 0))
        at = match.end()
    return found


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
