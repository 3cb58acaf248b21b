"""A text saved several times over in one file is read once; what only resembles a copy stays."""
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.copies import copy_changes
from archive.text.tape import Tape, undone

REPORT = [
    "某市政府工作报告",
    "各位代表：",
    "现在，我代表市人民政府向大会报告工作，请予审议。",
    "一、过去一年工作回顾",
    *(f"这一年第{i}件大事是办好了民生实事，全市新增就业{i}万人，新建学校{i}所，改造老旧小区{i}个。" for i in range(1, 9)),
    "二、今年工作安排",
    *(f"今年第{i}项任务是抓好重点项目，计划开工{i}个大项目，完成投资{i}百亿元，带动就业{i}千人。" for i in range(1, 9)),
]


def without_copies(text: str) -> tuple[str, int]:
    changes, dropped = copy_changes(text)
    tape = Tape(text).change(changes)
    assert undone(tape.text, tape.edits) == text
    assert all(edit.kind == "copy" for edit in tape.edits)
    return tape.text, dropped


def said(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("copies", [2, 3, 8])
@pytest.mark.parametrize("seam", ["\n", "\n\n", "\n\n\n\n", "\n \n"])
def test_of_identical_copies_the_first_stays(copies, seam):
    text, dropped = without_copies(seam.join(["\n".join(REPORT)] * copies))
    assert text == "\n".join(REPORT)
    assert dropped == copies - 1


def test_all_copies_go_as_one_edit():
    changes, _ = copy_changes("\n".join(REPORT * 5))
    assert len(changes) == 1


def test_what_stands_before_and_after_the_copies_stays():
    text, dropped = without_copies("\n".join(["来源：某市日报", *REPORT * 3, "（记者王平）"]))
    assert said(text) == ["来源：某市日报", *REPORT, "（记者王平）"]
    assert dropped == 2


def test_blank_lines_and_indents_do_not_hide_a_copy():
    text, dropped = without_copies("\n".join(REPORT) + "\n" + "\n\n".join("\u3000\u3000" + line for line in REPORT))
    assert said(text) == REPORT
    assert dropped == 1


@pytest.mark.parametrize("kept_lines", [3, 8, 20])
def test_a_last_copy_that_breaks_off_goes_too(kept_lines):
    text, dropped = without_copies("\n".join(REPORT * 2 + REPORT[:kept_lines]))
    assert said(text) == REPORT
    assert dropped >= 1


def test_a_last_copy_that_breaks_off_within_a_line_goes_too():
    text, _ = without_copies("\n".join([*REPORT * 2, *REPORT[:9], REPORT[9][:12]]))
    assert said(text) == REPORT


@pytest.mark.parametrize("lines", [
    [],
    ["某市政府工作报告"],
    REPORT,
    [*REPORT, *reversed(REPORT)],
    [*REPORT, *REPORT[::2], *REPORT[1::2]],
    REPORT[:4] * 2,
    ["我们走在路上", "向着远方", "不停歇"] * 6,
    [line for part in REPORT for line in (part, "各位代表：")],
], ids=["nothing", "a title", "one text", "reversed", "another order", "an opening twice", "a refrain", "a salutation often"])
def test_what_is_no_copy_stays(lines):
    text = "\n".join(lines)
    assert copy_changes(text) == ([], 0)


def test_a_copy_that_differs_in_a_line_is_not_dropped():
    other = [*REPORT[:9], "这一年第五件大事是办好了民生实事，全市新增就业七万人。", *REPORT[10:]]
    text, _ = without_copies("\n".join(REPORT + other))
    assert other[9] in text


def test_another_text_that_begins_alike_behind_the_copies_stays_whole():
    other = [*REPORT[:3], "这是另一份报告的正文，与前面的报告没有相同的段落。"]
    text, dropped = without_copies("\n".join(REPORT * 2 + other))
    assert said(text) == [*REPORT, *other]
    assert dropped == 1


@given(st.lists(st.sampled_from(REPORT), max_size=60))
def test_no_line_is_lost_with_the_copies(lines):
    text, _ = without_copies("\n".join(lines))
    assert set(said(text)) == set(lines)


@pytest.mark.parametrize("lines_of_it", [12, 15])
def test_a_text_that_begins_again_behind_its_end_stops_there(lines_of_it):
    again = REPORT[:lines_of_it]
    assert without_copies("\n".join([*REPORT, *again])) == ("\n".join(REPORT), 0)
    assert without_copies("\n".join([*REPORT, *again[:-1], again[-1][:9]])) == ("\n".join(REPORT), 0)


@pytest.mark.parametrize("head", [["某市政府工作报告（全文）"], ["2022年某市政府工作报告"], []])
def test_a_copy_may_have_another_title_or_none(head):
    assert without_copies("\n".join([*REPORT, *head, *REPORT[1:]]))[0] == "\n".join(REPORT)


def test_a_line_between_text_and_copy_that_is_no_title_stays():
    text, _ = without_copies("\n".join([*REPORT, "来源：某市日报", *REPORT[1:]]))
    assert said(text) == [*REPORT, "来源：某市日报"]


def test_a_line_that_stands_there_without_end_takes_no_longer_than_others():
    start = time.process_time()
    copy_changes("某市政府工作报告\n甲\n" * 20_000)
    assert time.process_time() - start < 2


ORDER = ["某市政务数据管理办法", "某市人民政府令", "（第16号）", "《某市政务数据管理办法》已经审议通过，现予公布。", "市长 王平"]
ARTICLES = [f"第{i}条 各部门依法办理第{i}项数据事务。" for i in "一二三四五六"]


def test_a_regulation_has_its_title_once():
    assert said(without_copies("\n".join([*ORDER, "　某市政务数据管理办法", *ARTICLES]))[0]) == ORDER + ARTICLES
