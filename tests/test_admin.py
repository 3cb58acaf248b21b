"""Django's admin over what the archive holds."""
import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from archive.models import (
    Edit,
    Event,
    FurnitureRule,
    Original,
    Place,
    Report,
    SpeakerName,
    Token,
    Watermark,
    Witness,
)
from tests.factories import make_report

pytestmark = pytest.mark.django_db

REPORTS = reverse("admin:archive_report_changelist")
OURS = [model for model in admin.site._registry if model._meta.app_label == "archive"]


def act(client: Client, action: str, *reports: Report, **more: str) -> None:
    chosen = [report.pk for report in reports]
    client.post(REPORTS, {"action": action, "_selected_action": chosen, **more})
    for report in reports:
        report.refresh_from_db()


def test_drafts_are_published_and_their_tokens_given(admin_client: Client) -> None:
    draft = make_report("甲", status="draft")
    Token.objects.update(given_on=None)
    act(admin_client, "publish_chosen", draft)
    assert draft.is_public
    assert Token.objects.get().given_on


def test_a_report_is_withdrawn_with_the_reason_given(admin_client: Client) -> None:
    report = make_report("甲")
    act(admin_client, "withdraw_chosen", report, reason="来源有误")
    assert (report.status, report.withdrawn_reason) == ("withdrawn", "来源有误")
    assert report.withdrawn_by.username == "admin"


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_report_is_withdrawn_without_a_reason(admin_client: Client, reason: str) -> None:
    report = make_report("甲")
    act(admin_client, "withdraw_chosen", report, reason=reason)
    assert report.is_public


def test_publishing_leaves_a_withdrawn_report_withdrawn(admin_client: Client) -> None:
    report = make_report("甲", status="withdrawn", withdrawn_reason="有误")
    act(admin_client, "publish_chosen", report)
    assert report.status == "withdrawn"


def test_what_was_ever_public_cannot_be_deleted(admin_client: Client) -> None:
    report = make_report("甲")
    assert admin_client.post(f"{REPORTS}{report.pk}/delete/", {"post": "yes"}).status_code == 403
    act(admin_client, "delete_selected", report, post="yes")
    assert Report.objects.filter(pk=report.pk).exists()


@pytest.mark.parametrize("model", [model for model in OURS if model not in (Report, Place, Watermark, FurnitureRule, SpeakerName)])
def test_the_record_is_read_only(admin_client: Client, model: type) -> None:
    address = reverse(f"admin:archive_{model._meta.model_name}_add")
    assert admin_client.get(address).status_code == 403


@pytest.mark.parametrize("model", OURS)
def test_every_list_can_be_looked_at_and_searched(admin_client: Client, model: type) -> None:
    report = make_report("甲")
    Edit.objects.create(report=report, position=1, kind="mark", start=0, end=1, before="*", after="")
    Witness.objects.create(report=report, original=Original.objects.create(sha256="a" * 64, size=1), names=["a.txt"],
                           relation="same")
    address = reverse(f"admin:archive_{model._meta.model_name}_changelist")
    assert admin_client.get(address, {"q": "甲"}).status_code == 200
    first = model.objects.first()
    if first:
        assert admin_client.get(reverse(f"admin:archive_{model._meta.model_name}_change", args=[first.pk])).status_code == 200


def correct(client: Client, report: Report, **fields: str) -> None:
    address = reverse("admin:archive_report_change", args=[report.pk])
    form = client.get(address).context["adminform"].form
    answers = {name: form[name].value() for name in form.fields}
    client.post(address, {name: "" if value is None else value for name, value in {**answers, **fields}.items()})
    report.refresh_from_db()


def test_a_corrected_year_moves_the_report_and_its_old_address_leads_there(admin_client: Client) -> None:
    report = make_report("甲", slug="work-report", suggestions={}, warnings=[])
    token = report.paragraphs.get().token_id
    correct(admin_client, report, year="2022")
    assert report.key == "620100/2022/work-report"
    assert admin_client.get("/reports/620100/2023/work-report/")["Location"] == report.get_absolute_url()
    assert report.paragraphs.get().token_id == token
    correct(admin_client, report, year="2023")
    assert admin_client.get("/reports/620100/2023/work-report/").status_code == 200
    assert admin_client.get("/reports/620100/2022/work-report/").status_code == 301


def test_a_withdrawn_report_is_restored(admin_client: Client) -> None:
    report = make_report("甲")
    act(admin_client, "withdraw_chosen", report, reason="来源有误")
    act(admin_client, "restore_chosen", report)
    assert (report.is_public, report.withdrawn_reason) == (True, "")


def test_restoring_publishes_no_draft(admin_client: Client) -> None:
    draft = make_report("甲", status="draft")
    act(admin_client, "restore_chosen", draft)
    assert draft.status == "draft"


def test_who_did_what_is_remembered(admin_client: Client) -> None:
    draft, other = make_report("甲", status="draft"), make_report("乙", status="draft")
    Report.objects.filter(pk=other.pk).update(published_at=None)
    act(admin_client, "publish_chosen", draft)
    act(admin_client, "withdraw_chosen", draft, reason="来源有误")
    act(admin_client, "restore_chosen", draft)
    admin_client.post(REPORTS, {"action": "discard_chosen", "_selected_action": [other.pk]})
    events = Event.objects.order_by("pk")
    assert [(event.action, event.who, event.key) for event in events] == [
        ("published", "admin", draft.key), ("withdrew", "admin", draft.key), ("restored", "admin", draft.key), ("discarded", "admin", other.key)]
    assert events[1].detail == {"reason": "来源有误"}


def test_a_corrected_title_moves_a_report_whose_slug_follows_it(admin_client: Client) -> None:
    report = make_report("甲", slug="jue-yi", title="决议", kind="resolution", suggestions={}, warnings=[])
    correct(admin_client, report, title="公报")
    assert report.slug == "gong-bao"
    assert admin_client.get("/reports/620100/2023/jue-yi/")["Location"] == report.get_absolute_url()


def test_a_corrected_title_leaves_a_work_report_where_it_is(admin_client: Client) -> None:
    report = make_report("甲", slug="work-report", suggestions={}, warnings=[])
    correct(admin_client, report, title="兰州市政府工作报告")
    assert report.slug == "work-report"
