"""Pages for what cannot be shown."""
import pytest
from django.test import Client, RequestFactory

from archive.views.errors import server_error
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db


def test_a_wrong_address_offers_the_shorter_ones(client: Client) -> None:
    make_place()
    answer = client.get("/reports/620100/2035/work-report/")
    assert answer.status_code == 404
    for address in ["/reports/620100/2035/", "/reports/620100/", "/reports/"]:
        assert f'<a href="{address}">' in answer.text


def test_a_wrong_year_offers_the_years_that_are_there(client: Client) -> None:
    make_report("甲", year=2019)
    make_report("乙", year=None)
    make_report("丙", year=2021, status="draft")
    page = client.get("/reports/620100/2020/work-report/").text
    assert "兰州市有这些年份的报告" in page
    assert page.index('href="/reports/620100/2019/"') < page.index('href="/reports/620100/undated/"')
    assert "/reports/620100/2021/" not in page


def test_a_wrong_address_offers_a_search(client: Client) -> None:
    assert 'action="/search/"' in client.get("/nothing/").text
    assert 'value="营商环境"' in client.get("/营商环境/").text


def test_a_hostile_address_is_shown_as_text(client: Client) -> None:
    page = client.get('/reports/"><script>alert(1)</script>/x/').text
    assert "<script>alert" not in page
    page = client.get('/甲"><script>alert(1)</script>').text
    assert "<script>alert" not in page


@pytest.mark.parametrize("address", ["/%00/", "/reports/%00/1/", "/%ff%fe/", "/p/%0a/", "/" + "x" * 8000 + "/"])
def test_no_address_breaks_it(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_foreign_host_gets_a_page_that_asks_nothing_of_the_request() -> None:
    answer = Client().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "看不懂的请求" in answer.text


def test_our_own_failure_is_said_without_asking_the_database(rf: RequestFactory, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "出了差错" in answer.text
