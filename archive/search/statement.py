"""One statement that counts, makes the facets and finds the page.

What is found is counted by report and part, before it is narrowed, for each facet tells what another choice of its own would
give; little that nothing narrows is told uncounted. A report's facets are known beforehand: `reports`. Where much is likely to
be found, by relevance, only the counts are kept, and each report's best hit: the page is then found in the leading reports
alone, and so much is left behind by every process that scans. By date it is found in the first reports. Else `matches` keeps
all that is found. What the facets tell of it is added up behind it: `sums`.
Of equals, titles and headings come first, then what was stored first.
"""
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from django.db.models import BooleanField, FloatField, Q, QuerySet
from django.db.models.expressions import RawSQL

from archive.models import Paragraph, Report
from archive.query import Reading
from archive.search import tallies
from archive.search.asking import WRITING
from archive.search.counting import PARTS, UNPUBLISHED, counted, in_reports, with_best
from archive.search.cursors import Place
from archive.search.frequencies import Frequencies
from archive.search.matching import Sql, asks_patterns, holding, holds_all, matching
from archive.search.narrowing import Narrowing
from archive.search.relevance import scored, weighed
from archive.search.reports import CHANGED, STARTED
from archive.search.sums import IN_PART
from archive.text.vocabulary import Part

UNDATED_LAST = 99_999

RELEVANCE = "relevance"

STATEMENT = """
with {steps}
select 'found', null::text, null::bigint, null::float8, null::bigint, null::int, (select {numbers})
{in_parts}
union all select 'places', (select value #>> '{{}}' from archive_setting where name = 'places changed'), null, null, null, null, null
union all {hits}
union all {snapshot}
{tallied}
union all {changed}
"""
"""Its rows are those of `sums.Row`."""
HITS = """select * from (
    select 'hit', null::text, id, k1, k2, k3, null::bigint[] from ({page}) page {beyond} order by k1 {turn}, k2 {turn}, k3 {turn} limit %s offset %s) hits"""
# Who has written something sees more than the snapshot says.
SNAPSHOT = f"""select 'snapshot', case when {WRITING} = 0 then pg_current_snapshot()::text end, to_regclass('archive_report')::oid::bigint, {STARTED}, null, null, null"""
TALLIED = "union all select 'tally', literal, null, null, null, null, null from archive_tally where literal = %s"
JUDGED = "materialized (select counted.*, year, fails from counted join {})"
UNJUDGED = "not materialized (select counted.*, 0 as fails from counted)", ()
"""Where every report passes, and its year is not asked for."""
NUMBERS = "array[array_agg(report_id), array_agg(n::bigint){}] from judged"
UNCOUNTED = f"array[array_agg(report_id * {IN_PART} + coalesce(ascii(part), 0))] from matches"
"""Of little, it costs less to tell the report and the part of each than to count."""
PARTS_TOLD = "union all select 'part', part, n, null, null, null, null from ({}) told(part, n)"
MANY = 5_000
"""Where so many paragraphs may be found, looking twice costs less than keeping all, and a plan of its own is worth making."""
_NAMED = ", ".join(f"('{part}', {part})" for part in Part)
_SUMS = ", ".join(f"sum({part}) as {part}" for part in PARTS)
IN_PARTS = f"select part, n from (select {_SUMS} from judged where fails = 0) passing cross join lateral (values {_NAMED}, (null, others)) told(part, n)"
UNNARROWED = ("select report_id, count(*)::int as n from matches group by report_id", ()), "select part, count(*) from matches group by part"
"""How much of `matches`, of public reports alone, each report holds and each part, where every report passes."""
DATED = {"newest": f"coalesce(-year, {UNDATED_LAST})", "oldest": f"coalesce(year, {UNDATED_LAST})"}
YEARLY = {sort: (f"select report_id, ({year})::float8 from judged where fails = 0 and n > 0", ()) for sort, year in DATED.items()}
"""The reports that hold something of what is asked for, and the first key."""


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


class Way(NamedTuple):
    """What is found, how much of it each report holds, how much each part, and the page: three keys that put hits in order. With parameters."""
    found: Sql
    counted: Sql
    in_parts: str
    one_by_one: bool
    page: Sql


class Statement(NamedTuple):
    """What to ask under `answers.settings_of`, `Reports.seen` to be added to the values; and whether much is likely to be found: only then a plan made for these words is worth its time."""
    sql: str
    values: tuple
    is_broad: bool
    is_tallied: bool
    """Whether the counts are those of a tally: then a row says that there is one, and without it nothing is told."""
    is_patterned: bool = False
    """Whether a pattern is asked of many texts: two processes do that sooner, and the planner takes it for cheap."""


def statement(reading: Reading, narrowing: Narrowing, page: Page, known: Frequencies) -> Statement:
    """All that is asked about the paragraphs that the query finds."""
    is_broad = not reading.root or known.matches(reading.root) >= MANY
    by_score = page.sort == RELEVANCE and (not reading.root or holds_all(reading.root))
    is_led = by_score and page.beyond is None and len(reading.literals) == 1
    tally = tallies.told(reading.root) if is_broad and (is_led or page.sort in DATED) and tallies.is_told(reading.root, narrowing, known) else None
    if not reading.root and not narrowing.parts:
        way = _browsed(narrowing, page)
    elif is_broad and page.sort in DATED:
        way = _dated(reading, narrowing, page, tally or counted(in_reports(_found(reading, known)), narrowing))
    elif is_broad and is_led:
        way = _leading(reading, narrowing, page, tally or counted(with_best(_found(reading, known), reading.literals), narrowing, has_best=True))
    else:
        way = _kept(reading, narrowing, page.sort, by_score, known)
    asking = _written(way, narrowing, page, is_broad, reading.root.folded if tally else None)
    return asking._replace(is_patterned=is_broad and asks_patterns(reading.root))


def another_page(reading: Reading, narrowing: Narrowing, page: Page, years: Sequence[str | None]) -> Statement:
    """The hits of a page by date alone, where it is known in which years there are any."""
    dated, undated = Q(year__in=[int(year) for year in years if year]), Q(year__isnull=True)
    reports = Report.objects.public().filter(dated | undated if None in years else dated, *narrowing.conditions.values())
    every = _sql(reports.annotate(k1=RawSQL(f"({DATED[page.sort]})::float8", [], output_field=FloatField())), "pk", "k1")
    sql, values = _hits(_among_dated(_rows(reading), narrowing, page, every), page)
    return Statement(f"{sql} union all {SNAPSHOT}", values, is_broad=True, is_tallied=False)


def _written(way: Way, narrowing: Narrowing, page: Page, is_broad: bool, tallied: str | None) -> Statement:
    steps, numbers, in_parts = [way.found] if way.found[0] else [], UNCOUNTED, ""
    if is_broad or narrowing or page.sort != RELEVANCE:
        judged, judging = _judged(way, narrowing, page)
        steps += (f"counted as materialized ({way.counted[0]})", way.counted[1]), (f"judged as {judged}", judging)
        numbers, in_parts = NUMBERS.format(", array_agg(fails::bigint)" if narrowing.conditions else ""), PARTS_TOLD.format(way.in_parts)
    hits, found = _hits(way.page, page)
    sql = STATEMENT.format(
        steps=",\n".join(step for step, _ in steps), numbers=numbers, in_parts=in_parts, hits=hits, snapshot=SNAPSHOT, tallied=TALLIED if tallied else "", changed=CHANGED)
    return Statement(sql, (*chain.from_iterable(values for _, values in steps), *found, *([tallied] if tallied else [])), is_broad, bool(tallied))


def _judged(way: Way, narrowing: Narrowing, page: Page) -> Sql:
    """What each report holds, with what its filters say of it."""
    if not narrowing.conditions and page.sort not in DATED:
        return UNJUDGED
    report, values = narrowing.reports(way.one_by_one)
    return JUDGED.format(report), values


def _hits(found: Sql, page: Page) -> Sql:
    """Those of the page, put in order by three keys."""
    beyond, place = _beyond(page)
    return HITS.format(page=found[0], beyond=beyond, turn="desc" if page.is_backward else "asc"), (*found[1], *place, page.limit, page.offset)


def _browsed(narrowing: Narrowing, page: Page) -> Way:
    """Nothing is looked for: a report knows how many paragraphs it has."""
    return Way(
        ("", ()), ("select id as report_id, paragraph_count as n from archive_report where status = 'published'", ()),
        "select part, count(*) from archive_paragraph join judged using (report_id) where fails = 0 group by part", False,
        _among_dated(Paragraph.objects.all(), narrowing, page, YEARLY[page.sort]))


def _leading(reading: Reading, narrowing: Narrowing, page: Page, counts: Sql) -> Way:
    """The page among the hits of as many reports as it has hits, those with the best ones."""
    score, values = scored(reading.literals)
    there = _in_parts(Paragraph.objects.filter(RawSQL("archive_paragraph.report_id = best_report.report_id", [], output_field=BooleanField())), narrowing)
    again, again_values = _sql(holding(there, reading.root).annotate(score=RawSQL(score, values, output_field=FloatField())), "pk", "score")
    return Way(("", ()), counts, IN_PARTS, False, (
        "select id, -score as k1, id as k2, 0 as k3 from (select report_id from judged where fails = 0 and n > 0 order by best desc limit %s) best_report "
        f"cross join lateral ({again}) hit(id, score)", (page.offset + page.limit, *again_values)))


def _dated(reading: Reading, narrowing: Narrowing, page: Page, counts: Sql) -> Way:
    """The page among the hits of the first reports in the order of their years: the rest are counted and not looked at."""
    return Way(("", ()), counts, IN_PARTS, False, _among_dated(_rows(reading), narrowing, page, YEARLY[page.sort]))


def _rows(reading: Reading) -> QuerySet:
    rows = Paragraph.objects.all()
    return holding(rows, reading.root) if reading.root else rows


def _among_dated(rows: QuerySet, narrowing: Narrowing, page: Page, every: Sql) -> Sql:
    """Of these rows those in `every` report, which has an id and the first key. One report after the other, for the first few have the page."""
    way = "desc" if page.is_backward else "asc"
    there = rows.filter(RawSQL("archive_paragraph.report_id = dated.id", [], output_field=BooleanField()))
    there, there_values = _sql(_in_parts(there, narrowing), "pk", "position")
    bound, bound_values = "", ()
    if page.beyond:
        bound, bound_values = f"where (k1, id) {'<=' if page.is_backward else '>='} (%s::float8, %s::bigint)", page.beyond.key[:2]
    return (f"select hit.id, k1, dated.id as k2, position as k3 from (select * from ({every[0]}) every(id, k1) {bound} order by k1 {way}, id {way}) dated "
            f"cross join lateral ({there} offset 0) hit(id, position)", (*every[1], *bound_values, *there_values))


def _kept(reading: Reading, narrowing: Narrowing, sort: str, by_score: bool, known: Frequencies) -> Way:
    """The page among all that is found."""
    is_scored = by_score and sort == RELEVANCE
    rows = _found(reading, known, is_scored).exclude(RawSQL(f"archive_paragraph.report_id in ({UNPUBLISHED})", [], output_field=BooleanField()))
    among, passing = _passing(narrowing, sort != RELEVANCE)
    weights = ""
    if sort != RELEVANCE:
        columns, keys = ["position"], f"{DATED[sort]}::float8 as k1, report_id as k2, position as k3"
    elif by_score:
        score, values = scored(reading.literals)
        rows = rows.annotate(score=RawSQL(score, values, output_field=FloatField()))
        columns, keys = ["score"], "-score as k1, id as k2, 0 as k3"
    else:
        rows, columns, score, weights = weighed(rows, reading.literals, known.paragraphs)
        keys, weights, among = f"-({score}) as k1, id as k2, 0 as k3", f"with weights as materialized ({weights})", f"{among} cross join weights"
    found, values = _sql(rows, "pk", "report_id", "part", *columns)
    names = ", ".join(("id", "report_id", "part", *columns))
    if is_scored:
        found = f"select * from ({found} offset 0) scored({names}) where score is not null"
    counts, in_parts = (counted(("select report_id, part from matches", ()), narrowing), IN_PARTS) if narrowing else UNNARROWED
    return Way((f"matches({names}) as materialized ({found})", values), counts, in_parts, True, (f"{weights} select id, {keys} from {among} where {passing}", ()))


def _passing(narrowing: Narrowing, is_dated: bool) -> tuple[str, str]:
    """The matches that all filters leave, with their reports where these are asked about."""
    if not narrowing.conditions and not is_dated:
        return "matches", narrowing.in_parts
    # The planner takes both for a row each, and would look through one for every row of the other: in a full join it cannot.
    return (f"(select * from matches where {narrowing.in_parts}) left_over full join judged using (report_id)", "coalesce(fails, 1) = 0 and coalesce(id, 0) > 0")


def _found(reading: Reading, known: Frequencies, is_scored: bool = False) -> QuerySet:
    rows = Paragraph.objects.all()
    return matching(rows, reading.root, known, is_scored) if reading.root else rows


def _in_parts(rows: QuerySet, narrowing: Narrowing) -> QuerySet:
    return rows.filter(part__in=narrowing.parts) if narrowing.parts else rows


def _sql(rows: QuerySet, *columns: str) -> Sql:
    return rows.order_by().values_list(*columns).query.sql_with_params()


def _beyond(page: Page) -> Sql:
    if page.beyond is None:
        return "", ()
    return f"where (k1, k2, k3) {'<' if page.is_backward else '>'} (%s::float8, %s::bigint, %s::int)", page.beyond.key
