"""From an address to what stands there, or to where it went."""
import re
from collections.abc import Callable
from functools import cache, wraps

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import reverse

from archive.access.roles import may_look
from archive.holdings.publication import withdrawal
from archive.models import UNDATED, UNPLACED, FormerAddress, Place, Report, Revision, Token, Witness
from archive.prepared import Question
from archive.text.tokens import ALPHABET, LENGTH, as_read
from archive.views.pages import page

View = Callable[..., HttpResponse]
# `revised_on`: since when its text reads as it does.
WHOLE = Report.objects.select_related("place__parent__parent").annotate(revised_on=Subquery(
    Revision.objects.filter(report=OuterRef("pk"), number=OuterRef("revision")).values("made_at")))
TOKEN = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
CODE, YEAR, SLUG, VALUE = "code", -1, "slug", "value"
# One question, lest a revision come between two: a token has its paragraph, present or former, at every moment.
KNOWN = Question(Token.objects.select_related("paragraph__section", "former", "report__place__parent__parent").filter(value=VALUE), VALUE)


def of_report(view: View) -> View:
    """Gives `view` the report of this address.

    Elsewhere now: 301, in the same form. Withdrawn: 410. A draft is there for staff only.
    """
    @wraps(view)
    def answer(request: HttpRequest, code: str, year: str, slug: str, **rest: str) -> HttpResponse:
        report = whole(code, year, slug)
        if report is None:
            return moved(request, address_now(code, year, slug), rest)
        return refusal(request, report) or view(request, report, **rest)
    return answer


def of_token(view: View) -> View:
    """Gives `view` the token that is written in this address, with its paragraph, present or former, if it has one.

    Otherwise written: 301 to the same form. Of a withdrawn report: 410. Never given by a report taken out of drafts: 404.
    """
    @wraps(view)
    def answer(request: HttpRequest, written: str) -> HttpResponse:
        token = as_read(written)
        if not TOKEN.fullmatch(token):
            raise Http404
        if token != written:
            return HttpResponsePermanentRedirect(reverse(request.resolver_match.url_name, args=[token]))
        known = KNOWN.first(token)
        if known is None:
            raise Http404
        if refused := refusal(request, known.report):
            return refused
        if not (hasattr(known, "paragraph") or hasattr(known, "former") or known.given_on):
            raise Http404
        return view(request, known)
    return answer


def whole(code: str, year: str, slug: str) -> Report | None:
    """The report of this address with its place and what holds that."""
    codes, years = [] if code == UNPLACED else [code], [] if year == UNDATED else [int(year)]
    return at(bool(codes), bool(years)).first(*codes, *years, slug)


@cache
def at(is_placed: bool, is_dated: bool) -> Question:
    codes, years = [CODE] * is_placed, [YEAR] * is_dated
    return Question(WHOLE.at(*(codes or [UNPLACED]), *(map(str, years) if years else [UNDATED]), SLUG), *codes, *years, SLUG)


def refusal(request: HttpRequest, report: Report) -> HttpResponse | None:
    """What is answered instead of a report that is not for everyone."""
    if report.status == Report.Status.WITHDRAWN:
        return gone(request, report)
    if not report.is_public and not (request.user.is_staff or may_look(request.user)):
        raise Http404
    return None


def visible(request: HttpRequest, report: Report) -> QuerySet[Witness]:
    """The files that this reader sees; staff see those too that are still to be looked at."""
    return report.witnesses.select_related("original") if may_look(request.user) else report.witnesses.shown()


def gone(request: HttpRequest, report: Report) -> HttpResponse:
    """410 with who, when and why, in the form that was asked for."""
    match request.resolver_match.url_name:
        case "report_json":
            return JsonResponse({"error": withdrawal(report)}, status=410, json_dumps_params={"ensure_ascii": False})
        case "report_text" | "report_ris" | "report_bib" | "report_csl" | "paragraph_ris" | "paragraph_bib" | "paragraph_csl":
            return HttpResponse(f"{withdrawal(report)}\n", content_type="text/plain; charset=utf-8", status=410)
    return page(request, "410.html", {"report": report}, status=410)


def address_now(code: str, year: str, slug: str) -> tuple[str, str, str]:
    """Where the report that once had this address stands today."""
    former = FormerAddress.objects.select_related("report").filter(key=f"{code}/{year}/{slug}").first()
    if former and former.report.status != Report.Status.DRAFT:
        return former.report.address
    successor = Place.objects.filter(code=code).values_list("successor_id", flat=True).first()
    if successor and Report.objects.public().at(successor, year, slug).exists():
        return successor, year, slug
    raise Http404


def moved(request: HttpRequest, address: tuple[str, ...], rest: dict[str, str]) -> HttpResponse:
    """301 to the same form of what was asked for, with the same query."""
    there = reverse(request.resolver_match.url_name, args=[*address, *rest.values()])
    query = request.META.get("QUERY_STRING")
    return HttpResponsePermanentRedirect(f"{there}?{query}" if query else there)
