"""How a report or a paragraph is cited: on its page, in the page's head, and as a file for reference managers."""
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.citations import bibtex, csl, plain, ris
from archive.citations.forms import forms
from archive.citations.head import head
from archive.citations.offers import File, alternates, choices, downloads, panels
from archive.citations.source import Access, Source, of_paragraph, of_report
from archive.models import FormerParagraph, Paragraph, Report, Token
from archive.releasing.present import release
from archive.views.freshness import fresh
from archive.views.guards import of_report as at_address
from archive.views.guards import of_token

# Seconds for which a page may name a release that has just been followed by another; it is asked for on every page.
RELEASE_LASTS = 60
# For reference managers: what each file is called, what its address ends in, its type.
REFERENCES = [("RIS", ".ris", ris.MEDIA_TYPE), ("BibTeX", ".bib", bibtex.MEDIA_TYPE), ("CSL-JSON", ".csl.json", csl.MEDIA_TYPE)]


def context(source: Source, description: str, files: list[File]) -> dict:
    """What the citation on a page and the head of it are filled with."""
    offered = forms(source)
    return {"source": source, "permalink": source.permalink, "choices": choices(offered), "panels": panels(offered, source.language, plain.note(source)),
            "downloads": downloads(files), "alternates": alternates(files), "head": head(source, description)}


def cited_report(request: HttpRequest, report: Report) -> Source:
    return of_report(report, request.build_absolute_uri(report.get_absolute_url()), access())


def cited_paragraph(request: HttpRequest, paragraph: Paragraph | FormerParagraph) -> Source:
    permalink, whole = (request.build_absolute_uri(thing.get_absolute_url()) for thing in (paragraph, paragraph.report))
    return of_paragraph(paragraph, permalink, whole, access())


def access() -> Access:
    return Access(timezone.localdate(), cache.get_or_set("release", release, RELEASE_LASTS))


def files_of_report(report: Report) -> list[File]:
    return files(report.get_absolute_url(), [("TXT", ".txt", "text/plain"), ("JSON", ".json", "application/json"), *REFERENCES])


def files_of_paragraph(token: str) -> list[File]:
    return [File("JSON", reverse("api_paragraph", args=[token]), "application/json"), *files(reverse("paragraph", args=[token]), REFERENCES)]


def files(own: str, forms: list[tuple[str, str, str]]) -> list[File]:
    """Each stands where the page does, with its ending in place of the last slash."""
    return [File(label, own.removesuffix("/") + ending, media_type) for label, ending, media_type in forms]


def plain_text(text: str, media_type: str = "text/plain", status: int = 200) -> HttpResponse:
    return HttpResponse(text, content_type=f"{media_type}; charset=utf-8", status=status)


def report_in(entry: Callable[[Source], str], media_type: str) -> Callable[..., HttpResponse]:
    """A view that gives the citation of a report in one form."""
    @require_safe
    @fresh
    @at_address
    def answer(request: HttpRequest, report: Report) -> HttpResponse:
        return plain_text(entry(cited_report(request, report)), media_type)
    return answer


def paragraph_in(entry: Callable[[Source], str], media_type: str) -> Callable[..., HttpResponse]:
    """A view that gives the citation of a paragraph, present or former, in one form."""
    @require_safe
    @fresh
    @of_token
    def answer(request: HttpRequest, known: Token) -> HttpResponse:
        paragraph = getattr(known, "paragraph", None) or getattr(known, "former", None)
        if paragraph is None:
            return plain_text(_("编号 {token} 的一段已不在正文里。").format(token=known.value) + "\n", status=410)
        paragraph.report = known.report
        return plain_text(entry(cited_paragraph(request, paragraph)), media_type)
    return answer


report_ris = report_in(ris.entry, ris.MEDIA_TYPE)
report_bib = report_in(bibtex.entry, bibtex.MEDIA_TYPE)
report_csl = report_in(csl.entry, csl.MEDIA_TYPE)
paragraph_ris = paragraph_in(ris.entry, ris.MEDIA_TYPE)
paragraph_bib = paragraph_in(bibtex.entry, bibtex.MEDIA_TYPE)
paragraph_csl = paragraph_in(csl.entry, csl.MEDIA_TYPE)
