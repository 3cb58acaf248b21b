"""Search: `search` asks the archive, `highlights` marks a text. Nothing else knows how it is done.

The API asks in two steps, for it refuses what the site only remarks on: `understood`, then `answered`.
"""
from archive.search.asking import TooBroad
from archive.search.highlights import highlights
from archive.search.questions import Question, understood
from archive.search.results import FacetValue, Hit, LineHit, ReportHit, Results
from archive.search.ways import answered, search

__all__ = ["FacetValue", "Hit", "LineHit", "Question", "ReportHit", "Results", "TooBroad", "answered", "highlights", "search", "understood"]
