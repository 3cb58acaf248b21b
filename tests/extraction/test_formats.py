"""The format is told by the content, never by the name."""
import pytest

from archive.extraction import doc, docx, formats, html, odt, pdf
from archive.extraction.document import Limits
from archive.extraction.formats import extracted
from archive.extraction.signs import Format, format_of
from archive.text.errors import Refused, Unreadable
from tests.extraction.files import doc_file, docx_file, odt_file, p, pdf_file, zip_file


@pytest.mark.parametrize(("raw", "reader"), [
    (docx_file(p("文")), docx.read), (odt_file(""), odt.read), (doc_file(("文\r", "utf-16-le")), doc.read), (pdf_file(""), pdf.read),
    (zip_file({"a.txt": b"a"}), formats.packed), (b"<!DOCTYPE html><p>a", html.read), (b"\xef\xbb\xbf<HTML><p>a", html.read),
    ("<html><p>甲".encode("utf-16"), html.read), (b"<!-- saved --><div><p>a</p></div>", html.read), ("各位代表".encode(), formats.text),
    ("各位<b>代表</b>".encode(), formats.text), ("<1>各位代表".encode(), formats.text), (b"\n\n%PDF-1.4", pdf.read)])
def test_a_reader_is_chosen_by_content(raw: bytes, reader: object) -> None:
    assert formats.READERS[format_of(raw, "report.xyz")] is reader


def test_a_thousand_comments_are_told_at_once() -> None:
    assert format_of(b"<!---->" * 2800 + b"x") == Format.TEXT


def test_a_doc_that_is_a_web_page_is_read_as_one() -> None:
    assert extracted("<html><body><p>甲</p></body></html>".encode(), "报告.doc")[0].text == "甲"


def test_a_path_in_a_name_is_dropped() -> None:
    assert extracted("各位代表".encode(), "..\\x/报告.txt")[0].name == "报告.txt"


def test_a_text_is_what_it_decodes_to() -> None:
    assert extracted("政府\r\n工作".encode("gb18030") * 30, "a.txt")[0].text.startswith("政府\n工作")


@pytest.mark.parametrize(("raw", "said"), [
    (b"{\\rtf1 x}", "RTF"), (b"Rar!\x1a\x07\x00", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7Z"), (b"\x1f\x8b\x08", "GZIP"), (b"\x89PNG\r\n", "图片"),
    (zip_file({"xl/workbook.xml": "", "[Content_Types].xml": ""}), "Excel"), (zip_file({"OFD.xml": ""}), "OFD"),
    (zip_file({"ppt/presentation.xml": ""}), "PowerPoint"), (zip_file({"mimetype": "x.spreadsheet", "content.xml": ""}), "OpenDocument"),
    (b"<?xml version='1.0'?><w:wordDocument>", "Word XML"), (b"", "空"), (b"\0\0\n", "空")])
def test_what_is_not_read_is_refused_by_name(raw: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        extracted(raw, "a.docx")


def test_more_text_than_the_limit_is_refused() -> None:
    with pytest.raises(Refused, match="上限|超过"):
        extracted(docx_file(p("文" * 2000)), "a.docx", Limits(text=3000))


def test_bytes_that_are_no_text_are_unreadable() -> None:
    with pytest.raises(Unreadable):
        extracted(bytes(range(1, 32)) * 50, "a.txt")


def test_no_database_is_handed_what_it_cannot_store() -> None:
    [document] = extracted(b'{"text": "a\\u0000b\\ud800c", "title": "\\u0000"}', "a.json")
    assert (document.text, document.name) == ("a\ufffdb\ufffdc", "\ufffd")
