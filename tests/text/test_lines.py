"""A text seen as lines, and what it takes to leave one line a block."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.lines import lines, spacing_changes
from archive.text.tape import Tape, undone

SPACED = st.text("报告。a \t\r\x85\u00a0\u2028\u3000\u200b\n", max_size=60)


@pytest.mark.parametrize(("text", "expected"), [
    ("", []),
    (" \n\u3000\u3000\n\t", []),
    ("政府工作报告", [("政府工作报告", 0, False)]),
    ("\n\n\n题目\n", [("题目", 3, False)]),
    ("题目\n正文", [("题目", 0, False), ("正文", 0, False)]),
    ("题目\n\n\n\n图注", [("题目", 0, False), ("图注", 3, False)]),
    ("题目\n\u3000\u3000正文 \n", [("题目", 0, False), ("正文", 0, True)]),
    ("题目\n \n 正文", [("题目", 0, False), ("正文", 1, True)]),
    ("\u00a0\u00a0正文", [("正文", 0, True)]),
    ("省长 李\u3000平\u3000\u3000\n各位代表：", [("省长 李\u3000平", 0, False), ("各位代表：", 0, False)]),
])
def test_lines_know_their_text_the_room_above_and_their_indent(text, expected):
    assert [(line.text, line.gap, line.is_indented) for line in lines(text)] == expected


@given(SPACED)
def test_a_line_stands_where_it_says(text):
    assert all(text[line.start:line.end] == line.text for line in lines(text))


@given(SPACED)
def test_leaving_out_white_space_leaves_one_line_a_block(text):
    tape = Tape(text)
    tape = tape.change(spacing_changes(tape.text))
    assert tape.text.split("\n") == ([line.text for line in lines(text)] or [""])
    assert undone(tape.text, tape.edits) == text


@pytest.mark.parametrize("edge", ["\r", "\x0c", "\x85", "\u2000", "\u200b", "\u200d", "\u200e", "\u2028", "\u202f", "\u2060", "\ufeff"])
def test_no_white_space_or_zero_width_is_left_at_an_edge(edge):
    assert [line.text for line in lines(f"{edge}题目{edge}\n{edge}\n正文。{edge}")] == ["题目", "正文。"]


def test_white_space_inside_a_line_stays():
    text = "强产业 夯实根基\n"
    assert Tape(text).change(spacing_changes(text)).text == "强产业 夯实根基"
