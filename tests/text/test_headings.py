"""Numbered headings: told from prose that merely begins with a number."""
import pytest

from archive.text.headings import annexed, numbered

PART, CHAPTER, SECTION, ONE, BRACKETED, FIGURE, BRACKETED_FIGURE = range(7)


@pytest.mark.parametrize(("line", "rank", "number", "heading"), [
    ("第一部分 过去五年的工作", PART, "第一部分", "过去五年的工作"),
    ("第二部分：今后的任务", PART, "第二部分：", "今后的任务"),
    ("第三章\u3000重点任务", CHAPTER, "第三章", "重点任务"),
    ("第十二节 组织保障", SECTION, "第十二节", "组织保障"),
    ("一、2024年工作回顾", ONE, "一、", "2024年工作回顾"),
    ("一、 过去五年工作回顾", ONE, "一、", "过去五年工作回顾"),
    ("十一、深化改革", ONE, "十一、", "深化改革"),
    ("二十三、加强政府自身建设", ONE, "二十三、", "加强政府自身建设"),
    ("（一）着力扩大内需", BRACKETED, "（一）", "着力扩大内需"),
    ("(七)扎实推动共同富裕", BRACKETED, "(七)", "扎实推动共同富裕"),
    ("（十）\u3000守牢安全底线", BRACKETED, "（十）", "守牢安全底线"),
    ("1.抓好春耕备耕", FIGURE, "1.", "抓好春耕备耕"),
    ("2．稳定就业", FIGURE, "2．", "稳定就业"),
    ("12、办好实事", FIGURE, "12、", "办好实事"),
    ("(3)改造老旧小区", BRACKETED_FIGURE, "(3)", "改造老旧小区"),
    ("（4）改造管网", BRACKETED_FIGURE, "（4）", "改造管网"),
    ("1.2 农业农村", BRACKETED_FIGURE, "1.2", "农业农村"),
    ("3.1.2\u3000抓好春耕", BRACKETED_FIGURE + 1, "3.1.2", "抓好春耕"),
    ("壹、过去一年工作", ONE, "壹、", "过去一年工作"),
    ("貳、今後的任務", ONE, "貳、", "今後的任務"),
    ("一．2023年工作回顾", ONE, "一．", "2023年工作回顾"),
    ("三.加强自身建设", ONE, "三.", "加强自身建设"),
    ("㈠着力扩大内需", BRACKETED, "㈠", "着力扩大内需"),
    ("⒉稳定就业", FIGURE, "⒉", "稳定就业"),
])
def test_a_line_that_is_a_heading_gives_rank_number_and_words(line, rank, number, heading):
    found = numbered(line)
    assert found
    assert (found.rank, found.number, found.heading, found.is_run_in) == (rank, number, heading, False)


@pytest.mark.parametrize(("line", "heading"), [
    ("（一）稳住经济大盘。坚持稳中求进，抓好各项工作。", "稳住经济大盘"),
    ("(二)加快重振制造,筑牢产业根基。以更大力度改旧育新。", "加快重振制造,筑牢产业根基"),
    ("一、推进改革！我们要敢闯敢试。", "推进改革"),
    ("1.办好学校。新建十所。", "办好学校"),
])
def test_a_run_in_heading_reaches_to_the_first_full_stop(line, heading):
    found = numbered(line)
    assert found
    assert (found.heading, found.is_run_in) == (heading, True)


def test_a_heading_that_only_ends_in_a_full_stop_is_not_run_in():
    found = numbered("（三）推进城镇污水治理。")
    assert found
    assert (found.heading, found.is_run_in) == ("推进城镇污水治理", False)


@pytest.mark.parametrize("line", [
    "",
    "一",
    "一、",
    "（二）",
    "3.",
    "2024年工作回顾",
    "2024.12.30",
    "1.5万亿元的总量",
    "10.5%的增速",
    "6.5 个百分点",
    "3.2 亿元",
    "一是抓项目",
    "一方面要稳",
    "第一，坚持党的领导",
    "第三产业增加值增长6%",
    "第十四届全国人民代表大会",
    "二〇二四年工作回顾",
    "——经济运行稳中向好",
    "（略）",
    "（记者张平）",
    "一年来，我们主要做了以下工作",
    "一、二、三产业增加值分别增长4%、5%和6%。",
    "政府工作报告（一）",
])
def test_other_lines_are_no_numbered_headings(line):
    assert numbered(line) is None


def test_a_numbered_sentence_longer_than_any_heading_is_prose():
    assert numbered("一、" + "全市上下要认真学习深入领会" * 6 + "，不断开创新局面。") is None


def test_ranks_rise_from_part_to_bracketed_figure():
    ranks = [numbered(mark + "工作安排").rank for mark in ("第一部分 ", "第一章 ", "第一节 ", "一、", "（一）", "1.", "（1）")]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("line", ["附件：2024年重点项目表", "附件2：重点任务分解.doc", "附表：主要指标", "附：重点项目"])
def test_an_annex_may_say_what_it_is_on_its_line(line):
    assert annexed(line)


@pytest.mark.parametrize("line", ["附件：1.某方案", "附则：本办法自发布之日起施行。", "附近：村庄", "附件：本表所列项目，以批复为准。"])
def test_lists_of_annexes_and_sentences_are_none(line):
    assert not annexed(line)


@pytest.mark.parametrize("line", [
    "《政府工作报告》有关名词注解", "名词解释（以文中出现先后为序）", "附件：政府工作报告相关用语说明", "《政府工作报告》注释", "名词术语解释"])
def test_a_glossary_goes_by_many_names(line):
    assert annexed(line)


@pytest.mark.parametrize("line", ["注释", "有关情况说明", "名词解释权归县政府所有", "用语规范，说明清楚。"])
def test_what_only_resembles_a_glossary_s_name_is_none(line):
    assert not annexed(line)
