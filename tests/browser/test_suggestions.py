"""Suggestions in a real browser: by keyboard, by mouse, quiet, and never in the way."""
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watch


@pytest.fixture
def box(page: Page) -> Locator:
    page.goto("/")
    box = page.get_by_role("combobox")
    box.focus()
    return box


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def asked(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["q"][0]


def test_arrows_choose_and_enter_searches(page: Page, box: Locator) -> None:
    page.keyboard.type("民生 加强")
    expect(options(page).first).to_contain_text("民生 加强政府自身建设")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_contain_text("条建议")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options(page).first.get_attribute("id"))
    expect(box).to_have_value("民生 加强")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert asked(page) == "民生 加强政府自身建设"


def test_enter_alone_searches_what_was_typed(page: Page, box: Locator) -> None:
    page.keyboard.type("加强")
    options(page).first.wait_for()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert asked(page) == "加强"


def test_the_arrows_go_round_by_way_of_what_was_typed(page: Page, box: Locator) -> None:
    page.keyboard.type("加强")
    options(page).first.wait_for()
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")


def test_tab_takes_a_suggestion_and_one_types_on(page: Page, box: Locator) -> None:
    page.keyboard.type("云泽")
    options(page).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(box).to_be_focused()
    expect(box).to_have_value("place:云泽市")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.type(" 营商环境")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert asked(page) == "place:云泽市 营商环境"
    expect(page.locator(".hit").first).to_be_visible()


def test_tab_without_a_choice_goes_on(page: Page, box: Locator) -> None:
    page.keyboard.type("加强")
    options(page).first.wait_for()
    page.keyboard.press("Tab")
    expect(box).not_to_be_focused()
    expect(box).to_have_value("加强")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_and_keeps_what_was_typed_and_an_arrow_opens_again(page: Page, box: Locator) -> None:
    page.keyboard.type("加强")
    options(page).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("加强")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()


def test_a_click_searches_and_keeps_what_was_set(page: Page) -> None:
    page.goto("/search/?q=教育&place=990100")
    page.get_by_role("combobox").fill("加强")
    options(page).first.click()
    page.wait_for_url("**/search/?q=*%E5%BB%BA%E8%AE%BE*")
    assert asked(page) == "加强政府自身建设"
    assert "place=990100" in page.url


def test_only_what_was_typed_last_is_answered(page: Page, box: Locator) -> None:
    questions = []
    page.on("request", lambda request: questions.append(request.url) if "/suggest/" in request.url else None)
    page.keyboard.type("加强政府", delay=10)
    expect(options(page).first).to_contain_text("加强政府自身建设")
    assert len(questions) == 1


def test_letters_of_an_unfinished_character_ask_nothing(page: Page, box: Locator) -> None:
    questions = []
    page.on("request", lambda request: questions.append(request.url) if "/suggest/" in request.url else None)
    box.evaluate("box => { box.value = 'jia'; box.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true })); }")
    page.wait_for_timeout(400)
    assert questions == []
    box.evaluate("box => { box.value = '加强'; box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true })); }")
    options(page).first.wait_for()


def test_where_nothing_answers_the_box_works_as_before(page: Page, box: Locator) -> None:
    page.route("**/suggest/**", lambda route: route.abort())
    page.keyboard.type("营商环境")
    page.wait_for_timeout(300)
    expect(page.get_by_role("listbox")).to_be_hidden()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_list_fits_the_screen_and_breaks_no_policy(watch: Watch, width: int) -> None:
    page = watch.page
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/search/?q=营商环境")
    page.get_by_role("combobox").fill("建设")
    options(page).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watch.errors == []


def test_without_javascript_the_box_is_a_plain_one(without_javascript: Page) -> None:
    without_javascript.goto("/")
    box = without_javascript.get_by_role("searchbox")
    assert box.get_attribute("role") is None
    assert box.get_attribute("aria-expanded") is None
