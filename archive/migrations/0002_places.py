"""The divisions of GB/T 2260 and their history."""
from django.db import migrations

from archive.gazetteer import load_places


def load(apps, schema_editor):
    load_places(apps.get_model("archive", "Place"))


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_archive")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
