"""A paragraph on its own, at the address that lasts; one that was changed since is shown as it was cited."""
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from archive.models import Edit, FormerParagraph, Paragraph, Token
from archive.prepared import Question
from archive.reading.occurrences import former_wordings, occurrences
from archive.reading.variants import SHORTEST, is_long_enough, variants
from archive.search import TooBroad
from archive.text.alignment import differences
from archive.text.fold import fold
from archive.text.tables import spaced
from archive.views import citations
from archive.views.freshness import fresh, linked_paragraph
from archive.views.guards import of_token
from archive.views.pages import page
from archive.views.sending import AGAIN

NEIGHBOURS = 1
DESCRIBED = 140
REPORT, FIRST, LAST, HERE = -1, -2, -3, -4
AROUND = Question(Paragraph.objects.filter(report=REPORT, position__range=(FIRST, LAST)).exclude(pk=HERE), REPORT, FIRST, LAST, HERE)
EDITS = Question(Edit.objects.filter(paragraph=HERE), HERE)


@require_safe
@fresh
@linked_paragraph
@of_token
def paragraph(request: HttpRequest, known: Token) -> HttpResponse:
    if found := getattr(known, "paragraph", None):
        found.report = known.report
        return page(request, "paragraph.html", context(request, found))
    if found := getattr(known, "former", None):
        found.report = known.report
        return page(request, "paragraph_former.html", former_context(request, found))
    return taken_out(request, known)


def taken_out(request: HttpRequest, known: Token) -> HttpResponse:
    return page(request, "410.html", {"report": known.report, "token": known.value}, status=410)


@require_safe
@fresh
@of_token
def paragraph_variants(request: HttpRequest, known: Token) -> HttpResponse:
    """What other reports say nearly so: a search of its own, for a page should not wait for it."""
    found = getattr(known, "paragraph", None) or getattr(known, "former", None)
    if found is None:
        return taken_out(request, known)
    found.report = known.report
    about = {"paragraph": found, "report": known.report, "shortest": SHORTEST, "is_long_enough": is_long_enough(fold(found.text))}
    try:
        return page(request, "paragraph_variants.html", {**about, "variants": variants(found)})
    except TooBroad:
        answer = page(request, "paragraph_variants.html", {**about, "variants": None}, status=503)
        answer["Retry-After"] = str(AGAIN)
        return answer


def context(request: HttpRequest, paragraph: Paragraph) -> dict:
    at = paragraph.position
    around = AROUND.answer(paragraph.report_id, at - NEIGHBOURS, at + NEIGHBOURS, paragraph.pk)
    return {
        **cited(request, paragraph),
        "before": [p for p in around if p.position < at],
        "after": [p for p in around if p.position > at],
        "edits": EDITS.answer(paragraph.pk),
        "occurrences": occurrences(paragraph), "former_wordings": former_wordings(paragraph),
        "has_variants": is_long_enough(paragraph.folded),
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
    source = citations.cited_paragraph(request, paragraph)
    return {
        "paragraph": paragraph, "report": paragraph.report,
        **citations.context(source, Truncator(spaced(paragraph.text)).chars(DESCRIBED), citations.files_of_paragraph(paragraph.token_id)),
    }
