"""The files that carry a report's text, and what each near copy has that the report has not, and the other way round."""
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from archive.models import Report
from archive.reading.comparison import compared
from archive.views.guards import of_report, visible
from archive.views.pages import page


@require_safe
@of_report
def witnesses(request: HttpRequest, report: Report) -> HttpResponse:
    return page(request, "comparisons.html", {"report": report, "witnesses": list(visible(request, report))})


@require_safe
@of_report
def witness(request: HttpRequest, report: Report, sha256: str) -> HttpResponse:
    """One file beside the report; `signs` compares punctuation and spacing too, `whole` shows what is equal."""
    found = visible(request, report).filter(original_id=sha256).first()
    if found is None:
        raise Http404
    signs, whole = (request.GET.get(name) == "1" for name in ("signs", "whole"))
    return page(request, "comparison.html", {
        "report": report, "witness": found, "signs": signs, "whole": whole,
        "comparison": compared(report, found, letters_only=not signs, whole=whole) if found.text else None,
    })
