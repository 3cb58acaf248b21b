"""The first page for staff: hand files in, see what is under way, look drafts over."""
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from archive.access.roles import may_look, may_publish, may_upload
from archive.intake import uploads
from archive.intake.worker import is_running
from archive.models import Event, Report, Upload, Witness
from archive.views.facets import link
from archive.views.pages import page
from archive.views.staff.access import allowed
from archive.views.staff.forms import Choosing, Wishes
from archive.views.staff.places import provinces

PAGE, RECENT_UPLOADS, RECENT_EVENTS, EVENTS_PAGE = 20, 8, 8, 50


@require_safe
@allowed(may_look)
def front(request: HttpRequest) -> HttpResponse:
    choosing = Choosing(request.GET)
    drafts = Paginator(chosen(choosing), PAGE).get_page(request.GET.get("page"))
    recent = list(Upload.objects.select_related("by")[:RECENT_UPLOADS])
    return page(request, "staff/front.html", {
        **front_door(request), "choosing": choosing, "drafts": drafts,
        **beside(request, drafts),
        "uploads": [(upload, uploads.progress(upload)) for upload in recent],
        "events": deeds()[:RECENT_EVENTS],
    })


def deeds() -> QuerySet[Event]:
    """What people did, the latest first; that each file of an upload came in goes without saying beside the upload."""
    each_file = Q(action=Event.Action.UPLOADED, report__isnull=False)
    return Event.objects.exclude(each_file).select_related("report__place", "upload")


def front_door(request: HttpRequest, wishes: Wishes | None = None) -> dict:
    """What the form to hand files in needs."""
    return {"wishes": wishes or Wishes(initial=request.GET.dict()), "provinces": provinces(), "worker_is_running": is_running(),
            "may_upload": may_upload(request.user), "may_publish": may_publish(request.user)}


def chosen(choosing: Choosing) -> QuerySet[Report]:
    """The drafts asked for, the latest first."""
    drafts = Report.objects.filter(status=Report.Status.DRAFT).select_related("place").order_by("-added_on", "-pk")
    if not choosing.is_valid():
        return drafts.none()
    words, kind = choosing.cleaned_data["q"], choosing.cleaned_data["kind"]
    if words:
        named = Witness.objects.filter(names__icontains=words).values("report")
        drafts = drafts.filter(Q(title__icontains=words) | Q(place__name__icontains=words) | Q(pk__in=named))
    return drafts.filter(kind=kind) if kind else drafts


@require_safe
@allowed(may_look)
def events(request: HttpRequest) -> HttpResponse:
    """Who did what and when, the latest first."""
    shown = Paginator(Event.objects.select_related("report__place", "upload"), EVENTS_PAGE).get_page(request.GET.get("page"))
    return page(request, "staff/events.html", {"events": shown, **beside(request, shown)})


def beside(request: HttpRequest, shown: Page) -> dict:
    """The pages before and after."""
    return {"previous": link(request.GET, page=shown.previous_page_number()) if shown.has_previous() else None,
            "next": link(request.GET, page=shown.next_page_number()) if shown.has_next() else None}
