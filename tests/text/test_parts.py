"""Which part of a work report a heading opens."""
import pytest

from archive.text.blocks import Section
from archive.text.parts import part_of_heading, states_targets, with_parts
from archive.text.vocabulary import Part


@pytest.mark.parametrize(("heading", "part"), [
    ("2024年工作回顾", Part.REVIEW),
    ("过去一年工作回顾", Part.REVIEW),
    ("过去五年政府工作回顾", Part.REVIEW),
    ("一年来的工作", Part.REVIEW),
    ("去年工作情况", Part.REVIEW),
    ("关于过去五年的政府工作", Part.REVIEW),
    ("2024 年工作回顾", Part.REVIEW),
    ("过去五年国内工作的基本总结", Part.REVIEW),
    ("2025年工作总体要求和主要目标", Part.TARGETS),
    ("2025年总体要求", Part.TARGETS),
    ("今后五年发展的目标任务", Part.TARGETS),
    ("2025年工作总体要求和预期目标", Part.TARGETS),
    ("奋斗目标", Part.TARGETS),
    ("2025年工作安排", Part.PLAN),
    ("2025年重点工作", Part.PLAN),
    ("2025年目标任务和重点工作", Part.PLAN),
    ("2025年主要任务", Part.PLAN),
    ("2017年的重点工作", Part.PLAN),
    ("关于2025年工作", Part.PLAN),
    ("扎实做好今年各项工作", Part.PLAN),
    ("今后五年的主要任务", Part.PLAN),
    ("加强政府自身建设", Part.SELF),
    ("锲而不舍加强政府自身建设", Part.SELF),
    ("努力建设人民满意政府", Part.SELF),
    ("全面提升政府治理效能", Part.SELF),
    ("全面提升政府现代化治理水平", Part.SELF),
    ("加强行政能力建设和政风建设", Part.SELF),
    ("切实改进政府工作", Part.SELF),
    ("一九九二年的任务", Part.PLAN),
    ("二○○八年工作安排", Part.PLAN),
    ("一九九一年工作回顾", Part.REVIEW),
    ("存在的问题和不足", Part.REVIEW),
    ("工作中面临的困难", Part.REVIEW),
    ("首先报告２００１年的工作", Part.REVIEW),
    ("关于1 9 9 8 年政府工作的建议", Part.PLAN),
    ("2025年目标任务和主要工作", Part.PLAN),
    ("2025年工作总体思路", Part.TARGETS),
    ("当前的经济形势", None),
    ("稳住经济大盘", None),
    ("强产业 夯实根基", None),
    ("", None),
])
def test_a_heading_opens_the_part_it_names(heading, part):
    assert part_of_heading(heading) == part


@pytest.mark.parametrize("text", [
    "经济社会发展主要预期目标是:生产总值增长6%",
    "今年发展的主要预期目标是：生产总值增长5%左右",
    "今后五年全市发展的主要目标是：",
    "明年政府工作总体要求是:坚持稳中求进",
    "工作目标：新增就业五万人",
])
def test_targets_are_stated_in_so_many_words(text):
    assert states_targets(text)


@pytest.mark.parametrize("text", [
    "围绕上述目标，我们将突出重点",
    "完成上述目标,必须坚持稳字当头",
    "全面完成预期目标任务，交出了满意答卷",
    "加快建设区域中心城市。",
    "",
])
def test_speaking_of_targets_does_not_state_them(text):
    assert not states_targets(text)


def parts_of(*headings: str) -> list[Part | None]:
    sections = [Section("", heading, 1, None, part_of_heading(heading)) for heading in headings]
    return [section.part for section in with_parts([], [Section(), *sections])[1][1:]]


@pytest.mark.parametrize("first", ["2023年的工作", "砥砺奋进，2023年发展稳中有进", "二〇二三年的工作"])
def test_a_first_part_of_an_earlier_year_than_a_later_one_looks_back(first):
    assert parts_of(first, "实干争先，奋力实现2024年良好开局", "全面提升政府效能") == [Part.REVIEW, Part.PLAN, Part.SELF]


@pytest.mark.parametrize("headings", [
    ("2024年工作", "加强政府自身建设"), ("2024年工作总体要求", "2025年展望"), ("奋力实现2024年良好开局", "2024年的举措")])
def test_without_a_later_year_or_with_a_part_of_its_own_it_does_not(headings):
    assert parts_of(*headings)[0] != Part.REVIEW
