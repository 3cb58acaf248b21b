"""ODT."""
import pytest

from archive.extraction.odt import read
from archive.text.errors import Refused, Unreadable
from tests.extraction.files import ODF, odt_file, zip_file


def text_of(body: str) -> str:
    return read(odt_file(body), "a.odt")[0].text


def test_headings_and_paragraphs_are_lines() -> None:
    assert text_of("<text:h>一、回顾</text:h><text:p>全年\n  <text:span>增长</text:span></text:p>") == "一、回顾\n全年 增长"


def test_lists_and_sections_are_read_and_hidden_ones_are_not() -> None:
    body = ("<text:list><text:list-item><text:p>甲</text:p></text:list-item></text:list><text:section><text:p>乙</text:p></text:section>"
            '<text:section text:display="none"><text:p>丙</text:p></text:section>')
    assert text_of(body) == "甲\n乙"


def test_spaces_tabs_and_breaks_are_what_they_stand_for() -> None:
    assert text_of('<text:p>甲<text:s text:c="2"/>乙<text:tab/>丙<text:line-break/>丁</text:p>') == "甲  乙\t丙\n丁"


def test_a_table_stands_in_its_place() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = [f"<table:table-row>{cell.format(a)}{cell.format(b)}</table:table-row>" for a, b in (("指标", "数量"), ("小麦", "26"))]
    body = f"<text:p>前</text:p><table:table><table:table-header-rows>{rows[0]}</table:table-header-rows>{rows[1]}</table:table>"
    assert text_of(body) == "前\n指标␟数量␞小麦␟26"


def test_repeated_cells_are_bounded() -> None:
    row = '<table:table-row><table:table-cell table:number-columns-repeated="99999999"><text:p>甲</text:p></table:table-cell></table:table-row>'
    assert len(text_of(f"<table:table>{row}</table:table>").split("␟")) == 64


def test_a_table_of_one_column_or_with_a_text_in_a_cell_lays_out_a_page() -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    rows = "".join(f"<table:table-row>{cell.format(f'<text:p>{text}</text:p>')}</table:table-row>" for text in ("政府工作报告", "各位代表："))
    assert text_of(f"<table:table>{rows}</table:table>") == "政府工作报告\n各位代表："
    report = cell.format("".join(f"<text:p>{text}</text:p>" for text in ("一、过去", "稳中求进" * 160, "二、今年")))
    beside = f"<table:table><table:table-row>{cell.format('<text:p>目次</text:p>')}{report}</table:table-row></table:table>"
    assert text_of(beside).split("\n") == ["目次", "一、过去", "稳中求进" * 160, "二、今年"]


def test_deleted_text_is_left_out_and_notes_follow_the_text() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注解</text:p></text:note-body></text:note>"
    assert text_of(f"<text:tracked-changes><text:p>删</text:p></text:tracked-changes><text:p>正文{note}。</text:p>") == "正文。\n[1]注解"


def test_a_password_is_asked_away() -> None:
    with pytest.raises(Refused, match="密码"):
        read(odt_file("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "a.odt")


def test_an_entity_bomb_is_refused() -> None:
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaa">]><office:document-content {ODF}><office:body><office:text/></office:body></office:document-content>'
    with pytest.raises(Refused, match="实体"):
        read(zip_file({"content.xml": bomb}), "a.odt")


def test_a_file_without_a_body_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read(zip_file({"mimetype": "x"}), "a.odt")
