"""One moment of the database, for whoever reads it for long."""
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read within is as it was at the beginning, whatever others write meanwhile. Nothing can be written.

    Within a caller's transaction it is that one's view, which PostgreSQL lets nobody change any more.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        yield
