"""Takes files or folders into the archive; `metadata.csv` beside them says what they do not (`archive.intake.sidecar`)."""
import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from archive.holdings import index
from archive.intake.ingest import Outcome, Status, Wishes, ingest, with_row
from archive.intake.sidecar import NAME, Sidecars, read_sidecars
from archive.intake.vocabulary import read_vocabulary
from archive.labels import STATUSES
from archive.search import tallies
from archive.sentences import said
from archive.text.errors import Sentence

BESIDE = {".md", ".rst", ".py", ".sha256", ".log", ".css", ".js", ".db", ".ini"}
"""What stands beside reports in a folder and is none; a file named by itself is always read."""
PAGE_PARTS = ("_files", ".files")
"""How the folders end in which browsers save what a page shows."""


class Command(BaseCommand):
    help = "Takes files or folders in: python manage.py import_reports PATH…"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a file, or a folder with all below it")
        parser.add_argument("--json", action="store_true", help="one JSON object a document on standard output")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--draft", action="store_true", help="take in as drafts, publish nothing")
        parser.add_argument("--place", metavar="CODE", help="the place of all these files (GB/T 2260)")
        parser.add_argument("--year", type=int, metavar="Y", help="the year of all these files")
        parser.add_argument("--revises", metavar="KEY", help="the file is a corrected text of this report: 620100/2023/work-report")

    def handle(self, *, paths: list[Path], **options) -> None:
        files = list(self._files(paths))
        if options["revises"] and len(files) != 1:
            raise CommandError(_("一次修订只用一份文件：请指明是哪一份。"))
        sidecars = read_sidecars(paths)
        for remark in sidecars.remarks:
            self.stderr.write(said(remark))
        with transaction.atomic() if options["dry_run"] else nullcontext():
            outcomes = self._import(files, sidecars, options)
            if options["dry_run"]:
                transaction.set_rollback(True)
        if outcomes[Status.IMPORTED] and not options["dry_run"]:
            index.settle()
            tallies.settle()
        if not options["json"]:
            self._sum_up(outcomes)
        if outcomes[Status.REFUSED]:
            sys.exit(1)

    def _files(self, paths: list[Path]) -> Iterator[Path]:
        for path in paths:
            if path.is_dir():
                yield from sorted(p for p in path.rglob("*") if p.is_file() and is_material(p.relative_to(path)))
            else:
                yield path

    def _import(self, files: list[Path], sidecars: Sidecars, options: dict) -> Counter:
        wishes = Wishes(place=options["place"], year=options["year"], publish=not options["draft"], revises=options["revises"],
                        keep=not options["dry_run"], vocabulary=read_vocabulary())
        counts: Counter = Counter()
        show_bar = sys.stderr.isatty()
        with click.progressbar(files, file=sys.stderr, hidden=not show_bar, show_pos=True) as bar:
            for path in bar:
                for outcome in taken(path, with_row(wishes, sidecars.of(path))):
                    counts[outcome.status] += 1
                    self.stdout.write(json.dumps(as_json(outcome), ensure_ascii=False) if options["json"] else as_line(outcome))
        return counts

    def _sum_up(self, counts: Counter) -> None:
        said_counts = "，".join(f"{STATUSES[status]} {count}" for status, count in counts.items())
        self.stdout.write(said_counts or str(_("没有文件。")))


def taken(path: Path, wishes: Wishes) -> list[Outcome]:
    """What became of a file's documents; a file that cannot be opened is refused like any other."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        sentence = Sentence("打不开这个文件（{reason}）：请检查路径和读取权限。", {"reason": error.strerror})
        return [Outcome(path.name, Status.REFUSED, error=sentence)]
    return ingest(raw, path.name, wishes)


def is_material(path: Path) -> bool:
    """Whether a file found in a folder may be a report: nothing hidden, no read-me, no picture of a saved page."""
    if path.name.startswith(".") or path.name == NAME or path.suffix.lower() in BESIDE:
        return False
    return not any(folder.endswith(PAGE_PARTS) for folder in path.parts[:-1])


def as_line(outcome: Outcome) -> str:
    """What became of a file, for a person."""
    if outcome.error:
        return f"✗ {outcome.file}：{said(outcome.error)}"
    line = f"{STATUSES[outcome.status]} {outcome.file} → {outcome.report.key}  {outcome.report.title}"
    return "\n".join([line, *(f"    ⚠ {said(warning)}" for warning in outcome.warnings)])


def as_json(outcome: Outcome) -> dict:
    """What became of a file, as scripts are promised it."""
    report, document = outcome.report, outcome.document
    return {
        "file": outcome.file,
        "status": outcome.status,
        "report": report and report.key,
        "title": report and report.title,
        "place": report and report.place_id and {"code": report.place_id, "name": report.place_label},
        "year": report and report.year,
        "kind": report and report.kind,
        "copies_dropped": document.copies_dropped if document else 0,
        "sections": report.sections.count() if report else 0,
        "paragraphs": report.paragraph_count if report else 0,
        "warnings": [said(warning) for warning in outcome.warnings],
        "error": outcome.error and said(outcome.error),
    }
