"""The format of a file, told by its content: a .doc may be a web page, a .txt a DOCX."""
import codecs
import re
from collections.abc import Callable
from dataclasses import replace

from archive.extraction import doc, docx, html, odt, pdf, rows
from archive.extraction import zip as container
from archive.extraction.charset import is_web_archive
from archive.extraction.document import LIMITS, Extracted, Limits, unsupported
from archive.text.encoding import decoded
from archive.text.errors import Refused, Unreadable

Reader = Callable[[bytes, str, Limits], list[Extracted]]
IS_ZIP, IS_OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STRANGERS = (
    (b"{\\rtf", "RTF", "DOCX"), (b"Rar!", "RAR", "ZIP"), (b"7z\xbc\xaf\x27\x1c", "7Z", "ZIP"), (b"\x1f\x8b", "GZIP", "ZIP"),
    (b"CAJ", "CAJ", "PDF"), (b"HN\x00\x00", "CAJ", "PDF"), (b"AT&TFORM", "DJVU", "PDF"))
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
OFFICE_PARTS = (("xl/workbook", "Excel", "CSV"), ("ppt/presentation", "PowerPoint", "PDF"), ("OFD.xml", "OFD", "PDF"),
                ("META-INF/container.xml", "EPUB", "PDF"))
TAG = re.compile(r"</?(?:p|div|br|table|tr|td|span|h[1-6]|li|ul|a|font|center|strong|b|meta|body|html|article|section)\b[^<>]*>", re.I)
PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
OPENS_WITH_TAG = re.compile(r"\s*(?:<!--.{0,500}?-->\s*)*<[a-z]", re.I | re.S)
UNSOUND = re.compile("[\x00\ud800-\udfff]")
SNIFFED = 20000


def extracted(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    """The documents in a file. Raises Refused or Unreadable with what is wrong and what to do."""
    if not raw.strip(b"\x00\t\r\n "):
        raise Unreadable("文件是空的：请检查是否传错了文件。")
    found = reader(raw, name)(raw, base_name(name), limits)
    size = sum(len(document.text.encode("utf-8", "replace")) for document in found)
    if size > limits.text:
        raise Refused("文件里的文字有 {size} MB，超过上限 {most} MB：请分成几个文件。", size=size >> 20, most=limits.text >> 20)
    return [_storable(document) for document in found]


def base_name(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def reader(raw: bytes, name: str = "") -> Reader:
    """What reads a file of this content."""
    if raw.startswith(IS_ZIP):
        return _zip_reader(raw)
    if raw.startswith(IS_OLE):
        return doc.read
    if b"%PDF-" in raw[:1024]:
        return pdf.read
    _refuse_strangers(raw)
    if is_web_archive(raw) or is_page(raw):
        return html.read
    return rows.read if rows.is_table(raw, name) else text


def text(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    return [Extracted(name, decoded(raw, limits.text))]


def packed(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    """The documents of a ZIP's files; one that cannot be read says so and the others go on."""
    found: list[Extracted] = []
    for member in container.members(raw, limits):
        try:
            if member.error:
                found.append(Extracted(member.name, "", error=member.error))
            else:
                found += extracted(member.raw, member.name, limits)
        except Refused as refusal:
            found.append(Extracted(member.name, "", error=refusal.sentence))
    return found


def _zip_reader(raw: bytes) -> Reader:
    with container.opened(raw) as file:
        names = set(file.namelist())
        for part, format_name, wanted in OFFICE_PARTS:
            if any(entry.startswith(part) for entry in names):
                raise unsupported(format_name, wanted)
        if "content.xml" in names and "mimetype" in names:
            if b"opendocument.text" not in container.part(file, "mimetype"):
                raise unsupported("OpenDocument", "ODT")
            return odt.read
    return docx.read if "[Content_Types].xml" in names else packed


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


def _storable(document: Extracted) -> Extracted:
    """The document without what no database takes: NUL, halves of a surrogate pair. Offsets stay."""
    metadata = {_sound(key): _sound(value) for key, value in document.metadata.items()}
    return replace(document, name=_sound(document.name), text=_sound(document.text), metadata=metadata)


def _sound(said: str) -> str:
    return UNSOUND.sub("\ufffd", said)
