"""ODT: paragraphs, lists, tables and notes in the order of the document."""
import re
from collections.abc import Iterator

from lxml.etree import _Element

from archive.extraction import zip as container
from archive.extraction.document import LIMITS, PICTURES, PROPERTY_TITLE, Limits, locked
from archive.extraction.layout import is_text
from archive.extraction.markup import local, parsed
from archive.text.errors import Unreadable
from archive.text.extracted import Extracted
from archive.text.tables import as_line

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
LEFT_OUT = {"tracked-changes", "annotation", "sequence-decls", "forms", "ruby-text", "soft-page-break", "note", "desc", "title"}
RUN = re.compile(r"[ \t\r\n]+")
SIGNS = {"tab": "\t", "line-break": "\n"}
MOST_COLUMNS, MOST_SPACES = 64, 200


def read(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    with container.opened(raw, limits) as file:
        names = file.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in container.part(file, "META-INF/manifest.xml", limits):
            raise locked()
        body = parsed(container.part(file, "content.xml", limits)).find(f"{OFFICE}body/{OFFICE}text") if "content.xml" in names else None
        if body is None:
            raise Unreadable("这个 ODT 文件没有正文：请用 Word、WPS 或 LibreOffice 打开后另存一份再上传。")
        lines = [*_blocks(body), *_notes(body)]
        warnings = (PICTURES,) if any(local(e) == "image" for e in body.iter()) else ()
        metadata = _metadata(container.part(file, "meta.xml", limits)) if "meta.xml" in names else {}
        return [Extracted(name, "\n".join(lines), warnings=warnings, metadata=metadata)]


def _blocks(parent: _Element) -> Iterator[str]:
    for element in parent:
        name = local(element)
        if name in ("p", "h"):
            yield from "".join(_pieces(element)).split("\n")
            yield from _boxes(element)
        elif name == "table":
            yield from _table(element)
        elif name not in LEFT_OUT and element.get(f"{TEXT}display") != "none":
            yield from _blocks(element)


def _pieces(element: _Element) -> Iterator[str]:
    yield _plain(element.text)
    for child in element:
        name = local(child)
        if name == "s":
            yield " " * min(_count(child.get(f"{TEXT}c")), MOST_SPACES)
        elif name in SIGNS:
            yield SIGNS[name]
        elif name not in LEFT_OUT | {"text-box", "table"}:
            yield from _pieces(child)
        yield _plain(child.tail)


def _plain(text: str | None) -> str:
    """Text as ODT means it: a run of white space is one space."""
    return RUN.sub(" ", text or "")


def _boxes(element: _Element) -> Iterator[str]:
    for box in element.iter():
        if local(box) == "text-box":
            yield from _blocks(box)


def _table(element: _Element) -> Iterator[str]:
    """A line for the table; one that only lays out a page is read like the text around it."""
    rows = [[_cell(cell) for cell in _cells(row)] for row in _rows(element)]
    cells = [cell.split("\n") for row in rows for cell in row]
    if max(map(len, rows), default=0) == 1 or any(is_text(map(len, cell)) for cell in cells):
        for cell in cells:
            yield from cell
    elif rows:
        yield as_line(rows)


def _rows(parent: _Element) -> Iterator[_Element]:
    for element in parent:
        name = local(element)
        if name == "table-row":
            yield element
        elif name.startswith("table-") and name.endswith(("rows", "row-group")):
            yield from _rows(element)


def _cells(row: _Element) -> Iterator[_Element]:
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell"):
            for _ in range(min(_count(cell.get(f"{TABLE}number-columns-repeated")), MOST_COLUMNS)):
                yield cell


def _cell(cell: _Element) -> str:
    return "\n".join(_blocks(cell)).replace("\u241f", " ").replace("\u241e", " ")


def _notes(body: _Element) -> Iterator[str]:
    for note in body.iter(f"{TEXT}note"):
        mark, text = note.find(f"{TEXT}note-citation"), note.find(f"{TEXT}note-body")
        lines = [] if text is None else [line.strip() for line in _blocks(text)]
        if any(lines):
            yield f"[{'' if mark is None else mark.text or ''}]" + " ".join(line for line in lines if line)


def _metadata(raw: bytes) -> dict[str, str]:
    known = {"title": PROPERTY_TITLE, "initial-creator": "creator", "creation-date": "created", "date": "modified"}
    found = {known[local(e)]: (e.text or "").strip() for e in parsed(raw).iter() if local(e) in known}
    return {key: value for key, value in found.items() if value}


def _count(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 9 else 1
