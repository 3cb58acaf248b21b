"""A plain design to measure ours against: one flat table with the same index, one select for each thing asked."""
import time
from collections.abc import Iterable

from django.db import connection, transaction

from archive import query
from archive.search.frequencies import Frequencies
from archive.search.matching import held, tsquery
from bench.queries import Timing, timed

TABLE = """
create table plain as
    select paragraph.id, year, place_id as place, kind.kind, part, folded
    from archive_paragraph paragraph join archive_report kind on kind.id = report_id order by paragraph.id
"""
INDEX = "create index plain_bigrams on plain using gin (bigram_vector(folded))"
# The table goes by the name that the conditions give it.
STATEMENT = """
with matches as materialized (
    select id, year, place, kind, part, length(folded) as length, {often} as often
    from plain as archive_paragraph where bigram_vector(folded) @@ %s::tsquery and {held})
select 'count', null, count(*), null::float8 from matches
union all (select 'year', year::text, count(*), null from matches group by year)
union all (select 'place', place, count(*), null from matches group by place)
union all (select 'kind', kind, count(*), null from matches group by kind)
union all (select 'part', part, count(*), null from matches group by part)
union all (select 'hit', null, id, often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length / 60)) as score from matches order by score desc, id limit 20)
"""
OFTEN = "(length(folded) - length(replace(folded, %s, ''))) / length(%s::text)::float8"

PUBLISHED = ("的", 456)
"""A query, and what this design took for it in milliseconds where it was first measured, over the same corpus."""


def built() -> float:
    """Makes the table and its index; seconds that the index took."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        start = time.perf_counter()
        cursor.execute(INDEX)
        seconds = time.perf_counter() - start
        cursor.execute("vacuum analyze plain")
    return seconds


def in_database(typed: Iterable[str]) -> list[Timing]:
    found = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local work_mem = '64MB'; set local jit = off")
        for words in typed:
            reading = query.read(words)
            condition, values = held(reading.root)
            literals = [literal.folded for literal in reading.literals]
            sql = STATEMENT.format(often=" + ".join([OFTEN] * len(literals)), held=condition)
            asked = (*(literal for literal in literals for _ in range(2)), tsquery(reading.root, Frequencies()), *values)
            counted: list[int] = []

            def run(sql: str = sql, asked: tuple = asked, counted: list[int] = counted) -> None:
                cursor.execute(sql, asked)
                counted[:] = [row[2] for row in cursor.fetchall() if row[0] == "count"]

            milliseconds = timed(run)
            found.append(Timing(words, counted[0], milliseconds))
    return found


def slower(timings: Iterable[Timing]) -> str:
    """How this machine compares with that one."""
    typed, published = PUBLISHED
    for timing in timings:
        if timing.typed == typed:
            return f"{typed} {timing.milliseconds:,.0f} ms; there {published} ms: this machine takes {timing.milliseconds / published:.1f} times as long"
    return "not asked"
