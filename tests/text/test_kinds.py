"""Which reports to an assembly are a government's work reports, and which are not."""
import pytest

from archive.text.document import Document, read_document
from archive.text.vocabulary import BlockKind, Kind

TOLD = "过去一年，我们坚持稳中求进，统筹推进各项工作，经济社会发展取得新的成绩，群众生活持续改善。"
PLANNED = "我们将坚持项目为王，全年实施重点项目一百个，推动产业转型升级，不断增进民生福祉。"


def read(title: str, says: str, below: str = "——2024年1月9日在渭源县第十九届人民代表大会第四次会议上", salutation: str = "各位代表：") -> Document:
    text = "\n".join([title, below, "张某某", salutation, says, "一、2023年工作回顾", TOLD, "二、2024年工作安排", PLANNED])
    return read_document(text, "文件.txt")


@pytest.mark.parametrize(("title", "says"), [
    ("2023年渭源县人民法院年度工作报告", "现在，我代表县人民法院，向大会报告工作。"),
    ("工作报告", "现在，我代表县人民检察院，向大会报告工作。"),
    ("工作报告", "现在，我受县人大常委会委托，向大会报告工作。"),
    ("渭源县教育局2023年工作报告", "现在，我代表县教育局，向大会报告工作。"),
    ("渭源县人大2023年工作报告", "现在，我向大会报告工作。"),
    ("关于渭源县2024年国民经济和社会发展计划的报告", "我受县人民政府委托，向大会报告。"),
    ("中共渭源县人民政府党组工作报告", "现在，我向大会报告工作。")])
def test_what_courts_congresses_and_offices_report_is_no_work_report(title, says):
    document = read(title, says)
    assert document.identity.kind == Kind.OTHER
    assert document.warnings


@pytest.mark.parametrize(("below", "says"), [
    ("——在中国共产党渭源县第十七次代表大会上的报告", "现在，我向大会作报告。"),
    ("——在县第十七次党代会上的报告", "现在，我代表县委向大会作报告。"),
    ("2024年1月9日", "现在，我代表中共渭源县第十六届委员会，向大会报告工作。")])
def test_what_a_party_congress_hears_is_no_work_report(below, says):
    assert read("坚定信心 奋力谱写新篇章", says, below).identity.kind == Kind.OTHER


@pytest.mark.parametrize(("title", "says"), [
    ("2019年阿拉善盟行政公署工作报告", "现在，我代表盟行署报告工作。"),
    ("青海省人民委员会工作报告", "我代表省人民委员会报告工作。"),
    ("兰州经济技术开发区管理委员会2021年工作报告", "我向大会报告一年来的工作。"),
    ("政府工作报告", "我受中共渭源县委员会和县人民政府委托，向大会报告工作。"),
    ("渭源县第十九届人民代表大会第四次会议政府工作报告", "我代表县人民政府，向大会报告工作。")])
def test_what_an_organ_of_government_reports_is_a_work_report(title, says):
    assert read(title, says, salutation="同志们：").identity.kind == Kind.WORK_REPORT


@pytest.mark.parametrize("mark", ["摘要", "节选", "摘编"])
def test_a_title_that_says_it_is_a_part_makes_a_summary(mark):
    assert read(f"渭源县2024年政府工作报告（{mark}）", "我代表县人民政府，向大会报告工作。").identity.kind == Kind.SUMMARY


def test_a_glossary_by_itself_is_a_summary_of_its_place_and_year():
    entries = [f"{n}.“某某工程”：指围绕产业发展、城乡建设和民生改善实施的系列工程，是全县经济工作的重要抓手。" for n in range(1, 8)]
    document = read_document("\n".join(["渭源县2024年政府工作报告名词解释", *entries]), "文件.txt")
    identity = document.identity
    assert (identity.kind, identity.place, identity.year) == (Kind.SUMMARY, "621123", 2024)
    assert [block.kind for block in document.blocks] == [BlockKind.TITLE, *[BlockKind.GLOSSARY] * 7]
