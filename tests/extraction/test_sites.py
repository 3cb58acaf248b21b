"""Pages as sites make them: what their heads, menus and scripts do to a report, and what is read all the same."""
from datetime import date

import pytest

from archive.extraction.html import read
from archive.text.dates import first_date
from archive.text.extracted import Extracted

PROSE = "过去一年，全市上下同心协力，经济社会发展取得新的进步，民生福祉持续改善，改革开放迈出坚实步伐，各项事业全面发展，成绩来之不易，值得珍惜。"
BODY = "".join(f"<p>{PROSE}第{i}段。</p>" for i in range(8))
GIVEN, BY = "——2017年1月12日在某市第十六届人民代表大会第一次会议上", "某市市长　李明"


def read_page(body: str, head: str = "<title>政府工作报告</title>") -> Extracted:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")[0]


def lines_of(body: str, head: str = "<title>政府工作报告</title>") -> list[str]:
    return read_page(body, head).text.splitlines()


def test_a_text_that_a_script_was_to_show_is_read() -> None:
    hidden = f'<h1>政府工作报告</h1><div id="js_content" style="visibility: hidden; opacity: 0;">{BODY}<p style="display:none">藏</p></div>'
    assert lines_of(hidden) == ["政府工作报告", *(f"{PROSE}第{i}段。" for i in range(8))]


@pytest.mark.parametrize("beside", ["<span>2023-02-01</span>", "[2023年2月1日]", "<i>1</i>"])
def test_a_link_with_a_day_or_number_beside_it_leads_elsewhere(beside: str) -> None:
    others = f'<ul><li>{beside}<a href="/1">我市召开专题会议</a></li><li><a href="/2">某县组织春耕</a>{beside}</li></ul>'
    assert lines_of(f"{others}<h1>政府工作报告</h1>{BODY * 3}{others}")[0] == "政府工作报告"
    assert not any("专题" in line or "春耕" in line for line in lines_of(f"{others}<h1>政府工作报告</h1>{BODY * 3}{others}"))


def test_a_line_of_text_with_a_link_in_it_or_of_figures_alone_stays() -> None:
    assert lines_of(f"{BODY * 3}<p>（2017年1月）</p><p>详见<a href='/1'>附表</a></p>{BODY}")[24:26] == ["（2017年1月）", "详见附表"]


@pytest.mark.parametrize("container", ['id="ozoom"', 'id="rwb_zw"', 'class="rm_txt_con cf"', 'id="p-detail"', 'id="vsb_content"', 'class="xxgk-content"'])
def test_the_containers_of_papers_news_and_portals_are_known(container: str) -> None:
    [*lines] = lines_of(f"<h1>政府工作报告</h1><div {container}>{BODY}</div><div>新闻评论</div>")
    assert (lines[0], lines[-1]) == ("政府工作报告", f"{PROSE}第7段。")


@pytest.mark.parametrize("above", [[GIVEN, BY], [BY, GIVEN], [GIVEN]])
def test_where_and_by_whom_a_report_was_given_is_kept_from_above_the_container(above: list[str]) -> None:
    told = "".join(f"<td>{line}</td></tr><tr>" for line in ["上一版", *above, "标题导航"])
    assert lines_of(f"<h1>政府工作报告</h1><table><tr>{told}</tr></table><div id='zoom'>{BODY}</div>")[:-8] == ["政府工作报告", *above]


def test_what_the_container_says_of_the_delivery_is_not_doubled() -> None:
    assert lines_of(f"<h1>政府工作报告</h1><p>{GIVEN}</p><div id='zoom'><p>{GIVEN}</p><p>{BY}</p>{BODY}</div>")[:3] == ["政府工作报告", GIVEN, BY]


@pytest.mark.parametrize(("tab", "title"), [
    ("某市政府工作报告--地方--人民网", "某市政府工作报告"), ("某市政府工作报告-新华网", "某市政府工作报告"),
    ("某市日报数字报-某市政府工作报告", "某市政府工作报告"), ("2021-2025年某市规划纲要", "2021-2025年某市规划纲要")])
def test_the_tab_s_title_comes_without_the_site_before_or_behind(tab: str, title: str) -> None:
    assert read_page(BODY, f"<title>{tab}</title>").metadata["title"] == title


@pytest.mark.parametrize(("head", "field", "value"), [
    ('<meta name="publishdate" content="2018-02-05">', "published", "2018-02-05"),
    ('<meta name="firstpublishedtime" content="2023-03-14-10:27:00">', "published", "2023-03-14-10:27:00"),
    ('<meta property="article:published_time" content="2022-01-24T07:30:00+08:00">', "published", "2022-01-24T07:30:00+08:00"),
    ('<meta name="source" content="来源：某省日报">', "source", "某省日报"),
    ('<meta property="og:title" content="某市政府工作报告_某市新闻网"><title>某市发布</title>', "title", "某市政府工作报告"),
    ('<meta name="ArticleTitle" content="某市关于资金来源：存量的政府工作报告">', "title", "某市关于资金来源：存量的政府工作报告"),
    ('<meta name="author" content="李明">', "author", "李明")])
def test_the_head_tells_date_source_title_and_author_under_other_names_too(head: str, field: str, value: str) -> None:
    assert read_page(BODY, head).metadata[field] == value


@pytest.mark.parametrize(("author", "foot"), [("104102", ""), ("某市发布", ""), ("李明", "<p>责任编辑：李明</p>"), ("李明", "<p>（责编：王明、李明）</p>")])
def test_a_number_an_account_or_the_page_s_editor_is_no_author(author: str, foot: str) -> None:
    assert "author" not in read_page(BODY + foot, f'<meta name="author" content="{author}">').metadata


@pytest.mark.parametrize("shown", [
    '<em id="publish_time">2024年1月20日 18:30</em>', '<em id="publish_time"></em><script>var ct = "1705746600";</script>',
    "<script>var createTime = '2024-01-20 18:30';</script>"])
def test_the_day_of_publication_is_found_in_its_place_or_in_the_script_that_shows_it(shown: str) -> None:
    assert first_date(read_page(f"<h1>政府工作报告</h1>{shown}{BODY}").metadata["published"]) == date(2024, 1, 20)


def test_a_script_without_a_day_and_a_place_without_one_tell_none() -> None:
    assert "published" not in read_page(f'<em id="pubtime">刚刚</em><script>var count = "1705746600";</script>{BODY}').metadata


def test_the_day_the_source_and_a_counter_in_elements_of_their_own_stand_apart() -> None:
    head = "<h1>政府工作报告</h1><div><time>2023-01-19 10:02</time><span>某市日报</span><span>阅读 2345</span></div>"
    assert lines_of(head + BODY)[1] == "2023-01-19 10:02 某市日报 阅读 2345"


def test_the_head_of_a_list_of_links_goes_with_them_and_other_short_lines_stay() -> None:
    links = "".join(f'<li><a href="/{i}">某某部门第{i}号消息</a></li>' for i in range(3))
    assert lines_of(f"<h3>热点新闻</h3><ul>{links}</ul><h1>政府工作报告</h1><p>某市</p>{BODY * 3}<h4>通知公告</h4><ul>{links}</ul>")[:2] == ["政府工作报告", "某市"]
    assert lines_of(f"<h1>政府工作报告</h1>{BODY * 3}<p>附件</p><p><a href='/1'>某某规划</a></p>")[-1] == "附件"


@pytest.mark.parametrize("line", ["市长 李明", "政府工作报告", "2023年1月9日"])
def test_a_line_of_the_report_above_a_bar_of_links_stays(line: str) -> None:
    bar = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("微信", "微博", "打印本页", "收藏"))
    assert lines_of(f"<div><h1>某市</h1><p>{line}</p><ul>{bar}</ul>{BODY * 3}</div>", "<title>某市2023年要闻</title>")[:3] == ["某市", line, f"{PROSE}第0段。"]


def test_the_site_s_name_as_a_heading_that_is_a_link_is_no_title() -> None:
    assert lines_of(f'<h1><a href="/">某某县人民政府网站</a></h1><p>政府工作报告</p><div id="zoom">{BODY}</div>')[0] == "政府工作报告"


def test_a_label_says_what_stands_before_the_next() -> None:
    head = "<h1>政府工作报告</h1><p>索引号：000014349/2017-00047 发文日期：2017年02月03日</p>"
    assert read_page(head + BODY).metadata["索引号"] == "000014349/2017-00047"
