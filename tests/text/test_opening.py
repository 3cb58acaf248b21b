"""What stands before the text of a report, in the many ways real reports set it."""
from datetime import date

import pytest

from archive.text.opening import read_opening
from archive.text.opening_lines import Opening
from archive.text.speakers import speaker
from archive.text.titles import plain_title
from archive.text.vocabulary import BlockKind

BODY = "现在，我代表人民政府，向大会报告工作，请予审议，并请政协委员和列席人员提出意见。"
DAY = date(2023, 1, 12)
HUNAN = "湖南省第十四届人民代表大会第一次会议"


def opening(*lines: str) -> Opening:
    return read_opening(["2023年湖南省政府工作报告", *lines, "各位代表：", BODY])


def delivery(*lines: str) -> tuple[date | None, str, str, str]:
    found = opening(*lines)
    return found.delivered_on, found.occasion, found.speaker_role, found.speaker


@pytest.mark.parametrize(("lines", "role", "name"), [
    ([f"——2023年1月12日在{HUNAN}上", "省长 王平"], "省长", "王平"),
    ([f"——2023年1月12日在{HUNAN}上", "省长\u3000李大明"], "省长", "李大明"),
    ([f"2023年1月12日在{HUNAN}上", "湖南省人民政府省长 王平"], "湖南省人民政府省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "湖南省省长王平"], "湖南省省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "湖南省省长 王平\u3000"], "湖南省省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上湖南省省长王平作政府工作报告"], "湖南省省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上省长李大明作政府工作报告。"], "省长", "李大明"),
    ([f"2023年1月12日在{HUNAN}上湖南省省长 王平同志作政府工作报告"], "湖南省省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上湖南省代省长刘江作政府工作报告"], "湖南省代省长", "刘江"),
    ([f"2023年1月12日在{HUNAN}上湖南省人民政府代省长李大明作政府工作报告"], "湖南省人民政府代省长", "李大明"),
    ([f"——2023年1月12日省长 王平在{HUNAN}上的讲话"], "省长", "王平"),
    ([f"——2023年1月12日湖南省人民政府省长王平在{HUNAN}上"], "湖南省人民政府省长", "王平"),
    ([f"----2023年1月12日王平省长在{HUNAN}的政府工作报告"], "省长", "王平"),
    ([f"（2023年1月12日在{HUNAN}上）", "省长 王平"], "省长", "王平"),
    ([f"(2023年1月12日在{HUNAN}上)", "湖南省省长 王平"], "湖南省省长", "王平"),
    ([f"2023年1月12日，在{HUNAN}上", "省长 王平"], "省长", "王平"),
    ([f"２０２３年１月１２日在{HUNAN}上", "省长 王平"], "省长", "王平"),
    ([f"二〇二三年一月十二日在{HUNAN}上", "省长 王平"], "省长", "王平"),
    ([f"——2023年1月12日在{HUNAN}", "省长 王平"], "省长", "王平"),
    ([f"——2023 年 1 月 12 日在{HUNAN}上", "省长 王平"], "省长", "王平"),
    (["——2023年1月12日在湖南省第十四届 人民代表大会第一次会议上", "省长 王平"], "省长", "王平"),
    (["来源：某某日报", f"2023年1月12日在{HUNAN}上", "省长 王平"], "省长", "王平"),
    ([f"来源：湖南省人民政府2023年1月12日在{HUNAN}上省长王平作政府工作报告"], "省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "省 长 王 平"], "省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "省\u3000长\u3000李大明"], "省长", "李大明"),
    ([f"2023年1月12日在{HUNAN}上", "省委副书记、省长 王平"], "省委副书记、省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "省长：王平"], "省长", "王平"),
    ([f"——在{HUNAN}上", "省长 王平", "（2023年1月12日）"], "省长", "王平"),
    ([f"——在{HUNAN}上", "（2023年1月12日）", "湖南省省长 王平"], "湖南省省长", "王平"),
    ([f"在{HUNAN}上", "2023年1月12日", "省长 王平"], "省长", "王平"),
    (["（2023年1月12日）", f"——在{HUNAN}上", "省长 王平"], "省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "王平"], "", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "湖南省省长", "王平"], "湖南省省长", "王平"),
    ([f"━━2023年1月12日在{HUNAN}上", "省长 王平"], "省长", "王平"),
    ([f"一一2023年1月12日在{HUNAN}上", "省长 王平"], "省长", "王平"),
    ([f"（省长王平2023年1月12日在{HUNAN}上）"], "省长", "王平"),
    ([f"湖南省省长 王平2023年1月12日在{HUNAN}上"], "湖南省省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "省委书记 王平"], "省委书记", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "镇党委书记、镇长 王平"], "镇党委书记、镇长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "湖南省人民政府省长", "李\u3000平"], "湖南省人民政府省长", "李平"),
    ([f"2023年1月12日在{HUNAN}上", "王 大 明"], "", "王大明"),
    ([f"2023年1月12日在{HUNAN}上", "栗 大 明"], "", "栗大明"),
    ([f"2023年1月12日在{HUNAN}上", "栗大明"], "", "栗大明"),
    ([f"2023年1月12日在{HUNAN}上", "目  录", "王 平"], "", "王平"),
    ([f"• ——2023年1月12日在{HUNAN}上", "□湖南省人民政府省长 王 平"], "湖南省人民政府省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "湖南省人民检察院检察长王平"], "湖南省人民检察院检察长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "省人大常委会副主任、执法检查组组长 王平"], "省人大常委会副主任、执法检查组组长", "王平"),
    (["（点击查阅更多地方政府工作报告）", f"2023年1月12日在{HUNAN}上", "省长 王平"], "省长", "王平"),
    (["湖南省省长王平作政府工作报告。", f"——2023年1月12日在{HUNAN}上", "省长 王平"], "省长", "王平"),
    (["1月12日，大会开幕。本报记者 李明 摄", f"——2023年1月12日在{HUNAN}上", "省长 王平"], "省长", "王平"),
    ([f"2023年1月12日在{HUNAN}上", "自治区代主席 乌云其木格"], "自治区代主席", "乌云其木格"),
    (["admin", "24.01.2023  13:43", "--", f"——2023年1月12日在{HUNAN}上", "省长 王平"], "省长", "王平"),
])
def test_day_occasion_role_and_name_are_read(lines, role, name):
    assert delivery(*lines) == (DAY, HUNAN, role, name)


@pytest.mark.parametrize(("lines", "occasion", "role", "name"), [
    (["——2023年1月12日在新疆维吾尔自治区第十四届人民代表大会第一次会议上", "自治区主席 买买提·艾力"],
     "新疆维吾尔自治区第十四届人民代表大会第一次会议", "自治区主席", "买买提·艾力"),
    (["——2023年1月12日在西藏自治区第十二届人民代表大会第一次会议上", "西藏自治区代理主席 扎西多吉"],
     "西藏自治区第十二届人民代表大会第一次会议", "西藏自治区代理主席", "扎西多吉"),
    (["——2023年1月12日自治区人民政府主席王平在内蒙古自治区第十四届人民代表大会第一次会议上"],
     "内蒙古自治区第十四届人民代表大会第一次会议", "自治区人民政府主席", "王平"),
    (["——2023年1月12日在宁夏回族自治区第十三届人民代表大会第一次会议上", "宁夏回族自治区人民政府主席 王平"],
     "宁夏回族自治区第十三届人民代表大会第一次会议", "宁夏回族自治区人民政府主席", "王平"),
    (["2023年1月12日在榆中县第十九届人民代表大会第二次会议上", "榆中县人民政府县长 马 明"],
     "榆中县第十九届人民代表大会第二次会议", "榆中县人民政府县长", "马明"),
    (["2023年1月12日在城关区第十九届人民代表大会第二次会议上", "区长 王平"],
     "城关区第十九届人民代表大会第二次会议", "区长", "王平"),
    (["2023年1月12日在临夏回族自治州第十六届人民代表大会第二次会议上", "州长 王平"],
     "临夏回族自治州第十六届人民代表大会第二次会议", "州长", "王平"),
    (["2023年1月12日在兴安盟行政公署工作会议上", "盟长 王平"], "兴安盟行政公署工作会议", "盟长", "王平"),
    (["2023年1月12日在鄂托克旗第十八届人民代表大会第二次会议上", "旗长 王平"],
     "鄂托克旗第十八届人民代表大会第二次会议", "旗长", "王平"),
    (["2023年1月12日在第十四届全国人民代表大会第一次会议上", "国务院总理 王平"],
     "第十四届全国人民代表大会第一次会议", "国务院总理", "王平"),
    (["2023年1月12日在第十四届全国人民代表大会第一次会议上", "国务院总理", "王平"],
     "第十四届全国人民代表大会第一次会议", "国务院总理", "王平"),
    (["——2023年1月12日在西藏自治区第十二届人民代表大会第一次会议上", "西藏自治区主席", "扎西多吉"],
     "西藏自治区第十二届人民代表大会第一次会议", "西藏自治区主席", "扎西多吉"),
    (["2023年1月12日在兰州市第十七届人民代表大会第三次会议上", "兰州市代市长 李大明"],
     "兰州市第十七届人民代表大会第三次会议", "兰州市代市长", "李大明"),
    (["2023年1月12日在兰州市第十七届人民代表大会第三次会议上", "兰州市常务副市长 李大明"],
     "兰州市第十七届人民代表大会第三次会议", "兰州市常务副市长", "李大明"),
])
def test_speakers_of_every_level(lines, occasion, role, name):
    assert delivery(*lines) == (DAY, occasion, role, name)


@pytest.mark.parametrize("line", [
    "8月8日，省长王平主持召开省政府常务会议。",
    "2023年1月12日，省长王平在全省经济工作会议上强调，要抓好落实，奋力开创新局面。",
    "2023年1月12日在长沙召开的会议听取了汇报，研究了工作。",
    "2023年2月30日在湖南省第十四届人民代表大会第一次会议上",
    "过去一年，省长王平多次深入基层。",
])
def test_prose_is_no_delivery(line):
    found = read_opening(["全省经济工作综述", line, BODY])
    assert (found.delivered_on, found.speaker) == (None, "")


@pytest.mark.parametrize("text", [
    "", "王平", "省长", "国务院总理", "甘肃省省长", "江苏省省长", "兰州市人民政府市长", "各位代表：", "一、2024年工作回顾", "省长王平在会上讲话", "政府工作报告", "市长热线开通", "加强市长质量奖评审"])
def test_words_that_name_no_speaker(text):
    assert speaker(text) is None


@pytest.mark.parametrize(("lines", "title", "kicker", "subtitle"), [
    (["政府工作报告", "各位代表："], "政府工作报告", "", ""),
    (["政 府 工 作 报 告", "各位代表："], "政府工作报告", "", ""),
    (["政\u3000府\u3000工\u3000作\u3000报\u3000告", "各位代表："], "政府工作报告", "", ""),
    (["某区获批十周年", "某区： 在新征程上打头阵", BODY], "某区：在新征程上打头阵", "某区获批十周年", ""),
    (["实干争先开新局", "——某市推进重点项目纪实", BODY], "实干争先开新局", "", "某市推进重点项目纪实"),
    (["实干争先开新局", "—— 某市推进重点项目纪实", BODY], "实干争先开新局", "", "某市推进重点项目纪实"),
    (["标题：某市召开大会", "来源：某市日报", BODY], "某市召开大会", "", ""),
    (["各位代表：", BODY], "", "", ""),
    ([BODY, BODY], "", "", ""),
])
def test_title_kicker_and_subtitle(lines, title, kicker, subtitle):
    found = read_opening(lines)
    assert (found.title, found.kicker, found.subtitle) == (title, kicker, subtitle)


@pytest.mark.parametrize(("line", "day"), [
    ("时间:2023-01-12", DAY), ("- 時間:2023-01-12", DAY), ("发布时间：2023年1月12日 08:30", DAY), ("发布日期：2023/1/12", DAY),
    ("日期：2023.01.12", DAY), ("成文日期：2023年01月12日", DAY), ("时间：昨天", None), ("时间：", None)])
def test_a_labelled_day_is_that_of_publication(line, day):
    assert read_opening(["某市召开大会", line, BODY]).published_on == day


@pytest.mark.parametrize("line", ["2023年1月12日", "（2023年1月12日）", "2023-01-12"])
def test_a_day_by_itself_under_the_title_of_an_article_is_that_of_publication(line):
    found = read_opening(["某市推进项目纪实", line, BODY])
    assert (found.published_on, found.delivered_on) == (DAY, None)


@pytest.mark.parametrize(("line", "source"), [
    ("来源：某市日报", "某市日报"), ("来源 : 南方某报", "南方某报"), ("- 來源:甘肅某報", "甘肅某報"), ("信息来源： 市政府办公室", "市政府办公室"),
    ("稿源：某报", "某报"), ("来源：", "")])
def test_a_labelled_source(line, source):
    assert read_opening(["某市召开大会", line, BODY]).source == source


@pytest.mark.parametrize(("lines", "authors"), [
    (["本报记者 王平"], ("王平",)),
    (["记者 王平 李大明"], ("王平", "李大明")),
    (["作者：王平、李大明"], ("王平", "李大明")),
    (["王平", "李大明"], ("王平", "李大明")),
    ([], ()),
])
def test_authors_of_an_article(lines, authors):
    assert read_opening(["某市推进项目纪实", *lines, BODY]).authors == authors


@pytest.mark.parametrize("line", ["来源：" + "某报社" * 60, "标题：" + "大会" * 80, "发布机构：" + "机关" * 80, "作者：" + "王平" * 21, "时间：" + "2023-01-12 " * 20])
def test_a_label_before_a_long_text_is_part_of_it(line):
    found = read_opening(["某市召开大会", line, BODY])
    assert (found.title, found.source, found.issuer, found.authors, found.published_on) == ("某市召开大会", "", "", (), None)


def test_every_line_of_an_opening_has_its_kind():
    found = opening("来源：某某日报", f"——2023年1月12日在{HUNAN}上", "省长 王平")
    assert found.kinds == (BlockKind.TITLE, BlockKind.NOTE, BlockKind.DELIVERY, BlockKind.BYLINE, BlockKind.SALUTATION)


@pytest.mark.parametrize("line", ["各位代表：", "各位代表!", "各位代表，", "尊敬的各位代表：", "主席团、各位代表：", "同志们：", "各位委员、同志们：",
    "主任、副主任、秘书长、各位委员：", "主任、各位副主任、各位委员:", "委员长、各位副委员长、秘书长、各位委员：", "主席，各位议员：", "主席女士：", "主席阁下，",
    "大会主席团：", "某省人民代表大会常务委员会：", "市人大常委会:"])
def test_the_salutation_ends_the_opening(line):
    found = read_opening(["政府工作报告", line, "短的一行"])
    assert found.kinds == (BlockKind.TITLE, BlockKind.SALUTATION)


@pytest.mark.parametrize("lines", [[], ["一"], [BODY], ["（一）经济稳中有进。全年增长5%。"], ["第一段。", "第二段。"]])
def test_a_text_without_an_opening_has_an_empty_one(lines):
    found = read_opening(lines)
    assert (found.delivered_on, found.speaker, found.authors, found.source) == (None, "", (), "")


@pytest.mark.parametrize(("written", "title"), [
    ("政府工作报告", "政府工作报告"),
    ("政 府 工 作 报 告", "政府工作报告"),
    (" 政府工作报告\u3000", "政府工作报告"),
    ("某区： 干在前、当标兵", "某区：干在前、当标兵"),
    ("强产业 夯实根基", "强产业 夯实根基"),
    ("2024 年工作报告", "2024 年工作报告"),
    ("", ""),
])
def test_a_title_loses_the_white_space_of_typesetting(written, title):
    assert plain_title(written) == title


def test_a_line_of_several_labels_gives_date_and_source():
    found = read_opening(["某市召开大会", "发布时间：2023-01-12 10:30 来源：某报", BODY])
    assert (found.published_on, found.source, found.kinds[1]) == (DAY, "某报", BlockKind.NOTE)


def test_the_date_of_writing_goes_before_that_of_the_page():
    found = read_opening(["某市关于项目的意见", "成文日期：2023年1月12日", "发布日期：2023年2月3日", BODY])
    assert found.published_on == DAY


NOTICE = "某市人民政府关于加快项目建设的通知"


@pytest.mark.parametrize("line", ["某市人民政府", "某市人民政府办公厅", "某市统计局", "某县发展和改革局  某县财政局"])
def test_who_issues_a_paper_is_no_subtitle(line):
    found = read_opening([NOTICE, line, BODY])
    assert (found.title, found.subtitle, found.issuer) == (NOTICE, "", " ".join(line.split()))
    assert found.kinds == (BlockKind.TITLE, BlockKind.NOTE)


@pytest.mark.parametrize("line", ["国发〔2019〕3号", "某政发〔2023〕30号", "（第19号）", "第706号", "某政办字[2009]第12号"])
def test_the_number_of_a_paper_is_a_note(line):
    found = read_opening([NOTICE, line, BODY])
    assert (found.title, found.subtitle, found.kinds) == (NOTICE, "", (BlockKind.TITLE, BlockKind.NOTE))


def test_an_order_names_who_gives_it():
    found = read_opening(["某市政务数据管理办法", "某市人民政府令", "第16号", BODY])
    assert (found.title, found.issuer) == ("某市政务数据管理办法", "某市人民政府")


def test_whom_a_paper_is_for_is_a_salutation():
    found = read_opening([NOTICE, "各县区人民政府，市直各单位：", BODY])
    assert found.kinds == (BlockKind.TITLE, BlockKind.SALUTATION)


def test_a_labelled_title_is_the_title_and_a_note_where_it_stands_again():
    assert read_opening(["标题：" + NOTICE, BODY]).title == NOTICE
    again = read_opening(["标题：" + NOTICE, "发布日期：2023年1月12日", NOTICE, BODY])
    assert (again.title, again.kinds) == (NOTICE, (BlockKind.NOTE, BlockKind.NOTE, BlockKind.TITLE))


def test_a_resolution_was_passed_on_a_day_in_a_session():
    found = read_opening(["某省人民代表大会关于政府工作报告的决议", "（2023年1月12日某省第十四届人民代表大会第一次会议通过）", BODY])
    assert (found.delivered_on, found.occasion) == (DAY, "某省第十四届人民代表大会第一次会议")


def test_a_title_set_twice_has_no_subtitle():
    found = read_opening(["2023年某省政府工作报告", "政府工作报告", "各位代表："])
    assert (found.title, found.subtitle) == ("2023年某省政府工作报告", "")


def test_who_issues_a_text_that_has_lost_its_title_is_no_title():
    found = read_opening(["某某州统计局", "2024年5月7日", BODY])
    assert (found.title, found.issuer, found.published_on) == ("", "某某州统计局", date(2024, 5, 7))
    assert found.kinds == (BlockKind.NOTE, BlockKind.NOTE)


def test_a_title_that_ends_like_an_office_is_one():
    assert read_opening(["实干争先开新局", BODY]).title == "实干争先开新局"


def test_a_headline_that_ends_in_a_secretarys_name_is_a_title():
    found = read_opening(["本刊专访县委书记王平", BODY])
    assert (found.title, found.speaker) == ("本刊专访县委书记王平", "")


def test_words_before_a_date_that_name_no_one_make_no_delivery():
    assert opening(f"本报讯2023年1月12日在{HUNAN}上").delivered_on is None


def test_a_salutation_with_the_first_words_of_the_speech_is_no_title():
    found = read_opening(["政府工作报告", "各位代表：现在报告2022年的工作和2023年的打算"])
    assert (found.title, found.subtitle) == ("政府工作报告", "")


def test_an_editors_note_above_the_title_hides_nothing():
    found = read_opening(["编者按：1月12日，大会开幕，省长作报告。现予刊发。", "湖南省政府工作报告", f"——2023年1月12日在{HUNAN}上", "省长 王平（回族）", BODY])
    assert (found.title, found.delivered_on, found.speaker) == ("湖南省政府工作报告", DAY, "王平")
    assert found.kinds[0] == BlockKind.NOTE


def test_a_day_above_the_title_is_the_papers():
    found = read_opening(["某市日报", "2023年1月12日", "政府工作报告", "各位代表："])
    assert (found.delivered_on, found.published_on) == (None, DAY)


HEAD = ["2023年湖南省政府工作报告", f"——2023年1月12日在{HUNAN}上", "省长 王平", "各位代表："]


@pytest.mark.parametrize("above", [
    ["某某文库最新最全的文档下载，欢迎收藏本站。"], ["栏目一", "栏目二", "栏目三", "栏目四", "栏目五", "政府工作报告"], ["热点：", "某县召开大会。", "更多："]])
def test_a_speech_is_found_under_whatever_a_page_sets_above_it(above):
    found = read_opening([*above, *HEAD, BODY])
    assert (found.title, found.delivered_on, found.speaker) == ("2023年湖南省政府工作报告", DAY, "王平")
    assert len(found.kinds) == len(above) + 4


def test_labels_above_it_still_count():
    found = read_opening(["某某网欢迎您。", "来源：某报 发布时间：2023-02-01", "某县简介。", *HEAD, BODY])
    assert (found.source, found.published_on, found.delivered_on) == ("某报", date(2023, 2, 1), DAY)


def test_a_salutation_deep_in_an_article_begins_no_speech():
    found = read_opening(["某市推进项目纪实", "大会今天开幕。", "市长在讲话中说：", "各位代表：", BODY])
    assert (found.title, found.kinds) == ("某市推进项目纪实", (BlockKind.TITLE,))


@pytest.mark.parametrize(("lines", "title"), [
    (["文库 报告/总结", "2023年某省政府工作报告", "各位代表："], "2023年某省政府工作报告"),
    (["首页 政策解读 关于《某办法》的解读", "关于《某办法》的解读", BODY], "关于《某办法》的解读"),
    (["政府工作报告", "2023年某省人民政府工作报告", "政 府 工 作 报 告", "各位代表："], "2023年某省人民政府工作报告"),
    (["某市2014年政府工作报告_某某网", "某市2014年政府工作报告", "各位代表："], "某市2014年政府工作报告"),
    (["• 政府工作报告", "各位代表："], "政府工作报告"),
    (["某省人大会议开幕", "某省人大会议开幕", "王平作政府工作报告", "短的一行。"], "某省人大会议开幕")])
def test_which_of_several_lines_is_the_title(lines, title):
    found = read_opening(lines)
    assert found.title == title


def test_a_resolution_may_not_name_the_session_that_passed_it():
    found = read_opening(["某省人民代表大会关于政府工作报告的决议", "（2023年1月12日通过）", BODY])
    assert (found.delivered_on, found.occasion) == (DAY, "")
    named = read_opening([f"——在{HUNAN}上", "（2023年1月12日通过）", BODY])
    assert named.delivered_on == DAY


@pytest.mark.parametrize("line", ["（2023年1月12日公布）", "(二〇二三年一月十二日公告)"])
def test_a_day_of_announcement_in_brackets_is_that_of_publication(line):
    found = read_opening(["某市审计工作报告", line, f"——2022年12月2日在{HUNAN}上", BODY])
    assert (found.published_on, found.delivered_on) == (DAY, date(2022, 12, 2))


@pytest.mark.parametrize("line", ["某市十六届人大一次会议文件", "某市十六届人大一次会议文件（三）", "第二次会议秘书处材料（5）"])
def test_the_mark_of_a_sessions_papers_is_a_note(line):
    found = read_opening([line, "2023年湖南省政府工作报告", "各位代表："])
    assert (found.title, found.kicker, found.kinds[0]) == ("2023年湖南省政府工作报告", "", BlockKind.NOTE)


def test_roles_that_stand_in_headlines_too_count_by_themselves_where_the_session_is_named():
    session = f"（2023年1月12日{HUNAN}通过）"
    found = read_opening(["某省财经委员会审查结果报告", session, "省人大财经委员会副主任委员", "王大明", BODY])
    assert (found.speaker_role, found.speaker, found.subtitle) == ("省人大财经委员会副主任委员", "王大明", "")
    assert read_opening(["走访群众的人", "记一位法院院长", BODY]).speaker_role == ""


@pytest.mark.parametrize("line", ["财政部部长 王大明（受国务院委托）", "审计署审计长 王大明", "第二师师长 王大明"])
def test_ministers_are_speakers(line):
    assert delivery(f"2023年1月12日在{HUNAN}上", line)[3] == "王大明"


@pytest.mark.parametrize(("lines", "title"), [
    (["（受权发布）某院工作报告", "某通讯社北京3月17日电", "某院工作报告", "各位代表："], "某院工作报告"),
    (["2023年某省政府工作报告 时间：2023-01-12 来源：某某网", "2023年某省政府工作报告", "各位代表："], "2023年某省政府工作报告"),
    (["2023年某市政府工作报告", "专享免下载券。", "40 页", "政府工作报告", "各位代表："], "2023年某市政府工作报告"),
    (["某市政府工作报告", "专享免下载券。", "政府工作报告", "各位代表："], "某市政府工作报告"),
    (["2023年某市政府工作报告", "2022年某市政府工作报告", "更多报告请看。", "政府工作报告", "各位代表："], "政府工作报告"),
    (["热议政府工作报告", "更多报告请看。", "政府工作报告", "各位代表："], "政府工作报告")])
def test_a_title_is_told_from_what_a_page_adds_to_it(lines, title):
    assert read_opening(lines).title == title


def test_a_long_title_that_names_its_type_is_one():
    title = "某市关于二〇一八年度市级预算执行和其他财政收支的审计工作报告和二〇一七年度市级预算执行及其他财政收支审计整改落实情况的报告"
    assert len(title) > 60
    assert read_opening([title, f"——2023年1月12日在{HUNAN}上", BODY]).title == title
    assert read_opening([title.replace("和二", "，二"), BODY]).title == ""


def test_a_speech_to_a_standing_committee_is_found_under_what_stands_above_it():
    above = ["某某网欢迎您。", "栏目一。"]
    found = read_opening([*above, "某省预算执行情况的报告", f"——2023年1月12日在{HUNAN}上", "省财政厅厅长 王大明", "省人大常委会：", BODY])
    assert (found.title, found.delivered_on, found.speaker) == ("某省预算执行情况的报告", DAY, "王大明")


@pytest.mark.parametrize(("line", "occasion"), [
    ("——在某市五届人大二次会议上", "某市五届人大二次会议"), ("——在某县第十七次党代会上的报告", "某县第十七次党代会"),
    ("（在某市第十届人民代表大会第一次会议上的报告）", "某市第十届人民代表大会第一次会议")])
def test_an_occasion_without_its_day(line, occasion):
    found = read_opening(["工作报告", line, "（2023年1月12日）", "王大明", "同志们："])
    assert (found.occasion, found.delivered_on, found.speaker) == (occasion, DAY, "王大明")


def test_a_speech_at_a_lesser_meeting_stays_a_subtitle():
    assert read_opening(["实干争先开新局", "——在某市代表座谈会上的讲话", BODY]).subtitle == "在某市代表座谈会上的讲话"


@pytest.mark.parametrize("line", ["本报记者 王大明", "记者：王大明", "文/王大明"])
def test_who_writes_of_a_report_does_not_give_it(line):
    for title in ("李平在大会上作政府工作报告", "某县政府工作报告"):
        found = read_opening([title, line, BODY])
        assert (found.speaker, found.authors) == ("", ("王大明",))


def test_a_day_under_news_of_a_report_is_no_day_of_delivery():
    found = read_opening(["李平在大会上作政府工作报告", "2023年1月12日", BODY])
    assert (found.delivered_on, found.published_on) == (None, DAY)


@pytest.mark.parametrize("author", ["国务院", "admin", "王大明"])
def test_whom_a_page_calls_its_author_does_not_speak(author):
    found = read_opening(["1982年某省政府工作报告", f"时间：2023-01-12 来源：某网 作者：{author}", "各位代表："])
    assert (found.speaker, found.authors) == ("", (author,))


@pytest.mark.parametrize("line", [f"2023年1月12日{HUNAN}", f"（2023年1月12日 {HUNAN}）"])
def test_a_day_and_its_session_need_no_word_between_them(line):
    assert delivery(line, "省长 王平") == (DAY, HUNAN, "省长", "王平")
