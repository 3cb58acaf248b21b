"""Staff correct what is recorded of a report: by one rule, wherever they do it."""
import re
from collections.abc import Iterable

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from archive.holdings.events import record
from archive.holdings.store import clash_mark, slug_of
from archive.models import Event, FormerAddress, Place, Report

TAKEN = _("这个地区、年份和短名之下已有另一份报告：请换一个短名，或先看看它们是不是同一份。")
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
TAKEN_ONCE = _("这个地址曾属于另一份报告，要一直通向它：请换一个短名。")


class Correction(forms.ModelForm):
    """A report's fields as staff may correct them, all of them or some."""

    def clean(self) -> dict:
        """An address that leads to another report, or ever led there, stays that report's."""
        cleaned = super().clean()
        asked = self._asked(cleaned)
        if "slug" not in self.changed_data and self._renames() and has_slug_of_its_fields(self.instance):
            asked.slug = free_slug(asked)
            cleaned["slug"] = self.instance.slug = asked.slug
        if Report.objects.at(*asked.address).exclude(pk=asked.pk).exists():
            raise forms.ValidationError(TAKEN)
        if FormerAddress.objects.filter(key=asked.key).exclude(report=asked.pk).exists():
            raise forms.ValidationError(TAKEN_ONCE)
        return cleaned

    def clean_slug(self) -> str:
        """What an address of the archive may end in."""
        slug = self.cleaned_data["slug"]
        if "slug" in self.changed_data and not SLUG.fullmatch(slug):
            raise forms.ValidationError(_("短名只用小写字母、数字和中间的连字符，如 work-report。"))
        return slug

    def _renames(self) -> bool:
        """Whether another slug may be due; a public report that comes to stand elsewhere takes its slug along."""
        return not self.instance.published_at or bool({"title", "kind"} & set(self.changed_data))

    def _asked(self, cleaned: dict) -> Report:
        """What of the report decides where it stands, as it would be; a field that the form lacks stays."""
        now = self.instance
        return Report(pk=now.pk, text_hash=now.text_hash, **{
            name: cleaned.get(name, getattr(now, name)) for name in ("place", "year", "slug", "kind", "title")})


def has_slug_of_its_fields(report: Report) -> bool:
    """Whether the slug still follows kind and title: it does until someone chose another. Where a public report stood leads to it."""
    return report.slug in (slug_of(report), marked_slug(report))


def marked_slug(report: Report) -> str:
    return f"{slug_of(report)}-{clash_mark(report.text_hash)}"


def free_slug(report: Report) -> str:
    """The slug of its kind and title, with the mark of its text where another report has that address or had it."""
    report.slug = slug_of(report)
    taken = (Report.objects.at(*report.address).exclude(pk=report.pk).exists()
             or FormerAddress.objects.filter(key=report.key).exclude(report=report.pk).exists())
    return marked_slug(report) if taken else report.slug


@transaction.atomic
def correct(report: Report, names: Iterable[str], by: AbstractBaseUser | None) -> None:
    """Saves the fields of these names as `report` has them now.

    Where a public report moves, its address leads to it for ever. What staff fill in is the archive's word,
    not the document's: it is listed as supplied, and the words it was read from no longer stand for it.
    """
    before = Report.objects.select_for_update().get(pk=report.pk)
    names = list(names)
    filled = [name for name in names if name != "supplied" and getattr(report, name) not in (None, "", [])]
    emptied = set(names) - set(filled)
    report.supplied = [name for name in dict.fromkeys([*report.supplied, *filled]) if name not in emptied]
    report.suggestions = {name: guess for name, guess in report.suggestions.items() if name not in names}
    report.evidence = {name: words for name, words in report.evidence.items() if name.split(".")[-1] not in names}
    report.save(update_fields={*names, "slug", "supplied", "suggestions", "evidence", "updated_on"})
    if report.published_at and report.key != before.key:
        report.former_addresses.filter(key=report.key).delete()
        FormerAddress.objects.update_or_create(key=before.key, defaults={"report": report})
    record(Event.Action.CORRECTED, by, report, detail={"fields": changes(before, report, [*names, "slug"])})


def save(form: Correction, by: AbstractBaseUser | None) -> bool:
    """Whether what the form says could be saved; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        correct(form.instance, form.changed_data, by)
    except IntegrityError:  # another report came to stand there meanwhile
        form.add_error(None, TAKEN)
        return False
    return True


def accepted(report: Report, name: str) -> Correction:
    """The correction that fills in what the archive had only guessed. Raises KeyError where it guesses no such field."""
    form = forms.modelform_factory(Report, Correction, fields=[name])
    return form({name: report.suggestions[name]}, instance=report)


def changes(before: Report, after: Report, names: Iterable[str]) -> dict[str, list[str]]:
    """What each field was and is, in words that JSON can hold."""
    pairs = {name: [plain(getattr(report, name)) for report in (before, after)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def plain(value: object) -> str:
    if isinstance(value, Place):
        return f"{value.code} {value.name}"
    return "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def dismiss(report: Report, number: int, by: AbstractBaseUser | None) -> None:
    """Takes away a warning that somebody looked into; which one is remembered."""
    warning = report.warnings.pop(number)
    report.save(update_fields=["warnings", "updated_on"])
    record(Event.Action.CORRECTED, by, report, detail={"dismissed": warning})
