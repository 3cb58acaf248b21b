"""The three ways to see what is found."""
import re
from urllib.parse import quote

import pytest
from django.test import Client

from tests.factories import make_report

pytestmark = pytest.mark.django_db
WORD = quote("教育")


def test_each_way_is_a_link_that_keeps_the_words_and_filters(client: Client) -> None:
    make_report("教育优先，教育。")
    page = client.get("/search/?q=教育&place=620100&page=1").text
    assert f'href="?q={WORD}&amp;place=620100" rel="nofollow" aria-current="true">逐段</a>' in page
    assert f'href="?q={WORD}&amp;place=620100&amp;group=report" rel="nofollow">按报告</a>' in page
    assert f'href="?q={WORD}&amp;place=620100&amp;group=lines" rel="nofollow">语境索引</a>' in page


def test_an_order_is_kept_where_the_other_way_knows_it(client: Client) -> None:
    make_report("教育优先。")
    page = client.get("/search/?q=教育&group=lines&sort=left").text
    assert f'href="?q={WORD}&amp;group=report" rel="nofollow">按报告</a>' in page
    page = client.get("/search/?q=教育&group=lines&sort=oldest").text
    assert f'href="?q={WORD}&amp;group=report&amp;sort=oldest" rel="nofollow">按报告</a>' in page


def test_the_concordance_counts_places_paragraphs_and_reports(client: Client) -> None:
    make_report("教育优先，教育。", "教育公平。")
    assert "<strong>3</strong> 处，见于 <strong>2</strong> 段、<strong>1</strong> 份报告" in client.get("/search/?q=教育&group=lines").text


@pytest.mark.parametrize(("texts", "said"), [
    (["教育。"], "Occurrences: <strong>1</strong>, in <strong>1</strong> paragraph of <strong>1</strong> report<"),
    (["教育教育。", "教育。"], "Occurrences: <strong>3</strong>, in <strong>2</strong> paragraphs of <strong>1</strong> report<"),
])
def test_in_english_the_concordance_counts_occurrences(client: Client, texts: list[str], said: str) -> None:
    make_report(*texts)
    assert said in client.get("/search/?q=教育&group=lines", headers={"Accept-Language": "en"}).text


def test_each_line_of_a_sample_says_that_it_is_one(client: Client) -> None:
    make_report("发展教育。", place="990000", is_sample=True)
    make_report("教育优先。")
    rows = re.findall(r"<tr lang.*?</tr>", client.get("/search/?q=教育&group=lines").text, re.DOTALL)
    assert [("发展" in row, '<span class="tag">示例</span>' in row) for row in rows] in ([(True, True), (False, False)], [(False, False), (True, True)])


def test_a_line_has_the_match_between_its_contexts_and_leads_to_both_addresses(client: Client) -> None:
    report = make_report("办好教育优先。", slug="work-report")
    token = report.paragraphs.get().token_id
    page = client.get("/search/?q=教育&group=lines").text
    assert '<td class="before"><span>办好</span></td>' in page
    assert f'<a href="/reports/620100/2023/work-report/?q={WORD}#{token}"><mark>教育</mark></a>' in page
    assert '<td class="after"><span>优先。</span></td>' in page
    assert f'<a href="/p/{token}/" title="政府工作报告 ¶ {token}">兰州市 <span class="of-year">2023</span></a>' in page


def test_markup_in_a_context_is_shown_as_text(client: Client) -> None:
    make_report("<b>教育<i>")
    page = client.get("/search/?q=教育&group=lines").text
    assert "<span>&lt;b&gt;</span>" in page
    assert "<span>&lt;i&gt;</span>" in page


def test_lines_are_put_in_order_by_what_stands_around(client: Client) -> None:
    make_report("乙教育丙。", "甲教育丁。")
    texts = [hit.paragraph.text for hit in client.get("/search/?q=教育&group=lines&sort=right").context["results"].lines]
    assert texts == ["甲教育丁。", "乙教育丙。"]
    texts = [hit.paragraph.text for hit in client.get("/search/?q=教育&group=lines&sort=left").context["results"].lines]
    assert texts == ["乙教育丙。", "甲教育丁。"]


def test_fifty_lines_a_page_and_cursors_beyond_fifty_pages(client: Client) -> None:
    make_report(*("教育" * 30 for _ in range(90)))
    first = client.get("/search/?q=教育&group=lines")
    assert len(first.context["results"].lines) == 50
    assert "第 1 页，共 54 页" in first.text
    last = client.get("/search/?q=教育&group=lines&page=50")
    beyond = client.get("/search/" + last.context["next"])
    assert len(beyond.context["results"].lines) == 50
    assert "cursor=" in last.context["next"]


def test_past_the_last_line_is_the_last_page(client: Client) -> None:
    make_report("教育优先。")
    assert client.get("/search/?q=教育&group=lines&page=7")["Location"] == f"?q={WORD}&group=lines&page=1"


def test_without_words_there_are_no_lines_and_the_page_says_so(client: Client) -> None:
    make_report("教育优先。")
    page = client.get("/search/?q=place:620100&group=lines").text
    assert "语境索引逐处列出词语：请输入要找的词。" in page


def test_a_report_shows_its_count_and_its_first_passages(client: Client) -> None:
    report = make_report(*(f"教育第{n}项。" for n in range(5)), slug="work-report")
    page = client.get("/search/?q=教育&group=report").text
    assert '<span class="count">5 段</span>' in page
    assert page.count("<mark>教育</mark>") == 3
    assert f'href="/reports/620100/2023/work-report/?q={WORD}#{report.paragraphs.get(position=3).token_id}"' in page
    assert "其余 2 段" in page


def test_a_long_passage_is_cut_around_its_first_match(client: Client) -> None:
    make_report("甲" * 100 + "<教育>" + "乙" * 200)
    page = client.get("/search/?q=教育&group=report").text
    assert "…" + "甲" * 39 + "&lt;<mark>教育</mark>&gt;" + "乙" * 77 + "…" in page


def test_the_way_is_kept_for_the_next_search_and_for_the_years(client: Client) -> None:
    make_report("教育优先。")
    assert '<input type="hidden" name="group" value="lines">' in client.get("/search/?q=教育&group=lines").text


@pytest.mark.parametrize("group", ["report", "lines"])
@pytest.mark.parametrize("cursor", ["x", "WyJuZXdlc3QiLGZhbHNlLDEsMiwzXQ", "WyJsZWZ0IixmYWxzZSwiXHUwMDAwIiwxLDIsM10"])
@pytest.mark.parametrize("sort", ["newest", "left"])
def test_a_cursor_of_another_list_gets_a_page(client: Client, group: str, cursor: str, sort: str) -> None:
    make_report("教育优先。")
    assert client.get(f"/search/?q=教育&group={group}&sort={sort}&cursor={cursor}").status_code == 200


def test_the_ways_are_called_what_the_help_calls_them(client: Client) -> None:
    make_report("教育优先。")
    for language, names in (("zh-hans", ("逐段", "按报告", "语境索引")), ("en", ("By paragraph", "By report", "Concordance"))):
        client.cookies["django_language"] = language
        page, guide = client.get("/search/?q=教育").text, client.get("/help/").text
        assert all(f">{name}</a>" in page and f"<dt>{name}</dt>" in guide for name in names)
