"""Reading a report: what is copied is the text, and the margin holds what belongs to a paragraph."""
from playwright.sync_api import Browser, Page, expect

from tests.running import Site

SELECTED = """([first, last]) => {
    const blocks = document.querySelectorAll('.blocks .block');
    const range = document.createRange();
    range.setStart(blocks[first].querySelector('.text'), 0);
    const end = blocks[last].querySelector('.text');
    range.setEnd(end, end.childNodes.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.execCommand('copy');
    return navigator.clipboard.readText();
}"""


def test_text_copied_across_paragraphs_is_the_text_and_nothing_else(reader: Page, addresses: dict[str, str]) -> None:
    reader.goto(addresses["marked report"])
    plain = reader.request.get(addresses["report"].rstrip("/") + ".txt").text().splitlines()
    first = plain.index(reader.locator(".blocks .text").nth(0).text_content())
    copied = reader.evaluate(SELECTED, [0, 12])
    assert [line for line in copied.splitlines() if line] == plain[first:first + 13]


def test_the_margin_is_seen_where_the_pointer_or_the_focus_is(reader: Page, addresses: dict[str, str]) -> None:
    reader.goto(addresses["report"])
    block = reader.locator(".block.body:not(.flagged)").nth(2)
    expect(block.locator(".margin")).to_have_css("opacity", "0")
    block.hover()
    expect(block.locator(".margin")).to_have_css("opacity", "1")
    block.locator(".number").focus()
    reader.mouse.move(0, 0)
    expect(block.locator(".margin")).to_have_css("opacity", "1")


def test_on_a_phone_the_margin_opens_under_the_paragraph_touched(browser: Browser, site: Site, addresses: dict[str, str]) -> None:
    context = browser.new_context(base_url=site.address, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(addresses["report"])
    block = page.locator(".block.body:not(.flagged)").nth(2)
    expect(block.locator(".margin")).to_be_hidden()
    block.locator(".text").tap()
    expect(block.locator(".margin")).to_be_visible()
    context.close()


def test_a_link_copied_in_the_margin_is_said_and_seen(reader: Page, addresses: dict[str, str]) -> None:
    reader.goto(addresses["marked report"])
    copy = reader.locator(".block:target a.copy")
    address = copy.evaluate("link => link.href")
    copy.click()
    expect(copy).to_have_text("链接已复制")
    expect(reader.get_by_role("status")).to_have_text("链接已复制")
    assert reader.evaluate("navigator.clipboard.readText()") == address
    expect(copy).to_have_text("复制链接", timeout=4000)


def test_where_the_clipboard_is_closed_the_old_way_is_taken(reader: Page, addresses: dict[str, str]) -> None:
    reader.goto(addresses["paragraph"])
    reader.evaluate("Object.defineProperty(navigator.clipboard, 'writeText', { value: () => Promise.reject(new Error()) })")
    reader.locator(".main-acts a.copy").click()
    expect(reader.get_by_role("status")).to_have_text("链接已复制")
    assert reader.evaluate("navigator.clipboard.readText()") == reader.url


def test_where_nothing_can_be_copied_the_link_is_followed(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["search"])
    page.evaluate("""() => {
        Object.defineProperty(navigator.clipboard, 'writeText', { value: () => Promise.reject(new Error()) });
        document.execCommand = () => false;
    }""")
    page.locator(".hit a.copy").first.click()
    page.wait_for_url("**/p/*/")


def test_a_citation_is_copied_with_its_permalink(reader: Page, addresses: dict[str, str]) -> None:
    reader.goto(addresses["paragraph"])
    reader.get_by_role("link", name="复制引用").click()
    expect(reader.get_by_role("status")).to_have_text("引用格式已复制")
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"段. {reader.url}.")
    assert "[R/OL]" in copied


def test_the_contents_show_where_one_is(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["report"])
    assert page.locator(".outline.wide [aria-current]").count() == 0
    last = page.locator(".outline.wide a").last
    last.click()
    expect(last).to_have_attribute("aria-current", "location")
    assert page.locator(".outline.wide [aria-current]").count() == 1


def test_the_same_paragraph_is_one_step_from_its_context(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["paragraph"])
    text = page.locator(".here .text").text_content()
    page.get_by_role("link", name="在报告中看").click()
    expect(page.locator(".block:target .text")).to_have_text(text)
    expect(page.locator(".block:target .text")).to_be_in_viewport()
