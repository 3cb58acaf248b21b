"""Browsing by shortening the address."""
import re

import pytest
from django.test import Client

from archive.browsing import catalogue
from archive.models import Place, Report
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def gansu() -> Place:
    province = make_place("620000", "甘肃省", "province")
    city = make_place("620100", "兰州市", parent=province)
    make_place("620102", "城关区", "county", parent=city)
    return province


def test_all_reports_lists_reports_and_provinces(client: Client, gansu: Place) -> None:
    make_report("甲", title="兰州的报告")
    page = client.get("/reports/").text
    assert "兰州的报告" in page
    assert 'href="/reports/620000/"' in page


def test_a_province_counts_all_within_it_and_the_nation_its_own(client: Client, gansu: Place) -> None:
    make_place("000000", "全国", "nation")
    for code in ("000000", "620000", "620100", "620102", None):
        make_report("推进建设。", place=code)
    make_report("推进建设。", place="620100", status=Report.Status.DRAFT)
    held = catalogue.counted(Place.objects.filter(code__in=["000000", "620000", "620100", "620102", "650000"])).held
    assert {place.code: count for place, count in held} == {"000000": 1, "620000": 3, "620100": 2, "620102": 1}


def test_the_list_is_narrowed_by_links(client: Client, gansu: Place) -> None:
    make_report("甲", title="市里的", year=2022)
    make_report("乙", title="省里的", place="620000", kind="article", year=None)
    page = client.get("/reports/").text
    for link in ["?level=province", "?kind=article", "?year=2022", "?year=undated"]:
        assert f'href="{link}"' in page
    page = client.get("/reports/?kind=article").text
    assert ("省里的" in page, "市里的" in page) == (True, False)
    assert 'href="?" rel="nofollow" aria-current="true"><span>文章' in page
    page = client.get("/reports/?place=620100&year_max=2022").text
    assert ("省里的" in page, "市里的" in page) == (False, True)


@pytest.mark.parametrize(("asked", "said"), [
    ("kind=nothing", "参数 kind 的值“nothing”无法理解；可以是：work_report"), ("year=x", "参数 year 的值“x”无法理解"), ("place=%00", "参数 place 的值"),
    ("year_min=99999", "参数 year_min 的值“99999”无法理解"), ("year_min=2020&year_max=2010", "从 2020 年到 2010 年，先后颠倒，其中没有哪一年。")])
def test_a_filter_without_sense_lists_nothing_and_says_so(client: Client, asked: str, said: str) -> None:
    make_report("甲", title="市里的")
    answer = client.get(f"/reports/?{asked}")
    assert (answer.status_code, said in answer.text, "市里的" in answer.text) == (400, True, False)
    assert client.get(f"/reports.csv?{asked}").status_code == 400
    assert said in client.get(f"/reports.csv?{asked}").text


def test_a_filter_that_is_none_is_noted_and_given_no_file(client: Client) -> None:
    make_report("甲", title="市里的")
    page = client.get("/reports/?plcae=620000&page=1")
    assert (page.status_code, "没有名为“plcae”的参数" in page.text, "市里的" in page.text, "plcae=620000" in page.text) == (200, True, True, False)
    assert client.get("/reports.csv?plcae=620000").status_code == 400


def test_a_filter_left_empty_narrows_nothing(client: Client) -> None:
    make_report("甲", title="市里的")
    assert "市里的" in client.get("/reports/?level=").text


def test_reports_come_fifty_a_page_and_any_page_asked_for_is_a_page(client: Client) -> None:
    for number in range(60):
        make_report("甲", year=1950 + number)
    first = client.get("/reports/").text
    assert ("2009年" in first, "1959年" in first) == (True, False)
    assert 'href="?page=2"' in first
    for asked in ["2", "99999999999999999999", "-1"]:
        assert "1959年" in client.get("/reports/", {"page": asked}).text
    for asked in ["0x", "\0", ""]:
        assert "2009年" in client.get("/reports/", {"page": asked}).text


def test_a_place_lists_its_own_reports_newest_first_and_the_places_below(client: Client, gansu: Place) -> None:
    make_report("甲", year=2019, title="较早的")
    make_report("乙", year=2023, title="较晚的")
    make_report("丙", place="620102", title="区里的")
    page = client.get("/reports/620100/").text
    assert page.index("较晚的") < page.index("较早的")
    assert "区里的" not in page
    assert 'href="/reports/620102/2023/" aria-label="城关区 2023年：1"' in page
    assert 'href="/reports/620000/">甘肃省' in page


def test_a_place_counts_all_that_lies_below_its_children(client: Client, gansu: Place) -> None:
    make_report("甲", place="620102")
    make_report("乙", place="620100")
    assert 'aria-label="兰州市 2023年：2"' in client.get("/reports/620000/").text


def test_places_without_reports_fold_away_and_abolished_ones_are_left_out(client: Client) -> None:
    make_place("990000", "岚川省", "province")
    make_place("990100", "云泽市", parent=make_place("990000"))
    make_place("990200", "旧泽市", parent=make_place("990000"), to_year=1990)
    page = client.get("/reports/990000/").text
    assert "还没有报告的 1 个地区" in page
    assert "云泽市" in page
    assert "旧泽市" not in page


def test_a_place_without_reports_says_so(client: Client, gansu: Place) -> None:
    assert "还没有收录本级的报告" in client.get("/reports/620000/").text


def test_a_place_nobody_knows_is_not_there(client: Client) -> None:
    assert client.get("/reports/123456/").status_code == 404


def test_a_year_lists_the_place_first_then_what_lies_below(client: Client, gansu: Place) -> None:
    make_report("甲", year=2023, title="市里的")
    make_report("乙", year=2023, place="620102", title="区里的")
    make_report("丙", year=2022, title="前一年的")
    page = client.get("/reports/620100/2023/").text
    assert page.index("市里的") < page.index("区里的")
    assert "前一年的" not in page


@pytest.mark.parametrize("address", ["/reports/620100/1900/", "/reports/620100/undated/"])
def test_a_year_without_reports_is_not_there(client: Client, gansu: Place, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("year", ["0", "02023", "99999", "20x3", "-1", "²", "1e3", "%00"])
def test_what_is_no_year_is_not_there(client: Client, gansu: Place, year: str) -> None:
    assert client.get(f"/reports/620100/{year}/").status_code == 404


@pytest.mark.parametrize("code", ["62010", "6201000", "62010x", "%00", "..", "६२०१००"])
def test_what_is_no_code_is_not_there(client: Client, code: str) -> None:
    assert client.get(f"/reports/{code}/").status_code == 404


def test_reports_without_place_or_year_have_addresses_too(client: Client) -> None:
    make_report("甲", place=None, year=None, title="不知何时何地")
    for address in ["/reports/unplaced/", "/reports/unplaced/undated/"]:
        assert "不知何时何地" in client.get(address).text


def test_an_abolished_place_leads_to_its_successor_as_long_as_nothing_is_filed_there(client: Client, gansu: Place) -> None:
    old = make_place("629901", "旧县", "county", to_year=2003, successor=gansu)
    assert old.successor_id == "620000"
    answer = client.get("/reports/629901/")
    assert (answer.status_code, answer["Location"]) == (302, "/reports/620000/")
    answer = client.get("/reports/629901/2001/")
    assert (answer.status_code, answer["Location"]) == (302, "/reports/620000/2001/")


def test_an_abolished_place_under_which_a_report_is_filed_shows_it_and_names_its_successor(client: Client, gansu: Place) -> None:
    make_place("629900", "旧地区", "prefecture", to_year=2003, successor=gansu)
    make_place("629921", "旧县", "county", to_year=2003)
    make_report("甲", place="629900", year=1999, title="旧地区的报告")
    make_report("乙", place="629921", year=1998, title="旧县的报告")
    for address, title in [("", "旧地区的报告"), ("1999/", "旧地区的报告"), ("1998/", "旧县的报告")]:
        page = client.get(f"/reports/629900/{address}")
        assert (page.status_code, title in page.text, 'href="/reports/620000/"' in page.text) == (200, True, True)
        assert "今为" in page.text
    assert client.get("/reports/629900/feed.atom").status_code == 200
    assert client.get("/reports/629900/2001/")["Location"] == "/reports/620000/2001/"


def test_what_is_filed_under_an_abolished_place_and_not_public_is_not_shown(client: Client, gansu: Place) -> None:
    make_place("629901", "旧县", "county", to_year=2003, successor=gansu)
    make_report("甲", place="629901", year=1999, status="draft")
    for address in ("", "1999/", "feed.atom"):
        assert client.get(f"/reports/629901/{address}")["Location"] == f"/reports/620000/{address}"


def test_a_place_names_those_before_it_under_which_reports_are_filed(client: Client, gansu: Place) -> None:
    make_place("629901", "旧县", "county", to_year=2003, successor=gansu)
    make_place("629902", "空县", "county", to_year=2003, successor=gansu)
    make_report("甲", place="629901", year=1999)
    page = client.get("/reports/620000/").text
    assert re.findall(r'此前为 <a href="([^"]*)"', page) == ["/reports/629901/"]


def test_an_abolished_place_without_successor_shows_its_years(client: Client) -> None:
    make_place("629900", "旧地区", from_year=1980, to_year=2003)
    assert "1980–2003" in client.get("/reports/629900/").text


def test_drafts_and_withdrawn_reports_are_on_no_list(client: Client, gansu: Place) -> None:
    make_report("甲", title="草稿", status="draft")
    make_report("乙", title="撤回", status="withdrawn", withdrawn_reason="重复")
    make_report("丙", title="公布的")
    for address in ["/reports/", "/reports/620100/"]:
        page = client.get(address).text
        assert "草稿" not in page
        assert "撤回" not in page


@pytest.mark.parametrize("place", ["620100", None])
def test_a_place_whose_only_report_was_withdrawn_says_so_with_its_address(client: Client, gansu: Place, place: str | None) -> None:
    withdrawn = make_report("乙", title="撤下的报告", place=place, status="withdrawn", withdrawn_reason="重复")
    code = place or "unplaced"
    for address, status in [(f"/reports/{code}/", 200), (f"/reports/{code}/2023/", 410)]:
        answer = client.get(address)
        assert (answer.status_code, "已经撤回" in answer.text, "还没有收录" in answer.text) == (status, True, False)
        assert re.search(f'<a href="{withdrawn.get_absolute_url()}"[^>]*>撤下的报告</a>', answer.text)
        assert "重复" not in answer.text
    assert client.get(withdrawn.get_absolute_url()).status_code == 410
    assert client.get(f"/reports/{code}/2022/").status_code == 404


def test_beside_what_there_is_nothing_is_said_of_what_was_withdrawn(client: Client, gansu: Place) -> None:
    make_report("乙", title="撤下的报告", status="withdrawn", withdrawn_reason="重复")
    make_report("丙", place="620102", title="区里的")
    page = client.get("/reports/620100/2023/")
    assert (page.status_code, "区里的" in page.text, "撤下的报告" in page.text) == (200, True, True)
    make_report("甲", title="市里的")
    for address in ("", "2023/"):
        assert "撤下的报告" not in client.get(f"/reports/620100/{address}").text


def test_a_report_withdrawn_before_anybody_saw_it_is_not_told_of(client: Client, gansu: Place) -> None:
    make_report("乙", title="撤下的报告", status="withdrawn", withdrawn_reason="重复")
    Report.objects.update(published_at=None)
    assert "还没有收录本级的报告" in client.get("/reports/620100/").text
    assert client.get("/reports/620100/2023/").status_code == 404


def test_a_withdrawn_sample_says_that_it_is_one(client: Client) -> None:
    make_report("乙", place="990000", is_sample=True, status="withdrawn", withdrawn_reason="重复")
    assert '<span class="tag">示例</span>' in client.get("/reports/990000/").text


def test_sample_places_say_that_they_are_samples(client: Client) -> None:
    make_place("990000", "岚川省", "province", is_sample=True)
    assert "虚构" in client.get("/reports/990000/").text


def test_a_place_tells_its_years_and_those_it_lacks(client: Client, gansu: Place) -> None:
    for year in (2010, 2012, 2012, 2016, None):
        make_report("甲", year=year)
    page = client.get("/reports/620100/").text
    assert "5 份，见于 3 个年份；首末年份之间缺 4 年：2011、2013–2015。" in page
    timeline = page.split('<ol class="timeline"')[1].split("</ol>")[0]
    assert [timeline.index(year) for year in ("2010", "2011", "2016", "未注明")] == sorted(
        timeline.index(year) for year in ("2010", "2011", "2016", "未注明"))
    assert timeline.count("缺") == 4
    assert 'href="/reports/620100/2012/"><span class="of-year">2012</span> <span class="n">2</span>' in timeline
    assert 'href="/reports/620100/undated/"' in timeline


def test_a_place_with_every_year_lacks_none(client: Client, gansu: Place) -> None:
    make_report("甲", year=2021)
    make_report("乙", year=2022)
    assert "2 份，见于 2 个年份；首末年份之间一年不缺。" in client.get("/reports/620100/").text


def test_one_report_is_no_timeline(client: Client, gansu: Place) -> None:
    make_report("甲", year=2021)
    page = client.get("/reports/620100/").text
    assert "1 份，见于 1 个年份。" in page
    assert "timeline" not in page


def test_places_below_stand_by_pinyin(client: Client, gansu: Place) -> None:
    for code, name, sounds in [("620200", "嘉峪关市", "jia yu guan shi"), ("620900", "酒泉市", "jiu quan shi"), ("620400", "白银市", "bai yin shi")]:
        make_place(code, name, parent=gansu, sort_key=sounds)
        make_report("甲", place=code)
    page = client.get("/reports/620000/", headers={"Accept-Language": "en"}).text
    assert page.index("白银市") < page.index("嘉峪关市") < page.index("酒泉市")


def test_of_places_below_too_it_says_what_is_missing(client: Client, gansu: Place) -> None:
    make_report("甲", place="620102", year=2019)
    make_report("乙", place="620100", year=2021)
    page = client.get("/reports/620000/").text
    assert "有报告的 2 格；每个地区的首末年份之间，缺 1 格" in page
    assert page.count('class="missing"') == 1


def test_a_place_asks_at_most_nine_questions(client: Client, gansu: Place, django_assert_max_num_queries) -> None:
    for number in range(30):
        make_place(f"6201{number + 10}", f"第{number}县", "county", parent=Place.objects.get(code="620100"))
        make_report("甲", place=f"6201{number + 10}", year=1990 + number)
    with django_assert_max_num_queries(9):
        client.get("/reports/620100/")
