"""A report becomes public, or is withdrawn; its tokens are given with its first publication."""
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.models import Report, Token


@transaction.atomic
def publish(report: Report) -> None:
    """Makes a draft public. Its tokens count as given from now on and are kept for ever."""
    now = timezone.now()
    report.status = Report.Status.PUBLISHED
    report.published_at = report.published_at or now
    report.save(update_fields=["status", "published_at", "updated_on"])
    Token.objects.filter(paragraph__report=report, given_on=None).update(given_on=now)


@transaction.atomic
def withdraw(report: Report, by: AbstractBaseUser | None, reason: str) -> None:
    """Takes a report from the public; its addresses answer 410 with the reason."""
    report.status = Report.Status.WITHDRAWN
    report.withdrawn_at, report.withdrawn_by, report.withdrawn_reason = timezone.now(), by, reason
    report.save(update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "updated_on"])
