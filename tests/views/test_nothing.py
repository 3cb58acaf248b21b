"""The search page where it found nothing."""
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.html import escape

from archive.search import answers, asking, statement
from archive.search.asking import TOO_BROAD
from tests.factories import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reports() -> None:
    make_report("教育优先。", "教育公平。", "就业为本。", year=2020)
    make_report("教育优先。", year=2021)


def page(client: Client, **asked: str) -> str:
    return client.get("/search/", asked).text


def test_a_link_to_the_facets_is_there_where_they_are(client: Client) -> None:
    for asked in ({"q": "航天"}, {"q": "航天", "year": "2020"}, {"q": "教育"}):
        shown = page(client, **asked)
        assert ('href="#facets"' in shown) == ('id="facets"' in shown)


def test_the_word_that_is_nowhere_is_named_and_the_others_are_a_link_away(client: Client) -> None:
    shown = page(client, q="教育 航天")
    assert '<strong lang="zh-Hans">“航天”</strong> 在文库里一段也没有' in shown
    assert f'<a href="?q={quote("教育")}" rel="nofollow">3</a>' in shown


def test_words_that_never_meet_are_said_to_be_found_alone(client: Client) -> None:
    shown = page(client, q="教育 就业")
    assert "各词单独都找得到，但没有一段合乎整个查询。" in shown
    assert "在这些条件下</th>" not in shown


def test_a_condition_that_kept_everything_out_is_named_with_the_count_without_it(client: Client) -> None:
    shown = page(client, q="教育 优先", year_min="2022", year_max="2022")
    assert "去掉一个条件再试" in shown
    assert f'不设条件，<a href="?q={quote("教育")}+{quote("优先")}" rel="nofollow"><span lang="zh-Hans">教育 优先</span></a> 有 <strong>2</strong> 段' in shown


def test_a_word_that_only_the_conditions_keep_out_is_named_and_links_keep_them(client: Client) -> None:
    shown = page(client, q="教育 就业", year_min="2021")
    assert '在这些条件下没有 <strong lang="zh-Hans">“就业”</strong>' in shown
    assert f'<a href="?year_min=2021&amp;q={quote("教育")}" rel="nofollow">1</a>' in shown
    assert f'<a href="?q={quote("就业")}" rel="nofollow">1</a>' in shown


def test_a_field_of_the_query_stays_in_the_links(client: Client) -> None:
    assert f'href="?q={quote("教育")}+year%3A2021"' in page(client, q="教育 就业 year:2021")


@pytest.mark.parametrize("asked", [{"q": "航天"}, {"q": ""}, {"place": "620100"}, {"q": "教育"}])
def test_there_is_nothing_to_explain_about_a_bare_word_or_about_results(client: Client, asked: dict[str, str]) -> None:
    assert "单独检索" not in page(client, **asked)


def test_markup_in_a_query_is_shown_as_text(client: Client) -> None:
    shown = page(client, q="教育 <script>alert(1)</script>")
    assert "<script>alert" not in shown
    assert escape("<script>alert") in shown


@pytest.fixture
def _no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "SETTINGS", answers.SETTINGS.replace(f"'{asking.SECONDS}s'", "'100ms'"))
    monkeypatch.setattr(statement, "SNAPSHOT", statement.SNAPSHOT.replace("select 'snapshot',", "select 'snapshot' || pg_sleep(2),"))


@pytest.mark.usefixtures("_no_time")
def test_where_the_time_was_up_nothing_more_is_asked(client: Client) -> None:
    answer = client.get("/search/?q=教育 就业")
    assert TOO_BROAD in answer.context["results"].reading.notes
    assert "alone" not in answer.context


@pytest.mark.usefixtures("_no_time")
def test_what_was_not_finished_is_not_said_to_be_nothing(client: Client) -> None:
    answer = client.get("/search/?q=教育 就业&kind=work_report")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "没有做完" in answer.text
    assert "没有找到" not in answer.text
    assert str(TOO_BROAD) in answer.text


@pytest.mark.usefixtures("_no_time")
@pytest.mark.parametrize(("asked", "offered"), [
    ("", ["sort=newest"]), ("&sort=oldest", []), ("&group=lines&sort=left", ["", "group=lines&amp;sort=newest"]),
])
def test_where_the_time_was_up_the_quicker_ways_are_offered(client: Client, asked: str, offered: list[str]) -> None:
    shown = client.get(f"/search/?q=教育{asked}").text
    assert all(f'href="?q={quote("教育")}{"&amp;" * bool(way)}{way}"' in shown for way in offered)
    assert ("这样问快些" in shown) == bool(offered)


def test_each_condition_is_told_with_what_the_search_finds_without_it(client: Client) -> None:
    shown = page(client, q="教育 year:2021 level:prefecture", level="prefecture", part="plan", year_min="2019")
    assert f'<th scope="row">部分：工作安排</th><td><a href="?q={quote("教育")}+year%3A2021+level%3Aprefecture&amp;level=prefecture&amp;year_min=2019"' in shown
    for what in ('<th scope="row" lang="zh-Hans">year:2021</th><td>0</td>', '<th scope="row" lang="zh-Hans">level:prefecture</th><td>0</td>',
                 '<th scope="row">级别：地级</th><td>0</td>', '<th scope="row">年份：2019–</th><td>0</td>'):
        assert what in shown


def test_where_no_single_thing_is_the_reason_none_is_listed(client: Client) -> None:
    assert "只去掉这一项" not in page(client, q="教育 航天 year:2021", level="county")


def test_the_condition_that_alone_kept_everything_out_has_a_link_that_leaves_it_out(client: Client) -> None:
    shown = page(client, q="教育", level="county", year="2020")
    assert f'<th scope="row">级别：县级</th><td><a href="?q={quote("教育")}&amp;year=2020" rel="nofollow">2</a></td>' in shown
    assert '<th scope="row">年份：2020</th><td>0</td>' in shown
    shown = page(client, q="教育 level:county", year="2020")
    assert f'<th scope="row" lang="zh-Hans">level:county</th><td><a href="?year=2020&amp;q={quote("教育")}" rel="nofollow">2</a></td>' in shown


def test_of_conditions_alone_each_is_told_too(client: Client) -> None:
    shown = page(client, q="year:2021 level:county")
    assert "没有一段同时合乎这些条件。" in shown
    assert '<th scope="row" lang="zh-Hans">level:county</th><td><a href="?q=year%3A2021" rel="nofollow">1</a></td>' in shown


@pytest.mark.parametrize(("asked", "href"), [
    ({"q": "教育 level:乡 优先"}, f"?q={quote('教育')}+{quote('优先')}"), ({"q": "教育", "level": "town"}, f"?q={quote('教育')}"),
    ({"q": "教育 -place:火星", "year": "2020"}, f"?year=2020&amp;q={quote('教育')}"),
    ({"q": "教育", "year_min": "2023", "year_max": "2017"}, f"?q={quote('教育')}"),
    ({"q": "教育 (level:乡 | year:2020..2017)", "kind": "x"}, f"?q={quote('教育')}"),
])
def test_what_makes_no_sense_is_a_link_away_from_being_left_out(client: Client, asked: dict[str, str], href: str) -> None:
    answer = client.get("/search/", asked)
    assert (answer.status_code, answer.context["results"].count) == (400, 0)
    assert "没有检索" in answer.text
    assert "没有找到" not in answer.text
    assert f'<a href="{href}" rel="nofollow">去掉无法理解的条件' in answer.text
    assert client.get("/search/" + href.replace("&amp;", "&")).context["results"].count > 0


@pytest.mark.parametrize("asked", [{"q": "level:乡"}, {"level": "town"}, {"level": "town", "sort": "newest"}])
def test_where_nothing_would_be_left_there_is_no_such_link(client: Client, asked: dict[str, str]) -> None:
    shown = page(client, **asked)
    assert "无法理解；可以" in shown
    assert "去掉无法理解的条件" not in shown
