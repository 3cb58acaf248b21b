"""Where a reading text holds what a query looks for."""
from collections.abc import Iterator

from archive.pieces import occurrences
from archive.query import Reading
from archive.text.fold import fold_with_offsets

Span = tuple[int, int]


def highlights(text: str, reading: Reading) -> list[Span]:
    """Every occurrence of every literal, in code points of `text`, half-open; those that overlap made one."""
    literals = [literal.folded for literal in reading.literals]
    if not literals:
        return []
    folded, offsets = fold_with_offsets(text)
    return list(_merged(
        _span(text, offsets, at, at + len(literal)) for literal in literals for at in occurrences(folded, literal)))


def _span(text: str, offsets: list[int], start: int, end: int) -> Span:
    """What `folded[start:end]` came from, without the white space that the fold took out behind it."""
    least = offsets[end - 1] + 1
    stop = max(offsets[end], least)
    return offsets[start], least + len(text[least:stop].rstrip())


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    waiting: Span | None = None
    for start, end in sorted(spans):
        if waiting and start < waiting[1]:
            waiting = waiting[0], max(waiting[1], end)
            continue
        if waiting:
            yield waiting
        waiting = start, end
    if waiting:
        yield waiting
