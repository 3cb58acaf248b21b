"""What comes out of the printer: the document, its paragraphs' addresses beside them, and nothing one could click."""
import pytest
from playwright.sync_api import Page, expect

from tests.running import Site

BLOCKS = ".document .block[id]"
ADDRESSES = """(blocks) => blocks.map((block) => {
    const shown = [block.querySelector(".margin .token"), block].filter(Boolean)[0];
    return getComputedStyle(shown, "::after").content.replaceAll('"', "");
})"""
BESIDE = """(blocks) => blocks.map((block) => {
    const [address, text] = [".margin", ".text"].map((part) => block.querySelector(part).getBoundingClientRect());
    return [address.left - text.right, innerWidth - address.right, address.top - text.top];
})"""


@pytest.fixture
def sheet(page: Page, addresses: dict[str, str]) -> Page:
    """A report as wide as A4 between its margins."""
    page.set_viewport_size({"width": 680, "height": 960})
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(addresses["report"])
    return page


def printed(page: Page) -> list[str]:
    """The address beside each paragraph."""
    page.locator(BLOCKS).first.wait_for()
    return page.locator(BLOCKS).evaluate_all(ADDRESSES)


def tokens(page: Page) -> list[str]:
    return page.locator(BLOCKS).evaluate_all("(blocks) => blocks.map((block) => block.id)")


def test_every_paragraph_has_its_whole_address_in_the_margin(sheet: Page, site: Site) -> None:
    assert printed(sheet) == [f"{site.address}/p/{token}/" for token in tokens(sheet)]
    assert all(gap >= 0 and left >= 0 and abs(down) < 20 for gap, left, down in sheet.locator(BLOCKS).evaluate_all(BESIDE))


def test_without_javascript_it_has_the_address_within_the_archive(without_javascript: Page, addresses: dict[str, str]) -> None:
    without_javascript.emulate_media(media="print")
    without_javascript.goto(addresses["report"])
    assert printed(without_javascript) == [f"/p/{token}/" for token in tokens(without_javascript)]


@pytest.mark.parametrize("selector", [
    ".search-box", ".site-head nav", ".site-foot", ".outline", ".within", ".acts", "#cite label", "#cite .forms", ".other-years"])
def test_nothing_is_printed_that_is_only_for_a_screen(sheet: Page, selector: str) -> None:
    assert sheet.locator(selector).count() > 0
    for each in sheet.locator(selector).all():
        expect(each).to_be_hidden()


def test_the_citation_is_printed_with_it(sheet: Page) -> None:
    expect(sheet.locator("#cite .citation:visible")).to_have_count(1)
    expect(sheet.locator("#cite .citation:visible")).to_contain_text("[R/OL]")


def test_paper_is_white_whatever_the_screen_is(sheet: Page) -> None:
    assert sheet.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert sheet.locator(".block.body .text").first.evaluate("text => getComputedStyle(text).color") == "rgb(0, 0, 0)"


def test_a_long_paragraph_may_go_on_over_the_page_and_a_heading_stays_with_its_text(sheet: Page) -> None:
    assert sheet.locator(".block.body").first.evaluate("block => getComputedStyle(block).breakInside") == "auto"
    assert sheet.locator(".block.heading").first.evaluate("block => getComputedStyle(block).breakAfter") == "avoid-page"
