"""The files of an upload as lines of a table, whose drafts are corrected in place."""
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, QueryDict

from archive.access.roles import User
from archive.editing.corrections import save
from archive.models import Report, Upload, UploadItem
from archive.views.staff.access import may_change, may_correct
from archive.views.staff.forms import Row

PAGE = 50
"""Lines a page: their fields stay below the thousand that Django takes in one form."""


@dataclass(frozen=True)
class Line:
    """A file; `form` where its report is a draft that stands in no line above and may be corrected."""
    item: UploadItem
    form: Row | None
    is_chosen: bool


def page_of(request: HttpRequest, upload: Upload) -> Page:
    items = upload.items.select_related("report__place", "original", "witness")
    return Paginator(items, PAGE).get_page(request.GET.get("page"))


def rows_of(items: Iterable[UploadItem], data: QueryDict | None, user: User) -> list[Line]:
    """The lines, filled with what was sent, if anything was."""
    chosen, seen, lines = data.getlist("chosen") if data else [], set(), []
    for item in items:
        wants_form = may_change(user, item.upload) and item.report_id not in seen and is_open_draft(item) and may_correct(user, item.report)
        if wants_form:
            seen.add(item.report_id)
        lines.append(Line(item, form_of(item, data) if wants_form else None, str(item.pk) in chosen))
    return lines


def is_open_draft(item: UploadItem) -> bool:
    return bool(item.report and item.report.status == Report.Status.DRAFT and item.state == UploadItem.State.DONE)


def form_of(item: UploadItem, data: QueryDict | None) -> Row:
    """The form of a line; a line that was not sent, for it came since, is as it stands."""
    prefix = f"item-{item.pk}"
    sent = data if data and f"{prefix}-title" in data else None
    form = Row(sent, instance=item.report, prefix=prefix)
    for name, field in form.fields.items():
        if name in ("title", "place"):  # longer than their columns
            field.widget.attrs["title"] = str(getattr(item.report, name) or "")
        field.widget.attrs["aria-labelledby"] = f"{prefix}-name column-{name}"
    return form


def save_rows(request: HttpRequest, lines: Iterable[Line]) -> int | None:
    """Saves every line that was changed, or none and None where one is wrong; how many they were."""
    changed = [line.form for line in lines if line.form and line.form.is_bound and line.form.has_changed()]
    with transaction.atomic():
        # One after the other: two lines may ask for the same address.
        saved = [save(form, request.user) for form in changed]
        if not all(saved):
            transaction.set_rollback(True)
            lead_to(changed[saved.index(False)])
            return None
    return len(changed)


def lead_to(form: Row) -> None:
    """The browser goes to the first field that is wrong: the table may be longer than the screen."""
    name = next((name for name in form.errors if name in form.fields), "title")
    form.fields[name].widget.attrs["autofocus"] = True
