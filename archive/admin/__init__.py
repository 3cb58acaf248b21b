"""Django's admin over what the archive holds: reports are published and withdrawn here, never deleted once public."""
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.editing.corrections import Correction, correct
from archive.holdings.events import record
from archive.holdings.publication import publish, restore, withdraw
from archive.holdings.removal import remove
from archive.intake.uploads import let_go
from archive.models import (
    Edit,
    Event,
    FormerAddress,
    Original,
    Paragraph,
    Place,
    Report,
    Section,
    Token,
    Witness,
)
from archive.sentences import said
from archive.text.errors import Refused


class ReadOnly(admin.ModelAdmin):
    """To look at, not to change."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class Reason(ActionForm):
    """Why reports are withdrawn; readers are shown it."""
    reason = forms.CharField(label=_("撤回原因"), max_length=400, required=False)


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ["title", "place", "year", "kind", "status", "paragraph_count", "added_on"]
    list_filter = ["status", "kind", "is_sample", "place__level"]
    search_fields = ["title", "slug", "speaker", "place__name"]
    list_select_related = ["place"]
    autocomplete_fields = ["place"]
    readonly_fields = ["first_key", "status", "paragraph_count", "character_count", "added_on", "updated_on",
                       "text_hash", "suggestions", "evidence", "warnings", "published_at", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "is_sample"]
    actions = ["publish_chosen", "withdraw_chosen", "restore_chosen", "discard_chosen"]
    form = Correction
    action_form = Reason

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        """Drafts are discarded by an action; a published report is withdrawn, so that its addresses say what became of it."""
        return False

    def save_model(self, request: HttpRequest, obj: Report, form: forms.ModelForm, change: bool) -> None:
        correct(obj, form.changed_data, request.user)

    @admin.action(description=_("公布所选报告"), permissions=["change"])
    @transaction.atomic
    def publish_chosen(self, request: HttpRequest, chosen: models.QuerySet[Report]) -> None:
        drafts = list(chosen.filter(status=Report.Status.DRAFT))
        for report in drafts:
            publish(report)
            record(Event.Action.PUBLISHED, request.user, report)
        self.message_user(request, ngettext("公布了 %(n)s 份报告。", "公布了 %(n)s 份报告。", len(drafts)) % {"n": len(drafts)})

    @admin.action(description=_("丢弃所选草稿"), permissions=["change"])
    @transaction.atomic
    def discard_chosen(self, request: HttpRequest, chosen: models.QuerySet[Report]) -> None:
        drafts = chosen.filter(published_at=None)
        for report in drafts:
            record(Event.Action.DISCARDED, request.user, report, detail={"title": report.title})
            let_go(report)
        count = remove(drafts)
        self.message_user(request, ngettext("丢弃了 %(n)s 份草稿。", "丢弃了 %(n)s 份草稿。", count) % {"n": count})

    @admin.action(description=_("撤回所选报告"), permissions=["change"])
    @transaction.atomic
    def withdraw_chosen(self, request: HttpRequest, chosen: models.QuerySet[Report]) -> None:
        reason = request.POST.get("reason", "").strip()
        if not reason:
            self.message_user(request, _("请写明撤回原因：读者会看到它。"), messages.ERROR)
            return
        public = list(chosen.public())
        for report in public:
            withdraw(report, request.user, reason)
            record(Event.Action.WITHDREW, request.user, report, detail={"reason": reason})
        self.message_user(request, ngettext("撤回了 %(n)s 份报告。", "撤回了 %(n)s 份报告。", len(public)) % {"n": len(public)})

    @admin.action(description=_("恢复公布所选报告"), permissions=["change"])
    @transaction.atomic
    def restore_chosen(self, request: HttpRequest, chosen: models.QuerySet[Report]) -> None:
        restored = 0
        for report in chosen.filter(status=Report.Status.WITHDRAWN):
            try:
                restore(report)
            except Refused as refused:
                self.message_user(request, said(refused.sentence), messages.ERROR)
                continue
            record(Event.Action.RESTORED, request.user, report)
            restored += 1
        self.message_user(request, ngettext("恢复公布了 %(n)s 份报告。", "恢复公布了 %(n)s 份报告。", restored) % {"n": restored})


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "level", "parent", "from_year", "to_year", "successor"]
    list_filter = ["level", "is_sample"]
    list_select_related = ["parent", "successor"]
    search_fields = ["code", "name", "aliases"]
    autocomplete_fields = ["parent", "successor"]

    def get_readonly_fields(self, request: HttpRequest, obj: Place | None = None) -> list[str]:
        """A place's code stands in addresses."""
        return ["code"] if obj else []


@admin.register(Original)
class OriginalAdmin(ReadOnly):
    list_display = ["sha256", "size", "taken_on"]
    search_fields = ["sha256", "witnesses__names"]


@admin.register(Witness)
class WitnessAdmin(ReadOnly):
    list_display = ["report", "names", "relation", "taken_on"]
    list_select_related = ["report__place"]


@admin.register(FormerAddress)
class FormerAddressAdmin(ReadOnly):
    list_display = ["key", "report"]
    list_select_related = ["report__place"]
    search_fields = ["key"]


@admin.register(Paragraph)
class ParagraphAdmin(ReadOnly):
    list_display = ["token_id", "report", "position", "kind", "part", "__str__"]
    list_filter = ["kind", "part"]
    list_select_related = ["report__place"]
    search_fields = ["token__value"]
    show_full_result_count = False


@admin.register(Section)
class SectionAdmin(ReadOnly):
    list_display = ["__str__", "report", "level", "part"]
    list_select_related = ["report__place"]
    show_full_result_count = False


@admin.register(Token)
class TokenAdmin(ReadOnly):
    list_display = ["value", "report", "given_on"]
    list_select_related = ["report__place"]
    search_fields = ["value"]
    show_full_result_count = False


@admin.register(Edit)
class EditAdmin(ReadOnly):
    list_display = ["report", "kind", "position", "__str__"]
    list_filter = ["kind"]
    list_select_related = ["report__place"]
    show_full_result_count = False
