"""A report: to read, and in its other forms."""
from datetime import datetime
from urllib.parse import quote

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from rest_framework.renderers import JSONRenderer

from archive import citations, originals, query
from archive.api.serializers import ReportWhole
from archive.models import Report, Witness
from archive.outline import reading
from archive.text.tables import tabbed
from archive.views.guards import of_report, visible
from archive.views.pages import page


@require_safe
@of_report
def report(request: HttpRequest, report: Report) -> HttpResponse:
    permalink = request.build_absolute_uri(report.get_absolute_url())
    typed = request.GET.get("q", "")
    looked_for = query.read(typed)
    return page(request, "report.html", {
        "report": report, "permalink": permalink, "forms": forms(report),
        "typed": typed, "query": looked_for if looked_for.root else None,
        "reading": reading(report, looked_for),
        "witnesses": list(report.witnesses.shown()),
        "neighbours": neighbours(report), "revised_on": revised_on(report),
        "supplied": [field_name(name) for name in report.supplied], "suggested": suggested(report),
        "citation": citations.gbt7714(report, permalink, timezone.localdate()),
    })


def revised_on(report: Report) -> datetime | None:
    """Since when the text reads as it does, if it ever read otherwise."""
    if report.revision == 1:
        return None
    return report.revisions.values_list("made_at", flat=True).get(number=report.revision)


def forms(report: Report) -> list[tuple[str, str]]:
    """The report's other forms: what each is called, and its address."""
    names = {"report_text": "TXT", "report_json": "JSON", "report_ris": "RIS", "report_bib": "BibTeX"}
    return [(label, reverse(name, args=report.address)) for name, label in names.items()]


def field_name(name: str) -> str:
    """What a field of a report is called on the page."""
    return next((field.verbose_name for field in Report._meta.fields if field.name == name), name)


def suggested(report: Report) -> list[tuple[str, str, str]]:
    """What the archive guesses and did not fill in: the field, the guess, and the words it is guessed from."""
    return [(field_name(name), str(guess), report.evidence.get(f"suggestions.{name}", ""))
            for name, guess in report.suggestions.items()]


def neighbours(report: Report) -> dict[str, Report | None]:
    """The reports of the same place and kind in the nearest year before and after."""
    same = Report.objects.public().filter(place=report.place, kind=report.kind, year__isnull=False)
    others = list(same.exclude(year=report.year).order_by("year", "slug").only("place_id", "year", "slug"))
    if report.year is None:
        return {"previous": None, "next": None}
    return {"previous": next((r for r in reversed(others) if r.year < report.year), None),
            "next": next((r for r in others if r.year > report.year), None)}


def plain(text: str, content_type: str = "text/plain") -> HttpResponse:
    return HttpResponse(text, content_type=f"{content_type}; charset=utf-8")


@require_safe
@of_report
def text(request: HttpRequest, report: Report) -> HttpResponse:
    """The reading text, a paragraph a line, a table's cells parted by tabs and its rows by lines."""
    return plain("".join(f"{tabbed(line)}\n" for line in report.paragraphs.values_list("text", flat=True)))


@require_safe
@of_report
def ris(request: HttpRequest, report: Report) -> HttpResponse:
    permalink = request.build_absolute_uri(report.get_absolute_url())
    return plain(citations.ris(report, permalink), "application/x-research-info-systems")


@require_safe
@of_report
def bib(request: HttpRequest, report: Report) -> HttpResponse:
    permalink = request.build_absolute_uri(report.get_absolute_url())
    return plain(citations.bibtex(report, permalink), "application/x-bibtex")


@require_safe
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
def original(request: HttpRequest, report: Report, sha256: str) -> HttpResponse:
    return handed_out(visible(request, report), sha256)


def handed_out(witnesses: QuerySet[Witness], sha256: str) -> FileResponse:
    """The file as it was handed in, byte for byte, to be saved and never shown by the browser."""
    witness = witnesses.filter(original_id=sha256).first()
    path = originals.path_of(sha256)
    if witness is None or not path.is_file():
        raise Http404
    answer = FileResponse(path.open("rb"), content_type="application/octet-stream")
    answer["Content-Disposition"] = as_attachment(witness.names[0])
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def as_attachment(name: str) -> str:
    """RFC 6266, with the name in RFC 5987's form, which holds Chinese and lets no header break out."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
