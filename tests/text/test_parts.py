"""Which part of a work report a heading opens."""
import pytest

from archive.text.blocks import Block, Section
from archive.text.parts import part_of_heading, states_targets, with_parts
from archive.text.vocabulary import BlockKind, Part


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
    ("2019年主要工作完成情况", Part.REVIEW),
    ("年度目标任务完成情况", Part.REVIEW),
    ("一九九四年工作的基本情况", Part.REVIEW),
    ("2013年国民经济和社会发展情况", Part.REVIEW),
    ("2025年主要工作和“十四五”发展成就", Part.REVIEW),
    ("“八五”期间的主要成就", Part.REVIEW),
    ("主要成绩和经验", Part.REVIEW),
    ("今年以来的工作", Part.REVIEW),
    ("回眸二〇二一，我们砥砺奋进", Part.REVIEW),
    ("2035年远景目标", Part.TARGETS),
    ("2023年经济社会发展预期指标", Part.TARGETS),
    ("主要经济指标", Part.TARGETS),
    ("计划的任务和主要指标", None),
    ("坚决完成脱贫攻坚目标任务", None),
    ("实现2021年目标任务的主要措施", Part.PLAN),
    ("展望二〇二二，我们信心满怀", Part.PLAN),
    ("新一年的工作", Part.PLAN),
    ("突出抓好九个方面工作", Part.PLAN),
    ("认真做好换届之年的各项工作", Part.PLAN),
    ("加强政府自身改革和建设", Part.SELF),
    ("建设让人民更加满意的政府", Part.SELF),
    ("改进作风，勤政为民", Part.SELF),
    ("从严治政，打造清廉政府", Part.SELF),
    ("加强政府工作，改进机关作风", Part.SELF),
    ("加强勤政廉政建设", Part.SELF),
    ("加强廉政建设和反腐败工作", None),
    ("推进数字政府建设", None),
    ("加快建设数字政府", None),
    ("2022年某县政府工作报告", None),
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


def test_a_year_s_work_looks_back_where_only_what_follows_plans():
    assert parts_of("关于2008年的工作", "今年的主要任务", "加强政府自身建设") == [Part.REVIEW, Part.PLAN, Part.SELF]


def test_what_is_to_be_achieved_is_no_review():
    headings = ("2021年工作回顾", "2022年工作总体要求", "聚焦产业，在工业发展上取得新成效", "聚焦民生，在共同富裕上取得新进展", "存在的困难和问题")
    assert parts_of(*headings) == [Part.REVIEW, Part.TARGETS, Part.PLAN, Part.PLAN, Part.REVIEW]


def test_what_stands_below_what_is_to_be_achieved_is_no_review_either():
    sections = [Section("", "2021年工作回顾", 1, None, Part.REVIEW), Section("", "2022年工作安排", 1, None, Part.PLAN),
                Section("", "在乡村振兴上取得新成效", 1, None, Part.REVIEW), Section("", "抓产业", 2, 3, Part.REVIEW)]
    blocks = [Block(BlockKind.BODY, "发展特色产业。", 4, Part.REVIEW)]
    told, parts = with_parts(blocks, [Section(), *sections])
    assert [block.part for block in told] == [Part.PLAN]
    assert parts[4].part == Part.PLAN


def test_targets_named_below_targets_stay_targets():
    sections = [Section("", "2021年工作回顾", 1, None, Part.REVIEW), Section("", "2022年的工作思路、目标和任务", 1, None, Part.TARGETS),
                Section("", "主要目标", 2, 2, Part.TARGETS), Section("", "抓项目", 2, 2, Part.TARGETS)]
    assert [section.part for section in with_parts([], [Section(), *sections])[1][3:]] == [Part.TARGETS, Part.PLAN]


@pytest.mark.parametrize("headings", [
    ("2024年工作", "加强政府自身建设"), ("2024年工作总体要求", "2025年展望"), ("奋力实现2024年良好开局", "2024年的举措")])
def test_without_a_later_year_or_with_a_part_of_its_own_it_does_not(headings):
    assert parts_of(*headings)[0] != Part.REVIEW


@pytest.mark.parametrize(("stated", "dashed", "part"), [
    ("主要目标：生产总值增长7%，财政收入增长5%。", "——突出抓好工业，新建园区三个。", Part.PLAN),
    ("主要目标：生产总值增长7%，财政收入增长5%。", "——城乡居民收入增长8%。", Part.TARGETS),
    ("今年的主要预期目标是：", "——突出抓好工业，新建园区三个。", Part.TARGETS)])
def test_dashes_below_targets_that_are_whole_list_targets_only_with_figures_of_growth(stated, dashed, part):
    section = Section("二、", "2022年工作安排", 1, None, Part.PLAN)
    blocks = [Block(BlockKind.BODY, text, 1, Part.PLAN) for text in (stated, dashed)]
    assert [block.part for block in with_parts(blocks, [Section(), section])[0]] == [Part.TARGETS, part]


def test_what_is_to_be_achieved_in_a_part_that_names_none_is_no_review():
    sections = [Section("", "2021年工作回顾", 1, None, Part.REVIEW), Section("", "2022年，我们乘势而上", 1, None, None),
                Section("", "在城乡融合上取得新进展", 2, 2, Part.REVIEW), Section("", "存在的困难和问题", 2, 2, Part.REVIEW)]
    assert [section.part for section in with_parts([], [Section(), *sections])[1][2:]] == [Part.PLAN, Part.PLAN, Part.REVIEW]


def test_what_was_achieved_in_a_first_part_that_names_none_is_one():
    sections = [Section("", "砥砺奋进写新篇", 1, None, None), Section("", "工业发展取得新成效", 2, 1, Part.REVIEW), Section("", "2022年工作安排", 1, None, Part.PLAN)]
    assert [section.part for section in with_parts([], [Section(), *sections])[1][2:]] == [Part.REVIEW, Part.PLAN]


def test_a_first_section_on_the_work_of_a_time_looks_back_where_a_later_one_plans():
    headings = ("本届政府开局之年的工作", "2025年工作安排")
    sections = [Section(), *(Section(f"{n}、", heading, 1, None, part_of_heading(heading)) for n, heading in zip("一二", headings, strict=True))]
    _, parted = with_parts([], sections)
    assert [section.part for section in parted[1:]] == [Part.REVIEW, Part.PLAN]
