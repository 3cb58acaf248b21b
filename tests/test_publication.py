"""A report becomes public, is withdrawn, and comes back."""
from dataclasses import asdict

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from archive.holdings.publication import publish, restore, withdraw
from archive.intake.ingest import OFFERED, RIVAL
from archive.intake.witnesses import RESEMBLES
from archive.models import Token
from archive.text.document import DAMAGED
from archive.text.errors import Refused, Sentence
from tests.test_revision import ONE, TWO, make, put

pytestmark = pytest.mark.django_db


def test_tokens_are_given_with_the_first_publication() -> None:
    report = make(ONE, is_draft=True)
    assert set(Token.objects.values_list("given_on", flat=True)) == {None}
    publish(report)
    [given_on] = set(Token.objects.values_list("given_on", flat=True))
    assert given_on == report.published_at


def test_a_restored_report_is_where_it_was_with_all_its_tokens(client: Client) -> None:
    report = make(ONE, TWO)
    put(report, ONE)
    tokens = list(Token.objects.values_list("value", "given_on"))
    withdraw(report, get_user_model().objects.create_user("editor"), "来源有误")
    assert client.get(report.get_absolute_url()).status_code == 410
    restore(report)
    assert (report.withdrawn_by, report.withdrawn_at, report.withdrawn_reason) == (None, None, "")
    assert client.get(report.get_absolute_url()).status_code == 200
    assert {client.get(f"/p/{value}/").status_code for value, _ in tokens} == {200}
    assert list(Token.objects.values_list("value", "given_on")) == tokens


@pytest.mark.parametrize("asks", [RIVAL, OFFERED, Sentence(RESEMBLES.pattern, {"title": "一份草稿", "key": "620400/2022/work-report"})])
def test_what_asked_staff_to_decide_is_not_told_to_readers(client: Client, asks: Sentence) -> None:
    report = make(ONE, is_draft=True)
    report.warnings = [asdict(asks), asdict(DAMAGED)]
    publish(report)
    report.refresh_from_db()
    assert report.warnings == [asdict(DAMAGED)]
    for address in (report.get_absolute_url(), f"{report.get_absolute_url()[:-1]}.json"):
        assert "草稿" not in client.get(address).text


def test_publishing_gives_no_token_anew() -> None:
    report = make(ONE)
    before = list(Token.objects.values_list("value", "given_on"))
    publish(report)
    assert list(Token.objects.values_list("value", "given_on")) == before


def test_a_report_without_its_text_does_not_come_back(client: Client, admin_client: Client) -> None:
    report = make(ONE)
    withdraw(report, None, "误传")
    report.paragraphs.all().delete()
    with pytest.raises(Refused, match="没有它的文字"):
        restore(report)
    page = admin_client.post(reverse("staff_restore", args=[report.pk]), follow=True)
    assert "没有它的文字" in page.text
    page = admin_client.post(reverse("admin:archive_report_changelist"), {"action": "restore_chosen", "_selected_action": [report.pk]}, follow=True)
    assert "没有它的文字" in page.text
    assert client.get(report.get_absolute_url()).status_code == 410
