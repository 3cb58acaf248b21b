"""CSV and JSON Lines: a document a row."""
import json

import pytest

from archive.extraction.document import Limits
from archive.extraction.formats import extracted
from archive.text.errors import Refused, Unreadable


def test_a_row_of_a_csv_is_a_document_and_its_other_columns_metadata() -> None:
    raw = '﻿title,place,year,text\n报告,620100,2023,"各位代表：\r\n　　现在，我报告工作。"\n无名,,,正文'.encode()
    first, second = extracted(raw, "a.csv")
    assert (first.name, first.text) == ("报告", "各位代表：\n　　现在，我报告工作。")
    assert first.metadata == {"title": "报告", "place": "620100", "year": "2023"}
    assert (second.text, second.metadata) == ("正文", {"title": "无名"})


@pytest.mark.parametrize(("delimiter", "charset"), [(",", "gb18030"), ("\t", "utf-8"), (";", "utf-16")])
def test_delimiter_and_charset_are_told_by_the_file(delimiter: str, charset: str) -> None:
    raw = delimiter.join(["年份", "正文"]) + "\n" + delimiter.join(["2023", "各位代表，现在我代表市人民政府报告工作"]) + "\n"
    [document] = extracted(raw.encode(charset), "b.csv")
    assert (document.name, document.metadata) == ("b.csv（第 1 行）", {"年份": "2023"})


def test_a_csv_is_told_by_its_header_whatever_its_name() -> None:
    assert extracted("file,text\na.txt,甲\n".encode(), "data.txt")[0].name == "a.txt"


def test_a_text_with_commas_is_no_table() -> None:
    assert extracted("text, and more text\n正文\n".encode(), "a.txt")[0].text.startswith("text, and")


def test_a_csv_without_a_text_column_says_what_to_call_it() -> None:
    with pytest.raises(Refused, match="正文"):
        extracted(b"a,b\n1,2\n", "a.csv")


def test_json_lines_are_documents_and_a_bad_line_says_so() -> None:
    lines = [json.dumps({"text": "甲", "authors": ["张", "王"], "year": 2023, "x": None}, ensure_ascii=False), "{broken", json.dumps({"a": 1})]
    good, bad, empty = extracted("\n".join(lines).encode(), "a.jsonl")
    assert (good.text, good.metadata) == ("甲", {"authors": "张、王", "year": "2023"})
    assert "JSON" in str(bad.error)
    assert "正文" in str(empty.error)


@pytest.mark.parametrize("document", [{"content": "甲"}, [{"content": "甲"}]])
def test_a_json_file_may_be_one_object_or_a_list(document: object) -> None:
    assert extracted(json.dumps(document, indent=1).encode(), "a.json")[0].text == "甲"


def test_deeply_nested_json_is_no_crash() -> None:
    [document] = extracted(b"[" * 100000, "a.jsonl")
    assert document.error


def test_a_text_that_opens_with_a_bracket_stays_a_text() -> None:
    assert extracted("[1]本公报数据为初步统计数。".encode(), "a.txt")[0].text == "[1]本公报数据为初步统计数。"


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(Refused, match="行数"):
        extracted(b"text,x\n" + b"a,b\n" * 30, "a.csv", Limits(entries=20))


def test_a_header_alone_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        extracted(b"text,x\n", "a.csv")


@pytest.mark.parametrize("column", ["报告全文", "文本内容", "政府工作报告"])
def test_a_column_whose_name_ends_like_one_of_texts_is_one(column: str) -> None:
    [document] = extracted(f"内容概述,{column}\n略,各位代表：\n".encode(), "a.csv")
    assert (document.text, document.metadata) == ("各位代表：", {"内容概述": "略"})


def test_a_cell_of_markup_is_read_as_a_page() -> None:
    cell = '<div class="x"><p style="text-indent:2em">各位代表：</p><script>x()</script><p>我报告工作。<br>请予审议。</p></div>'
    [document] = extracted(json.dumps({"title": "某市政府工作报告", "content": cell}, ensure_ascii=False).encode(), "a.jsonl")
    assert (document.name, document.text, document.row) == ("某市政府工作报告", "各位代表：\n我报告工作。\n请予审议。", 1)
    assert document.metadata == {"title": "某市政府工作报告"}


@pytest.mark.parametrize("text", ["<编者按>各位代表：", "比重<50%，增速>3%", "<p>没有收尾"])
def test_signs_of_less_and_more_make_no_markup(text: str) -> None:
    assert extracted(json.dumps({"text": text}, ensure_ascii=False).encode(), "a.jsonl")[0].text == text


def test_a_cell_of_markup_with_half_a_character_is_read_without_it() -> None:
    [document] = extracted(json.dumps({"text": "<p>各位\ud800代表：</p>"}).encode(), "a.jsonl")
    assert document.text == "各位\ufffd代表："


@pytest.mark.parametrize("line", ["首页|政务公开|政府工作报告", "2019年,某市政府工作报告", "来源：某市日报|全文"])
def test_a_text_whose_first_line_could_name_columns_of_a_table_is_no_table(line: str) -> None:
    [document] = extracted(f"{line}\n各位代表：\n我报告工作。".encode(), "a.txt")
    assert document.text == f"{line}\n各位代表：\n我报告工作。"
