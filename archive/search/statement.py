"""One statement that counts, makes the facets and finds the page.

What is found is counted in buckets, a report's part each. For a short word, by relevance, a bucket also knows
its best hit, and the page is then found in the leading buckets alone: so much is left behind by every process
that scans. Else `matches` keeps all that is found. Of a facet's values the most frequent hundred come back.
Relevance is BM25 with k1 1.2 and b 0.75 over paragraphs: a literal's frequency is how often the folded text
holds it; its weight, where paragraphs need not hold all literals, comes of how many do; a length, in bytes,
for characters cost a count, is measured against a usual one. Of equals, the first stored comes first.
"""
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import BooleanField, FloatField, IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from archive.query import And, Literal, Node, Or, Reading
from archive.search.cursors import Key, Place
from archive.search.matching import FOLDED, holding, matching
from archive.text.vocabulary import Part

Statement = tuple[str, tuple]
"""SQL and its parameters."""

UNDATED_LAST = 99_999

RELEVANCE = "relevance"
K1, B = 1.2, 0.75
OFTEN = f"((octet_length({FOLDED}) - octet_length(replace({FOLDED}, %s, ''))) / octet_length(%s))::float8"

STATEMENT = """
with {buckets},
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
COMMON = 2
"""So many characters stand in many paragraphs; words of more are rare."""
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


class Counted(NamedTuple):
    """How the buckets are made, and the page: three keys that put hits in order. Each with its parameters."""
    buckets: str
    values: tuple
    page: str
    page_values: tuple = ()


def statement(rows: QuerySet, reading: Reading, page: Page) -> Statement:
    """All that is asked about those of these paragraphs that the query finds."""
    by_score = page.sort == RELEVANCE and Or not in map(type, _parts(reading))
    leads = by_score and page.beyond is None and _is_common(reading)
    counted = _leading(rows, reading, page) if leads else _kept(rows, reading, page.sort, by_score)
    beyond, place = _beyond(page)
    way = "desc" if page.is_backward else "asc"
    sql = STATEMENT.format(
        buckets=counted.buckets, level=LEVEL, parts=PARTS, most=MOST_VALUES, page=counted.page, beyond=beyond,
        order=f"k1 {way}, k2 {way}, k3 {way}")
    return sql, (*counted.values, *counted.page_values, *place, page.limit, page.offset)


def _is_common(reading: Reading) -> bool:
    """Whether much is likely to be found: only then looking twice costs less than keeping all."""
    return len(reading.literals) == 1 and len(reading.literals[0].folded) <= COMMON


def _leading(rows: QuerySet, reading: Reading, page: Page) -> Counted:
    """The page among the hits of as many buckets as it has hits, those with the best ones."""
    score, values = _scored(reading.literals)
    best = RawSQL(f"array[{score}, -archive_paragraph.id]", values, output_field=FloatField())
    found, found_values = _sql(_in_buckets(matching(rows, reading.root)).annotate(best=best), "bucket", "best")
    there = rows.filter(
        RawSQL("archive_paragraph.report_id = best_bucket.bucket / 8", [], output_field=BooleanField()),
        RawSQL(f"({BUCKET}) = best_bucket.bucket", [], output_field=BooleanField()))
    again, again_values = _sql(holding(there, reading.root).annotate(score=RawSQL(score, values, output_field=FloatField())), "pk", "score")
    return Counted(
        "buckets as materialized (select bucket, count(*) as n, max(best) as best "
        f"from ({found}) found(bucket, best) group by bucket)", found_values,
        "select id, -score as k1, id as k2, 0 as k3 from (select bucket from buckets order by best desc limit %s) best_bucket "
        f"cross join lateral ({again}) hit(id, score)", (page.offset + page.limit, *again_values))


def _kept(rows: QuerySet, reading: Reading, sort: str, by_score: bool) -> Counted:
    """The page among all that is found."""
    rows = _in_buckets(matching(rows, reading.root) if reading.root else rows)
    if sort != RELEVANCE:
        columns, page = ["position"], (
            f"select matches.id, {DATED[sort]}::float8 as k1, report.id as k2, position as k3 "
            "from matches join archive_report report on report.id = bucket / 8")
    elif by_score:
        score, values = _scored(reading.literals)
        rows = rows.annotate(score=RawSQL(score, values, output_field=FloatField()))
        columns, page = ["score"], "select id, -score as k1, id as k2, 0 as k3 from matches"
    else:
        rows, columns, page = _weighed(rows, reading.literals)
    found, values = _sql(rows, "pk", "bucket", *columns)
    return Counted(
        f"matches({', '.join(('id', 'bucket', *columns))}) as materialized ({found}), "
        "buckets as materialized (select bucket, count(*) as n from matches group by bucket)", values, page)


def _in_buckets(rows: QuerySet) -> QuerySet:
    return rows.annotate(bucket=RawSQL(BUCKET, [], output_field=IntegerField()))


def _sql(rows: QuerySet, *columns: str) -> Statement:
    return rows.order_by().values_list(*columns).query.sql_with_params()


def _scored(literals: list[Literal]) -> Statement:
    """How well a paragraph that holds all literals matches."""
    return _score([OFTEN] * len(literals), LENGTH), tuple(literal.folded for literal in literals for _ in range(2))


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
