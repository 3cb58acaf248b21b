"""DOC, Word 97–2003, in files made by hand and by LibreOffice."""
import subprocess
from pathlib import Path

import pytest

from archive.extraction import doc, docx
from archive.text.errors import Refused, Unreadable
from tests.extraction.files import doc_file, docx_file, ole_file, p

WIDE = "utf-16-le"


def text_of(*pieces: tuple[str, str], **properties) -> str:
    return doc.read(doc_file(*pieces, **properties), "a.doc")[0].text


def test_pieces_are_put_together_in_their_order() -> None:
    assert text_of(("政府工作", WIDE), ("报告\r2023", WIDE), (" GDP\r", "cp1252")) == "政府工作报告\n2023 GDP"


def test_one_byte_pieces_are_read_as_windows_writes_them() -> None:
    assert text_of(("全年\r", WIDE), ("GDP – “5.8%”\r", "cp1252")) == "全年\nGDP – “5.8%”"


def test_of_a_field_the_result_is_read() -> None:
    assert text_of(("第\x13 PAGE \x14三\x15页\r\x13 TOC \x13 REF \x14甲\x15 \x14目录\x15\r", WIDE)) == "第三页\n目录"


def test_anchors_and_optional_hyphens_are_no_text() -> None:
    assert text_of(("图\x01\x08注\x02\x1f一\x1e二\x0b下\x0c尾\r", WIDE)) == "图注一-二\n下\n尾"


def test_a_table_is_told_by_the_properties_of_its_paragraphs() -> None:
    text = "前\r指标\x07\x07\x07小\r麦\x0726\x07\x07后\r"
    rows = ((4, 12, False), (12, 14, True), (14, 28, False), (28, 30, True))  # in bytes, two a character
    assert text_of((text, WIDE), rows=rows) == "前\n指标␟␞小 麦␟26\n后"


def test_a_password_is_asked_away() -> None:
    with pytest.raises(Refused, match="密码"):
        text_of(("文\r", WIDE), flags=0x0300)


def test_older_word_files_are_refused() -> None:
    with pytest.raises(Refused, match="Word 97"):
        text_of(("文\r", WIDE), version=0x65)


@pytest.mark.parametrize(("stream", "said"), [("EncryptedPackage", "密码"), ("Workbook", "Excel"), ("PowerPoint Document", "PowerPoint")])
def test_other_files_of_the_same_container_are_refused_by_name(stream: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        doc.read(ole_file({stream: b"x"}), "a.doc")


@pytest.mark.parametrize("cut", [100, 600, 2000, 3000])
def test_a_truncated_file_is_unreadable(cut: int) -> None:
    with pytest.raises(Unreadable):
        doc.read(doc_file(("文字\r", WIDE))[:cut], "a.doc")


def test_what_office_writes_is_read_like_the_docx_it_came_from(office: str, tmp_path: Path) -> None:
    table = "<w:tbl>" + "".join(f"<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>" for a, b in (("指标", "数量"), ("小麦", ""), ("玉米", "7"))) + "</w:tbl>"
    raw = docx_file(p("政府工作报告") + p("全年“三新”经济增长 8%——好于预期。") + table + p("谢谢大家！"))
    source = tmp_path / "report.docx"
    source.write_bytes(raw)
    subprocess.run([office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "doc", "--outdir", tmp_path, source],
                   check=True, capture_output=True, timeout=120)
    made = doc.read((tmp_path / "report.doc").read_bytes(), "report.doc")[0]
    assert made.text == docx.read(raw, "report.docx")[0].text
    assert made.tables == [[["指标", "数量"], ["小麦", ""], ["玉米", "7"]]]
