"""Browsing by shortening the address: all reports, those of a place, those of a place in a year."""
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive import labels
from archive.browsing import catalogue
from archive.filters import ReportFilter, only_known, unknown_names
from archive.models import UNDATED, UNPLACED, Place, Report
from archive.search import FacetValue
from archive.text.vocabulary import Level
from archive.views import browse
from archive.views.facets import Facet, choices, link
from archive.views.freshness import fresh
from archive.views.pages import page

PER_PAGE = 50
NAMES = (*ReportFilter.base_filters, "page")
"""The parameters of the list of reports."""
FACETS = {"level": (_("级别"), labels.LEVELS), "kind": (_("文种"), labels.KINDS), "year": (_("年份"), {UNDATED: _("未注明日期")})}


@require_safe
@fresh
def reports(request: HttpRequest) -> HttpResponse:
    """Every report, or those the filters leave; a page number that is none shows the nearest page."""
    notes, request.GET = unknown_names(request.GET, NAMES), only_known(request.GET, NAMES)
    narrowed = ReportFilter(request.GET, queryset=Report.objects.public())
    refusals = narrowed.complaints
    listed = Report.objects.none() if refusals else narrowed.qs
    here = Paginator(listed.select_related("place").newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "reports.html", {
        "reports": here, "notes": [*notes, *refusals], "mended": link(request.GET, **narrowed.mended) if refusals else None,
        "facets": facets(request.GET, narrowed.form.cleaned_data),
        "previous": link(request.GET, page=here.previous_page_number()) if here.has_previous() else None,
        "next": link(request.GET, page=here.next_page_number()) if here.has_next() else None,
        "places": catalogue.counted(Place.objects.filter(level__in=[Level.NATION, Level.PROVINCE])),
    }, status=400 if refusals else 200)


def facets(params: QueryDict, chosen: dict[str, list[str] | str]) -> list[Facet]:
    """What reports can be narrowed by, counted over all reports."""
    counted = catalogue.kinds_levels_years()
    return [Facet(label, choices(params, name, [
        FacetValue(value, names.get(value, value), count, value in chosen.get(name, ()))
        for value, count in counted[name].items()])) for name, (label, names) in FACETS.items()]


@require_safe
@fresh
def place(request: HttpRequest, code: str) -> HttpResponse:
    if code == UNPLACED:
        return unplaced(request)
    here = get_object_or_404(Place.objects.select_related("parent__parent", "successor"), code=code)
    if here.successor_id and not catalogue.is_held(here):
        # For now: a report may be filed here yet, and what is permanent a browser keeps.
        return HttpResponseRedirect(reverse("place", args=[here.successor_id]))
    children = list(here.children.all())
    below = catalogue.below(here, children)
    return page(request, "place.html", {
        **own(here), "before": catalogue.predecessors(here), "bare": catalogue.bare(children, below),
        **browse.table(below, reverse("below_csv", args=[code])),
    })


def own(here: Place | None) -> dict:
    """A place's own reports and the years they are of."""
    reports = list(Report.objects.public().filter(place=here).newest_first())
    years = catalogue.timeline(here, reports)
    return {"place": here, "reports": reports, "timeline": years, "gaps": browse.runs(years.missing),
            "withdrawn": [] if reports else withdrawn(here)}


def withdrawn(here: Place | None) -> QuerySet[Report]:
    """What was filed here for everyone to see and is no more; its addresses say why."""
    return Report.objects.filter(place=here, status=Report.Status.WITHDRAWN, published_at__isnull=False).newest_first()


def unplaced(request: HttpRequest) -> HttpResponse:
    return page(request, "place.html", own(None))


@require_safe
@fresh
def place_year(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """Reports of a place in a year, then those of the places below it; 410 where all there was is withdrawn."""
    here = None if code == UNPLACED else get_object_or_404(
        Place.objects.select_related("parent__parent", "successor"), code=code)
    of_year = Q(year=None if year == UNDATED else int(year))
    public = Report.objects.public().select_related("place").filter(of_year)
    own = list(public.filter(place=here))
    lower = list(public.filter(place__code__startswith=here.code_prefix).exclude(place=here)) if here else []
    gone = [] if own else list(withdrawn(here).filter(of_year))
    if not own and not lower:
        if here and here.successor_id:
            return HttpResponseRedirect(reverse("place_year", args=[here.successor_id, year]))
        if not gone:
            raise Http404
    return page(request, "place_year.html", {"place": here, "year": year, "reports": own, "lower": lower, "withdrawn": gone},
                status=200 if own or lower else 410)
