"""What a reader says is wrong with a paragraph."""
from django import forms
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from archive.access.visitors import address
from archive.editing import notices
from archive.models import Token
from archive.sentences import said
from archive.text.errors import Refused
from archive.views.guards import of_token
from archive.views.pages import page

MOST = 1000
LONGEST_CONTACT = 200


class Saying(forms.Form):
    """Counted as the reader counts: a line break is one character, whatever a browser makes of it."""
    words = forms.CharField(
        label=gettext_lazy("哪里不对"), widget=forms.Textarea({"rows": 5}), error_messages={"required": gettext_lazy("请写明哪里不对。")},
        help_text=gettext_lazy("至多 1,000 个字。请引原文，并写明正确的文字和依据。"))
    contact = forms.CharField(
        label=gettext_lazy("怎样联系您（可以不填）"), required=False, max_length=LONGEST_CONTACT,
        help_text=gettext_lazy("只给编辑看，不会公开。"))

    def clean_words(self) -> str:
        words = self.cleaned_data["words"].replace("\r\n", "\n")
        MaxLengthValidator(MOST, gettext_lazy("至多 1,000 个字，现在有 %(show_value)s 个。"))(words)
        return words


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@of_token
def notice(request: HttpRequest, known: Token) -> HttpResponse:
    if not notices.paragraph_of(known):
        return page(request, "410.html", {"report": known.report, "token": known.value}, status=410)
    if request.method != "POST":
        return asked(request, known, Saying(), is_sent="sent" in request.GET)
    if seconds := notices.wait(address(request)):
        return put_off(request, known, seconds)
    form = Saying(request.POST)
    return taken(request, known, form) or asked(request, known, form, status=400)


def taken(request: HttpRequest, known: Token, form: Saying) -> HttpResponse | None:
    """Thanks, if it could be put into the queue; else the form says why not."""
    if not form.is_valid():
        return None
    try:
        notices.say(known, form.cleaned_data["words"], form.cleaned_data["contact"], address(request))
    except Refused as refusal:
        form.add_error(None, said(refusal.sentence))
        return None
    return HttpResponseRedirect(f"{request.path}?sent")


def put_off(request: HttpRequest, known: Token, seconds: int) -> HttpResponse:
    form = Saying(request.POST)
    form.add_error(None, _("您写得太勤了：请过 {n} 分钟再来。").format(n=-(-seconds // 60)))
    answer = asked(request, known, form, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def asked(request: HttpRequest, known: Token, form: Saying, status: int = 200, *, is_sent: bool = False) -> HttpResponse:
    return page(request, "notice.html", {
        "token": known.value, "report": known.report, "paragraph": notices.paragraph_of(known), "form": form, "is_sent": is_sent,
    }, status=status)
