"""HTML: the document of a page, without the site around it."""
from pathlib import Path

import pytest

from archive.extraction.html import read
from archive.text.errors import Unreadable

PROSE = "过去一年，全市上下同心协力，经济社会发展取得新的进步，民生福祉持续改善，改革开放迈出坚实步伐，各项事业全面发展，成绩来之不易，值得珍惜。"
SITE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>某市政府工作报告_某市人民政府</title>
<meta name="PubDate" content="2023-02-01 09:00"><meta name="ContentSource" content="市府办"><style>p{{color:red}}</style></head>
<body><div class="nav"><a href="/">首页</a> <a href="/zw">政务公开</a></div><script>alert(1)</script>
{head}<div class="share">分享到</div><div {container}>{body}</div><div class="foot">版权所有</div></body></html>"""


def text_of(markup: str) -> str:
    return read(markup.encode(), "a.html")[0].text


def page(body: str, container: str = 'id="zoom"', head: str = "<h1>某市政府工作报告</h1>") -> str:
    return SITE.format(body=body, container=container, head=head)


@pytest.mark.parametrize("container", ['id="zoom"', 'id="UCAP-CONTENT"', 'class="TRS_Editor"', 'class="x bt_content"', 'class="article-content"'])
def test_the_container_of_the_document_is_taken_without_the_site(container: str) -> None:
    assert text_of(page(f"<p>{PROSE}</p><p>谢谢大家。</p>", container)) == f"某市政府工作报告\n{PROSE}\n谢谢大家。"


def test_blocks_and_breaks_are_lines_and_source_lines_are_not() -> None:
    assert text_of(page(f"<p>{PROSE}</p><div>甲<br>乙<span>丙\n 丁</span></div>尾")).endswith("\n甲\n乙丙丁\n尾")


def test_the_indent_of_a_paragraph_stays() -> None:
    assert text_of(page(f"<p>　　{PROSE}</p>")).endswith(f"\n　　{PROSE}")


def test_hidden_text_scripts_and_styles_are_left_out() -> None:
    hidden = '<p style="color:red; display : none">藏</p><p hidden>藏</p><script>藏</script><style>藏</style><noscript>藏</noscript><!--藏-->'
    assert "藏" not in text_of(page(f"<p>{PROSE}</p>{hidden}"))


def test_a_table_of_data_is_one_line_in_its_place() -> None:
    table = "<table><tr><th>指标</th><th>数量</th></tr><tr><td>小麦</td><td><p>26</p></td></tr></table>"
    assert text_of(page(f"<p>{PROSE}</p>{table}<p>后</p>")).endswith(f"{PROSE}\n指标␟数量␞小麦␟26\n后")


def test_wide_and_high_cells_keep_the_columns_in_place() -> None:
    table = '<table><tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr><tr><td>1</td><td>2</td></tr></table>'
    assert text_of(page(f"<p>{PROSE}</p>{table}")).endswith("甲␟乙␟␞␟1␟2")


def test_spans_are_bounded() -> None:
    table = '<table><tr><td colspan="100000000" rowspan="100000000">甲</td><td>乙</td></tr></table>'
    assert len(text_of(page(f"<p>{PROSE}</p>{table}")).splitlines()[-1]) < 200


def test_a_table_that_lays_out_the_page_is_none() -> None:
    assert text_of(page(f"<table><tr><td><table><tr><td><p>{PROSE}</p></td></tr></table></td><td></td></tr></table>")).endswith(f"\n{PROSE}")


def test_labels_above_the_document_are_kept_and_known() -> None:
    head = ("<table><tr><td>索 引 号：</td><td>0001/2023-1</td><td>主题词：</td><td></td></tr><tr><td>发文机关：</td><td>某市政府</td>"
            "<td>发布日期：</td><td>2023年2月1日</td></tr></table><h1>某市政府工作报告</h1><p>来源： 市府办</p><p>字号：大 中 小</p>")
    [document] = read(page(f"<p>{PROSE}</p>", head=head).encode(), "a.html")
    assert document.text.splitlines()[:-1] == ["索引号：0001/2023-1", "发文机关：某市政府", "发布日期：2023年2月1日", "某市政府工作报告", "来源： 市府办"]
    assert document.metadata["索引号"] == "0001/2023-1"
    assert document.metadata["published"] == "2023-02-01 09:00"


def test_a_date_before_a_label_above_the_document_is_kept() -> None:
    head = "<h1>某市政府工作报告</h1><div><span>2023-02-01 10:20</span> <span>来源：某市日报</span></div>"
    assert text_of(page(f"<p>{PROSE}</p>", head=head)).splitlines()[1] == "2023-02-01 10:20 来源：某市日报"


@pytest.mark.parametrize("tab", ["某市政府工作报告-某市人民政府", "某市政府工作报告-某市新闻网", "某市政府工作报告 - 政府工作报告 - 某市人民政府"])
def test_the_site_s_name_behind_a_dash_is_no_part_of_the_title(tab: str) -> None:
    markup = page(f"<p>某市政府工作报告</p><p>{PROSE}</p>", head="").replace("某市政府工作报告_某市人民政府", tab)
    assert text_of(markup).splitlines() == ["某市政府工作报告", PROSE]


def test_a_dash_within_a_title_stays() -> None:
    markup = page(f"<p>{PROSE}</p>", head="").replace("某市政府工作报告_某市人民政府", "2021-2025年某市规划纲要")
    assert text_of(markup).splitlines()[0] == "2021-2025年某市规划纲要"


@pytest.mark.parametrize("pager", [
    '<a href="a_2.html">下一页</a>', '<a href="a_1.html">上一页</a> <a>下一页</a>', '<a href="all.html">阅读全文</a>', '<a href="all.html">余下全文</a>'])
def test_a_page_of_several_is_said_to_be_one(pager: str) -> None:
    [document] = read(page(f"<p>{PROSE}</p><div>{pager}</div>").encode(), "a.html")
    assert "几页" in str(document.warnings[0])


@pytest.mark.parametrize("link", [
    '<a href="#">下一页</a>', '<a href="javascript:void(0)">阅读全文</a>', '<a href="b.html">下一篇</a>', '<li><a href="b.html">阅读全文</a></li>' * 4])
def test_other_links_do_not_make_a_page_one_of_several(link: str) -> None:
    assert read(page(f"<p>{PROSE}</p>{link}").encode(), "a.html")[0].warnings == ()


def test_a_title_that_stands_in_no_line_is_taken_from_the_tab() -> None:
    assert text_of(page(f"<p>{PROSE}</p>", head="")).splitlines() == ["某市政府工作报告", PROSE]


def test_a_title_on_two_lines_is_kept_and_a_menu_that_says_part_of_it_is_not() -> None:
    head = "<ul><li>政府工作报告</li></ul><p>某市</p><p>政府工作报告</p>"
    assert text_of(page(f"<p>{PROSE}</p>", head=head)).splitlines() == ["某市", "政府工作报告", PROSE]


def test_a_title_that_the_document_has_is_not_doubled() -> None:
    assert text_of(page(f"<p>某市政府工作报告</p><p>{PROSE}</p>")).count("工作报告") == 1


def test_without_a_known_container_the_document_is_guessed_and_said_to_be() -> None:
    links = "".join(f'<li><a href="/{i}">某某部门信息公开专栏第{i}号链接</a></li>' for i in range(30))
    body = "".join(f"<p>{PROSE}第{i}段。</p>" for i in range(8))
    [document] = read(page(body, 'class="some"', f"<ul>{links}</ul><h1>某市政府工作报告</h1>").encode(), "a.html")
    assert "专栏" not in document.text
    assert all(f"{PROSE}第{i}段。" in document.text for i in range(8))
    assert "推断" in str(document.warnings[0])


def test_a_page_without_a_site_around_it_is_taken_whole() -> None:
    [document] = read(f"<html><body><h1>报告</h1><p>{PROSE}</p><p>完</p></body></html>".encode(), "a.html")
    assert document.text == f"报告\n{PROSE}\n完"
    assert document.warnings == ()


def test_menus_and_links_around_the_text_of_a_page_are_left_out() -> None:
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("领导讲话", "政府文件", "招商引资"))
    more = '<ul><li><a href="/a">图解：某市政府工作报告</a></li></ul><div>地址：某市某路一号 邮编：000000 主办：某市人民政府办公室 某ICP备05000001号</div>'
    text = f'<p>{PROSE * 3}</p><p>详见<a href="/b">附表</a></p><p><a href="/c">某某规划</a></p><p>{PROSE}</p>'
    [document] = read(page(text + more, 'class="some"', f"<ul>{menu}</ul><h1>某市政府工作报告</h1>").encode(), "a.html")
    assert document.text.splitlines()[:5] == ["某市政府工作报告", "分享到", PROSE * 3, "详见附表", "某某规划"]
    assert not any(word in document.text for word in ("首页", "招商引资", "图解"))


def test_a_title_that_is_a_link_and_links_within_the_page_stay() -> None:
    body = f'<p><a href="#b">一、回顾</a></p><p><a name="b">一、回顾</a></p><p>{PROSE * 4}</p>'
    [document] = read(page(body, 'class="some"', '<p><a href="/self">某市政府工作报告</a></p>').encode(), "a.html")
    assert [line for line in document.text.splitlines() if line != "分享到" and line != "版权所有"] == ["某市政府工作报告", "一、回顾", "一、回顾", PROSE * 4]


def test_a_line_end_of_the_source_says_a_space_but_between_han_characters() -> None:
    body = f"<p>{PROSE}</p><p><span>渭源县人民</span>\n<span>政府，\n县长</span>\n<b>GDP\n growth</b> 张　三</p>"
    assert text_of(page(body)).endswith("\n渭源县人民政府，县长 GDP growth 张　三")


def test_labels_in_elements_of_their_own_stand_apart() -> None:
    head = "<h1>某市政府工作报告</h1><p><span>发布时间：2024-01-15</span><span>来源：某县政府办</span><i>字号：大 中 小</i><b>会议</b><b>指出：</b></p>"
    [document] = read(page(f"<p>{PROSE * 3}</p>", 'class="some"', head).encode(), "a.html")
    assert "发布时间：2024-01-15 来源：某县政府办 字号：大 中 小会议指出：" in document.text.splitlines()


def test_a_fragment_is_taken_whole_and_its_address_known() -> None:
    [document] = read(f"<!-- source: http://example.org/1.htm --><p>甲</p><p>{PROSE}</p>".encode(), "a.html")
    assert document.text == f"甲\n{PROSE}"
    assert document.metadata == {"url": "http://example.org/1.htm"}


@pytest.mark.parametrize(("charset", "declared"), [("gb18030", "gb2312"), ("gb18030", "gbk"), ("big5hkscs", "big5"), ("utf-8", "gb2312"), ("utf-16", "utf-8")])
def test_characters_are_read_by_the_bytes_before_the_declaration(charset: str, declared: str) -> None:
    word = "鎔堃" if charset != "big5hkscs" else "報告"
    markup = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body><p>{word}</p></body></html>'
    assert read(markup.encode(charset), "a.html")[0].text == word


def test_a_web_archive_gives_its_page() -> None:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"X\"\r\n\r\n--X\r\nContent-Type: text/html\r\n"
    body = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E7=94=B2</p>\r\n--X--\r\n"
    assert read(head + body, "a.mht")[0].text == "甲"


def test_a_page_of_nothing_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read(b"<!-- -->", "a.html")


def test_the_pages_of_the_state_council_give_labels_and_document(corpus: Path) -> None:
    for path in sorted((corpus / "html").glob("*.html")):
        [document] = read(path.read_bytes(), path.name)
        lines = document.text.splitlines()
        assert lines[0].startswith("索引号：000014349/"), path.name
        assert document.metadata["索引号"] in lines[0]
        assert document.metadata["url"].startswith("http://www.gov.cn/")
        assert not any(word in document.text for word in ("打印", "收藏", "保存本页", "javascript", "<")), path.name


def test_a_whole_page_of_a_city_comes_without_its_site(corpus: Path) -> None:
    [path] = (corpus / "odd").glob("*lishui*.html")
    [document] = read(path.read_bytes(), path.name)
    lines = document.text.splitlines()
    assert lines[0] == "索引号：113325000026455663/2023-43887"
    assert "莲都区人民政府，市直各单位：" in lines
    assert [len(table) for table in document.tables] == [31]
    assert document.tables[0][1] == ["1", "丽水国家粮食储备库", "1", "事业"]
    assert not any(word in document.text for word in ("当前位置", "首页", "网站地图", "function"))
