"""What asked staff to decide is not told of what has been published, nor of a file that has become the text."""
from django.db import migrations

ANSWERED = """
update archive_report set warnings = coalesce((
    select jsonb_agg(warning order by nth) from jsonb_array_elements(warnings) with ordinality told(warning, nth)
    where strpos(warning ->> 'pattern', '先作为草稿收下') = 0), '[]')
where status <> 'draft' and strpos(warnings::text, '先作为草稿收下') > 0;
update archive_witness set warnings = coalesce((
    select jsonb_agg(warning order by nth) from jsonb_array_elements(warnings) with ordinality told(warning, nth)
    where strpos(warning ->> 'pattern', '在报告的“该归哪里？”里改用它') = 0), '[]')
where relation = 'same' and strpos(warnings::text, '在报告的“该归哪里？”里改用它') > 0;
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0016_steps")]
    operations = [migrations.RunSQL(ANSWERED, migrations.RunSQL.noop)]
