"""Every page, looked at once in each language: what tests then say of it was all seen in one visit."""
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import PHRASE
from tests.browser.test_staff import sign_in
from tests.running import Site

THEMES = {"zh-hans": "light", "en": "dark"}
"""Each language is looked at in a theme of its own: no colour depends on the words, and no words on the colours."""
LANGUAGES = tuple(THEMES)
WIDTHS = (320, 2560)
REPORT = "/reports/990100/2020/work-report/"
FIXED = {
    "home": "/", "results": f"/search/?q={PHRASE}", "by report": f"/search/?q={PHRASE}&group=report", "lines": f"/search/?q={PHRASE}&group=lines",
    "narrowed": f"/search/?q={PHRASE}&year_min=2018&place=990100&sort=newest", "nothing found": "/search/?q=绝无此语句的检索",
    "not understood": "/search/?q=(((",
    "report": REPORT, "marked report": f"{REPORT}?q={PHRASE}", "traditional": "/reports/990121/2016/work-report/?script=hant",
    "place": "/reports/990100/", "year": "/reports/990100/2020/", "reports": "/reports/", "kinds": "/kinds/", "kind": "/kinds/work_report/",
    "speakers": "/speakers/", "releases": "/releases/", "about": "/about/", "help": "/help/", "not found": "/reports/990100/1000/nothing/",
    "docs": "/api/v1/docs/", "staff login": "/staff/login/",
}
FURNISHED = ("revised", "history", "version", "witnesses", "comparison", "former", "withdrawn", "staff upload", "staff report")
FOLLOWED = ("paragraph",)
STAFF = ("staff", "staff events", "staff upload", "staff report")
NAMES = (*FIXED, *FOLLOWED, *FURNISHED[:7], *STAFF)
ANSWERS = {"not found": 404, "withdrawn": 410}
"""What is not answered with 200."""

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VENDOR = {"docs": "#swagger-ui"}
"""What a page shows with a program of others, which is not ours to mend."""
START_AXE = """([apart, runOnly]) => {
    window.found = axe.run({ include: [["html"]], exclude: apart ? [[apart]] : [] }, { runOnly, resultTypes: ["violations"], preload: false, iframes: false });
}"""
END_AXE = """async () => (await window.found).violations.map(({ id, impact, nodes }) =>
    `${impact} ${id}: ${nodes.map((node) => `${node.target} ${node.html.slice(0, 120)}`).join(" | ")}`)"""

LOOK = """(apart) => {
    const all = (selector) => [...document.querySelectorAll(selector)].filter((element) => !(apart && element.closest(apart)));
    const unmarked = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { data, parentElement: element } = texts.currentNode;
        if (!/\\p{Script=Han}/u.test(data) || element.closest("script, style") || (apart && element.closest(apart))) continue;
        if (!/^zh\\b/.test(element.closest("[lang]")?.lang ?? "")) unmarked.push(data.trim());
    }
    return {
        unmarked,
        waiting: all("script:not([type=module], [async], [defer])").filter((script) => /^(|text.javascript)$/.test(script.type)).map((script) => script.outerHTML),
        moving: all("*").filter((element) => { const { transitionDuration, animationName } = getComputedStyle(element);
            return transitionDuration !== "0s" || animationName !== "none"; }).map((element) => element.outerHTML.slice(0, 120)),
        headings: all("h1").length,
    };
}"""
# A ring is whatever the look of the element, of what follows it or of what it stands in gains with the focus.
RINGLESS = """(apart) => {
    const look = (element) => { const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element);
        return `${outlineStyle === "none" ? "" : outlineStyle + outlineWidth} ${boxShadow} ${borderColor}`; };
    const about = (element) => [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement].filter(Boolean).map(look).join();
    const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")];
    // Of those that look alike one speaks for all.
    const kind = (element) => [element, element.parentElement].map(({ localName, className }) => localName + className).join();
    return [...new Map(stops.map((element) => [kind(element), element])).values()].filter((element) => {
        if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled || (apart && element.closest(apart))) return false;
        document.activeElement.blur();
        const before = about(element);
        element.focus({ preventScroll: true });
        return document.activeElement === element && about(element) === before;
    }).map((element) => element.outerHTML.slice(0, 160));
}"""


@dataclass
class Seen:
    """What one visit saw. `faults` are axe's; `too_wide` says which width was overrun and by how much."""
    status: int = 0
    faults: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    moving: list[str] = field(default_factory=list)
    headings: int = 0
    ringless: list[str] = field(default_factory=list)
    too_wide: dict[int, int] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)


class Tour:
    """Two readers and two of the staff, one of each for a language; they look at a page side by side."""

    def __init__(self, readers: dict[str, BrowserContext], staff: dict[str, BrowserContext], addresses: dict[str, str]) -> None:
        self.readers, self.staff, self.addresses = readers, staff, addresses
        self.seen = cache(self._seen)

    def _seen(self, name: str) -> dict[str, Seen]:
        visitors = self.staff if name in STAFF else self.readers
        pages = {language: context.new_page() for language, context in visitors.items()}
        seen = {language: open_page(page, self.addresses[name], VENDOR.get(name)) for language, page in pages.items()}
        for page in pages.values():
            page.evaluate(START_AXE, [VENDOR.get(name), RULES])
        for language, page in pages.items():
            seen[language].faults = page.evaluate(END_AXE)
            look_around(page, seen[language], VENDOR.get(name))
            page.close()
        return seen


def open_page(page: Page, address: str, apart: str | None) -> Seen:
    seen = Seen()
    page.on("request", lambda request: seen.hosts.add(request.url.split("/")[2]))
    page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    answer = page.goto(address)
    seen.status = answer.status
    if apart:
        page.wait_for_selector(f"{apart} *")
    page.evaluate(AXE)
    return seen


def look_around(page: Page, seen: Seen, apart: str | None) -> None:
    for name, value in page.evaluate(LOOK, apart).items():
        setattr(seen, name, value)
    page.keyboard.press("Tab")
    seen.ringless = page.evaluate(RINGLESS, apart)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            seen.too_wide[width] = found


@contextmanager
def touring(browser: Browser, site: Site) -> Iterator[Tour]:
    """The tour of an archive that has a page of each kind for as long as it lasts."""
    addresses = {**FIXED, **furnished(site), "staff": "/staff/", "staff events": "/staff/events/"}
    contexts = [browser.new_context(base_url=site.address, viewport={"width": 1280, "height": 900}, locale="zh-CN",
                                    color_scheme=theme, reduced_motion="reduce") for theme in (*THEMES.values(), *THEMES.values())]
    readers, staff = (dict(zip(LANGUAGES, pair, strict=True)) for pair in (contexts[:2], contexts[2:]))
    try:
        for context in staff.values():
            sign_in(context, site).close()
        for language, context in (*readers.items(), *staff.items()):
            speak(context, language)
        addresses["paragraph"] = a_paragraph(readers["en"])
        await_upload(staff["en"], addresses["staff upload"])
        yield Tour(readers, staff, addresses)
    finally:
        dismiss(contexts, site)


def furnished(site: Site) -> dict[str, str]:
    said = site.manage("shell", "-v", "0", "-c", "from tests.browser.furnishing import furnish; furnish()")
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def speak(context: BrowserContext, language: str) -> None:
    with context.new_page() as page:
        page.goto(f"/language/{language}/")


def a_paragraph(context: BrowserContext) -> str:
    with context.new_page() as page:
        page.goto(FIXED["results"])
        return page.locator(".hit a.token").first.get_attribute("href")


def await_upload(context: BrowserContext, address: str) -> None:
    with context.new_page() as page:
        page.goto(address)
        page.locator(".bar.finished").wait_for(timeout=60_000)


def dismiss(contexts: list[BrowserContext], site: Site) -> None:
    for context in contexts:
        context.close()
    tidied(site)


def tidied(site: Site) -> None:
    """Without what `furnished` put there."""
    said = site.manage("shell", "-v", "0", "-c", "from tests.browser.furnishing import clear; clear()")
    assert said.returncode == 0, said.stderr
