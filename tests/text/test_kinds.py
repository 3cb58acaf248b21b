"""Which reports to an assembly are a government's work reports, and which are not."""
from datetime import date

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
    ("中共渭源县人民政府党组工作报告", "现在，我向大会报告工作。"),
    ("工作报告", "受县人大常委会委托,我向大会报告工作,请予审议。"),
    ("工作报告", "我代表县人民检察院向大会报告工作,请予审议。"),
    ("各位代表：", "我受县人民政府委托，向大会报告我县2023年预算执行情况和2024年预算草案，请予审议。")])
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
    ("渭源县第十九届人民代表大会第四次会议政府工作报告", "我代表县人民政府，向大会报告工作。"),
    ("工作报告", "现在，我代表县人民政府向大会报告工作，请连同计划草案、预算草案一并审议。"),
    ("二〇二四年财政年度施政报告", "现在，我代表特区政府作施政报告。"),
    ("某某经济技术开发区、某某高新区2019年工作报告", "现在，我代表管委会报告工作。")])
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


RESOLVED = "会议充分肯定过去一年的工作，同意报告提出的任务，决定批准这个报告。会议要求，依法履行职责，努力开创工作新局面。"


@pytest.mark.parametrize("title", [
    "渭源县第十九届人民代表大会第四次会议关于县人民代表大会常务委员会工作报告的决议",
    "渭源县第十九届人民代表大会第四次会议关于渭源县人民法院工作报告的决议",
    "渭源縣第十九屆人民代表大會第四次會議關於2024年財政預算執行情況報告的決議",
    "渭源县第十九届人民代表大会第四次会议关于渭源县2024年国民经济和社会发展计划执行情况与2025年计划的决议"])
def test_a_resolution_about_any_report_is_a_resolution(title):
    text = f"{title}\n渭源县第十九届人民代表大会第四次会议听取和审议了所作的报告。{RESOLVED}"
    assert read_document(text, "文件.txt").identity.kind == Kind.RESOLUTION


@pytest.mark.parametrize("text", [
    "2月4日下午，渭源县县长主持召开县人民政府第52次常务会议。\n会议讨论了《政府工作报告（草案）》。会议强调，要反复修改，使政府工作报告成为纲领性文件。",
    "会议听取和审议了乡长代表乡人民政府所作的《政府工作报告》。\n与会代表分组讨论，踊跃发言。会议全票通过了《政府工作报告》和《人大工作报告》，选举了乡长。",
    "1月9日，渭源县清源镇第十七届人民代表大会第一次会议召开，代表欢聚一堂。\n会议听取和审议了镇长所作的《政府工作报告》。会议要求，真抓实干，批准报告。"])
def test_news_of_a_meeting_that_speaks_of_the_report_is_no_resolution(text):
    assert read_document(f"{text}\n{TOLD * 3}", "文件.txt").identity.kind == Kind.ARTICLE


@pytest.mark.parametrize("headline", [
    "渭源县人大代表分组审议政府工作报告", "代表团热议政府工作报告", "王平主持审议修改2024年渭源县政府工作报告", "【县长解读】王平县长解读2024年政府工作报告",
    "委员分组审议常委会工作报告和提案工作报告", "王平参加审议县人大常委会工作报告时强调 真抓实干", "渭源县十九届人大四次会议开幕 王平作政府工作报告",
    "县政府就《政府工作报告》征求县人大常委会意见"])
def test_a_headline_about_a_report_makes_an_article_however_long(headline):
    text = "\n".join([headline, "1月9日，渭源县第十九届人民代表大会第四次会议开幕，县长王平代表县人民政府向大会作政府工作报告。", *[f"代表{n}说，{TOLD * 3}" for n in range(20)]])
    assert read_document(text, "文件.txt").identity.kind == Kind.ARTICLE


def test_a_headline_over_the_speech_itself_leaves_it_a_work_report():
    document = read("王平作政府工作报告", "现在，我代表县人民政府，向大会报告工作，请予审议。")
    assert document.identity.kind == Kind.WORK_REPORT


def test_news_that_quotes_the_end_of_a_report_is_an_article():
    text = (f"渭源日报1月16日讯 今天上午，渭源县人大会议隆重开幕，县长王平作政府工作报告。他说——\n各位代表！今年我县发展的任务十分艰巨。{TOLD}{TOLD}")
    assert read_document(text, "文件.txt").identity.kind == Kind.ARTICLE


@pytest.mark.parametrize("said", ["王平在报告中指出：\n", "王平在报告中说：", "王平强调：“"])
def test_an_address_that_is_told_of_whoever_gave_it_is_the_news_s(said):
    text = "\n".join(["渭源县第十九届人民代表大会第四次会议隆重开幕", "王平作政府工作报告", "1月9日，大会开幕。", f"{said}各位代表，过去一年成绩来之不易。{TOLD}", *[f"代表{n}说，{TOLD * 3}" for n in range(20)]])
    assert read_document(text, "文件.txt").identity.kind == Kind.ARTICLE


@pytest.mark.parametrize("issuer", ["定西市统计局\n国家统计局定西调查队", "定西市統計局\n國家統計局定西調查隊"])
def test_figures_under_the_name_of_the_office_that_counts_them_are_a_communique(issuer):
    text = f"{issuer}\n2012年3月19日\n2011年，定西市在省委、省政府的正确领导下，经济平稳增长。\n一、综合\n初步核算，2011年全市实现地区生产总值186亿元，比上年增长11.3%。{TOLD}"
    identity = read_document(text, "文件.txt").identity
    assert (identity.kind, identity.place, identity.year) == (Kind.STATISTICS, "621100", 2011)


@pytest.mark.parametrize("role", ["渭源县人民代表大会常务委员会副主任", "渭源县人民法院院长", "渭源县人民检察院检察长"])
def test_the_role_of_who_speaks_tells_for_whom(role):
    text = f"{role} 张大明\n各位代表：\n现在，我向大会报告工作，请予审议。\n一、2023年工作回顾\n{TOLD}\n二、2024年工作安排\n{PLANNED}"
    assert read_document(text, "文件.txt").identity.kind == Kind.OTHER


def test_a_summing_up_with_a_plan_is_no_policy():
    text = "\n".join(["某某街道2023年工作总结和2024年工作计划", *[TOLD * 2] * 4])
    assert read_document(text, "文件.txt").identity.kind == Kind.ARTICLE


def test_a_file_that_is_named_a_work_report_may_be_one_on_the_budget():
    text = f"各位代表：\n现在我代表国务院向第一届全国人民代表大会第三次会议提出关于1955年国家决算和1956年国家预算的报告，请予审查。\n一、1955年国家决算\n{TOLD}\n{PLANNED}"
    assert read_document(text, "1956年政府工作报告.txt").identity.kind == Kind.WORK_REPORT
    assert read_document(text, "文件.txt").identity.kind == Kind.OTHER


def test_a_speech_to_a_party_congress_names_its_day_and_speaker_and_is_no_article():
    lines = ["坚定信心 奋力谱写新篇章", "——在中国共产党渭源县第十七次代表大会上的报告", "（2021年11月3日）", "张大明", "同志们：", "现在，我向大会作报告。", TOLD * 3, PLANNED * 3]
    identity = read_document("\n".join(lines), "文件.txt").identity
    assert (identity.kind, identity.place, identity.delivered_on, identity.speaker) == (Kind.OTHER, "621123", date(2021, 11, 3), "张大明")
    assert identity.occasion == "中国共产党渭源县第十七次代表大会"


@pytest.mark.parametrize("title", ["渭源县第三次全国农业普查主要数据公报（第一号）", "渭源县人口抽样调查主要数据公报"])
def test_a_census_has_a_communique_too(title):
    text = f"{title}\n渭源县统计局\n2018年3月12日\n{TOLD * 3}政府会议，国家统计。"
    assert read_document(text, "文件.txt").identity.kind == Kind.STATISTICS


def test_a_short_report_is_one_where_its_speaker_addresses_whoever_hears_it():
    lines = ["政府工作报告", "县长 张大明", "尊敬的各位代表、同志们：", "我代表渭源县人民政府报告工作。", TOLD * 3]
    assert read_document("\n".join(lines), "文件.txt").identity.kind == Kind.WORK_REPORT
    assert read_document("\n".join([*lines[:2], *lines[3:]]), "文件.txt").identity.kind == Kind.ARTICLE
