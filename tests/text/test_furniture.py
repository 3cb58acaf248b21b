"""Page furniture is found by whole lines; prose that begins alike stays."""
import pytest

from archive.text.furniture import RULES, furniture_changes, licence_changes, rule_for
from archive.text.tape import Tape, undone


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_finds_its_own_example(rule):
    assert rule_for(rule.example) is rule


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
])
def test_prose_that_begins_like_furniture_stays(line):
    assert rule_for(line) is None


def test_a_furniture_line_goes_with_its_line_end_and_can_be_undone():
    text = "政府工作报告\n点击:95\n各位代表：\n【关闭】"
    tape = Tape(text).change(furniture_changes(text))
    assert tape.text == "政府工作报告\n各位代表：\n"
    assert [edit.kind for edit in tape.edits] == ["furniture", "furniture"]
    assert undone(tape.text, tape.edits) == text


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
