"""From the home page to a copied paragraph link with Tab, Enter and typing alone."""
from playwright.sync_api import Page

from tests.browser.conftest import PHRASE
from tests.running import Site

MOST = 40


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def tab_to(self, selector: str) -> None:
        while not self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert self.pressed < MOST, f"{MOST} keys and {selector} not reached"
            self.press("Tab")


def test_a_paragraph_s_link_is_copied_within_forty_keys(reader: Page, site: Site) -> None:
    reader.goto("/")
    keys = Keys(reader)
    keys.tab_to("input[name=q]")
    keys.type(PHRASE)
    with reader.expect_navigation():
        keys.press("Enter")
    keys.tab_to("a.copy")
    permalink = reader.evaluate("document.activeElement.href")
    keys.press("Enter")
    reader.get_by_role("status").filter(has_text="链接已复制").wait_for(state="attached")
    assert reader.evaluate("navigator.clipboard.readText()") == permalink
    assert keys.pressed <= MOST
    assert permalink.startswith(f"{site.address}/p/")
    reader.goto(permalink)
    assert PHRASE in reader.locator(".here .text").inner_text()
