"""When a report was last changed, a name for it that lasts, and what is left of one whose row is gone.

Kept by the database, so that no path of the code, no bulk update and no shell can forget it. The time is that of the
clock, not of the transaction's beginning: two changes within one transaction are two.
"""
import django.db.models.functions.datetime
from django.db import migrations, models

KINDS = [
    ("work_report", "政府工作报告"), ("resolution", "决议"), ("communique", "公报"), ("statistics", "统计公报"), ("policy", "政策文件"),
    ("regulation", "法规规章"), ("article", "文章"), ("minutes", "纪要"), ("summary", "摘要"), ("other", "其他"),
]

# The key as first recognised and the text that was first published: the same on every machine, in any order of import.
IDENTIFIER = r"""
create function report_identifier(first_key text, text_hash text) returns text language plpgsql as $body$
declare
    counter integer := 0;
    named text;
begin
    loop
        named := left(encode(sha256(convert_to(concat_ws(E'\n', first_key, text_hash, nullif(counter, 0)::text), 'UTF8')), 'hex'), 16);
        exit when not exists (select from archive_report where identifier = named)
              and not exists (select from archive_vanishedreport where identifier = named);
        counter := counter + 1;
    end loop;
    return named;
end
$body$;
"""

PRESENT = """
update archive_report set changed_at = updated_on,
    identifier = case when status <> 'draft' then report_identifier(first_key, text_hash) end;
"""

REPORT = """
create function report_changed() returns trigger language plpgsql as $body$
begin
    new.changed_at := clock_timestamp();
    if tg_op = 'UPDATE' and old.identifier is not null then
        new.identifier := old.identifier;
    elsif new.identifier is null and new.status <> 'draft' and new.first_key <> '' then
        new.identifier := report_identifier(new.first_key, new.text_hash);
    end if;
    return new;
end
$body$;

create trigger report_changed before insert or update on archive_report
for each row execute function report_changed();
"""

VANISHED = """
create function report_vanished() returns trigger language plpgsql as $body$
begin
    insert into archive_vanishedreport (identifier, changed_at, place_code, kind)
    values (old.identifier, clock_timestamp(), coalesce(old.place_id, ''), old.kind);
    return null;
end
$body$;

create trigger report_vanished after delete on archive_report
for each row when (old.identifier is not null) execute function report_vanished();
"""

# What a page or a record says of a report stands in part in its files and its place.
WITNESS = """
create function witness_changed() returns trigger language plpgsql as $body$
begin
    if tg_op <> 'INSERT' then
        update archive_report set changed_at = clock_timestamp() where id = old.report_id;
    end if;
    if tg_op = 'INSERT' or tg_op = 'UPDATE' and new.report_id <> old.report_id then
        update archive_report set changed_at = clock_timestamp() where id = new.report_id;
    end if;
    return null;
end
$body$;

create trigger witness_changed after insert or update or delete on archive_witness
for each row execute function witness_changed();
"""

PLACE = """
create function place_changed() returns trigger language plpgsql as $body$
begin
    update archive_report set changed_at = clock_timestamp() where place_id = new.code;
    return null;
end
$body$;

create trigger place_changed after update on archive_place
for each row when (old is distinct from new) execute function place_changed();

create function places_changed() returns trigger language plpgsql as $body$
begin
    insert into archive_setting (name, value) values ('places changed', to_jsonb(clock_timestamp()))
    on conflict (name) do update set value = excluded.value;
    return null;
end
$body$;

create trigger places_changed after insert or update or delete on archive_place
for each statement execute function places_changed();
"""

UNDO = """
drop trigger report_changed on archive_report;
drop trigger report_vanished on archive_report;
drop trigger witness_changed on archive_witness;
drop trigger place_changed on archive_place;
drop trigger places_changed on archive_place;
drop function report_changed();
drop function report_vanished();
drop function witness_changed();
drop function place_changed();
drop function places_changed();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0010_shown_witnesses"),
    ]

    operations = [
        migrations.CreateModel(
            name="VanishedReport",
            fields=[
                ("identifier", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("changed_at", models.DateTimeField()),
                ("place_code", models.CharField(blank=True, max_length=6)),
                ("kind", models.CharField(choices=KINDS, max_length=12)),
            ],
        ),
        migrations.AddIndex(
            model_name="vanishedreport",
            index=models.Index(fields=["changed_at", "identifier"], name="vanished_changes"),
        ),
        migrations.AddField(
            model_name="report",
            name="changed_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name="report",
            name="identifier",
            field=models.CharField(editable=False, max_length=16, null=True, unique=True),
        ),
        migrations.RunSQL(IDENTIFIER, "drop function report_identifier(text, text);"),
        migrations.RunSQL(PRESENT, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("identifier__isnull", False)), fields=["changed_at", "identifier"], name="report_changes"),
        ),
        migrations.RunSQL(REPORT + VANISHED + WITNESS + PLACE, UNDO),
    ]
