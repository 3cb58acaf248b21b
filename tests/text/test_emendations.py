"""What a person corrects is an edit like any other: whatever was done, undoing it all gives the extracted text."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text import emendations, tape
from archive.text.document import Document, read_document
from archive.text.emendations import (
    dropped,
    joined,
    moved,
    of_kind,
    outlined,
    reworded,
    split,
    tape_of,
    undone,
)
from archive.text.errors import Refused
from archive.text.vocabulary import BlockKind, EditKind, Flag

PROSE = "这一年，我们坚持稳中求进，统筹推进改革发展各项工作，群众的获得感不断增强，经济建设迈出新步伐，政府职能加快转变。"
CUT = [PROSE[:40], PROSE[40:]]
FILE = "\n".join([
    "　2019 年兰州市政府工作报告　", "各位代表：", "", "现在，我代表市人民政府向大会报告工作，请予审议。", "一、2018年工作回顾", PROSE,
    "（一）稳住经济大盘。" + PROSE, "点击:95", "二、2019年工作安排", *CUT, "打印本页", "三、加强政府自身建设", PROSE.replace("这一年", "明年")])


@pytest.fixture
def document() -> Document:
    return read_document(FILE, "报告.txt")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def at(document: Document, beginning: str) -> int:
    return next(i for i, text in enumerate(texts(document)) if text.startswith(beginning))


def all_undone(document: Document) -> str:
    edits = [edit for edits in document.block_edits for edit in edits] + list(document.edits)
    return tape.undone("\n".join(texts(document)), edits)


def test_a_document_left_alone_has_the_outline_it_had(document):
    blocks, sections = outlined(document.blocks, document.identity.kind)
    assert (tuple(blocks), tuple(sections)) == (document.blocks, document.sections)


def test_a_reworded_block_changes_where_it_differs_and_nowhere_else(document):
    i = at(document, "这一年")
    changed = reworded(document, i, PROSE.replace("新步伐", "更大步伐"))
    assert texts(changed)[i] == PROSE.replace("新步伐", "更大步伐")
    [edit] = [edit for edit in changed.block_edits[i] if edit.kind == EditKind.CORRECTED]
    assert (edit.before, edit.after) == ("新", "更大")
    assert texts(changed)[:i] + texts(changed)[i + 1:] == texts(document)[:i] + texts(document)[i + 1:]
    assert all_undone(changed) == FILE


@pytest.mark.parametrize("text", ["", " 　", "一\n二", "坏\x00字", "坏\x1b字", "坏\ud800字"])
def test_a_block_is_one_line_that_can_be_kept(document, text):
    with pytest.raises(Refused):
        reworded(document, 3, text)


def test_a_split_block_is_two_and_loses_the_space_between(document):
    i = at(document, "这一年")
    spaced = reworded(document, i, "前一句。 后一句。")
    parted = split(spaced, i, 4)
    assert texts(parted)[i:i + 2] == ["前一句。", "后一句。"]
    assert len(parted.blocks) == len(document.blocks) + 1
    assert all_undone(parted) == FILE


@pytest.mark.parametrize("offset", [0, -1, 10_000])
def test_a_block_cannot_be_split_outside_itself(document, offset):
    with pytest.raises(Refused):
        split(document, 3, offset)


def test_joining_what_was_split_leaves_nothing_behind(document):
    i = at(document, "这一年")
    assert joined(split(document, i, 10), i) == document


def test_the_last_block_has_nothing_to_join(document):
    with pytest.raises(Refused):
        joined(document, len(document.blocks) - 1)


@pytest.mark.parametrize("to", [0, 3, -1])
def test_a_moved_block_stands_elsewhere_with_its_edit(document, to):
    i, to = at(document, "二、"), to % len(document.blocks)
    changed = moved(document, i, to)
    expected = texts(document)
    expected.insert(to, expected.pop(i))
    assert texts(changed) == expected
    assert EditKind.MOVED in {edit.kind for edit in changed.block_edits[to]}
    assert all_undone(changed) == FILE


def test_a_moved_block_is_misplaced_no_more(document):
    flagged = emendations.replace(document, blocks=tuple(emendations.replace(b, flags=(Flag.MISPLACED,)) for b in document.blocks))
    assert moved(flagged, 2, 4).blocks[4].flags == ()


@pytest.mark.parametrize("to", [-1, 100])
def test_a_block_cannot_be_moved_outside_the_text(document, to):
    with pytest.raises(Refused):
        moved(document, 2, to)


def test_a_dropped_block_is_told_as_what_it_was(document):
    i = at(document, "各位代表")
    changed = dropped(document, i, EditKind.COPY)
    assert texts(changed) == texts(document)[:i] + texts(document)[i + 1:]
    assert EditKind.COPY in {edit.kind for edit in changed.edits}
    assert all_undone(changed) == FILE


def test_the_only_block_cannot_be_dropped(document):
    while len(document.blocks) > 1:
        document = dropped(document, 0)
    with pytest.raises(Refused):
        dropped(document, 0)


def test_a_heading_called_body_opens_no_section(document):
    i = at(document, "二、")
    changed = of_kind(document, i, BlockKind.BODY)
    assert changed.blocks[i].kind == BlockKind.BODY
    assert len(changed.sections) == len(document.sections) - 1
    assert of_kind(changed, i, BlockKind.HEADING) == document


def test_an_undone_edit_reads_as_in_the_file(document):
    edit = next(edit for edit in tape_of(document).edits if "点击:95" in edit.before)
    restored = undone(document, edit.start, edit.end)
    assert "点击:95" in texts(restored)
    assert len(restored.blocks) == len(document.blocks) + 1
    assert all_undone(restored) == FILE


def test_an_undone_joint_parts_the_sentence_again(document):
    edit = next(edit for edit in tape_of(document).edits if edit.kind == EditKind.REJOINED)
    restored = undone(document, edit.start, edit.end)
    assert [text for text in texts(restored) if text in CUT] == CUT
    assert all_undone(restored) == FILE


def test_what_is_no_edit_cannot_be_undone(document):
    with pytest.raises(Refused):
        undone(document, 5, 7)


def test_a_move_is_undone_by_moving_back(document):
    changed = moved(document, 2, 4)
    edit = next(edit for edit in tape_of(changed).edits if edit.kind == EditKind.MOVED)
    with pytest.raises(Refused):
        undone(changed, edit.start, edit.end)


ACTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40), st.integers(0, 40), st.text("新字。 1a", min_size=1, max_size=6)), max_size=12)


def acted(document: Document, act: tuple[int, int, int, str]) -> Document:
    which, first, second, word = act
    i, edits = first % len(document.blocks), tape_of(document).edits
    text = document.blocks[i].text
    match which:
        case 0:
            return reworded(document, i, text[:second] + word + text[second + 3:])
        case 1:
            return split(document, i, second)
        case 2:
            return joined(document, i)
        case 3:
            return moved(document, i, second % len(document.blocks))
        case 4:
            return dropped(document, i)
    edit = edits[second % len(edits)]
    return undone(document, edit.start, edit.end)


@settings(deadline=None)  # a busy machine is no fault
@given(ACTS)
def test_whatever_is_done_the_extracted_text_comes_back(acts):
    document = read_document(FILE, "报告.txt")
    for act in acts:
        try:
            document = acted(document, act)
        except Refused:
            continue
        assert all_undone(document) == FILE
        assert "\n".join(texts(document)) == tape_of(document).text
        assert all(text and text == text.strip() for text in texts(document))
        assert len(document.block_edits) == len(document.blocks)
