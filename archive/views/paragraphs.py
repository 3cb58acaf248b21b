"""A paragraph on its own, at the address that lasts; one that was changed since is shown as it was cited."""
import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive import citations
from archive.models import Edit, FormerParagraph, Paragraph, Token
from archive.text.alignment import differences
from archive.text.tokens import ALPHABET, LENGTH, as_read
from archive.views.guards import refusal
from archive.views.pages import page

TOKEN = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
NEIGHBOURS = 1
# One question, lest a revision come between two: a token has its paragraph, present or former, at every moment.
KNOWN = Token.objects.select_related(
    "paragraph__section", "former", "report__place__parent__parent", "report__withdrawn_by")


@require_safe
def paragraph(request: HttpRequest, written: str) -> HttpResponse:
    token = as_read(written)
    if not TOKEN.fullmatch(token):
        raise Http404
    if token != written:
        return HttpResponsePermanentRedirect(reverse("paragraph", args=[token]))
    known = KNOWN.filter(value=token).first()
    if known is None:
        raise Http404
    return refusal(request, known.report) or page_of(request, known)


def page_of(request: HttpRequest, known: Token) -> HttpResponse:
    if found := getattr(known, "paragraph", None):
        found.report = known.report
        return page(request, "paragraph.html", context(request, found))
    if found := getattr(known, "former", None):
        found.report = known.report
        return page(request, "paragraph_former.html", former_context(request, found))
    if known.given_on is None:
        raise Http404
    return page(request, "410.html", {"report": known.report, "token": known.value}, status=410)


def context(request: HttpRequest, paragraph: Paragraph) -> dict:
    report, at = paragraph.report, paragraph.position
    around = report.paragraphs.filter(position__range=(at - NEIGHBOURS, at + NEIGHBOURS)).exclude(pk=paragraph.pk)
    return {
        **cited(request, paragraph),
        "before": [p for p in around if p.position < at],
        "after": [p for p in around if p.position > at],
        "edits": list(paragraph.edits.all()),
    }


def former_context(request: HttpRequest, former: FormerParagraph) -> dict:
    """The paragraph as it was, and what stands for it now with what is other in it."""
    now = former.report.paragraphs.filter(token__in=former.successors).select_related("section")
    successors = sorted(now, key=lambda paragraph: former.successors.index(paragraph.token_id))
    text_now = "".join(paragraph.text for paragraph in successors)
    return {
        **cited(request, former), "successors": successors, "edits": [Edit(**edit) for edit in former.edits],
        "is_reworded": text_now != former.text, "runs": differences(former.text, text_now) if successors else [],
        "has_history": not former.key and former.report.revision > former.until,
    }


def cited(request: HttpRequest, paragraph: Paragraph | FormerParagraph) -> dict:
    permalink = request.build_absolute_uri(paragraph.get_absolute_url())
    return {
        "paragraph": paragraph, "report": paragraph.report, "permalink": permalink,
        "citation": citations.gbt7714(paragraph.report, permalink, timezone.localdate(), position=paragraph.position),
    }
