"""DOCX: paragraphs, tables, text boxes and notes in the order of the document."""
from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml.etree import _Element

from archive.extraction import zip as container
from archive.extraction.document import LIMITS, PICTURES, PROPERTY_TITLE, Limits
from archive.extraction.layout import is_text
from archive.extraction.markup import local, parsed
from archive.extraction.numbering import Numbering
from archive.extraction.symbols import sign
from archive.text.errors import Unreadable
from archive.text.extracted import Extracted
from archive.text.tables import as_line

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
MAIN = ("word/document.xml", "word/document2.xml")
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
LEFT_OUT = {"pPr", "rPr", "del", "moveFrom", "delText", "instrText", "rt", "Fallback", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr"}
NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}


def read(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    with container.opened(raw, limits) as file:
        parts = _Parts(file, limits)
        body = parts.main().find(f"{W}body")
        if body is None:
            raise Unreadable("这个 DOCX 文件没有正文：请用 Word 或 WPS 打开后另存一份再上传。")
        styles = parts.root("word/styles.xml")
        reading = _Reading(Numbering(parts.root("word/numbering.xml"), styles), _hidden_styles(styles))
        lines = [*reading.blocks(body), *_notes(reading, parts)]
        warnings = (PICTURES,) if reading.has_pictures else ()
        return [Extracted(name, "\n".join(lines), warnings=warnings, metadata=parts.metadata())]


@dataclass(frozen=True)
class _Parts:
    file: ZipFile
    limits: Limits

    def root(self, name: str) -> _Element | None:
        if name not in self.file.namelist():
            return None
        raw = container.part(self.file, name, self.limits)
        return parsed(raw.replace(STRICT, W[1:-1].encode()))

    def main(self) -> _Element:
        root = next((root for name in MAIN if (root := self.root(name)) is not None), None)
        if root is None:
            raise Unreadable("这个 DOCX 文件没有正文：请用 Word 或 WPS 打开后另存一份再上传。")
        return root

    def metadata(self) -> dict[str, str]:
        """The title, creator and dates that the document's properties give."""
        root = self.root("docProps/core.xml")
        known = {"title": PROPERTY_TITLE, "creator": "creator", "created": "created", "modified": "modified"}
        found = {} if root is None else {known[local(e)]: (e.text or "").strip() for e in root if local(e) in known}
        return {key: value for key, value in found.items() if value}


@dataclass
class _Reading:
    """Goes through a document once: numbers are counted, boxes and notes set aside until their paragraph ends."""
    numbering: Numbering
    hidden_styles: frozenset[str] = frozenset()
    boxes: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    has_pictures: bool = False

    def blocks(self, parent: _Element) -> Iterator[str]:
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self.paragraph(element)
            elif name == "tbl":
                yield from self.table(element)
            elif name not in LEFT_OUT:
                yield from self.blocks(element)

    def paragraph(self, element: _Element) -> Iterator[str]:
        number = self.numbering.number(element)
        text = "".join(self.pieces(element))
        boxes, self.boxes = self.boxes, []
        yield from (number + text).split("\n")
        yield from boxes

    def pieces(self, parent: _Element) -> Iterator[str]:
        for element in parent:
            name = local(element)
            if name == "t":
                yield (element.text or "").replace("\n", " ")
            elif name == "br" and element.get(f"{W}type") in ("page", "column"):
                continue
            elif name in SIGNS:
                yield SIGNS[name]
            elif name == "sym":
                yield sign(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
            elif name == "r" and self.is_hidden(element) or name in LEFT_OUT:
                continue
            elif name in NOTES:
                self.notes.append((name, element.get(f"{W}id", "")))
            elif name == "txbxContent":
                self.boxes += list(self.blocks(element))
            else:
                self.has_pictures |= name in ("blip", "imagedata")
                yield from self.pieces(element)

    def is_hidden(self, run: _Element) -> bool:
        properties = run.find(f"{W}rPr")
        style = None if properties is None else properties.find(f"{W}rStyle")
        said = _hides(properties)
        return said if said is not None else style is not None and style.get(f"{W}val") in self.hidden_styles

    def table(self, element: _Element) -> Iterator[str]:
        """A line for the table; one that only lays out a page is read like the text around it."""
        rows = [_cells(row) for row in _rows(element)]
        if _is_layout(rows):
            for cell in (cell for row in rows for cell in row if cell is not None):
                yield from self.blocks(cell)
        elif rows:
            yield as_line([self.cell(cell) for cell in row] for row in rows)

    def cell(self, element: _Element | None) -> str:
        return "" if element is None else "\n".join(self.blocks(element)).replace("\u241f", " ").replace("\u241e", " ")


def _hides(properties: _Element | None) -> bool | None:
    """Whether a run's or a style's properties hide it; None where they don't say."""
    mark = None if properties is None else properties.find(f"{W}vanish")
    return None if mark is None else mark.get(f"{W}val") not in ("0", "false", "off")


def _hidden_styles(styles: _Element | None) -> frozenset[str]:
    found = styles.iterfind(f"{W}style") if styles is not None else ()
    return frozenset(style.get(f"{W}styleId", "") for style in found if _hides(style.find(f"{W}rPr")))


def _rows(parent: _Element) -> Iterator[_Element]:
    for element in parent:
        name = local(element)
        if name == "tr" and element.find(f"{W}trPr/{W}del") is None:
            yield element
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _rows(element)


def _cells(parent: _Element) -> list[_Element | None]:
    """The cells of a row; None for each further column that a wide cell takes."""
    cells: list[_Element | None] = [None] * _count(parent.find(f"{W}trPr/{W}gridBefore"), 0)
    for element in parent:
        name = local(element)
        if name == "tc":
            cells += [element, *[None] * (_count(element.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)]
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            cells += _cells(element)
    return cells


def _is_layout(rows: list[list[_Element | None]]) -> bool:
    """Whether a table has one column, as frames have, or a cell with paragraphs enough for a text."""
    cells = [[cell for cell in row if cell is not None] for row in rows]
    return max(map(len, cells), default=0) == 1 or any(is_text(_lengths(cell)) for row in cells for cell in row)


def _lengths(cell: _Element) -> Iterator[int]:
    """How long each paragraph in a cell is."""
    for paragraph in cell.iter(f"{W}p"):
        yield sum(len(t.text or "") for t in paragraph.iter(f"{W}t"))


def _count(element: _Element | None, default: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return min(int(value), 63) if value.isascii() and value.isdigit() else default


def _notes(reading: _Reading, parts: _Parts) -> Iterator[str]:
    """The notes that the text refers to, in its order, under the numbers that print them."""
    sources = {kind: _by_id(parts.root(path)) for kind, path in NOTES.items()}
    asked, reading.notes = reading.notes, []
    for number, (kind, mark) in enumerate(asked, 1):
        note = sources[kind].get(mark)
        lines = [] if note is None else [line.strip() for line in reading.blocks(note)]
        if any(lines):
            yield f"[{number}]" + " ".join(line for line in lines if line)


def _by_id(root: _Element | None) -> dict[str, _Element]:
    return {} if root is None else {e.get(f"{W}id", ""): e for e in root if isinstance(e.tag, str)}
