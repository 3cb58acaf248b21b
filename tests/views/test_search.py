"""The search page."""
import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.html import escape

from archive.views.facets import Choice, chart
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db


def test_the_count_is_in_words_and_the_match_is_marked(client: Client) -> None:
    make_report("优化营商环境。", "再造营商环境。")
    make_report("营商环境第一。", year=2022)
    page = client.get("/search/?q=营商环境").text
    assert "<strong>3</strong> 段，见于 <strong>2</strong> 份报告" in page
    assert "优化<mark>营商环境</mark>。" in page


def test_a_hit_carries_its_place_year_path_token_and_link(client: Client) -> None:
    report = make_report("一、回顾", "优化营商环境。", slug="work-report")
    token = report.paragraphs.get(position=2).token_id
    page = client.get("/search/?q=营商环境").text
    assert f'href="/reports/620100/2023/work-report/?q={quote("营商环境")}#{token}"' in page
    assert '<strong><span lang="zh-Hans">兰州市</span> 2023年</strong> <span lang="zh-Hans">政府工作报告 › 一、回顾</span>' in page
    assert f'class="copy" href="/p/{token}/"' in page
    assert f"¶ {token}" in page


def test_markup_in_a_hit_is_shown_as_text(client: Client) -> None:
    make_report("<img src=x onerror=alert(1)>营商环境")
    page = client.get("/search/?q=营商环境").text
    assert "&lt;img src=x onerror=alert(1)&gt;<mark>营商环境</mark>" in page


def test_each_facet_is_a_link_that_narrows_and_is_not_followed_by_robots(client: Client) -> None:
    make_report("教育优先。", year=2021, part="plan")
    make_report("教育公平。", year=2022, place="620000", speaker="张三")
    page = client.get("/search/?q=教育").text
    for link in ["place=620100", "part=plan", "level=province", f"speaker={quote('张三')}", "year=2021"]:
        assert f'href="?q={quote("教育")}&amp;{link}" rel="nofollow"' in page


def test_what_is_set_is_a_chip_that_takes_it_off(client: Client) -> None:
    make_report("教育优先。", year=2021)
    page = client.get("/search/?q=教育&place=620100&year_min=2020&year_max=2021").text
    q = quote("教育")
    assert f'href="?q={q}&amp;year_min=2020&amp;year_max=2021" rel="nofollow" aria-label="去掉条件 兰州市"' in page
    assert f'href="?q={q}&amp;place=620100" rel="nofollow" aria-label="去掉条件 2020–2021"' in page
    assert '<input type="hidden" name="place" value="620100">' in page


def test_values_of_a_facet_are_chosen_together(client: Client) -> None:
    make_report("教育优先。", year=2021, kind="policy")
    make_report("教育公平。", year=2022)
    make_report("教育强国。", year=2023, kind="resolution")
    page = client.get("/search/?q=教育&kind=policy&kind=resolution&year_min=2021").text
    q = quote("教育")
    assert "<strong>2</strong> 段" in page
    assert f'href="?q={q}&amp;kind=policy&amp;kind=resolution&amp;year_min=2021&amp;kind=work_report"' not in page
    assert f'href="?q={q}&amp;year_min=2021&amp;kind=policy&amp;kind=resolution&amp;kind=work_report" rel="nofollow"><span>政府工作报告</span>' in page
    assert f'href="?q={q}&amp;year_min=2021&amp;kind=resolution" rel="nofollow" aria-label="去掉条件 政策文件"' in page
    assert f'href="?q={q}&amp;kind=policy&amp;kind=resolution&amp;year=2023"' in page
    assert page.count('<input type="hidden" name="kind"') == 4


def test_a_chosen_place_is_opened_among_the_provinces(client: Client) -> None:
    make_report("教育优先。", place="620100")
    make_report("教育公平。", place="110100")
    page = client.get("/search/?q=教育").text
    assert "place=620000" in page
    assert "place=110000" in page
    assert "place=620100" not in page
    page = client.get("/search/?q=教育&place=620000").text
    assert page.index("place=620100") > page.index('aria-current="true"')
    assert "place=110100" not in page


def test_a_place_below_a_chosen_one_takes_its_seat(client: Client) -> None:
    make_report("教育优先。", place="620100")
    make_report("教育公平。", place="620200")
    make_report("教育强国。", place="110100")
    base = f'href="?q={quote("教育")}&amp;'
    page = client.get("/search/?q=教育&place=110000&place=620000").text
    assert f'{base}place=110000&amp;place=620100"' in page
    assert "place=620000&amp;place=620100" not in page
    page = client.get("/search/?q=教育&place=620100&place=620200").text
    assert f'{base}place=620000"' in page
    assert f'{base}place=620100&amp;place=620200&amp;place=110000"' in page


def test_the_whole_country_and_a_part_of_it_are_not_chosen_together(client: Client) -> None:
    make_report("教育优先。", place="620100")
    make_report("教育公平。", place=None)
    base = f'href="?q={quote("教育")}&amp;'
    page = client.get("/search/?q=教育&place=000000").text
    assert f'{base}place=620000"' in page
    assert f'{base}place=000000&amp;place=unplaced"' in page


def test_what_nobody_would_choose_by_hand_is_refused(client: Client) -> None:
    make_report("教育优先。", year=2019)
    chosen = "&".join(f"year={year}" for year in range(2001, 2021))
    page = client.get(f"/search/?q=教育&{chosen}")
    assert page.status_code == 200
    assert "kind=work_report" not in page.text
    page = client.get(f"/search/?q=教育&{chosen}&kind=work_report")
    assert (page.status_code, "条件太多：最多 20 个，请去掉一些。" in page.text) == (400, True)
    assert "没有找到" not in page.text


def test_undated_reports_are_a_year_of_their_own(client: Client) -> None:
    make_report("教育优先。", year=None)
    make_report("教育公平。", year=2022)
    assert f'href="?q={quote("教育")}&amp;year=undated"' in client.get("/search/?q=教育").text
    page = client.get("/search/?q=教育&year=undated").text
    assert "<strong>1</strong> 段" in page
    assert "去掉条件 未注明日期" in page


def test_a_year_s_bar_is_as_high_as_its_count(client: Client) -> None:
    make_report(*(f"教育{n}。" for n in range(4)), year=2020)
    make_report("教育。", year=2022)
    page = client.get("/search/?q=教育").text
    assert 'viewBox="0 0 118 64"' in page
    assert 'class="bar" x="0" y="0" width="10" height="64"' in page
    assert 'class="bar" x="108" y="48" width="10" height="16"' in page
    assert "<span>2020</span><span>2022</span>" in page


@pytest.mark.parametrize("years", [(2020,), (2016, 2025), (1950, 1999, 2024)])
def test_no_year_is_named_of_which_there_is_nothing(client: Client, years: tuple[int, ...]) -> None:
    for year in years:
        make_report("教育。", year=year)
    page = client.get("/search/?q=教育").text
    named = re.search(r'<p class="ends".*?</p>', page)[0]
    assert re.findall(r"\d{4}", named) == [str(year) for year in sorted({years[0], years[-1]})]
    assert re.findall(r'placeholder="(\d{4})"', page) == [str(years[0]), str(years[-1])]


@pytest.mark.parametrize(("last", "places", "width"), [(2020, [0], 118), (2021, [0, 108], 118), (2024, [0, 27, 54, 81, 108], 118),
                                                       (2029, list(range(0, 120, 12)), 118), (2031, list(range(0, 144, 12)), 142)])
def test_few_bars_stand_apart_from_the_first_year_to_the_last(last: int, places: list[int], width: int) -> None:
    drawn = chart({year: Choice(str(year), "?", 1) for year in range(2020, last + 1)}, range(0))
    assert ([bar.x for bar in drawn.bars], drawn.width) == (places, width)


def test_the_bars_of_a_chosen_span_stand_out(client: Client) -> None:
    for year in (2019, 2020, 2021):
        make_report("教育。", year=year)
    chosen = 'class="bar selected"'
    assert chosen not in client.get("/search/?q=教育").text
    assert client.get("/search/?q=教育&year_min=2020").text.count(chosen) == 2
    assert client.get("/search/?q=教育&year_min=2019&year_max=2020").text.count(chosen) == 2
    assert client.get("/search/?q=教育&year=2021").text.count(chosen) == 1
    assert client.get(f"/search/?q=教育&year_min=二〇&year_max={'9' * 5000}").status_code == 400


def test_a_place_alone_is_a_search(client: Client) -> None:
    make_report("教育优先。")
    page = client.get("/search/?place=620100").text
    assert "<strong>1</strong> 段" in page
    assert "sort=relevance" not in page


def test_nothing_found_says_what_to_try(client: Client) -> None:
    make_report("教育优先。")
    page = client.get("/search/?q=航天").text
    assert "没有找到" in page
    assert "怎样检索" in page
    assert "去掉一个条件再试" in client.get("/search/?q=教育&place=990000").text


def test_twenty_hits_a_page_and_the_next_a_link_away(client: Client) -> None:
    make_report(*(f"教育第{n}项。" for n in range(45)))
    first = client.get("/search/?q=教育").text
    assert first.count('<li class="hit">') == 20
    assert f'<a rel="next nofollow" href="?q={quote("教育")}&amp;page=2">' in first
    assert "第 1 页，共 3 页" in first
    assert client.get("/search/?q=教育&page=3").text.count('<li class="hit">') == 5


def test_past_the_last_page_is_the_last_page(client: Client) -> None:
    make_report(*(f"教育第{n}项。" for n in range(45)))
    assert client.get("/search/?q=教育&page=40")["Location"] == f"?q={quote('教育')}&page=3"


@pytest.mark.parametrize(("asked", "shown"), [("51", "51 页。"), ("999", "999 页。"), ("0999", "999 页。"), ("9" * 5000, "99999")])
def test_a_page_that_no_number_reaches_is_told_with_the_last_that_one_does(client: Client, asked: str, shown: str) -> None:
    make_report(*(f"教育第{n}项。" for n in range(45)))
    answer = client.get(f"/search/?q=教育&page={asked}")
    assert (answer.status_code, "无法理解" in answer.text) == (200, False)
    assert f"按页码最多到第 50 页，没有第 {shown}" in answer.text
    assert f'<a href="?q={quote("教育")}&amp;page=3" rel="nofollow">到第 3 页</a>' in answer.text
    assert "到第" not in client.get("/search/?q=教育&page=x").text


def test_past_what_numbers_reach_the_link_is_to_the_fiftieth(client: Client) -> None:
    make_report(*(f"教育第{n}项。" for n in range(1030)))
    assert '&amp;page=50" rel="nofollow">到第 50 页</a>' in client.get("/search/?q=教育&page=52").text


def test_where_there_is_no_other_page_none_is_offered(client: Client) -> None:
    make_report("教育优先。")
    assert "到第 1 页" not in client.get("/search/?q=教育&page=999").text
    page = client.get("/search/?q=航天&page=999").text
    assert ("最多到第 50 页" in page, "到第 0 页" in page, "page=" in page) == (True, False, False)


def test_beyond_fifty_pages_the_cursor_leads_on(client: Client) -> None:
    make_report(*(f"教育第{n}项。" for n in range(1030)))
    last = client.get("/search/", {"q": "教育", "page": "50"})
    following = last.context["next"]
    assert "cursor=" in following
    page = client.get("/search/" + following)
    shown = {hit.paragraph.pk for hit in last.context["results"].hits}
    following = {hit.paragraph.pk for hit in page.context["results"].hits}
    assert (len(following), shown & following) == (20, set())


def test_counts_are_written_with_their_thousands_apart(client: Client) -> None:
    make_report(*(f"教育第{n}项。" for n in range(1001)))
    assert "<strong>1,001</strong> 段" in client.get("/search/?q=教育").text


HOSTILE = ["", " ", "，。！", "“", "x" * 10_000, "\0教\0育", "'; drop table archive_report; --", "<script>alert(1)</script>",
           "-", "(((((", "%", "_", "\\", "教育 -", "\ud800", "🀄"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_gets_a_page(client: Client, typed: str) -> None:
    make_report("教育优先。")
    answer = client.get("/search/?q=" + quote(typed, errors="surrogatepass"))
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("written", ["page=0", "page=-1", "page=99999999999999999999", "page=x", "cursor=%00", "cursor=x",
                                     "sort=up", "group=x", "q=a&q=b", "part[]=x", "plcae=620000"])
def test_a_parameter_without_sense_gets_a_page(client: Client, written: str) -> None:
    make_report("教育优先。")
    assert client.get(f"/search/?q=教育&{written}").status_code == 200


@pytest.mark.parametrize("written", ["place=%00", "place=zz", "year=99999", "year_min=-1&year_max=x", "kind=nothing", "speaker=%00", "level=%ff"])
def test_a_condition_without_sense_gets_a_page_that_lists_nothing(client: Client, written: str) -> None:
    make_report("教育优先。")
    answer = client.get(f"/search/?q=教育&{written}")
    assert (answer.status_code, answer.context["results"].count) == (400, 0)
    assert "无法理解" in answer.text


def test_a_parameter_that_nobody_asks_about_is_in_no_link_of_the_page(client: Client) -> None:
    make_report("教育优先。")
    page = client.get("/search/?q=教育&plcae=620000").text
    assert "没有名为“plcae”的参数" in page
    assert "plcae=620000" not in page


def test_what_was_not_followed_is_said(client: Client) -> None:
    make_report("教育优先。")
    page = client.get("/search/", {"q": "教育", "kind": "<nothing>"}).text
    assert escape("<nothing>") in page
    assert "<nothing>" not in page


def test_a_sample_s_hit_says_that_it_is_one(client: Client) -> None:
    make_place("990000", "岚川省", "province", is_sample=True)
    make_report("教育优先。", place="990000", is_sample=True)
    assert '<span class="tag">示例</span>' in client.get("/search/?q=教育").text


def test_it_asks_few_questions_however_many_the_hits(client: Client, django_assert_max_num_queries) -> None:
    """The statement of the search between savepoint and release, the hits' rows, the chosen place's name."""
    make_report(*(f"教育第{n}项。" for n in range(45)))
    with django_assert_max_num_queries(6):
        client.get("/search/?q=教育&place=620000")
