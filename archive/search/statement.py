"""One statement that counts, makes the facets and finds the page.

`matches` is run once; every count is made from it, by way of a row for each report and part. Relevance is
BM25 with k1 1.2 and b 0.75 over paragraphs: a literal's frequency is how often the folded text holds it;
its weight, where paragraphs need not hold all literals, comes of how many do; a length, in bytes, for
characters cost a count, is measured against the mean of all found. Of equals, the first stored comes first.
"""
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import FloatField, IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from archive.query import And, Literal, Node, Or, Reading
from archive.search.cursors import Key, Place
from archive.search.matching import FOLDED

Statement = tuple[str, tuple]
"""SQL and its parameters."""

UNDATED_LAST = 99_999

RELEVANCE = "relevance"
K1, B = 1.2, 0.75
COLUMNS = ("id", "report_id", "part", "position")
OFTEN = f"((octet_length({FOLDED}) - octet_length(replace({FOLDED}, %s, ''))) / octet_length(%s))::float8"

STATEMENT = """
with matches({columns}) as materialized ({matches}),
counted as materialized (
    select report_id, part, count(*) as n from matches group by report_id, part),
reports as materialized (
    select report_id, sum(n) as n from counted group by report_id),
facets as (
    select case grouping(year, place_id, kind, speaker)
               when 7 then 'year' when 11 then 'place' when 13 then 'kind' else 'speaker' end as facet,
           coalesce(year::text, place_id, kind, speaker) as value, place_id, sum(n) as n
    from reports join archive_report report on report.id = reports.report_id
    group by grouping sets (year, place_id, kind, speaker)),
page as ({page})
select 'count', count(*)::text, null, null, coalesce(sum(n), 0)::bigint, null::float8, null::bigint, null::int from reports
union all select 'part', part, null, null, sum(n)::bigint, null, null, null from counted group by part
union all select facet, value, place.name, place.level, n::bigint, null, null, null
    from facets left join archive_place place on place.code = facets.place_id
union all select * from (
    select 'hit', null, null, null, id, k1, k2, k3 from page {beyond} order by {order} limit %s offset %s) hits
"""
TOTAL = "(select sum(paragraph_count) from archive_report where status = 'published')"
MEAN = "(select avg(length) from matches)::float8"
LENGTH = f"octet_length({FOLDED})"
DATED = {"newest": f"coalesce(-year, {UNDATED_LAST})", "oldest": f"coalesce(year, {UNDATED_LAST})"}


class Row(NamedTuple):
    """A row of the answer: the count, with the reports in `value`; a facet's value; or a hit, its id in `n`."""
    what: str
    value: str | None
    label: str | None
    level: str | None
    n: int
    k1: float | None
    k2: int | None
    k3: int | None

    @property
    def key(self) -> Key:
        """The place of a hit in the order."""
        return self.k1, self.k2, self.k3


@dataclass(frozen=True)
class Page:
    """Which hits are wanted: `limit` of them after `offset`, or beyond a place in the order."""
    sort: str
    limit: int
    offset: int = 0
    beyond: Place | None = None

    @property
    def is_backward(self) -> bool:
        return self.beyond is not None and self.beyond.is_backward


def statement(rows: QuerySet, reading: Reading, page: Page) -> Statement:
    """All that is asked about these rows, which are the paragraphs found."""
    literals = reading.literals if page.sort == RELEVANCE else []
    matches, values = _counted_in(rows, literals).query.sql_with_params()
    beyond, place = _beyond(page)
    way = "desc" if page.is_backward else "asc"
    sql = STATEMENT.format(
        columns=", ".join([*COLUMNS, *_frequencies(literals), *(["length"] if literals else [])]), matches=matches,
        page=_page(page.sort, literals, Or in map(type, _parts(reading))),
        beyond=beyond, order=f"k1 {way}, k2 {way}, k3 {way}")
    return sql, (*values, *place, page.limit, page.offset)


def _counted_in(rows: QuerySet, literals: list[Literal]) -> QuerySet:
    """The rows with what their order depends on: how often each literal stands in them, and their length."""
    counts = {name: RawSQL(OFTEN, [literal.folded, literal.folded], output_field=FloatField())
              for name, literal in zip(_frequencies(literals), literals, strict=True)}
    length = {"length": RawSQL(LENGTH, [], output_field=IntegerField())} if literals else {}
    return rows.order_by().annotate(**counts, **length).values_list(
        "pk", "report_id", "part", "position", *counts, *length)


def _frequencies(literals: list[Literal]) -> list[str]:
    return [f"often_{number}" for number in range(len(literals))]


def _parts(reading: Reading) -> tuple[Node, ...]:
    return reading.root.nodes if isinstance(reading.root, And) else (reading.root,)


def _page(sort: str, literals: list[Literal], weighed: bool) -> str:
    if sort != RELEVANCE:
        return (f"select matches.id, {DATED[sort]}::float8 as k1, report_id as k2, position as k3 "
                "from matches join archive_report report on report.id = report_id")
    names = _frequencies(literals)
    length = f"{K1 * (1 - B):.2f}::float8 + {K1 * B:.2f}::float8 / {MEAN} * length"
    terms = [f"{name}_weight * {name} * {K1 + 1}::float8 / ({name} + {length})" for name in names]
    weights = _weights(names) if weighed else "select " + ", ".join(f"1::float8 as {name}_weight" for name in names)
    return (f"with weights as materialized ({weights}) "
            f"select id, -({' + '.join(terms)}) as k1, id as k2, 0 as k3 from matches, weights")


def _weights(names: list[str]) -> str:
    """One row that holds the inverse document frequency of each literal."""
    having = ", ".join(f"(count(*) filter (where {name} > 0))::float8 as {name}_in" for name in names)
    weights = ", ".join(
        f"ln(1 + (greatest(total, {name}_in) - {name}_in + 0.5) / ({name}_in + 0.5)) as {name}_weight" for name in names)
    return f"select {weights} from (select {TOTAL}::float8 as total, {having} from matches) held"


def _beyond(page: Page) -> Statement:
    if page.beyond is None:
        return "", ()
    return f"where (k1, k2, k3) {'<' if page.is_backward else '>'} (%s::float8, %s::bigint, %s::int)", page.beyond.key
