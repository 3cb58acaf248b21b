"""Where a reading text holds what a query looks for."""
from bisect import bisect_left
from collections.abc import Iterator

from archive.pieces import occurrences
from archive.query import And, Literal, Near, Node, Or, Reading
from archive.text.fold import fold_with_offsets

Span = tuple[int, int]


def highlights(text: str, reading: Reading) -> list[Span]:
    """Every occurrence of every literal, in code points of `text`, half-open; those that overlap made one."""
    if not reading.root:
        return []
    folded, offsets = fold_with_offsets(text)
    return list(_merged(read_span(text, offsets, start, end) for start, end in found(folded, reading.root)))


def found(folded: str, node: Node) -> Iterator[Span]:
    """Where a folded text holds what a node wants; of what is to be near, only what is."""
    match node:
        case Literal():
            yield from places(folded, node)
        case Near(left, right, most):
            others = places(folded, right)
            for one in places(folded, left):
                # Few of the others can be near: those that begin no farther than the two reach.
                reach = most + len(right.folded)
                near = others[bisect_left(others, (one[0] - reach, 0)):bisect_left(others, (one[1] + most + 1, 0))]
                for other in near:
                    first, second = sorted((one, other))
                    if 0 <= second[0] - first[1] <= most:
                        yield from (one, other)
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from found(folded, part)


def places(folded: str, literal: Literal) -> list[Span]:
    """Where the literal stands and counts."""
    length = len(literal.folded)
    wider = [(at, at + len(context)) for context in literal.contexts for at in _starts(folded, context)]
    spans = ((at, at + length) for at in occurrences(folded, literal.folded, literal.is_prefix))
    return [(start, end) for start, end in spans if not any(a <= start and end <= b for a, b in wider)]


def _starts(folded: str, context: str) -> Iterator[int]:
    at = folded.find(context)
    while at >= 0:
        yield at
        at = folded.find(context, at + 1)


def read_span(text: str, offsets: list[int], start: int, end: int) -> Span:
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
