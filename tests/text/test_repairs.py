"""Sentences cut in two, words and marks glued in, names glued on: put right, and nothing else touched."""
import time

import pytest

from archive.text.lines import lines
from archive.text.repairs import (
    glued_names,
    is_cut,
    known_watermarks,
    mark_changes,
    markdown_changes,
    note_mark_changes,
    rejoin_changes,
    watermark_changes,
)
from archive.text.tape import Tape, undone

OPEN_END = "全市上下坚持开门搞建设、敞开大门迎接四方来客共谋发展，不搞小圈子、不搞"
LONG = "各县区各部门要把思想统一到全会精神上来，抓住机遇、乘势而上，"


def changed(text: str, changes) -> str:
    tape = Tape(text).change(changes)
    assert undone(tape.text, tape.edits) == text
    return tape.text


@pytest.mark.parametrize(("line", "following"), [
    (OPEN_END, "闭门造车，以开放促改革、促发展。"),
    ("聚焦群众反映强烈的教育、医疗、养老、托育、住房、出行、环境等", "领域短板，持续加大投入。"),
    ("公共服务供给持续优化，社区养老服务站实现乡镇街道全面覆盖，城市", "治理从“粗放”向“精细”转变。"),
    ("全市狠抓项目建设、招商引资、企业服务和要素保障工作，“162”科", "技创新体系效能持续释放。"),
    ("坚持以产业带创新、以创新促发展，紧盯关键技术，打造集研发、中试、", "生产、检测于一体的基地。"),
    (LONG, "2023年要完成全部任务。"),
    ("会议审议通过了《", "某市数据条例》。"),
    ("要大力弘扬“", "马上就办”的作风。"),
    ("我市制定出台《中试基地管理办法", "》等一批政策措施。"),
    ("全市生产总值增长百分之六", "，高于全国平均水平。"),
    ("形成了人人参与、人人尽力的良好局面", "）。"),
    ("我们要毫不动摇巩固和发展公有制经济的", "体制机制，激发活力。"),
    ("政府工作报", "告"),
    ("2024年某市政府工作", "报告"),
    ("大力发展现代农业、文化旅游、商贸物流和", "健康养老等产业。"),
    ("立案242件，督促清理垃圾3", "00余吨，追缴土地出让金。"),
])
def test_a_sentence_that_a_line_end_cut_goes_on(line, following):
    assert is_cut(line, following)


@pytest.mark.parametrize(("line", "following"), [
    (LONG[:-1] + "。", "我们坚持稳中求进。"),
    (LONG[:-1] + "；", "坚持以人民为中心。"),
    (LONG[:-1] + "：", "坚持以人民为中心。"),
    ("大家一致认为，这次会议开得很成功，是一次“团结奋进的大会”", "会议强调，要抓好落实。"),
    ("全市生产总值增长6%（按可比价格计算，下同，与上年相比持平）", "居民收入稳步增长。"),
    ("政府工作报告", "各位代表，现在我报告工作。"),
    ("市民在公园休闲游玩", "全市持续推进城市更新，改善人居环境。"),
    ("节假日, 公园里游人如织, 处处欢声笑语, 一派祥和景象, 热闹非凡。王平", "路走对了, 就不怕遥远。"),
    (OPEN_END, "（一）加快项目建设"),
    (OPEN_END, "三、加强自身建设"),
    (OPEN_END, "1.抓好春耕"),
    (OPEN_END, "——坚持创新驱动。"),
    (OPEN_END, "一是抓好粮食生产。"),
    (OPEN_END, "各位代表，我们的任务光荣而艰巨。"),
    (OPEN_END, "第二，坚持改革开放。"),
    (OPEN_END, "①就业稳定"),
    (OPEN_END, "列席：议题相关单位主要负责人"),
    (OPEN_END, "分送：各镇人民政府，区直各单位。"),
    ("详见附表1，附图2", "01 重点工作"),
    ("详见附表1，附图2", "0.5亿元"),
    ("（三）推动城乡融合发展，建设宜居宜业的和美乡村，让群众过上好日子", "持续推进农村改革。"),
    ("某某新区重离子应用技术及装备制造产业基地二期项目主体工程封顶现场航拍", "今年以来项目进展顺利。"),
    ("2022年12月19日", "各位代表："),
    ("定力如磐 在勇于担当善作善成中把准航向", "年底, 受灾群众全部入住新居。王平"),
    ("共建共治共享 推动社会治理人人尽责全民参与", "全市持续推进基层治理。"),
    ("践行宗旨 始终把群众满意作为工作的最终目的", "全市持续改善民生。"),
    ("王煜", "黄河奔涌，不舍昼夜。"),
    ("政府工作报告", "王平"),
    ("各位代表，现在我作", "报告"),
    ("", "各位代表："),
])
def test_a_line_that_is_whole_or_a_new_beginning_is_not_joined(line, following):
    assert not is_cut(line, following)


@pytest.mark.parametrize("number", ["4", "12", "2/15"])
def test_a_number_by_itself_is_never_drawn_into_a_sentence(number):
    assert not is_cut("这一年，我们围绕特色产业延链补链强链，全年引进亿元以上项目二", number)


def test_a_figure_set_low_behind_a_letter_is_drawn_in():
    assert is_cut("去年社会融资规模和货币供应量平稳增长，金融运行总体稳健，年末广义货币M", "2")


def test_a_paragraph_with_its_heading_on_the_same_line_goes_on_too():
    assert is_cut("（三）聚焦乡村振兴。新改建高标准农田十八万亩，特色果品的品牌价值达到", "120亿元，增长一成。")


def test_two_cuts_in_a_row_make_one_paragraph_of_three_lines():
    first = "全市深入实施综合交通大会战，打通堵点断点，同时聚焦教育、医疗、养老等"
    second = "领域短板，持续加大投入、完善功能，让城市更加宜居、更有智慧，城市"
    third = "治理从“粗放”向“精细”转变。"
    text = f"{first}\n\n{second}\n\n{third}\n\n这是另一段。"
    assert changed(text, rejoin_changes(text)) == f"{first}{second}{third}\n\n这是另一段。"


def test_where_paragraphs_are_indented_an_indent_begins_one():
    text = f"\u3000\u3000{LONG}\n\u3000\u3000{LONG}\n\u3000\u3000今年要抓好落实。"
    assert rejoin_changes(text) == []


def test_where_paragraphs_are_indented_a_line_without_indent_goes_on():
    text = f"\u3000\u3000{LONG}\n奋力开创新局面。\n\u3000\u3000{LONG[:-1]}。"
    assert changed(text, rejoin_changes(text)).startswith(f"\u3000\u3000{LONG}奋力开创新局面。\n")


@pytest.mark.parametrize(("text", "expected"), [
    ("以李*小*明同志为榜样", "以李小明同志为榜样"),
    ("向王＊大＊力学习", "向王大力学习"),
    ("张*明先生；张明先生", "张明先生；张明先生"),
])
def test_marks_between_the_characters_of_a_name_go(text, expected):
    assert changed(text, mark_changes(text)) == expected


@pytest.mark.parametrize("text", [
    "张*明中奖", "长3*宽4", "重点**工作**安排", "★重要★", "注*：按可比价格计算", "2*3*4", "经济|社会|文化", "（注：*为预计数）", ""])
def test_other_marks_stay(text):
    assert mark_changes(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("二、目标任务某某书屋\n正文。", "二、目标任务\n正文。"),
    ("某某书屋三、重点工作", "三、重点工作"),
    ("题目\n末句。某某书屋", "题目\n末句。"),
    ("我市新建一批某某书屋，服务群众。", "我市新建一批某某书屋，服务群众。"),
    ("没有水印的一行", "没有水印的一行"),
])
def test_words_of_copying_sites_go_from_the_edges_of_lines_only(text, expected):
    assert changed(text, watermark_changes(text, ("某某书屋",))) == expected


def test_the_longest_watermark_goes_first():
    assert changed("标题某某书屋网", watermark_changes("标题某某书屋网", ("书屋网", "某某书屋网"))) == "标题"


def test_without_a_list_nothing_is_a_watermark():
    assert watermark_changes("二、目标任务某某书屋", ()) == []


def test_the_list_of_watermarks_is_read_without_comments_and_empty_lines():
    words = known_watermarks()
    assert words
    assert all(word.strip() == word and word and not word.startswith("#") for word in words)


def test_a_name_glued_to_the_first_sentence_is_set_apart_where_another_stands_alone():
    text = "山水之城, 向河而生。王平\n\n李大力\n\n大河奔流。"
    assert changed(text, glued_names(lines(text))) == "山水之城, 向河而生。\n王平\n\n李大力\n\n大河奔流。"


@pytest.mark.parametrize("text", [
    "山水之城, 向河而生。王平\n大河奔流, 不舍昼夜。",
    "节假日, 公园里游人如织。王平\n\n路走对了, 就不怕遥远。",
    "山水之城, 向河而生。\n李大力",
])
def test_a_name_behind_a_sentence_stays_where_no_other_stands_alone(text):
    assert glued_names(lines(text)) == []


def test_a_delivery_line_with_a_comma_does_not_swallow_the_speaker():
    assert not is_cut("2021年1月28日，在栖水县第十八届人民代表大会第六次会议第一次全体会议上", "县长 范俊军")


@pytest.mark.parametrize(("lines_of_title", "whole"), [
    (["某市人民政府关于加快推进", "重点项目建设的若干意见"], "某市人民政府关于加快推进重点项目建设的若干意见"),
    (["某省人民政府办公厅", "关于进一步做好", "稳就业工作的通知"], "某省人民政府办公厅关于进一步做好稳就业工作的通知"),
    (["某市人民政府", "某军分区关于做好征兵工作的通知（试行）"], "某市人民政府某军分区关于做好征兵工作的通知（试行）"),
])
def test_a_paper_s_title_set_on_several_lines_is_made_one(lines_of_title, whole):
    text = "\n".join([*lines_of_title, "各县区人民政府：", LONG])
    assert changed(text, rejoin_changes(text)).split("\n")[0] == whole


@pytest.mark.parametrize("opening", [
    ["某市人民政府令", "第16号", "某市政务数据管理办法"],
    ["某市人民政府关于加快项目建设的意见", "某市人民政府关于稳就业的意见"],
    ["关于开展检查的说明：", "现将有关事项通知"],
    ["某市推进项目建设纪实", "一、关于进度的通报"],
])
def test_other_lines_above_a_text_stay_apart(opening):
    text = "\n".join([*opening, LONG + "努力奋斗。"])
    assert changed(text, rejoin_changes(text)) == text


@pytest.mark.parametrize(("line", "following"), [
    ("标题：某市关于在市场监管领域全面推行部门联合抽查、公开结果的监管办法", "发文字号：某发〔2019〕5号"),
    ("来源：某市人民政府办公室、某市发展和改革委员会、某市统计局和某市财政局", "新的一年开始了"),
])
def test_lines_of_labels_are_whole(line, following):
    assert not is_cut(line, following)


def test_the_end_of_a_column_draws_no_label_of_minutes_in():
    prose = "会议强调，要统筹推进各项工作，坚持稳中求进，持续改善民生，确保全年目标任务圆满完成，为明年打好基础。" * 2
    lines_of_prose = [line for _ in range(8) for line in (prose[:31], prose[31:62], prose[62:])]
    minutes = ["列席：区人大常委会负责同志，区政协负责同志，区监委各部门负责同志", "记录：王平", "分送：各镇人民政府"]
    text = "\n".join([*lines_of_prose, *minutes])
    assert changed(text, rejoin_changes(text)).split("\n")[-3:] == minutes


HEADED = ["一、过去一年工作回顾", LONG + "取得新成绩。", "二、今年工作安排", LONG + "再上新台阶。"]


def test_a_numbered_heading_set_on_two_lines_is_made_one():
    text = "\n".join([*HEADED, "三、持续提升政府", "治理效能和服务水平", LONG + "当好人民公仆。"])
    assert "三、持续提升政府治理效能和服务水平\n" in changed(text, rejoin_changes(text))


def test_headings_that_each_have_an_open_line_below_are_whole():
    text = "\n".join([*HEADED[:2], "二、农业", "粮食生产情况", LONG + "丰收。", "三、工业", "工业生产情况", LONG + "增长。"])
    assert changed(text, rejoin_changes(text)) == text


@pytest.mark.parametrize(("number", "heading", "whole"), [
    ("第一部分", "2021年工作回顾", "第一部分 2021年工作回顾"), ("第二部分：", "2022年工作安排", "第二部分：2022年工作安排"),
    ("一、", "2021年工作回顾", "一、2021年工作回顾"), ("（一）", "稳定经济大盘", "（一）稳定经济大盘")])
def test_a_number_on_a_line_by_itself_is_joined_to_its_heading(number, heading, whole):
    text = "\n".join(["各位代表：", number, heading, LONG + "取得新成绩。"])
    assert f"{whole}\n" in changed(text, rejoin_changes(text))


@pytest.mark.parametrize("below", [LONG + "取得新成绩。", "二、工业", "第二部分", "来源：某报", "指标␟数量"])
def test_a_number_above_other_lines_stays_by_itself(below):
    text = "\n".join(["各位代表：", "第一部分", below, LONG + "再上新台阶。"])
    assert "\n第一部分\n" in changed(text, rejoin_changes(text))


NOTED = "全市生产总值②达到三百亿元，三次产业结构③优化。\n注释：\n① 本公报数据为初步统计数。\n② 按现价计算。"


def test_the_mark_of_a_note_below_goes_from_the_word_it_sticks_to():
    assert changed(NOTED, note_mark_changes(NOTED)) == NOTED.replace("总值②", "总值")


@pytest.mark.parametrize("text", ["重点抓好：①稳增长；②惠民生。", "分别是①农业②工业两项", "① 本公报数据\n全市生产总值①达到"])
def test_numbers_of_a_list_stay(text):
    assert note_mark_changes(text) == []


@pytest.mark.parametrize("cut", [
    "——2024年1月9日在渭源县第十九届人民代表大会第四\n次会议上", "——2024年1月9日在渭源县第十九届人民代表大会\n第四次会议上",
    "2024年1月9日在\n渭源县第十九届人民代表大会\n第四次会议上", "（二〇二四年一月九日在渭源县第十九届人民代\n表大会第四次会议上）"])
def test_a_line_of_delivery_set_on_several_lines_is_made_one(cut):
    text = f"政府工作报告\n{cut}\n县长 张三\n各位代表：\n{LONG}丰收。"
    assert cut.replace("\n", "") in changed(text, rejoin_changes(text)).split("\n")


@pytest.mark.parametrize("lines", [
    "2024年1月9日\n在渭源县第十九届人民代表大会第四次会议上", "2024年1月9日在渭源县人民代表大会上\n县长 张三", "2024-01-14 10:27 来源：新华社\n政府工作报告\n——2024年1月9日在渭源县人民代表大会第四次会议上",
    "2024年1月9日在渭源县人民代表大会上\n大会听取了报告，并在审议之后于当日举行的全体会议上作出决定，随后召开会议"])
def test_a_line_of_delivery_that_is_whole_stays(lines):
    text = f"政府工作报告\n{lines}\n各位代表：\n{LONG}丰收。"
    assert lines in changed(text, rejoin_changes(text))


def test_the_marks_of_a_marked_up_text_go():
    text = "# 政府工作报告\n\n## 一、过去一年\n\n**（一）农业稳产。** 粮食总产量**45万吨**，增长5%。"
    assert changed(text, markdown_changes(text)) == "政府工作报告\n\n一、过去一年\n\n（一）农业稳产。 粮食总产量45万吨，增长5%。"


@pytest.mark.parametrize("text", ["# 1号楼\n** 注意 **", "#1 机组投产\n#2 机组开工", "张**明、李**强\n# 名单"])
def test_signs_that_mark_up_nothing_stay(text):
    assert markdown_changes(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("某市关于报告的决议\n（2016年12月10日某市第十五届人民代表大会\n第一次会议通过）\n会议同意。", "某市关于报告的决议\n（2016年12月10日某市第十五届人民代表大会第一次会议通过）\n会议同意。"),
    ("某市政府工作报告\n（征求意见稿）\n（2016年）\n各位代表：", None), ("某市政府工作报告\n（一\n我们要做的是（加强）", None)])
def test_a_bracket_of_the_opening_is_closed_on_the_next_line(text, expected):
    assert changed(text, rejoin_changes(text)) == (expected or text)


def test_the_marks_of_a_menu_without_end_take_no_longer_than_others():
    menu = "\n".join(f"首页|{chr(0x4e00 + number % 20_000)}闻|政{chr(0x5000 + number % 9_000)}|服务" for number in range(20_000))
    start = time.process_time()
    mark_changes(menu)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(("parts", "whole"), [
    (("1.“两新”：设备更新和以旧换新的“两新", "行动", "计划”的简称。"), "1.“两新”：设备更新和以旧换新的“两新行动计划”的简称。"),
    (("发布时间：", "2026-02-02 09:20"), "发布时间： 2026-02-02 09:20"),
    (("来源：", "某省日报"), "来源： 某省日报"),
    (("• 索引号:", "6107280000/2010-001005"), "• 索引号: 6107280000/2010-001005"),
])
def test_what_a_link_or_a_label_s_cell_parted_is_joined(parts, whole):
    text = "\n".join(parts)
    assert Tape(text).change(rejoin_changes(text)).text == whole


@pytest.mark.parametrize("parts", [
    ("来源：", "某县政府工作报告"), ("发布时间：", "各位代表："), ("有效性：", "——2010年1月20日在某会议上"),
    ("实施“双百工程", "二、2025年工作安排"), ("完善“一网通办”机制", "产业发展")])
def test_what_does_not_belong_together_stays_apart(parts):
    text = "\n".join(parts)
    assert Tape(text).change(rejoin_changes(text)).text == text


def test_a_number_above_an_open_line_is_no_half_where_open_lines_head_paragraphs():
    text = f"一、工作回顾\n{'我们办成了许多实事。' * 5}\n城乡面貌改观\n{'我们办成了许多实事。' * 5}\n二、工作安排\n突出抓好产业\n{'我们要办好许多实事。' * 5}\n三、自身建设\n{'我们要办好许多实事。' * 5}"
    assert Tape(text).change(rejoin_changes(text)).text == text
