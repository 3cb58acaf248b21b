"""One paragraph put right: its words, its kind, where it begins and ends, where it stands, what was done to it on the way in."""
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from archive import labels
from archive.access.roles import may_upload
from archive.editing import emendation
from archive.models import Paragraph, Report
from archive.sentences import said
from archive.text.errors import Refused
from archive.text.vocabulary import BlockKind, EditKind
from archive.views.pages import page
from archive.views.staff.access import allowed
from archive.views.staff.reports import of_correctable

REMOVALS = [EditKind.FURNITURE, EditKind.COPY, EditKind.WATERMARK]


class Emendation(forms.Form):
    """What can be said of a paragraph; each button asks for what it needs of it."""
    text = forms.CharField(label=gettext_lazy("文字"), widget=forms.Textarea({"rows": 8}), strip=False)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=list(labels.BLOCK_KINDS.items()))
    position = forms.IntegerField(label=gettext_lazy("移到第几段"), min_value=1, required=False)
    removal = forms.ChoiceField(label=gettext_lazy("它是"), required=False, choices=[(kind, labels.EDIT_KINDS[kind]) for kind in REMOVALS])
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=400, required=False)

    def __init__(self, data: dict | None, report: Report, paragraph: Paragraph) -> None:
        super().__init__(data, initial={"text": paragraph.text, "kind": paragraph.kind, "position": paragraph.position})
        self.fields["text"].widget.attrs["lang"] = report.language
        self.fields["reason"].required = report.is_public
        if report.is_public:
            self.fields["reason"].help_text = _("报告已公布：改动成为新的一版，读者会看到原因。")

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")


@dataclass(frozen=True)
class Asked:
    """What a button asks for, of which paragraph, with what was filled in."""
    report: Report
    paragraph: Paragraph
    filled: dict
    how: dict


def reword(asked: Asked) -> None:
    emendation.reword(asked.report, asked.paragraph.token_id, asked.filled["text"].strip("\n"), **asked.how)


def call(asked: Asked) -> None:
    emendation.call(asked.report, [asked.paragraph.token_id], BlockKind(asked.filled["kind"]), **asked.how)


def split(asked: Asked) -> None:
    """Where a line was broken in the text, which else stays as it is."""
    text = asked.filled["text"]
    if text.replace("\n", "") != asked.paragraph.text.replace("\n", "") or text.strip("\n").count("\n") != 1:
        raise Refused("要拆开一段，请只在拆开的地方按一次回车，不改别的字。")
    emendation.split(asked.report, asked.paragraph.token_id, text.strip("\n").index("\n"), **asked.how)


def join(asked: Asked) -> None:
    emendation.join(asked.report, asked.paragraph.token_id, **asked.how)


def move(asked: Asked) -> None:
    emendation.move(asked.report, asked.paragraph.token_id, asked.filled["position"] or asked.paragraph.position, **asked.how)


def drop(asked: Asked) -> None:
    kind = EditKind(asked.filled["removal"] or EditKind.FURNITURE)
    emendation.drop(asked.report, asked.paragraph.token_id, kind, **asked.how)


ACTS: dict[str, Callable[[Asked], None]] = {"reword": reword, "call": call, "split": split, "join": join, "move": move, "drop": drop}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(may_upload)
@of_correctable
def paragraph(request: HttpRequest, report: Report, token: str) -> HttpResponse:
    here = get_object_or_404(report.paragraphs.select_related("section"), token=token)
    form = Emendation(request.POST if request.method == "POST" else None, report, here)
    if request.method == "POST" and form.is_valid() and done(request, report, here, form):
        return back(report, here.position)
    return page(request, "staff/paragraph.html", {
        "report": report, "paragraph": here, "form": form, "edits": list(here.edits.all()),
        "following": report.paragraphs.filter(position=here.position + 1).first(), "last": report.paragraph_count,
    })


def done(request: HttpRequest, report: Report, here: Paragraph, form: Emendation) -> bool:
    """Does what the button asks for; if that cannot be, the form says why."""
    how = {"by": request.user, "reason": form.cleaned_data["reason"]}
    wanted = ACTS.get(request.POST.get("act", ""))
    try:
        if wanted:
            wanted(Asked(report, here, form.cleaned_data, how))
        elif span := span_of(request.POST.get("undo", "")):
            emendation.undo(report, *span, **how)
    except Refused as refusal:
        form.add_error(None, said(refusal.sentence))
        return False
    messages.success(request, _("已更正第 %(n)s 段。") % {"n": here.position})
    return True


def span_of(written: str) -> tuple[int, int] | None:
    """«12-20» as two numbers."""
    start, _dash, end = written.partition("-")
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() and len(written) < 24 else None


def back(report: Report, position: int) -> HttpResponse:
    """To the report, where the paragraph stood: its token may be another now."""
    token = report.paragraphs.filter(position__lte=position).values_list("token_id", flat=True).last()
    return HttpResponseRedirect(reverse("staff_report", args=[report.pk]) + (f"#{token}" if token else ""))


@require_POST
@allowed(may_upload)
@of_correctable
def undo_edit(request: HttpRequest, report: Report) -> HttpResponse:
    """Takes back an edit that stands between paragraphs, such as a line taken for furniture."""
    span, reason = span_of(request.POST.get("undo", "")), request.POST.get("reason", "").strip()[:400]
    if report.is_public and not reason:
        messages.error(request, _("报告已公布：请写明改动的原因，读者会看到它。"))
    elif span:
        try:
            emendation.undo(report, *span, by=request.user, reason=reason)
            messages.success(request, _("这处改动已撤销。"))
        except Refused as refusal:
            messages.error(request, said(refusal.sentence))
    return HttpResponseRedirect(reverse("staff_report", args=[report.pk]) + "#text")
