"""A table as a line of text."""
from hypothesis import given
from hypothesis import strategies as st

from archive.text.tables import as_line, is_table, rows_of

CELL = st.text(st.characters(exclude_characters="␟␞", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_rows_come_back_white_space_aside(rows: list[list[str]]) -> None:
    line = as_line(rows)
    assert is_table(line)
    assert "\n" not in line
    assert rows_of(line) == [[" ".join(cell.split()) for cell in row] for row in rows]


def test_an_empty_corner_survives_trimming() -> None:
    assert rows_of(as_line([["", "数量"], ["小麦", ""]]).strip()) == [["", "数量"], ["小麦", ""]]


def test_a_sentence_is_no_table() -> None:
    assert not is_table("全年增长 5.8%。\t其中：")
