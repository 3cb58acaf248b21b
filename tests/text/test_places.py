"""Whose report it is, where the title tells no place or one that several bear."""
import pytest

from archive.text.document import read_document

TOLD = "过去一年，我们坚持稳中求进，统筹推进各项工作，经济社会发展取得新的成绩，群众生活持续改善。"


def place(title: str, role: str, says: str, name: str = "文件.txt", source: str = "") -> str | None:
    lines = [title, *([f"来源：{source}"] if source else []), f"{role} 张三", "各位代表：", says, "一、2023年工作回顾", TOLD]
    return read_document("\n".join(lines), name).identity.place


@pytest.mark.parametrize("says", [
    "现在，我代表县人民政府，向大会报告工作。在四川省委、省政府和成都市委、市政府的坚强领导下，我们奋力前行。",
    "现在，我代表市人民政府，向大会报告工作。我们深化与福州市的协作，主动对接福州市产业转移。"])
def test_a_place_that_a_report_only_speaks_of_is_not_its_own(says):
    assert place("政府工作报告", "县长", says) is None


def test_the_files_name_may_still_tell_it():
    assert place("政府工作报告", "县长", "现在，我代表县人民政府报告工作，感谢福州市的帮扶。", "2024年渭源县报告.txt") == "621123"


def test_the_paper_that_printed_it_tells_it():
    assert place("政府工作报告", "市长", "现在，我代表市人民政府报告工作。", source="定西日报") == "621100"


def test_of_several_places_of_one_name_the_one_whose_city_leads_it_is_meant():
    says = "现在，我代表鼓楼区人民政府报告工作。在{}市委、市政府的坚强领导下，各项工作取得新成绩。"
    assert place("鼓楼区政府工作报告", "区长", says.format("南京")) == "320106"
    assert place("鼓楼区政府工作报告", "区长", says.format("福州")) == "350102"


def test_without_such_a_word_or_with_two_no_one_is_meant():
    assert place("鼓楼区政府工作报告", "区长", "现在，我代表鼓楼区人民政府报告工作。我们与南京市企业合作。") is None
    assert place("鼓楼区政府工作报告", "区长", "在南京市委支持下，我们学习福州市委的做法。") is None


@pytest.mark.parametrize(("title", "code"), [
    ("浦东新区政府工作报告", "310115"), ("天津市滨海新区2024年政府工作报告", "120116"), ("雄安新区2024年政府工作报告", "130000")])
def test_a_new_area_that_is_a_division_has_its_own_code(title, code):
    assert place(title, "区长", "现在，我代表新区人民政府，向大会报告工作。") == code


@pytest.mark.parametrize(("text", "code"), [
    ("渭源县第十九届人民代表大会第四次会议听取和审议了县长所作的政府工作报告。会议同意报告提出的任务，决定批准这个报告。", "621123"),
    ("（2020年5月15日定西市五届人大三次会议通过）\n听取和审议了市长所作的政府工作报告。会议同意报告提出的任务，决定批准这个报告。", "621100"),
    ("3月17日下午，玉树市第一届人民代表大会第四次会议开幕，市长在会上作了政府工作报告，市委书记出席会议。", "632701"),
    ("各位代表：我代表省人民委员会向山西省第一届人民代表大会第四次会议作政府工作报告。1955年，是发生根本变化的一年。", "140000"),
    ("各位代表：我代表市人民政府报告工作。山西省第一届人民代表大会第四次会议的代表也在这里。", None),
    ("9月8日，鼓楼区第十七届人民代表大会第二次会议开幕，区长作政府工作报告。", None)])
def test_a_congress_in_the_first_words_tells_it(text, code):
    assert read_document(f"{text}\n{TOLD}", "文件.txt").identity.place == code


@pytest.mark.parametrize(("text", "code"), [
    ("昆山市委召开情况通报会，市委副书记、市长主持会议，通报了全市经济社会发展情况。", "320583"),
    ("苏州市长到昆山市调研，昆山市委书记陪同。市长说，昆山市要加快发展，推进项目建设。", "320500")])
def test_a_mayor_may_be_that_of_a_county_level_city(text, code):
    assert read_document(f"2月2日，{text}{TOLD}\n{TOLD}", "文件.txt").identity.place == code


@pytest.mark.parametrize("menu", ["各地新闻: 北京 重庆 大连 福建 广东 广西", "北京|天津|上海|重庆|河北|山西", "时政 经济 社会 热图 专题 节会"])
def test_a_menu_is_no_title_and_names_no_place(menu):
    identity = read_document(f"{menu}\n渭源县召开项目建设推进会\n{TOLD}\n{TOLD}", "文件.txt").identity
    assert (identity.title, identity.place) == ("渭源县召开项目建设推进会", "621123")


@pytest.mark.parametrize(("says", "code"), [
    ("现在，我谨代表澳门特别行政区政府，向立法会作施政报告。", "820000"), ("現在，我代表香港特別行政區政府宣讀施政報告。", "810000")])
def test_a_special_region_has_a_government_of_its_own(says, code):
    assert read_document(f"二〇二四年施政报告\n主席女士：\n{says}\n{TOLD}", "文件.txt").identity.place == code


def test_a_congress_in_traditional_script_is_the_nations():
    text = f"關於2000年計劃草案的報告\n——2000年3月6日在第九屆全國人民代表大會第三次會議上\n各位代表：\n現在報告計劃草案。\n{TOLD}"
    assert read_document(text, "文件.txt").identity.place == "000000"


def test_who_is_obeyed_does_not_act():
    text = f"市发改委主任向市人大会议提交了关于高邮市计划的报告。他说，全市落实中央、省和扬州市部署，市委、市政府推进项目建设。{TOLD}"
    assert read_document(text, "文件.txt").identity.place == "321084"


@pytest.mark.parametrize(("where", "code"), [
    ("中山镇第十五届人民代表大会第六次会议", None), ("南京路街道社区代表会议", None), ("北京西路街道代表会议", None), ("海南乡第九届人民代表大会第一次会议", None),
    ("中山市中山镇第十五届人民代表大会第六次会议", "442000"), ("中山第十五届人民代表大会第六次会议", "442000"),
    ("贵州镇远县第九届人民代表大会第一次会议", "522625")])
def test_a_town_or_a_street_that_bears_a_citys_name_is_not_the_city(where, code):
    lines = ["政府工作报告", f"——2021年1月12日在{where}上", "李强", "各位代表：", "现在，我向大会报告工作。", "一、2020年工作回顾", TOLD]
    assert read_document("\n".join(lines), "文件.txt").identity.place == code


@pytest.mark.parametrize("role", ["中山镇镇长", "中山镇人民政府镇长", "南京路街道办事处主任"])
def test_who_heads_a_town_heads_no_city(role):
    assert place("政府工作报告", role, "现在，我向大会报告工作。") is None


def test_an_area_in_brackets_behind_its_district_is_not_meant():
    identity = read_document(f"广州市黄埔区（广州开发区）2021年工作总结\n{TOLD * 3}", "文件.txt").identity
    assert (identity.place, identity.place_name) == ("440112", "")


@pytest.mark.parametrize(("title", "code"), [
    ("渭源2018年政府工作报告", "621123"), ("渭源二〇一八年度政府工作报告", "621123"), ("新区2018年政府工作报告", None), ("新区政府工作报告", None), ("鼓楼2018年政府工作报告", None)])
def test_a_countys_short_name_may_stand_before_the_year(title, code):
    assert place(title, "县长", "现在，我向大会报告工作。") == code
