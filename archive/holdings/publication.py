"""A report becomes public, is withdrawn, or comes back; its tokens are given with its first publication."""
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import Report, Token
from archive.text.doubts import answered
from archive.text.errors import Refused


@transaction.atomic
def publish(report: Report) -> None:
    """Makes a draft public. Its tokens count as given from now on and are kept for ever; what waited for this decision waits no more."""
    now = timezone.now()
    report.status = Report.Status.PUBLISHED
    report.published_at = report.published_at or now
    report.warnings = answered(report.warnings)
    report.save(update_fields=["status", "published_at", "warnings", "updated_on"])
    Token.objects.filter(paragraph__report=report, given_on=None).update(given_on=now)


@transaction.atomic
def withdraw(report: Report, by: AbstractBaseUser | None, reason: str) -> None:
    """Takes a report from the public; all its addresses answer 410 with who, when and why."""
    report.status = Report.Status.WITHDRAWN
    report.withdrawn_at, report.withdrawn_by, report.withdrawn_reason = timezone.now(), by, reason
    report.save(update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "updated_on"])


@transaction.atomic
def restore(report: Report) -> None:
    """Makes a withdrawn report public again, under the addresses it had. That it was withdrawn stays on record.

    `Refused` where only the record of it is here: a release carries no text of what was withdrawn.
    """
    if not report.paragraphs.exists():
        raise Refused("这里只有《{title}》的记录，没有它的文字：请从备份恢复，或重新收入原件。", title=report.title)
    report.status = Report.Status.PUBLISHED
    report.withdrawn_at, report.withdrawn_by, report.withdrawn_reason = None, None, ""
    report.save(update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "updated_on"])


def withdrawal(report: Report) -> str:
    """Who withdrew a report, when and why, in a sentence."""
    return _("这份报告已于 {date} 由{who}撤回：{reason}").format(
        date=timezone.localdate(report.withdrawn_at).isoformat() if report.withdrawn_at else "—",
        who=report.withdrawn_by.get_username() if report.withdrawn_by else _("文库"), reason=report.withdrawn_reason)
