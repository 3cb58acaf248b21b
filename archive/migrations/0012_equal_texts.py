"""Paragraphs of the same text are looked up by its hash: a number a row, where the text itself would be too long for an index."""
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0011_changes")]
    operations = [migrations.RunSQL("create index paragraph_folded on archive_paragraph using hash (folded)", "drop index paragraph_folded")]
