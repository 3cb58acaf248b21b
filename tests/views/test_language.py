"""Chinese first, English second."""
import re

import pytest
from django.test import Client

from tests.factories import make_report
from tests.running import PROJECT

pytestmark = pytest.mark.django_db
TEMPLATES = PROJECT / "templates"


def test_chinese_is_spoken_to_who_asks_for_nothing_known(client: Client) -> None:
    for languages in ["", "fr", "zh-CN,zh;q=0.9", "nonsense;;;q=x"]:
        page = client.get("/search/", headers={"accept-language": languages}).text
        assert '<html lang="zh-Hans">' in page
        assert "怎样检索" in page


def test_english_is_spoken_to_who_asks_for_it(client: Client) -> None:
    page = client.get("/search/", headers={"accept-language": "en-GB,en;q=0.8"}).text
    assert '<html lang="en">' in page
    assert "How to search" in page


def test_the_switch_is_a_link_that_is_remembered(client: Client) -> None:
    assert 'href="/language/en/?next=%2Fsearch%2F%3Fq%3Da%2526b"' in client.get("/search/?q=a%26b").text
    answer = client.get("/language/en/", {"next": "/search/?q=a%26b"})
    assert (answer.status_code, answer["Location"]) == (302, "/search/?q=a%26b")
    assert '<html lang="en">' in client.get("/").text
    client.get("/language/zh-hans/")
    assert '<html lang="zh-Hans">' in client.get("/").text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", "/\0", ""])
def test_the_switch_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.get("/language/en/", {"next": elsewhere})["Location"] == "/"


def test_a_language_we_do_not_speak_is_not_there(client: Client) -> None:
    assert client.get("/language/fr/").status_code == 404


@pytest.mark.parametrize("address", ["/", "/search/?q=a", "/reports/", "/reports/620100/2023/work-report/", "/nothing/"])
def test_caches_are_told_that_the_language_decides(client: Client, address: str) -> None:
    make_report("甲", slug="work-report")
    vary = client.get(address)["Vary"]
    assert "Accept-Language" in vary
    assert "Cookie" in vary


def test_no_page_sets_a_cookie_but_the_switch(client: Client) -> None:
    make_report("甲", slug="work-report")
    for address in ["/", "/search/?q=甲", "/reports/620100/2023/work-report/"]:
        assert not client.get(address).cookies


def test_place_names_and_report_text_stay_chinese(client: Client) -> None:
    make_report("甲乙丙。", slug="work-report")
    page = client.get("/reports/620100/2023/work-report/", headers={"accept-language": "en"}).text
    assert "兰州市" in page
    assert '<div class="blocks" lang="zh-Hans">' in page


def test_a_notice_is_in_the_reader_s_language_and_the_words_it_quotes_in_theirs(client: Client) -> None:
    page = client.get("/search/?q=发展 or企业", headers={"accept-language": "en"}).text
    assert re.search(r'<p>“or<span lang="zh-Hans">企业</span>” is read as “OR <span lang="zh-Hans">企业</span>”', page)


def test_what_a_report_says_of_itself_is_in_its_own_script(client: Client) -> None:
    make_report("甲", slug="work-report", language="zh-Hant", speaker="王國", occasion="第一次會議", source="甘肅日報")
    page = client.get("/reports/620100/2023/work-report/", headers={"accept-language": "en"}).text
    for words in ("王國", "第一次會議", "甘肅日報"):
        assert re.search(rf'<span lang="zh-Hant">[^<]*{words}</span>', page), words


def test_nothing_is_in_a_chinese_of_no_script() -> None:
    """`zh` alone leaves a browser to guess its characters. What is left of it is listed here."""
    left = {path.name for path in TEMPLATES.rglob("*.html") if 'lang="zh"' in path.read_text(encoding="utf-8")}
    assert left <= {"_colophon.html"}
