"""DOCX: what a reader sees in Word, in the order in which it stands."""
import html
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from archive.extraction.docx import read
from archive.text.errors import Refused, Unreadable
from tests.extraction.files import W, docx_file, p, zip_file

TABLE = "<w:tbl>{}</w:tbl>"
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
NUMBERING = (f'<w:abstractNum w:abstractNumId="7">{LEVEL.format(0, "chineseCounting", "%1、")}'
             f'{LEVEL.format(1, "chineseCounting", "（%2）")}{LEVEL.format(2, "decimal", "%1.%3")}</w:abstractNum>'
             '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>')


def text_of(body: str, **parts: str) -> str:
    return read(docx_file(body, **parts), "a.docx")[0].text


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def numbered(text: str, level: int) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def test_paragraphs_are_lines() -> None:
    assert text_of(p("政府工作报告") + p("") + p("各位代表：")) == "政府工作报告\n\n各位代表："


def test_breaks_inside_a_paragraph_are_lines_and_a_page_break_is_none() -> None:
    assert text_of("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:br w:type='page'/><w:tab/><w:t>尾</w:t></w:r></w:p>") == "上\n下\t尾"


def test_a_table_stands_where_the_document_has_it() -> None:
    table = TABLE.format(row(p("指标"), p("数量")) + row(p("小麦") + p("（吨）"), p("26")))
    assert text_of(p("前") + table + p("后")) == "前\n指标␟数量␞小麦 （吨）␟26\n后"


def test_the_tables_can_be_had_as_rows() -> None:
    [document] = read(docx_file(TABLE.format(row(p("指标"), p("")) + row(p("小麦"), p("26")))), "a.docx")
    assert document.tables == [[["指标", ""], ["小麦", "26"]]]


def test_a_wide_cell_keeps_the_columns_under_it_in_place() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("两列")
    assert text_of(TABLE.format(row(wide, p("丙")) + row(p("1"), p("2"), p("3")))) == "两列␟␟丙␞1␟2␟3"


def test_a_frame_of_one_cell_is_read_like_the_text_around_it() -> None:
    assert text_of(TABLE.format(row(p("甲") + p("乙")))) == "甲\n乙"


def test_a_table_of_one_column_lays_out_a_page() -> None:
    assert text_of(TABLE.format(row(p("政府工作报告") + p("县长")) + row(p("各位代表：")))) == "政府工作报告\n县长\n各位代表："


def test_a_table_with_a_text_in_a_cell_lays_out_a_page() -> None:
    report = p("一、过去一年") + p("稳中求进" * 160) + p("二、今年")
    assert text_of(TABLE.format(row(p("目次"), report))).split("\n") == ["目次", "一、过去一年", "稳中求进" * 160, "二、今年"]
    assert "␟" in text_of(TABLE.format(row(p("项目"), p("建设内容" * 160))))


def test_the_signs_of_the_table_form_cannot_come_from_a_cell() -> None:
    assert text_of(TABLE.format(row(p("甲␟乙"), p("丙␞丁")))) == "甲 乙␟丙 丁"


def test_numbers_that_word_counts_are_printed() -> None:
    body = numbered("过去一年", 0) + numbered("经济", 1) + numbered("农业", 2) + numbered("民生", 1) + numbered("今年", 0) + numbered("目标", 1)
    assert text_of(body, numbering=NUMBERING) == "一、过去一年\n（一）经济\n1.1 农业\n（二）民生\n二、今年\n（一）目标".replace("1.1", "一.1")


def test_a_number_may_come_from_the_style() -> None:
    styles = '<w:style w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert text_of(p("过去一年", '<w:pStyle w:val="h"/>'), numbering=NUMBERING, styles=styles) == "一、过去一年"


def test_a_style_based_on_a_numbered_one_is_numbered_too_unless_it_says_no() -> None:
    styles = ('<w:style w:styleId="h"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
              '<w:style w:styleId="own"><w:basedOn w:val="h"/></w:style><w:style w:styleId="none"><w:basedOn w:val="h"/><w:pPr><w:numPr>'
              '<w:numId w:val="0"/></w:numPr></w:pPr></w:style><w:style w:styleId="round"><w:basedOn w:val="round"/></w:style>')
    body = p("经济", '<w:pStyle w:val="own"/>') + p("无号", '<w:pStyle w:val="none"/>') + p("循环", '<w:pStyle w:val="round"/>')
    assert text_of(body, numbering=NUMBERING, styles=styles) == "（一）经济\n无号\n循环"


def test_a_list_may_print_a_level_otherwise_than_the_one_it_is_made_from() -> None:
    other = '<w:lvlOverride w:ilvl="0">' + LEVEL.format(0, "chineseCounting", "第%1部分") + "</w:lvlOverride></w:num>"
    assert text_of(numbered("过去一年", 0), numbering=NUMBERING.replace("</w:num>", other)) == "第一部分 过去一年"


def test_a_bullet_is_no_text() -> None:
    bullets = NUMBERING.replace("chineseCounting", "bullet")
    assert text_of(numbered("过去一年", 0), numbering=bullets) == "过去一年"


def test_accepted_changes_stay_and_deleted_text_does_not() -> None:
    assert text_of("<w:p><w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>") == "增"


def test_hidden_text_and_field_codes_are_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>见</w:t></w:r>"
    assert text_of(f"<w:p>{hidden}</w:p>") == "见"


def test_text_that_a_style_hides_is_left_out_unless_the_run_shows_it() -> None:
    styles = '<w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    run = '<w:r><w:rPr><w:rStyle w:val="h"/>{}</w:rPr><w:t>{}</w:t></w:r>'
    assert text_of("<w:p>" + run.format("", "藏") + run.format('<w:vanish w:val="0"/>', "见") + "</w:p>", styles=styles) == "见"


@pytest.mark.parametrize(("font", "code", "shown"), [
    ("Wingdings", "F0FC", "✓"), ("Symbol", "F0B3", "≥"), ("Symbol", "B3", "≥"), ("某字体", "F0FC", "\uf0fc"), ("Symbol", "D800", ""), ("Symbol", "x", ""),
    ("Symbol", "FFFFFFFF", "")])
def test_a_sign_of_a_font_of_signs_is_the_character_it_shows(font, code, shown) -> None:
    assert text_of(f'<w:p><w:r><w:t>增长</w:t><w:sym w:font="{font}" w:char="{code}"/><w:t>5</w:t></w:r></w:p>') == f"增长{shown}5"


def test_links_controls_and_text_boxes_are_read() -> None:
    body = ("<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:r><w:pict><w:txbxContent>" + p("框中") +
            "</w:txbxContent></w:pict></w:r></w:p><w:sdt><w:sdtContent>" + p("控件") + "</w:sdtContent></w:sdt>")
    assert text_of(body) == "链\n框中\n控件"


def test_notes_follow_the_text_under_their_numbers() -> None:
    body = '<w:p><w:r><w:t>双碳</w:t><w:footnoteReference w:id="4"/></w:r></w:p>'
    assert text_of(body, footnotes=f'<w:footnote w:id="4">{p("指碳达峰与碳中和。")}</w:footnote>') == "双碳\n[1]指碳达峰与碳中和。"


def test_pictures_are_told_of() -> None:
    [document] = read(docx_file(f"{p('文')}<w:p><w:r><w:drawing><a:blip xmlns:a='a'/></w:drawing></w:r></w:p>"), "a.docx")
    assert "图片" in str(document.warnings[0])


def test_the_properties_are_metadata() -> None:
    core = '<c:coreProperties xmlns:c="c" xmlns:dc="dc"><dc:title>报告</dc:title><dc:creator> </dc:creator></c:coreProperties>'
    raw = zip_file({"[Content_Types].xml": "", "word/document.xml": f"<w:document {W}><w:body/></w:document>", "docProps/core.xml": core})
    assert read(raw, "a.docx")[0].metadata == {"title property": "报告"}


def test_an_entity_bomb_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + f"<w:document {W}><w:body>&b;</w:body></w:document>"
    with pytest.raises(Refused, match="实体"):
        read(zip_file({"word/document.xml": bomb}), "a.docx")


@pytest.mark.parametrize("entries", [{"a": "b"}, {"word/document.xml": "<w:document"}, {"word/document.xml": f"<w:document {W}/>"}])
def test_a_document_without_a_body_is_unreadable(entries: dict) -> None:
    with pytest.raises(Unreadable):
        read(zip_file(entries), "a.docx")


def test_the_31_reports_come_out_exactly(corpus: Path) -> None:
    """Against an independent reading: every w:t of the XML, white space aside."""
    files = sorted((corpus / "provinces-2025-docx").glob("*.docx"))
    assert len(files) == 31
    for path in files:
        xml = ZipFile(path).read("word/document.xml").decode()
        expected = html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)))
        assert "".join(read(path.read_bytes(), path.name)[0].text.split()) == "".join(expected.split()), path.name


def test_the_tables_of_a_real_communique_are_kept(corpus: Path) -> None:
    [path] = (corpus / "statistics").glob("*.docx")
    [document] = read(path.read_bytes(), path.name)
    assert len(document.tables) == 11
    assert all(len(set(map(len, table))) == 1 for table in document.tables)
    assert document.warnings
