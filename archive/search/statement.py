"""One statement that counts, makes the facets and finds the page.

A bucket is a report's part. Where much is likely to be found, by relevance, only buckets are counted and
each knows its best hit: the page is then found in the leading buckets alone, and so much is left behind by
every process that scans. By date it is found in the first reports. Else `matches` keeps all that is found. Of
a facet's values the most frequent hundred come back. Relevance is BM25 with k1 1.2 and b 0.75 over paragraphs, in millionths: a literal's
frequency is how often the folded text holds it; its weight, where paragraphs need not hold all literals,
comes of how many do; a length, in bytes, for characters cost a count, is measured against a usual one. Of
equals, the first stored comes first.
"""
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import BigIntegerField, BooleanField, FloatField, IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from archive.query import Literal, Reading
from archive.search.cursors import Key, Place
from archive.search.frequencies import Frequencies
from archive.search.matching import FOLDED, holding, holds_all, matching
from archive.text.vocabulary import Part

Sql = tuple[str, tuple]
"""SQL and its parameters."""

UNDATED_LAST = 99_999

RELEVANCE = "relevance"
K1, B = 1.2, 0.75
TAKEN = "(octet_length({text}) - octet_length(replace({text}, %s, '')))::float8"

STATEMENT = """
with {found},
reports as materialized (
    select bucket / 8 as report_id, {many}::int as n from {counted} group by bucket / 8),
facets as (
    select case grouping(year, place_id, kind, speaker, level)
               when 15 then 'year' when 23 then 'place' when 27 then 'kind' when 29 then 'speaker' else 'level' end as facet,
           coalesce(year::text, place_id, kind, speaker, level) as value, place_id, sum(n) as n
    from (select year, place_id, kind, speaker, {level} as level, n from reports join {report} on id = report_id) found
    group by grouping sets (year, place_id, kind, speaker, level)),
frequent as (
    select *, row_number() over (partition by facet order by n desc, value) as place_among from facets),
page as ({page})
select 'count', count(*)::text, null, coalesce(sum(n), 0), null::float8, null::bigint, null::int from reports
union all select 'part', (array{parts})[bucket %% 8], null, {many}, null, null, null from {counted} group by bucket %% 8
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
MANY = 5_000
"""Where so many paragraphs may be found, looking twice costs less than keeping all, and a plan of its own is worth making."""
MEAN = 180
"""Bytes a paragraph: sixty Han characters, what official prose has. To ask the archive costs as much as a search."""
UNPUBLISHED = "select id from archive_report where status <> 'published'"
"""Said by what is left out, for that is little, and a partial index has it."""
ONE_BY_ONE = "lateral (select year, place_id, kind, speaker, id from archive_report where id = report_id offset 0) report"
"""Where a few reports are found, to look up each costs less than to read them all."""
IDS = 2**33
"""More than there will be paragraphs: a score and an id stand in one number, which is quick to compare."""
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
    """What is found, and the page: three keys that put hits in order. Each with its parameters.

    `counted` names what is counted, by `many`; `report` how the reports are looked up.
    """
    found: str
    values: tuple
    counted: str
    many: str
    report: str
    page: str
    page_values: tuple = ()


class Statement(NamedTuple):
    """What to ask, and whether much is likely to be found: only then a plan made for these words is worth its time."""
    sql: str
    values: tuple
    is_broad: bool


def statement(rows: QuerySet, reading: Reading, page: Page, known: Frequencies) -> Statement:
    """All that is asked about those of these paragraphs that the query finds."""
    is_broad = not reading.root or known.matches(reading.root) >= MANY
    by_score = page.sort == RELEVANCE and (not reading.root or holds_all(reading.root))
    way = "desc" if page.is_backward else "asc"
    if is_broad and page.sort in DATED:
        counted = _dated(rows, reading, page, known, way)
    elif is_broad and by_score and page.beyond is None and len(reading.literals) == 1:
        counted = _leading(rows, reading, page, known)
    else:
        counted = _kept(rows, reading, page.sort, by_score, known)
    beyond, place = _beyond(page)
    sql = STATEMENT.format(
        found=counted.found, counted=counted.counted, many=counted.many, level=LEVEL, report=counted.report, parts=PARTS, most=MOST_VALUES, page=counted.page, beyond=beyond,
        order=f"k1 {way}, k2 {way}, k3 {way}")
    return Statement(sql, (*counted.values, *counted.page_values, *place, page.limit, page.offset), is_broad)


def _leading(rows: QuerySet, reading: Reading, page: Page, known: Frequencies) -> Counted:
    """The page among the hits of as many buckets as it has hits, those with the best ones."""
    score, values = _scored(reading.literals)
    best = RawSQL(f"({score})::bigint * {IDS} - archive_paragraph.id", values, output_field=BigIntegerField())
    found, found_values = _sql(_in_buckets(matching(rows, reading.root, known)).annotate(best=best), "bucket", "best")
    there = rows.filter(
        RawSQL("archive_paragraph.report_id = best_bucket.bucket / 8", [], output_field=BooleanField()),
        RawSQL(f"({BUCKET}) = best_bucket.bucket", [], output_field=BooleanField()))
    again, again_values = _sql(holding(there, reading.root).annotate(score=RawSQL(score, values, output_field=FloatField())), "pk", "score")
    return Counted(
        # Each aggregate would compute a score anew: there is but one that asks for it.
        "buckets as materialized (select bucket, count(*)::int as n, max(best) as best from "
        f"({found}) found(bucket, best) group by bucket having not bucket / 8 in ({UNPUBLISHED}))",
        found_values, "buckets", "sum(n)", "archive_report",
        "select id, -score as k1, id as k2, 0 as k3 from (select bucket from buckets order by best desc limit %s) best_bucket "
        f"cross join lateral ({again}) hit(id, score)", (page.offset + page.limit, *again_values))


def _dated(rows: QuerySet, reading: Reading, page: Page, known: Frequencies, way: str) -> Counted:
    """The page among the hits of the first reports in the order of their years: the rest are counted and not looked at."""
    found, values = _sql(_in_buckets(matching(rows, reading.root, known) if reading.root else rows), "bucket")
    there = rows.filter(RawSQL("archive_paragraph.report_id = dated.id", [], output_field=BooleanField()))
    there, there_values = _sql(holding(there, reading.root) if reading.root else there, "pk", "position")
    bound, bound_values = "", ()
    if page.beyond:
        bound, bound_values = f"where (k1, id) {'<=' if page.is_backward else '>='} (%s::float8, %s::bigint)", page.beyond.key[:2]
    return Counted(
        f"buckets as materialized (select bucket, count(*)::int as n from ({found}) found(bucket) "
        f"group by bucket having not bucket / 8 in ({UNPUBLISHED}))", values, "buckets", "sum(n)", "archive_report",
        f"select hit.id, k1, dated.id as k2, position as k3 from (select * from (select id, {DATED[page.sort]}::float8 as k1 from reports "
        f"join archive_report on id = report_id) every {bound} order by k1 {way}, id {way}) dated "
        f"cross join lateral ({there}) hit(id, position)", (*bound_values, *there_values))


def _kept(rows: QuerySet, reading: Reading, sort: str, by_score: bool, known: Frequencies) -> Counted:
    """The page among all that is found."""
    rows = rows.exclude(RawSQL(f"archive_paragraph.report_id in ({UNPUBLISHED})", [], output_field=BooleanField()))
    is_scored = by_score and sort == RELEVANCE
    rows = _in_buckets(matching(rows, reading.root, known, is_scored) if reading.root else rows)
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
    names = ", ".join(("id", "bucket", *columns))
    if is_scored:
        found = f"select * from ({found} offset 0) scored({names}) where score is not null"
    return Counted(f"matches({names}) as materialized ({found})", values, "matches", "count(*)", ONE_BY_ONE, page)


def _in_buckets(rows: QuerySet) -> QuerySet:
    return rows.annotate(bucket=RawSQL(BUCKET, [], output_field=IntegerField()))


def _sql(rows: QuerySet, *columns: str) -> Sql:
    return rows.order_by().values_list(*columns).query.sql_with_params()


def _scored(literals: list[Literal]) -> Sql:
    """How well a paragraph that holds all literals matches, in millionths; null where it lacks one."""
    taken = [_taken(literal) for literal in literals]
    # What counts only outside wider texts is known to be there, though these may have taken it along.
    terms = " + ".join(_term(f"greatest({sql}, {_size(literal)})" if literal.outside else sql, literal)
                       for (sql, _), literal in zip(taken, literals, strict=True))
    return f"floor(1e6::float8 * ({terms}))", tuple(value for _, values in taken for value in values)


def _taken(literal: Literal) -> Sql:
    """How many bytes of a text a literal takes, in all the places where it stands; the wider texts left aside."""
    text, values = FOLDED, ()
    for context in literal.contexts:
        text, values = f"replace({text}, %s, '')", (*values, context)
    return TAKEN.format(text=text), (*values, *values, literal.folded)


def _weighed(rows: QuerySet, literals: list[Literal]) -> tuple[QuerySet, list[str], str]:
    """The same where paragraphs need not hold all literals: how much one counts is known when all are found."""
    names = _frequencies(literals)
    counts = {name: RawSQL(*_taken(literal), output_field=FloatField()) for name, literal in zip(names, literals, strict=True)}
    found = rows.annotate(**counts, length=RawSQL(LENGTH, [], output_field=IntegerField()))
    terms = " + ".join(f"coalesce({name}_weight * {_term(name, literal, 'length')}, 0)" for name, literal in zip(names, literals, strict=True))
    page = (f"with weights as materialized ({_weights(names)}) "
            f"select id, -floor(1e6::float8 * ({terms})) as k1, id as k2, 0 as k3 from matches, weights")
    return found, [*names, "length"], page


def _term(taken: str, literal: Literal, length: str = LENGTH) -> str:
    """What one literal adds to a score, null where it takes nothing of the text."""
    norm = f"({_size(literal) * K1 * (1 - B):.2f}::float8 + {_size(literal) * K1 * B / MEAN:.4f}::float8 * {length})"
    return f"{K1 + 1}::float8 / (1 + {norm} / nullif({taken}, 0))"


def _size(literal: Literal) -> int:
    """Bytes."""
    return len(literal.folded.encode())


def _frequencies(literals: list[Literal]) -> list[str]:
    return [f"often_{number}" for number in range(len(literals))]


def _weights(names: list[str]) -> str:
    """One row that holds the inverse document frequency of each literal."""
    having = ", ".join(f"(count(*) filter (where {name} > 0))::float8 as {name}_in" for name in names)
    weights = ", ".join(
        f"ln(1 + (greatest(total, {name}_in) - {name}_in + 0.5) / ({name}_in + 0.5)) as {name}_weight" for name in names)
    return f"select {weights} from (select {TOTAL}::float8 as total, {having} from matches) held"


def _beyond(page: Page) -> Sql:
    if page.beyond is None:
        return "", ()
    return f"where (k1, k2, k3) {'<' if page.is_backward else '>'} (%s::float8, %s::bigint, %s::int)", page.beyond.key
