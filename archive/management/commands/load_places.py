"""manage.py load_places: the divisions of GB/T 2260 again, after their table was corrected."""
from django.core.management.base import BaseCommand
from django.db import transaction

from archive.gazetteer import load_places
from archive.intake.samples import samples_are_removed
from archive.text.divisions import all_divisions


class Command(BaseCommand):
    help = "把区划代码表写入数据库：已有的更新，没有的补上。可以重复执行。"

    def handle(self, **options) -> None:
        with transaction.atomic():
            hidden = samples_are_removed()
            count = load_places(divisions=[d for d in all_divisions() if not (d.is_sample and hidden)])
        self.stdout.write(f"区划 {count} 条已写入。")
