"""One report as staff see it, draft or not: looked over, corrected, published, withdrawn, discarded."""
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive import labels
from archive.access.roles import may_look, may_publish, may_upload
from archive.editing import corrections
from archive.editing.preview import preview
from archive.holdings import publication
from archive.holdings.events import record
from archive.holdings.removal import remove
from archive.intake import uploads
from archive.models import Event, Report
from archive.sentences import said
from archive.text.errors import Refused, Sentence
from archive.text.vocabulary import EditKind
from archive.views.pages import page
from archive.views.reports import handed_out
from archive.views.staff.access import allowed, may_correct, refused
from archive.views.staff.forms import Belonging, Reason, Whole
from archive.views.staff.places import provinces

View = Callable[..., HttpResponse]
QUIET = {EditKind.SPACING}
"""Edits that are left out until one asks for them: there are very many, and little to see."""


def here(report: Report) -> HttpResponse:
    return HttpResponseRedirect(reverse("staff_report", args=[report.pk]))


def of_correctable(view: View) -> View:
    """Gives `view` the report of this number, if this user may correct it."""
    @wraps(view)
    def answer(request: HttpRequest, pk: int, **rest: object) -> HttpResponse:
        report = get_object_or_404(Report.objects.select_related("place"), pk=pk)
        return view(request, report, **rest) if may_correct(request.user, report) else refused(request)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(may_look)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview; a POST corrects the fields."""
    report = get_object_or_404(Report.objects.select_related("place__parent"), pk=pk)
    changeable = may_correct(request.user, report)
    if request.method == "POST" and not changeable:
        return refused(request)
    form = Whole(request.POST if request.method == "POST" else None, instance=report)
    if request.method == "POST" and (not form.has_changed() or corrections.save(form, request.user)):
        messages.success(request, _("已保存。"))
        return here(report)
    as_it_is = Report.objects.select_related("place__parent", "withdrawn_by").get(pk=pk)
    shown = kinds_shown(request)
    looked_over = preview(as_it_is, shown)
    return page(request, "staff/report.html", {
        "report": as_it_is, "form": form, "preview": looked_over, "reason": Reason(), "belonging": belonging(as_it_is), "provinces": provinces(),
        "switches": switches(looked_over.kinds, shown), "may_correct": changeable, "may_publish": may_publish(request.user),
        "witnesses": list(as_it_is.witnesses.select_related("original")),
        "uploads": sorted(set(as_it_is.upload_items.values_list("upload", flat=True))),
        "events": list(as_it_is.events.all()[:20]), "loose": list(as_it_is.edits.filter(paragraph=None)),
    })


def belonging(report: Report) -> Belonging:
    """Asks which report a draft belongs to; the one it was found to resemble is offered."""
    alike = (warning.get("values", {}).get("key") for warning in report.warnings)
    return Belonging(initial={"of": next(filter(None, alike), "")})


def kinds_shown(request: HttpRequest) -> set[EditKind]:
    """Which kinds of edits are marked in the text: those named, else all but the quiet ones."""
    if "edits" not in request.GET:
        return set(EditKind) - QUIET
    return {EditKind(name) for name in request.GET["edits"].split(",") if name in list(EditKind)}


def switches(counts: dict[str, int], shown: set[EditKind]) -> list[dict]:
    """A link for each kind of edit there is, which shows it or leaves it out."""
    return [{"label": labels.EDIT_KINDS[kind], "count": counts[kind], "selected": kind in shown,
             "query": ",".join(sorted(shown ^ {EditKind(kind)}))} for kind in EditKind if counts[kind]]


@require_POST
@allowed(may_upload)
@of_correctable
def accept(request: HttpRequest, report: Report, name: str) -> HttpResponse:
    """Fills in what the archive guessed."""
    if name not in report.suggestions:
        raise Http404
    form = corrections.accepted(report, name)
    if not corrections.save(form, request.user):
        messages.error(request, " ".join(problem for field in form.errors.values() for problem in field))
    return here(report)


@require_POST
@allowed(may_upload)
@of_correctable
@transaction.atomic
def dismiss(request: HttpRequest, report: Report, number: int) -> HttpResponse:
    """Takes away a warning that was looked into: the one that stands at this place and reads so still."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if number >= len(report.warnings):
        raise Http404
    corrections.dismiss(report, number, request.user)
    return here(report)


@require_POST
@allowed(may_publish)
@transaction.atomic
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(Report.objects.select_for_update(), pk=pk)
    if report.status == Report.Status.DRAFT:
        publication.publish(report)
        record(Event.Action.PUBLISHED, request.user, report)
        messages.success(request, _("已公布：%(key)s") % {"key": report.key})
    return here(report)


@require_POST
@allowed(may_publish)
@transaction.atomic
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    report, form = get_object_or_404(Report.objects.select_for_update(), pk=pk), Reason(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明撤回原因：读者会看到它。"))
    elif report.is_public:
        publication.withdraw(report, request.user, form.cleaned_data["reason"])
        record(Event.Action.WITHDREW, request.user, report, detail={"reason": report.withdrawn_reason})
        messages.success(request, _("已撤回：它的地址和各段的地址从此说明原因。"))
    return here(report)


@require_POST
@allowed(may_publish)
@transaction.atomic
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(Report.objects.select_for_update(), pk=pk)
    if report.status == Report.Status.WITHDRAWN:
        try:
            publication.restore(report)
        except Refused as refused:
            messages.error(request, said(refused.sentence))
            return here(report)
        record(Event.Action.RESTORED, request.user, report)
        messages.success(request, _("已恢复公布：%(key)s") % {"key": report.key})
    return here(report)


@require_POST
@allowed(may_upload)
@of_correctable
def discard(request: HttpRequest, report: Report) -> HttpResponse:
    """A draft goes with all that is its own; what was ever public stays."""
    if report.published_at is not None:
        messages.error(request, _("曾经公布的报告不能丢弃，只能撤回。"))
        return here(report)
    title = report.title
    if not may_publish(request.user) and uploads.is_of_others(report, request.user):
        messages.error(request, said(Sentence(uploads.STAYS_SHARED.pattern, {"title": title})))
        return here(report)
    with transaction.atomic():
        record(Event.Action.DISCARDED, request.user, report, detail={"title": title})
        uploads.let_go(report)
        remove(Report.objects.filter(pk=report.pk))
    messages.success(request, _("已丢弃草稿《%(title)s》。") % {"title": title})
    return HttpResponseRedirect(reverse("staff"))


@require_safe
@allowed(may_look)
def original(request: HttpRequest, pk: int, sha256: str) -> HttpResponseBase:
    """A file as it was handed in, of a draft or a withdrawn report too."""
    return handed_out(request, get_object_or_404(Report, pk=pk).witnesses.all(), sha256)
