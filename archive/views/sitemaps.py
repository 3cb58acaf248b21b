"""Every public report for those who index the web, with when it last changed; never a search."""
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from archive.models import Report
from archive.oai.writing import stamp

MOST = 50_000
"""Addresses, of one file, as sitemaps.org has it."""
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LAST = 2**31


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A file for each stretch of serial numbers: what comes in later is in the last, and no report moves to another."""
    stretches = Report.objects.public().order_by().annotate(stretch=F("pk") / MOST).values_list("stretch").annotate(changed=Max("changed_at"))
    return written("sitemapindex", "sitemap", (
        (request.build_absolute_uri(reverse("sitemap", args=[number])), changed) for number, changed in stretches.order_by("stretch")))


@require_safe
def sitemap(request: HttpRequest, number: int) -> HttpResponse:
    if number >= LAST:
        raise Http404
    first = number * MOST
    reports = list(Report.objects.public().filter(pk__gte=first, pk__lt=first + MOST).order_by("pk").only("place_id", "year", "slug", "changed_at"))
    if not reports:
        raise Http404
    return written("urlset", "url", ((request.build_absolute_uri(report.get_absolute_url()), report.changed_at) for report in reports))


def written(whole: str, each: str, entries: Iterable[tuple[str, datetime]]) -> HttpResponse:
    lines = "".join(f"<{each}><loc>{escape(address)}</loc><lastmod>{stamp(changed)}</lastmod></{each}>\n" for address, changed in entries)
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{NAMESPACE}">\n{lines}</{whole}>\n'
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
