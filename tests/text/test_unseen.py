"""Made-up documents of kinds that none of the samples is, read whole: the values were read off the texts."""
from datetime import date

import pytest

from archive.text.document import Document, read_document
from archive.text.tape import undone
from archive.text.vocabulary import BlockKind, EditKind, Kind, Part

DONE = ("过去一年，面对复杂严峻的外部环境，我们坚持稳中求进工作总基调，统筹推进稳增长、促改革、调结构、惠民生各项工作，"
        "经济社会发展取得新的成绩，群众生活持续改善。")
TO_DO = ("我们将坚持项目为王，抓实重点工程建设，全年实施重点项目一百个，完成投资三百亿元，推动产业转型升级迈出坚实步伐，"
         "不断增进民生福祉。")
BAYINGOLIN = f"""您当前的位置：首页 > 政府信息公开 > 政府工作报告
政 府 工 作 报 告
发布时间：2021-02-20 10:30 来源：巴音郭楞日报 浏览次数：123 字号：大中小
（2021年1月20日在巴音郭楞蒙古自治州第十四届人民代表大会第六次会议上）
自治州人民政府州长  布  仁
各位代表：
现在，我代表自治州人民政府，向大会报告工作，请予审议。
一、２０２０年工作回顾
{DONE}
（一）经济运行稳中有进。{DONE}
（二）存在的问题和不足。{DONE}
二、２０２１年工作安排
（一）总体要求和预期目标
{TO_DO}
（二）重点抓好以下工作
{TO_DO}
（三）全面加强政府自身建设
{TO_DO}
让我们团结起来，为建设美丽巴州而奋斗！
责任编辑：李明
【打印】 【关闭窗口】
相关链接
巴州召开干部大会
某县组织春耕生产
主办单位：巴音郭楞蒙古自治州人民政府办公室
版权所有：巴州人民政府 新ICP备05000001号"""
EWENKI = f"""政府工作报告
——2019年1月9日在鄂温克族自治旗第十四届人民代表大会第三次会议上
鄂温克族自治旗人民政府旗长　色音图
各位代表：
我代表旗人民政府，向大会报告工作，请予审议，并请政协委员提出意见。
2018年工作回顾
{DONE}
2019年工作安排
{TO_DO}
名词解释
1．“放管服”：简政放权、放管结合、优化服务的简称。"""
YIWU = f"""义乌市人民政府工作报告
一九九六年三月二十六日在义乌市第十届人民代表大会第四次会议上
市长 周启水
各位代表:
    我受市人民政府的委托,向大会作政府工作报告,请予审议。
    一、“八五”时期的回顾
    {DONE}
    二、“九五”时期经济社会发展的奋斗目标和主要任务
    {TO_DO}
    三、一九九六年的工作任务
    {TO_DO}"""
NINGXIA = f"""宁夏2003年政府工作报告
2003年1月10日在自治区第九届人民代表大会第一次会议上
自治区代主席 马启智
各位代表：
现在，我代表自治区人民政府向大会报告工作。
一、过去五年的工作
{DONE}
二、今后五年的奋斗目标和主要任务
{TO_DO}
三、今年的工作安排
{TO_DO}
四、加强政府建设
{TO_DO}"""
HAIDIAN = f"""首页 > 政务公开 > 政府工作报告 > 正文
海淀区2022年政府工作报告
日期：2022-01-10    来源：海淀区政府办    【字体：大 中 小】
在北京市海淀区第十七届人民代表大会第二次会议上
代区长  李俊杰
各位代表：
现在，我代表海淀区人民政府，向大会报告工作。
第一部分  2021年工作回顾
{DONE}
第二部分  2022年重点工作
{TO_DO}
第三部分  建设人民满意的服务型政府
{TO_DO}
扫一扫在手机打开当前页
分享到：微信 新浪微博"""
INNER_MONGOLIA = f"""内蒙古自治区政府工作报告
自治区主席  布赫
各位代表：
现在我代表自治区人民政府向大会作工作报告，请予审议。
一、1984年经济工作的回顾
{DONE}
二、1985年的任务
{TO_DO}"""
SHARED_OUT = f"""榆中县人民政府办公室关于印发2021年政府工作报告重点任务分解方案的通知
榆政办发〔2021〕12号
各乡镇人民政府，县直各部门：
为全面落实县政府工作报告，现将有关事项通知如下。{DONE}
一、总体要求
{TO_DO}
榆中县人民政府办公室
2021年3月5日
（此件公开发布）"""
RESOLUTION = """榆中县第十八届人民代表大会第六次会议关于政府工作报告的决议
（2021年1月16日榆中县第十八届人民代表大会第六次会议通过）
榆中县第十八届人民代表大会第六次会议听取和审议了县长代表县人民政府所作的政府工作报告。会议充分肯定过去一年的工作，同意报告提出的任务，决定批准这个报告。
会议号召，全县人民团结起来，为完成各项任务努力奋斗。会议强调，要真抓实干。"""
TACHENG = f"""2001年塔城地区行署工作报告
2001年2月12日在地委扩大会议上
行署专员 马宁
同志们：
受行署委托，我向会议报告工作。
一、2000年工作情况
{DONE}
二、2001年工作安排意见
{TO_DO}"""
DUNHUANG_BEGINS = f"""——2020年1月4日在敦煌市第十七届人民代表大会第五次会议上
敦煌市市长　朱建军
(2020年1月4日)
各位代表：
我代表市人民政府向大会报告工作。
一、2019年工作回顾
{DONE}"""
DUNHUANG = f"""2 0 2 0 年 敦 煌 市 政 府 工 作 报 告
{DUNHUANG_BEGINS}
二、2020年工作总体思路和目标任务
{TO_DO}
三、2020年重点工作
（一）狠抓项目。{TO_DO}
（二）面临的困难和问题。{DONE}
（三）政府自身建设。{TO_DO}
2020年敦煌市政府工作报告
{DUNHUANG_BEGINS}"""


@pytest.mark.parametrize(("text", "title", "place", "year", "day", "role", "name"), [
    (BAYINGOLIN, "政府工作报告", "652800", 2021, date(2021, 1, 20), "自治州人民政府州长", "布仁"),
    (EWENKI, "政府工作报告", "150724", 2019, date(2019, 1, 9), "鄂温克族自治旗人民政府旗长", "色音图"),
    (YIWU, "义乌市人民政府工作报告", "330782", 1996, date(1996, 3, 26), "市长", "周启水"),
    (NINGXIA, "宁夏2003年政府工作报告", "640000", 2003, date(2003, 1, 10), "自治区代主席", "马启智"),
    (HAIDIAN, "海淀区2022年政府工作报告", "110108", 2022, None, "代区长", "李俊杰"),
    (INNER_MONGOLIA, "内蒙古自治区政府工作报告", "150000", 1985, None, "自治区主席", "布赫"),
    (TACHENG, "2001年塔城地区行署工作报告", "654200", 2001, date(2001, 2, 12), "行署专员", "马宁"),
    (DUNHUANG, "2020年敦煌市政府工作报告", "620982", 2020, date(2020, 1, 4), "敦煌市市长", "朱建军")])
def test_a_work_report_says_whose_it_is(text, title, place, year, day, role, name):
    identity = read_document(text, "文件.txt").identity
    assert (identity.kind, identity.title, identity.place, identity.year) == (Kind.WORK_REPORT, title, place, year)
    assert (identity.delivered_on, identity.speaker_role, identity.speaker) == (day, role, name)
    assert identity.supplied == ()


def test_whole_sections_have_their_parts():
    assert outline(BAYINGOLIN) == [
        ("２０２０年工作回顾", Part.REVIEW), ("经济运行稳中有进", Part.REVIEW), ("存在的问题和不足", Part.REVIEW), ("２０２１年工作安排", Part.PLAN),
        ("总体要求和预期目标", Part.TARGETS), ("重点抓好以下工作", Part.PLAN), ("全面加强政府自身建设", Part.SELF)]
    assert outline(HAIDIAN) == [("2021年工作回顾", Part.REVIEW), ("2022年重点工作", Part.PLAN), ("建设人民满意的服务型政府", Part.SELF)]
    assert outline(TACHENG) == [("2000年工作情况", Part.REVIEW), ("2001年工作安排意见", Part.PLAN)]


def test_headings_without_numbers_head_too_and_a_glossary_is_no_part():
    assert outline(EWENKI) == [("2018年工作回顾", Part.REVIEW), ("2019年工作安排", Part.PLAN), ("名词解释", None)]
    assert read_document(EWENKI, "文件.txt").blocks[-1].kind == BlockKind.GLOSSARY


def test_the_furniture_of_the_page_goes_and_can_be_undone():
    document = read_document(BAYINGOLIN, "文件.txt")
    text = "\n".join(block.text for block in document.blocks)
    edits = [*document.edits, *(edit for of_block in document.block_edits for edit in of_block)]
    assert text.endswith("为建设美丽巴州而奋斗！")
    assert "浏览次数" not in text
    assert undone(text, edits) == BAYINGOLIN
    assert (document.identity.source, document.identity.published_on) == ("巴音郭楞日报", date(2021, 2, 20))


def test_what_shares_a_report_out_is_a_policy():
    identity = read_document(SHARED_OUT, "文件.txt").identity
    assert (identity.kind, identity.place, identity.year, identity.published_on) == (Kind.POLICY, "620123", 2021, date(2021, 3, 5))


def test_what_a_countys_congress_resolves_about_a_report_is_a_resolution():
    identity = read_document(RESOLUTION, "文件.txt").identity
    assert (identity.kind, identity.place, identity.year, identity.delivered_on) == (Kind.RESOLUTION, "620123", 2021, date(2021, 1, 16))


def test_a_text_begun_again_under_a_title_set_otherwise_is_dropped():
    document = read_document(DUNHUANG, "文件.txt")
    [copy] = [edit for edit in document.edits if edit.kind == EditKind.COPY]
    assert copy.before.endswith(DUNHUANG_BEGINS)
    assert outline(DUNHUANG) == [
        ("2019年工作回顾", Part.REVIEW), ("2020年工作总体思路和目标任务", Part.TARGETS), ("2020年重点工作", Part.PLAN), ("狠抓项目", Part.PLAN),
        ("面临的困难和问题", Part.REVIEW), ("政府自身建设", Part.SELF)]


def outline(text: str) -> list[tuple[str, Part | None]]:
    document: Document = read_document(text, "文件.txt")
    return [(section.heading, section.part) for section in document.sections if section.level]
