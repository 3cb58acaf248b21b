"""The sitemap: every public report once, with the day it last changed."""
from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client
from lxml import etree

from archive.models import Report
from archive.views import sitemaps
from tests.factories import make_report

pytestmark = pytest.mark.django_db
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "http://testserver"


def entries(client: Client, address: str) -> dict[str, str]:
    """Each address of a sitemap with its time."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    root = etree.fromstring(answer.content)
    assert {each.tag for each in root} <= {f"{NAMESPACE}sitemap", f"{NAMESPACE}url"}
    return {each.findtext(f"{NAMESPACE}loc"): each.findtext(f"{NAMESPACE}lastmod") for each in root}


def everything(client: Client) -> list[str]:
    return [address for file in entries(client, "/sitemap.xml") for address in entries(client, file.removeprefix(SITE))]


def test_it_holds_every_public_report_and_nothing_else(client: Client) -> None:
    make_report("甲", year=2017, slug="work-report")
    make_report("乙", place=None, year=None, slug="found")
    make_report("丙", status=Report.Status.DRAFT)
    make_report("丁", status=Report.Status.WITHDRAWN, withdrawn_reason="重复")
    assert set(everything(client)) == {f"{SITE}/reports/620100/2017/work-report/", f"{SITE}/reports/unplaced/undated/found/"}


def test_each_report_says_when_it_last_changed(client: Client) -> None:
    make_report("甲")
    [file], [changed] = entries(client, "/sitemap.xml"), entries(client, "/sitemap.xml").values()
    assert datetime.now(UTC) - datetime.fromisoformat(changed) < timedelta(minutes=1)
    assert list(entries(client, file.removeprefix(SITE)).values()) == [changed]


def test_no_file_holds_more_than_it_may_and_none_loses_a_report(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 3)
    made = {f"{SITE}{make_report('甲').get_absolute_url()}" for _ in range(8)}
    files = entries(client, "/sitemap.xml")
    assert len(files) >= 3
    assert all(len(entries(client, file.removeprefix(SITE))) <= 3 for file in files)
    found = everything(client)
    assert (set(found), len(found)) == (made, 8)


def test_an_empty_archive_has_an_empty_sitemap(client: Client) -> None:
    assert entries(client, "/sitemap.xml") == {}


@pytest.mark.parametrize("number", ["7", "99999999999999999999", "-1", "x"])
def test_a_file_that_is_none_is_not_found(client: Client, number: str) -> None:
    make_report("甲")
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_it_names_no_search(client: Client) -> None:
    make_report("甲")
    assert not [address for address in everything(client) if "search" in address or "?" in address]


def test_crawlers_are_told_where_it_is_and_may_read_what_it_names(client: Client) -> None:
    make_report("甲")
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())
    assert robots.site_maps() == [f"{SITE}/sitemap.xml"]
    assert all(robots.can_fetch("anyone", address) for address in [*everything(client), f"{SITE}/oai/"])
