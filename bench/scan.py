"""The yardstick of exactness: every paragraph looked at, by the meaning of each part of a query and nothing of the index's."""
from collections.abc import Callable, Iterable

from archive.pieces import may_be_cut, occurrences
from archive.query import And, Field, Literal, Near, Node, Not, Or
from archive.search.fields import years
from bench.records import Record, area

Test = Callable[[Record], bool]


def count(records: Iterable[Record], node: Node) -> int:
    holds = test(node)
    return sum(1 for record in records if holds(record))


def test(node: Node) -> Test:
    """Whether a paragraph is one that the query means."""
    match node:
        case Literal():
            return _literal(node)
        case Near(left, right, most):
            both = [test(left), test(right)]
            return lambda record: all(holds(record) for holds in both) and _is_near(record.folded, left, right, most)
        case Field():
            return _field(node)
        case Not(inner):
            holds_not = test(inner)
            return lambda record: not holds_not(record)
        case And(nodes):
            every = [test(part) for part in nodes]
            return lambda record: all(holds(record) for holds in every)
        case Or(nodes):
            some = [test(part) for part in nodes]
            return lambda record: any(holds(record) for holds in some)


def places(folded: str, literal: Literal) -> list[tuple[int, int]]:
    """Where the literal stands, cutting no word and inside no wider text in which it does not count."""
    size = len(literal.folded)
    wider = [(at, at + len(context)) for context in literal.contexts for at in range(len(folded)) if folded.startswith(context, at)]
    return [(at, at + size) for at in occurrences(folded, literal.folded, literal.is_prefix)
            if not any(start <= at and at + size <= stop for start, stop in wider)]


def _literal(literal: Literal) -> Test:
    folded = literal.folded
    if literal.outside or may_be_cut(folded, literal.is_prefix):
        return lambda record: folded in record.folded and bool(places(record.folded, literal))
    return lambda record: folded in record.folded


def _is_near(folded: str, left: Literal, right: Literal, most: int) -> bool:
    return any(0 <= later - stop <= most or 0 <= start - end <= most
               for start, stop in places(folded, left) for later, end in places(folded, right))


def _field(field: Field) -> Test:
    match field.name:
        case "year":
            first, last = years(field.value)
            return lambda record: record.year is not None and first <= record.year <= last
        case "place":
            within = area(field.value)
            return lambda record: (record.place or "").startswith(within)
        case "kind" | "part":
            return lambda record: getattr(record, field.name) == field.value
    raise NotImplementedError(field.name)
