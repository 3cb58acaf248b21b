"""The reports that hold what a query finds: each with how many paragraphs, and the first of them."""
from typing import NamedTuple

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from archive.query import Reading
from archive.search.answers import told
from archive.search.asking import fetched
from archive.search.counting import UNPUBLISHED
from archive.search.cursors import Key
from archive.search.frequencies import frequencies
from archive.search.highlights import highlights
from archive.search.matching import Sql, holding, matching
from archive.search.questions import Question
from archive.search.results import Hit, ReportHit
from archive.search.statement import DATED, RELEVANCE

PASSAGES = 3
"""How many of a report's paragraphs are shown."""
ORDERS = {RELEVANCE: "-n", **DATED}
"""By relevance the report with the most matching paragraphs comes first."""
STATEMENT = """
with found(report_id, n) as materialized (
    select report_id, count(*) from ({found}) found(report_id) group by report_id having not report_id in ({unpublished})),
page as materialized (
    select id, n, k1 from (
        select id, n, {by}::float8 as k1 from found join archive_report on id = report_id) every
    {beyond} order by k1 {way}, id {way} limit %s offset %s)
select page.id, n, k1, array(select passage.id from ({there}) passage(id, position) order by position limit {passages}) from page
order by k1 {way}, id {way}
"""


class Row(NamedTuple):
    """A report's id, how many of its paragraphs are found, what puts it in order, and the ids of the first paragraphs."""
    n: int
    count: int
    k1: float
    passages: list[int]

    @property
    def key(self) -> Key:
        return self.k1, self.n


def asked(question: Question) -> list[Row]:
    return [Row(*row) for row in fetched(statement(question))]


def statement(question: Question) -> Sql:
    page, root = question.page, question.reading.root
    rows = matching(question.left, root, frequencies()) if root else question.rows
    found, found_values = _sql(rows, "report_id")
    there = question.rows.filter(RawSQL("archive_paragraph.report_id = page.id", [], output_field=BooleanField()))
    there, there_values = _sql(holding(there, root) if root else there, "pk", "position")
    beyond, place = "", ()
    if page.beyond:
        beyond, place = f"where (k1, id) {'<' if page.is_backward else '>'} (%s::float8, %s::bigint)", page.beyond.key
    sql = STATEMENT.format(found=found, unpublished=UNPUBLISHED, by=ORDERS[page.sort], beyond=beyond, there=there, passages=PASSAGES,
                           way="desc" if page.is_backward else "asc")
    return sql, (*found_values, *place, page.limit, page.offset, *there_values)


def _sql(rows: QuerySet, *columns: str) -> Sql:
    return rows.order_by().values_list(*columns).query.sql_with_params()


def hits_of(rows: list[Row], reading: Reading) -> list[ReportHit]:
    """The reports of these rows with their passages; one that was taken out in between is left out."""
    stored = told([pk for row in rows for pk in row.passages])
    shown = [(row, [stored[pk] for pk in row.passages if pk in stored]) for row in rows]
    return [ReportHit(passages[0].report, row.count, [Hit(passage, highlights(passage.text, reading)) for passage in passages])
            for row, passages in shown if passages]
