"""Nothing of what was not published, or is no more, is told by any address of the API."""
import pytest
from django.test import Client

from archive.holdings.publication import withdraw
from archive.models import FormerAddress, Original, Report, Witness
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db
UNSEEN = "尚未公开"
LISTS = ["search/?q=尚未公开", "search/?q=尚未公开&group=report", "search/?q=尚未公开&group=lines", "reports/", "reports/?place=620100",
         "reports/?format=csv", "places/?parent=620000", "places/?parent=620000&format=csv"]


def told(client: Client, path: str) -> str:
    answer = client.get(f"/api/v1/{path}")
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def hidden(status: str) -> Report:
    make_place("620100", "兰州市")
    made = Report.Status.PUBLISHED if status == Report.Status.WITHDRAWN else status
    report = make_report(f"{UNSEEN}的段落", place="620100", year=2020, slug="secret", title=f"{UNSEEN}的标题", speaker=f"{UNSEEN}的人", status=made)
    if made != status:
        withdraw(report, None, "来源有误")
    return report


@pytest.mark.parametrize("status", [Report.Status.DRAFT, Report.Status.WITHDRAWN])
@pytest.mark.parametrize("path", LISTS)
def test_no_list_knows_of_it(client: Client, status: str, path: str) -> None:
    hidden(status)
    text = told(client, path).replace(f'"read_as":"{UNSEEN}"', "")
    assert UNSEEN not in text
    assert "secret" not in text


@pytest.mark.parametrize("status", [Report.Status.DRAFT, Report.Status.WITHDRAWN])
def test_no_place_counts_it(client: Client, status: str) -> None:
    hidden(status)
    places = client.get("/api/v1/places/?parent=620000").json()["results"]
    assert {place["report_count"] for place in places if place["code"] == "620100"} == {0}


def test_a_former_address_does_not_tell_where_a_draft_stands(client: Client) -> None:
    FormerAddress.objects.create(key="620100/2019/old", report=hidden(Report.Status.DRAFT))
    answer = client.get("/api/v1/reports/620100/2019/old/")
    assert (answer.status_code, "Location" in answer) == (404, False)


def test_a_former_address_of_a_withdrawn_report_gives_the_reason(client: Client) -> None:
    report = hidden(Report.Status.PUBLISHED)
    FormerAddress.objects.create(key="620100/2019/old", report=report)
    withdraw(report, None, "来源有误")
    answer = client.get("/api/v1/reports/620100/2019/old/")
    assert (answer.status_code, answer.json()["error"].endswith("来源有误")) == (410, True)


@pytest.mark.parametrize("path", ["reports/", "reports/620100/2020/shown/"])
def test_a_file_that_waits_to_be_looked_over_is_not_told(client: Client, path: str) -> None:
    report = make_report("甲", place="620100", year=2020, slug="shown")
    for name, is_shown in (("甲", True), (UNSEEN, False)):
        Witness.objects.create(report=report, original=Original.objects.create(sha256=name[0].encode().hex().ljust(64, "0"), size=1),
                               names=[f"{name}.txt"], relation="near", is_shown=is_shown)
    text = told(client, path)
    assert "甲.txt" in text
    assert UNSEEN not in text


def test_once_published_it_is_told(client: Client) -> None:
    hidden(Report.Status.PUBLISHED)
    assert all(UNSEEN in told(client, path).replace(f'"read_as":"{UNSEEN}"', "") for path in LISTS[:6])
