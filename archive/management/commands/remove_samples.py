"""manage.py remove_samples: the sample reports, out for good."""
from django.core.management.base import BaseCommand

from archive.intake.samples import remove_samples


class Command(BaseCommand):
    help = "移除全部示例报告和示例地区，不再恢复。"

    def handle(self, **options: object) -> None:
        self.stdout.write(f"已移除示例报告 {remove_samples()} 份，今后不再收入。")
