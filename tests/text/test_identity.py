"""Which place and year a document belongs to, and who speaks in it: read from itself, never invented."""
from dataclasses import dataclass
from datetime import date

import pytest

from archive.text.document import read_document
from archive.text.identity import Identity
from archive.text.vocabulary import Kind

PROSE = ("这一年，我们坚持稳中求进，统筹推进改革发展各项工作，群众的获得感不断增强，各项事业取得新进步，经济建设迈出新步伐。"
         "我们要再接再厉，加快项目建设，支持企业发展，推进政府职能转变，办好民生实事。")
SPEECH = "现在，我代表市人民政府向大会报告工作，请予审议。"
NOWHERE = "文件.txt"


@dataclass(frozen=True)
class Case:
    """A text and the name of its file; read only within a test."""
    text: str
    file_name: str

    def identity(self) -> Identity:
        return read_document(self.text, self.file_name).identity

    def __str__(self) -> str:
        return f"{self.text.splitlines()[0]}, {self.file_name}"


def text(*lines: str, file_name: str = NOWHERE) -> Case:
    return Case("\n".join(lines), file_name)


def work_report(title: str, *opening: str, review: str = "一、工作回顾", plan: str = "二、工作安排", file_name: str = NOWHERE) -> Case:
    return text(title, *opening, "各位代表：", SPEECH, review, PROSE, plan, PROSE, file_name=file_name)


def article(title: str, *opening: str, file_name: str = NOWHERE) -> Case:
    return text(title, *opening, PROSE, PROSE, file_name=file_name)


def resolution(title: str, *lines: str, file_name: str = NOWHERE) -> Case:
    heard = "会议听取和审议了政府工作报告。会议充分肯定过去一年的工作，同意报告提出的各项任务，决定批准这个报告。"
    return text(title, *lines, heard, "会议号召，全体人民团结起来，为完成今年的各项任务努力奋斗。", file_name=file_name)


LANZHOU_SESSION = "——2022年12月19日在兰州市第十七届人民代表大会第二次会议上"


# The year, in the order of the rule

@pytest.mark.parametrize(("case", "year"), [
    (work_report("2017年兰州市政府工作报告"), 2017),
    (work_report("2017年兰州市政府工作报告", plan="二、2018年工作安排"), 2017),
    (work_report("2021年兰州市政府工作报告", LANZHOU_SESSION, "市长 王平"), 2021),
    (work_report("兰州市政府工作报告（2019年）", plan="二、2020年工作安排"), 2019),
    (work_report("二〇一七年兰州市政府工作报告"), 2017),
    (work_report("２０１７年兰州市政府工作报告"), 2017),
    (article("兰州市2022年国民经济和社会发展统计公报", "发布时间：2023-04-01"), 2022),
    (article("2023年兰州招商大会纪实", "时间：2024-01-02"), 2023),
    (work_report("2017年兰州市政府工作报告", file_name="兰州市_2019_政府工作报告.txt"), 2017),
], ids=str)
def test_first_the_year_in_the_title(case, year):
    found = case.identity()
    assert found.year == year
    assert "year" not in found.supplied


@pytest.mark.parametrize("case", [
    work_report("政府工作报告", LANZHOU_SESSION, "兰州市市长 王平", review="一、2022年工作回顾", plan="二、2023年工作安排"),
    work_report("政府工作报告", LANZHOU_SESSION, "兰州市市长 王平", plan="二、2023年工作总体要求和主要目标"),
    work_report("兰州市政府工作报告", plan="二、2023年重点工作", file_name="兰州_2021.txt"),
    work_report("兰州市政府工作报告", "时间：2022-12-30", plan="二、2023年的主要任务"),
], ids=["delivered the year before", "with targets", "file name of another year", "published the year before"])
def test_second_for_a_local_report_the_year_it_plans(case):
    found = case.identity()
    assert found.year == 2023
    assert "year" not in found.supplied


@pytest.mark.parametrize("plan", ["二、工作安排", "二、今后五年工作安排", "二、2022年和2023年工作安排", "二、2023—2027年工作安排"])
def test_third_the_year_of_delivery_where_no_single_year_is_planned(plan):
    found = work_report("政府工作报告", LANZHOU_SESSION, "兰州市市长 王平", plan=plan, file_name="兰州_2023.txt").identity()
    assert (found.year, found.plan_year) == (2022, None)
    assert "year" not in found.supplied


def test_fourth_the_year_of_publication():
    found = article("兰州市推进项目建设纪实", "时间：2023-08-09", file_name="兰州_2021.txt").identity()
    assert (found.year, found.published_on) == (2023, date(2023, 8, 9))
    assert "year" not in found.supplied


@pytest.mark.parametrize("file_name", ["兰州市2019年政府工作报告.txt", "兰州市_2019_报告.txt", "2019.txt", "兰州 2019年.txt"])
def test_fifth_the_year_in_the_file_name_as_supplied(file_name):
    found = article("兰州市推进项目建设纪实", file_name=file_name).identity()
    assert found.year == 2019
    assert "year" in found.supplied


@pytest.mark.parametrize("file_name", [
    "文件.txt", "000_0ccb463a61b13ebd.txt", "a2013cb104.txt", "20130101123.txt", "投资2000亿元.txt", "1234.txt"])
def test_else_it_has_none(file_name):
    found = article("兰州市推进项目建设纪实", file_name=file_name).identity()
    assert found.year is None
    assert "year" not in found.supplied


def test_an_article_does_not_go_under_a_year_that_one_of_its_headings_plans():
    found = text("兰州市推进项目建设纪实", "时间：2022-12-30", PROSE, "一、2022年工作回顾", PROSE, "二、2023年工作安排", PROSE).identity()
    assert found.year == 2022
    assert (found.review_year, found.plan_year) == (None, None)


NATIONAL_SESSION = "——1981年11月30日在第五届全国人民代表大会第四次会议上"


def national(*opening: str, plan: str = "二、1982年的任务", file_name: str = NOWHERE, title: str = "政府工作报告") -> Case:
    return text(title, *opening, "各位代表：", "现在，我代表国务院向大会作政府工作报告，请予审议。", "一、1981年工作回顾", PROSE, plan, PROSE,
                    file_name=file_name)


@pytest.mark.parametrize(("case", "year"), [
    (national(NATIONAL_SESSION, "国务院总理 王平"), 1981),
    (national(NATIONAL_SESSION, "国务院总理 王平", plan="二、1982年工作安排"), 1981),
    (national(NATIONAL_SESSION, "国务院总理 王平", title="1980年政府工作报告"), 1980),
    (national(plan="二、1982年工作安排", file_name="国务院_1981_政府工作报告.txt"), 1981),
    (national("发布时间：2005-03-01", plan="二、1982年工作安排", file_name="国务院_1981_政府工作报告.txt"), 1981),
    (national("发布时间：2005-03-01", plan="二、1982年工作安排"), None),
], ids=["delivery", "not what it plans", "title first", "file name", "not its publication", "nothing left"])
def test_a_report_of_the_state_council_goes_by_title_delivery_and_file_name_only(case, year):
    found = case.identity()
    assert (found.place, found.year) == ("000000", year)


def test_its_file_name_counts_as_supplied():
    assert "year" in national(file_name="国务院_1981_政府工作报告.txt").identity().supplied


@pytest.mark.parametrize(("review", "plan", "years"), [
    ("一、2022年工作回顾", "二、2023年工作安排", (2022, 2023)),
    ("一、2022年工作回顾", "二、今后五年工作安排", (2022, None)),
    ("一、过去五年工作回顾", "二、2023年工作安排", (None, 2023)),
    ("一、2018—2022年工作回顾", "二、2023年工作安排", (None, 2023)),
    ("一、二〇二二年工作回顾", "二、二〇二三年工作安排", (2022, 2023)),
    ("一、工作回顾", "二、工作安排", (None, None)),
])
def test_the_years_reviewed_and_planned_only_where_one_single_year_is_stated(review, plan, years):
    found = work_report("政府工作报告", LANZHOU_SESSION, "市长 王平", review=review, plan=plan).identity()
    assert (found.review_year, found.plan_year) == years


@pytest.mark.parametrize(("title", "year"), [
    ("第十三届全国人民代表大会第二次会议关于政府工作报告的决议", 2019),
    ("第十四届全国人民代表大会第三次会议关于政府工作报告的决议", 2025),
    ("第六届全国人民代表大会第一次会议关于政府工作报告的决议", 1983),
])
def test_a_resolution_goes_under_the_year_of_its_session(title, year):
    found = resolution(title).identity()
    assert (found.kind, found.place, found.year) == (Kind.RESOLUTION, "000000", year)


# The place

@pytest.mark.parametrize(("case", "code"), [
    (work_report("2017年兰州市政府工作报告"), "620100"),
    (work_report("2017年甘肃省政府工作报告"), "620000"),
    (work_report("2017年甘肃省兰州市榆中县政府工作报告"), "620123"),
    (work_report("榆中县人民政府工作报告"), "620123"),
    (work_report("2025年吉林市政府工作报告"), "220200"),
    (work_report("2025年吉林省政府工作报告"), "220000"),
    (work_report("2025年北京市政府工作报告"), "110000"),
    (work_report("2025年广西政府工作报告"), "450000"),
    (work_report("2025年内蒙古自治区政府工作报告"), "150000"),
    (work_report("蘭州市政府工作報告"), "620100"),
    (work_report("政府工作报告", LANZHOU_SESSION, "市长 王平"), "620100"),
    (work_report("政府工作报告", "——2022年12月19日在南京市鼓楼区第十九届人民代表大会第二次会议上", "区长 王平"), "320106"),
    (work_report("政府工作报告", "——2022年12月19日在徐州市鼓楼区第十九届人民代表大会第二次会议上", "区长 王平"), "320302"),
    (work_report("政府工作报告", "兰州市市长 王平"), "620100"),
    (work_report("国务院政府工作报告"), "000000"),
    (national(NATIONAL_SESSION), "000000"),
    (article("兰州市推进项目建设纪实"), "620100"),
    (article("在强省会行动中干在前", "来源：兰州日报"), "620100"),
    (article("兰州市2022年国民经济和社会发展统计公报"), "620100"),
    (article("黔东南苗族侗族自治州2023年国民经济和社会发展统计公报"), "522600"),
], ids=str)
def test_the_place_a_document_speaks_for(case, code):
    found = case.identity()
    assert found.place == code
    assert "place" not in found.supplied


def test_an_area_without_a_code_files_under_the_division_that_holds_it_and_keeps_its_name():
    found = article("兰州新区：在新征程上打头阵").identity()
    assert (found.place, found.place_name) == ("620100", "兰州新区")


def test_the_title_goes_before_the_source():
    assert article("兰州市推进项目建设纪实", "来源：陕西日报").identity().place == "620100"


def test_a_place_known_from_the_file_name_alone_is_supplied():
    found = work_report("政府工作报告", "市长 王平", file_name="兰州市2019年政府工作报告.txt").identity()
    assert (found.place, found.year) == ("620100", 2019)
    assert {"place", "year"} <= set(found.supplied)


@pytest.mark.parametrize("case", [
    work_report("政府工作报告"),
    work_report("鼓楼区政府工作报告"),
    work_report("某市政府工作报告", "——2022年12月19日在某市第三届人民代表大会第二次会议上", "市长 王平"),
    text("山高水长", PROSE, PROSE),
], ids=["none named", "a name of several", "none of that name", "an article of nowhere"])
def test_a_place_is_never_invented(case):
    found = case.identity()
    assert found.place is None
    assert "place" not in found.supplied


# Kind, title, people

@pytest.mark.parametrize(("case", "kind"), [
    (work_report("兰州市政府工作报告"), Kind.WORK_REPORT),
    (work_report("政 府 工 作 报 告"), Kind.WORK_REPORT),
    (text("各位代表：", SPEECH, "一、2022年工作回顾", PROSE, "二、2023年工作安排", PROSE), Kind.WORK_REPORT),
    (resolution("第十三届全国人民代表大会第二次会议关于政府工作报告的决议"), Kind.RESOLUTION),
    (article("兰州市2022年国民经济和社会发展统计公报"), Kind.STATISTICS),
    (article("兰州市人民政府关于加快项目建设的意见"), Kind.POLICY),
    (article("兰州市政务数据管理办法"), Kind.REGULATION),
    (article("兰州市人民政府常务会议纪要"), Kind.MINUTES),
    (article("中国共产党第十九届中央委员会第五次全体会议公报"), Kind.COMMUNIQUE),
    (article("兰州市推进项目建设纪实"), Kind.ARTICLE),
    (text(*["我在风里唱着一首歌", "你在雨里等着一盏灯", "夜色里的街道很长很长", "脚步声像旧时候的钟"] * 4), Kind.OTHER),
], ids=str)
def test_kinds(case, kind):
    found = case.identity()
    assert found.kind == kind


def test_other_kinds_carry_a_warning():
    assert text(*["我在风里唱着一首歌", "你在雨里等着一盏灯", "夜色里的街道很长很长", "脚步声像旧时候的钟"] * 4).identity().warnings
    assert not work_report("2017年兰州市政府工作报告").identity().warnings


def test_what_is_not_printed_stays_empty():
    found = work_report("2017年兰州市政府工作报告").identity()
    assert (found.delivered_on, found.published_on) == (None, None)
    assert {found.speaker, found.speaker_role, found.occasion, found.issuer, found.source, found.subtitle, found.kicker} == {""}
    assert (found.authors, found.supplied, found.suggestions) == ((), (), {})


def test_a_text_without_a_title_gets_one_that_is_listed_as_supplied():
    found = text(PROSE, PROSE).identity()
    assert found.title
    assert PROSE.startswith(found.title)
    assert "title" in found.supplied


@pytest.mark.parametrize(("sentence", "year"), [
    ("2026年是“十五五”开局之年，我们站上新起点。", 2026),
    ("2025年是“十四五”规划收官之年，任务繁重。", 2025),
])
def test_a_year_the_text_calls_the_present_is_only_suggested(sentence, year):
    found = text("兰州市推进项目建设纪实", PROSE, sentence).identity()
    assert (found.year, found.suggestions["year"]) == (None, year)
    assert "year" not in found.supplied


def test_the_age_of_a_new_area_suggests_a_year():
    found = text("兰州新区获批国家级新区10周年", "兰州新区：打头阵", PROSE, PROSE).identity()
    assert (found.year, found.suggestions["year"]) == (None, 2022)


def test_a_date_far_from_the_year_in_the_title_is_warned_of():
    found = work_report("2017年兰州市政府工作报告", LANZHOU_SESSION, "市长 王平").identity()
    assert found.year == 2017
    assert any("2017" in str(warning) for warning in found.warnings)


def test_the_speaker_of_a_report_is_no_author():
    found = work_report("政府工作报告", LANZHOU_SESSION, "兰州市市长 王平").identity()
    assert (found.speaker, found.speaker_role, found.authors) == ("王平", "兰州市市长", ())


def test_a_year_alone_above_the_title_is_the_titles():
    identity = read_document("\n".join(["2006年", "政府工作报告", "各位代表：", SPEECH, "一、工作回顾", PROSE]), NOWHERE).identity
    assert (identity.kicker, identity.title, identity.year, "year" in identity.supplied) == ("2006年", "政府工作报告", 2006, False)


def test_the_year_that_an_outline_looks_forward_to_is_not_its_own():
    text = "\n".join([
        "渭源县第十四个五年规划和二〇三五年远景目标纲要", "（2021年3月2日渭源县第十八届人民代表大会第六次会议通过）",
        "经过五年的努力，全县经济社会发展取得新的成绩，政府职能加快转变，改革不断深化，项目建设全面推进，群众生活持续改善。"])
    assert read_document(text, "文件.txt").identity.year == 2021


@pytest.mark.parametrize(("title", "year"), [
    ("渭源县人民法院工作报告（2017-2022）", 2023), ("渭源县2018—2022年政府工作报告", 2023), ("渭源县2021-2025年行动方案", 2021)])
def test_a_span_of_years_in_a_reports_title_is_not_its_year(title, year):
    text = f"{title}\n发布时间：2023-01-18\n{'全县经济社会发展取得新的成绩，群众生活持续改善。' * 4}"
    assert read_document(text, "文件.txt").identity.year == year


@pytest.mark.parametrize(("title", "year"), [
    ("关于渭源县2023年国民经济和社会发展计划执行情况与2024年计划草案的报告", 2024),
    ("关于渭源县２０２３年预算执行情况和２０２４年预算草案的报告", 2024),
    ("關於二〇二三年計劃執行情況與二〇二四年計劃草案的報告", 2024),
    ("渭源县2023年计划完成情况及2024年计划安排的报告", 2024),
    ("关于渭源县2022年度预算执行和其他财政收支的审计工作报告", 2022),
    ("渭源县第十九届人大四次会议关于2023年预算执行情况和2024年预算的决议", 2024),
    ("关于2023年上半年计划执行情况的报告", 2023)])
def test_a_report_on_one_years_plan_and_the_next_ones_goes_under_the_next(title, year):
    assert article(title, "发布时间：2026-01-12").identity().year == year


def test_the_year_of_its_session_goes_before_that_in_which_a_page_printed_a_resolution():
    found = resolution("第六届全国人民代表大会第一次会议关于政府工作报告的决议", "发布时间：2008-03-06").identity()
    assert (found.year, found.published_on) == (1983, date(2008, 3, 6))
