"""The whole way from the home page to a citation by keys alone: one always sees where one is, and is never kept there."""
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHRASE
from tests.browser.test_citing import CORRECT
from tests.running import Site

MOST = 40


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page, most: int = MOST) -> None:
        self.page, self.most, self.pressed = page, most, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def tab_to(self, selector: str) -> None:
        while not self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert self.pressed < self.most, f"{self.most} keys and {selector} not reached"
            self.press("Tab")

    def follow(self, selector: str) -> None:
        self.tab_to(selector)
        with self.page.expect_navigation():
            self.press("Enter")


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


# Where one is, whether it shows, and whether it can be seen without scrolling.
HERE = """() => {
    const here = document.activeElement;
    const marked = [here, here.nextElementSibling, here.parentElement, here.parentElement?.parentElement].filter(Boolean);
    const shows = ({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    const { top, bottom, left, right } = here.getBoundingClientRect();
    return { what: here.outerHTML.slice(0, 160), isNowhere: here === document.body, isMarked: marked.some((each) => shows(getComputedStyle(each))),
             isInSight: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth };
}"""
MOST_STOPS = 900


def stops(page: Page, key: str) -> list[str]:
    """What the focus comes by, until it has left the page."""
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if here["isNowhere"] or here["what"] in found[:1]:
            break
        assert here["isMarked"], here["what"]
        assert here["isInSight"], here["what"]
        found.append(here["what"])
    return found


@pytest.mark.parametrize("address", [
    "/", f"/search/?q={PHRASE}", f"/search/?q={PHRASE}&group=lines", "/reports/990121/2016/work-report/", "/reports/990100/", "/help/"])
def test_the_focus_goes_through_a_page_and_out_of_it_both_ways(page: Page, address: str) -> None:
    page.goto(address)
    there = stops(page, "Tab")
    assert len(there) < MOST_STOPS
    assert "skip" in there[0]
    page.goto("about:blank")
    page.goto(address)
    back = stops(page, "Shift+Tab")
    assert len(back) < MOST_STOPS
    assert "skip" in back[-1]


def test_a_researcher_goes_the_whole_way_by_keys_alone(reader: Page) -> None:
    reader.goto("/")
    keys = Keys(reader, 400)
    keys.press("/")
    expect(reader.get_by_role("combobox")).to_be_focused()
    keys.type(PHRASE[:2])
    reader.get_by_role("option").first.wait_for()
    keys.press("ArrowDown")
    keys.press("Escape")
    expect(reader.get_by_role("listbox")).to_be_hidden()
    keys.type(PHRASE[2:])
    with reader.expect_navigation():
        keys.press("Enter")
    found = reader.locator(".results-head .tally").first.inner_text()
    keys.follow(".facet a[href*='level=']")
    assert reader.locator(".results-head .tally").first.inner_text() != found
    narrowed = reader.url
    keys.follow(".hit .in-context")
    walk_through_a_report(reader, keys)
    keys.follow(".block:focus-within .margin .cite")
    keys.tab_to("#cite .copy")
    keys.press("Enter")
    expect(reader.get_by_role("status")).to_have_text("引用格式已复制")
    assert CORRECT.fullmatch(reader.evaluate("navigator.clipboard.readText()"))[5] == reader.url.split("#")[0]
    reader.go_back()
    expect(reader.locator(".document")).to_be_visible()
    reader.go_back()
    assert reader.url == narrowed


def walk_through_a_report(page: Page, keys: Keys) -> None:
    """By matches and paragraphs, to the explanation of the keys and to the field and back."""
    tally, block = page.locator(".tally[data-at]"), page.locator(".block:focus")
    expect(tally).to_contain_text("/")
    came_to = tally.inner_text()
    keys.press("n")
    expect(block).to_have_count(1)
    expect(tally).not_to_have_text(came_to)
    keys.press("p")
    expect(tally).to_have_text(came_to)
    expect(page.locator(".block:focus-within mark")).not_to_have_count(0)
    keys.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(3):
        keys.press("Tab")
        assert page.evaluate("document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))")
    keys.press("j")
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(block).to_have_count(1)
    here = block.get_attribute("id")
    keys.press("j")
    assert block.get_attribute("id") != here
    keys.press("k")
    expect(block).to_have_attribute("id", here)
    keys.press("/")
    expect(page.locator("#q-within")).to_be_focused()
    keys.type("j")
    expect(page.locator("#q-within")).to_have_value("j")
    page.locator(f"[id='{here}']").evaluate("block => block.focus()")
