"""Search: `search` asks the archive, `highlights` marks a text. Nothing else knows how it is done."""
from django.http import QueryDict

from archive import query
from archive.models import Paragraph
from archive.search.results import FacetValue, Hit, Results

__all__ = ["FacetValue", "Hit", "Results", "highlights", "search"]

FACETS = ("year", "place", "level", "kind", "part", "speaker")


def search(params: QueryDict, per_page: int = 20) -> Results:
    """The page of results that these parameters ask for; what is wrong in them becomes a note."""
    reading = query.read(params.get("q", ""))
    rows = Paragraph.objects.filter(report__status="published").select_related("report__place", "section")
    for literal in reading.literals:
        rows = rows.filter(folded__contains=literal.text)
    if not reading.literals:
        rows = rows.none()
    hits = [Hit(row, highlights(row.text, reading)) for row in rows.order_by("pk")[:per_page]]
    facets = {name: [] for name in FACETS}
    return Results(reading, rows.count(), rows.values("report").distinct().count(), facets, hits,
                   page_count=-(-rows.count() // per_page))


def highlights(text: str, reading: query.Reading) -> list[tuple[int, int]]:
    """Where `text`, a reading text, holds what the query looks for: code points, half-open, merged."""
    starts = ((text.find(literal.text), len(literal.text)) for literal in reading.literals)
    return sorted((start, start + length) for start, length in starts if start >= 0)
