"""The tables of the browse pages as CSV: one line of names, then the rows, in UTF-8 with a BOM.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as in the files of results.
In a table of places and years 0 says that nothing is held of a year between two of which something is;
a cell is empty where the year lies before the first or after the last.
"""
import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

from archive.browsing.catalogue import Cell, Matrix
from archive.browsing.lists import OfKind, Speaker
from archive.exports import BOM, safe
from archive.models import UNDATED, Report

BATCH = 500
Cells = Iterable[str | int | None]


def written(names: Cells, rows: Iterable[Cells]) -> Iterator[str]:
    """The file in pieces. What is text in a cell is made safe here, so that no table can forget it."""
    yield BOM + lines([names])
    batch: list[Cells] = []
    for row in rows:
        batch.append([safe(cell) if isinstance(cell, str) else cell for cell in row])
        if len(batch) == BATCH:
            yield lines(batch)
            batch = []
    yield lines(batch)


def lines(rows: Iterable[Cells]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()


def of_matrix(matrix: Matrix, root: str) -> Iterator[str]:
    """A row a place, a column a year."""
    names = ["place_code", "place", "url", "reports", "years_held", "years_missing", *(year or UNDATED for year in matrix.years)]
    return written(names, (
        [row.code, row.place.name if row.place else "", f"{root}reports/{row.code}/", row.total, len(row.held), len(row.missing),
         *map(cell_of, row.cells)] for row in matrix.rows))


def cell_of(cell: Cell) -> int | None:
    return cell.count if cell.count or cell.is_missing else None


def of_kinds(kinds: Iterable[OfKind], root: str) -> Iterator[str]:
    names = ["kind", "url", "reports", "paragraphs", "places", "first_year", "last_year"]
    return written(names, ([kind.kind, f"{root}kinds/{kind.kind}/", kind.reports, kind.paragraphs, kind.places, kind.first, kind.last]
                           for kind in kinds))


def of_speakers(speakers: Iterable[Speaker]) -> Iterator[str]:
    """A row a name and place."""
    names = ["speaker", "pinyin", "place_code", "place", "reports", "first_year", "last_year"]
    return written(names, ([speaker.name, speaker.pinyin, held.code, held.place, held.reports, held.first, held.last]
                           for speaker in speakers for held in speaker.held))


def of_reports(reports: Iterable[Report], root: str) -> Iterator[str]:
    names = ["report", "url", "place_code", "place", "year", "kind", "title", "speaker", "delivered_on", "published_on", "paragraphs",
             "characters", "is_sample"]
    return written(names, (
        [report.key, f"{root}reports/{report.key}/", report.place_id, report.place_label, report.year, report.kind, report.title,
         report.speaker, day(report.delivered_on), day(report.published_on), report.paragraph_count, report.character_count,
         str(report.is_sample).lower()] for report in reports))


def day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
