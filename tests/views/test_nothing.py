"""The search page where it found nothing."""
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.html import escape

from archive.search import answers
from archive.search.asking import TOO_BROAD
from tests.factories import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reports() -> None:
    make_report("教育优先。", "教育公平。", "就业为本。", year=2020)
    make_report("教育优先。", year=2021)


def page(client: Client, **asked: str) -> str:
    return client.get("/search/", asked).text


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


def test_where_the_time_was_up_nothing_more_is_asked(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "SETTINGS", "select set_config('statement_timeout', '1ms', true), %s, pg_sleep(0)")
    monkeypatch.setattr("archive.search.statement.UNPUBLISHED", "select 1 from pg_sleep(1)")
    answer = client.get("/search/?q=教育 就业")
    assert TOO_BROAD in answer.context["results"].reading.notes
    assert "alone" not in answer.context
