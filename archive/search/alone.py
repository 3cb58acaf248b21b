"""Where a search finds nothing: what each of its words finds alone, and what it would find without its conditions."""
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from archive.models import Paragraph, Report
from archive.query import And, Field, Literal, Node, Not, Or, written
from archive.search.asking import TooBroad, fetched
from archive.search.frequencies import Frequencies, frequencies
from archive.search.matching import Condition, held, joined, matching
from archive.search.questions import Question, understood
from archive.search.statement import UNPUBLISHED

MOST = 8
"""How many words are looked for one by one."""


@dataclass(frozen=True)
class Word:
    """A word of a query, and how many paragraphs hold it: in all, and under the query's conditions.

    `query` asks for it alone, `query_here` together with the fields of the query.
    """
    query: str
    query_here: str
    everywhere: int
    here: int


@dataclass(frozen=True)
class Alone:
    """`freed` is the query without its fields, which finds so many paragraphs `everywhere`."""
    words: list[Word]
    has_conditions: bool
    freed: str
    everywhere: int

    @property
    def missing(self) -> list[Word]:
        """What no paragraph holds."""
        return [word for word in self.words if not word.everywhere]

    @property
    def missing_here(self) -> list[Word]:
        """What only the conditions keep from being found."""
        return [word for word in self.words if word.everywhere and not word.here]


def alone(params: Mapping[str, str]) -> Alone | None:
    """Exact counts, in one round trip; None where the query is a bare word, or they would take too long."""
    question = understood(params, 1)
    root = question.reading.root
    freed = without_fields(root) if root else None
    words = plain_words(question)
    has_conditions = bool(question.chosen) or freed != root
    if not freed or question.is_refused or not has_conditions and [freed] == words:
        return None
    try:
        counts = counted(question, list(dict.fromkeys([freed, *words])))
    except TooBroad:
        return None
    fields = conditions(root)
    return Alone(
        [Word(written(word), written(And((word, *fields))) if fields else written(word), *counts[word]) for word in words],
        has_conditions, written(freed), counts[freed][0])


def plain_words(question: Question) -> list[Literal]:
    """The words that are looked for, each as it stands, whatever it must not stand in."""
    return list(dict.fromkeys(replace(literal, outside=()) for literal in question.reading.literals))[:MOST]


def without_fields(node: Node) -> Node | None:
    """What of a query is about words."""
    match node:
        case Field():
            return None
        case Not(inner):
            kept = without_fields(inner)
            return Not(kept) if kept else None
        case And(nodes) | Or(nodes):
            parts = [kept for part in nodes if (kept := without_fields(part))]
            return type(node)(tuple(parts)) if len(parts) > 1 else parts[0] if parts and not isinstance(parts[0], Not) else None
    return node


def conditions(root: Node) -> list[Node]:
    """The fields that all of a query is under."""
    nodes = root.nodes if isinstance(root, And) else (root,)
    return [node for node in nodes if isinstance(node.node if isinstance(node, Not) else node, Field)]


def counted(question: Question, nodes: list[Node]) -> dict[Node, list[int]]:
    """How many public paragraphs each node finds, in all and under the question's conditions."""
    found = [count(node, here(question), frequencies()) for node in nodes]
    [row] = fetched((f"select {', '.join(sql for sql, _ in found)}", tuple(value for _, values in found for value in values)))
    return dict(zip(nodes, row, strict=True))


def count(node: Node, here: Condition, known: Frequencies) -> Condition:
    """SQL of two numbers: what is found is judged by the conditions as it is counted, and looked for once."""
    public = Paragraph.objects.exclude(RawSQL(f"archive_paragraph.report_id in ({UNPUBLISHED})", [], output_field=BooleanField()))
    rows = matching(public, node, known).order_by().annotate(here=RawSQL(*here, output_field=BooleanField()))  # noqa: S611 (no text of a reader's in it)
    sql, values = rows.values_list("here").query.sql_with_params()
    return f"(select array[count(*), count(*) filter (where here)] from ({sql}) found(here))", values


def here(question: Question) -> Condition:
    """Whether a paragraph is under the conditions: those of its report, of its part, and the fields of the query."""
    asked = [held(field) for field in conditions(question.reading.root)]
    if of_reports := question.narrowing.conditions:
        sql, values = Report.objects.filter(*of_reports.values()).order_by().values_list("pk").query.sql_with_params()
        asked.append((f"archive_paragraph.report_id in ({sql})", values))
    if parts := question.narrowing.parts:
        asked.append(("archive_paragraph.part = any(%s)", (list(parts),)))
    return joined(" and ", asked) if asked else ("true", ())
