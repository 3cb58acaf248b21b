"""manage.py backup: the whole database and every file, into a folder."""
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from archive.backup.taking import take
from archive.sentences import said
from archive.text.errors import Refused


class Command(BaseCommand):
    help = "Backs up database and files into a new folder: python manage.py backup FOLDER. It holds accounts and drafts: keep it safe."
    # They load every page of the site, of which this needs none.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")

    def handle(self, *, folder: Path, **options: object) -> None:
        try:
            manifest = take(folder)
        except Refused as refused:
            raise CommandError(said(refused.sentence)) from refused
        self.stdout.write(f"已备份：{len(manifest.tables)} 张表，{manifest.rows} 行，{len(manifest.files)} 个文件 → {folder}")
        for digest in manifest.missing:
            self.stderr.write(f"⚠ 原件 {digest} 不在文库的文件夹里，没有备份到。")
