"""manage.py load_samples: the sample reports, unless they were loaded or removed before."""
from django.core.management.base import BaseCommand

from archive.holdings import index
from archive.intake.samples import load_samples


class Command(BaseCommand):
    help = "收入示例报告：只在第一次有效，移除之后不再收入。"

    def handle(self, **options: object) -> None:
        count = load_samples()
        index.settle()
        self.stdout.write(f"已收入示例报告 {count} 份。" if count else "示例报告已经收入或者移除过，没有再收。")
