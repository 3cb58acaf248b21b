"""How well a paragraph matches: BM25 with k1 1.2 and b 0.75 over paragraphs, as a whole number; of equals, titles and headings first.

A literal's frequency is how often the folded text holds it; its weight, where paragraphs need not hold all literals,
comes of how many do; a length, in bytes, for characters cost a count, is measured against a usual one.
"""
from math import log2

from django.db.models import FloatField, IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from archive.query import Literal
from archive.search.matching import FOLDED, Sql

K1, B = 1.2, 0.75
MEAN = 180
"""Bytes a paragraph: sixty Han characters, what official prose has. To ask the archive costs as much as a search."""
SHARE = 28
"""Bits that a literal's share of a text is told in."""
TAKEN = "(octet_length({text}) - octet_length(replace({text}, %s, '')))"
LENGTH = f"octet_length({FOLDED})"
LEAD = "case when archive_paragraph.kind in ('title', 'subtitle', 'heading') then 1 else 0 end"


def scored(literals: list[Literal]) -> Sql:
    """How well a paragraph that holds all literals matches, as a number to sort by; null where it lacks one."""
    taken = [_taken(literal) for literal in literals]
    # What counts only outside wider texts is known to be there, though these may have taken it along.
    least = [f"greatest({sql}, {_size(literal)})" if literal.outside else sql for (sql, _), literal in zip(taken, literals, strict=True)]
    values = tuple(value for _, values in taken for value in values)
    if len(least) == 1:
        return _alone(least[0]), values
    return ranked(" + ".join(map(_term, least, literals)), LEAD), values


def weighed(rows: QuerySet, literals: list[Literal], paragraphs: float) -> tuple[QuerySet, list[str], str, str]:
    """The same where paragraphs need not hold all literals: how much one counts, among so many, is known when all are found.

    The rows with what the score needs, the names of that, the score, and the one row of weights it takes.
    """
    names = [f"often_{number}" for number in range(len(literals))]
    counts = {name: RawSQL(*_taken(literal), output_field=FloatField()) for name, literal in zip(names, literals, strict=True)}
    found = rows.annotate(**counts, length=RawSQL(LENGTH, [], output_field=IntegerField()), lead=RawSQL(LEAD, [], output_field=IntegerField()))
    terms = " + ".join(f"coalesce({name}_weight * {_term(name, literal, 'length')}, 0)" for name, literal in zip(names, literals, strict=True))
    return found, [*names, "length", "lead"], ranked(terms, "lead"), _weights(names, paragraphs)


def _alone(taken: str) -> str:
    """One literal's score grows with its share of the text and of a length that is the same for all: whole numbers put it in the same order sooner."""
    return f"(nullif({taken}, 0)::bigint << {SHARE}) / ({MEAN * (1 - B) / B:.0f} + {LENGTH}) * 2 + {LEAD}"


def ranked(terms: str, lead: str) -> str:
    """Twice the score, and one more for what is a title or heading: that only parts equals."""
    return f"2 * floor(1e6::float8 * ({terms})) + {lead}"


def _taken(literal: Literal) -> Sql:
    """How many bytes of a text a literal takes, in all the places where it stands; the wider texts left aside."""
    text, values = FOLDED, ()
    for context in literal.contexts:
        text, values = f"replace({text}, %s, '')", (*values, context)
    return TAKEN.format(text=text), (*values, *values, literal.folded)


def _term(taken: str, literal: Literal, length: str = LENGTH) -> str:
    """What one literal adds to a score, null where it takes nothing of the text."""
    norm = f"({_size(literal) * K1 * (1 - B):.2f}::float8 + {_size(literal) * K1 * B / MEAN:.4f}::float8 * {length})"
    return f"{K1 + 1}::float8 / (1 + {norm} / nullif({taken}, 0)::float8)"


def _size(literal: Literal) -> int:
    """Bytes."""
    return len(literal.folded.encode())


def _weights(names: list[str], paragraphs: float) -> str:
    """One row that holds the inverse document frequency of each literal.

    To count all paragraphs takes as long as the search; their number to a power of two is also the same for every page.
    """
    total = 2 ** round(log2(max(paragraphs, 1)))
    having = ", ".join(f"(count(*) filter (where {name} > 0))::float8 as {name}_in" for name in names)
    weights = ", ".join(
        f"ln(1 + (greatest({total}, {name}_in) - {name}_in + 0.5) / ({name}_in + 0.5)) as {name}_weight" for name in names)
    return f"select {weights} from (select {having} from matches) held"
