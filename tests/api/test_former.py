"""What the API says of a paragraph that was changed, taken out or merged."""
import pytest
from django.test import Client

from archive.holdings.publication import withdraw
from archive.models import Report
from tests.test_revision import ONE, TWO, make, put, tokens

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def test_a_present_paragraph_is_no_former_one(client: Client) -> None:
    report = make(ONE)
    assert client.get(f"/api/v1/paragraphs/{tokens(report)[ONE]}/").json()["former"] is None


def test_a_former_paragraph_has_its_old_text_and_where_it_is_now(client: Client) -> None:
    report = make("一、工作回顾", ONE, TWO)
    old = tokens(report)[TWO]
    put(report, "一、工作回顾", ONE, TWO.replace("十二", "十三"), reason="数字有误")
    answer = client.get(f"/api/v1/paragraphs/{old}/")
    found = answer.json()
    assert answer.status_code == 200
    assert (found["token"], found["url"], found["text"], found["position"]) == (old, f"{SITE}/p/{old}/", TWO, 5)
    assert (found["section"], found["report"]["key"]) == (["一、工作回顾"], report.key)
    now = tokens(report)[TWO.replace("十二", "十三")]
    former = found["former"]
    assert (former["fate"], former["reason"], former["until"], former["successors"]) == ("changed", "数字有误", 1, [f"{SITE}/p/{now}/"])


def test_one_that_was_taken_out_has_no_successors(client: Client) -> None:
    report = make(ONE, TWO)
    old = tokens(report)[TWO]
    put(report, ONE)
    former = client.get(f"/api/v1/paragraphs/{old}/").json()["former"]
    assert (former["fate"], former["successors"]) == ("removed", [])


def test_one_of_a_withdrawn_report_is_gone(client: Client) -> None:
    report = make(ONE, TWO)
    old = tokens(report)[TWO]
    put(report, ONE)
    withdraw(Report.objects.get(), None, "出处有误")
    answer = client.get(f"/api/v1/paragraphs/{old}/")
    assert answer.status_code == 410
    assert "出处有误" in answer.json()["error"]
