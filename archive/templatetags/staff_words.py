"""Words for what only staff see."""
from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import labels, sentences
from archive.models import Event, Report

register = template.Library()

ACTS = {"reword": gettext_lazy("改文字"), "call": gettext_lazy("改类别"), "split": gettext_lazy("拆成两段"), "join": gettext_lazy("接上后一段"),
        "move": gettext_lazy("移动一段"), "drop": gettext_lazy("去掉一段"), "undo": gettext_lazy("撤销一处改动")}
"""What can be done to a text, under the names that `archive.editing.emendation` records."""
WISHES = {"revises": gettext_lazy("修订哪一份")}


@register.filter
def field_label(name: str) -> str:
    """What a field of a report, or a wish for an upload, is called."""
    fields = {field.name: field.verbose_name for field in Report._meta.fields}
    return str(WISHES.get(name) or fields.get(name, name))


@register.filter
def told(event: Event) -> str:
    """What is remembered of an event besides, in words."""
    return " · ".join(part for name, value in event.detail.items() if (part := part_told(name, value)))


def part_told(name: str, value: object) -> str:
    if name == "fields" and isinstance(value, dict):
        return " · ".join(f"{field_label(field)} {before or '—'} → {after or '—'}" for field, (before, after) in value.items())
    if name == "text" and isinstance(value, dict):
        return " · ".join(str(ACTS[act]) for act in value if act in ACTS)
    if name == "dismissed":
        return _("去掉提示：") + sentences.shown(value)
    if name == "reason":
        return _("原因：") + str(value) if value else ""
    if name == "status":
        return str(labels.STATUSES.get(value, value))
    if name == "files":
        return _("%(n)s 个文件") % {"n": value}
    if name == "number":
        return _("第 %(n)s 版") % {"n": value}
    return str(value) if isinstance(value, str) else ""
