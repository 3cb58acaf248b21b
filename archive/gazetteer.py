"""The divisions of the text core, as rows of the database."""
import json
from collections.abc import Sequence
from dataclasses import fields

from django.db import connection, models

from archive.models import Place
from archive.text.divisions import Division, all_divisions

# One parameter for all rows: bulk_create with its 73,000 took ten times as long. Foreign keys are
# checked when the transaction ends, so the order of the rows does not matter.
UPSERT = """
insert into {table} (code, name, short_name, aliases, level, parent_id, from_year, to_year, successor_id, sort_key, is_sample)
select code, name, short_name, aliases, level, parent, from_year, to_year, successor, sort_key, is_sample
from jsonb_to_recordset(%s::jsonb) as place(
    code text, name text, short_name text, aliases text[], level text, parent text, from_year smallint, to_year smallint,
    successor text, sort_key text, is_sample boolean)
on conflict (code) do update set
    name = excluded.name, short_name = excluded.short_name, aliases = excluded.aliases, level = excluded.level,
    parent_id = excluded.parent_id, from_year = excluded.from_year, to_year = excluded.to_year,
    successor_id = excluded.successor_id, sort_key = excluded.sort_key, is_sample = excluded.is_sample
where {table} is distinct from excluded
"""


def load_places(place_model: type[models.Model] = Place, divisions: Sequence[Division] | None = None) -> int:
    """Writes divisions, all by default, anew, adding what is missing; how many. Places of other codes stay.

    A migration passes the model as it was then. Run it inside a transaction.
    """
    divisions = all_divisions() if divisions is None else divisions
    names = [field.name for field in fields(Division)]
    rows = json.dumps([{name: getattr(division, name) for name in names} for division in divisions])
    table = connection.ops.quote_name(place_model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(UPSERT.format(table=table), [rows])
    return len(divisions)
