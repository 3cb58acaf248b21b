"""Headings can be looked for."""
from django.db import migrations, models

from archive.text.fold import fold


def fold_paths(apps, _schema):
    sections = apps.get_model("archive", "Section").objects
    waiting = []
    for section in sections.only("path").iterator(2_000):
        section.folded = fold("\n".join(section.path))
        waiting.append(section)
        if len(waiting) == 2_000:
            sections.bulk_update(waiting, ["folded"])
            waiting = []
    sections.bulk_update(waiting, ["folded"])


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_upload_rows")]
    operations = [
        migrations.AddField("section", "folded", models.TextField(default="")),
        migrations.RunPython(fold_paths, migrations.RunPython.noop),
    ]
