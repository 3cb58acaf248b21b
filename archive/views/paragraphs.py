"""A paragraph on its own, at the address that lasts."""
import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive import citations
from archive.models import Paragraph, Token
from archive.text.tokens import ALPHABET, LENGTH, as_read
from archive.views.guards import refusal
from archive.views.pages import page

TOKEN = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
NEIGHBOURS = 1


@require_safe
def paragraph(request: HttpRequest, written: str) -> HttpResponse:
    token = as_read(written)
    if not TOKEN.fullmatch(token):
        raise Http404
    if token != written:
        return HttpResponsePermanentRedirect(reverse("paragraph", args=[token]))
    found = (Paragraph.objects.select_related("report__place__parent__parent", "section")
             .filter(token=token).first())
    if found is None:
        return without_paragraph(request, token)
    return refusal(request, found.report) or page(request, "paragraph.html", context(request, found))


def without_paragraph(request: HttpRequest, token: str) -> HttpResponse:
    """A token whose paragraph was taken out of its report is still known."""
    known = Token.objects.select_related("report").filter(value=token, given_on__isnull=False).first()
    if known is None:
        raise Http404
    return refusal(request, known.report) or page(
        request, "410.html", {"report": known.report, "token": token}, status=410)


def context(request: HttpRequest, paragraph: Paragraph) -> dict:
    report, at = paragraph.report, paragraph.position
    around = report.paragraphs.filter(position__range=(at - NEIGHBOURS, at + NEIGHBOURS)).exclude(pk=paragraph.pk)
    permalink = request.build_absolute_uri(paragraph.get_absolute_url())
    return {
        "paragraph": paragraph, "report": report, "permalink": permalink,
        "before": [p for p in around if p.position < at],
        "after": [p for p in around if p.position > at],
        "edits": list(paragraph.edits.all()),
        "citation": citations.gbt7714(report, permalink, timezone.localdate(), position=at),
    }
