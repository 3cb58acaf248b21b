"""A report: to read, and in its other forms."""
from urllib.parse import quote

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from rest_framework.renderers import JSONRenderer

from archive.api.serializers import ReportWhole
from archive.holdings import originals
from archive.models import Report, Witness
from archive.prepared import Question, rows
from archive.text.tables import tabbed
from archive.text.vocabulary import GUESS
from archive.views import citations
from archive.views.freshness import fresh, fresh_form, linked_report
from archive.views.guards import of_report, visible
from archive.views.pages import page
from archive.views.reading import laid_out
from archive.views.sending import file

OTHER_YEARS = """
    select year, slug from archive_report
    where place_id = %s and kind = %s and year is not null and status = 'published' order by year, slug
"""
ANY = -1
# A witness may carry a text as long as the report's: whether it has one is all that the page tells.
WITNESSES = Question(Witness.objects.shown().filter(report=ANY).defer("text", "warnings").annotate(
    is_compared=ExpressionWrapper(~Q(text=""), BooleanField())), ANY)


@require_safe
@fresh
@linked_report
@of_report
def report(request: HttpRequest, report: Report) -> HttpResponse:
    return page(request, "report.html", {
        **laid_out(request, report),
        "report": report,
        "witnesses": WITNESSES.answer(report.pk),
        "neighbours": neighbours(report), "revised_on": report.revised_on if report.revision > 1 else None,
        "supplied": [field_name(name) for name in report.supplied if name not in report.earlier],
        "earlier": [field_name(name) for name in report.earlier], "suggested": suggested(report),
        **citations.context(citations.cited_report(request, report), description(report), citations.files_of_report(report)),
    })


def description(report: Report) -> str:
    """The report in a line, for those who list it."""
    told = [report.place_label, str(report.year or ""), report.title, report.speaker]
    return " ".join(filter(None, told))


def field_name(name: str) -> str:
    """What a field of a report is called on the page."""
    return next((field.verbose_name for field in Report._meta.fields if field.name == name), name)


def suggested(report: Report) -> list[tuple[str, str, str]]:
    """What the archive guesses and did not fill in: the field, the guess, and the words it is guessed from."""
    return [(field_name(name), str(guess), report.evidence.get(f"{GUESS}{name}", ""))
            for name, guess in report.suggestions.items()]


def neighbours(report: Report) -> dict[str, Report | None]:
    """The reports of the same place and kind in the nearest year before and after."""
    found = rows(OTHER_YEARS, [report.place_id, report.kind]) if report.year else []
    before, after = [other for other in found if other[0] < report.year], [other for other in found if other[0] > report.year]
    return {"previous": of_year(report, *before[-1]) if before else None, "next": of_year(report, *after[0]) if after else None}


def of_year(report: Report, year: int, slug: str) -> Report:
    """As much of another report of the same place as leads there."""
    return Report(place_id=report.place_id, year=year, slug=slug)


@require_safe
@fresh_form
@of_report
def text(request: HttpRequest, report: Report) -> HttpResponse:
    """The reading text, a paragraph a line, a table's cells parted by tabs and its rows by lines."""
    return citations.plain_text("".join(f"{tabbed(line)}\n" for line in report.paragraphs.values_list("text", flat=True)))


@require_safe
@fresh_form
@of_report
def as_json(request: HttpRequest, report: Report) -> HttpResponse:
    """What the API gives for this report."""
    prefetch_related_objects([report], Prefetch("witnesses", Witness.objects.shown()))
    whole = ReportWhole(report, context={"request": request})
    answer = HttpResponse(JSONRenderer().render(whole.data), content_type="application/json")
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])  # its warnings are in words
    return answer


@require_safe
@of_report
def original(request: HttpRequest, report: Report, sha256: str) -> HttpResponseBase:
    return handed_out(request, visible(request, report), sha256)


def handed_out(request: HttpRequest, witnesses: QuerySet[Witness], sha256: str) -> HttpResponseBase:
    """The file as it was handed in, byte for byte, to be saved and never shown by the browser."""
    witness = witnesses.filter(original_id=sha256).first()
    path = originals.path_of(sha256)
    if witness is None or not path.is_file():
        raise Http404
    return file(request, path, sha256, "application/octet-stream", as_attachment(witness.names[0]))


def as_attachment(name: str) -> str:
    """RFC 6266, with the name in RFC 5987's form, which holds Chinese and lets no header break out."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
