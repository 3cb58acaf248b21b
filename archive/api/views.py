"""The API: read only, open to every origin, its mistakes told in words."""
import re
from collections.abc import Sequence

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import resolve, reverse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from archive import freshness, search
from archive.api import csv, parameters
from archive.api.errors import Gone, Mistaken
from archive.api.examples import answer_of
from archive.api.freshness import fresh
from archive.api.paging import BY_CODE, LISTED, NEWEST_FIRST, listing, page_of, start_of
from archive.api.serializers import (
    ErrorEntry,
    ParagraphAlone,
    PlaceEntry,
    ReportEntry,
    ReportWhole,
)
from archive.api.ways import ANY, answer
from archive.browsing import inventory, lists
from archive.filters import ReportFilter, listed, not_understood, unknown_names
from archive.holdings.publication import withdrawal
from archive.models import Edit, FormerAddress, FormerParagraph, Paragraph, Place, Report, Token, Witness
from archive.sentences import said
from archive.text.tokens import ALPHABET, LENGTH, as_read
from archive.text.vocabulary import Level

TOKEN = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
KNOWN = Token.objects.select_related("paragraph__section", "former", "report__place", "report__withdrawn_by").prefetch_related("paragraph__edits")
REFUSED = {406: ErrorEntry, 429: ErrorEntry}
MISTAKEN = {400: ErrorEntry, **REFUSED}
UNLISTED = {404: ErrorEntry, **MISTAKEN}
MISSING = {404: ErrorEntry, 410: ErrorEntry, **REFUSED}
JSON, CSV = (200, "application/json"), (200, "text/csv")


class Open(APIView):
    """Answers GET for every origin, in the language that is asked for."""
    http_method_names = ["get", "head", "options"]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple:
        """Who asks for CSV in the address may ask for it in `Accept` too; their mistakes are told in JSON."""
        return super().perform_content_negotiation(request, force or request.GET.get("format") == "csv")

    def finalize_response(self, request: HttpRequest, response: HttpResponseBase, *args, **kwargs) -> HttpResponseBase:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Access-Control-Allow-Origin"] = "*"
        patch_vary_headers(answer, ["Accept-Language", "Cookie"])
        return answer


def must_be_known(request: Request, known: Sequence[OpenApiParameter]) -> None:
    """A parameter that nobody asks about is refused: a misspelt one would find more than was meant."""
    for complaint in unknown_names(request.GET, [parameter.name for parameter in known]):
        raise Mistaken(said(complaint))


class Search(Open):
    @extend_schema(operation_id="search", summary="检索", description="每条是一段，附其报告、所在各级标题与命中处；group=report 时是一份报告，附命中的段数与最前的几段；group=lines 时是一处，附前后文。", parameters=parameters.SEARCH, examples=[answer_of("search")], responses={JSON: ANY, CSV: str, **MISTAKEN})
    def get(self, request: Request) -> Response:
        must_be_known(request, parameters.SEARCH)
        params = request.GET.copy()
        params.pop("format", None)
        question = search.understood(params, LISTED)
        if question.complaints:
            raise Mistaken(said(question.complaints[0]))
        if csv.is_asked(request.GET):
            return csv.of_search(params)
        try:
            results = search.answered(question)
        except search.TooBroad as refused:
            raise Mistaken(said(refused.sentence)) from refused
        return Response(answer(results, {"request": request}))


class Reports(Open):
    @extend_schema(operation_id="list_reports", summary="报告，新的在前", description="不含各节；可按地区、年份等筛选。", parameters=parameters.REPORTS, examples=[answer_of("list_reports")], responses={JSON: listing(ReportEntry), CSV: str, **UNLISTED})
    @fresh(freshness.of_archive)
    def get(self, request: Request) -> HttpResponseBase:
        must_be_known(request, parameters.REPORTS)
        narrowed = ReportFilter(request.GET, queryset=Report.objects.public())
        for complaint in narrowed.complaints:
            raise Mistaken(said(complaint))
        start = start_of(request, NEWEST_FIRST)
        if csv.is_asked(request.GET):
            return csv.sent(inventory.of_reports(lists.every(narrowed.qs), request.build_absolute_uri("/")), "reports")
        return page_of(with_parts(narrowed.qs), start, ReportEntry, request)


def with_parts(reports: QuerySet) -> QuerySet:
    """With what a report's entry tells, in two queries more."""
    return reports.select_related("place").prefetch_related(
        Prefetch("witnesses", Witness.objects.shown()), Prefetch("edits", Edit.objects.filter(paragraph=None)))


class ReportAt(Open):
    @extend_schema(operation_id="report", summary="一份报告，连同全文", description="各节按层级嵌套；第一个标题之前的段落在无题的一节里。", parameters=parameters.REPORT, examples=[answer_of("report")], responses={200: ReportWhole, **MISSING})
    @fresh(freshness.of_report_at)
    def get(self, request: Request, code: str, year: str, slug: str) -> HttpResponseBase:
        report = with_parts(Report.objects.at(code, year, slug)).select_related("withdrawn_by").first()
        if report is None:
            return moved(f"{code}/{year}/{slug}")
        shown_only_if_public(report)
        return Response(ReportWhole(report, context={"request": request}).data)


def moved(key: str) -> HttpResponsePermanentRedirect:
    """To where the report of this key stands now."""
    former = FormerAddress.objects.select_related("report__withdrawn_by").filter(key=key).first()
    if former is None:
        raise Http404
    shown_only_if_public(former.report)
    return HttpResponsePermanentRedirect(reverse("api_report", args=former.report.address))


def shown_only_if_public(report: Report) -> None:
    if report.status == Report.Status.WITHDRAWN:
        raise Gone(withdrawal(report))
    if not report.is_public:
        raise Http404


class ParagraphOf(Open):
    @extend_schema(operation_id="paragraph", summary="一段", description="记号永久有效；后来改过、去掉或并入他处的，给出当时的文字和今在何处。", parameters=parameters.PARAGRAPH, examples=[answer_of("paragraph")], responses={200: ParagraphAlone, **MISSING})
    @fresh(freshness.of_report_with)
    def get(self, request: Request, token: str) -> HttpResponseBase:
        read = as_read(token)
        if not TOKEN.fullmatch(read):
            raise Http404
        if read != token:
            return HttpResponsePermanentRedirect(reverse("api_paragraph", args=[read]))
        known = KNOWN.filter(value=read).first()
        if known is None:
            raise Http404
        shown_only_if_public(known.report)
        return Response(ParagraphAlone(alone(known), context={"request": request}).data)


def alone(known: Token) -> Paragraph | FormerParagraph:
    """What bears this token, or bore it."""
    found = getattr(known, "paragraph", None) or getattr(known, "former", None)
    if found is None and known.given_on is None:
        raise Http404
    if found is None:
        raise Gone(_("这一段已不在报告《{title}》中。").format(title=known.report.title))
    found.report = known.report
    return found


class Places(Open):
    @extend_schema(operation_id="list_places", summary="地区", description="国标代码与名称。", parameters=parameters.PLACES, examples=[answer_of("list_places")], responses={JSON: listing(PlaceEntry), CSV: str, **UNLISTED})
    @fresh(freshness.of_archive)
    def get(self, request: Request) -> HttpResponseBase:
        must_be_known(request, parameters.PLACES)
        places = Place.objects.annotate(report_count=Count("reports", Q(reports__status=Report.Status.PUBLISHED)))
        if level := request.GET.get("level"):
            if level not in list(Level):
                raise Mistaken(said(not_understood("level", level, listed(Level))))
            places = places.filter(level=level)
        if parent := request.GET.get("parent"):
            places = places.filter(parent=parent.replace("\0", ""))
        start = start_of(request, BY_CODE)
        if csv.is_asked(request.GET):
            return csv.sent(csv.of_places(places.order_by("code")), "places")
        return page_of(places, start, PlaceEntry, request)


class Nowhere(Open):
    """What stands at no address of the API, unless a slash at its end is all that is missing."""

    @extend_schema(exclude=True)
    def get(self, request: Request, rest: str) -> HttpResponseBase:
        there = f"/api/{rest}/"
        if not rest.endswith("/") and resolve(there).func.view_class is not Nowhere:
            query = request.META.get("QUERY_STRING")
            return HttpResponsePermanentRedirect(f"{iri_to_uri(there)}?{query}" if query else iri_to_uri(there))
        raise Http404


class Schema(SpectacularAPIView):
    """The OpenAPI document, for every origin."""

    def finalize_response(self, request: Request, response: Response, *args, **kwargs) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Access-Control-Allow-Origin"] = "*"
        return answer


class Docs(SpectacularSwaggerSplitView):
    """The page to read it and try it on, all of it from here."""
    url_name = "api_schema"
    template_name = "api/docs.html"
