"""The stretches that two sequences have in common, in order, in time linear but for sorting.

They grow from pieces that either side has once («patience»), of decreasing length, and not from a table of
everything against everything: what hands in text is not trusted to be kind to an algorithm.
"""
from bisect import bisect_left
from collections.abc import Iterable

Units = tuple[str, ...]
Block = tuple[int, int, int]
"""So many units that are equal, from `old[i]` and `new[j]` on: i, j, how many."""


def blocks(old: Units, new: Units, lengths: tuple[int, ...]) -> list[Block]:
    """The stretches that both sequences have, in order, none touching the next on both sides.

    They grow from pieces that either has once, first of `lengths[0]` units, between those of the next length.
    """
    found: list[Block] = []
    _collect(old, new, (0, len(old)), (0, len(new)), lengths, found)
    merged: list[Block] = []
    for i, j, count in found:
        if merged and (merged[-1][0] + merged[-1][2], merged[-1][1] + merged[-1][2]) == (i, j):
            merged[-1] = (*merged[-1][:2], merged[-1][2] + count)
        else:
            merged.append((i, j, count))
    return merged


def _collect(old: Units, new: Units, a: tuple[int, int], b: tuple[int, int], lengths: tuple[int, ...], found: list[Block]) -> None:
    """Adds the blocks of `old[a]` and `new[b]`: the common beginning, what lies between, the common end."""
    (i, i_end), (j, j_end) = a, b
    head = _common(zip(old[i:i_end], new[j:j_end], strict=False))
    if head:
        found.append((i, j, head))
    i, j = i + head, j + head
    tail = _common(zip(reversed(old[i:i_end]), reversed(new[j:j_end]), strict=False))
    i_end, j_end = i_end - tail, j_end - tail
    if lengths and i < i_end and j < j_end:
        for start, other, count in [*_anchors(old, new, (i, i_end), (j, j_end), lengths[0]), (i_end, j_end, 0)]:
            _collect(old, new, (i, start), (j, other), lengths[1:], found)
            if count:
                found.append((start, other, count))
            i, j = start + count, other + count
    if tail:
        found.append((i_end, j_end, tail))


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for first, second in pairs:
        if first != second:
            break
        count += 1
    return count


def _anchors(old: Units, new: Units, a: tuple[int, int], b: tuple[int, int], length: int) -> list[Block]:
    """Pieces of that many units that each side has once, as many as stand in one order, none overlapping."""
    once_old, once_new = _once(old, *a, length), _once(new, *b, length)
    anchors: list[Block] = []
    for i, j in _rising([(i, once_new[piece]) for piece, i in once_old.items() if piece in once_new]):
        if not anchors or (i >= anchors[-1][0] + length and j >= anchors[-1][1] + length):
            anchors.append((i, j, length))
    return anchors


def _once(units: Units, start: int, end: int, length: int) -> dict[Units, int]:
    """Where each piece that occurs once begins, in order."""
    found: dict[Units, int] = {}
    for at in range(start, end - length + 1):
        piece = units[at:at + length]
        found[piece] = -1 if piece in found else at
    return {piece: at for piece, at in found.items() if at >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, sorted by the first, whose second rises."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(last[place - 1] if place else -1)
        ends[place:place + 1] = [j]
        last[place:place + 1] = [at]
    run, at = [], last[-1] if last else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]
