"""The database's triggers, held still while rows are written that tell already when they were last changed."""
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def triggers_asleep(names: Iterable[str]) -> Iterator[None]:
    """Within a transaction. Whatever the rows refer to must be there when it ends; should it fail, the transaction is undone anyway."""
    tables = [connection.ops.quote_name(name) for name in names]
    with connection.cursor() as cursor:
        # No table is altered while a look for what its rows refer to is still due.
        cursor.execute("set constraints all immediate")
        for table in tables:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute("set constraints all deferred")
        yield
        cursor.execute("set constraints all immediate")
        for table in tables:
            cursor.execute(f"alter table {table} enable trigger user")
        cursor.execute("set constraints all deferred")
