"""Which state of the archive something was taken from. There are no numbered releases yet; they would be told of here."""
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from archive.models import Report


def release() -> str:
    """What to write beside whatever leaves the archive: «unreleased, 2026-11-22», by the day of the last public change."""
    changed = changed_at()
    return f"unreleased, {timezone.localdate(changed).isoformat()}" if changed else "unreleased, empty"


def changed_at() -> datetime | None:
    """When a report was last published, revised or withdrawn; None while nothing ever was."""
    days = Report.objects.filter(published_at__isnull=False).aggregate(
        Max("published_at"), Max("withdrawn_at"), Max("revisions__made_at"))
    return max(filter(None, days.values()), default=None)
