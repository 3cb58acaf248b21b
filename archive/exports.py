"""Results to take along: as CSV, as JSON Lines, as a concordance. Each is written a batch at a time and says where it comes from.

Every file begins with what it is: in CSV eight lines that begin with «# », always eight, so that a reader may skip
them by number. A spreadsheet takes a cell that begins with one of certain signs for a formula, and what a report says is
not to be trusted: such a cell, and one that begins with an apostrophe, gets an apostrophe before it, and every cell
reads as it was once one leading apostrophe is taken off.
"""
import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from archive.query import Reading
from archive.search import highlights
from archive.search.concordance import lines_in
from archive.search.whole import Row
from archive.text.tables import spaced

BOM = "\ufeff"
"""Without it spreadsheets read UTF-8 as the system's own encoding."""
RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")
COLUMNS = ("permalink", "token", "place_code", "place", "year", "kind", "title", "report", "is_sample", "section", "part", "position")
CONTEXT = 40
"""How many characters of the reading text stand on either side of a match."""


@dataclass(frozen=True)
class Origin:
    """Where a file's rows come from. `root` begins every address; `filters` are parameters of the search page."""
    root: str
    address: str
    typed: str
    reading: Reading
    notes: list[str]
    filters: list[tuple[str, str]]
    count: int
    release: str
    at: datetime


def as_csv(origin: Origin, batches: Iterable[list[Row]]) -> Iterator[str]:
    """A row a paragraph; `highlights` are pairs of offsets into the text, counted in code points, half-open."""
    yield BOM + _head(origin) + _lines([(*COLUMNS, "text", "highlights")])
    for batch in batches:
        yield _lines((*_cells(origin, row), safe(row.text), json.dumps(highlights(row.text, origin.reading))) for row in batch)


def as_concordance(origin: Origin, batches: Iterable[list[Row]]) -> Iterator[str]:
    """A row an occurrence, between what stands to its left and to its right; `start` is where it begins in its paragraph.

    The same occurrences as the concordance on the page, each with more around it.
    """
    yield BOM + _head(origin) + _lines([(*COLUMNS, "start", "left", "match", "right")])
    for batch in batches:
        yield _lines(line for row in batch for line in _occurrences(origin, row))


def as_json_lines(origin: Origin, batches: Iterable[list[Row]]) -> Iterator[str]:
    """An object a line: first the query, then each paragraph as the API gives it, and whether its report is a sample."""
    yield _json({
        "query": {"typed": origin.typed, "read_as": origin.reading.read_as, "notes": origin.notes}, "filters": _by_name(origin.filters),
        "count": origin.count, "release": origin.release, "date": origin.at.isoformat(timespec="seconds"), "url": origin.address})
    for batch in batches:
        yield "".join(_json(_entry(origin, row)) for row in batch)


def safe(cell: str) -> str:
    """The cell as text, whatever it begins with.

    >>> safe("=1+1"), safe("'甲"), safe("1+1")
    ("'=1+1", "''甲", '1+1')
    """
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _head(origin: Origin) -> str:
    said = {
        "archive": origin.root, "query": origin.typed, "read as": origin.reading.read_as,
        "not followed": " ".join(origin.notes) or "-", "filters": " ".join(f"{name}={value}" for name, value in origin.filters) or "-",
        "paragraphs": str(origin.count), "taken": f"{origin.at.isoformat(timespec='seconds')}, release: {origin.release}",
        "address": origin.address,
    }
    return _lines((f"# {name}: {' '.join(value.split())}",) for name, value in said.items())


def _lines(rows: Iterable[tuple]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _cells(origin: Origin, row: Row) -> tuple:
    return (
        _permalink(origin, row), row.token, row.place_code, safe(row.place), row.year, row.kind, safe(row.title), row.key,
        str(row.is_sample).lower(), safe(" › ".join(row.path)), row.part, row.position)


def _occurrences(origin: Origin, row: Row) -> Iterator[tuple]:
    cells, text = _cells(origin, row), spaced(row.text)
    for line in lines_in(row.text, origin.reading):
        left, right = text[max(0, line.start - CONTEXT):line.start], text[line.stop:line.stop + CONTEXT]
        yield (*cells, line.start, safe(left), safe(line.match), safe(right))


def _permalink(origin: Origin, row: Row) -> str:
    return f"{origin.root}p/{row.token}/"


def _entry(origin: Origin, row: Row) -> dict:
    return {
        "token": row.token, "url": _permalink(origin, row),
        "report": {
            "url": f"{origin.root}reports/{row.key}/", "key": row.key, "title": row.title,
            "place": {"code": row.place_code, "name": row.place} if row.place_code else None, "year": row.year, "kind": row.kind,
            "is_sample": row.is_sample},
        "section": row.path, "part": row.part, "position": row.position, "text": row.text, "highlights": highlights(row.text, origin.reading)}


def _json(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _by_name(filters: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Each parameter with all the values it was given.

    >>> _by_name([("place", "620100"), ("place", "630100")])
    {'place': ['620100', '630100']}
    """
    return {name: [value for other, value in filters if other == name] for name, _ in filters}
