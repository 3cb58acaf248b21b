"""What a schema can't say is mistaken; tests/api/unsaid.py leaves these out of what Schemathesis asks."""
import pytest
from django.test import Client

from archive.search import cursors

pytestmark = pytest.mark.django_db
OF_ANOTHER_LIST = cursors.written(cursors.Place("newest", False, (1.5, 2, 3)))
OF_ANOTHER_ORDER = cursors.written(cursors.Place("oldest", False, (-2020, "620100", "x", 1)))


@pytest.mark.parametrize("asked", [
    "search/?q=教育&year_min=2021&year_max=2020", "search/?q=教育&sort=left", "search/?q=教育&group=report&sort=right",
    "search/?q=教育&cursor=x", "search/?q=教育&year_min=2021&year_max=2020&format=csv", "search/?q=教育&format=xml", "reports/?format=xml",
    "reports/?cursor=x", f"reports/?cursor={OF_ANOTHER_LIST}", f"reports/?cursor={OF_ANOTHER_ORDER}", f"places/?cursor={OF_ANOTHER_LIST}",
    "places/?cursor=%00", "reports/?cursor=x&format=csv", "places/?page=0&format=csv", "reports/?page=-1", "reports/?page=²", "reports/?year=x&format=csv",
    "search/?q=教育&page=2", "search/?q=教育&plcae=620000", "search/?q=教育&plcae=620000&format=csv", "reports/?plcae=620000", "places/?plcae=620000",
    "reports/?q=教育", "places/?year=2020", "reports/?year_min=2021&year_max=2020", "reports/?year_min=2021&year_max=2020&format=csv",
    "search/?q=level:乡", "search/?q=教育 -level:乡", "search/?q=教育|year:2017..abc", "search/?q=教育 -place:无此地", "search/?q=教育 year:2020..2017"])
def test_a_mistake_is_told_in_words(client: Client, asked: str) -> None:
    answer = client.get(f"/api/v1/{asked}")
    assert (answer.status_code, answer["Content-Type"], list(answer.json())) == (400, "application/json", ["error"])
    assert len(answer.json()["error"]) > 8


@pytest.mark.parametrize(("asked", "told"), [
    ("search/?q=教育 part:xx", "“part:xx”无法理解；可以写：工作回顾、主要目标、工作安排、自身建设。"),
    ("search/?q=教育&part=xx", "参数 part 的值“xx”无法理解；可以是：review, targets, plan, self。"),
    ("places/?plcae=1", "没有名为“plcae”的参数；可以用：level, parent, cursor, page, format。")])
def test_what_may_be_asked_instead_is_told(client: Client, asked: str, told: str) -> None:
    assert client.get(f"/api/v1/{asked}").json() == {"error": told}


def test_a_parameter_without_a_value_is_as_good_as_left_out(client: Client) -> None:
    for asked in ("search/?q=教育&plcae=&level=", "reports/?plcae=&level=", "places/?plcae=&level="):
        assert client.get(f"/api/v1/{asked}").status_code == 200


def test_other_forms_are_not_to_be_had(client: Client) -> None:
    answer = client.get("/api/v1/reports/", headers={"accept": "application/xml"})
    assert (answer.status_code, list(answer.json())) == (406, ["error"])
