"""Browsing by kind and by speaker, and every table as a file."""
import csv

import pytest
from django.test import Client

from archive.browsing import lists
from archive.views import browse
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db
BOM = "\ufeff"
EVERY = ["/holdings.csv", "/kinds.csv", "/speakers.csv", "/reports.csv", "/reports/620100.csv", "/reports/620000/holdings.csv",
         "/kinds/work_report.csv", "/kinds/", "/speakers/", "/kinds/work_report/"]


def table(client: Client, address: str) -> list[list[str]]:
    text = b"".join(client.get(address).streaming_content).decode()
    assert text.startswith(BOM)
    return list(csv.reader(text.removeprefix(BOM).splitlines()))


def test_kinds_are_counted_the_most_frequent_first(client: Client) -> None:
    make_report("甲", "乙", kind="article", year=2001)
    make_report("丙", year=2003)
    make_report("丁", year=None, place=None)
    make_report("戊", kind="policy", status="draft")
    page = client.get("/kinds/").text
    assert page.index('href="/kinds/work_report/"') < page.index('href="/kinds/article/"')
    assert "/kinds/policy/" not in page
    assert table(client, "/kinds.csv") == [
        ["kind", "url", "reports", "paragraphs", "places", "first_year", "last_year"],
        ["work_report", "http://testserver/kinds/work_report/", "2", "2", "1", "2003", "2003"],
        ["article", "http://testserver/kinds/article/", "1", "2", "1", "2001", "2001"]]


def test_a_kind_has_a_matrix_of_its_own(client: Client) -> None:
    make_report("甲", kind="article", year=2001)
    make_report("乙", kind="article", year=2003)
    make_report("丙", year=2002)
    page = client.get("/kinds/article/").text
    assert "2 份" in page
    assert "有报告的 2 格；每个地区的首末年份之间，缺 1 格" in page
    assert table(client, "/kinds/article.csv")[1] == ["620100", "兰州市", "http://testserver/reports/620100/", "2", "2", "1", "1", "0", "1"]


@pytest.mark.parametrize("address", ["/kinds/nothing/", "/kinds/nothing.csv", "/kinds/%00/", "/reports/123456.csv", "/reports/123456/holdings.csv",
                                     "/reports/unplaced/holdings.csv"])
def test_what_nobody_knows_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_kind_without_reports_says_so(client: Client) -> None:
    assert "没有这样的报告" in client.get("/kinds/minutes/").text


def test_speakers_stand_by_pinyin_as_surnames_are_read(client: Client) -> None:
    for name in ["曾仁", "王一", "白云", "Ann Li"]:
        make_report("甲", speaker=name)
    page = client.get("/speakers/").text
    assert page.index("Ann Li") < page.index("白云") < page.index("王一") < page.index("曾仁")


def test_a_speaker_is_counted_by_place_and_year(client: Client) -> None:
    make_place("620200", "嘉峪关市")
    make_report("甲", speaker="王一", year=2001)
    make_report("乙", speaker="王一", year=2003)
    make_report("丙", speaker="王一", place="620200", year=2010)
    make_report("丁", speaker="王一", place=None, year=None)
    make_report("戊", speaker="王一", status="draft")
    page = client.get("/speakers/").text
    assert "1 个姓名" in page
    assert "2001–2010" in page
    assert 'href="/reports/?speaker=%E7%8E%8B%E4%B8%80"' in page
    assert table(client, "/speakers.csv") == [
        ["speaker", "pinyin", "place_code", "place", "reports", "first_year", "last_year"],
        ["王一", "wang yi", "620100", "兰州市", "2", "2001", "2003"],
        ["王一", "wang yi", "620200", "嘉峪关市", "1", "2010", "2010"],
        ["王一", "wang yi", "", "", "1", "", ""]]


def test_a_speaker_of_many_places_names_a_few(client: Client) -> None:
    for number in range(5):
        make_place(f"62010{number + 1}", f"第{number}县", "county")
        make_report("甲", speaker="王一", place=f"62010{number + 1}")
    page = client.get("/speakers/").text
    assert "及另外 2 个地区" in page


def test_the_link_of_a_speaker_leads_to_their_reports(client: Client) -> None:
    make_report("甲", speaker="王一", title="王的")
    make_report("乙", speaker="李二", title="李的")
    page = client.get("/reports/?speaker=王一").text
    assert ("王的" in page, "李的" in page) == (True, False)


def test_many_speakers_are_shown_a_letter_at_a_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browse, "MOST_AT_ONCE", 2)
    for name in ["白云", "王一", "王二"]:
        make_report("甲", speaker=name)
    for asked, there, absent in [("", "白云", "王一"), ("?letter=w", "王二", "白云"), ("?letter=%00", "白云", "王一"), ("?letter=Q", "白云", "王一")]:
        page = client.get(f"/speakers/{asked}").text
        assert (f">{there}</a>" in page, f">{absent}</a>" in page) == (True, False), asked
    assert 'href="?letter=W" rel="nofollow" aria-current="page"' in client.get("/speakers/?letter=W").text


def test_no_speaker_at_all_is_said(client: Client) -> None:
    make_report("甲")
    assert "没有一份报告注明了报告人" in client.get("/speakers/").text


def test_the_holdings_tell_missing_from_outside(client: Client) -> None:
    make_report("甲", year=2020)
    make_report("乙", year=2022)
    make_report("丙", year=2021, place=None)
    make_report("丁", year=None, place=None)
    assert table(client, "/holdings.csv") == [
        ["place_code", "place", "url", "reports", "years_held", "years_missing", "2022", "2021", "2020", "undated"],
        ["620100", "兰州市", "http://testserver/reports/620100/", "2", "2", "1", "1", "0", "1", ""],
        ["unplaced", "", "http://testserver/reports/unplaced/", "2", "1", "0", "", "1", "", "1"]]


def test_the_places_below_are_a_file(client: Client) -> None:
    province = make_place("620000", "甘肃省", "province")
    make_place("620100", "兰州市", parent=province)
    make_report("甲", place="620102")
    make_report("乙", place="620000")
    assert table(client, "/reports/620000/holdings.csv")[1:] == [
        ["620100", "兰州市", "http://testserver/reports/620100/", "1", "1", "0", "1"]]


def test_reports_are_a_file_narrowed_as_the_page_is(client: Client) -> None:
    make_report("甲乙", year=2022, slug="one", speaker="王一", delivered_on="2022-01-05")
    make_report("丙", year=2021, kind="article")
    make_report("丁", status="draft")
    assert [row[4] for row in table(client, "/reports.csv")[1:]] == ["2022", "2021"]
    assert table(client, "/reports.csv?kind=work_report")[1:] == [
        ["620100/2022/one", "http://testserver/reports/620100/2022/one/", "620100", "兰州市", "2022", "work_report", "政府工作报告", "王一",
         "2022-01-05", "", "1", "2", "false"]]


def test_a_place_lists_its_reports_as_a_file(client: Client) -> None:
    make_report("甲", year=2022)
    make_report("乙", year=2021, place=None)
    assert [row[4] for row in table(client, "/reports/620100.csv")[1:]] == ["2022"]
    assert [row[4] for row in table(client, "/reports/unplaced.csv")[1:]] == ["2021"]


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@a", "\t=1", "'a"])
def test_no_cell_is_a_formula(client: Client, sign: str) -> None:
    make_report("甲", title=sign, speaker=sign)
    assert table(client, "/reports.csv")[1][6] == f"'{sign}"
    assert table(client, "/speakers.csv")[1][0] == f"'{sign}"


def test_what_reports_say_is_no_markup(client: Client) -> None:
    make_place("620100", "<i>兰州")
    make_report("甲", speaker="<b>王</b>")
    for address in ["/", "/speakers/", "/kinds/work_report/", "/reports/620100/"]:
        page = client.get(address).text
        assert "<b>王" not in page
        assert "<i>兰州" not in page


@pytest.mark.parametrize("address", EVERY)
def test_every_table_asks_a_handful_of_questions(client: Client, address: str, django_assert_max_num_queries) -> None:
    province = make_place("620000", "甘肃省", "province")
    make_place("620100", "兰州市", parent=province)
    for year in range(2001, 2021):
        make_report("甲", year=year, speaker=f"王{year}")
    with django_assert_max_num_queries(7):
        answer = client.get(address)
        b"".join(answer)


@pytest.mark.parametrize("address", EVERY)
def test_only_reading_is_allowed(client: Client, address: str) -> None:
    make_place("620000", "甘肃省", "province")
    assert client.post(address).status_code == 405


def test_all_reports_lead_to_the_other_ways_of_browsing(client: Client) -> None:
    page = client.get("/reports/?kind=article").text
    for address in ["/kinds/", "/speakers/", "/reports.csv?kind=article", "/#held"]:
        assert f'href="{address}"' in page


@pytest.mark.parametrize(("name", "sounds"), [("解放", "xie fang"), ("单于", "shan yu"), ("尉迟山", "yu chi shan"), ("万里", "wan li"), ("", "")])
def test_a_surname_is_read_as_one(name: str, sounds: str) -> None:
    assert lists.read(name) == sounds
