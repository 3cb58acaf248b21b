"""manage.py make_release: the archive's public state as one numbered ZIP."""
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from archive.releasing.making import make_release
from archive.sentences import said
from archive.text.errors import Refused


class Command(BaseCommand):
    help = "Writes the public state of the archive into one ZIP; the same state gives the same bytes."
    # They load every page of the site, of which this needs none.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, metavar="FOLDER", help="write it here, instead of where /releases/ hands it out")
        parser.add_argument("--without-originals", action="store_true", help="leave out the files as they were handed in")

    def handle(self, *, out: Path | None, without_originals: bool, **options: object) -> None:
        try:
            made = make_release(out, with_originals=not without_originals)
        except Refused as refused:
            raise CommandError(said(refused.sentence)) from refused
        what = "发行" if made.is_new else "上次发行以来没有变化，仍是"
        self.stdout.write(f"{what}第 {made.release.number} 号 → {made.path}")
