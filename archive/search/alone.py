"""Where a search finds nothing: what each of its words finds alone, and what it would find without each of its conditions."""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from archive.models import Paragraph, Report
from archive.query import And, Field, Literal, Node, Not, without, written
from archive.search.asking import TooBroad, fetched
from archive.search.counting import UNPUBLISHED
from archive.search.frequencies import frequencies
from archive.search.matching import Condition, held, joined, matching
from archive.search.questions import Question, understood

MOST = 8
"""How many words are looked for one by one, and how many things left out one by one."""


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
class LeftOut:
    """What a search finds with one thing left out of it: a piece of the query, or a facet, by its name."""
    what: str
    is_facet: bool
    query: str
    count: int


@dataclass(frozen=True)
class Alone:
    """`freed` is the query without its fields, which finds so many paragraphs `everywhere`; empty where nothing else is asked."""
    words: list[Word]
    has_conditions: bool
    freed: str
    everywhere: int
    left_out: list[LeftOut]

    @property
    def missing(self) -> list[Word]:
        """What no paragraph holds."""
        return [word for word in self.words if not word.everywhere]

    @property
    def missing_here(self) -> list[Word]:
        """What only the conditions keep from being found."""
        return [word for word in self.words if word.everywhere and not word.here]


@dataclass(frozen=True)
class Limit:
    """A condition of a search: a field of the query, or a facet by its name; and as SQL."""
    what: Node | str
    condition: Condition


def alone(params: Mapping[str, str]) -> Alone | None:
    """Exact counts, in one round trip; None where there is but one thing that can be the reason, or they would take too long."""
    question = understood(params, 1)
    root = question.reading.root
    if not root or question.is_refused:
        return None
    freed, words, limits = without(root, lambda field: True), plain_words(question), limits_of(question)
    if not limits and [freed] == words or not freed and len(limits) < 2:
        return None
    asked = Asked(question, limits)
    ways = asked.left_out()
    tried = list(dict.fromkeys([*([freed] if freed else []), *words]))
    try:
        [row] = fetched(put_together([*map(asked.alone, tried), *ways.values()]))
    except TooBroad:
        return None
    counts = dict(zip(tried, row, strict=False))
    return Alone([word_of(word, root, counts) for word in words], bool(limits), written(freed) if freed else "",
                 counts[freed][0] if freed else 0, left_out(asked, ways, row[len(tried):]))


def word_of(word: Literal, root: Node, counts: Mapping[Node, list[int]]) -> Word:
    fields = conditions(root)
    return Word(written(word), written(And((word, *fields))) if fields else written(word), *counts[word])


def plain_words(question: Question) -> list[Literal]:
    """The words that are looked for, each as it stands, whatever it must not stand in."""
    return list(dict.fromkeys(replace(literal, outside=()) for literal in question.reading.literals))[:MOST]


def conditions(root: Node) -> list[Node]:
    """The fields that all of a query is under."""
    nodes = root.nodes if isinstance(root, And) else (root,)
    return [node for node in nodes if isinstance(node.node if isinstance(node, Not) else node, Field)]


def pieces(root: Node) -> tuple[Node, ...]:
    """What must all hold."""
    return root.nodes if isinstance(root, And) else (root,)


def together(nodes: Sequence[Node]) -> Node | None:
    """A query for these; None where they ask for nothing."""
    if all(isinstance(node, Not) for node in nodes):
        return None
    return And(tuple(nodes)) if len(nodes) > 1 else nodes[0]


def limits_of(question: Question) -> list[Limit]:
    """The conditions that all of a search is under: the fields of its query, those on its reports, and the parts."""
    found = [Limit(field, held(field)) for field in conditions(question.reading.root)]
    for name, condition in question.narrowing.conditions.items():
        sql, values = Report.objects.filter(condition).order_by().values_list("pk").query.sql_with_params()
        found.append(Limit(name, (f"archive_paragraph.report_id in ({sql})", values)))
    if parts := question.narrowing.parts:
        found.append(Limit("part", ("archive_paragraph.part = any(%s)", (list(parts),))))
    return found


class Asked:
    """What is counted for a question under limits, as SQL of arrays of numbers."""

    def __init__(self, question: Question, limits: list[Limit]):
        self.known, self.limits, self.root = frequencies(), limits, question.reading.root
        self.rest = list(dict.fromkeys(node for node in pieces(self.root) if node not in conditions(self.root)))

    def alone(self, node: Node) -> Condition:
        """How many a node finds, in all and under the limits; judged as it is found, and looked for once."""
        return counts(self.found(node), [under(self.limits)], "count(*), count(*) filter (where limit0)")

    def left_out(self) -> dict[Node | str, Condition]:
        """Of the first things that may be left out, what is found then: of the limits at once, of the rest each for itself.

        Of two bare words each is what the other leaves.
        """
        found: dict[Node | str, Condition] = {}
        rest = together(self.rest) if self.rest else None
        if self.limits and (rest or not self.rest):
            found["limits"] = self.without_each_limit(rest)
        if len(self.rest) > 2 or len(self.rest) == 2 and not all(isinstance(node, Literal) and not node.outside for node in self.rest):
            for node in self.rest[:MOST]:
                if others := together([other for other in self.rest if other != node]):
                    found[node] = counts(self.found(others), [under(self.limits)], "count(*) filter (where limit0)")
        return found

    def without_each_limit(self, rest: Node | None) -> Condition:
        tried = range(min(len(self.limits), MOST))
        every = range(len(self.limits))
        filters = [" and ".join(f"limit{other}" for other in every if other != left) or "true" for left in tried]
        return counts(self.found(rest), [limit.condition for limit in self.limits], ", ".join(f"count(*) filter (where {one})" for one in filters))

    def found(self, node: Node | None) -> QuerySet:
        public = Paragraph.objects.exclude(RawSQL(f"archive_paragraph.report_id in ({UNPUBLISHED})", [], output_field=BooleanField()))
        return matching(public, node, self.known) if node else public


def under(limits: list[Limit]) -> Condition:
    return joined(" and ", [limit.condition for limit in limits]) if limits else ("true", ())


def counts(rows: QuerySet, conditions: list[Condition], numbers: str) -> Condition:
    """SQL of an array of numbers of rows, for each of which the conditions are judged as `limit0`, `limit1` …"""
    names = [f"limit{number}" for number in range(len(conditions))]
    judged = {name: RawSQL(*condition, output_field=BooleanField()) for name, condition in zip(names, conditions, strict=True)}  # noqa: S611 (no text of a reader's in it)
    sql, values = rows.order_by().annotate(**judged).values_list(*names).query.sql_with_params()
    return f"(select array[{numbers}] from ({sql}) found({', '.join(names)}))", values


def put_together(arrays: Sequence[Condition]) -> Condition:
    return f"select {', '.join(sql for sql, _ in arrays)}", tuple(value for _, values in arrays for value in values)


def left_out(asked: Asked, ways: Iterable[Node | str], numbers: Sequence[list[int]]) -> list[LeftOut]:
    """What the numbers tell of what was left out, each with the query that gives it."""
    told: list[LeftOut] = []
    for what, counted in zip(ways, numbers, strict=True):
        things = [limit.what for limit in asked.limits] if what == "limits" else [what]
        told += [left_out_of(asked.root, thing, count) for thing, count in zip(things, counted, strict=False)]
    return told


def left_out_of(root: Node, what: Node | str, count: int) -> LeftOut:
    if isinstance(what, str):
        return LeftOut(what, True, written(root), count)
    others = [node for node in pieces(root) if node != what]
    return LeftOut(written(what), False, written(And(tuple(others)) if len(others) > 1 else others[0]) if others else "", count)
