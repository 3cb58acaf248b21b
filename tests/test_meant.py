"""Where nothing is found: what would be, if words that name places and years were conditions."""
import pytest
from django.http import QueryDict
from django.test import Client

from archive.models import Place
from archive.search.meant import Meant, meant
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reports() -> None:
    make_place("620100", "兰州市")
    Place.objects.filter(code="620100").update(aliases=["金城"])
    make_place("620102", "城关区", "county")
    make_report("扩大就业。", "稳定就业，促进增收。", year=2019)
    make_report("扩大就业。", year=2020)
    make_report("就业优先。", place="620102", year=2019)
    make_report("就业为本。", year=2019, status="draft")


@pytest.mark.parametrize(("typed", "query", "count"), [
    ("兰州 2019 就业", "place:兰州 year:2019 就业", 3),
    ("就业 2020年", "就业 year:2020", 1),
    ("金城 就业 增收", "place:金城 就业 增收", 1),
    ("城关区", "place:城关区", 1),
    ("兰州市 2020", "place:兰州市 year:2020", 1),
    ("兰州 就业 -增收", "place:兰州 就业 -增收", 3),
])
def test_places_and_years_are_taken_for_conditions(typed: str, query: str, count: int) -> None:
    assert meant(QueryDict(f"q={typed}")) == Meant(query, count)


def test_the_facets_that_are_chosen_hold_for_it_too() -> None:
    assert meant(QueryDict("q=兰州 就业&year=2019&place=620102")) == Meant("place:兰州 就业", 1)


@pytest.mark.parametrize("typed", [
    "就业 优先", "", "兰州* 就业", "兰州 !新兰州", "西宁 就业", "1234 就业", "2019亿元", "兰州|就业", "兰州 航天", "place:兰州 就业", " ".join(["兰州", *"一二三四五六七八"]),
    "兰州 2019&level=xx",
])
def test_nothing_is_said_where_there_is_no_such_word_or_nothing_to_find(typed: str) -> None:
    assert meant(QueryDict(f"q={typed}")) is None


def test_the_page_that_found_nothing_links_to_it(client: Client) -> None:
    page = client.get("/search/", {"q": "兰州 2019 就业", "part": "plan"}).text
    assert "place:兰州" not in page
    page = client.get("/search/", {"q": "兰州 2019 就业"}).text
    assert "把地名和年份当作条件：" in page
    assert 'href="?q=place%3A%E5%85%B0%E5%B7%9E+year%3A2019+%E5%B0%B1%E4%B8%9A"' in page
    assert "把地名和年份当作条件" not in client.get("/search/", {"q": "就业"}).text
