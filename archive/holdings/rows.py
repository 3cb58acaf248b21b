"""Rows written with little ado: many at once by COPY, one by a statement that is put together once."""
from collections.abc import Iterable, Sequence
from functools import cache

from django.db import connection, models

from archive.prepared import cursor, rows


def copy_in(model: type[models.Model], names: Sequence[str], values: Iterable[tuple]) -> None:
    """Writes rows whose values stand in the order of `names`, columns of the model's table; several times as quick as bulk_create."""
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, names))
    with cursor() as asked, asked.copy(f"copy {quote(model._meta.db_table)} ({columns}) from stdin") as copy:
        for row in values:
            copy.write_row(row)


def new_keys(model: type[models.Model], count: int) -> list[int]:
    """So many keys of the table's own sequence, for rows that others will name."""
    # The sequence is looked up once: to ask for it by name costs more than to take a number from it.
    found = rows("select nextval(name) from (select pg_get_serial_sequence(%s, %s)::regclass as name offset 0) sequence, generate_series(1, %s)",
                 [model._meta.db_table, model._meta.pk.column, count])
    return [key for (key,) in found]


def add(row: models.Model) -> None:
    """Writes a new row, as `row.save()` does; Django puts its statement together each time anew."""
    sql, fields, given = _insertion(type(row))
    [answer] = rows(sql, [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields])
    for field, value in zip(given, answer, strict=True):
        setattr(row, field.attname, value)
    row._state.adding, row._state.db = False, connection.alias


@cache
def _insertion(model: type[models.Model]) -> tuple[str, list[models.Field], list[models.Field]]:
    """The statement, the fields it wants, and those that it answers with: what the database itself gives, or else the key."""
    given = list(model._meta.db_returning_fields)
    fields, back = [field for field in model._meta.local_concrete_fields if field not in given], given or [model._meta.pk]
    quote = connection.ops.quote_name
    columns, told = (", ".join(quote(field.column) for field in some) for some in (fields, back))
    return f"insert into {quote(model._meta.db_table)} ({columns}) values ({', '.join(['%s'] * len(fields))}) returning {told}", fields, back
