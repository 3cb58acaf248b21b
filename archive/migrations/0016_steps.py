"""Tallies keep numbers that grow as their steps, most of which are small and pack well. They are taken anew."""
import django.contrib.postgres.fields
from django.db import migrations, models

EMPTY = "delete from archive_tally"


def array() -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)


class Migration(migrations.Migration):
    dependencies = [("archive", "0015_tallies")]
    operations = [
        migrations.RunSQL(EMPTY, EMPTY),
        migrations.RemoveField("tally", "report_ids"),
        migrations.RemoveField("tally", "best"),
        migrations.AddField("tally", "report_steps", array(), preserve_default=False),
        migrations.AddField("tally", "scores", array(), preserve_default=False),
        migrations.AddField("tally", "best_steps", array(), preserve_default=False),
    ]
