"""A whole upload taken back, once it was said what that does."""
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from archive.access.roles import may_publish, may_upload
from archive.intake import uploads
from archive.models import Report, Upload, UploadItem
from archive.sentences import said
from archive.text.errors import Sentence
from archive.views.pages import page
from archive.views.staff.access import allowed, may_change, refused
from archive.views.staff.forms import Reason


@dataclass(frozen=True)
class Effects:
    """What taking files back would do to the reports they concern."""
    drafts: list[Report]
    public: list[Report]
    others: list[UploadItem]
    staying: list[Sentence]
    waiting: int


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(may_upload)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; with a reason it is done."""
    upload = get_object_or_404(Upload, pk=pk)
    effects = effects_of(upload.items.select_related("report__place", "witness").exclude(state=UploadItem.State.DISCARDED))
    if not may_change(request.user, upload) or (effects.public and not may_publish(request.user)):
        return refused(request)
    if upload.undone_at:
        return HttpResponseRedirect(reverse("staff_upload", args=[pk]))
    form = Reason(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        take_back(request, upload, form.cleaned_data["reason"])
        return HttpResponseRedirect(reverse("staff_upload", args=[pk]))
    return page(request, "staff/undo.html", {"upload": upload, "form": form, "effects": effects})


def effects_of(items: Collection[UploadItem]) -> Effects:
    """What came in new goes or is withdrawn; from reports that were there, names and files are taken back, but for revisions."""
    new = [item.report for item in items if item.added == UploadItem.Added.REPORT and item.report]
    old = [item for item in items if item.added != UploadItem.Added.REPORT and item.report]
    staying = {item.pk: reason for item in old if (reason := uploads.why_it_stays(item))}
    return Effects(
        drafts=[report for report in new if report.status == Report.Status.DRAFT],
        public=[report for report in new if report.is_public],
        others=[item for item in old if item.added and item.pk not in staying],
        staying=list(staying.values()),
        waiting=sum(item.state in (UploadItem.State.WAITING, UploadItem.State.WORKING) for item in items))


def take_back(request: HttpRequest, upload: Upload, reason: str) -> None:
    undone = uploads.undo(upload, request.user, reason)
    told = [
        (undone.drafts, ngettext("删去草稿 %(n)s 份", "删去草稿 %(n)s 份", undone.drafts)),
        (undone.withdrawn, ngettext("撤回报告 %(n)s 份", "撤回报告 %(n)s 份", undone.withdrawn)),
        (undone.witnesses, ngettext("取回文件 %(n)s 份", "取回文件 %(n)s 份", undone.witnesses)),
    ]
    parts = [words % {"n": count} for count, words in told if count]
    messages.success(request, _("这次上传已撤销：%(parts)s。") % {"parts": _("、").join(parts) or _("没有要撤的")})
    for note in undone.notes:
        messages.warning(request, said(note))
