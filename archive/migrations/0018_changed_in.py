"""The transaction that last changed a report: with a snapshot of the database's it tells whether a reader has seen that.

Kept by the trigger that keeps the time of the change; where triggers sleep, a new row has it by default.
"""
import archive.models.reports
from django.db import migrations, models

CHANGED = r"""
create or replace function report_changed() returns trigger language plpgsql as $body$
begin
    new.changed_at := clock_timestamp();
    {}
    if tg_op = 'UPDATE' and old.identifier is not null then
        new.identifier := old.identifier;
    elsif new.identifier is null and new.status <> 'draft' and new.first_key <> '' then
        new.identifier := report_identifier(new.first_key, new.text_hash);
    end if;
    return new;
end
$body$;
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0017_answered")]
    operations = [
        migrations.AddField(
            model_name="report",
            name="changed_in",
            field=models.BigIntegerField(db_default=archive.models.reports.ThisTransaction(), editable=False),
        ),
        migrations.AddIndex(model_name="report", index=models.Index(fields=["changed_in"], name="report_transactions")),
        migrations.RunSQL(CHANGED.format("new.changed_in := pg_current_xact_id()::text::bigint;"), CHANGED.format("")),
    ]
