"""Reading with the keyboard and from match to match; with JavaScript switched off the links do the same."""
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHRASE, Watch


@pytest.fixture
def marked(page: Page, addresses: dict[str, str]) -> Page:
    page.goto(f"{addresses['report']}?q={PHRASE[:2]}|建设")
    return page


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.closest('.block')?.id ?? document.activeElement.id")


def test_j_and_k_go_from_paragraph_to_paragraph(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["report"])
    ids = page.locator(".document .block").evaluate_all("blocks => blocks.map((block) => block.id)")
    page.keyboard.press("j")
    first = ids.index(focused(page))
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == ids[first + 2]
    expect(page.locator(".block:focus .text")).to_be_in_viewport()
    page.keyboard.press("k")
    assert focused(page) == ids[first + 1]


def test_one_who_comes_with_a_query_lands_at_the_first_match(marked: Page) -> None:
    expect(marked.locator("#m1")).to_be_in_viewport()
    expect(marked.locator("mark.present")).to_have_attribute("id", "m1")
    expect(marked.locator(".tally")).to_contain_text("第 1 / ")


def test_n_and_p_go_from_match_to_match_and_round(marked: Page) -> None:
    count = marked.locator("mark[id]").count()
    marked.keyboard.press("n")
    expect(marked.locator("mark.present")).to_have_attribute("id", "m2")
    expect(marked.locator(".tally")).to_have_text(f"第 2 / {count} 处")
    expect(marked.get_by_role("status")).to_have_text(f"第 2 / {count} 处")
    expect(marked.locator("#m2")).to_be_in_viewport()
    marked.keyboard.press("p")
    marked.keyboard.press("p")
    expect(marked.locator("mark.present")).to_have_attribute("id", f"m{count}")


def test_the_links_beside_the_count_do_the_same(marked: Page) -> None:
    marked.get_by_role("link", name="下一处").click()
    expect(marked.locator("mark.present")).to_have_attribute("id", "m2")
    marked.get_by_role("link", name="上一处").click()
    expect(marked.locator("mark.present")).to_have_attribute("id", "m1")


def test_one_who_comes_to_a_paragraph_counts_from_its_match(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["marked report"])
    mark = page.locator(".block:target mark[id]").first
    expect(page.locator("mark.present")).to_have_attribute("id", mark.get_attribute("id"))
    expect(page.locator(".block:target .text")).to_be_in_viewport()


def test_a_slash_goes_to_the_search_and_keys_are_letters_there(marked: Page) -> None:
    marked.keyboard.press("/")
    assert focused(marked) == "q-within"
    marked.keyboard.type("jn/?")
    expect(marked.locator("#q-within")).to_have_value("jn/?")
    expect(marked.locator("#keys")).to_be_hidden()
    expect(marked.locator("mark.present")).to_have_attribute("id", "m1")


@pytest.mark.parametrize("key", ["Control+j", "Alt+n", "Meta+p"])
def test_keys_of_the_browser_stay_its_own(marked: Page, key: str) -> None:
    before = focused(marked)
    marked.keyboard.press(key)
    assert focused(marked) == before
    expect(marked.locator("mark.present")).to_have_attribute("id", "m1")


def test_a_question_mark_opens_the_help_and_escape_closes_it(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["report"])
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="键盘")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name="键盘").click()
    page.get_by_role("button", name="关闭").click()
    expect(page.locator("#keys")).to_be_hidden()


def test_one_searches_inside_a_report_and_reads_it_in_the_other_script(page: Page, addresses: dict[str, str]) -> None:
    watch = Watch(page)
    page.goto(addresses["report"])
    page.get_by_role("link", name="用繁体字读").click()
    expect(page.get_by_text("机器转换")).to_be_visible()
    page.locator("#q-within").fill("发展")
    page.keyboard.press("Enter")
    expect(page.locator("#m1")).to_have_text("發展")
    assert watch.errors == []
    assert len(watch.hosts) == 1


def test_an_error_is_reported_from_the_paragraphs_margin(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["report"])
    block = page.locator(".document .block").nth(3)
    token = block.get_attribute("id")
    block.locator(".number").click()
    block.get_by_role("link", name="报告错误").click()
    page.wait_for_url(f"**/p/{token}/error/")
    expect(page.get_by_role("button", name="交给编辑")).to_be_visible()


def test_without_javascript_a_number_leads_to_the_paragraph_s_own_page(without_javascript: Page, addresses: dict[str, str]) -> None:
    page = without_javascript
    page.goto(addresses["report"])
    block = page.locator(".block.body").first
    text = block.locator(".text").text_content()
    block.locator(".number").click()
    expect(page.locator(".here .text")).to_have_text(text)
    expect(page.get_by_role("link", name="复制链接").first).to_be_visible()


def test_without_javascript_links_lead_from_match_to_match(without_javascript: Page, addresses: dict[str, str]) -> None:
    page = without_javascript
    page.goto(f"{addresses['report']}?q=建设|发展")
    expect(page.get_by_role("button", name="键盘")).to_be_hidden()
    page.get_by_role("link", name="第一处").click()
    assert page.url.endswith("#m1")
    page.locator(".block:has(#m1) .steps a").last.click()
    number = int(page.url.rsplit("#m", 1)[1])
    assert number > 1
    expect(page.locator(f"#m{number}")).to_be_in_viewport()
    page.get_by_text("逐段列出").click()
    page.locator(".match-list a").first.click()
    assert page.url.endswith("#m1")


def test_the_contents_follow_the_scroll(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["report"])
    last = page.locator(".outline.wide a").last
    page.evaluate("id => document.getElementById(id).scrollIntoView()", last.evaluate("link => link.hash.slice(1)"))
    expect(last).to_have_attribute("aria-current", "location")
    expect(last).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".outline.wide [aria-current]")).to_have_count(0)
