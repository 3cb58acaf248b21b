"""How much of what is found each report holds, as SQL: in the parts that are asked for, in each part, and its best hit."""
from django.db.models import BigIntegerField, QuerySet
from django.db.models.expressions import RawSQL

from archive.query import Literal
from archive.search.matching import Sql
from archive.search.narrowing import Narrowing
from archive.search.relevance import scored
from archive.text.vocabulary import Part

PARTS = (*map(str, Part), "others")
"""The columns of what each part of a report holds."""
COUNTS = ", ".join([*(f"count(*) filter (where part = '{part}')::int as {part}" for part in Part), "count(*) filter (where part is null)::int as others"])
UNPUBLISHED = "select id from archive_report where status <> 'published'"
"""Said by what is left out, for that is little, and a partial index has it."""
IDS = 2**33
"""More than there will be paragraphs: a score, below 2**30, and an id stand in one number, which is quick to compare."""


def counted(found: Sql, narrowing: Narrowing, *, has_best: bool = False) -> Sql:
    """For each report that is published `report_id`, `n` by the filter on parts, the columns of PARTS and perhaps `best`.

    What is found has `report_id` and `part`, and `best` where that is wanted.
    """
    sql, values = grouped(found, f"filter (where {narrowing.in_parts})" if narrowing.parts else "", has_best=has_best)
    return f"{sql} having not report_id in ({UNPUBLISHED})", values


def grouped(found: Sql, left: str = "", *, has_best: bool = False) -> Sql:
    """The same of every report; `left` is the filter on parts."""
    names, best = ("report_id, part, best", f", max(best) {left} as best") if has_best else ("report_id, part", "")
    # Each aggregate would compute a score anew: there is but one that asks for it.
    return f"select report_id, (count(*) {left})::int as n, {COUNTS}{best} from ({found[0]}) found({names}) group by report_id", found[1]


def with_best(rows: QuerySet, literals: list[Literal]) -> Sql:
    """These paragraphs with how well each matches, of equals the one stored first."""
    score, values = scored(literals)
    best = RawSQL(f"({score})::bigint * {IDS} - archive_paragraph.id", values, output_field=BigIntegerField())
    return rows.annotate(best=best).order_by().values_list("report_id", "part", "best").query.sql_with_params()


def in_reports(rows: QuerySet) -> Sql:
    """These paragraphs, for their number alone."""
    return rows.order_by().values_list("report_id", "part").query.sql_with_params()
