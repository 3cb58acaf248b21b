"""Many rows at once, by COPY: several times as quick as bulk_create, and nothing of each row is kept."""
from collections.abc import Iterable, Sequence

from django.db import connection, models


def copy_in(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple]) -> None:
    """Writes rows whose values stand in the order of `names`, columns of the model's table."""
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, names))
    with connection.cursor() as cursor, cursor.copy(f"copy {quote(model._meta.db_table)} ({columns}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)


def new_keys(model: type[models.Model], count: int) -> list[int]:
    """So many keys of the table's own sequence, for rows that others will name."""
    with connection.cursor() as cursor:
        # The sequence is looked up once: to ask for it by name costs more than to take a number from it.
        cursor.execute("select nextval(name) from (select pg_get_serial_sequence(%s, %s)::regclass as name offset 0) sequence, generate_series(1, %s)",
                       [model._meta.db_table, model._meta.pk.column, count])
        return [key for (key,) in cursor.fetchall()]
