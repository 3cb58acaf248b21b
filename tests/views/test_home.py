"""The front door."""
import pytest
from django.test import Client

from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db


def test_an_empty_archive_says_how_to_fill_it(client: Client) -> None:
    page = client.get("/").text
    assert "还没有已公布的报告" in page
    assert "import_reports" in page


def test_it_counts_what_is_public(client: Client) -> None:
    make_report("一段", "两段")
    make_report("草稿一段", status="draft")
    assert "收录报告 1 份，共 2 段" in client.get("/").text


def test_the_matrix_leads_from_a_count_to_the_reports(client: Client) -> None:
    make_report("甲", year=2022)
    make_report("乙", year=2022)
    make_report("丙", year=None)
    page = client.get("/").text
    assert 'href="/reports/620100/2022/" aria-label="兰州市 2022年：2"' in page
    assert 'href="/reports/620100/undated/"' in page


def test_a_place_whose_holder_has_no_row_names_it(client: Client) -> None:
    for code, name, level in (("340000", "安徽省", "province"), ("620000", "甘肃省", "province"), ("620100", "兰州市", "prefecture"), ("620102", "城关区", "county")):
        make_place(code, name, level)
    for code in ("340000", "620102"):
        make_report("甲", place=code, year=2022)
    rows = {row.place.name: row for row in client.get("/").context["matrix"].rows}
    assert [place.name for place in rows["城关区"].above] == ["甘肃省", "兰州市"]
    assert (rows["城关区"].level, rows["安徽省"].level, rows["安徽省"].above) == ("province", "province", ())
    make_report("甲", place="620000", year=2022)
    rows = {row.place.name: row for row in client.get("/").context["matrix"].rows}
    assert ([place.name for place in rows["城关区"].above], rows["城关区"].level) == (["兰州市"], "prefecture")


def test_what_has_no_place_is_no_place(client: Client) -> None:
    make_report("甲", place="620100", year=2022)
    make_report("甲", place=None, year=2022)
    assert "1 个地区" in client.get("/").text


def test_reports_without_a_place_have_a_row(client: Client) -> None:
    make_report("甲", place=None)
    assert 'href="/reports/unplaced/2023/"' in client.get("/").text


def test_too_many_places_are_summed_by_province(client: Client) -> None:
    make_place("620000", "甘肃省", "province")
    for number in range(45):
        code = f"6201{number + 10}"
        make_place(code, f"第{number}县", "county")
        make_report("甲", place=code)
    page = client.get("/").text
    assert 'href="/reports/620000/2023/" aria-label="甘肃省 2023年：45"' in page
    assert "/reports/620110/2023/" not in page


def test_the_newest_come_first_and_drafts_never(client: Client) -> None:
    make_report("甲", title="先来的")
    make_report("乙", title="后来的")
    make_report("丙", title="没公布的", status="draft")
    page = client.get("/").text
    assert page.index("后来的") < page.index("先来的")
    assert "没公布的" not in page


def test_it_asks_at_most_six_questions(client: Client, django_assert_max_num_queries) -> None:
    for year in range(2001, 2031):
        make_report("甲", year=year)
    with django_assert_max_num_queries(6):
        client.get("/")


def test_a_year_between_two_is_said_to_be_missing(client: Client) -> None:
    """To the ear as well as to the eye; before the first and after the last nothing is."""
    make_report("甲", year=2020)
    make_report("乙", year=2022)
    make_report("丙", year=2018, place="620200")
    make_place("620200", "嘉峪关市")
    page = client.get("/").text
    assert page.count('<td class="missing"><span aria-hidden="true">–</span><span class="unseen">缺</span></td>') == 1
    assert "2018–2022 年，2 个地区" in page
    assert "有报告的 3 格；每个地区的首末年份之间，缺 1 格" in page


def test_what_lacks_nothing_says_so(client: Client) -> None:
    make_report("甲", year=2021)
    make_report("乙", year=2022)
    page = client.get("/").text
    assert "一年不缺" in page
    assert "missing" not in page.split("<main")[1].replace("#missing", "")


def test_the_matrix_says_when_rows_hold_what_lies_below(client: Client) -> None:
    make_report("甲")
    assert "连同其下各级" not in client.get("/").text
    for number in range(45):
        make_place(f"6201{number + 10}", f"第{number}县", "county")
        make_report("甲", place=f"6201{number + 10}")
    assert "连同其下各级" in client.get("/").text


def test_the_matrix_speaks_english(client: Client) -> None:
    make_report("甲", year=2020)
    make_report("乙", year=2022)
    page = client.get("/", headers={"Accept-Language": "en"}).text
    assert '<span class="unseen">missing</span>' in page
    assert "2 cells with reports; between each place’s first and last year 1 is missing" in page
