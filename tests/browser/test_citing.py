"""From a passage found to its citation on the clipboard, as its page shows it."""
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHRASE

# Of 2025: whose it is, what, when, which passage, where.
CORRECT = re.compile(r"(.+\. )?.+\[R/OL\]\. (\d{4}(-\d\d-\d\d)?|\[\d{4}\])：第(\d+)段\. (http://\S+/p/[0-9A-Z]{10}/)\.")
MOST_CLICKS = 4


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def panel(page: Page) -> Locator:
    """The form that is chosen; the others are not there for anyone."""
    return page.locator("#cite .panel:visible")


def choose(page: Page, label: str) -> None:
    page.locator("#cite label", has_text=label).click()


def test_a_citation_of_a_paragraph_is_four_clicks_from_the_results(reader: Page) -> None:
    reader.goto(f"/search/?q={PHRASE}&kind=work_report")
    hit = reader.locator(".hit").first
    words = hit.locator(".text").text_content()
    clicks = [hit.get_by_role("link", name="引用"), reader.get_by_role("link", name="复制引用", exact=True)]
    for link in clicks:
        link.click()
    expect(reader.get_by_role("status")).to_have_text("引用格式已复制")
    assert len(clicks) <= MOST_CLICKS

    cited = CORRECT.fullmatch(clipboard(reader))
    assert cited
    assert cited[5] == reader.url.split("#")[0]
    reader.goto(cited[5])
    expect(reader.locator(".here .text")).to_have_text(words)
    expect(reader.locator(".here .number")).to_have_text(cited[4])


@pytest.mark.parametrize("name", ["report", "paragraph"])
@pytest.mark.parametrize("label", ["GB/T 7714—2025", "GB/T 7714—2015", "文字", "RIS", "BibTeX", "CSL-JSON"])
def test_what_is_copied_is_what_is_shown(reader: Page, addresses: dict[str, str], name: str, label: str) -> None:
    reader.goto(addresses[name])
    choose(reader, label)
    expect(panel(reader)).to_have_count(1)
    shown = panel(reader).locator(".citation").text_content()
    panel(reader).get_by_role("link", name="复制引用", exact=True).click()
    expect(reader.get_by_role("status")).to_have_text("引用格式已复制")
    assert clipboard(reader) == shown


def test_the_note_is_copied_with_it_where_one_asks(reader: Page, addresses: dict[str, str]) -> None:
    reader.goto(addresses["paragraph"])
    reader.get_by_role("link", name="连同附注复制").click()
    expect(reader.get_by_role("status")).to_have_text("引用格式已复制")
    entry, note = clipboard(reader).split("\n")
    assert CORRECT.fullmatch(entry)
    assert re.fullmatch(r"政府报告文库（.+）；引用日期：\d{4}-\d\d-\d\d", note)


@pytest.mark.parametrize(("label", "file"), [("RIS", ".ris"), ("BibTeX", ".bib"), ("CSL-JSON", ".csl.json")])
def test_what_is_shown_is_what_the_file_holds(reader: Page, addresses: dict[str, str], label: str, file: str) -> None:
    reader.goto(addresses["paragraph"])
    choose(reader, label)
    there = reader.locator("#cite .forms").get_by_role("link", name=label, exact=True).get_attribute("href")
    assert there == addresses["paragraph"].rstrip("/") + file
    assert reader.request.get(there).text().replace("\r\n", "\n") == panel(reader).locator(".citation").text_content()


def test_the_forms_are_chosen_by_keyboard(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["paragraph"])
    page.get_by_role("radio", name="GB/T 7714—2025").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="GB/T 7714—2015")).to_be_checked()
    expect(page.locator("#citation-gbt2015")).to_be_visible()
    ring = page.locator("label[for=cite-gbt2015]").evaluate("label => getComputedStyle(label).outlineStyle")
    assert ring == "solid"


def test_the_forms_are_chosen_without_javascript(without_javascript: Page, addresses: dict[str, str]) -> None:
    without_javascript.goto(addresses["report"])
    choose(without_javascript, "GB/T 7714—2015")
    assert re.search(r"\[R/OL\]\. (\([\d-]+\))?\[\d{4}-\d\d-\d\d\]", panel(without_javascript).locator(".citation").text_content())


def test_a_form_can_be_touched_with_a_finger(page: Page, addresses: dict[str, str]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(addresses["paragraph"])
    assert all(label.bounding_box()["height"] >= 24 for label in page.locator("#cite label").all())
