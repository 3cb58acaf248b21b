"""One statement that counts, makes the facets and finds the page.

`matches` is run once and does the costly work, in parallel where much is found: how a paragraph ranks, and
which bucket, a report's part, it is counted in. Of a facet's values the most frequent hundred come back.
Relevance is BM25 with k1 1.2 and b 0.75 over paragraphs: a literal's frequency is how often the folded text
holds it; its weight, where paragraphs need not hold all literals, comes of how many do; a length, in bytes,
for characters cost a count, is measured against a usual one. Of equals, the first stored comes first.
"""
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import FloatField, IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from archive.query import And, Literal, Node, Or, Reading
from archive.search.cursors import Key, Place
from archive.search.matching import FOLDED
from archive.text.vocabulary import Part

Statement = tuple[str, tuple]
"""SQL and its parameters."""

UNDATED_LAST = 99_999

RELEVANCE = "relevance"
K1, B = 1.2, 0.75
OFTEN = f"((octet_length({FOLDED}) - octet_length(replace({FOLDED}, %s, ''))) / octet_length(%s))::float8"

STATEMENT = """
with matches({columns}) as materialized ({found}),
buckets as materialized (
    select bucket, count(*) as n from matches group by bucket),
reports as materialized (
    select bucket / 8 as report_id, sum(n)::bigint as n from buckets group by bucket / 8),
facets as (
    select case grouping(year, place_id, kind, speaker, level)
               when 15 then 'year' when 23 then 'place' when 27 then 'kind' when 29 then 'speaker' else 'level' end as facet,
           coalesce(year::text, place_id, kind, speaker, level) as value, place_id, sum(n)::bigint as n
    from (select report.*, {level} as level, n from reports join lateral (
        select year, place_id, kind, speaker from archive_report where id = report_id offset 0) report on true) found
    group by grouping sets (year, place_id, kind, speaker, level)),
frequent as (
    select *, row_number() over (partition by facet order by n desc, value) as place_among from facets),
page as ({page})
select 'count', count(*)::text, null, coalesce(sum(n), 0)::bigint, null::float8, null::bigint, null::int from reports
union all select 'part', (array{parts})[bucket %% 8], null, sum(n)::bigint, null, null, null from buckets group by bucket %% 8
union all select facet, value, (select name from archive_place where code = place_id), n, null, null, null
    from frequent where place_among <= {most}
union all select * from (
    select 'hit', null, null, id, k1, k2, k3 from page {beyond} order by {order} limit %s offset %s) hits
"""
PARTS = [str(part) for part in Part]
BUCKET = ('archive_paragraph.report_id * 8 + case archive_paragraph.part '
          + " ".join(f"when '{part}' then {number}" for number, part in enumerate(PARTS, 1)) + " else 0 end")
LEVEL = ("case when place_id is null then null when place_id = '000000' then 'nation' when place_id like '%%0000' then 'province' "
         "when place_id like '%%00' then 'prefecture' else 'county' end")
"""A division's level, as its code tells it."""
MOST_VALUES = 100
"""How many values of a facet come back: there are 3,000 places."""
TOTAL = "(select sum(paragraph_count) from archive_report where status = 'published')"
MEAN = 180
"""Bytes a paragraph: sixty Han characters, what official prose has. To ask the archive costs as much as a search."""
LENGTH = f"octet_length({FOLDED})"
DATED = {"newest": f"coalesce(-year, {UNDATED_LAST})", "oldest": f"coalesce(year, {UNDATED_LAST})"}


class Row(NamedTuple):
    """A row of the answer: the count, with the reports in `value`; a facet's value; or a hit, its id in `n`."""
    what: str
    value: str | None
    label: str | None
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
    found, columns, ordered = _ordered(rows, reading, page.sort)
    bucket = RawSQL(BUCKET, [], output_field=IntegerField())
    found_sql, values = found.annotate(bucket=bucket).order_by().values_list("pk", "bucket", *columns).query.sql_with_params()
    beyond, place = _beyond(page)
    way = "desc" if page.is_backward else "asc"
    sql = STATEMENT.format(
        columns=", ".join(("id", "bucket", *columns)), found=found_sql, level=LEVEL, parts=PARTS, most=MOST_VALUES,
        page=ordered, beyond=beyond, order=f"k1 {way}, k2 {way}, k3 {way}")
    return sql, (*values, *place, page.limit, page.offset)


def _ordered(rows: QuerySet, reading: Reading, sort: str) -> tuple[QuerySet, list[str], str]:
    """The paragraphs found, what is kept of each to order them, and the page: three keys that put them in order."""
    if sort != RELEVANCE:
        return rows, ["position"], (
            f"select matches.id, {DATED[sort]}::float8 as k1, report.id as k2, position as k3 "
            "from matches join archive_report report on report.id = bucket / 8")
    literals = reading.literals
    if Or in map(type, _parts(reading)):
        return _weighed(rows, literals)
    values = [value for literal in literals for value in (literal.folded, literal.folded)]
    score = RawSQL(_score([OFTEN] * len(literals), LENGTH), values, output_field=FloatField())
    return rows.annotate(score=score), ["score"], "select id, -score as k1, id as k2, 0 as k3 from matches"


def _weighed(rows: QuerySet, literals: list[Literal]) -> tuple[QuerySet, list[str], str]:
    """The same where paragraphs need not hold all literals: how much one counts is known when all are found."""
    names = _frequencies(literals)
    counts = {name: RawSQL(OFTEN, [literal.folded] * 2, output_field=FloatField())
              for name, literal in zip(names, literals, strict=True)}
    found = rows.annotate(**counts, length=RawSQL(LENGTH, [], output_field=IntegerField()))
    page = (f"with weights as materialized ({_weights(names)}) "
            f"select id, -({_score(names, 'length', '{}_weight * ')}) as k1, id as k2, 0 as k3 from matches, weights")
    return found, [*names, "length"], page


def _score(often: list[str], length: str, weight: str = "") -> str:
    norm = f"({K1 * (1 - B):.2f}::float8 + {K1 * B / MEAN:.4f}::float8 * {length})"
    return " + ".join(f"{weight.format(one)}coalesce({K1 + 1}::float8 / (1 + {norm} / nullif({one}, 0)), 0)" for one in often)


def _frequencies(literals: list[Literal]) -> list[str]:
    return [f"often_{number}" for number in range(len(literals))]


def _parts(reading: Reading) -> tuple[Node, ...]:
    return reading.root.nodes if isinstance(reading.root, And) else (reading.root,)


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
