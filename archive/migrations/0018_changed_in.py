"""The transaction that last changed a report: with a snapshot of the database's it tells whether a reader has seen that.

Kept by a trigger; where triggers sleep, a new row has it by default.
"""
import archive.models.reports
from django.db import migrations, models

KEPT = r"""
create function report_changed_in() returns trigger language plpgsql as $body$
begin
    new.changed_in := pg_current_xact_id()::text::bigint;
    return new;
end
$body$;

create trigger report_changed_in before insert or update on archive_report
for each row execute function report_changed_in();
"""
UNDO = """
drop trigger report_changed_in on archive_report;
drop function report_changed_in();
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
        migrations.RunSQL(KEPT, UNDO),
    ]
