"""What staff fill in."""
import re
from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from archive import labels
from archive.editing.corrections import Correction
from archive.holdings import revision
from archive.models import Report
from archive.text.dates import EARLIEST, LATEST
from archive.views.staff.places import PlaceField

ROW = ["title", "place", "year", "kind", "delivered_on", "speaker"]
WHOLE = ["title", "subtitle", "kicker", "kind", "place", "place_name", "year", "review_year", "plan_year", "delivered_on",
         "published_on", "speaker", "speaker_role", "authors", "occasion", "issuer", "source", "language", "slug"]
YEAR = {"inputmode": "numeric", "size": 5, "class": "year"}
DATE = {"size": 10, "class": "date", "placeholder": _("年-月-日")}
DATES = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]


def day() -> forms.DateInput:
    """Typed, not picked: browsers would show a picker's date in their own order, month first or last."""
    return forms.DateInput(DATE, format="%Y-%m-%d")


NOWHERE = _("这个地址没有报告：请从它的页面复制地址。")


def key_of(address: str) -> str:
    """A report's key, though its whole address was pasted.

    >>> key_of("https://example.org/reports/620100/2023/work-report/?q=民生#7K3QX9W2ME")
    '620100/2023/work-report'
    """
    return re.split("[?#]", address)[0].split("/reports/")[-1].strip("/ ")


def report_at(address: str) -> Report | None:
    """The report of this address, or whose address it was."""
    return revision.report_at(key_of(address))


class Files(forms.FileField):
    """As many files as were chosen."""

    def clean(self, data: Sequence[UploadedFile] | None, initial: object = None) -> list[UploadedFile]:
        return list(data or [])


class Wishes(forms.Form):
    """What is said of all files of an upload."""
    place = PlaceField(help_text=_("这批文件都属于一个地区时填写，否则从文件里读"))
    year = forms.IntegerField(label=_("年份"), required=False, min_value=EARLIEST, max_value=LATEST, widget=forms.TextInput(YEAR))
    revises = forms.CharField(label=_("修订哪一份"), required=False, max_length=200, help_text=_("要修订的报告的地址，如 620100/2023/work-report"))

    def clean_revises(self) -> str:
        return key_of(self.cleaned_data["revises"])

    @property
    def said(self) -> dict:
        """As an upload keeps it."""
        place = self.cleaned_data["place"]
        return {**self.cleaned_data, "place": place and place.pk}


class StaffCorrection(Correction):
    """A report's fields, the place as one types it."""
    place = PlaceField()

    def __init__(self, *args: object, **rest: object) -> None:
        super().__init__(*args, **rest)
        self.initial["place"] = self.instance.place
        for field in self.fields.values():  # what a field was is in the database; Django would hide it in the page
            field.show_hidden_initial = False
        for name in {"delivered_on", "published_on"} & set(self.fields):
            self.fields[name].input_formats = DATES


class Row(StaffCorrection):
    """A report as a line of a table of many."""

    class Meta:
        model = Report
        fields = ROW
        widgets = {
            "title": forms.TextInput({"class": "title"}), "year": forms.TextInput(YEAR),
            "delivered_on": day(), "speaker": forms.TextInput({"size": 8}),
        }


class Whole(StaffCorrection):
    """Every field of a report that staff correct."""

    class Meta:
        model = Report
        fields = WHOLE
        widgets = {
            "year": forms.TextInput(YEAR), "review_year": forms.TextInput(YEAR), "plan_year": forms.TextInput(YEAR),
            "delivered_on": day(),
            "published_on": day(),
        }


class Reason(forms.Form):
    """Why; it is kept, and of a withdrawal readers are told."""
    reason = forms.CharField(label=_("原因"), max_length=400)


class Belonging(forms.Form):
    """Which report a draft is a copy or a newer text of."""
    of = forms.CharField(label=_("哪一份报告"), max_length=300, help_text=_("它的地址，如 620100/2023/work-report"))
    reason = forms.CharField(label=_("修订原因"), max_length=400, required=False, help_text=_("作为修订时要写，读者会看到"))

    def clean_of(self) -> Report:
        report = report_at(self.cleaned_data["of"])
        if report is None:
            raise forms.ValidationError(NOWHERE)
        return report


class Choosing(forms.Form):
    """Which drafts are to be listed."""
    q = forms.CharField(label=_("标题、地区或文件名"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("文种"), required=False, choices=[("", _("全部文种")), *labels.KINDS.items()])
