"""Who may do what on the pages for staff, asked at every address."""
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from archive.access.roles import User, may_publish, may_upload
from archive.models import Report, Upload, UploadItem
from archive.views.pages import page

View = Callable[..., HttpResponse]


def allowed(may: Callable[[User], bool]) -> Callable[[View], View]:
    """For those of whom `may` says yes. Others are asked to sign in, or told what they lack."""
    def guarded(view: View) -> View:
        @wraps(view)
        @never_cache
        def answer(request: HttpRequest, *args: object, **rest: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_login(request)
            return view(request, *args, **rest) if may(request.user) else refused(request)
        return answer
    return guarded


def to_login(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": _("登录已过期：请重新登录，已交的文件都还在。")}, status=401)
    back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("staff")
    return redirect_to_login(back, reverse("staff_login"))


def refused(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": _("您的账号没有做这件事的权限。")}, status=403)
    return page(request, "staff/refused.html", {"groups": request.user.groups.all()}, status=403)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def may_correct(user: User, report: Report) -> bool:
    """Editors everything; uploaders the drafts that came of their own files, while never public.

    Not those that were there already: whoever hands in a draft's file again would else have a hold on another's work.
    """
    if may_publish(user):
        return True
    own = report.upload_items.filter(upload__by=user.pk, added=UploadItem.Added.REPORT)
    return may_upload(user) and report.published_at is None and own.exists()


def may_change(user: User, upload: Upload) -> bool:
    return may_publish(user) or (may_upload(user) and upload.by_id == user.pk)
