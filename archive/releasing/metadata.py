"""What is known of each report, a row each, for spreadsheets."""
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from archive.exports import BOM, safe
from archive.models import Report

COLUMNS = ("file", "key", "place", "place_name", "level", "year", "kind", "title", "subtitle", "kicker", "review_year", "plan_year",
           "delivered_on", "published_on", "speaker", "speaker_role", "authors", "occasion", "issuer", "source", "language", "is_sample",
           "supplied", "revision", "paragraph_count", "character_count")
BATCH = 500


def metadata(addresses: Iterable[tuple[int, str]]) -> Iterator[bytes]:
    """The table, a batch of reports at a time; `addresses` are their keys in the database and their own."""
    yield (BOM + lines([COLUMNS])).encode()
    rest = iter(addresses)
    while batch := dict(islice(rest, BATCH)):
        reports = Report.objects.select_related("place").in_bulk(list(batch))
        yield lines(row(reports[pk], key) for pk, key in batch.items()).encode()


def row(report: Report, key: str) -> list[str]:
    told = {"file": f"texts/{key}.txt", "key": key, "place": report.place_id, "place_name": report.place_label,
            "level": report.place.level if report.place else ""}
    return [cell(told[name] if name in told else getattr(report, name)) for name in COLUMNS]


def cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula.

    >>> cell(["甲", "乙"]), cell(None), cell("=1")
    ('甲、乙', '', "'=1")
    """
    return safe("、".join(value) if isinstance(value, list) else "" if value is None else str(value))


def lines(rows: Iterable[Iterable[str]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()
