"""The divisions of GB/T 2260 and their history."""
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_archive")]
    operations = []
