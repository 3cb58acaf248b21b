"""Links shared with what others add to them, to follow a reader about."""
import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from archive.middleware import untracked
from tests.factories import make_report

pytestmark = pytest.mark.django_db
TAIL = "utm_source=weibo&utm_medium=social&UTM_CAMPAIGN=%E4%B8%A4%E4%BC%9A&fbclid=IwAR0&gclid=x&isappinstalled=0&from=singlemessage"


@pytest.fixture(autouse=True)
def _a_report() -> None:
    make_report("教育。", slug="work-report")


@pytest.mark.parametrize("address", [
    "/search/?q=教育", "/search.csv?q=教育", "/search.jsonl?q=教育", "/search/lines.csv?q=教育", "/search.atom?q=教育", "/feed.atom?", "/reports.csv?",
    "/reports/?kind=work_report", "/api/v1/search/?q=教育", "/api/v1/reports/?", "/api/v1/places/?", "/oai/?verb=Identify",
    "/reports/620100/2023/work-report/?"])
def test_a_link_that_was_shared_works_as_the_link_does(client: Client, address: str) -> None:
    plain, shared = told(client.get(address)), told(client.get(f"{address}&{TAIL}"))
    assert (plain[0], plain[1]) == (200, shared[1])
    assert (shared[0], re.findall("没有名为|utm_|fbclid", shared[2])) == (200, [])


def told(answer: HttpResponse) -> tuple[int, str | None, str]:
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.text
    return answer.status_code, answer.get("ETag"), text


def test_a_feed_is_the_same_feed_by_a_shared_link(client: Client) -> None:
    assert client.get(f"/search.atom?q=教育&{TAIL}").content == client.get("/search.atom?q=教育").content


@pytest.mark.parametrize("params", ["plcae=620000", "utm=1", "gid=1", "utm_source_x[]=1", "from=2010", "isappinstalled_=1"])
def test_what_nobody_adds_to_links_is_still_refused(client: Client, params: str) -> None:
    for address in ("search.csv", "search.atom", "api/v1/search/"):
        assert client.get(f"/{address}?q=教育&{params}").status_code == 400


@pytest.mark.parametrize(("given", "kept"), [
    ("", ""), ("q=1", "q=1"), ("q=1&utm_source=x&place=2&place=3", "q=1&place=2&place=3"), ("fbclid=1", ""), ("fbclid", ""),
    ("q=utm_source%3D1&", "q=utm_source%3D1&"), ("q=%E6%95&gclid=%FF&x=%00", "q=%E6%95&x=%00")])
def test_the_rest_of_an_address_stays_as_it_was_written(given: str, kept: str) -> None:
    request = RequestFactory().get("/", QUERY_STRING=given)
    assert untracked(lambda asked: asked.META["QUERY_STRING"])(request) == kept
