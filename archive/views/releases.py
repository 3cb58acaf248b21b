"""The releases of the archive, what has changed between them, and each to be taken along where it is kept."""
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import condition, require_safe

from archive.models import Event, Release, Report
from archive.releasing.changes import ADDED, Change, changes
from archive.releasing.making import file_of
from archive.views.pages import page
from archive.views.sending import file

PER_PAGE = 50
Action = Event.Action
WORDS = {
    ADDED: _("新收"), Action.WITHDREW: _("撤回"), Action.RESTORED: _("恢复公布"), Action.CORRECTED: _("更正"), Action.REVISED: _("修订"),
    Action.MERGED: _("合并"), Action.TURNED: _("新来源"), Action.PUBLISHED: _("新来源"),
}


@dataclass
class Stretch:
    """Changes that came with one release; with None, those that are in none yet."""
    release: Release | None
    changes: list[tuple[str, Change]] = field(default_factory=list)


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """A page number that is none shows the nearest page."""
    made = list(Release.objects.all())
    here = Paginator(changes(), PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "releases.html", {
        "releases": [(release, is_kept(release)) for release in made],
        "stretches": stretches([Change(*row) for row in here], made), "here": here,
        "previous": f"?page={here.previous_page_number()}" if here.has_previous() else None,
        "next": f"?page={here.next_page_number()}" if here.has_next() else None,
    })


def stretches(found: list[Change], made: list[Release]) -> list[Stretch]:
    """The changes, newest first, under the first release that has each."""
    reports = Report.objects.select_related("place").in_bulk({change.report_id for change in found})
    parted: list[Stretch] = []
    for change in found:
        change.report = reports.get(change.report_id)
        release = min((each for each in made if each.made_on >= change.at), key=lambda each: each.number, default=None)
        if not parted or parted[-1].release != release:
            parted.append(Stretch(release))
        parted[-1].changes.append((WORDS[change.what], change))
    return parted


def is_kept(release: Release) -> bool:
    return bool(release.file_sha256) and file_of(release.number).is_file()


def etag(request: HttpRequest, number: int) -> str | None:
    release = Release.objects.filter(pk=number).first()
    return f'"{release.file_sha256}"' if release and is_kept(release) else None


@require_safe
@condition(etag_func=etag)
def archive_zip(request: HttpRequest, number: int) -> HttpResponseBase:
    """The whole release, where it is kept."""
    release = get_object_or_404(Release, pk=number)
    if not is_kept(release):
        raise Http404
    return file(request, file_of(number), release.file_sha256, "application/zip", f'attachment; filename="archive-{number}.zip"')
