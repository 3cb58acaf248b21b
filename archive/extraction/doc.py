"""DOC, Word 97–2003: the text is found through the file information block and the piece table.

Offsets and names are those of [MS-DOC]: a character position (CP) counts characters from the start of the main
text; a file position (FC) is a byte of the stream WordDocument.
"""
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from olefile import OleFileIO

from archive.extraction.document import LIMITS, Limits, locked, unsupported
from archive.extraction.papx import Marks, marks_of
from archive.text.errors import Refused, Unreadable
from archive.text.extracted import Extracted
from archive.text.tables import as_line

OTHERS = (("Workbook", "Excel", "CSV"), ("Book", "Excel", "CSV"), ("PowerPoint Document", "PowerPoint", "PDF"))
IS_WORD, WORD_97 = 0xA5EC, 0xC1
IS_ENCRYPTED, USES_TABLE_1 = 0x0100, 0x0200
CCP_TEXT, FC_CLX = 0x4C, 0x1A2
FIELD = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-"})
UNPRINTED = re.compile(r"[\x00-\x06\x08\x0f-\x1f]")
PARAGRAPH = re.compile(r"[^\r\x07\x0c]*[\r\x07\x0c]?")


@dataclass(frozen=True)
class Piece:
    """The characters from `start` on, which stand at `position` of the stream, one or two bytes each."""
    start: int
    text: str
    position: int
    width: int


def read(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    try:
        with OleFileIO(BytesIO(raw)) as file:
            _refuse_other_files(file)
            main = _stream(file, "WordDocument")
            _refuse_strangers(main)
            table = _stream(file, "1Table" if _word(main, 0x0A) & USES_TABLE_1 else "0Table")
        pieces = list(_pieces(main, table, limits))
        lines = _lines(pieces, marks_of(main, table))
        return [Extracted(name, "\n".join(lines))]
    except (OSError, struct.error, IndexError, ValueError, TypeError, AttributeError) as error:
        raise damaged() from error


def damaged() -> Unreadable:
    return Unreadable("这个 DOC 文件不完整或已损坏：请用 Word 或 WPS 打开后另存为 DOCX 再上传。")


def _refuse_other_files(file: OleFileIO) -> None:
    if file.exists("EncryptedPackage"):
        raise locked()
    for stream, format_name, wanted in OTHERS:
        if file.exists(stream):
            raise unsupported(format_name, wanted)


def _stream(file: OleFileIO, name: str) -> bytes:
    if not file.exists(name):
        raise damaged()
    return file.openstream(name).read()


def _word(raw: bytes, at: int) -> int:
    return struct.unpack_from("<H", raw, at)[0]


def _long(raw: bytes, at: int) -> int:
    return struct.unpack_from("<I", raw, at)[0]


def _refuse_strangers(main: bytes) -> None:
    if _word(main, 0) != IS_WORD:
        raise damaged()
    if _word(main, 0x0A) & IS_ENCRYPTED:
        raise locked()
    if _word(main, 2) < WORD_97:
        raise Refused("这是 Word 97 以前的 DOC 文件，读不出来：请用 Word 或 WPS 打开后另存为 DOCX 再上传。")


def _pieces(main: bytes, table: bytes, limits: Limits) -> Iterator[Piece]:
    """The main text (no notes, no headers) piece by piece."""
    clx = table[_long(main, FC_CLX):][:_long(main, FC_CLX + 4)]
    at, length = 0, _long(main, CCP_TEXT)
    if 2 * length > limits.text:
        raise Refused("文字太多，超过上限：请把文件分成几份。")
    while clx[at] == 1:
        at += 3 + _word(clx, at + 1)
    plc = clx[at + 5:][:_long(clx, at + 1)]
    count = (len(plc) - 4) // 12
    starts = struct.unpack_from(f"<{count + 1}I", plc)
    for i in range(count):
        end = min(starts[i + 1], length)
        if starts[i] < end:
            yield _piece(main, starts[i], end - starts[i], _long(plc, 4 * (count + 1) + 8 * i + 2))


def _piece(main: bytes, start: int, count: int, fc: int) -> Piece:
    if fc & 0x40000000:
        position = (fc & 0x3FFFFFFF) // 2
        return Piece(start, _decoded(main[position:position + count]), position, 1)
    return Piece(start, main[fc:fc + 2 * count].decode("utf-16-le", "replace"), fc, 2)


def _decoded(raw: bytes) -> str:
    """Characters stored in one byte: Windows-1252, its five holes as Latin-1 has them."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw) if max(raw, default=0) > 127 else raw.decode("ascii")


def _lines(pieces: list[Piece], marks: Marks) -> Iterator[str]:
    """A line a paragraph; the paragraphs that Word marks as a table's, a line for the table."""
    rows: list[list[str]] = []
    row: list[str] = []
    cell: list[str] = []
    for text, end, position in _paragraphs(pieces):
        mark = marks.at(position)
        if not mark.is_in_table and rows:
            yield as_line(rows)
            rows, row, cell = [], [], []
        if mark.is_row_end:
            rows, row, cell = [*rows, row], [], []
        elif mark.is_in_table:
            cell.append(_printed(text))
            if end == "\x07":
                row, cell = [*row, " ".join(cell)], []
        else:
            yield from _printed(text).split("\n")
    if rows:
        yield as_line(rows)


def _paragraphs(pieces: list[Piece]) -> Iterator[tuple[str, str, int]]:
    """Each paragraph's text, its end sign and where in the stream that sign stands."""
    waiting, depth = "", 0
    for piece in pieces:
        for match in PARAGRAPH.finditer(piece.text):
            found = match.group()
            if not found:
                continue
            waiting += found
            depth += found.count("\x13") - found.count("\x15")
            if found[-1] in "\r\x07\x0c" and (depth <= 0 or found[-1] == "\x07"):
                depth = 0
                yield waiting[:-1], waiting[-1], piece.position + piece.width * (match.end() - 1)
                waiting = ""
    if waiting:
        yield waiting, "", -1


def _printed(text: str) -> str:
    """What a reader sees: of a field its result, of marks and anchors nothing."""
    while "\x13" in text and (shown := FIELD.sub(lambda match: match[1] or "", text)) != text:
        text = shown
    return UNPRINTED.sub("", text.translate(BREAKS).replace("\x1f", ""))
