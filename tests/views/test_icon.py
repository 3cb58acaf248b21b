"""The icon, asked for as a browser asks that shows a text or a page not of ours."""
import pytest
from django.contrib.staticfiles import finders
from django.test import Client


def test_the_icon_is_found_where_browsers_look_for_it(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (302, "/static/favicon.svg", "public, max-age=86400")
    assert finders.find(answer["Location"].removeprefix("/static/"))


def test_it_comes_with_the_headers_of_every_answer(client: Client) -> None:
    answer, other = client.get("/favicon.ico"), client.get("/robots.txt")
    for header in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert answer[header] == other[header]


@pytest.mark.django_db
def test_who_has_signed_in_is_given_it_too(admin_client: Client) -> None:
    answer = admin_client.get("/favicon.ico")
    assert (answer.status_code, "private" in answer["Cache-Control"]) == (302, True)


def test_it_is_only_read(client: Client) -> None:
    assert client.post("/favicon.ico").status_code == 405
