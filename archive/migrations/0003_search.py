"""The index of search: every pair of neighbouring characters, and words and numbers whole.

`bigram_vector` gives what `archive.pieces.pieces` does, and calls nothing by a bare name that is ours,
for PostgreSQL builds indexes under a search path of its own. Pairs come from two passes of the pattern
`..`, which PostgreSQL's regular expressions do four times as fast as any other, the second pass a place
later; of a run, " X" is then the first character alone, which nobody asks for, and "X " the last.
"""
from django.db import migrations

FUNCTION = r"""
create function bigram_vector(folded text) returns tsvector
language plpgsql immutable strict parallel safe as $body$
declare
    words text := folded;
    runs text := regexp_replace(folded, '[^\u0530-\u1dff\u2100-\u218f\u2c00-\u2ddf\u2e2f\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\ud7ff\ue000-\ufdff\ufe70-\ufefc\U00010000-\U0001efff\U00020000-\U0010ffff]+', ' ', 'g') || ' ';
begin
    if strpos(folded, '.') > 0 then
        words := regexp_replace(folded, '(?<![0-9])\.|\.(?![0-9])|\.(?=(?:19|20)[0-9]{2}(?![0-9]))', ' ', 'g');
    end if;
    return (
        regexp_replace(words, '[^.0-9a-z\u00df-\u00f6\u00f8-\u052f\u1e00-\u1fff]+', ' ', 'g')
        || regexp_replace(
            regexp_replace(runs, '..', E'\n\\&', 'g') || regexp_replace(' ' || runs, '..', E'\n\\&', 'g'),
            E'\n .', '', 'g')
    )::tsvector;
end
$body$;
"""
INDEX = """
create index paragraph_bigrams on archive_paragraph using gin (bigram_vector(folded));
"""

# What a search leaves out is little: a hashed look-up of it costs less than a join with every report.
UNPUBLISHED = """
create index report_unpublished on archive_report (id) where status <> 'published';
"""

# Keys and tokens are looked up whole: the indexes that Django adds for LIKE only cost time and room.
NO_LIKE = """
do $$ declare name text; begin
    for name in select indexname from pg_indexes
        where schemaname = current_schema() and tablename like 'archive%' and indexname like '%like'
    loop execute format('drop index %I', name); end loop;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_places")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function bigram_vector(text)"),
        migrations.RunSQL(INDEX, "drop index paragraph_bigrams"),
        migrations.RunSQL(UNPUBLISHED, "drop index report_unpublished"),
        migrations.RunSQL(NO_LIKE, migrations.RunSQL.noop),
    ]
