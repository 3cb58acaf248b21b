"""What crawlers may read, asked as a crawler asks."""
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client


@pytest.mark.parametrize(("address", "allowed"), [
    ("/", True), ("/reports/620100/2023/work-report/", True), ("/p/7K3QX9W2ME/", True), ("/reports/", True),
    ("/search/?q=x&place=620100", False), ("/search.csv", False), ("/search.atom", False), ("/search/lines.csv", False),
    ("/feed.atom", True), ("/reports/620100/feed.atom", True), ("/admin/", False), ("/language/en/?next=/", False),
    ("/suggest/?q=x", False),
])
def test_documents_may_be_read_and_filters_not(client: Client, address: str, allowed: bool) -> None:
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())
    assert robots.can_fetch("anyone", f"http://testserver{address}") is allowed


def test_what_is_made_of_a_paragraph_on_asking_is_not_for_crawlers(client: Client) -> None:
    """Python's reader of these files knows no `*`: the lines themselves are looked at."""
    lines = client.get("/robots.txt").text.splitlines()
    assert {"Disallow: /p/*/variants/", "Disallow: /p/*/error/"} <= set(lines)
