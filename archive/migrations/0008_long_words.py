"""A word longer than a tsvector takes is indexed by its first two hundred letters.

Only texts of more bytes than that are looked at: in a shorter one no word can be so long.
"""
from django.db import migrations

FUNCTION = r"""
create or replace function bigram_vector(folded text) returns tsvector
language plpgsql immutable strict parallel safe as $body$
declare
    words text := folded;
    runs text := regexp_replace(folded, '[^\u0530-\u1dff\u2100-\u218f\u2c00-\u2ddf\u2e2f\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\ud7ff\ue000-\ufdff\ufe70-\ufefc\U00010000-\U0001efff\U00020000-\U0010ffff]+', ' ', 'g') || ' ';
begin
    if strpos(folded, '.') > 0 then
        words := regexp_replace(folded, '(?<![0-9])\.|\.(?![0-9])|\.(?=(?:19|20)[0-9]{2}(?![0-9]))', ' ', 'g');
    end if;
    if octet_length(folded) > 2046 then
        words := regexp_replace(words, '([.0-9a-z\u00df-\u00f6\u00f8-\u052f\u1e00-\u1fff]{200})[.0-9a-z\u00df-\u00f6\u00f8-\u052f\u1e00-\u1fff]+', '\1 ', 'g');
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
# An index keeps what the function said when a text came in: only a text with such a word says something else now.
REINDEX = r"""
do $$ begin
    if exists(select from archive_paragraph where octet_length(folded) > 2046 and folded ~ '[.0-9a-z\u00df-\u00f6\u00f8-\u052f\u1e00-\u1fff]{201}') then
        reindex index paragraph_bigrams;
    end if;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0007_section_folded")]
    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop), migrations.RunSQL(REINDEX, migrations.RunSQL.noop)]
