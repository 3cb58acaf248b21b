"""What readers said is wrong, for editors to look into."""
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from archive.access.roles import may_publish
from archive.editing import notices
from archive.models import FormerParagraph, Notice, Paragraph, Report, Token
from archive.sentences import said
from archive.text.alignment import Run, differences
from archive.text.errors import Refused
from archive.views.pages import page
from archive.views.staff.access import allowed
from archive.views.staff.front import beside

PAGE = 20


class Decision(forms.Form):
    state = forms.ChoiceField(choices=Notice.State.choices)
    was = forms.ChoiceField(choices=Notice.State.choices)
    answer = forms.CharField(max_length=1000, required=False)


@dataclass(frozen=True)
class Told:
    """A notice beside what stands at its token today; `known` is None where the report was taken out."""
    notice: Notice
    known: Token | None

    @property
    def paragraph(self) -> Paragraph | FormerParagraph | None:
        return notices.paragraph_of(self.known) if self.known else None

    @property
    def is_present(self) -> bool:
        return isinstance(self.paragraph, Paragraph)

    @property
    def report(self) -> Report | None:
        return self.known.report if self.known else None

    @property
    def has_changed(self) -> bool:
        return bool(self.paragraph) and self.paragraph.text != self.notice.text

    @property
    def changes(self) -> list[Run]:
        return differences(self.notice.text, self.paragraph.text)


@require_safe
@allowed(may_publish)
def queue(request: HttpRequest) -> HttpResponse:
    """The open ones, or those in the state asked for, the latest first."""
    state = request.GET.get("state")
    state = state if state in Notice.State.values else Notice.State.OPEN
    shown = Paginator(Notice.objects.filter(state=state), PAGE).get_page(request.GET.get("page"))
    known = notices.known(shown.object_list)
    return page(request, "staff/notices.html", {
        "notices": [Told(notice, known.get(notice.token)) for notice in shown], "shown": shown,
        "state": state, "states": Notice.State.choices, **beside(request, shown)})


@require_POST
@allowed(may_publish)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    form = Decision(request.POST)
    if not form.is_valid():
        messages.error(request, _("处理说明至多 1,000 个字。") if "answer" in form.errors else _("不知道要怎样处理。"))
        return back(request)
    try:
        notices.decide(pk, form.cleaned_data["was"], form.cleaned_data["state"], form.cleaned_data["answer"], request.user)
        messages.success(request, _("已记下。"))
    except Refused as refusal:
        messages.error(request, said(refusal.sentence))
    except Notice.DoesNotExist:
        raise Http404 from None
    return back(request)


def back(request: HttpRequest) -> HttpResponse:
    """To the list the editor came from."""
    was = request.POST.get("was")
    return HttpResponseRedirect(reverse("staff_notices") + (f"?state={was}" if was in Notice.State.values else ""))
