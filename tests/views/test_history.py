"""The versions of a report's text: listed with their reasons, and each to be read."""
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from archive.editing.merging import merge
from archive.holdings.publication import withdraw
from archive.models import FormerAddress
from tests.test_revision import FOUR, ONE, THREE, TWO, make, put

pytestmark = pytest.mark.django_db
REPORT = "/reports/620100/2019/work-report/"
HISTORY = f"{REPORT}history/"


def test_every_version_is_listed_newest_first_with_who_why_and_how_much(client: Client) -> None:
    report = make(ONE, TWO, THREE)
    put(report, ONE, TWO.replace("十二", "十三"), reason="数字有误", by=get_user_model().objects.create_user("editor"))
    put(report, TWO.replace("十二", "十三"), ONE, reason="次序<有误>")
    page = client.get(HISTORY).text
    assert page.index("第 3 版") < page.index("第 2 版") < page.index("第 1 版")
    assert "次序&lt;有误&gt;" in page
    assert "数字有误" in page
    assert "editor" in page
    assert "新出 1 段，去掉 2 段" in page
    assert "只换了次序" in page
    assert 'href="?version=2"' in page


def test_a_text_that_was_never_revised_has_one_version(client: Client) -> None:
    make(ONE)
    page = client.get(HISTORY).text
    assert "第 1 版" in page
    assert "?version=" not in page


def test_an_old_version_reads_as_it_was_and_is_for_no_index(client: Client) -> None:
    report = make(ONE, TWO, THREE)
    put(report, ONE, FOUR)
    answer = client.get(f"{HISTORY}?version=1")
    page = answer.text
    assert [page.index(text) for text in (ONE, TWO, THREE)] == sorted(page.index(text) for text in (ONE, TWO, THREE))
    assert FOUR not in page
    assert '<meta name="robots" content="noindex">' in page
    assert page.count('class="later"') == 2


def test_the_present_version_is_the_report(client: Client) -> None:
    put(make(ONE), TWO)
    assert client.get(f"{HISTORY}?version=2")["Location"] == REPORT


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", "", "１", "99999999999999999999", "1%00"])
def test_a_version_that_never_was_is_not_there(client: Client, number: str) -> None:
    put(make(ONE), TWO)
    assert client.get(f"{HISTORY}?version={number}").status_code == 404


def test_a_merged_report_is_told_of(client: Client) -> None:
    into, report = make(ONE), make(TWO)
    key = report.key
    merge(report, into, by=None, reason="同一份")
    page = client.get(HISTORY).text
    assert "并入的报告" in page
    assert key in page
    assert client.get(f"/reports/{key}/history/")["Location"] == HISTORY


def test_a_former_address_leads_to_the_history_too(client: Client) -> None:
    FormerAddress.objects.create(key="620100/2018/work-report", report=make(ONE))
    answer = client.get("/reports/620100/2018/work-report/history/?version=1")
    assert (answer.status_code, answer["Location"]) == (301, f"{HISTORY}?version=1")


def test_a_draft_s_history_is_not_there(client: Client) -> None:
    make(ONE, is_draft=True)
    assert client.get(HISTORY).status_code == 404


def test_a_withdrawn_report_s_history_is_gone(client: Client) -> None:
    report = make(ONE)
    put(report, TWO)
    withdraw(report, None, "有误")
    for address in (HISTORY, f"{HISTORY}?version=1"):
        assert client.get(address).status_code == 410
