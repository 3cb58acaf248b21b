"""PDF with a text layer: pages become lines and tables, lines that belong together are marked to be joined."""
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from archive.extraction.columns import WHOLE, in_reading_order
from archive.extraction.document import LIMITS, PICTURES, PROPERTY_TITLE, Limits, Scanned, locked
from archive.extraction.footnotes import begins_note, footnotes, text_size
from archive.extraction.furniture import furniture
from archive.extraction.glyphs import Sheet, sheet
from archive.extraction.grids import Grid, aligned, ruled
from archive.extraction.paragraphs import goes_on, leading, margins
from archive.extraction.printed import HAN, IS_LATIN, Printed, printed, sorted_lines
from archive.extraction.recognition import is_installed, recognised
from archive.text.errors import Refused, Sentence, Unreadable
from archive.text.extracted import Extracted
from archive.text.tables import as_line
from archive.text.tape import Change
from archive.text.vocabulary import EditKind

UNNAMED = re.compile("[\ufffd\ue000-\uf8ff]")
GAP = "[ \u3000]+"
SPREAD = re.compile(rf"(?<![{HAN}\w])[{HAN}](?P<gap>{GAP})[{HAN}](?:(?P=gap)[{HAN}])+")
SPREAD_LINE = re.compile(rf"(?:^|(?<=[\u241e\u241f]))(?:[一二三四五六七八九十]{{1,3}}、|[#＃])?(?:{GAP})?[{HAN}](?:{GAP}[{HAN}])+(?=$|[\u241e\u241f])")
LEAST_TEXT = 20
PICTURED = Sentence("这个 PDF 只有图像，没有文字层：请换一份有文字的文件，或安装 requirements-ocr.txt，由文库做文字识别（OCR）。")
GARBLED = Sentence("这个 PDF 的字体没有注明文字，读出来是乱码：请换一份文件，或安装 requirements-ocr.txt，由文库做文字识别（OCR）。")
RECOGNISED = Sentence("原件是图像，文字由机器识别（OCR）得来，难免有错字：引用前请与原件核对。")


@dataclass(frozen=True)
class Item:
    """A line or a table of a page; `is_furniture`: it belongs to the page, not to the text. `is_note`: it stood at the page's foot."""
    content: Printed | Grid
    page: int
    column: int = WHOLE
    is_furniture: bool = False
    is_note: bool = False

    @property
    def text(self) -> str:
        return self.content.text if isinstance(self.content, Printed) else as_line(self.content.rows)


def read(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    document = _opened(raw)
    try:
        count = len(document)
        if count > limits.pages:
            raise Refused("这个 PDF 有 {count} 页，超过上限 {most} 页：请分成几份。", count=count, most=limits.pages)
        sheets = [_sheet(document, number) for number in range(count)]
        metadata = _metadata(document)
        is_ocr = bool(reason := _why_unreadable(sheets))
        if reason:
            sheets = _recognised(document, sheets, reason, limits)
    finally:
        document.close()
    items = _merged(list(_items(sheets)))
    text, changes = _text(items)
    warnings = (*([RECOGNISED] if is_ocr else []), *_warnings(sheets))
    return [Extracted(name, text, changes, warnings, metadata, is_ocr)]


def _opened(raw: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise locked() from error
        raise damaged() from error


def damaged() -> Unreadable:
    return Unreadable("这个 PDF 文件不完整或已损坏：请重新下载，或用浏览器打开后打印为 PDF 再上传。")


def _sheet(document: pdfium.PdfDocument, number: int) -> Sheet:
    try:
        page = document[number]
        try:
            return sheet(page)
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        raise damaged() from error


def _scans(sheets: list[Sheet]) -> list[int]:
    """The numbers of the pages that are a picture with hardly a word."""
    return [number for number, sheet in enumerate(sheets, 1) if sheet.pictures and len(sheet.glyphs) < LEAST_TEXT]


def _warnings(sheets: list[Sheet]) -> Iterator[Sentence]:
    if any(sheet.pictures for sheet in sheets):
        yield PICTURES
    if scans := _scans(sheets):
        yield Sentence("第 {pages} 页是图像，没有文字层，没有收入。", {"pages": "、".join(map(str, scans))})
    if covered := [str(number) for number, sheet in enumerate(sheets, 1) if sheet.covered]:
        yield Sentence("第 {pages} 页有文字印在别的文字上面，收入的是上面的一层：请与原文件核对。", {"pages": "、".join(covered)})


def _why_unreadable(sheets: list[Sheet]) -> Sentence | None:
    """Why most of the pages have no text to read; None where they have."""
    said = "".join(glyph.text for sheet in sheets for glyph in sheet.glyphs if not glyph.text.isspace())
    if not said or 2 * len(_scans(sheets)) > len(sheets):
        return PICTURED
    return GARBLED if len(UNNAMED.findall(said)) > 0.3 * len(said) else None


def _recognised(document: pdfium.PdfDocument, sheets: list[Sheet], reason: Sentence, limits: Limits) -> list[Sheet]:
    """The pages with the text that their pictures show; where no page has any worth keeping, all are read so."""
    if not is_installed():
        raise Unreadable(reason.pattern)
    scans = set(_scans(sheets)) if reason == PICTURED else set()
    wanted = scans or set(range(1, len(sheets) + 1))
    if len(wanted) > limits.scanned_pages:
        raise Refused("这个 PDF 有 {count} 页要做文字识别，超过上限 {most} 页：请分成几份。", count=len(wanted), most=limits.scanned_pages)
    if not limits.recognises:
        raise Scanned(len(wanted))
    sheets = [recognised(document[n - 1]) if n in wanted else sheet for n, sheet in enumerate(sheets, 1)]
    if not any(sheet.glyphs for sheet in sheets):
        raise Unreadable("这个 PDF 只有图像，文字识别（OCR）也没有读出文字：请换一份清楚些的文件。")
    return sheets


def _items(sheets: list[Sheet]) -> Iterator[Item]:
    """Lines and tables page by page, from top to bottom, furniture told apart; the notes of all pages behind the last."""
    pages = [_contents(sheet) for sheet in sheets]
    printed_lines = [sorted((c for _, c in page if isinstance(c, Printed)), key=lambda line: line.top) for page in pages]
    outside = furniture(printed_lines, [sheet.height for sheet in sheets])
    text = [[line for _, line in page if isinstance(line, Printed) and id(line) not in outside] for page in pages]
    size = text_size(text)
    notes = {id(line) for page in text for line in footnotes(page, size)}
    items = [Item(content, number, column, id(content) in outside, id(content) in notes)
             for number, page in enumerate(pages) for column, content in page]
    yield from (item for item in items if not item.is_note)
    yield from (item for item in items if item.is_note)


def _contents(sheet: Sheet) -> list[tuple[int, Printed | Grid]]:
    """What a page holds in reading order, each with its column."""
    grids, glyphs = ruled(sheet)
    contents: list[tuple[int, Printed | Grid]] = []
    for column, group in groupby(in_reading_order(sorted_lines(glyphs), sheet.width), key=itemgetter(0)):
        found = aligned([line for _, line in group])
        contents += [(column, c if isinstance(c, Grid) else printed(c)) for c in found]
    for grid in grids:
        at = next((i for i, (_, content) in enumerate(contents) if content.top >= grid.top and _beside(content, grid)), len(contents))
        contents.insert(at, (contents[at - 1][0] if at else WHOLE, grid))
    return contents


def _beside(content: Printed | Grid, grid: Grid) -> bool:
    """Whether both take some of the same width, so that one can follow the other."""
    return isinstance(content, Grid) or content.x0 < grid.columns[-1] and grid.columns[0] < content.x1


def _merged(items: list[Item]) -> list[Item]:
    """Items with each table that goes on over a page put together where it began."""
    kept: list[Item] = []
    last = None
    for item in items:
        if item.is_furniture:
            kept.append(item)
            continue
        before = kept[last] if last is not None else None
        if before and item.page == before.page + 1 and _same_columns(before.content, item.content):
            grid = Grid(before.content.rows + item.content.rows, before.content.columns, before.content.top, before.content.bottom)
            kept[last] = Item(grid, item.page, before.column)
            continue
        last = len(kept)
        kept.append(item)
    return kept


def _same_columns(a: Printed | Grid, b: Printed | Grid) -> bool:
    return (isinstance(a, Grid) and isinstance(b, Grid) and len(a.columns) == len(b.columns)
            and all(abs(x - y) < 12 for x, y in zip(a.columns, b.columns, strict=True)))


def _text(items: list[Item]) -> tuple[str, tuple[Change, ...]]:
    """The text, a line an item, and what is to be changed in it."""
    lines = [item.text for item in items]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(lines)
    changes = [Change(EditKind.FURNITURE, starts[i], min(starts[i + 1], len(text))) for i, item in enumerate(items) if item.is_furniture]
    for i, item in enumerate(items):
        if not item.is_furniture:
            changes += _within(item, starts[i])
    body = [(i, item) for i, item in enumerate(items) if not item.is_furniture]
    for i, after in _joins(body):
        changes.append(Change(EditKind.REJOINED, starts[i + 1] - 1, starts[i + 1], after))
    return text, tuple(sorted(changes, key=lambda change: change.start))


def _within(item: Item, start: int) -> Iterator[Change]:
    """Marks of notes and the gaps of spread words in one line."""
    if isinstance(item.content, Printed):
        for a, z in item.content.marks:
            if item.is_note and a == 0:
                continue
            yield Change(EditKind.MARK, start + a, start + z)
    spread = {gap.span() for pattern in (SPREAD, SPREAD_LINE) for match in pattern.finditer(item.text)
              for gap in re.compile(GAP).finditer(item.text, *match.span())}
    for a, z in sorted(spread):
        yield Change(EditKind.SPACING, start + a, start + z)


def _joins(body: list[tuple[int, Item]]) -> Iterator[tuple[int, str]]:
    """The items after which the line end is to go, and what takes its place."""
    columns: dict[tuple[int, int], list[Printed]] = defaultdict(list)
    for _, item in body:
        if isinstance(item.content, Printed):
            columns[item.page, item.column].append(item.content)
    edges, step = margins(list(columns.values())), leading(list(columns.values()))
    for (i, a), (_, b) in zip(body, body[1:], strict=False):
        if not isinstance(a.content, Printed) or not isinstance(b.content, Printed) or b.is_note and begins_note(b.content):
            continue
        is_below = (a.page, a.column) == (b.page, b.column)
        if goes_on(a.content, b.content, edges[id(a.content)], edges[id(b.content)], step if is_below else None):
            yield i, " " if IS_LATIN.match(a.text[-1]) and IS_LATIN.match(b.text[0]) and not _is_figure(a.text, b.text) else ""


def _is_figure(left: str, right: str) -> bool:
    """Whether a number was cut at the line's end."""
    return left[-1].isdigit() and right[0].isdigit()


def _metadata(document: pdfium.PdfDocument) -> dict[str, str]:
    known = {"Title": PROPERTY_TITLE, "Author": "creator"}
    said = document.get_metadata_dict()
    found = {known[key]: said.get(key, "").replace("\x00", "").strip() for key in known}
    if match := re.match(r"D:(\d{4})(\d\d)(\d\d)", said.get("CreationDate", "")):
        found["created"] = "-".join(match.groups())
    return {key: value for key, value in found.items() if value}
