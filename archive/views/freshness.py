"""For views: 304 to who has the page already, and the page's relations in its Link header."""
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from archive import freshness

View = Callable[..., HttpResponse]
FORMS = {
    ".json": "application/json", ".txt": "text/plain",
    ".ris": "application/x-research-info-systems", ".bib": "application/x-bibtex",
    ".csl.json": "application/vnd.citationstyles.csl+json",
}
"""By what stands in an address in place of the last slash."""


def fresh(view: View) -> View:
    """A page: made anew when anything public changed, or the day, or the site itself."""
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **rest: object) -> HttpResponse:
        return freshness.answered(request, freshness.of_page(), lambda: view(request, *args, **rest))
    return answer


def fresh_form(view: View) -> View:
    """Another form of a report, which tells of that report alone."""
    @wraps(view)
    def answer(request: HttpRequest, code: str, year: str, slug: str) -> HttpResponse:
        state = freshness.of_report_at(code, year, slug)
        return freshness.answered(request, state, lambda: view(request, code=code, year=year, slug=slug))
    return answer


def linked_report(view: View) -> View:
    """With the report's address, which is how to cite it, and its other forms."""
    @wraps(view)
    def answer(request: HttpRequest, code: str, year: str, slug: str) -> HttpResponse:
        own = reverse("report", args=[code, year, slug])
        forms = {own.removesuffix("/") + ending: kind for ending, kind in FORMS.items()}
        return linked(request, view(request, code=code, year=year, slug=slug), own, forms)
    return answer


def linked_paragraph(view: View) -> View:
    """With the paragraph's address, which is how to cite it, and its form for programs."""
    @wraps(view)
    def answer(request: HttpRequest, written: str) -> HttpResponse:
        forms = {reverse("api_paragraph", args=[written]): "application/json"}
        return linked(request, view(request, written=written), reverse("paragraph", args=[written]), forms)
    return answer


def linked(request: HttpRequest, answer: HttpResponse, own: str, forms: dict[str, str]) -> HttpResponse:
    if answer.status_code == 200:
        own = request.build_absolute_uri(own)
        others = [f'<{request.build_absolute_uri(path)}>; rel="alternate"; type="{kind}"' for path, kind in forms.items()]
        answer["Link"] = ", ".join([f'<{own}>; rel="canonical"', f'<{own}>; rel="cite-as"', *others])
    return answer
