"""Which paragraphs a query finds, as conditions of SQL. What a reader typed is always a parameter."""
import re
from collections.abc import Iterable

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from archive.pieces import WORD, is_decided, may_be_cut, uncut, wanted_pieces
from archive.query import And, Field, Literal, Near, Node, Not, Or
from archive.search import fields
from archive.search.frequencies import Frequencies

FOLDED = '"archive_paragraph"."folded"'
BESIDE = f"[{WORD}.]"
WILD = re.compile(r"[\\%_]")
Sql = tuple[str, tuple]
"""SQL and its parameters."""
Condition = Sql


def matching(rows: QuerySet, root: Node, known: Frequencies, is_scored: bool = False) -> QuerySet:
    """Of these paragraphs, those that the query finds; save what a score that is null will tell."""
    for condition in (indexed(root, known), rechecked(root, is_scored)):
        if condition:
            rows = where(rows, condition)
    return rows


def holding(rows: QuerySet, root: Node) -> QuerySet:
    """The same, asked of the text alone: for a few paragraphs at hand."""
    return where(rows, held(root))


def where(rows: QuerySet, condition: Condition) -> QuerySet:
    sql, params = condition
    return rows.filter(RawSQL(sql, params, output_field=BooleanField()))  # noqa: S611 (no text of a reader's in it)


def indexed(root: Node, known: Frequencies) -> Condition | None:
    """What the index can say."""
    asked = tsquery(root, known)
    return (f"bigram_vector({FOLDED}) @@ %s::tsquery", (asked,)) if asked else None


def tsquery(node: Node, known: Frequencies) -> str:
    """A tsquery that every paragraph found satisfies; empty for a node it cannot judge."""
    match node:
        case Literal():
            return "(" + " & ".join(known.telling(wanted_pieces(node.folded, node.is_prefix))) + ")"
        case Near(left, right):
            return f"({tsquery(left, known)} & {tsquery(right, known)})"
        case Not(inner):
            return f"!({tsquery(inner, known)})" if is_exact(inner) else ""
        case And(nodes):
            parts = [asked for part in nodes if (asked := tsquery(part, known))]
            return f"({' & '.join(parts)})" if parts else ""
        case Or(nodes):
            parts = [tsquery(part, known) for part in nodes]
            return f"({' | '.join(parts)})" if all(parts) else ""
    return ""


def is_exact(node: Node) -> bool:
    """Whether the index alone decides."""
    match node:
        case Literal():
            return is_decided(node.folded) and not node.outside
        case Not(inner):
            return is_exact(inner)
        case And(nodes) | Or(nodes):
            return all(map(is_exact, nodes))
    return False


def rechecked(node: Node, is_scored: bool) -> Condition | None:
    """What the text itself has to say where the index leaves it open."""
    if is_exact(node):
        return None
    match node:
        case Literal() if is_scored and not node.outside and not may_be_cut(node.folded, node.is_prefix):
            return None
        case Near():
            return joined(" and ", [*(holds(side) for side in (node.left, node.right) if not is_exact(side)), (f"{FOLDED} ~ %s", (near(node),))])
        case And(nodes):
            parts = [condition for part in nodes if (condition := rechecked(part, is_scored))]
            if field := lonely(nodes):
                parts[parts.index(held(field))] = aside(field)
            return joined(" and ", parts) if parts else None
    return held(node)


def lonely(nodes: tuple[Node, ...]) -> Field | None:
    """The one field beside words, where it leaves many reports."""
    asked = [node for node in nodes if isinstance(node, Field)]
    has_words = any(not isinstance(node, Field | Not) for node in nodes)
    return asked[0] if has_words and len(asked) == 1 and asked[0].name in fields.BROAD else None


def aside(field: Field) -> Condition:
    """A field asked of what the index found.

    The planner takes the index's function for cheap, and would ask it of every paragraph of those reports: seven times
    as slow. Where fields leave few reports together, that is the quicker way.
    """
    sql, values = held(field)
    return f"({sql}) is true", values


def holds_all(node: Node) -> bool:
    """Whether what is found holds every literal that is wanted."""
    return not isinstance(node, Or) and all(map(holds_all, node.nodes if isinstance(node, And) else ()))


def asks_patterns(node: Node | None) -> bool:
    """Whether of each text that the index finds a pattern is asked."""
    return isinstance(node, Near) or isinstance(node, And | Or) and any(map(asks_patterns, node.nodes))


def held(node: Node) -> Condition:
    """The whole of a node, asked of the text."""
    match node:
        case Literal():
            return holds(node)
        case Near():
            return joined(" and ", [holds(node.left), holds(node.right), (f"{FOLDED} ~ %s", (near(node),))])
        case Field():
            return fields.condition(node)
        case Not(inner):
            sql, params = held(inner)
            return f"not {sql}", params
        case And(nodes):
            return joined(" and ", map(held, nodes))
        case Or(nodes):
            together = crossed(nodes)
            return (f"{FOLDED} ~ %s", (together,)) if together else joined(" or ", map(held, nodes))


def holds(literal: Literal) -> Condition:
    """The text has the literal, and where it could be part of something longer, not only there.

    The costly pattern is asked only where the text leaves it open.
    """
    folded, plain = literal.folded, (f"({FOLDED} like %s)", (f"%{escaped(literal.folded)}%",))
    if literal.outside:
        wider = " or ".join([f"{FOLDED} like %s"] * len(literal.contexts))
        values = tuple(f"%{escaped(context)}%" for context in literal.contexts)
        if not may_be_cut(folded, literal.is_prefix):
            return f"({plain[0]} and (not ({wider}) or {FOLDED} ~ %s))", (*plain[1], *values, pattern(literal))
        return f"({plain[0]} and {FOLDED} ~ %s)", (*plain[1], pattern(literal))
    if not may_be_cut(folded, literal.is_prefix):
        return plain
    beside = (f"substr({FOLDED}, strpos({FOLDED}, %s) - 1, 1) || substr({FOLDED}, strpos({FOLDED}, %s) + length(%s::text), 1)")
    return (f"({plain[0]} and ({beside} !~ %s or {FOLDED} ~ %s))", (*plain[1], folded, folded, folded, BESIDE, pattern(literal)))


def pattern(literal: Literal) -> str:
    """A regular expression of PostgreSQL for a place where the literal counts."""
    inside = [f"(?<={re.escape(context[:at])}){re.escape(context[at:])}" if at else re.escape(context)
              for context in literal.contexts for at in starts(context, literal.folded)]
    # What nothing can cut is looked for as it stands: a pattern that looks around takes ten times as long.
    plain = uncut(literal.folded, literal.is_prefix) if may_be_cut(literal.folded, literal.is_prefix) else re.escape(literal.folded)
    return (f"(?!{'|'.join(inside)})" if inside else "") + plain


def starts(context: str, literal: str) -> list[int]:
    return [at for at in range(len(context)) if context.startswith(literal, at)]


def near(node: Near) -> str:
    """The same for two literals that are near each other."""
    return between([node.left], [node.right], node.most)


def crossed(nodes: tuple[Node, ...]) -> str:
    """The same where each of some literals is to be near one of others, as in (省|市) NEAR/2 政府; else empty.

    One pattern for all of them takes half as long as each alternative's own.
    """
    if not all(isinstance(node, Near) for node in nodes):
        return ""
    lefts, rights, mosts = ({getattr(node, name): None for node in nodes} for name in ("left", "right", "most"))
    pairs = {(node.left, node.right) for node in nodes}
    return between(lefts, rights, *mosts) if len(mosts) == 1 and len(pairs) == len(lefts) * len(rights) else ""


def between(lefts: Iterable[Literal], rights: Iterable[Literal], most: int) -> str:
    left, right = (f"(?:{'|'.join(map(pattern, side))})" for side in (lefts, rights))
    return f"{left}.{{0,{most}}}{right}|{right}.{{0,{most}}}{left}"


def escaped(literal: str) -> str:
    """The literal where `%` and `_` stand for any sign."""
    return WILD.sub(r"\\\g<0>", literal)


def joined(operator: str, conditions: Iterable[Condition]) -> Condition:
    parts = list(conditions)
    return "(" + operator.join(sql for sql, _ in parts) + ")", tuple(value for _, values in parts for value in values)
