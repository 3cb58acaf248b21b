"""Questions that are asked for every page: put together once, and planned once by the server.

For each page anew, either took longer than the answer.
"""
from collections.abc import Sequence
from copy import copy
from functools import cached_property

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from psycopg import Cursor


def cursor() -> CursorWrapper:
    """Django's, but the values go beside the statement: what was asked some times before, the server knows by name."""
    ours = connections[DEFAULT_DB_ALIAS]  # looked up once: `connection` does it each time it is named
    ours.close_if_health_check_failed()
    ours.ensure_connection()
    make = ours.make_debug_cursor if ours.queries_logged else ours.make_cursor
    return make(Cursor(ours.connection))


def rows(sql: str, values: Sequence = ()) -> list[tuple]:
    with cursor() as asked:
        asked.execute(sql, values)
        return asked.fetchall()


class Question:
    """A queryset in which, each time, other values stand where `blanks` do: these are told from all its other values."""

    def __init__(self, asked: QuerySet, *blanks: object) -> None:
        self.asked, self.blanks = asked, blanks

    def answer(self, *values: object) -> list[Model]:
        compiler, sql, wanted = self.compiled
        if len(values) != len(self.blanks):
            raise ValueError(f"{len(values)} values for {len(self.blanks)} blanks")
        compiler = copy(compiler)
        compiler.execute_sql = lambda **_: [rows(sql, [value if blank is None else values[blank] for blank, value in wanted])]
        asked = self.asked.all()
        asked.query.get_compiler = lambda **_: compiler
        return list(asked)

    def first(self, *values: object) -> Model | None:
        return next(iter(self.answer(*values)), None)

    @cached_property
    def compiled(self) -> tuple[SQLCompiler, str, list[tuple[int | None, object]]]:
        """The statement, and of each of its values which blank it is, or else the value."""
        compiler = self.asked.all().query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        if missing := [blank for blank in self.blanks if blank not in values]:
            raise ValueError(f"not in the question: {missing}")
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        compiler.get_converters = lambda _: converters
        return compiler, sql, [(self.blanks.index(value) if value in self.blanks else None, value) for value in values]
