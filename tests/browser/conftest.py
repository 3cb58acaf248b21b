"""What browser tests share: a page that reports its own faults, and a report to look at."""
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.running import Site

PHRASE = "营商环境"


@dataclass
class Watch:
    """What a page complained of, and whom it asked, while a test looked."""
    page: Page
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))


@pytest.fixture
def watch(page: Page) -> Watch:
    return Watch(page)


@pytest.fixture
def without_javascript(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site.address, java_script_enabled=False, locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(page: Page, site: Site) -> Page:
    """A page that may use the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    return page


@pytest.fixture(scope="session")
def addresses(browser: Browser, site: Site) -> dict[str, str]:
    """One address of each page, as a reader comes to it by following links from a search."""
    page = browser.new_page(base_url=site.address)
    page.goto(f"/search/?q={PHRASE}")
    hit = page.locator(".hit").first
    report = hit.locator(".in-context").get_attribute("href")
    bare = report.split("?")[0]
    found = {
        "home": "/", "reports": "/reports/", "search": f"/search/?q={PHRASE}", "empty search": "/search/",
        "nothing found": "/search/?q=绝无此语句的检索", "report": bare, "marked report": report,
        "paragraph": hit.locator("a.token").get_attribute("href"),
        "year": bare.rsplit("/", 2)[0] + "/", "place": bare.rsplit("/", 3)[0] + "/",
    }
    page.close()
    return found
