"""The versions of a report's text: a list of them, and each to be read."""
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from archive.holdings.history import text_of, versions
from archive.models import Report
from archive.views.guards import of_report
from archive.views.pages import page


@require_safe
@of_report
def history(request: HttpRequest, report: Report) -> HttpResponse:
    """Every version with who made it, when and why; with `version` the text of that one."""
    if "version" in request.GET:
        return version(request, report, request.GET["version"])
    merged = report.events.filter(action="merged").order_by("at", "pk")
    return page(request, "history.html", {"report": report, "versions": versions(report), "merged": merged})


def version(request: HttpRequest, report: Report, number: str) -> HttpResponse:
    if number == str(report.revision):
        return HttpResponseRedirect(report.get_absolute_url())
    revision = report.revisions.select_related("made_by").filter(number=number).first() if number.isascii() and number.isdigit() and len(number) < 5 else None
    if revision is None:
        raise Http404
    return page(request, "version.html", {"report": report, "version": revision, "paragraphs": text_of(revision)})
