"""Atom feeds: of the archive, of a place with all below it, of a search. And what a browser reads to add the search."""
import re
from collections.abc import Callable
from datetime import UTC, datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from archive import feeds
from archive.browsing import catalogue
from archive.feeds import Entry, urn
from archive.filters import not_understood
from archive.models import UNPLACED, Place, Report
from archive.releasing.present import changed_at
from archive.search import TooBroad, understood
from archive.search.newest import newest
from archive.sentences import said
from archive.views.exports import of_the_whole, told, what_is_wrong

PER_PAGE, PAGES = 50, 20
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Since when an archive in which nothing ever happened is as it is."""
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for, not even escaped."""
Page = Callable[[int, int], tuple[int, list[Entry]]]
"""Of a limit and an offset, how many entries there are and those."""


@require_safe
@conditional_page
def archive(request: HttpRequest) -> HttpResponse:
    return feed(request, _("政府报告文库"), reverse("reports"), changes(Report.objects.all()))


@require_safe
@conditional_page
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Of a place's reports, and those of all below it."""
    if code == UNPLACED:
        return feed(request, _("未定地区"), reverse("place", args=[code]), changes(Report.objects.filter(place=None)))
    here = get_object_or_404(Place, code=code)
    if here.successor_id and not catalogue.is_held(here):
        return HttpResponseRedirect(reverse("place_feed", args=[here.successor_id]))
    below = Report.objects.filter(place__code__startswith=here.code_prefix)
    return feed(request, here.name, here.get_absolute_url(), changes(below))


@require_safe
@conditional_page
def search(request: HttpRequest) -> HttpResponse:
    """Of the paragraphs that a search finds, those last added first."""
    params = of_the_whole(request.GET)
    params.pop("sort", None)
    question = understood(params, 1)
    if refusal := what_is_wrong(question):
        return told(said(refusal), 400)

    def page(limit: int, offset: int) -> tuple[int, list[Entry]]:
        count, found = newest(question, limit, offset)
        return count, [feeds.of_paragraph(added) for added in found]
    return feed(request, question.reading.read_as or filters_of(params), f"{reverse('search')}?{params.urlencode()}", page)


def filters_of(params: QueryDict) -> str:
    return " ".join(f"{name}:{value}" for name, value in params.items() if value)


def changes(reports: QuerySet[Report]) -> Page:
    rows = feeds.happenings(reports)
    return lambda limit, offset: (rows.count(), feeds.of_happenings(list(rows[offset:offset + limit])))


def feed(request: HttpRequest, title: str, path: str, page: Page) -> HttpResponse:
    """The feed's page that the address asks for, or why there is none, in a sentence."""
    number = request.GET.get("page") or "1"
    if not (number.isascii() and number.isdecimal() and len(number) < 4 and 1 <= int(number) <= PAGES):
        return told(said(not_understood("page", number)), 400)
    offset = (int(number) - 1) * PER_PAGE
    try:
        count, entries = page(PER_PAGE, offset)
    except TooBroad as refused:
        return told(said(refused.sentence), 400)
    updated = max(entry.updated for entry in entries) if entries else changed_at() or EPOCH
    return answered(request, updated, {
        "title": title, "about": request.build_absolute_uri(path), "updated": updated.isoformat(), "root": request.build_absolute_uri("/")[:-1],
        "id": urn(address(request, None)), "entries": entries, "count": count, "first_shown": offset + 1, "per_page": PER_PAGE,
        "namespace": feeds.NAMESPACE.urn, "language": get_language(), "links": links(request, int(number), last_page(count)),
    })


def last_page(count: int) -> int:
    return max(1, min(PAGES, -(-count // PER_PAGE)))


def links(request: HttpRequest, number: int, last: int) -> list[tuple[str, str]]:
    """To this page and those around it, as RFC 5005 names them."""
    pages = {"self": number, "first": 1, "previous": number - 1, "next": number + 1, "last": last}
    return [(rel, request.build_absolute_uri(address(request, page))) for rel, page in pages.items() if 1 <= page <= last or rel == "self"]


def address(request: HttpRequest, number: int | None) -> str:
    """The feed's own address, its parameters in one order, at this page; None and 1 are the feed itself."""
    params = request.GET.copy()
    params.pop("page", None)
    if number and number > 1:
        params["page"] = str(number)
    query = "&".join(sorted(params.urlencode().split("&"))) if params else ""
    return f"{request.path}?{query}" if query else request.path


def answered(request: HttpRequest, updated: datetime, context: dict) -> HttpResponse:
    answer = render(request, "feed.xml", context, content_type="application/atom+xml; charset=utf-8")
    answer.content = FORBIDDEN.sub("\ufffd", answer.text)
    answer["Last-Modified"] = http_date(updated.timestamp())
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])
    return answer


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """So that a browser can add the search, and ask for suggestions."""
    answer = render(request, "opensearch.xml", {"root": request.build_absolute_uri("/")[:-1]},
                    content_type="application/opensearchdescription+xml; charset=utf-8")
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])
    return answer
