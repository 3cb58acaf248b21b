"""Spaces between all characters and signs without width go, each as an edit; room that means something stays."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.document import read_document
from archive.text.spread import spread_changes
from archive.text.tape import Tape, undone
from archive.text.vocabulary import Kind, Part

TOLD = "过去一年，我们坚持稳中求进，统筹推进各项工作，生产总值增长6.2%，经济社会发展取得新的成绩，群众生活持续改善。"
REPORT = f"""渭源县2024年政府工作报告
——2024年1月9日在渭源县第十九届人民代表大会第四次会议上
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、2023年工作回顾
{TOLD}
二、2024年工作安排
{TOLD}"""


def wide(text: str, gap: str = " ") -> str:
    return "\n".join(gap.join(line) for line in text.split("\n"))


def changed(text: str) -> str:
    tape = Tape(text).change(spread_changes(text))
    assert undone(tape.text, tape.edits) == text
    return tape.text


@pytest.mark.parametrize("gap", [" ", "\u3000", "\u00a0"])
def test_a_report_set_wide_throughout_is_read_like_one_that_is_not(gap):
    document = read_document(wide(REPORT, gap), "文件.txt")
    assert "\n".join(block.text for block in document.blocks) == REPORT
    assert (document.identity.kind, document.identity.place, document.identity.year) == (Kind.WORK_REPORT, "621123", 2024)
    assert [section.part for section in document.sections if section.level] == [Part.REVIEW, Part.PLAN]


def test_wider_room_within_a_wide_line_parts_its_words():
    assert changed(f"{wide(REPORT)}\n县 长   张 某 某").endswith("\n县长   张某某")


def test_latin_words_keep_their_room():
    assert changed(f"{wide(REPORT)}\n推 进 A I 与 W T O 规 则 对 接 ， 增 长 5 . 1 %").endswith("\n推进A I与W T O规则对接，增长5.1%")


@pytest.mark.parametrize("text", [
    f"政 府 工 作 报 告\n{REPORT}", f"{REPORT}\n第 二 产 业", REPORT.replace("，", "， "), "张 三　李 四　王 五", "GDP and growth in the county"])
def test_a_text_that_is_not_wide_throughout_keeps_its_room(text):
    assert changed(text) == text


def test_signs_without_width_go():
    assert changed(f"\ufeff（一）\u200b农业\u00ad发展。\u2060\n{REPORT}") == f"（一）农业发展。\n{REPORT}"


def test_a_joiner_that_shapes_letters_stays():
    assert changed("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 " + REPORT).startswith("\u0645\u06cc\u200c")


@given(st.text("过去一年 \u3000\u200b\ufeffAI.5\n", max_size=200))
def test_whatever_is_taken_out_comes_back(text):
    tape = Tape(text).change(spread_changes(text))
    assert undone(tape.text, tape.edits) == text


@pytest.mark.parametrize("line", ["一 、 2 0 2 4 年 工 作 回 顾", "（ 二 ） 发 展 工 业", "各 位 代 表 ：", "2 0 2 5 年 工 作 安 排"])
def test_a_heading_or_salutation_set_wide_among_other_lines_is_set_close(line):
    assert changed(f"{line}\n{TOLD * 3}") == f"{''.join(line.split())}\n{TOLD * 3}"


@pytest.mark.parametrize("line", ["县 长 王 小 明", "第 二 产 业", "某 县 志"])
def test_other_words_set_wide_among_other_lines_keep_their_room(line):
    assert changed(f"{line}\n{TOLD * 3}") == f"{line}\n{TOLD * 3}"
