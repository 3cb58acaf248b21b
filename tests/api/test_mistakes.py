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
    "places/?cursor=%00", "reports/?cursor=x&format=csv", "places/?page=0&format=csv", "reports/?page=-1", "reports/?page=²", "reports/?year=x&format=csv"])
def test_a_mistake_is_told_in_words(client: Client, asked: str) -> None:
    answer = client.get(f"/api/v1/{asked}")
    assert (answer.status_code, answer["Content-Type"], list(answer.json())) == (400, "application/json", ["error"])
    assert len(answer.json()["error"]) > 8


def test_other_forms_are_not_to_be_had(client: Client) -> None:
    answer = client.get("/api/v1/reports/", headers={"accept": "application/xml"})
    assert (answer.status_code, list(answer.json())) == (406, ["error"])
