"""All that a search finds, whatever its size, in one snapshot of the archive and with constant memory.

It is read through a cursor of the server's, over a connection of its own: the order is the archive's, by year, place,
report and position, the same each time. Few are read at once (an advisory lock each), for each takes one of the site's threads
for as long as its reader takes; one whose reader stands still loses its connection, and one that takes too long is broken
off. What is broken off fails loudly, so that nobody takes a part for the whole.
"""
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from psycopg import Connection, Cursor, IsolationLevel, ServerCursor
from psycopg.errors import QueryCanceled

from archive.models import UNDATED, UNPLACED
from archive.search.asking import TOO_BROAD, TooBroad
from archive.search.counting import UNPUBLISHED
from archive.search.frequencies import frequencies
from archive.search.matching import Sql, matching
from archive.search.questions import Question
from archive.text.errors import Refused

AT_ONCE = 2
"""Of the eight threads that the site answers with."""
PATIENCE, AGAIN = 3, 0.1
"""Seconds that one more waits for its turn, and between its tries: a reader takes a file, and then at once another."""
BATCH = 250
SECONDS, STILL, LONGEST = 60, 60, 30 * 60
"""How long the database may work on one batch, a reader may take nothing, and the whole may take."""
EXPORTS = 0x65_78_70
"""The space of advisory locks."""
SETTINGS = f"""select set_config('statement_timeout', '{SECONDS}s', true), set_config('idle_in_transaction_session_timeout', '{STILL}s', true),
    set_config('work_mem', '64MB', true), set_config('jit', 'off', true), set_config('cursor_tuple_fraction', '1', true)"""
# Found first and joined then: the planner, misjudging how much is found, would look through the archive in order.
COUNT = "select count(*) from ({found}) found"
ROWS = """
with found(id, report_id, token, position) as materialized ({found})
select token, found.position, paragraph.part, paragraph.text, section.path, report.place_id,
       coalesce(nullif(report.place_name, ''), place.name, ''), report.year, report.slug, report.kind, report.title, report.is_sample
from found join archive_paragraph paragraph on paragraph.id = found.id join archive_section section on section.id = section_id
     join archive_report report on report.id = found.report_id left join archive_place place on place.code = place_id
order by {year}, place_id nulls last, slug, report.id, found.position
"""
YEAR = {"newest": "year desc nulls last", "oldest": "year nulls last"}


class Busy(Refused):
    """As many are being read as may be at once."""


class BrokenOff(Exception):
    """It took too long."""


class Row(NamedTuple):
    """A paragraph found, with what is told of its report."""
    token: str
    position: int
    part: str | None
    text: str
    path: list[str]
    place_code: str | None
    place: str
    year: int | None
    slug: str
    kind: str
    title: str
    is_sample: bool

    @property
    def key(self) -> str:
        return f"{self.place_code or UNPLACED}/{self.year or UNDATED}/{self.slug}"


@dataclass(frozen=True)
class Whole:
    """How many paragraphs are found, and these, a batch at a time."""
    count: int
    batches: Iterator[list[Row]]


@contextmanager
def whole(question: Question) -> Iterator[Whole]:
    """What a question finds, to be read until this is left. Raises Busy and TooBroad, both before the first row."""
    with closing(_connected()) as database, ServerCursor(database, "export", scrollable=False) as cursor:
        _take_turn(database)
        try:
            begun = _begun(database, cursor, question)
        except QueryCanceled as error:
            raise TooBroad(TOO_BROAD.pattern, seconds=SECONDS) from error
        yield begun


def _connected() -> Connection:
    """A connection that nobody else uses, in a transaction that sees one state of the archive and changes nothing."""
    database = connection.get_new_connection(connection.get_connection_params())
    database.isolation_level, database.read_only = IsolationLevel.REPEATABLE_READ, True
    return database


def _take_turn(database: Connection) -> None:
    """Holds one of the locks, for as long as the connection lives."""
    ends = time.monotonic() + PATIENCE
    while not any(_asked(database, "select pg_try_advisory_lock(%s, %s)", (EXPORTS, number)) for number in range(AT_ONCE)):
        if time.monotonic() > ends:
            raise Busy("已有 {most} 个结果集正在导出：请过一会儿再试。", most=AT_ONCE)
        time.sleep(AGAIN)


def _begun(database: Connection, cursor: ServerCursor, question: Question) -> Whole:
    """Counted, and the first batch fetched, so that what can be refused is refused by now."""
    sql, values = found(question)
    _asked(database, SETTINGS)
    count = _asked(database, COUNT.format(found=sql), values)
    order = YEAR.get(question.page.sort, YEAR["newest"])
    cursor.execute(ROWS.format(found=sql, year=order), values)
    return Whole(count, _batches(cursor, cursor.fetchmany(BATCH)))


def found(question: Question) -> Sql:
    """What finds the ids of the paragraphs, and of the reports and tokens that are theirs."""
    rows = matching(question.left, question.reading.root, frequencies()) if question.reading.root else question.rows
    rows = rows.exclude(RawSQL(f"archive_paragraph.report_id in ({UNPUBLISHED})", [], output_field=BooleanField()))
    return rows.order_by().values_list("pk", "report_id", "token_id", "position").query.sql_with_params()


def _asked(database: Connection, sql: str, values: tuple = ()) -> int:
    """The one value of an answer."""
    with Cursor(database) as cursor:
        return cursor.execute(sql, values).fetchone()[0]


def _batches(cursor: ServerCursor, batch: list[tuple]) -> Iterator[list[Row]]:
    ends = time.monotonic() + LONGEST
    while batch:
        yield [Row(*row) for row in batch]
        if time.monotonic() > ends:
            raise BrokenOff(f"after {LONGEST} seconds")
        batch = cursor.fetchmany(BATCH)
