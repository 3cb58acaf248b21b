"""Every page, looked at once in each language: what tests then say of it was all seen in one visit."""
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.itinerary import DONE, FIXED, STAFF
from tests.browser.test_staff import sign_in
from tests.running import Site

THEMES = {"zh-hans": "light", "en": "dark"}
"""The theme in which a language is looked at with every rule; after that its page is turned to the other, for the rules about colours."""
OTHER = {"light": "dark", "dark": "light"}
LANGUAGES = tuple(THEMES)
WIDTHS = (320, 2560)

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What a theme can break: it changes custom properties that are colours, and nothing else."""
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
    path: str = ""
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
    """Readers, staff and someone who may not see what staff do, one of each for a language; the two look at a page side by side."""

    def __init__(self, contexts: dict[str, dict[str, BrowserContext]], addresses: dict[str, str]) -> None:
        self.contexts, self.addresses = contexts, addresses
        self.seen = cache(self._seen)

    def _seen(self, name: str) -> dict[str, Seen]:
        pages = {language: context.new_page() for language, context in self.visitors(name).items()}
        seen = {language: self.open_page(page, name) for language, page in pages.items()}
        for page in pages.values():
            page.evaluate(START_AXE, [VENDOR.get(name), RULES])
        finish_axe(pages, seen)
        for language, page in pages.items():
            page.emulate_media(color_scheme=OTHER[THEMES[language]])
            page.evaluate(START_AXE, [VENDOR.get(name), OF_COLOURS])
        finish_axe(pages, seen)
        for language, page in pages.items():
            look_around(page, seen[language], VENDOR.get(name))
            page.close()
        return seen

    def visitors(self, name: str) -> dict[str, BrowserContext]:
        return self.contexts["outsiders" if name == "staff refused" else "staff" if name in STAFF else "readers"]

    def open_page(self, page: Page, name: str) -> Seen:
        seen = Seen()
        page.on("request", lambda request: seen.hosts.add(request.url.split("/")[2]))
        page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
        start, deed = DONE.get(name, (name, lambda _: None))
        answer = page.goto(self.addresses[start])
        answer = deed(page) or answer
        seen.status, seen.path = answer.status, urlsplit(page.url).path
        if apart := VENDOR.get(name):
            page.wait_for_selector(f"{apart} *")
        page.evaluate(AXE)
        return seen


def finish_axe(pages: dict[str, Page], seen: dict[str, Seen]) -> None:
    for language, page in pages.items():
        seen[language].faults += page.evaluate(END_AXE)


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
    there = furnished(site)
    contexts = {who: {language: visitor(browser, site, theme) for language, theme in THEMES.items()} for who in ("readers", "staff", "outsiders")}
    everyone = [(language, context) for pair in contexts.values() for language, context in pair.items()]
    try:
        for language in LANGUAGES:
            sign_in(contexts["staff"][language], site).close()
            contexts["outsiders"][language].add_cookies([{"name": "sessionid", "value": there["outsider"], "url": site.address}])
            break_down(contexts["readers"][language], there["broken in words"][language])
        for language, context in everyone:
            speak(context, language)
        await_upload(contexts["staff"]["en"], there["staff upload"])
        yield Tour(contexts, {**FIXED, **there, "broken": "/broken/"})
    finally:
        for _, context in everyone:
            context.close()
        tidied(site)


def visitor(browser: Browser, site: Site, theme: str) -> BrowserContext:
    return browser.new_context(base_url=site.address, viewport={"width": 1280, "height": 900}, locale="zh-CN", color_scheme=theme, reduced_motion="reduce")


def break_down(context: BrowserContext, words: str) -> None:
    """Has an address answer what the archive would, did it break."""
    context.route("**/broken/", lambda route: route.fulfill(status=500, content_type="text/html; charset=utf-8", body=words))


def furnished(site: Site) -> dict[str, str]:
    said = site.manage("shell", "-v", "0", "-c", "from tests.browser.furnishing import furnish; furnish()")
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def speak(context: BrowserContext, language: str) -> None:
    with context.new_page() as page:
        page.goto(f"/language/{language}/")


def await_upload(context: BrowserContext, address: str) -> None:
    with context.new_page() as page:
        page.goto(address)
        page.locator(".bar.finished").wait_for(timeout=60_000)


def tidied(site: Site) -> None:
    """Without what `furnished` put there."""
    said = site.manage("shell", "-v", "0", "-c", "from tests.browser.furnishing import clear; clear()")
    assert said.returncode == 0, said.stderr
