"""manage.py restore: the archive as a backup has it."""
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from archive.backup.restoring import restore
from archive.sentences import said
from archive.text.errors import Refused


class Command(BaseCommand):
    help = "Brings an archive back from a backup, into an empty database: python manage.py restore FOLDER."
    # An empty database has nothing that could be checked.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--replace", action="store_true", help="let the backup take the place of the archive that is there")

    def handle(self, *, folder: Path, replace: bool, **options: object) -> None:
        try:
            manifest = restore(folder, replace=replace)
        except Refused as refused:
            raise CommandError(said(refused.sentence)) from refused
        self.stdout.write(f"已恢复 {manifest.made_at} 的备份：{len(manifest.tables)} 张表，{manifest.rows} 行，{len(manifest.files)} 个文件。")
