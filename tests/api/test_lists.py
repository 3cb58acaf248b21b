"""Lists lead on by cursor, can be entered at a page, and are given whole as CSV."""
import csv

import pytest
from django.http import QueryDict
from django.test import Client

from archive.api.csv import FORMATS
from archive.models import Report
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def get(client: Client, address: str) -> dict:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def keys(page: dict) -> list[str]:
    return [report["key"] for report in page["results"]]


def rows(client: Client, address: str) -> list[list[str]]:
    """Of a CSV file, the line of names first."""
    answer = client.get(address)
    text = b"".join(answer).decode("utf-8")
    assert (answer.status_code, answer["Content-Type"], text[0]) == (200, "text/csv; charset=utf-8", "\ufeff")
    return list(csv.reader(text[1:].splitlines()))


@pytest.fixture
def many() -> list[str]:
    """The keys of 45 reports as the list has them: by year, the undated last, those without a place last of their year."""
    make_place("620100", "兰州市")
    for year in (2021, 2020, 2019, None):
        for place in ("620100", None):
            for n in range(6 if year else 5):
                make_report(f"{place} {year}", place=place, year=year, slug=f"{'z' * 60}-{n}")
    return [report.key for report in Report.objects.newest_first()]


def test_reports_lead_on_to_the_last_and_back(client: Client, many: list[str]) -> None:
    first = get(client, "/api/v1/reports/")
    second = get(client, first["next"])
    third = get(client, second["next"])
    assert first["next"].startswith(f"{SITE}/api/v1/reports/?cursor=")
    assert keys(first) + keys(second) + keys(third) == many
    assert (first["previous"], third["next"], third["count"]) == (None, None, len(many))
    back = get(client, third["previous"])
    assert keys(back) == keys(second)
    assert keys(get(client, back["previous"])) == keys(first)
    assert get(client, back["previous"])["previous"] is None


def test_what_is_added_before_moves_nothing(client: Client, many: list[str]) -> None:
    first = get(client, "/api/v1/reports/")
    make_report("乙", place="620100", year=2024)
    assert keys(get(client, first["next"])) == many[20:40]


def test_a_page_is_entered_by_its_number_and_left_by_cursor(client: Client, many: list[str]) -> None:
    second = get(client, "/api/v1/reports/?page=2&place=unplaced")
    assert keys(second) == [key for key in many if key.startswith("unplaced")][20:40]
    assert "place=unplaced" in second["previous"]
    assert "page=" not in second["previous"]
    assert len(keys(get(client, second["previous"]))) == 20


def test_places_lead_on_too(client: Client) -> None:
    for n in range(25):
        make_place(f"9901{n + 21}", f"甲{n}县", "county")
    first = get(client, "/api/v1/places/?level=county")
    codes, page = [], first
    while True:
        codes += [place["code"] for place in page["results"]]
        if page["next"] is None:
            break
        page = get(client, page["next"])
    assert codes == sorted(codes)
    assert len(set(codes)) == len(codes) == first["count"] >= 25


def test_an_empty_list_has_a_first_page(client: Client) -> None:
    assert get(client, "/api/v1/reports/?page=1") == {"count": 0, "next": None, "previous": None, "results": []}


@pytest.mark.parametrize("path", ["reports", "places"])
@pytest.mark.parametrize("page", ["2000", "9" * 400, "1000000001"])
def test_behind_the_last_page_is_nothing(client: Client, path: str, page: str) -> None:
    answer = client.get(f"/api/v1/{path}/?page={page}")
    assert (answer.status_code, answer.json()) == (404, {"error": "这个地址没有内容。"})


@pytest.mark.parametrize("accept", ["*/*", "text/csv", "application/json"])
def test_reports_as_csv_are_all_that_the_filters_leave(client: Client, many: list[str], accept: str) -> None:
    client.defaults["HTTP_ACCEPT"] = accept
    names, *lines = rows(client, "/api/v1/reports/?format=csv&place=unplaced&page=2")
    assert names[:3] == ["report", "url", "place_code"]
    assert [line[0] for line in lines] == [key for key in many if key.startswith("unplaced")]


def test_a_cell_is_never_a_formula(client: Client) -> None:
    make_place("990199", "=1+1", "county")
    make_report("甲", place="990199", title="@甲", slug="x")
    assert "'@甲" in rows(client, "/api/v1/reports/?format=csv")[1]
    assert rows(client, "/api/v1/places/?format=csv&level=county")[-1][:2] == ["990199", "'=1+1"]


def test_places_as_csv(client: Client) -> None:
    make_place("620100", "兰州市")
    make_report("甲", place="620100")
    names, *found = rows(client, "/api/v1/places/?format=csv&level=prefecture")
    assert names == ["code", "name", "level", "parent", "report_count"]
    assert [line[1:3] + line[4:] for line in found if line[0] == "620100"] == [["兰州市", "prefecture", "1"]]


@pytest.mark.parametrize(("group", "file"), [("", "/search.csv"), ("report", "/search.csv"), ("lines", "/search/lines.csv")])
def test_a_search_as_csv_is_the_file_of_the_site(client: Client, group: str, file: str) -> None:
    answer = client.get(f"/api/v1/search/?q=教育&year=2023&group={group}&format=csv")
    assert (answer.status_code, answer["Location"].split("?")[0], answer["Access-Control-Allow-Origin"]) == (302, file, "*")
    assert QueryDict(answer["Location"].split("?")[1]).dict() == {"q": "教育", "year": "2023", "group": group}


def test_json_can_be_named(client: Client) -> None:
    assert FORMATS == ("json", "csv")
    assert get(client, "/api/v1/reports/?format=json")["count"] == 0
