"""Who did what, and when: one line for each act, written in the transaction of the act itself."""
from django.contrib.auth.models import AbstractBaseUser

from archive.models import Event, Report, Upload


def record(action: str, by: AbstractBaseUser | None, report: Report | None = None, upload: Upload | None = None,
           detail: dict | None = None) -> Event:
    """Remembers an act; `who` and `key` say it still when the user or the report is gone."""
    return Event.objects.create(
        action=action, by=by, who=by.get_username() if by else "", report=report, key=report.key if report else "",
        upload=upload, detail=detail or {})
