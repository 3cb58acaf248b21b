"""Pages for what cannot be shown."""
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
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


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("somebody"))
    return client


@pytest.mark.parametrize(("sent", "said"), [
    ({"words": "长" * 900_000}, "一张表单里的文字最多 2.5\xa0MB，这次送来的更多，没有收下。请分几次提交；长文请存成文件，在上传页交。"),
    ({f"field-{n}": "" for n in range(1001)}, "一张表单最多 1,000 栏，这次送来的更多，没有收下。请分几次提交。"),
    ({"files": [SimpleUploadedFile(f"{n}.txt", b"") for n in range(1001)]}, "一次最多交 1,000 份文件，这次更多，一份也没有收下。请分几次交，或打成一个 ZIP。")])
def test_who_sends_too_much_is_told_what_is_too_much_and_what_to_do(staff: Client, sent: dict, said: str) -> None:
    answer = staff.post("/staff/uploads/", sent)
    assert (answer.status_code, said in answer.text, "看不懂的请求" in answer.text) == (413, True, False)
    answer = staff.post("/staff/uploads/", sent, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (413, {"error": said})


def test_a_stranger_who_sends_too_much_is_told_so(client: Client) -> None:
    assert "At most 64.0\xa0KB" in client.post("/oai/", {"verb": "x" * 70_000}, headers={"accept-language": "en"}).text
    for headers, told in [({}, lambda answer: answer.text), ({"accept": "application/json"}, lambda answer: answer.json()["error"])]:
        answer = client.post("/oai/", {"verb": "x" * 70_000}, headers=headers)
        assert answer.status_code == 413
        assert "没有登录时一次最多送来 64.0\xa0KB，这次更多，没有收下。请写短一些，或先登录。" in told(answer)
