"""The help page: every example on it runs against the samples, and every part of it can be linked to."""
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client

from archive.intake.samples import load_samples
from archive.search import search
from archive.views.help import FIELDS, SAME, WORDS

# Marked, so that they come before the tests that empty the tables.
pytestmark = pytest.mark.django_db
EXAMPLES = [*WORDS, *FIELDS, *SAME]
ANCHORS = ["query", "exact", "counts", "order", "views", "take", "keys", "cite", "permanent"]


@pytest.fixture(scope="module")
def samples(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A fresh archive, put together once for these tests and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_samples()
        yield
        transaction.set_rollback(True)


def searches(page: str) -> list[str]:
    """The queries that a page's links ask."""
    links = [unescape(link) for link in re.findall(r'href="((?:/search/)?\?[^"]+)"', page)]
    return [parse_qs(urlsplit(link).query)["q"][0] for link in links if "q=" in link]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_stands_in_both_languages_and_every_part_has_an_anchor(client: Client, language: str) -> None:
    page = client.get("/help/", headers={"accept-language": language})
    assert page.status_code == 200
    for anchor in ANCHORS:
        assert f'id="{anchor}"' in page.text
        assert f'href="#{anchor}"' in page.text
    assert searches(page.text) == [example.query for example in EXAMPLES]


def test_every_example_is_understood_and_finds_something(samples, client: Client) -> None:
    for query in [example.query for example in EXAMPLES] + searches(client.get("/search/").text):
        params = QueryDict(mutable=True)
        params["q"] = query
        found = search(params, 1)
        assert found.reading.notes == (), query
        assert found.count > 0, query


def test_a_number_is_found_whole_as_the_page_says(samples) -> None:
    counts = {query: search(QueryDict(f"q={query}"), 1).count for query in ["6亿元", "8.6亿元"]}
    assert counts["8.6亿元"] > 0
    assert counts["6亿元"] == 0


def test_the_foot_of_every_page_and_the_search_page_lead_to_it(client: Client) -> None:
    assert 'href="/help/"' in client.get("/").text.split("<footer")[1]
    assert client.get("/search/").text.split("<footer")[0].count('href="/help/"') == 1


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/help/").status_code == 405
