"""Files chosen in an upload's table discarded, once it was said what that does."""
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from archive.intake import uploads
from archive.models import Report, UploadItem
from archive.views.pages import page
from archive.views.staff.undo import Effects, effects_of


def ask(request: HttpRequest, items: list[UploadItem]) -> HttpResponse:
    """Asks first; the answer goes where the table's form went, for the lines of the same page."""
    return page(request, "staff/discard.html", {"chosen": items, "effects": effects_of_discarding(items), "here": request.get_full_path()})


def effects_of_discarding(items: list[UploadItem]) -> Effects:
    """Unlike undoing, discarding leaves alone what is or was public."""
    shown = [item for item in items if item.added == UploadItem.Added.REPORT and item.report and item.report.status != Report.Status.DRAFT]
    effects = effects_of(items)
    return replace(effects, staying=[*filter(None, map(uploads.why_it_stays, shown)), *effects.staying])
