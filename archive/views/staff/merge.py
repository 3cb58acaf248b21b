"""Two published reports that prove to be one become one, once it was said which stays."""
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from archive.access.roles import may_publish
from archive.editing import merging
from archive.models import Report
from archive.sentences import said
from archive.text.errors import Refused
from archive.views.pages import page
from archive.views.staff.access import allowed
from archive.views.staff.forms import NOWHERE, report_at


class Merging(forms.Form):
    """Which report the other becomes part of, and why."""
    into = forms.CharField(label=gettext_lazy("并入哪一份报告"), max_length=300, help_text=gettext_lazy("它的地址，如 620100/2023/work-report"))
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=400)

    def clean_into(self) -> Report:
        report = report_at(self.cleaned_data["into"])
        if report is None:
            raise forms.ValidationError(NOWHERE)
        return report


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(may_publish)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """What both are called is shown before anything is done."""
    report = get_object_or_404(Report.objects.select_related("place"), pk=pk)
    form = Merging(request.POST if request.method == "POST" else None, initial={"into": request.GET.get("into")})
    if request.method == "POST" and form.is_valid() and "sure" in request.POST and merged(request, report, form):
        return HttpResponseRedirect(reverse("staff_report", args=[form.cleaned_data["into"].pk]))
    into = form.cleaned_data.get("into") if form.is_bound else None
    return page(request, "staff/merge.html", {"report": report, "form": form, "into": into})


def merged(request: HttpRequest, report: Report, form: Merging) -> bool:
    try:
        merging.refuse_elsewhere(report, form.cleaned_data["into"])
        merging.merge(report, form.cleaned_data["into"], by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        form.add_error(None, said(refusal.sentence))
        return False
    messages.success(request, _("已并入。原来的地址和各段的地址都通向这里。"))
    return True
