"""Everything works with JavaScript switched off."""
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHRASE


def test_one_searches_narrows_reads_and_gets_the_link(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/")
    page.get_by_role("searchbox").fill(PHRASE)
    page.get_by_role("button", name="检索").click()
    page.locator(".facet li a").first.click()
    expect(page.locator(".chips a")).to_have_count(1)
    page.locator(".hit a.copy").first.click()
    assert "/p/" in page.url
    expect(page.locator(".here .text")).to_contain_text(PHRASE)


def test_the_outline_of_a_phone_unfolds(without_javascript: Page, addresses: dict[str, str]) -> None:
    page = without_javascript
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(addresses["report"])
    expect(page.locator(".outline.narrow a").first).to_be_hidden()
    page.locator(".outline.narrow summary").click()
    expect(page.locator(".outline.narrow a").first).to_be_visible()


def test_the_language_is_switched_and_the_page_kept(without_javascript: Page, addresses: dict[str, str]) -> None:
    page = without_javascript
    page.goto(addresses["search"])
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("searchbox")).to_have_value(PHRASE)
    page.get_by_role("link", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
