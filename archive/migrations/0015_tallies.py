"""What the commonest words count, report by report, and a note of every report whose paragraphs were touched since.

The database notes it, so that no path of the code and no shell can forget it. A note that is there already is written again:
who takes the tallies meanwhile finds it changed, and leaves it for the next time.
"""
import django.contrib.postgres.fields
from django.db import migrations, models

NOTED = r"""
create function paragraphs_touched() returns trigger language plpgsql as $body$
begin
    if tg_op in ('INSERT', 'UPDATE') then
        insert into archive_untallied (report_id) select distinct report_id from present order by report_id
        on conflict (report_id) do update set report_id = excluded.report_id;
    end if;
    if tg_op in ('DELETE', 'UPDATE') then
        insert into archive_untallied (report_id) select distinct report_id from former order by report_id
        on conflict (report_id) do update set report_id = excluded.report_id;
    end if;
    return null;
end
$body$;

create function paragraphs_emptied() returns trigger language plpgsql as $body$
begin
    delete from archive_tally;
    return null;
end
$body$;

create trigger paragraphs_added after insert on archive_paragraph
referencing new table as present for each statement execute function paragraphs_touched();
create trigger paragraphs_changed after update on archive_paragraph
referencing old table as former new table as present for each statement execute function paragraphs_touched();
create trigger paragraphs_removed after delete on archive_paragraph
referencing old table as former for each statement execute function paragraphs_touched();
create trigger paragraphs_emptied after truncate on archive_paragraph
for each statement execute function paragraphs_emptied();
"""
FORGOTTEN = r"""
drop trigger paragraphs_added on archive_paragraph;
drop trigger paragraphs_changed on archive_paragraph;
drop trigger paragraphs_removed on archive_paragraph;
drop trigger paragraphs_emptied on archive_paragraph;
drop function paragraphs_touched();
drop function paragraphs_emptied();
"""


def array(of: type[models.Field] = models.IntegerField, **named: str) -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(base_field=of(), size=None, **named)


class Migration(migrations.Migration):
    dependencies = [("archive", "0014_notices")]
    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("literal", models.CharField(max_length=2, primary_key=True, serialize=False)),
                ("report_ids", array()),
                ("review", array()), ("targets", array()), ("plan", array()), ("own", array(db_column="self")), ("others", array()),
                ("best", array(models.BigIntegerField)),
            ],
            options={"verbose_name_plural": "tallies", "ordering": ["literal"]},
        ),
        migrations.CreateModel(
            name="Untallied",
            fields=[("report_id", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"verbose_name_plural": "untallied", "ordering": ["report_id"]},
        ),
        migrations.RunSQL(NOTED, FORGOTTEN),
    ]
