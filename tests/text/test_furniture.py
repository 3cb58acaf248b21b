"""Page furniture is found by whole lines in their place; prose that begins alike stays."""
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.errors import Refused
from archive.text.furniture import LIKELY, RULES, Where, furniture_changes, licence_changes, rule_for, written
from archive.text.tape import Tape, undone

BODY = [f"第{i}项工作取得新进展，群众的获得感不断增强。" for i in range(40)]


def left(*parts: str, own=()) -> list[str]:
    """The lines that stay of a file of these lines."""
    text = "\n".join(parts)
    tape = Tape(text).change(furniture_changes(text, own))
    assert undone(tape.text, tape.edits) == text
    return [line.strip() for line in tape.text.split("\n") if line.strip()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_finds_its_own_example(rule):
    assert rule_for(rule.example) is rule
    assert LIKELY.search(rule.example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_leaves_its_near_miss(rule):
    assert rule_for(rule.stays) is None


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.where == Where.ANYWHERE], ids=lambda rule: rule.name)
def test_some_furniture_goes_wherever_it_stands(rule):
    assert left(*BODY, rule.example, *BODY) == BODY + BODY


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.where == Where.EDGE], ids=lambda rule: rule.name)
def test_other_furniture_goes_at_the_edges_of_a_file_only(rule):
    assert left(rule.example, *BODY) == BODY
    assert left(*BODY, rule.example) == BODY
    assert left(*BODY, rule.example, *BODY) == [*BODY, rule.example, *BODY]


def test_a_list_of_other_pages_goes_to_the_end():
    assert left(*BODY, "相关报道", "某市召开全体会议", "某县项目集中开工  2021-01-20") == BODY


@pytest.mark.parametrize("below", ["这项工作受到群众的广泛好评。", "附件1", "指标␟数量␞小麦␟26"])
def test_a_heading_like_it_above_other_text_stays(below):
    assert left(*BODY, "相关报道", below) == [*BODY, "相关报道", below]


def test_who_hosts_a_site_is_told_from_who_is_in_charge_of_a_task():
    host = "主办单位：某市人民政府办公室"
    assert left(*BODY, host) == [*BODY, host]
    assert left(*BODY, host, "版权所有：某市人民政府") == BODY


def test_leaks_of_code_go_and_the_text_behind_them_stays():
    text = "<style>.a{}\n.b{margin:0}</style>\n题目在此\n.TRS_Editor P{margin:0;} 各位代表：\n<!-- 正文\n开始 -->\n正文在此。"
    tape = Tape(text).change(furniture_changes(text))
    assert [line.strip() for line in tape.text.split("\n") if line.strip()] == ["题目在此", "各位代表：", "正文在此。"]
    assert undone(tape.text, tape.edits) == text


@pytest.mark.parametrize(("line", "stays"), [
    ("发布时间：2021-01-20 10:30 来源：某报 浏览次数：123 字号：大中小", "发布时间：2021-01-20 10:30 来源：某报"),
    ("来源：某报　2021-01-20　【字号：大 中 小】　打印", "来源：某报　2021-01-20"),
    ("2020-01-03 09:00 点击：5", "2020-01-03 09:00"),
    ("【发布日期：2021-01-20】 【来源：某报】 【浏览：5】", "【发布日期：2021-01-20】 【来源：某报】"),
])
def test_a_line_of_labels_loses_its_counter_and_buttons(line, stays):
    assert left("题目在此", line, *BODY) == ["题目在此", stays, *BODY]


def test_a_line_of_labels_within_the_text_stays_whole():
    line = "来源：某报 浏览次数：123"
    assert line in left(*BODY, line, *BODY)


def test_staff_can_add_a_rule_of_their_own():
    own = [written("signed", "本网编辑部…第#次发布")]
    assert left(*BODY, "本网编辑部王平于五日第 12 次发布", *BODY, own=own) == BODY + BODY
    assert left(*BODY, "本网编辑部成立", own=own) == [*BODY, "本网编辑部成立"]


@pytest.mark.parametrize("line", ["", "…", "#", "年…", "甲…乙…丙…丁…"])
def test_a_rule_that_would_take_too_much_is_refused(line):
    with pytest.raises(Refused):
        written("own", line)


@given(st.lists(st.text("打印收藏分享首页 >上一篇编辑审核：:点击123{}.;()<!-var=发布时间来源关注扫…（【", max_size=130), max_size=5))
def test_no_line_takes_long_and_all_can_be_undone(parts):
    text = "\n".join(parts)
    start = time.perf_counter()
    tape = Tape(text).change(furniture_changes(text, [written("own", "打印…分享…收藏…1")]))
    assert time.perf_counter() - start < 1
    assert undone(tape.text, tape.edits) == text


@pytest.mark.parametrize("line", [
    "点击:95",
    "- 點擊:95",
    "浏览次数：1024次",
    "阅读量 3000",
    "【字体：大 中 小】",
    "字号：大 中 小",
    "打印本页",
    "【打印】【关闭】",
    "关闭窗口",
    "分享到",
    "您的位置：首页 > 政务公开 > 政府工作报告",
    "当前位置: 首页>>信息公开",
    "责任编辑：张平",
    "（责编：李军、王芳）",
    "上一篇：某市召开会议",
    "下一篇:没有了",
    "相关链接：",
    "版权所有：某某市人民政府",
    "扫一扫在手机打开当前页",
    "无障碍浏览 | 长者模式 | 简体 | 繁体",
    "登录 注册",
    "点击蓝字 关注我们",
    "点个“在看”，分享给更多人",
    "在看 3",
    "写留言",
    "往期推荐",
    "编辑丨王丽　审核丨李明",
    "编辑：王小丽　校对：李大山　审核：赵明",
    "标签：政府工作报告 某县",
    "解读：一图读懂政府工作报告",
    "共3页",
    "文档格式：DOC 页数：12页 大小：61.50 KB",
    "下载积分：10分",
    "发自我的iPhone",
    "今天是：2022年1月15日 星期六",
    "【视力保护色】",
    "语音朗读：",
    "打印本稿",
    "手机扫一扫",
    "编 辑：王丽",
    "信息员：王丽",
    "责编：李明 作者：",
    "一审一校：王丽 二审二校：李明 三审三校：张山",
    "政府网站找错",
    "【返回】",
    "政务微信 | 政务微博",
    "中国政府网 | 省政府网 | 市政府网",
    "二维码便可将本文分享至朋友圈。",
    "打印文章 发送给好友",
    "您现在的位置 首页 > 政务公开 > 工作报告",
    "本页位置:首页>>要闻",
    "首页/ 信息公开 / 工作报告 / 正文",
    "某某网>范文>工作报告>",
    "新闻 > 2017两会 > 要闻 > 正文",
    "Original URL: http://www.example.cn/a.exe?K=1&A=2",
    "原文网址：https://www.example.cn/1.html",
    "【www.example.com--报告】",
    "3上一篇",
    "下一篇4",
    "下载",
    "放大 缩小 默认",
    "》》点击图片进入专题《《",
    "点击查看原文>>",
    "更多新闻>>",
    "微信 微博 客户端",
    "|",
    "×",
    "导语：某文来源于网友上传，不代表本站观点，欢迎参考。",
    "下面小编给大家分享某年的报告，一起看看吧！",
    "（阅读全文，您需要先登录！）",
    "国内统一刊号:CN00-0000 全国公开发行 主编:王平",
    "本网站所刊载信息，不代表本社观点。",
    "维基文库，自由的图书馆",
    "相关专题：某年两会",
    "某镇工作报告 _第2页",
    "资源描述:",
])
def test_furniture_is_found(line):
    assert rule_for(line)


@pytest.mark.parametrize("line", [
    "政府工作报告",
    "来源：某某日报",
    "时间:2023-08-09",
    "关闭落后产能，淘汰过剩产能。",
    "打印机产业产值增长12%。",
    "分享发展成果，增进民生福祉。",
    "收藏家协会举办展览",
    "阅读推广活动走进社区。",
    "访问团一行三人",
    "主办单位要落实责任，确保会议顺利进行。",
    "更多优质企业落户本市。",
    "上一条战线传来捷报",
    "相关报道引发关注，各地纷纷响应。",
    "字体现出书法之美",
    "扫描二维码就能办事，群众少跑腿。",
    "转发率和评论数不断提高。",
    "数据来源：某区党工委办公室",
    "点击量突破三千万，传播力不断增强。",
    "编辑部的故事",
    "技术支持体系不断完善，创新能力持续增强。",
    "解读：",
    "信息员队伍不断壮大",
    "背景颜色鲜明的宣传画",
    "客户端下载量突破百万",
    "返回",
    "政策解读：稳住经济的若干措施",
    "简体字的推广",
    "点击蓝字就能办事，群众少跑腿。",
    "标签化管理不断加强",
    "往期项目全部开工",
    "登录平台的企业有三百家",
    "页数不多，内容很实",
    "下载能力",
    "点击查看办件进度的群众达十万人次",
    "工业 > 农业，是十年前的事",
    "小编制单位整合完成",
    "2月12日，盐亭县人民代表大会第六次会议开幕，县长作政府工作报告。今年怎么干？小编为您划重点！",
    "本站点位优化调整",
    "社会资本网聚一处，版权交易活跃",
    "群众需要先登记后办事",
    "企业登录平台办事，不再需要先跑窗口。",
    "首页改版，信息公开更加便捷",
])
def test_prose_that_begins_like_furniture_stays(line):
    assert rule_for(line) is None


def test_a_furniture_line_goes_with_its_line_end_and_can_be_undone():
    text = "政府工作报告\n点击:95\n各位代表：\n【关闭】"
    tape = Tape(text).change(furniture_changes(text))
    assert tape.text == "政府工作报告\n各位代表：\n"
    assert [edit.kind for edit in tape.edits] == ["furniture", "furniture"]
    assert undone(tape.text, tape.edits) == text


@pytest.mark.parametrize("shreds", [
    ("【字号：", "加大", "还原", "减小", "】"),
    ("【字体：", "大", "中", "小", "】", "分享："),
    ("【", "打印本页", "】", "【", "关闭窗口", "】"),
    ("首页", ">", "信息公开", ">", "工作报告", ">", "省级报告"),
    ("当前位置：", "首页", ">", "信息公开"),
    ("收藏", "|", "分享到:", "分享到微信", "×"),
])
def test_a_line_of_furniture_left_in_pieces_goes_whole(shreds):
    assert left(*shreds, "某省工作报告", *BODY) == ["某省工作报告", *BODY]
    assert left("某省工作报告", *BODY, *shreds) == ["某省工作报告", *BODY]


def test_an_editor_s_name_on_a_line_of_its_own_goes_with_its_label():
    assert left(*BODY, "责任编辑：", "王小丽", "打印本页") == BODY


@pytest.mark.parametrize("lines", [
    ("【", "第一章", "】"), ("(", "草案", ")"), ("工业", ">", "农业"), ("责任编辑：", "某县人民政府"), ("【注释", "本级收入指标", "】")])
def test_other_lines_in_pieces_stay(lines):
    assert set(left(*BODY, *lines)) >= {line for line in lines if len(line) > 1 and "编辑" not in line}


def test_what_a_browser_prints_above_and_below_every_page_goes():
    above, below = "2026/3/23 21:07 某县工作报告 - 某县政府网", "https://www.example.gov.cn/1.html {}/3"
    pages = [line for i in range(3) for line in (above, *BODY[9 * i:9 * i + 9], below.format(i + 1))]
    assert left(*pages) == BODY[:27]


def test_a_date_that_heads_no_printed_page_stays():
    line = "2026/3/23 21:07 某县召开会议"
    assert left(*BODY, line, *BODY) == [*BODY, line, *BODY]


OPENING = ["2026年某省政府工作报告", "某省省长 王平", "各位代表：", "现在，我代表省政府，向大会报告工作，请予审议。"]


def test_a_page_s_word_on_itself_behind_the_text_goes():
    teaser = "".join(OPENING[2:])
    assert left(*OPENING, *BODY, "相关链接>>", "某省热议报告", OPENING[0], teaser) == [*OPENING, *BODY]
    assert left(*OPENING, *BODY, OPENING[0], teaser) == [*OPENING, *BODY]


def test_a_last_paragraph_that_says_what_no_other_does_stays():
    assert left(*OPENING, *BODY, OPENING[0], "现在，我代表省政府宣布大会开幕。")[-2:] == [OPENING[0], "现在，我代表省政府宣布大会开幕。"]


def test_a_long_disclaimer_below_the_text_goes():
    words = "免责声明：本文为用户上传，不代表本网观点，" + "其真实性、完整性、及时性本站不作任何保证，" * 6 + "如遇侵权请联系本站删除。"
    assert left(*BODY, words) == BODY
    assert left(*BODY, words, *BODY) == [*BODY, words, *BODY]


def test_key_words_go_from_below_the_text_and_stay_above_it():
    assert left(*BODY, "关键词：政府工作报告", "关闭") == BODY
    assert left("关键词：政府工作报告", *BODY) == ["关键词：政府工作报告", *BODY]


def test_pictures_and_buttons_of_a_page_saved_as_markdown_go():
    text = "一、工作回顾[編輯]\n经济![](a.png)平稳运行。\n微信 ![]() |"
    assert [line for line in Tape(text).change(furniture_changes(text)).text.split("\n") if line] == ["一、工作回顾", "经济平稳运行。"]


def test_furniture_between_white_space_is_found():
    text = "题目\n\n   点击:95  \n正文。"
    assert Tape(text).change(furniture_changes(text)).text == "题目\n\n正文。"


def test_a_licence_notice_behind_the_text_goes_to_the_end():
    text = "全省各族人民团结奋斗。\n\n本作品来自某地议事机构的决定、决议。依据《\n著作权法\n》，属于公有领域。\nPublic domain\nfalse"
    [change] = licence_changes(text)
    assert text[:change.start].rstrip() == "全省各族人民团结奋斗。"
    assert change.end == len(text)


def test_a_sentence_about_a_work_within_the_text_stays():
    assert licence_changes("本作品是全省献礼剧目。\n" + "我们的工作仍有不足。\n" * 200) == []


HEAD = "云泽市2023年国民经济和社会发展统计公报"
PARAGRAPHS = [f"第{n}季度全市农业增加值比上年同期增长{n}.5%，粮食播种面积继续扩大。" for n in range(1, 6)]


def test_the_head_of_every_page_goes_and_the_title_stays():
    pages = [line for paragraph in PARAGRAPHS for line in (HEAD, paragraph)]
    assert left(*pages) == [HEAD, *PARAGRAPHS]


def test_the_title_of_a_text_that_stands_there_four_times_is_left_to_be_found_as_copies():
    copies = [HEAD, *PARAGRAPHS] * 4
    assert left(*copies) == copies


MAIL = ["发件人: 某县政府办 <zfb@example.cn>", "发送时间: 2022年1月15日 9:20", "收件人: 县人大办", "主题: 政府工作报告（定稿）", "附件: 报告.doc"]


def test_the_head_of_a_mail_goes():
    assert left(*MAIL, "政府工作报告", *BODY) == ["政府工作报告", *BODY]


def test_fields_like_a_mail_s_stay_where_no_sender_is_named():
    assert left(*MAIL[3:], *BODY) == [*MAIL[3:], *BODY]


@pytest.mark.parametrize("below", [
    ("附件：", "2022年某县政府工作报告.docx", "2022年某县政府工作报告.pdf"), ("附件下载：某县政府工作报告.doc",), ("附件：1.政府工作报告.doc", "2.图解政府工作报告.jpg")])
def test_links_to_files_of_the_report_itself_go_from_below_it(below):
    assert left(*BODY, *below, "扫一扫在手机打开当前页") == BODY


@pytest.mark.parametrize("below", [
    ("附件：", "名词解释"), ("附件2：重点任务分解.doc",), ("附件", "2022年某县政府工作报告名词解释")])
def test_annexes_below_a_report_stay(below):
    assert left(*BODY, *below) == [*BODY, *below]


def paged(*numbers: str) -> list[str]:
    return [line for i, number in enumerate(numbers) for line in (*BODY[8 * i:8 * i + 8], number)]


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("4", "5", "6", "7"), ("1/15", "2/15"), ("·1·", "·2·", "·3·")])
def test_numbers_that_run_on_from_page_to_page_go(numbers):
    assert left(*paged(*numbers)) == [line for line in paged(*numbers) if line not in numbers]


@pytest.mark.parametrize("numbers", [("1", "3", "5"), ("12", "12", "12"), ("2", "1", "0"), ("3/15", "3/15"), ("7", "8")])
def test_other_numbers_on_lines_of_their_own_stay(numbers):
    assert left(*paged(*numbers)) == paged(*numbers)


def test_the_numbers_of_a_list_pasted_from_a_table_stay():
    rows = [cell for i in range(1, 9) for cell in (str(i), f"第{i}中学迁建项目")]
    assert left(*BODY, *rows) == [*BODY, *rows]


@pytest.mark.parametrize(("line", "stays"), [
    ("这一年成绩很大。（下转第四版）（紧接第一版） 我们坚持为民。", "这一年成绩很大。我们坚持为民。"),
    ("落实了各项（下转A3版）", "落实了各项"),
    ("（上接第一版）政策措施，群众满意。", "政策措施，群众满意。"),
    ("（见第二版）另有报道。", "（见第二版）另有报道。"),
])
def test_where_a_newspaper_s_text_goes_on_is_no_part_of_it(line, stays):
    assert left(*BODY, line, *BODY) == [*BODY, stays, *BODY]


def test_a_sentence_that_goes_on_there_is_made_whole():
    assert left(*BODY, "落实了各项（下转第二版）", "（上接第一版）政策措施。", *BODY) == [*BODY, "落实了各项政策措施。", *BODY]
    assert left(*BODY, "成绩很大。（下转第二版）", "（上接第一版）我们为民。", *BODY) == [*BODY, "成绩很大。", "我们为民。", *BODY]
