"""Every place a line: the concordance of all that is found, counted, put in order and paged by one statement.

By date the lines of the first reports are made and the rest counted. By context a line's key is the folded text on that
side, as much of it as is shown, character by character in the order of their codes, on the left from the match backward,
words first, then signs, then what has nothing on that side; of lines with the same key the paragraph stored first comes
first. Where the query is one literal that stands wherever it is written, the pieces between its places are the keys; else
each place is made first and its key cut from the text.
"""
from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from archive.query import Literal
from archive.search.answers import told
from archive.search.asking import fetched
from archive.search.concordance import CONTEXT, line
from archive.search.counting import UNPUBLISHED
from archive.search.cursors import Key
from archive.search.frequencies import frequencies
from archive.search.highlights import read_span
from archive.search.matching import Sql, holding, matching
from archive.search.questions import Question
from archive.search.results import LineHit
from archive.search.spans import is_plain, sources, spans, tally
from archive.search.statement import DATED
from archive.text.fold import fold_with_offsets

KEYS: Mapping[str, str] = {
    "left": f"reverse(substr(found.folded, greatest(start - {CONTEXT}, 0) + 1, least(start, {CONTEXT})))",
    "right": f"substr(found.folded, stop + 1, {CONTEXT})",
}
RANK = """case when ascii(side) >= 13312 or left(side, 1) = '〇' or left(side, 1) between '0' and '9' or left(side, 1) between 'a' and 'z' then '0'
    when side = '' then '2' else '1' end"""
"""Words come before signs, and these before nothing: a common word is mostly at the edge of a clause."""
AROUND = """
with found(id, folded) as not materialized ({found})
select 'count', coalesce(sum({tally}), 0)::bigint, null::int, null::int, null::text, null::bigint, null::int, null::int from found
union all select * from (
    select 'line', id, start, stop, k1, id as k2, start as k3, stop as k4
    from (select id, start, stop, {rank} || side as k1
          from (select id, start, stop, {key} collate "C" as side from found cross join lateral ({spans}) span offset 0) beside) made
    {beyond} order by {order} limit %s offset %s) lines
"""
# Without "offset 0" the key would be made anew wherever it is named.
# The number of a piece stands for its place: where that is, is found out for the page alone.
BETWEEN = """
with found(id, folded) as not materialized ({found})
select 'count', coalesce(sum({tally}), 0)::bigint, null::int, null::int, null::text, null::bigint, null::int, null::int from found
union all select * from (
    select 'line', id, start, start + {size}, k1, id, k3, 0
    from (select id, k1, k3 from (
              select id, {rank} || side as k1, id as k2, k3, 0 as k4 from (
                  select id, {key} collate "C" as side, {number}::int as k3
                  from found cross join lateral unnest({pieces}) with ordinality pieces(piece, nth) {where} offset 0) beside) made
          {beyond} order by {order} limit %s offset %s) page
    join archive_paragraph using (id)
    cross join lateral (select length(array_to_string((string_to_array(folded, %s))[:k3], %s)) as start) begun
    order by k1 {way}, id {way}, k3 {way}) lines
"""
PIECES = "string_to_array(found.folded, %s)"
# Without "offset 0" the planner, misjudging how much is found, reads the archive through once instead of a few reports.
BY_DATE = """
with found(report_id, folded) as not materialized ({found}),
counted as materialized (select report_id, sum({tally})::bigint as n from found group by report_id)
select 'count', coalesce(sum(n), 0)::bigint, null::int, null::int, null::float8, null::bigint, null::int, null::int, null::int from counted
union all select * from (
    select 'line', found.id, start, stop, k1, dated.id as k2, position as k3, start as k4, stop as k5
    from (select * from (select id, {dated}::float8 as k1 from counted join archive_report on id = report_id where n > 0) every
          {bound} order by k1 {way}, id {way}) dated
    cross join lateral ({there} offset 0) found(id, position, folded)
    cross join lateral ({spans}) span
    {beyond} order by {order} limit %s offset %s) lines
"""


class Row(NamedTuple):
    """A line: the paragraph's id and the place in its folded text; or, with neither, how many lines there are."""
    what: str
    n: int
    start: int
    stop: int
    key: Key


def asked(question: Question) -> list[Row]:
    return [Row(*row[:4], row[4:]) for row in fetched(statement(question))]


def statement(question: Question) -> Sql:
    wanted, sort = sources(question.reading.root), question.page.sort
    if sort in DATED:
        return _by_date(question)
    if len(wanted) == 1 and is_plain(wanted[0]):
        return _between(question, wanted[0])
    return _around(question)


def _by_date(question: Question) -> Sql:
    page, wanted = question.page, sources(question.reading.root)
    (found, found_values), (count, count_values), (places, places_values) = _found(question, "report_id", "folded"), tally(wanted), spans(wanted)
    rows = question.rows.filter(_condition("archive_paragraph.report_id = dated.id"))
    there, there_values = _sql(holding(rows, question.reading.root), "pk", "position", "folded")
    bound, bound_values = "", ()
    if page.beyond:
        bound, bound_values = f"where (k1, id) {'<=' if page.is_backward else '>='} (%s::float8, %s::bigint)", page.beyond.key[:2]
    beyond, place = _beyond(question, "dated.k1", "dated.id", "position", "start", "stop")
    sql = BY_DATE.format(found=found, tally=count, dated=DATED[page.sort], there=there, spans=places, bound=bound, beyond=beyond,
                         way=_way(question), order=_order(question, 5))
    return sql, (*found_values, *count_values, *bound_values, *there_values, *places_values, *place, page.limit, page.offset)


def _around(question: Question) -> Sql:
    page, wanted = question.page, sources(question.reading.root)
    (found, found_values), (count, count_values), (places, places_values) = _found(question, "pk", "folded"), tally(wanted), spans(wanted)
    beyond, place = _beyond(question, "k1", "id", "start", "stop")
    sql = AROUND.format(found=found, rank=RANK, tally=count, key=KEYS[page.sort], spans=places, beyond=beyond, order=_order(question, 4))
    return sql, (*found_values, *count_values, *places_values, *place, page.limit, page.offset)


def _between(question: Question, literal: Literal) -> Sql:
    page, folded = question.page, literal.folded
    (found, found_values), (count, count_values) = _found(question, "pk", "folded"), tally([literal])
    if page.sort == "left":
        # A piece as long as the context, or the text's first, is all of it; else the pieces before it go on.
        key, number, where, pieces = (
            f"reverse(case when length(piece) >= {CONTEXT} or nth = 1 then right(piece, {CONTEXT}) "
            f"else right(array_to_string(({PIECES})[greatest(1, nth - {CONTEXT}):nth], %s), {CONTEXT}) end)", "nth", "", f"trim_array({PIECES}, 1)")
    else:
        key, number, where, pieces = (
            f"case when length(piece) >= {CONTEXT} then left(piece, {CONTEXT}) "
            f"else left(array_to_string(({PIECES})[nth:nth + {CONTEXT}], %s), {CONTEXT}) end", "(nth - 1)", "where nth > 1", PIECES)
    beyond, place = _beyond(question, "k1", "k2", "k3", "k4")
    sql = BETWEEN.format(found=found, rank=RANK, tally=count, size=len(folded), key=key, number=number, pieces=pieces, where=where, beyond=beyond,
                         order=_order(question, 4), way=_way(question))
    return sql, (*found_values, *count_values, folded, folded, folded, *place, page.limit, page.offset, folded, folded)


def _found(question: Question, *columns: str) -> Sql:
    rows = question.left.exclude(_condition(f"archive_paragraph.report_id in ({UNPUBLISHED})"))
    return _sql(matching(rows, question.reading.root, frequencies()), *columns)


def _condition(sql: str) -> RawSQL:
    return RawSQL(sql, [], output_field=BooleanField())


def _sql(rows: QuerySet, *columns: str) -> Sql:
    return rows.order_by().values_list(*columns).query.sql_with_params()


def _way(question: Question) -> str:
    return "desc" if question.page.is_backward else "asc"


def _order(question: Question, keys: int) -> str:
    return ", ".join(f"k{number} {_way(question)}" for number in range(1, keys + 1))


def _beyond(question: Question, *columns: str) -> Sql:
    page = question.page
    if page.beyond is None:
        return "", ()
    kinds = ["text" if page.sort in KEYS else "float8"] + ["bigint"] * (len(columns) - 1)
    values = ", ".join(f"%s::{kind}" for kind in kinds)
    return f"where ({', '.join(columns)}) {'<' if page.is_backward else '>'} ({values})", page.beyond.key


def hits_of(rows: list[Row]) -> list[LineHit]:
    """The lines of these rows; one of a paragraph that was changed in between is left out."""
    stored = told(list({row.n for row in rows}))
    folded = {pk: fold_with_offsets(paragraph.text) for pk, paragraph in stored.items()}
    return [LineHit(stored[row.n], line(stored[row.n].text, read_span(stored[row.n].text, folded[row.n][1], row.start, row.stop)))
            for row in rows if row.n in stored and row.stop <= len(folded[row.n][0])]
