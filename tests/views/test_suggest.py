"""The address of suggestions, as browsers and the site's own search box ask it."""
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client

from archive.search import terms
from tests.factories import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def report() -> Iterator[None]:
    terms.held.clear()
    make_report("一、加快发展", "教育。", speaker="张加")
    yield
    terms.held.clear()


def test_the_answer_has_the_four_parts_of_opensearch(client: Client) -> None:
    answer = client.get("/suggest/", {"q": "教育 加"}, headers={"accept-language": "zh-hans"})
    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert answer.json() == ["教育 加", ["教育 加快发展"], ["标题，1 份报告"], [f"http://testserver/search/?q={quote('教育')}+{quote('加快发展')}"]]


def test_a_place_alone_leads_to_its_page_and_with_words_to_the_search(client: Client) -> None:
    assert client.get("/suggest/?q=兰州").json() == ["兰州", ["place:兰州市"], ["地区：兰州市（甘肃省），1 份报告"], ["http://testserver/reports/620100/"]]
    assert client.get("/suggest/?q=教育 兰州").json()[3][0].startswith("http://testserver/search/?q=")


def test_it_is_described_in_the_reader_s_language_and_kept_for_a_while(client: Client) -> None:
    answer = client.get("/suggest/?q=speaker:", headers={"accept-language": "en"})
    assert answer.json()[2] == ["Speaker, 1 report"]
    assert "max-age=300" in answer["Cache-Control"]
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))


@pytest.mark.parametrize("typed", ["", "\0", "\ud800", "(" * 9999, "<script>", "'; drop table", "%00", "🀄", "place:" * 500, "“" * 2000, "加" * 9999])
def test_hostile_input_gets_an_empty_list(client: Client, typed: str) -> None:
    answer = client.get("/suggest/?q=" + quote(typed, errors="surrogatepass"))
    assert answer.status_code == 200
    assert answer.json()[1:] == [[], [], []]


def test_without_a_question_it_answers_all_the_same(client: Client) -> None:
    assert client.get("/suggest/").json() == ["", [], [], []]


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/suggest/", {"q": "加"}).status_code == 405
