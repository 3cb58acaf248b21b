"""The readers of all formats, and what they have in common."""
from collections.abc import Callable
from dataclasses import replace

from archive.extraction import doc, docx, html, odt, pdf, rows
from archive.extraction import zip as container
from archive.extraction.document import LIMITS, Limits, sound
from archive.extraction.signs import Format, base_name, format_of
from archive.text.encoding import decoded
from archive.text.errors import Refused, Unreadable
from archive.text.extracted import Extracted

Reader = Callable[[bytes, str, Limits], list[Extracted]]


def extracted(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    """The documents in a file. Raises Refused or Unreadable with what is wrong and what to do."""
    if not raw.strip(b"\x00\t\r\n "):
        raise Unreadable("文件是空的：请检查是否传错了文件。")
    found = READERS[format_of(raw, name)](raw, base_name(name), limits)
    size = sum(len(document.text.encode("utf-8", "replace")) for document in found)
    if size > limits.text:
        raise Refused("文件里的文字有 {size} MB，超过上限 {most} MB：请分成几个文件。", size=size >> 20, most=limits.text >> 20)
    return [_storable(document) for document in found]


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


READERS: dict[Format, Reader] = {
    Format.TEXT: text, Format.ROWS: rows.read, Format.HTML: html.read, Format.DOCX: docx.read, Format.DOC: doc.read,
    Format.ODT: odt.read, Format.PDF: pdf.read, Format.PACK: packed}


def _storable(document: Extracted) -> Extracted:
    """The document without what no database takes. Offsets stay."""
    metadata = {sound(key): sound(value) for key, value in document.metadata.items()}
    return replace(document, name=sound(document.name), text=sound(document.text), metadata=metadata)
