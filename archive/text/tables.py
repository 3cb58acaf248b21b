"""A table as one line of text: cells parted by ␟, rows by ␞, signs that no report prints.

Both are visible characters, so that an empty cell at a row's edge is not taken for white space.
"""
from collections.abc import Iterable

CELL, ROW = "\u241f", "\u241e"


def as_line(rows: Iterable[Iterable[str]]) -> str:
    """A table as a line. White space in a cell becomes single spaces.

    >>> as_line([["指标", "数量"], ["小麦\\n（吨）", "26"]])
    '指标␟数量␞小麦 （吨）␟26'
    """
    return ROW.join(CELL.join(" ".join(cell.split()) for cell in row) for row in rows)


def is_table(line: str) -> bool:
    """Whether a line is a table: it has two cells or more."""
    return CELL in line or ROW in line


def rows_of(line: str) -> list[list[str]]:
    """The rows and cells of a table's line.

    >>> rows_of("指标␟数量␞小麦␟")
    [['指标', '数量'], ['小麦', '']]
    """
    return [row.split(CELL) for row in line.split(ROW)]


def tabbed(text: str) -> str:
    """A text in which a table is what a spreadsheet takes: cells parted by tabs, a row a line.

    >>> tabbed("指标␟数量␞小麦␟26")
    '指标\\t数量\\n小麦\\t26'
    """
    return text.replace(CELL, "\t").replace(ROW, "\n")


def spaced(text: str) -> str:
    """A text in which what parts cells and rows reads as white space; every character keeps its place.

    >>> spaced("指标␟数量␞小麦␟26")
    '指标\u3000数量\u3000小麦\u300026'
    """
    return text.replace(CELL, "\u3000").replace(ROW, "\u3000")
