"""From lines to blocks and sections: kinds, the tree of headings, parts and flags."""
import pytest

from archive.text.blocks import Block, Section
from archive.text.lines import lines
from archive.text.opening import read_opening
from archive.text.structure import kinds_of, outlined
from archive.text.vocabulary import BlockKind, Flag, Kind, Part

PROSE = "这一年，我们坚持稳中求进，统筹推进各项工作，群众的获得感不断增强，各项事业取得新进步。"
PLANS = "我们将抓紧抓实，新建一批项目，办好一批实事，让群众的日子越过越好。"


def outline(text: str, kind: Kind = Kind.WORK_REPORT) -> tuple[list[Block], list[Section]]:
    found = lines(text)
    kinds = kinds_of(found, read_opening([line.text for line in found]))
    return outlined(found, kinds, kind)


def kinds_by_text(text: str, kind: Kind = Kind.ARTICLE) -> dict[str, BlockKind]:
    return {block.text: block.kind for block in outline(text, kind)[0]}


WORK_REPORT = "\n".join([
    "某市政府工作报告",
    "各位代表：",
    "现在，我代表市人民政府向大会报告工作。",
    "一、2024年工作回顾",
    PROSE,
    "（一）经济稳中有进。全年增长5%，新增就业五万人。",
    "（二）民生持续改善",
    PROSE,
    "1.办好学校。新建学校十所，改扩建学校八所。",
    "二、2025年工作安排",
    PLANS,
    "（一）力争取得产业升级新突破。新建园区三个，引进企业百家。",
    "（二）加强政府自身建设。坚持依法行政，自觉接受监督。",
    "三、加强政府自身建设",
    PLANS,
])


def test_headings_make_a_tree():
    _, sections = outline(WORK_REPORT)
    assert [(s.number, s.heading, s.level, s.parent) for s in sections] == [
        ("", "", 0, None),
        ("一、", "2024年工作回顾", 1, None),
        ("（一）", "经济稳中有进", 2, 1),
        ("（二）", "民生持续改善", 2, 1),
        ("1.", "办好学校", 3, 3),
        ("二、", "2025年工作安排", 1, None),
        ("（一）", "力争取得产业升级新突破", 2, 5),
        ("（二）", "加强政府自身建设", 2, 5),
        ("三、", "加强政府自身建设", 1, None),
    ]


def test_every_line_is_one_block_in_its_order():
    blocks, _ = outline(WORK_REPORT)
    assert [block.text for block in blocks] == WORK_REPORT.split("\n")


def test_blocks_stand_in_the_section_of_the_heading_above_them():
    blocks, _ = outline(WORK_REPORT)
    assert [block.section for block in blocks] == [0, 0, 0, 1, 1, 2, 3, 3, 4, 5, 5, 6, 7, 8, 8]


def test_a_run_in_heading_keeps_its_line_whole_as_text():
    blocks, _ = outline(WORK_REPORT)
    assert blocks[5].kind == BlockKind.BODY
    assert blocks[6].kind == BlockKind.HEADING


def test_a_heading_closes_all_below_its_rank():
    _, sections = outline("第一部分 工作回顾\n一、经济\n（一）工业\n" + PROSE + "\n二、社会\n" + PROSE + "\n第二部分 工作安排\n（一）农业\n" + PLANS)
    assert [(s.heading, s.level, s.parent) for s in sections[1:]] == [
        ("工作回顾", 1, None), ("经济", 2, 1), ("工业", 3, 2), ("社会", 2, 1), ("工作安排", 1, None), ("农业", 2, 5)]


def parts(text: str) -> list[Part | None]:
    return [section.part for section in outline(text)[1]]


def report(*sections: str) -> str:
    return "\n".join(["某市政府工作报告", "各位代表：", *(f"{section}\n{PROSE}" for section in sections)])


@pytest.mark.parametrize(("sections", "expected"), [
    (("一、2024年工作回顾", "二、2025年工作总体要求和主要目标", "三、2025年重点工作", "四、加强政府自身建设"),
     [Part.REVIEW, Part.TARGETS, Part.PLAN, Part.SELF]),
    (("一、过去五年工作回顾", "二、今后五年的目标任务", "三、2025年工作安排"), [Part.REVIEW, Part.TARGETS, Part.PLAN]),
    (("2024年工作回顾", "2025年工作安排"), [Part.REVIEW, Part.PLAN]),
    (("一、2024年工作回顾", "（一）政府自身建设得到加强", "二、2025年工作安排"), [Part.REVIEW, Part.REVIEW, Part.PLAN]),
    (("一、2024年工作回顾", "二、2025年工作安排", "（一）力争取得决定性胜利"), [Part.REVIEW, Part.PLAN, Part.PLAN]),
    (("一、2024年工作回顾", "二、2025年工作安排", "（一）回顾总结试点经验"), [Part.REVIEW, Part.PLAN, Part.PLAN]),
    (("一、2024年工作回顾", "二、2025年工作安排", "（一）加强政府自身建设"), [Part.REVIEW, Part.PLAN, Part.SELF]),
    (("一、2024年工作回顾", "二、2025年工作安排", "（一）主要预期目标", "（二）扩大内需"),
     [Part.REVIEW, Part.PLAN, Part.TARGETS, Part.PLAN]),
    (("一、2024年工作回顾", "（一）存在的问题", "二、2025年工作安排", "（一）面临的困难和问题", "（二）扩大内需"),
     [Part.REVIEW, Part.REVIEW, Part.PLAN, Part.REVIEW, Part.PLAN]),
    (("一、2024年工作回顾", "二、改革政府机构", "三、扩大开放", "四、做好外交工作"), [Part.REVIEW, Part.PLAN, Part.PLAN, Part.PLAN]),
    (("一、2024年工作回顾", "（一）安排使用资金提质增效", "二、2025年工作安排"), [Part.REVIEW, Part.REVIEW, Part.PLAN]),
])
def test_sections_of_a_work_report_know_their_part(sections, expected):
    assert parts(report(*sections))[1:] == expected


def test_blocks_before_the_first_heading_belong_to_no_part():
    blocks, sections = outline(report("一、2024年工作回顾"))
    assert sections[0].part is None
    assert {block.part for block in blocks if block.section == 0} == {None}


def test_targets_stated_within_the_plan_are_targets_with_the_dashes_that_list_them():
    target = "经济社会发展主要预期目标是："
    dashes = "——生产总值增长6%；"
    blocks, _ = outline(report("一、2024年工作回顾", "二、2025年工作安排") + f"\n{target}\n{dashes}\n{PLANS}")
    assert {block.text: block.part for block in blocks[-4:]} == {
        PROSE: Part.PLAN, target: Part.TARGETS, dashes: Part.TARGETS, PLANS: Part.PLAN}


def test_targets_of_the_past_stay_in_the_review():
    told = "主要预期目标是全面完成的，各项任务落地见效。"
    blocks, _ = outline(report("一、2024年工作回顾") + f"\n{told}\n" + "二、2025年工作安排\n" + PLANS)
    assert next(block.part for block in blocks if block.text == told) == Part.REVIEW


@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.POLICY, Kind.OTHER, Kind.STATISTICS])
def test_only_work_reports_have_parts(kind):
    blocks, sections = outline(WORK_REPORT, kind)
    assert {b.part for b in blocks} | {s.part for s in sections} == {None}


ARTICLE = "\n\n".join([
    "实干争先开新局",
    "——某市推进重点项目纪实",
    PROSE,
    "\n\n节假日, 公园里游人如织。王平",
    "强产业 夯实发展根基",
    PROSE,
    "图为某县新建的学校。",
    PROSE,
    "强民生 增进群众福祉",
    PROSE,
    "各位代表，" + PROSE,
    "数据来源：某区党工委办公室",
    "（记者王平 李大明）",
    "\n\n\n某区人才节现场",
])


@pytest.mark.parametrize(("text", "kind"), [
    ("实干争先开新局", BlockKind.TITLE),
    ("——某市推进重点项目纪实", BlockKind.SUBTITLE),
    (PROSE, BlockKind.BODY),
    ("节假日, 公园里游人如织。王平", BlockKind.CAPTION),
    ("强产业 夯实发展根基", BlockKind.HEADING),
    ("图为某县新建的学校。", BlockKind.CAPTION),
    ("强民生 增进群众福祉", BlockKind.HEADING),
    ("各位代表，" + PROSE, BlockKind.BODY),
    ("数据来源：某区党工委办公室", BlockKind.NOTE),
    ("（记者王平 李大明）", BlockKind.NOTE),
    ("某区人才节现场", BlockKind.CAPTION),
])
def test_lines_of_an_article_have_their_kinds(text, kind):
    assert kinds_by_text(ARTICLE)[text] == kind


@pytest.mark.parametrize("line", [
    "资料图：某县老街。", "▲某县老街", "图①：某县老街", "某县老街新貌 王平摄", "某县老街新貌。（王平 摄）", "春耕时节，田间地头一片繁忙。记者王平"])
def test_captions(line):
    assert kinds_by_text(f"实干争先开新局\n{PROSE}\n{line}\n{PROSE}")[line] == BlockKind.CAPTION


def test_in_a_speech_what_is_set_apart_is_no_caption():
    text = f"政府工作报告\n各位代表：\n{PROSE}\n\n\n\n关于人民的文化生活问题\n{PROSE}"
    assert kinds_by_text(text, Kind.WORK_REPORT)["关于人民的文化生活问题"] == BlockKind.HEADING


@pytest.mark.parametrize("line", [
    "说明：本表按可比价格计算。", "注：以上数据为预计数。", "（据某市日报）", "（本报记者 王平）", "资料来源：某市统计局"])
def test_notes(line):
    assert kinds_by_text(f"实干争先开新局\n{PROSE}\n{line}\n{PROSE}")[line] == BlockKind.NOTE


@pytest.mark.parametrize("line", [
    "全市上下一条心。", "我们的目标是什么？", "同志们、朋友们！让我们携手向前。", "会议强调：要抓落实，要重实干。",
    "——发展质量持续提升。", "图书馆建设步伐加快，新馆投入使用。", "说明我们的路子是对的，要坚持走下去。",
    "附近居民纷纷点赞，说这是一件大好事。", "来源于群众、服务于群众，是我们的宗旨。"])
def test_sentences_are_body(line):
    assert kinds_by_text(f"实干争先开新局\n{PROSE}\n{line}\n{PROSE}")[line] == BlockKind.BODY


@pytest.mark.parametrize("line", ["各位代表：", "各位代表!", "同志们："])
def test_a_salutation_is_one_wherever_it_stands(line):
    assert kinds_by_text(report("一、2024年工作回顾") + f"\n{line}\n{PROSE}", Kind.WORK_REPORT)[line] == BlockKind.SALUTATION


@pytest.mark.parametrize("line", ["2024年12月30日", "王平", "短。", "（此件公开发布）"])
def test_short_lines_that_head_nothing(line):
    assert kinds_by_text(f"实干争先开新局\n{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\n{line}\n{PROSE}")[line] != BlockKind.HEADING


@pytest.mark.parametrize(("line", "is_incomplete"), [
    ("显。过去偏旧的局面正在加快改变，新的引擎加速形成。", True),
    ("，为高质量发展营造了安全稳定环境。", True),
    ("的良好局面，为发展注入了强劲动力。", True),
    ("及其实施细则，推动各项任务落地。", True),
    ("的确，这一年很不容易，但我们挺过来了。", False),
    ("的士行业整治取得成效，群众出行更方便。", False),
    ("了解群众所思所盼，解决急难愁盼问题。", False),
    ("“放管服”改革深入推进，营商环境持续优化。", False),
    ("《某市条例》颁布实施，法治建设迈出新步伐。", False),
    ("好！这句话说得好，说到了群众心坎上。", False),
    ("不发展不行，发展慢了也不行。", False),
    ("等不起、慢不得、坐不住，我们要有这样的紧迫感。", False),
    (PROSE, False),
])
def test_a_paragraph_whose_beginning_is_lost_is_incomplete(line, is_incomplete):
    blocks, _ = outline(f"实干争先开新局\n{PROSE}\n{line}\n{PROSE}", Kind.ARTICLE)
    assert (Flag.INCOMPLETE in blocks[2].flags) == is_incomplete


MISPLACED = f"题目在此\n{PROSE}\n凝聚之力：万众一心\n{PROSE}\n破解之难：动真碰硬\n{PROSE}"


def flagged(text: str) -> list[str]:
    return [block.text for block in outline(text, Kind.ARTICLE)[0] if Flag.MISPLACED in block.flags]


def test_a_last_heading_without_text_is_misplaced():
    assert flagged(MISPLACED + "\n走好之路：定力如磐\n\n\n\n五泉早市, 市民买菜。王平") == ["走好之路：定力如磐"]


@pytest.mark.parametrize("end", ["", "\n走好之路：定力如磐\n" + PROSE, "\n三、走好之路"])
def test_other_headings_are_in_their_place(end):
    assert flagged(MISPLACED + end) == []


def test_a_glossary_behind_a_report_stands_apart():
    entry = "1.双碳：碳达峰与碳中和的简称。"
    blocks, sections = outline(report("一、2024年工作回顾", "二、2025年工作安排") + f"\n名词解释\n{entry}")
    assert (blocks[-1].text, blocks[-1].kind, blocks[-1].part) == (entry, BlockKind.GLOSSARY, None)
    assert (sections[-1].heading, sections[-1].level, sections[-1].parent) == ("名词解释", 1, None)


def test_the_notes_that_a_first_one_begins_are_notes():
    numbered = ["注：1.本公报数据为初步统计数。", "2.增长速度按可比价格计算。", "3.由于统计口径调整，无法比较。"]
    blocks, sections = outline("\n".join([WORK_REPORT, *numbered, "5.别的事项", PLANS]))
    assert [block.kind for block in blocks[-5:]] == [BlockKind.NOTE] * 3 + [BlockKind.HEADING, BlockKind.BODY]
    assert sections[-1].heading == "别的事项"


def test_a_short_line_set_as_three_headings_are_is_one_though_another_follows_it():
    room = "\n" * 4
    heads = [f"各项建设事业取得新的进展之{n}" for n in "一二三四"]
    text = room.join(["会议认为各方面工作都有成绩。"] + [f"{head}\n\n\n{PROSE}" for head in heads[:3]] + [f"{heads[3]}\n\n\n继续前进的方向\n\n{PROSE}"])
    kinds = kinds_by_text("全体会议的报告\n" + PROSE + "\n" + text, Kind.WORK_REPORT)
    assert [kinds[head] for head in heads] == [BlockKind.HEADING] * 4


HELD = "\n".join([
    "某镇政府工作报告", "各位代表：", "现在，我代表镇人民政府向大会报告工作。",
    "2013年工作回顾", PROSE, "一、突出产业，农业提质增效", PROSE, "二、突出项目，镇村面貌一新", PROSE,
    "2014年工作打算", PLANS, "一、在经济发展上求突破", PLANS, "二、加强政府自身建设", PLANS])


def test_a_heading_without_a_number_holds_those_whose_numbers_begin_anew():
    _, sections = outline(HELD)
    assert [(s.heading[:8], s.level, s.part) for s in sections[1:]] == [
        ("2013年工作回顾"[:8], 1, Part.REVIEW), ("突出产业，农业提"[:8], 2, Part.REVIEW), ("突出项目，镇村面"[:8], 2, Part.REVIEW),
        ("2014年工作打算"[:8], 1, Part.PLAN), ("在经济发展上求突"[:8], 2, Part.PLAN), ("加强政府自身建设"[:8], 2, Part.SELF)]


def test_it_holds_numbered_ones_too_that_name_no_part():
    text = HELD.replace("一、在经济发展上求突破\n" + PLANS + "\n二、加强政府自身建设\n", "")
    assert [(s.level, s.part) for s in outline(text)[1][1:]] == [(1, Part.REVIEW), (2, Part.REVIEW), (2, Part.REVIEW), (1, Part.PLAN)]


def test_a_review_without_numbers_does_not_hold_the_numbers_of_a_plan_that_has_no_heading():
    text = "\n".join(["某省政府工作报告", "各位代表：", "我向大会报告工作。", "首先报告2001年的工作", PROSE, "今年要重点做好八个方面的工作。",
                      "一、扩大内需，促进增长", PLANS, "二、加快农业发展", PLANS, "三、加强政府自身建设", PLANS])
    assert [(s.level, s.part) for s in outline(text)[1][1:]] == [(1, Part.REVIEW), (1, Part.PLAN), (1, Part.PLAN), (1, Part.SELF)]


def test_it_holds_none_that_name_parts_themselves():
    text = "\n".join(["某县政府工作报告", "各位代表：", "我向大会报告工作。", "一、2021年工作回顾", PROSE, "二、今后五年工作", PLANS,
                      "2035年远景目标", PLANS, "三、2022年工作安排", PLANS])
    assert [s.level for s in outline(text)[1][1:]] == [1, 1, 1, 1]


UNNUMBERED = "\n".join([
    "某县政府工作报告", "各位代表：", "现在，我代表县人民政府向大会报告工作。",
    "2021年工作回顾", PROSE, "这一年，我们跑出了发展“加速度”", PROSE * 2, "2022年重点任务", PLANS, "着力改善人民生活", PLANS])


def test_without_numbers_what_names_no_part_stands_below_what_does():
    _, sections = outline(UNNUMBERED)
    assert [(s.heading[:4], s.level, s.part) for s in sections[1:]] == [
        ("2021", 1, Part.REVIEW), ("这一年，", 2, Part.REVIEW), ("2022", 1, Part.PLAN), ("着力改善", 2, Part.PLAN)]


def test_a_heading_may_stand_in_brackets():
    text = UNNUMBERED.replace("2021年工作回顾", "【2021年工作回顾】").replace("2022年重点任务", "【2022年重点任务】")
    assert [(s.heading, s.part) for s in outline(text)[1] if s.level == 1] == [("【2021年工作回顾】", Part.REVIEW), ("【2022年重点任务】", Part.PLAN)]


@pytest.mark.parametrize("notes", [
    ("注释：", "[1]放管服：简政放权。", "[2]双减：减轻负担。"), ("注释", "1．放管服：简政放权。", "2．双减：减轻负担。"),
    ("〔1〕放管服：简政放权。", "〔2〕双减：减轻负担。")])
def test_notes_below_the_text_belong_to_no_part(notes):
    text = WORK_REPORT.replace("新增就业五万人", "新增就业〔1〕五万人") + "\n" + "\n".join(notes)
    blocks = outline(text)[0]
    assert {block.text: (block.kind, block.part) for block in blocks[-len(notes):]} == dict.fromkeys(notes, (BlockKind.NOTE, None))
    assert blocks[-len(notes) - 1].part == Part.SELF


def test_a_list_in_the_text_is_no_list_of_notes():
    text = WORK_REPORT + "\n[1]新建学校十所，改造学校八所。\n[2]新建医院一所。"
    assert [block.kind for block in outline(text)[0][-2:]] == [BlockKind.BODY, BlockKind.BODY]


LATER = PLANS + "我们将一项一项抓落实，一件一件见成效。"


def shape(*parts: str) -> list[tuple[str, int]]:
    found = lines("\n".join(["某市政府工作报告", "各位代表：", *parts]))
    kinds = kinds_of(found, read_opening([line.text for line in found]))
    return [(section.heading, section.level) for section in outlined(found, kinds, Kind.WORK_REPORT)[1][1:]]


def test_short_lines_between_paragraphs_of_a_numbered_speech_head_what_follows():
    assert shape("一、2024年工作回顾", "经济实力增强", PROSE, PROSE, "城乡面貌改观", PROSE, "二、2025年工作安排", "加快产业升级", LATER) == [
        ("2024年工作回顾", 1), ("经济实力增强", 2), ("城乡面貌改观", 2), ("2025年工作安排", 1), ("加快产业升级", 2)]


def test_they_stand_below_the_numbers_within_a_section():
    assert shape("一、2024年工作回顾", PROSE, "二、2025年工作安排", "（一）发展工业", "抓项目建设", LATER, "抓企业服务", LATER, "（二）发展农业", "抓粮食生产", LATER) == [
        ("2024年工作回顾", 1), ("2025年工作安排", 1), ("发展工业", 2), ("抓项目建设", 3), ("抓企业服务", 3), ("发展农业", 2), ("抓粮食生产", 3)]


def test_they_stand_above_the_numbers_that_come_below_them():
    assert shape("一、2024年工作回顾", PROSE, "二、2025年工作安排", "第一，大办农业", LATER, "（一）种好粮食", LATER, "（二）养好牲畜", LATER, "第二，大办工业", LATER, "第三，大办商业", LATER) == [
        ("2024年工作回顾", 1), ("2025年工作安排", 1), ("第一，大办农业", 2), ("种好粮食", 3), ("养好牲畜", 3), ("第二，大办工业", 2), ("第三，大办商业", 2)]


@pytest.mark.parametrize("line", ["某县建成书屋百所。", "产业结构，", "增长8%", "——抓好产业", "下面，着重讲农业", "今年是我国与", "我们的打算：", "他说。另有一半"])
def test_other_short_lines_between_paragraphs_stay_text(line):
    assert shape("一、2024年工作回顾", PROSE, line, PROSE, line, PROSE, line, PROSE, "二、2025年工作安排", LATER) == [
        ("2024年工作回顾", 1), ("2025年工作安排", 1)]


def test_one_short_line_between_paragraphs_is_chance():
    assert len(shape("一、2024年工作回顾", PROSE, "经济实力增强", PROSE, "二、2025年工作安排", LATER)) == 2


def test_two_that_begin_alike_are_headings():
    assert shape("关于国内建设", PROSE, "一、2024年工作回顾", PROSE, "二、2025年工作安排", LATER, LATER, "关于对外关系", LATER)[0] == ("关于国内建设", 1)


def test_a_caption_is_signed_with_the_paper_s_name():
    line = "某某作工作报告。新某省·某省日报记者 王平"
    assert kinds_by_text(f"题目在此\n{PROSE}\n{line}\n{PROSE}")[line] == BlockKind.CAPTION
