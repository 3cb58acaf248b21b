"""Handing files in and looking them over, in a real browser, against a real archive and its worker."""
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Watch
from tests.running import Site

BODY = "过去一年，我们坚持稳中求进工作总基调，全县生产总值增长百分之六，城镇新增就业八万人，粮食产量保持稳定。"
DROP = """([files]) => {
    const transfer = new DataTransfer();
    for (const [name, text] of files) transfer.items.add(new File([text], name));
    document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def text(year: int) -> str:
    return f"永登县{year}年政府工作报告\n各位代表：\n一、{year - 1}年工作回顾\n{BODY * 3}\n二、{year}年工作安排\n{BODY * 2}第{year}号。\n"


def sign_in(context: BrowserContext, site: Site) -> Page:
    """With the password that the first start printed."""
    page = context.new_page()
    page.goto("/staff/")
    page.get_by_label("用户名").fill("staff")
    page.get_by_label("口令").fill(re.search(r"staff  (\S+)", site.said)[1])
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("上传与草稿")
    return page


@pytest.fixture
def staff(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site.address, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield sign_in(context, site)
    context.close()


def drop(page: Page, *years: int) -> None:
    page.evaluate(DROP, [[[f"{year}.txt", text(year)] for year in years]])
    expect(page.locator("#chosen")).to_contain_text(f"选了 {len(years)} 个文件")
    page.get_by_role("button", name="上传").click()
    page.wait_for_url(re.compile(r"/staff/uploads/\d+/$"))


def undo(page: Page) -> None:
    """So that the archive is for the next test what it was."""
    page.get_by_role("link", name="撤销整次上传").click()
    page.get_by_label("原因").fill("试一试")
    page.get_by_role("button", name="撤销这次上传").click()
    expect(page.locator(".messages")).to_contain_text("已撤销")


def test_files_dropped_at_once_come_to_a_table_and_are_corrected_and_undone(staff: Page) -> None:
    watch = Watch(staff)
    drop(staff, *range(1991, 2001))
    expect(staff.locator(".bar.finished")).to_be_visible(timeout=60_000)
    expect(staff.locator("#progress-words")).to_have_text("10 份文件，已处理 10 份，其中收入 10")
    row = staff.locator("tbody tr", has_text="1995.txt").first
    expect(row.locator(".place input")).to_have_value("620121 永登县")
    row.locator(".speaker input").fill("张三")
    staff.get_by_role("button", name="保存更正").click()
    expect(staff.locator(".messages")).to_contain_text("更正了 1 份报告")
    expect(staff.locator("tbody tr", has_text="1995.txt").first.locator(".speaker input")).to_have_value("张三")
    undo(staff)
    assert watch.errors == []


def test_a_refused_file_is_in_sight_after_the_page_has_drawn_itself_anew(staff: Page) -> None:
    staff.evaluate(DROP, [[["empty.txt", ""], ["1989.txt", text(1989)]]])
    staff.get_by_role("button", name="上传").click()
    staff.wait_for_url(re.compile(r"/staff/uploads/\d+/$"))
    expect(staff.locator(".bar.finished")).to_be_visible(timeout=60_000)
    expect(staff.locator("#progress-words")).to_contain_text("2 份文件，已处理 2 份")
    expect(staff.locator("tbody tr", has_text="empty.txt")).to_contain_text("文件是空的")
    undo(staff)


def test_who_closes_the_page_finds_the_upload_again(staff: Page) -> None:
    drop(staff, 1981, 1982, 1983)
    address = staff.url
    staff.close()
    again = staff.context.new_page()
    again.goto("/staff/")
    expect(again.locator(".list .bar").first).to_be_visible()
    again.goto(address)
    expect(again.locator(".bar.finished")).to_be_visible(timeout=60_000)
    undo(again)


def test_what_was_typed_is_asked_about_before_the_page_is_left(staff: Page) -> None:
    asked = []
    staff.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    drop(staff, 1986)
    expect(staff.locator(".bar.finished")).to_be_visible(timeout=60_000)
    expect(staff.locator("#progress-words")).to_contain_text("已处理 1 份")
    staff.locator(".speaker input").press_sequentially("张三")
    staff.get_by_role("link", name="看草稿").click()
    staff.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(staff.locator(".speaker input")).to_have_value("张三")
    staff.locator(".place input").fill("无此地")
    staff.get_by_role("button", name="保存更正").click()
    expect(staff.locator(".messages")).to_contain_text("有几处填得不对")
    staff.locator(".place input").click()
    staff.get_by_role("link", name="看草稿").click()
    staff.wait_for_timeout(300)
    assert asked == ["beforeunload"] * 2
    staff.locator(".place input").fill("永登县")
    staff.get_by_role("button", name="保存更正").click()
    expect(staff.locator(".messages")).to_contain_text("更正了 1 份报告")
    undo(staff)
    assert asked == ["beforeunload"] * 2


def test_what_is_typed_while_files_are_read_outlasts_the_last_of_them(staff: Page) -> None:
    years = range(1901, 1981)
    drop(staff, *years)
    for _ in range(300):
        if staff.locator(".speaker input").count():
            break
        staff.reload()
    assert not staff.locator(".bar.finished").count(), "too few files to type beside"
    staff.locator(".speaker input").first.press_sequentially("张三")
    expect(staff.locator("#progress-words")).to_have_text("文件都处理完了：请先保存更正，再看全部结果。", timeout=60_000)
    expect(staff.locator(".speaker input").first).to_have_value("张三")
    staff.get_by_role("button", name="保存更正").click()
    expect(staff.locator("#progress-words")).to_contain_text(f"{len(years)} 份文件，已处理 {len(years)} 份")
    undo(staff)


def test_one_tick_chooses_every_line(staff: Page) -> None:
    drop(staff, 1971, 1972)
    expect(staff.locator(".bar.finished")).to_be_visible(timeout=60_000)
    staff.get_by_label("全选").check()
    assert all(tick.is_checked() for tick in staff.locator("input[name=chosen]").all())
    undo(staff)


def test_places_are_offered_while_one_types(staff: Page) -> None:
    staff.get_by_label("地区", exact=True).press_sequentially("永登")
    expect(staff.locator("#places option").first).to_have_attribute("value", "620121 永登县")


def test_a_wrong_wish_is_told_and_no_file_is_lost_from_sight(staff: Page) -> None:
    staff.get_by_label("地区", exact=True).fill("某某")
    staff.evaluate(DROP, [[["a.txt", text(1961)]]])
    staff.get_by_role("button", name="上传").click()
    expect(staff.locator("#sending .errorlist")).to_contain_text("没有叫“某某”的地区")
    expect(staff.locator("#chosen")).to_contain_text("选了 1 个文件")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_for_staff_complains_or_is_wider_than_the_screen(staff: Page, site: Site, language: str) -> None:
    drop(staff, 1951)
    expect(staff.locator(".bar.finished")).to_be_visible(timeout=60_000)
    upload, draft = staff.url, staff.get_by_role("link", name="看草稿").get_attribute("href")
    staff.goto(draft)
    paragraph = staff.locator(".block .what a").first.get_attribute("href")
    watch = Watch(staff)
    staff.goto(f"/language/{language}/")
    for width in (320, 390, 768, 1280):
        staff.set_viewport_size({"width": width, "height": 800})
        for address in ("/staff/", "/staff/events/", upload, f"{upload}undo/", draft, paragraph, "/staff/login/"):
            staff.goto(address)
            assert staff.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
    assert watch.errors == []
    assert watch.hosts == {site.address.split("/")[2]}
    staff.goto("/language/zh-hans/")
    staff.set_viewport_size({"width": 1280, "height": 800})
    staff.goto(upload)
    undo(staff)


def test_all_of_it_works_without_javascript(browser: Browser, site: Site, tmp_path: Path) -> None:
    files = [tmp_path / f"{year}.txt" for year in (1941, 1942)]
    for file in files:
        file.write_text(text(int(file.stem)))
    context = browser.new_context(base_url=site.address, java_script_enabled=False, locale="zh-CN")
    page = sign_in(context, site)
    page.get_by_label("选择文件", exact=True).set_input_files(files)
    page.get_by_role("button", name="上传").click()
    expect(page.locator(".bar.finished")).to_be_visible(timeout=60_000)  # the page asks again by itself
    page.locator("tbody tr", has_text="1942.txt").locator("input[name=chosen]").check()
    page.get_by_role("button", name="丢弃所选").click()
    expect(page.locator(".effects")).to_contain_text("删去草稿 1 份")
    page.get_by_role("button", name="确实丢弃").click()
    expect(page.locator(".messages")).to_contain_text("丢弃了 1 份文件")
    undo(page)
    context.close()


def test_the_keyboard_reaches_the_choice_of_files_and_shows_where_it_is(staff: Page) -> None:
    staff.locator("input[type=file]").first.focus()
    staff.keyboard.press("Tab")
    ring = staff.evaluate("getComputedStyle(document.activeElement.closest('.picker')).outlineStyle")
    assert ring == "solid"


def test_a_label_stands_by_every_field(staff: Page) -> None:
    drop(staff, 1931)
    expect(staff.locator(".bar.finished")).to_be_visible(timeout=60_000)
    draft = staff.get_by_role("link", name="看草稿").get_attribute("href")
    upload = staff.url
    for address in ("/staff/", upload, draft):
        staff.goto(address)
        nameless = staff.evaluate("""() => [...document.querySelectorAll("main :is(input:not([type=hidden]), select, textarea)")]
            .filter((field) => !field.labels?.length && !field.getAttribute("aria-label") && !field.getAttribute("aria-labelledby")).map((field) => field.outerHTML)""")
        assert nameless == [], address
        dangling = staff.evaluate("""() => [...document.querySelectorAll("main [aria-labelledby], main [aria-describedby]")]
            .flatMap((field) => `${field.getAttribute("aria-labelledby") ?? ""} ${field.getAttribute("aria-describedby") ?? ""}`.split(" ")).filter((id) => id && !document.getElementById(id))""")
        assert dangling == [], address
    staff.goto(upload)
    undo(staff)
