"""WCAG 2.2 AA as far as a program can tell, on every page, in both themes and both languages."""
from collections.abc import Iterator

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page

from archive.urls import urlpatterns
from tests.browser.every_page import AXE, END_AXE, LANGUAGES, OF_COLOURS, RULES, START_AXE, Tour, touring
from tests.browser.itinerary import ANSWERS, NAMES, NO_PAGE
from tests.running import Site

FAULTY = """<!doctype html><html><title>x</title><style>@media (prefers-color-scheme: dark) { .by-night { color: #333; background: #222 } }</style><body><main><h1>x</h1><p style="color: #999; background: #aaa">pale</p>
<p class="by-night">pale by night only</p><img src="data:,"><button style="width: 9px; height: 9px"></button><button style="width: 9px; height: 9px"></button></main></body></html>"""


@pytest.fixture(scope="module")
def tour(browser: Browser, site: Site) -> Iterator[Tour]:
    with touring(browser, site) as tour:
        yield tour


def test_what_is_wrong_is_found(page: Page) -> None:
    page.set_content(FAULTY)
    page.evaluate(AXE)
    page.evaluate(START_AXE, [None, RULES])
    found = {fault.split(":")[0].split()[1] for fault in page.evaluate(END_AXE)}
    assert {"color-contrast", "image-alt", "button-name", "target-size", "html-has-lang"} <= found


def test_what_is_wrong_in_one_theme_only_is_found_there(page: Page) -> None:
    page.set_content(FAULTY)
    page.evaluate(AXE)
    found = {}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.evaluate(START_AXE, [None, OF_COLOURS])
        found[theme] = "by-night" in str(page.evaluate(END_AXE))
    assert found == {"light": False, "dark": True}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_axe_has_nothing_to_say(tour: Tour, name: str, language: str) -> None:
    seen = tour.seen(name)[language]
    assert seen.status == ANSWERS.get(name, 200)
    assert seen.faults == []


@pytest.mark.parametrize("name", NAMES)
def test_chinese_words_in_the_english_interface_are_said_to_be_chinese(tour: Tour, name: str) -> None:
    assert tour.seen(name)["en"].unmarked == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_heading_of_its_own(tour: Tour, name: str) -> None:
    assert [seen.headings for seen in tour.seen(name).values()] == [1, 1]


@pytest.mark.parametrize("name", NAMES)
def test_the_focus_shows_on_everything_it_can_reach(tour: Tour, name: str) -> None:
    assert [seen.ringless for seen in tour.seen(name).values()] == [[], []]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_for_who_wants_it_still(tour: Tour, name: str) -> None:
    assert [seen.moving for seen in tour.seen(name).values()] == [[], []]


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_wider_than_the_smallest_or_the_largest_screen(tour: Tour, name: str) -> None:
    assert [seen.too_wide for seen in tour.seen(name).values()] == [{}, {}]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_no_one_else_and_complains_of_nothing(tour: Tour, site: Site, name: str) -> None:
    for seen in tour.seen(name).values():
        assert seen.hosts == {site.address.split("/")[2]}
        assert [error for error in seen.errors if "status of" not in error] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != "docs"])
def test_no_script_keeps_a_page_from_being_painted(tour: Tour, name: str) -> None:
    assert [seen.waiting for seen in tour.seen(name).values()] == [[], []]


def test_every_address_that_gives_a_page_is_seen(tour: Tour) -> None:
    excused = [name for names in NO_PAGE.values() for name in names]
    named = {pattern.name for pattern in urlpatterns if getattr(pattern, "name", None)}
    assert named - {resolve(seen.path).url_name for name in NAMES for seen in tour.seen(name).values() if seen.status != 500} == set(excused)
