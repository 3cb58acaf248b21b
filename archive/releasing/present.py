"""Which state of the archive something was taken from: a numbered release, or what came after it and until when."""
from datetime import datetime

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from archive.models import Report

# The database itself keeps when a report was last changed: a release is the present state where nothing changed since.
# Before the first one a day is all there is to name. The questions in `case` are asked only where they are needed.
STATE = """
select newest.number, newest.made_on, newest.changed_until,
    greatest((select max(changed_at) from archive_report where identifier is not null), (select max(changed_at) from archive_vanishedreport)),
    case when newest.number is null then greatest(
        (select max(published_at) from archive_report), (select max(withdrawn_at) from archive_report where published_at is not null),
        (select max(made_at) from archive_revision join archive_report on archive_report.id = report_id where published_at is not null)) end
from (select) nothing
left join (select number, made_on, changed_until from archive_release order by number desc limit 1) newest on true
"""


def release() -> str:
    """What to write beside whatever leaves the archive: «release 3, 2026-11-22», with «, and changes until 2026-12-01» if any came since.

    Before the first release «unreleased, 2026-11-22», by the day of the last public change.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        number, made_on, until, changed, published = cursor.fetchone()
    if number is None:
        return f"unreleased, {day(published)}" if published else "unreleased, empty"
    named = f"release {number}, {day(made_on)}"
    return f"{named}, and changes until {day(changed)}" if changed and changed > until else named


def day(moment: datetime) -> str:
    """Where the archive stands."""
    return timezone.localdate(moment).isoformat()


def changed_at() -> datetime | None:
    """When a report was last published, revised or withdrawn; None while nothing ever was."""
    days = Report.objects.filter(published_at__isnull=False).aggregate(
        Max("published_at"), Max("withdrawn_at"), Max("revisions__made_at"))
    return max(filter(None, days.values()), default=None)
