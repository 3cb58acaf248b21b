"""A tape never loses a character: whatever is done to it can be undone."""
from hypothesis import given
from hypothesis import strategies as st

from archive.text.tape import Change, Tape, undone
from archive.text.vocabulary import EditKind

LETTERS = st.text("报告年ab \n", max_size=12)


@st.composite
def rounds_of_changes(draw) -> tuple[str, list[list[tuple[int, int, str]]]]:
    """A text and a few rounds of replacements, as fractions of the text of that round."""
    rounds = draw(st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), LETTERS), max_size=5), max_size=5))
    return draw(st.text("报告年ab \n", max_size=30)), rounds


def changes_that_fit(text: str, wished: list[tuple[int, int, str]]) -> list[Change]:
    changes, at = [], 0
    for start, length, after in sorted(wished):
        if at <= start <= len(text):
            end = min(start + length, len(text))
            changes.append(Change(EditKind.MARK, start, end, after))
            at = end + 1
    return changes


def replaced(text: str, changes: list[Change]) -> str:
    for change in reversed(changes):
        text = text[:change.start] + change.after + text[change.end:]
    return text


@given(rounds_of_changes())
def test_any_rounds_of_changes_read_right_and_can_be_undone(case):
    source, rounds = case
    tape = Tape(source)
    for wished in rounds:
        changes = changes_that_fit(tape.text, wished)
        expected = replaced(tape.text, changes)
        tape = tape.change(changes)
        assert tape.text == expected
    assert undone(tape.text, tape.edits) == source
    assert all(source[e.start:e.end] == e.before for e in tape.edits)
    assert [(e.start, e.end) for e in tape.edits] == sorted({(e.start, e.end) for e in tape.edits})


def test_an_edit_over_an_edit_becomes_one():
    tape = Tape("甘肅(sù)日?qǐng)報").change([Change(EditKind.PINYIN, 2, 6)])
    assert tape.text == "甘肅日?qǐng)報"
    tape = tape.change([Change(EditKind.FURNITURE, 0, 4)])
    [edit] = tape.edits
    assert (edit.kind, edit.before, edit.after) == ("furniture", "甘肅(sù)日?", "")


def test_a_change_that_changes_nothing_is_no_edit():
    assert Tape("报告").change([Change(EditKind.MARK, 0, 2, "报告")]).edits == ()


def test_the_origin_of_a_character_is_where_it_stood_in_the_source():
    tape = Tape("abcdef").change([Change(EditKind.MARK, 1, 3)])
    assert tape.text == "adef"
    assert [tape.origin(i) for i in range(5)] == [0, 3, 4, 5, 6]


def test_white_space_around_a_removal_takes_its_kind():
    tape = Tape("末句。\n点击:95\n\n").change([Change(EditKind.FURNITURE, 4, 10)])
    [edit] = tape.change([Change(EditKind.SPACING, 3, 5)]).edits
    assert (edit.kind, edit.before) == ("furniture", "\n点击:95\n\n")
