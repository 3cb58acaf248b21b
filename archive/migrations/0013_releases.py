"""Numbered states of the archive."""
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0012_equal_texts")]
    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("made_on", models.DateTimeField()),
                ("changed_until", models.DateTimeField()),
                ("manifest", models.CharField(max_length=64)),
                ("counts", models.JSONField(default=dict)),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("file_size", models.BigIntegerField(null=True)),
            ],
            options={"verbose_name": "发行", "verbose_name_plural": "发行", "ordering": ["-number"]},
        ),
    ]
