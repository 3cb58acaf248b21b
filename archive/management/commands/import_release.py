"""manage.py import_release: a whole archive from a release, into an empty database."""
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from archive.releasing.building import import_release
from archive.sentences import said
from archive.text.errors import Refused


class Command(BaseCommand):
    help = "Builds the archive again from a release: python manage.py import_release FILE.zip. The database must be empty."
    # They load every page of the site, of which this needs none.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip")

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            release = import_release(file)
        except Refused as refused:
            raise CommandError(said(refused.sentence)) from refused
        counts = release["releases"][-1]["counts"]
        self.stdout.write(f"已照第 {release['number']} 号发行建起文库：报告 {counts['reports']} 份，{counts['paragraphs']} 段。")
        if not release["has_originals"]:
            self.stdout.write("发行包里没有原件：来源仍有记录，文件不能下载。")
