"""Which paragraphs of a DOC file stand in a table: read from the paragraph properties ([MS-DOC] PlcBtePapx)."""
import struct
from bisect import bisect_right
from dataclasses import dataclass

FC_PAPX, PAGE = 0x102, 512
IN_TABLE, ROW_END = 0x2416, 0x2417
OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
LONG_OPERANDS = {0xD608: 2}


@dataclass(frozen=True)
class Mark:
    is_in_table: bool = False
    is_row_end: bool = False


@dataclass(frozen=True)
class Marks:
    """The properties of the paragraphs by where each begins in the stream."""
    starts: tuple[int, ...]
    marks: tuple[Mark, ...]

    def at(self, position: int) -> Mark:
        """The properties of the paragraph whose end sign stands at `position`."""
        i = bisect_right(self.starts, position) - 1
        return self.marks[i] if i >= 0 else Mark()


def marks_of(main: bytes, table: bytes) -> Marks:
    at, length = struct.unpack_from("<II", main, FC_PAPX)
    plc = table[at:at + length]
    count = max((len(plc) - 4) // 8, 0)
    pages = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()
    found: dict[int, Mark] = {}
    for number in pages:
        found.update(_page(main[(number & 0x3FFFFF) * PAGE:][:PAGE]))
    ordered = sorted(found.items())
    return Marks(tuple(start for start, _ in ordered), tuple(mark for _, mark in ordered))


def _page(page: bytes) -> dict[int, Mark]:
    """A formatted disk page: the paragraphs' starts, then where each one's properties stand."""
    if len(page) < PAGE:
        return {}
    count = min(page[511], 29)
    starts = struct.unpack_from(f"<{count + 1}I", page)
    return {starts[i]: _mark(_properties(page, 2 * page[4 * (count + 1) + 13 * i])) for i in range(count)}


def _properties(page: bytes, at: int) -> bytes:
    if not 0 < at < PAGE - 2:
        return b""
    size = page[at]
    start, length = (at + 1, 2 * size - 1) if size else (at + 2, 2 * page[at + 1])
    return page[start + 2:start + length]


def _mark(properties: bytes) -> Mark:
    is_in_table = is_row_end = False
    at = 0
    while at + 3 <= len(properties):
        sprm = struct.unpack_from("<H", properties, at)[0]
        if sprm == IN_TABLE:
            is_in_table = bool(properties[at + 2])
        elif sprm == ROW_END:
            is_row_end = bool(properties[at + 2])
        at += 2 + _operand(sprm, properties, at + 2)
    return Mark(is_in_table, is_row_end)


def _operand(sprm: int, properties: bytes, at: int) -> int:
    """How many bytes the value of a property takes."""
    if sprm in LONG_OPERANDS:
        return struct.unpack_from("<H", properties, at)[0] + 1 if at + 2 <= len(properties) else PAGE
    size = OPERANDS[sprm >> 13]
    return size or 1 + properties[at]
