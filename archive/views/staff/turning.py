"""A file that was taken for one thing and is another: a report of its own, a further source of one, or its new text."""
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive.access.roles import may_publish, may_upload
from archive.editing import turning
from archive.editing.merging import refuse_elsewhere
from archive.models import Report, Witness
from archive.sentences import said
from archive.text.errors import Refused
from archive.views.staff.access import allowed
from archive.views.staff.forms import Belonging
from archive.views.staff.reports import here, of_correctable


@require_POST
@allowed(may_upload)
@of_correctable
def turn_witness(request: HttpRequest, report: Report, sha256: str) -> HttpResponse:
    """A near copy becomes a draft of its own, or gives the report its text; a file that waits is shown to readers."""
    kept = Q(relation=Witness.Relation.NEAR) | Q(is_shown=False)
    witness = get_object_or_404(report.witnesses.filter(kept), original=sha256)
    try:
        if request.POST.get("act") == "report":
            report = turning.turned_into_report(witness, request.user)
            messages.success(request, _("“%(file)s”现在是一份草稿。") % {"file": witness})
        elif request.POST.get("act") == "show" and may_publish(request.user):
            turning.show(witness, request.user)
            messages.success(request, _("读者现在可以看到“%(file)s”。") % {"file": witness})
        elif request.POST.get("act") == "text":
            report = turning.made_text(witness, request.user, request.POST.get("reason", "").strip()[:400])
            messages.success(request, _("正文现在取自“%(file)s”。") % {"file": witness})
    except Refused as refusal:
        messages.error(request, said(refusal.sentence))
    return here(report)


@require_POST
@allowed(may_publish)
def belong(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft becomes a further source of another report, or its new text."""
    report, form = get_object_or_404(Report, pk=pk), Belonging(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(problem for field in form.errors.values() for problem in field))
        return here(report)
    of = form.cleaned_data["of"]
    try:
        joined(request, report, of, form.cleaned_data["reason"])
    except Refused as refusal:
        messages.error(request, said(refusal.sentence))
        return here(report)
    messages.success(request, _("草稿已归入这份报告。"))
    return HttpResponseRedirect(reverse("staff_report", args=[of.pk]))


@transaction.atomic
def joined(request: HttpRequest, report: Report, of: Report, reason: str) -> None:
    """Both steps of a revision or neither."""
    refuse_elsewhere(report, of)
    witnesses = turning.turned_into_witness(report, of, request.user)
    if request.POST.get("act") == "text":
        near = next((each for each in witnesses if each.relation == Witness.Relation.NEAR), None)
        if near is None:
            raise Refused("这份草稿没有可作修订的文件。")
        turning.made_text(near, request.user, reason)
