"""The tables one browses by: places and years, kinds, speakers; each a page and a file."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import labels
from archive.browsing import catalogue, inventory, lists
from archive.browsing.catalogue import Cell, Matrix, Row
from archive.filters import ReportFilter, unknown_names
from archive.models import UNDATED, UNPLACED, Place, Report
from archive.sentences import said
from archive.templatetags.words import year as year_in_words
from archive.views.exports import told
from archive.views.freshness import fresh
from archive.views.pages import page
from archive.views.reports import as_attachment

MOST_AT_ONCE = 300
"""Speakers on one page; more are shown a letter at a time."""
NAMED = 3
"""Places named beside a speaker."""


@dataclass(frozen=True)
class Line:
    """A row of the table as it is drawn. Put together by hand: there are thousands of cells, and templates would take most of the time."""
    row: Row
    years: dict[int | None, str]
    gap: str

    @property
    def cells(self) -> SafeString:
        name = escape(self.row.place.name if self.row.place else _("未定地区"))
        address = reverse("place", args=[self.row.code])
        return mark_safe("".join(self.drawn(cell, name, address) for cell in self.row.cells))

    def drawn(self, cell: Cell, name: str, address: str) -> str:
        if not cell.count:
            return self.gap if cell.is_missing else "<td></td>"
        told = f"{name} {self.years[cell.year]}：{cell.count}"
        return f'<td><a href="{address}{cell.year or UNDATED}/" aria-label="{told}">{cell.count}</a></td>'


def nothing() -> str:
    """A cell that is missing: a stroke to the eye, a word to the ear."""
    return f'<td class="missing"><span aria-hidden="true">–</span><span class="unseen">{_("缺")}</span></td>'


def table(matrix: Matrix, csv: str) -> dict:
    """What _matrix.html needs; `csv` is the address of the same as a file."""
    years, gap = {year: escape(year_in_words(year)) for year in matrix.years}, nothing()
    return {"matrix": matrix, "lines": [Line(row, years, gap) for row in matrix.rows], "csv": csv}


def runs(years: Iterable[int]) -> str:
    """Years in words.

    >>> runs([2001, 2003, 2004, 2005])
    '2001、2003–2005'
    """
    found: list[list[int]] = []
    for year in years:
        if found and found[-1][-1] == year - 1:
            found[-1].append(year)
        else:
            found.append([year])
    return _("、").join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in found)


def sent(pieces: Iterator[str], name: str) -> HttpResponseBase:
    answer = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = as_attachment(f"{name}.csv")
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def holdings_csv(request: HttpRequest) -> HttpResponseBase:
    return sent(inventory.of_matrix(catalogue.matrix(Report.objects.public()), request.build_absolute_uri("/")), "holdings")


@require_safe
def below_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    if code == UNPLACED:
        raise Http404
    place = get_object_or_404(Place, code=code)
    return sent(inventory.of_matrix(catalogue.below(place, place.children.all()), request.build_absolute_uri("/")), f"holdings-{code}")


@require_safe
def place_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    place = None if code == UNPLACED else get_object_or_404(Place, code=code)
    return listed(request, Report.objects.public().filter(place=place), f"reports-{code}")


@require_safe
def reports_csv(request: HttpRequest) -> HttpResponseBase:
    """Every report that the filters leave."""
    narrowed = ReportFilter(request.GET, queryset=Report.objects.public())
    for complaint in [*unknown_names(request.GET, narrowed.filters), *narrowed.complaints]:
        return told(said(complaint), 400)
    return listed(request, narrowed.qs, "reports")


def listed(request: HttpRequest, reports: Iterable[Report], name: str) -> HttpResponseBase:
    return sent(inventory.of_reports(lists.every(reports), request.build_absolute_uri("/")), name)


@require_safe
@fresh
def kinds(request: HttpRequest) -> HttpResponse:
    return page(request, "kinds.html", {"kinds": lists.kinds()})


@require_safe
def kinds_csv(request: HttpRequest) -> HttpResponseBase:
    return sent(inventory.of_kinds(lists.kinds(), request.build_absolute_uri("/")), "kinds")


@require_safe
@fresh
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """The places and years of the reports of one kind."""
    found = of_kind(kind)
    return page(request, "kind.html", {
        "kind": kind, "label": labels.KINDS[kind], "total": sum(row.total for row in found.rows),
        **table(found, reverse("kind_csv", args=[kind]))})


@require_safe
def kind_csv(request: HttpRequest, kind: str) -> HttpResponseBase:
    return sent(inventory.of_matrix(of_kind(kind), request.build_absolute_uri("/")), f"holdings-{kind}")


def of_kind(kind: str) -> Matrix:
    if kind not in set(labels.KINDS):
        raise Http404
    return catalogue.matrix(Report.objects.public().filter(kind=kind))


@dataclass(frozen=True)
class Named:
    """A speaker as the page lists them."""
    speaker: lists.Speaker

    @property
    def address(self) -> str:
        return f"{reverse('reports')}?{urlencode({'speaker': self.speaker.name})}"

    @property
    def places(self) -> list[lists.Held]:
        return self.speaker.held[:NAMED]

    @property
    def more(self) -> int:
        return max(0, len(self.speaker.held) - NAMED)


@require_safe
@fresh
def speakers(request: HttpRequest) -> HttpResponse:
    """All, or those of one letter once they are many; a letter that nobody begins with shows the first."""
    found = lists.speakers()
    letters = lists.initials(found)
    letter = None
    if len(found) > MOST_AT_ONCE:
        asked = request.GET.get("letter", "").upper()
        letter = asked if asked in letters else next(iter(letters))
    shown = [Named(speaker) for speaker in found if letter in (None, speaker.initial)]
    return page(request, "speakers.html", {"speakers": shown, "letters": letters if letter else {}, "letter": letter, "total": len(found)})


@require_safe
def speakers_csv(request: HttpRequest) -> HttpResponseBase:
    return sent(inventory.of_speakers(lists.speakers()), "speakers")
