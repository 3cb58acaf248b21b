"""Pages come at once, small, and stand still."""
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import PHRASE
from tests.browser.every_page import furnished, tidied
from tests.browser.furnishing import TARGET
from tests.browser.itinerary import REPORT
from tests.running import Site

MOST_BYTES, MOST_SHIFT = 60 * 1024, 0.01
FIRST_VIEWS = {"home": "/", "search": f"/search/?q={PHRASE}", "report": REPORT, "marked report": f"{REPORT}?q={PHRASE}"}
SHIFTS = """() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 300);
})"""
PUSH = """() => { document.querySelector("main").prepend(Object.assign(document.createElement("p"), { textContent: "…", style: "height: 30rem" })); }"""


@pytest.fixture
def stranger(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Who has never been here: nothing is in the cache."""
    context = browser.new_context(base_url=site.address, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture(scope="module")
def long_report(site: Site) -> Iterator[str]:
    yield furnished(site)["long"]
    tidied(site)


def transferred(context: BrowserContext, address: str) -> dict[str, float]:
    """The bytes that came over the wire, heads included, of each thing that the first view of a page asks for."""
    page = context.new_page()
    wire, names, sizes = context.new_cdp_session(page), {}, {}
    wire.send("Network.enable")
    wire.on("Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address, wait_until="networkidle")
    return {names[each]: size for each, size in sizes.items() if each in names}


@pytest.mark.parametrize("name", ["home", "search", "report"])
def test_a_first_view_is_no_more_than_sixty_kilobytes(stranger: BrowserContext, name: str) -> None:
    sizes = transferred(stranger, FIRST_VIEWS[name])
    assert any("archive" in each and ".css" in each for each in sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_so_is_that_of_a_report_of_twenty_thousand_characters(stranger: BrowserContext, long_report: str) -> None:
    page = stranger.new_page()
    page.goto(long_report)
    shown = page.locator(".blocks .text, .document-head .text").evaluate_all("texts => texts.map((text) => text.textContent.length).reduce((a, b) => a + b, 0)")
    assert shown >= TARGET
    page.close()
    stranger.clear_cookies()
    sizes = transferred(stranger, f"{long_report}?first")
    assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", FIRST_VIEWS)
def test_nothing_moves_under_the_reader_s_eyes(page: Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(FIRST_VIEWS[name], wait_until="networkidle")
    assert page.evaluate(SHIFTS) <= MOST_SHIFT


def test_what_moves_is_measured(page: Page) -> None:
    page.goto("/")
    page.evaluate(PUSH)
    assert page.evaluate(SHIFTS) > MOST_SHIFT


@pytest.mark.parametrize("name", FIRST_VIEWS)
def test_a_page_says_the_same_without_javascript(page: Page, without_javascript: Page, name: str) -> None:
    said = []
    for each in (page, without_javascript):
        each.goto(FIRST_VIEWS[name])
        said.append(each.locator("main h1, main .text").all_inner_texts())
    assert said[0] == said[1]
    assert said[0]
