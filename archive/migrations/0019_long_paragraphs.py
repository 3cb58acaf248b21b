"""Long paragraphs stay in their rows as they are: to fetch and unpack one takes as long as to look through ten.

Of rows that are written from now on; a table's own setting, of which Django's models know nothing.
"""
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0018_changed_in")]
    operations = [
        migrations.RunSQL("alter table archive_paragraph set (toast_tuple_target = 8160)", "alter table archive_paragraph reset (toast_tuple_target)")]
