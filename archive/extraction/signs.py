"""The format of a file, told by its content: a .doc may be a web page, a .txt a DOCX; and its name."""
import codecs
import re
from enum import StrEnum

from archive.extraction import rows
from archive.extraction import zip as container
from archive.extraction.charset import is_web_archive
from archive.extraction.document import unsupported
from archive.text.errors import Refused

IS_ZIP, IS_OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STRANGERS = (
    (b"{\\rtf", "RTF", "DOCX"), (b"Rar!", "RAR", "ZIP"), (b"7z\xbc\xaf\x27\x1c", "7Z", "ZIP"), (b"\x1f\x8b", "GZIP", "ZIP"),
    (b"CAJ", "CAJ", "PDF"), (b"HN\x00\x00", "CAJ", "PDF"), (b"AT&TFORM", "DJVU", "PDF"))
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
OFFICE_PARTS = (("xl/workbook", "Excel", "CSV"), ("ppt/presentation", "PowerPoint", "PDF"), ("OFD.xml", "OFD", "PDF"),
                ("META-INF/container.xml", "EPUB", "PDF"))
TAG = re.compile(r"</?(?:p|div|br|table|tr|td|span|h[1-6]|li|ul|a|font|center|strong|b|meta|body|html|article|section)\b[^<>]*>", re.I)
# Atomic: comments behind comments would be parted in every possible way.
COMMENTS = r"(?:(?><!--.{0,500}?-->)\s*+)*+"
PAGE = re.compile(rf"\s*+(?:<\?xml[^>]*>\s*+)?{COMMENTS}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
OPENS_WITH_TAG = re.compile(rf"\s*+{COMMENTS}<[a-z]", re.I | re.S)
SNIFFED = 20000


class Format(StrEnum):
    """What a file is."""
    TEXT = "text"
    ROWS = "rows"
    HTML = "html"
    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    PDF = "pdf"
    PACK = "pack"


def base_name(name: str) -> str:
    """A file's name without its folders."""
    return name.replace("\\", "/").rpartition("/")[2]


def format_of(raw: bytes, name: str = "") -> Format:
    """What a file of this content is. Raises Refused for what none of ours can read."""
    if raw.startswith(IS_ZIP):
        return _zipped(raw)
    if raw.startswith(IS_OLE):
        return Format.DOC
    if b"%PDF-" in raw[:1024]:
        return Format.PDF
    _refuse_strangers(raw)
    if is_web_archive(raw) or is_page(raw):
        return Format.HTML
    return Format.ROWS if rows.is_table(raw, name) else Format.TEXT


def _zipped(raw: bytes) -> Format:
    with container.opened(raw) as file:
        names = set(file.namelist())
        for part, format_name, wanted in OFFICE_PARTS:
            if any(entry.startswith(part) for entry in names):
                raise unsupported(format_name, wanted)
        if "content.xml" in names and "mimetype" in names:
            if b"opendocument.text" not in container.part(file, "mimetype"):
                raise unsupported("OpenDocument", "ODT")
            return Format.ODT
    return Format.DOCX if "[Content_Types].xml" in names else Format.PACK


def _refuse_strangers(raw: bytes) -> None:
    for magic, format_name, wanted in STRANGERS:
        if raw.startswith(magic):
            raise unsupported(format_name, wanted)
    if raw.startswith(PICTURES):
        raise Refused("这是一张图片，没有文字层：请换一份有文字的文件，或先做文字识别（OCR）再上传。")
    if b"<w:wordDocument" in raw[:4096] or b"<pkg:package" in raw[:4096]:
        raise unsupported("Word XML", "DOCX")


def is_page(raw: bytes) -> bool:
    """Whether this is HTML: a page, or a fragment that begins with a tag and has more of them."""
    charset = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "latin-1"
    head = raw[:SNIFFED].decode(charset, "replace").lstrip("\ufeff").removeprefix("ï»¿")
    if PAGE.match(head) or re.search(r"<html[\s>]", head[:4000], re.I):
        return True
    return bool(OPENS_WITH_TAG.match(head)) and len(TAG.findall(head)) >= 3
