"""Two versions side by side: every paragraph in one pair, every character in one run."""
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.alignment import Fate, How, aligned, differences
from archive.text.tokens import token_text

ROADS = "去年新建城乡公路四百二十公里，改造危桥三十六座，所有乡镇都通了硬化路。"
SCHOOLS = "新增公办幼儿园学位一万二千个，义务教育学校大班额全部消除。"
WATER = "完成老旧供水管网更新九十公里，农村自来水普及率达到百分之九十四。"
AIR = "空气质量优良天数比例提高三个百分点，十二条黑臭水体基本消除。"
TRADE = "外贸进出口总额同比增长一成，跨境电商综合试验区挂牌运行。"


def shape(old: list[str], new: list[str]) -> list[tuple]:
    return [(pair.how, pair.old, pair.new) for pair in aligned(old, new)]


def test_equal_versions_are_the_same_throughout():
    assert shape([ROADS, WATER], [ROADS, WATER]) == [(How.SAME, (0,), (0,)), (How.SAME, (1,), (1,))]


def test_spacing_alone_changes_no_paragraph():
    assert shape(["　　各位代表："], ["各位 代表："]) == [(How.SAME, (0,), (0,))]


def test_a_changed_figure_changes_its_paragraph_only():
    assert shape([ROADS, WATER, AIR], [ROADS, WATER.replace("九十公里", "八十公里"), AIR]) == [
        (How.SAME, (0,), (0,)), (How.CHANGED, (1,), (1,)), (How.SAME, (2,), (2,))]


def test_changed_punctuation_changes_a_paragraph():
    assert shape([ROADS], [ROADS.replace("，", "；")]) == [(How.CHANGED, (0,), (0,))]


def test_what_is_added_and_removed_stands_in_its_place():
    assert shape([ROADS, WATER, AIR], [ROADS, AIR, TRADE]) == [
        (How.SAME, (0,), (0,)), (How.REMOVED, (1,), ()), (How.SAME, (2,), (1,)), (How.ADDED, (), (2,))]


def test_what_is_removed_at_the_beginning_comes_first():
    assert shape([SCHOOLS, ROADS], [ROADS])[0] == (How.REMOVED, (0,), ())


def test_a_split_paragraph_is_known():
    assert shape([ROADS, WATER + AIR], [ROADS, WATER, AIR]) == [(How.SAME, (0,), (0,)), (How.SPLIT, (1,), (1, 2))]


def test_joined_paragraphs_are_known():
    assert shape([WATER, AIR, TRADE], [WATER + AIR, TRADE]) == [(How.JOINED, (0, 1), (0,)), (How.SAME, (2,), (1,))]


def test_a_boundary_that_moved_is_known():
    short = "农村供水管网更新九十公里。"
    assert shape([ROADS + SCHOOLS, short], [ROADS, SCHOOLS + short]) == [(How.RECUT, (0, 1), (0, 1))]


def test_a_moved_paragraph_is_known():
    assert shape([ROADS, SCHOOLS, WATER, AIR], [SCHOOLS, WATER, AIR, ROADS]) == [
        (How.SAME, (1,), (0,)), (How.SAME, (2,), (1,)), (How.SAME, (3,), (2,)), (How.MOVED, (0,), (3,))]


def test_a_paragraph_moved_and_changed_is_known():
    assert (How.CHANGED, (0,), (3,)) in shape([ROADS, SCHOOLS, WATER, AIR], [SCHOOLS, WATER, AIR, ROADS.replace("去年", "过去一年")])


def test_the_same_words_many_times_are_paired_in_order():
    address = "各位代表！"
    assert shape([address, ROADS, address], [address, ROADS, address, WATER, address]) == [
        (How.SAME, (0,), (0,)), (How.SAME, (1,), (1,)), (How.SAME, (2,), (2,)), (How.ADDED, (), (3,)), (How.ADDED, (), (4,))]


def test_a_short_heading_that_changed_a_little_is_known():
    assert shape([ROADS, "二、主要目标", AIR], [ROADS, "二、主要指标", AIR])[1] == (How.CHANGED, (1,), (1,))


def test_headings_without_a_letter_in_common_are_two():
    assert {pair.how for pair in aligned(["一、回顾"], ["绿水青山"])} == {How.REMOVED, How.ADDED}


def test_the_other_script_is_a_change_and_no_removal():
    assert shape(["全面推進鄉村振興，確保糧食安全。"], ["全面推进乡村振兴，确保粮食安全。"]) == [(How.CHANGED, (0,), (0,))]


def test_nothing_is_aligned_with_nothing():
    assert aligned([], []) == []


PARAGRAPHS = st.lists(st.text("甲乙丙丁戊，。12 \n", max_size=12) | st.sampled_from([ROADS, WATER, WATER + AIR, AIR, TRADE]), max_size=12)


@given(PARAGRAPHS, PARAGRAPHS)
def test_every_paragraph_is_in_one_pair(old, new):
    pairs = aligned(old, new)
    assert sorted(i for pair in pairs for i in pair.old) == list(range(len(old)))
    assert sorted(j for pair in pairs for j in pair.new) == list(range(len(new)))


@given(PARAGRAPHS, PARAGRAPHS)
def test_same_and_moved_are_equal_and_nothing_equal_is_lost(old, new):
    pairs = aligned(old, new)
    for pair in pairs:
        if pair.how in (How.SAME, How.MOVED):
            assert [token_text(old[i]) for i in pair.old] == [token_text(new[j]) for j in pair.new]
    left = {token_text(old[i]) for pair in pairs if pair.how not in (How.SAME, How.MOVED) for i in pair.old}
    right = {token_text(new[j]) for pair in pairs if pair.how not in (How.SAME, How.MOVED) for j in pair.new}
    assert not left & right


@given(PARAGRAPHS, PARAGRAPHS)
def test_pairs_are_called_what_they_are(old, new):
    shapes = {How.SAME: "11", How.MOVED: "11", How.CHANGED: "11", How.SPLIT: "1n", How.JOINED: "n1", How.RECUT: "nn", How.REMOVED: "10", How.ADDED: "01"}
    for pair in aligned(old, new):
        assert "".join("n" if len(side) > 1 else str(len(side)) for side in (pair.old, pair.new)) == shapes[pair.how]


def runs(old: str, new: str, **how: bool) -> list[tuple[str, str]]:
    return [(run.fate, run.text) for run in differences(old, new, **how)]


def test_numbers_are_marked_whole():
    assert runs("增长5.5%，", "增长15.5%，") == [("kept", "增长"), ("removed", "5.5"), ("added", "15.5"), ("kept", "%，")]


def test_one_wrong_character_is_marked_alone():
    assert runs("覆盖率达到九成以上", "覆盖率大到九成以上") == [("kept", "覆盖率"), ("removed", "达"), ("added", "大"), ("kept", "到九成以上")]


def test_a_character_equal_by_chance_splits_no_change():
    assert runs("农业的丰收。", "工厂的开工。") == [("removed", "农业的丰收"), ("added", "工厂的开工"), ("kept", "。")]


def test_punctuation_counts_unless_it_is_set_aside():
    assert runs("稳中求进,提质增效", "稳中求进，提质增效") == [("kept", "稳中求进"), ("removed", ","), ("added", "，"), ("kept", "提质增效")]
    assert runs("稳中求进,提质增效", "稳中求进，提质增效", letters_only=True) == [("kept", "稳中求进,提质增效")]


@pytest.mark.parametrize(("old", "new"), [("３．５亿元", "3.5亿元"), ("糧食 產量", "粮食产量"), ("（一）“十四五”", "(一)「十四五」"), ("3,420", "3420")])
def test_width_script_and_thousands_commas_are_set_aside(old, new):
    assert {fate for fate, _ in runs(old, new, letters_only=True)} == {"kept"}


@pytest.mark.parametrize(("old", "new"), [("增长3.12%", "增长312%"), ("增长3%", "增长3‰"), ("增长-3%", "增长3%")])
def test_a_sign_that_changes_a_number_is_never_set_aside(old, new):
    assert {fate for fate, _ in runs(old, new, letters_only=True)} > {"kept"}


def test_signs_behind_a_replaced_word_are_not_part_of_it():
    assert runs("修路九公里，通桥三座。", "修路九千米,通桥三座。", letters_only=True) == [
        ("kept", "修路九"), ("removed", "公里"), ("added", "千米"), ("kept", "，通桥三座。")]


def without(fate: Fate, found: list) -> str:
    return "".join(run.text for run in found if run.fate != fate)


TEXTS = st.text("甲乙丙丁，。1234.% \n，㎡①", max_size=60) | st.text(max_size=30)


@given(TEXTS, TEXTS)
def test_runs_make_both_texts_again(old, new):
    found = differences(old, new)
    assert without(Fate.ADDED, found) == old
    assert without(Fate.REMOVED, found) == new


@given(TEXTS, TEXTS)
def test_with_signs_set_aside_the_old_text_stays_whole(old, new):
    assert without(Fate.ADDED, differences(old, new, letters_only=True)) == old


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert {run.fate for run in differences(text, text)} <= {Fate.KEPT}
    assert {run.fate for run in differences(text, text, letters_only=True)} <= {Fate.KEPT}


HOSTILE = [
    (["的"] * 3000, ["的", "了"] * 1500),
    ([f"第{n}段" for n in range(3000)], [f"第{n}段" for n in reversed(range(3000))]),
    ([f"{n}增长百分之五" for n in range(2000)], [f"{n}增长百分之六" for n in range(2000)]),
    (["甲乙" * 50_000], ["乙甲" * 50_000]),
    (["".join(chr(0x4E00 + (n * n + k) % 20000) for n in range(100)) for k in range(1000)],
     ["".join(chr(0x4E00 + (n * n + k) % 20000) for n in range(0, 200, 2)) for k in range(1000)]),
]


@pytest.mark.parametrize(("old", "new"), HOSTILE, ids=["one word", "reversed", "formula", "two letters", "shuffled"])
def test_unkind_texts_take_no_longer(old, new):
    """A hundredth of what comparing everything with everything would take, on a slow and busy machine."""
    start = time.process_time()
    aligned(old, new)
    differences("\n".join(old), "\n".join(new))
    assert time.process_time() - start < 6
