"""The three ways to see what a search finds, as the page shows them: passages, reports, lines."""
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.models import Paragraph, Report
from archive.reading.marking import Span, marked
from archive.search import Hit, ReportHit, Results
from archive.text.tables import spaced
from archive.views.facets import Choice, link
from archive.views.hits import Passages

WAYS = {"paragraph": _("逐段"), "report": _("按报告"), "lines": _("语境索引")}
PER_PAGE = {"paragraph": 20, "report": 10, "lines": 50}
BY_DATE = {"newest": _("最新"), "oldest": _("最早")}
SORTS: Mapping[str, Mapping[str, str]] = {
    "paragraph": {"relevance": _("相关"), **BY_DATE},
    "report": {"relevance": _("段数"), **BY_DATE},
    "lines": {**BY_DATE, "left": _("按前文"), "right": _("按后文")},
}
BEFORE, LENGTH = 40, 120
"""Of a report's passage: how much before the first match, and how much in all."""


@dataclass(frozen=True)
class Shown:
    """A passage as the page shows it."""
    paragraph: Paragraph
    html: SafeString


@dataclass(frozen=True)
class ShownReport:
    """A report with the first of its hits, each cut down to what stands around the first match."""
    report: Report
    count: int
    passages: list[Shown]

    @property
    def more(self) -> int:
        return self.count - len(self.passages)


def per_page(params: QueryDict) -> int:
    return PER_PAGE.get(params.get("group", ""), PER_PAGE["paragraph"])


def listed(params: QueryDict, results: Results) -> dict:
    """What the page lists: one of the three."""
    passages = Passages(params.get("q", ""))
    return {
        "hits": passages.html(results.hits), "lines": passages.lines(results.lines),
        "reports": [shown(hit) for hit in results.reports],
    }


def shown(hit: ReportHit) -> ShownReport:
    return ShownReport(hit.report, hit.count, [Shown(passage.paragraph, excerpt(passage)) for passage in hit.passages])


def excerpt(hit: Hit) -> SafeString:
    text = spaced(hit.paragraph.text)
    start = max(0, hit.highlights[0][0] - BEFORE) if hit.highlights and len(text) > LENGTH else 0
    stop = start + LENGTH
    inside: list[Span] = [(begin - start, end - start) for begin, end in hit.highlights if begin < stop]
    return format_html("{}{}{}", "…" if start else "", marked(text[start:stop], inside), "…" if stop < len(text) else "")


def ways(params: QueryDict, results: Results) -> list[Choice]:
    """The way one is on, and the others with the order kept that they know too."""
    return [Choice(label, link(params, group=None if name == "paragraph" else name, sort=kept_sort(params, name)), selected=name == results.group)
            for name, label in WAYS.items()]


def kept_sort(params: QueryDict, group: str) -> str | None:
    return params.get("sort") if params.get("sort") in SORTS[group] else None


def sorts(params: QueryDict, results: Results) -> list[Choice]:
    """The orders there are; without words there is no relevance, and the newest come first."""
    names = {name: label for name, label in SORTS[results.group].items() if results.reading.root or name != "relevance"}
    now = params.get("sort") if params.get("sort") in names else next(iter(names))
    return [Choice(label, link(params, sort=name), selected=name == now) for name, label in names.items()]
