"""What the archive says of its own state."""
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from archive.models import Report
from archive.releasing.present import changed_at, release
from tests.factories import make_report

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)


def published(at: datetime) -> Report:
    report = make_report("教育优先。")
    Report.objects.filter(pk=report.pk).update(published_at=at)
    return report


def test_without_a_report_it_is_empty() -> None:
    assert release() == "unreleased, empty"


def test_it_is_the_day_of_the_last_publication_where_the_archive_stands() -> None:
    published(NOON)
    published(datetime(2026, 3, 1, 20, tzinfo=UTC))
    assert release() == "unreleased, 2026-03-02"


def test_a_draft_changes_nothing() -> None:
    published(NOON)
    make_report("草稿。", status="draft")
    Report.objects.filter(status="draft").update(published_at=None)
    assert changed_at() == NOON


def test_a_withdrawal_changes_the_archive() -> None:
    report = published(NOON)
    report.status, report.withdrawn_reason, report.withdrawn_at = "withdrawn", "有误", timezone.now()
    report.save()
    assert changed_at() == report.withdrawn_at


def test_a_revision_changes_the_archive() -> None:
    report = published(NOON)
    report.revisions.create(number=2, made_at=datetime(2026, 4, 1, 4, tzinfo=UTC))
    assert release() == "unreleased, 2026-04-01"
