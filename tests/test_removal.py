"""Drafts are taken out whole; what was public stays."""
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from archive.holdings.originals import path_of
from archive.intake.ingest import Wishes, ingest
from archive.models import FormerAddress, Original, Report, Token
from tests.factories import make_report
from tests.test_ingest import article, work_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(get_user_model().objects.create_superuser("staff"))
    return client


def act(staff, action: str, *reports: Report):
    return staff.post(reverse("admin:archive_report_changelist"),
                      {"action": action, "_selected_action": [report.pk for report in reports]}, follow=True)


def test_a_discarded_draft_leaves_nothing_behind(staff, django_capture_on_commit_callbacks):
    draft = ingest(article().encode(), "草稿.txt", Wishes(publish=False))[0].report
    [digest] = Original.objects.values_list("pk", flat=True)
    with django_capture_on_commit_callbacks(execute=True):
        act(staff, "discard_chosen", draft)
    assert (Report.objects.count(), Token.objects.count(), Original.objects.count()) == (0, 0, 0)
    assert not path_of(digest).exists()


def test_a_published_report_cannot_be_discarded(staff):
    report = ingest(article().encode(), "已公布.txt")[0].report
    act(staff, "discard_chosen", report)
    assert Report.objects.filter(pk=report.pk).exists()


def corrected(staff, report: Report, **fields):
    form = staff.get(reverse("admin:archive_report_change", args=[report.pk])).context["adminform"].form
    values = {name: value for name, value in form.initial.items() if value is not None}
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    lists = {name: ",".join(value) for name, value in values.items() if isinstance(value, list)}
    return staff.post(reverse("admin:archive_report_change", args=[report.pk]), {**values, **lists, **fields})


@pytest.mark.parametrize("year", ["20222", "-5", "0"])
def test_a_year_that_cannot_be_is_not_taken(staff, client, year):
    report = make_report("一段。", year=2022)
    response = corrected(staff, report, year=year)
    assert response.status_code == 200
    report.refresh_from_db()
    assert report.year == 2022
    assert client.get("/").status_code == 200


def test_what_staff_fill_in_is_listed_as_supplied(staff):
    report = make_report("一段。", year=None)
    assert corrected(staff, report, year="2021").status_code == 302
    report.refresh_from_db()
    assert (report.year, report.supplied) == (2021, ["year"])


def test_an_address_that_leads_elsewhere_is_not_given_to_a_new_report():
    first = ingest(work_report().encode(), "一.txt")[0].report
    key = first.key
    FormerAddress.objects.create(key=key, report=first)
    Report.objects.filter(pk=first.pk).update(year=1999)
    second = ingest(work_report().replace("工作", "各项工作").encode(), "二.txt")[0].report
    assert second.key != key
    assert second.key.startswith(key)


def test_an_address_that_leads_elsewhere_is_not_given_by_a_correction(staff):
    first, second = make_report("甲。", year=2020, slug="work-report"), make_report("乙。", year=2021, slug="work-report")
    FormerAddress.objects.create(key="620100/2019/work-report", report=first)
    assert corrected(staff, second, year="2019").status_code == 200
    second.refresh_from_db()
    assert second.year == 2021
