"""Statements other than that of the paragraphs, within the same time and memory."""
from django.db import OperationalError, connection, transaction
from psycopg import Cursor
from psycopg.errors import QueryCanceled

from archive.search.answers import SECONDS, SETTINGS, TooBroad
from archive.search.spans import Sql

# Many lines are made for each row: what it costs to hand them over is not what decides whether two processes are quicker.
PARALLEL = "select set_config('parallel_tuple_cost', '0', true)"


def fetched(asking: Sql) -> list[tuple]:
    """The rows of a statement, in one round trip."""
    try:
        with transaction.atomic(), connection.wrap_database_errors:
            return _run(asking)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooBroad("查询太宽，{seconds} 秒内没有做完：请再加一个词或条件。", seconds=SECONDS) from error
        raise


def _run(asking: Sql) -> list[tuple]:
    database = connection.connection
    with database.pipeline(), Cursor(database) as settings, Cursor(database) as cursor:
        settings.execute(SETTINGS, ["force_custom_plan"])
        settings.execute(PARALLEL)
        cursor.execute(*asking, prepare=False)
        return cursor.fetchall()
