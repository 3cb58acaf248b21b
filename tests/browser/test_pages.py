"""Every page, in a real browser: quiet, self-contained, and as wide as the screen."""
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watch
from tests.running import Site

PAGES = ["home", "reports", "place", "year", "report", "marked report", "paragraph", "search", "empty search", "nothing found"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_complains_of_nothing_and_asks_no_one_else(watch: Watch, addresses: dict[str, str], site: Site, name: str) -> None:
    """A breach of the content security policy is an error on the console too."""
    watch.page.goto(addresses[name], wait_until="networkidle")
    assert watch.errors == []
    assert watch.hosts == {site.address.split("/")[2]}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 2560])
def test_no_page_is_wider_than_the_screen(page: Page, addresses: dict[str, str], width: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/language/{language}/")
    for name in [*PAGES, "error"]:
        page.goto(addresses.get(name, "/reports/990100/1000/nothing/"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_a_line_of_text_holds_32_to_38_characters(page: Page, addresses: dict[str, str]) -> None:
    for width in (1280, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(addresses["report"])
        characters = page.locator(".block.body .text").first.evaluate(
            "text => text.clientWidth / parseFloat(getComputedStyle(text).fontSize)")
        assert 32 <= characters <= 38


def test_focus_can_be_seen_wherever_it_goes(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["search"])
    for _ in range(15):
        page.keyboard.press("Tab")
        ring = page.evaluate("""() => {
            const of = (element) => getComputedStyle(element);
            const here = document.activeElement;
            return of(here).outlineStyle !== "none" || of(here.closest(".search-box") ?? here).boxShadow !== "none";
        }""")
        assert ring, page.evaluate("document.activeElement.outerHTML")


def test_the_skip_link_leads_past_the_head(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["search"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_example_on_the_home_page_finds_something(page: Page) -> None:
    page.goto("/")
    examples = [link.get_attribute("href") for link in page.locator(".examples a").all()]
    assert len(examples) == 3
    for example in examples:
        page.goto(example)
        assert page.locator(".hit").count() > 0, example


def test_dark_is_a_set_of_its_own(browser, site: Site, addresses: dict[str, str]) -> None:
    page = browser.new_page(base_url=site.address, color_scheme="dark")
    page.goto(addresses["report"])
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 24, 26)"
    page.close()
