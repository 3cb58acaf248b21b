"""Which paragraphs a query finds, as conditions of SQL. What a reader typed is always a parameter."""
import re
from collections.abc import Iterable

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from archive.pieces import WORD, is_decided, may_be_cut, uncut, wanted_pieces
from archive.query import And, Literal, Node, Not, Or
from archive.search.frequencies import Frequencies

FOLDED = '"archive_paragraph"."folded"'
BESIDE = f"[{WORD}.]"
WILD = re.compile(r"[\\%_]")
Condition = tuple[str, tuple]
"""A condition of SQL and its parameters."""


def matching(rows: QuerySet, root: Node, known: Frequencies, is_scored: bool = False) -> QuerySet:
    """Of these paragraphs, those that the query finds; save what a score that is null will tell."""
    conditions = [indexed(root, known)]
    if (recheck := rechecked(root, is_scored)) is not None:
        conditions.append(recheck)
    for sql, params in conditions:
        rows = rows.filter(RawSQL(sql, params, output_field=BooleanField()))  # noqa: S611 (no text of a reader's in it)
    return rows


def holding(rows: QuerySet, root: Node) -> QuerySet:
    """The same, asked of the text alone: for a few paragraphs at hand."""
    sql, params = held(root)
    return rows.filter(RawSQL(sql, params, output_field=BooleanField()))  # noqa: S611 (no text of a reader's in it)


def indexed(root: Node, known: Frequencies) -> Condition:
    """What the index can say."""
    return f"bigram_vector({FOLDED}) @@ %s::tsquery", (tsquery(root, known),)


def tsquery(node: Node, known: Frequencies) -> str:
    """A tsquery that every paragraph found satisfies; a node it cannot judge is not in it."""
    match node:
        case Literal():
            return "(" + " & ".join(known.telling(wanted_pieces(node.folded))) + ")"
        case Not(inner):
            return f"!({tsquery(inner, known)})" if is_exact(inner) else ""
        case And(nodes):
            return "(" + " & ".join(filter(None, (tsquery(part, known) for part in nodes))) + ")"
        case Or(nodes):
            return "(" + " | ".join(tsquery(part, known) for part in nodes) + ")"


def is_exact(node: Node) -> bool:
    """Whether the index alone decides."""
    match node:
        case Literal():
            return is_decided(node.folded)
        case Not(inner):
            return is_exact(inner)
        case And(nodes) | Or(nodes):
            return all(map(is_exact, nodes))


def rechecked(node: Node, is_scored: bool) -> Condition | None:
    """What the text itself has to say where the index leaves it open."""
    if is_exact(node):
        return None
    match node:
        case Literal() if is_scored and not may_be_cut(node.folded):
            return None
        case And(nodes):
            parts = [condition for part in nodes if (condition := rechecked(part, is_scored))]
            return joined(" and ", parts) if parts else None
    return held(node)


def holds_all(node: Node) -> bool:
    """Whether what is found holds every literal that is wanted."""
    return not isinstance(node, Or) and all(map(holds_all, node.nodes if isinstance(node, And) else ()))


def held(node: Node) -> Condition:
    """The whole of a node, asked of the text."""
    match node:
        case Literal():
            return holds(node.folded)
        case Not(inner):
            sql, params = held(inner)
            return f"not {sql}", params
        case And(nodes):
            return joined(" and ", map(held, nodes))
        case Or(nodes):
            return joined(" or ", map(held, nodes))


def holds(literal: str) -> Condition:
    """The text has the literal, and where it could be part of a longer word or number, not only there.

    The costly pattern is asked only where the signs beside the first occurrence leave it open.
    """
    if not may_be_cut(literal):
        return f"({FOLDED} like %s)", (f"%{escaped(literal)}%",)
    beside = (f"substr({FOLDED}, strpos({FOLDED}, %s) - 1, 1) || substr({FOLDED}, strpos({FOLDED}, %s) + length(%s::text), 1)")
    return (f"(strpos({FOLDED}, %s) > 0 and ({beside} !~ %s or {FOLDED} ~ %s))",
            (literal, literal, literal, literal, BESIDE, uncut(literal)))


def escaped(literal: str) -> str:
    """The literal where `%` and `_` stand for any sign."""
    return WILD.sub(r"\\\g<0>", literal)


def joined(operator: str, conditions: Iterable[Condition]) -> Condition:
    parts = list(conditions)
    return "(" + operator.join(sql for sql, _ in parts) + ")", tuple(value for _, values in parts for value in values)
