"""Lines cut by the edge of a column are made paragraphs again; lines that are whole stay."""
import time

import pytest

from archive.text.document import read_document
from archive.text.lines import lines
from archive.text.wrapping import column, width

PARAGRAPHS = [
    "一、五年来政府工作的回顾",
    "过去的五年，全市人民在市委的领导下开拓进取，锐意创新，全面完成了各项任务，国民经济和社会事业稳步发展，改革开放取得显著成绩，城乡面貌发生很大变化。",
    "（一）农业生产连年丰收。粮食总产量达到二十六亿斤，比上年增长8.5%，农民人均纯收入净增一百一十元，物质文化生活明显改善。",
    "（二）工业生产稳步增长。工业总产值达到三十五亿元，其中乡镇企业的比重由百分之二十上升到百分之三十六，经济效益有所提高。",
    "二、今后五年的奋斗目标",
    "今后五年，我市的目标是：国民生产总值达到六十亿元，财政收入突破五亿元，农民人均纯收入达到一千八百元，提前实现小康。",
    "三、加强政府自身建设",
    "各级政府要牢固树立全心全意为人民服务的思想，转变作风，勤政廉政，深入基层调查研究，为群众办实事办好事，接受群众监督。",
]
HEAD = ["政府工作报告", "——1993年3月8日在东川市第三届人民代表大会第一次会议上", "市长 王大山", "各位代表："]


def wrapped(text: str, wide: int) -> list[str]:
    first = wide + 2 * text.startswith("    ")
    return [text[:first], *(text[at:at + wide] for at in range(first, len(text), wide))]


@pytest.mark.parametrize("indent", ["", "    ", "　　"])
@pytest.mark.parametrize("wide", [16, 18, 20, 24, 26, 28, 34])
def test_a_text_set_in_a_column_gets_its_paragraphs_back(wide, indent):
    text = "\n".join([*HEAD, *(line for paragraph in PARAGRAPHS for line in wrapped(indent + paragraph, wide))])
    assert [block.text for block in read_document(text, "a.txt").blocks[len(HEAD):]] == PARAGRAPHS


def test_figures_may_count_as_much_as_other_characters():
    paragraphs = [f"（{n}）农业连年丰收。全市粮食总产量达到{i}.{i}亿斤，比上年增长{i}.5%，新建水库{i}00座，人民生活明显改善。" for i, n in enumerate("一二三四五六七", 1)]
    text = "\n".join([*HEAD, *(line for paragraph in paragraphs for line in wrapped("　　" + paragraph, 20))])
    assert [block.text for block in read_document(text, "a.txt").blocks[len(HEAD):]] == paragraphs


@pytest.mark.parametrize(("wide", "many"), [(24, 3), (26, 2), (28, 2)])
def test_the_measure_that_more_lines_fill_is_the_columns(wide, many):
    """Of lines of as many characters those with many figures are narrow, and would pass for the ends of paragraphs."""
    figures = [f"（{n}）今年全旗主要预期目标为：地区生产总值增长6%，社会消费品零售总额增长12.5%，居民收入增长10.25%，新建学校{i}0所，改造道路35.5公里，群众满意度不断提高。"
               for i, n in enumerate("一二三"[:many], 2)]
    paragraphs = [*PARAGRAPHS, *figures]
    text = "\n".join([*HEAD, *(line for paragraph in paragraphs for line in wrapped("　　" + paragraph, wide))])
    assert [block.text for block in read_document(text, "a.txt").blocks[len(HEAD):]] == paragraphs


@pytest.mark.parametrize("found", [
    [*HEAD, *PARAGRAPHS * 3],
    [f"某县召开第{i}次全县工作会议部署有关事项" for i in range(40)],
    [f"第{i}项任务要抓紧抓好，确保按期完成。" for i in range(10, 50)],
    [f"新建学校{i}所，改造道路{i}条，" if i % 2 else "办好民生实事，改善群众生活。" for i in range(10, 50)],
    [f"某某镇第{i}中学，教育局，三百万元" if i % 5 else f"第{i}中学，教育局" for i in range(10, 60)],
    [],
])
def test_lines_that_are_whole_make_no_column(found):
    assert column(lines("\n".join(found))) is None


def test_a_heading_as_wide_as_the_column_is_not_drawn_into_what_follows():
    body = [line for paragraph in PARAGRAPHS[1:4] * 2 for line in wrapped(paragraph, 20)]
    heading = "（三）大力发展外向型经济努力扩大出口创汇"
    text = "\n".join([*HEAD, *body, heading, "1.办好园区。建成园区十个。"])
    assert len(heading) == 20
    assert heading in [block.text for block in read_document(text, "a.txt").blocks]


def test_where_indents_begin_paragraphs_a_sentence_may_end_at_the_edge():
    whole = "全市上下团结一心艰苦奋斗。这一年很不平凡，成绩来之不易，值得倍加珍惜。"
    body = [line for paragraph in (*PARAGRAPHS, whole) for line in wrapped("　　" + paragraph, 15)]
    assert "　　全市上下团结一心艰苦奋斗。" in body
    assert whole in [block.text for block in read_document("\n".join([*HEAD, *body]), "a.txt").blocks]


def test_a_han_character_is_twice_as_wide_as_a_figure():
    assert (width("增长8%"), width("“九五”")) == (6, 8)


def test_a_text_of_many_lines_is_measured_at_once():
    found = lines("\n".join("全市上下团结一心，艰苦奋斗" for _ in range(10_000)))
    start = time.process_time()
    column(found)
    assert time.process_time() - start < 2
