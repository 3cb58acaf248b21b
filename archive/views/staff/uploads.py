"""Files handed in: begun, added one by one or all at once, watched, looked over in a table, published or taken back."""
from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from archive.access.roles import may_look, may_publish, may_upload
from archive.intake import uploads
from archive.intake.uploads import Answer, Progress
from archive.intake.worker import is_running
from archive.labels import STATUSES
from archive.models import Upload, UploadItem
from archive.sentences import said
from archive.text.errors import Refused
from archive.views.pages import page
from archive.views.staff.access import allowed, may_change, refused, wants_json
from archive.views.staff.discarding import ask
from archive.views.staff.forms import Files, Wishes
from archive.views.staff.front import beside, front_door
from archive.views.staff.places import provinces
from archive.views.staff.table import Line, page_of, rows_of, save_rows


@require_POST
@allowed(may_upload)
def begin(request: HttpRequest) -> HttpResponse:
    """A new upload. A script sends its files one by one after this; without one they all come along with it."""
    wishes = Wishes(request.POST)
    files = Files(required=False).clean(request.FILES.getlist("files"))
    if not wishes.is_valid():
        return misunderstood(request, wishes)
    if not files and not wants_json(request):
        wishes.add_error(None, _("还没有选文件。"))
        return misunderstood(request, wishes)
    try:
        upload = uploads.begin(request.user, wishes.said)
    except Refused as refusal:
        wishes.add_error(None, said(refusal.sentence))
        return misunderstood(request, wishes)
    if wants_json(request):
        return JsonResponse({name: reverse(f"staff_upload{there}", args=[upload.pk])
                             for name, there in (("page", ""), ("files", "_files"), ("close", "_close"))}, status=201)
    take(request, upload, files)
    uploads.close(upload)
    return HttpResponseRedirect(reverse("staff_upload", args=[upload.pk]))


def misunderstood(request: HttpRequest, wishes: Wishes) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": " ".join(problem for field in wishes.errors.values() for problem in field)}, status=400)
    return page(request, "staff/begin.html", front_door(request, wishes), status=400)


def take(request: HttpRequest, upload: Upload, files: Iterable[UploadedFile]) -> str:
    """Adds the files; what is wrong with one is said in its line of the upload. The last such sentence, if any."""
    problem = ""
    for file in files:
        name = request.POST.get("name") or file.name
        try:
            # One byte more than is taken, so that a giant is refused without being held in memory.
            uploads.add(upload, name, file.read(settings.EXTRACTION_LIMITS.unpacked + 1))
        except Refused as refusal:
            problem = said(refusal.sentence)
            if not uploads.keep_refused(upload, name, refusal.sentence):
                messages.error(request, f"{name}：{problem}")
    return problem


@require_POST
@allowed(may_upload)
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """One file of an upload, or more that were forgotten."""
    upload = get_object_or_404(Upload, pk=pk)
    if not may_change(request.user, upload):
        return refused(request)
    problem = take(request, upload, request.FILES.getlist("files"))
    if wants_json(request):
        return JsonResponse({"error": problem} if problem else {}, status=400 if problem else 201)
    return HttpResponseRedirect(reverse("staff_upload", args=[pk]))


@require_POST
@allowed(may_upload)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    upload = get_object_or_404(Upload, pk=pk)
    if not may_change(request.user, upload):
        return refused(request)
    uploads.close(upload)
    return JsonResponse({}) if wants_json(request) else HttpResponseRedirect(reverse("staff_upload", args=[pk]))


@require_GET
@allowed(may_look)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an upload is, for the bar."""
    far = uploads.progress(get_object_or_404(Upload, pk=pk))
    return JsonResponse({"total": far.total, "done": far.done, "percent": far.percent, "is_closed": far.is_closed,
                         "is_finished": far.is_finished, "results": far.results, "said": in_words(far)})


def in_words(far: Progress) -> str:
    """«31 份文件，已处理 12 份，其中收入 10、拒收 2»."""
    begun = ngettext("%(total)s 份文件，已处理 %(done)s 份", "%(total)s 份文件，已处理 %(done)s 份", far.total) % {
        "total": far.total, "done": far.done}
    results = _("、").join(f"{STATUSES[status]} {count}" for status, count in sorted(far.results.items()) if status)
    return _("%(begun)s，其中%(results)s") % {"begun": begun, "results": results} if results else begun


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(may_look)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each file; a POST saves the table and does what was asked with the chosen files."""
    upload = get_object_or_404(Upload.objects.select_related("by", "undone_by"), pk=pk)
    if request.method == "POST" and not may_change(request.user, upload):
        return refused(request)
    changeable = may_change(request.user, upload)
    far = uploads.progress(upload)  # before the lines: a page that says it is finished must not show one under way
    items = page_of(request, upload)
    rows = rows_of(items, request.POST if request.method == "POST" else None, request.user)
    if request.method == "POST" and act(request, rows):
        unsure = doubtful(request, rows)
        return ask(request, unsure) if unsure else HttpResponseRedirect(request.get_full_path())
    return page(request, "staff/upload.html", {
        "upload": upload, "progress": far, "in_words": in_words(far), "rows": rows, "items": items, **beside(request, items),
        "worker_is_running": far.is_finished or is_running(), "may_change": changeable, "may_publish": may_publish(request.user),
        "provinces": provinces(),
    })


def act(request: HttpRequest, rows: list[Line]) -> bool:
    """Saves what was corrected, then does what was asked and is not doubtful; whether all of it could be done."""
    wanted = request.POST.get("act", "save")
    if wanted == "publish" and not may_publish(request.user):
        messages.error(request, _("您的账号没有公布报告的权限：更正已保存，报告仍是草稿。"))
        wanted = "save"
    saved = save_rows(request, rows)
    if saved is None:
        messages.error(request, _("有几处填得不对，见表中的说明；没有保存，也没有公布。"))
        return False
    if saved:
        messages.success(request, ngettext("更正了 %(n)s 份报告。", "更正了 %(n)s 份报告。", saved) % {"n": saved})
    if wanted in ACTS and not doubtful(request, rows):
        of_chosen(request, wanted, [row.item for row in rows if row.is_chosen])
    return True


def doubtful(request: HttpRequest, rows: list[Line]) -> list[UploadItem]:
    """What was chosen to be discarded before anybody said what that does."""
    is_asked = request.POST.get("act") == "discard" and "sure" not in request.POST
    return [row.item for row in rows if row.is_chosen] if is_asked else []


ACTS = {
    "publish": (uploads.publish_items, lambda n: ngettext("公布了 %(n)s 份报告。", "公布了 %(n)s 份报告。", n)),
    "discard": (uploads.discard_items, lambda n: ngettext("丢弃了 %(n)s 份文件。", "丢弃了 %(n)s 份文件。", n)),
}


def of_chosen(request: HttpRequest, wanted: str, items: list[UploadItem]) -> None:
    if not items:
        messages.error(request, _("还没有选中文件：请在表的左边打勾。"))
        return
    done, words = ACTS[wanted]
    answer: Answer = done(items, request.user)
    messages.success(request, words(answer.count) % {"n": answer.count})
    for note in answer.notes:
        messages.warning(request, said(note))
