"""How a statement is put to the database: in one round trip, with the memory it needs and no more time than a reader waits."""
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import OperationalError, connection, transaction
from psycopg import Connection, Cursor
from psycopg.errors import QueryCanceled

from archive.search.matching import Sql
from archive.text.errors import Refused, Sentence

SECONDS = 5
"""How long the database may work on one search."""
TOO_BROAD = Sentence("查询太宽，{seconds} 秒内没有做完：请再加一个词或条件。", {"seconds": SECONDS})
# A lossy bitmap (too little work_mem) or compiling a plan (jit) costs ten times what the search does;
# planning, where little is found, twice.
SETTINGS = f"""select set_config('work_mem', '64MB', true), set_config('jit', 'off', true),
    set_config('statement_timeout', '{SECONDS}s', true), set_config('plan_cache_mode', %s, true),
    set_config('archive.writing', coalesce(pg_current_xact_id_if_assigned()::text, '0'), true)"""
WRITING = "current_setting('archive.writing')::bigint"
"""The transaction that asks, if it has written something; else 0. A statement that asks PostgreSQL for it itself is never run by two processes."""
# Many lines are made for each row: what it costs to hand them over is not what decides whether two processes are quicker.
PARALLEL = "select set_config('parallel_tuple_cost', '0', true)"
EAGERLY_PARALLEL = """select set_config('parallel_tuple_cost', '0', true), set_config('parallel_setup_cost', '0', true),
    set_config('min_parallel_table_scan_size', '0', true)"""


SOON = "select set_config('statement_timeout', '500ms', true)"
"""For what is asked another way if it takes longer."""


class TooBroad(Refused):
    """The database did not finish in time."""


@contextmanager
def in_time() -> Iterator[Connection]:
    """Psycopg's connection, for one round trip; raises TooBroad where the database gave it up.

    What is sent in one pipeline is a transaction of its own: to begin and to end one would take a trip more. Within
    another one it is a part that may fail.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext(), connection.wrap_database_errors:
            yield connection.connection
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooBroad(TOO_BROAD.pattern, **TOO_BROAD.values) from error
        raise


def fetched(asking: Sql) -> list[tuple]:
    """The rows of a statement that is not the paragraphs'."""
    with in_time() as database, Cursor(database) as settings, Cursor(database) as cursor:
        with database.pipeline():
            settings.execute(SETTINGS, ["force_custom_plan"])
            settings.execute(PARALLEL)
            cursor.execute(*asking, prepare=False)
        return cursor.fetchall()
