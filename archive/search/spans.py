"""Where the words of a query stand in a folded text, as SQL: the same places as `highlights.found` tells of.

The text is split at each literal, and the lengths of the pieces add up to the places. Where that is not all there is
to say, what stands around each place decides: whether an edge cuts a word or number, whether a wider text holds it.
The text is `found.folded`.
"""
from archive.pieces import may_be_cut, uncut
from archive.query import And, Literal, Near, Node, Or
from archive.search.matching import Sql, starts

Source = Literal | Near

BEHIND, AHEAD = 3, 7
"""How many characters beside an edge tell whether it cuts a word or number: 3.12 is one number, 1.2023 is not."""
SPLIT = """
select start, start + {size} as stop from (
    select (sum(length(piece)) over (order by nth rows unbounded preceding) + (nth - 1) * {step})::int as start
    from unnest(string_to_array(found.folded, %s)) with ordinality pieces(piece, nth)) begun
where start < length(found.folded){conditions}"""
CUTS_NOTHING = (f" and substr(found.folded, greatest(start - {BEHIND}, 0) + 1, least(start, {BEHIND}) + {{size}} + {AHEAD})"
                f" ~ ('\\A.{{{{' || least(start, {BEHIND}) || '}}}}' || %s)")
NEAR = """
with one as ({one}), other as ({other})
select start, stop from one where exists(select from other where {near})
union select start, stop from other where exists(select from one where {near})"""


def sources(node: Node | None) -> list[Source]:
    """What makes places, each once: nothing that is excluded; of what is to be near, only what is."""
    match node:
        case Literal() | Near():
            return [node]
        case And(nodes) | Or(nodes):
            return list(dict.fromkeys(source for part in nodes for source in sources(part)))
    return []


def spans(wanted: list[Source]) -> Sql:
    """`start` and `stop` of every place, counted from 0, half-open; each once, though several sources make it."""
    parts = [_near(source) if isinstance(source, Near) else _literal(source) for source in wanted]
    together = " union all " if _are_apart(wanted) else " union "
    return together.join(f"({sql})" for sql, _ in parts), tuple(value for _, values in parts for value in values)


def tally(wanted: list[Source]) -> Sql:
    """How many places there are."""
    if not (_are_apart(wanted) and all(map(is_plain, wanted))):
        sql, values = spans(wanted)
        return f"(select count(*) from ({sql}) span)", values
    taken = [f"(octet_length(found.folded) - octet_length(replace(found.folded, %s, ''))) / {len(source.folded.encode())}" for source in wanted]
    return " + ".join(taken), tuple(source.folded for source in wanted)


def is_plain(source: Source) -> bool:
    """Whether splitting alone tells every place."""
    return (isinstance(source, Literal) and not source.contexts and not _overlaps_itself(source.folded)
            and not may_be_cut(source.folded, source.is_prefix))


def _are_apart(wanted: list[Source]) -> bool:
    """Whether no two sources can make the same place."""
    return len({source.folded for source in wanted if isinstance(source, Literal)}) == len(wanted)


def _overlaps_itself(literal: str) -> bool:
    return any(literal.endswith(literal[:size]) for size in range(1, len(literal)))


def _literal(literal: Literal) -> Sql:
    folded = literal.folded
    # Of 人人 two places may overlap: those of its first character are all there are to try.
    split = folded[0] if _overlaps_itself(folded) else folded
    conditions, values = "", [split]
    if split != folded:
        conditions, values = f" and substr(found.folded, start + 1, {len(folded)}) = %s", [*values, folded]
    if may_be_cut(folded, literal.is_prefix):
        conditions, values = conditions + CUTS_NOTHING.format(size=len(folded)), [*values, uncut(folded, literal.is_prefix)]
    for context in literal.contexts:
        for at in starts(context, folded):
            conditions += f" and (start < {at} or substr(found.folded, start + 1 - {at}, {len(context)}) <> %s)"
            values.append(context)
    return SPLIT.format(size=len(folded), step=len(split), conditions=conditions), tuple(values)


def _near(source: Near) -> Sql:
    (one, values), (other, more) = _literal(source.left), _literal(source.right)
    near = f"(other.start - one.stop between 0 and {source.most} or one.start - other.stop between 0 and {source.most})"
    return NEAR.format(one=one, other=other, near=near), (*values, *more)
