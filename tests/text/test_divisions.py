"""Places are known by code and by name, and found in running text without guessing."""
import re
from time import perf_counter

import pytest

from archive.text.divisions import all_divisions, division, heir, is_within, mentions, named


@pytest.mark.parametrize(("code", "name", "level", "parent", "to_year", "successor"), [
    ("000000", "全国", "nation", None, None, None),
    ("110000", "北京市", "province", "000000", None, None),
    ("500000", "重庆市", "province", "000000", None, None),
    ("710000", "台湾省", "province", "000000", None, None),
    ("810000", "香港特别行政区", "province", "000000", None, None),
    ("820000", "澳门特别行政区", "province", "000000", None, None),
    ("620100", "兰州市", "prefecture", "620000", None, None),
    ("620123", "榆中县", "county", "620100", None, None),
    ("110105", "朝阳区", "county", "110000", None, None),
    ("460300", "三沙市", "prefecture", "460000", None, None),
    ("441900", "东莞市", "prefecture", "440000", None, None),
    ("659001", "石河子市", "county", "650000", None, None),
    ("310119", "南汇区", "county", "310000", 2008, "310115"),
    ("341400", "巢湖市", "prefecture", "340000", 2010, None),
    ("342600", "巢湖地区", "prefecture", "340000", 1998, "341400"),
    ("510200", "重庆市", "prefecture", "510000", 1996, "500000"),
    ("542100", "昌都地区", "prefecture", "540000", 2013, "540300"),
    ("110228", "密云县", "county", "110000", 2014, "110118"),
    ("120225", "蓟县", "county", "120000", 2015, "120119"),
    ("330104", "江干区", "county", "330100", 2020, "330102"),
    ("653229", "和安县", "county", "653200", None, None),
])
def test_divisions_of_every_kind_are_there(code, name, level, parent, to_year, successor):
    found = division(code)
    assert (found.name, found.level, found.parent, found.to_year, found.successor) == (name, level, parent, to_year, successor)


@pytest.mark.parametrize("code", ["990001", "000001", "", "1", "620199", "苏州"])
def test_an_unknown_code_is_no_division(code):
    assert division(code) is None


@pytest.mark.parametrize("code", ["990000", "110100", "133100", "320576", "999900", "710100", "810101"])
def test_codes_outside_the_standard_are_left_out(code):
    assert division(code) is None or division(code).is_sample


def test_the_tree_is_sound():
    divisions = all_divisions()
    codes = [one.code for one in divisions]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"\d{6}", code) for code in codes)
    for one in divisions:
        assert one.parent is None or one.parent < one.code
        assert one.successor is None or one.to_year is not None
        assert one.from_year is None or one.to_year is None or one.from_year <= one.to_year
        assert len(one.short_name) > 1
        assert heir(one)
    assert [one.name for one in divisions if one.parent is None] == ["全国", "岚川省"]
    assert sum(one.level == "province" and not one.is_sample for one in divisions) == 34
    assert sum(one.level == "prefecture" and one.to_year is None and not one.is_sample for one in divisions) == 333


@pytest.mark.parametrize(("code", "short_name"), [
    ("620100", "兰州"), ("150000", "内蒙古"), ("640000", "宁夏"), ("450000", "广西"), ("540000", "西藏"), ("653000", "克孜勒苏"),
    ("622927", "积石山"), ("622926", "东乡"), ("350427", "沙县"), ("350405", "沙县"), ("522600", "黔东南"), ("810000", "香港"),
    ("120116", "滨海新区"), ("130109", "藁城"), ("500105", "江北"), ("152921", "阿拉善左旗"), ("429021", "神农架"), ("232700", "大兴安岭"),
])
def test_short_names_leave_out_what_kind_of_place_it_is(code, short_name):
    assert division(code).short_name == short_name


@pytest.mark.parametrize(("code", "reading"), [
    ("500000", "chong qing shi"), ("341500", "lu an shi"), ("340300", "beng bu shi"), ("341600", "bo zhou shi"),
    ("331000", "tai zhou shi"), ("331100", "li shui shi"), ("330382", "yue qing shi"), ("141024", "hong tong xian"),
    ("410223", "wei shi xian"), ("140400", "chang zhi shi"), ("140428", "zhang zi xian"), ("211300", "chao yang shi"),
    ("411100", "luo he shi"), ("522700", "qian nan bu yi zu miao zu zi zhi zhou"), ("522701", "du yun shi"),
    ("371722", "shan xian"), ("620100", "lan zhou shi"), ("510100", "cheng du shi"),
])
def test_sort_keys_read_as_the_place_is_called(code, reading):
    assert division(code).sort_key == reading


@pytest.mark.parametrize(("text", "within", "code"), [
    ("兰州市", None, "620100"), ("兰州", None, "620100"), ("蘭州市", None, "620100"), (" 甘肅 ", None, "620000"),
    ("內蒙古自治區", None, "150000"), ("宁夏", None, "640000"), ("黔东南", None, "522600"), ("临夏", None, "622900"),
    ("临夏州", None, "622900"), ("伊犁州", None, "654000"), ("襄樊", None, "420600"), ("襄樊市", None, "420600"),
    ("国务院", None, "000000"), ("榆中", None, "620123"), ("乾安县", None, "220723"),
    # a province before a town of the same short name, a place in force before an abolished one
    ("吉林", None, "220000"), ("吉林市", None, "220200"), ("海南", None, "460000"), ("海南州", None, "632500"),
    ("巢湖市", None, "340181"), ("巢湖地区", None, "342600"), ("重庆市", None, "500000"), ("密云县", None, "110228"),
    ("恩施地区", None, "422800"),
    # never guessed, but narrowed
    ("朝阳区", None, None), ("朝阳区", "110000", "110105"), ("朝阳区", "220000", "220104"), ("朝阳区", "620000", None),
    ("江北区", None, None), ("江北区", "330000", "330205"), ("郊区", None, None), ("兰州市", "620100", "620100"),
    ("兰州", "630000", None),
    ("新疆生产建设兵团", None, None), ("兰州新区", None, None), ("", None, None), ("2017", None, None), ("兰州市的", None, None),
    ("岚川", None, "990000"), ("栖水县", None, "990121"),
])
def test_a_name_is_known_or_left_alone(text, within, code):
    found = named(text, within)
    assert (found.code if found else None) == code


@pytest.mark.parametrize("stem", ["岚川", "云泽", "栖水"])
def test_sample_places_share_no_name_with_real_ones(stem):
    assert all(one.is_sample for one in all_divisions() if any(stem in name for name in one.names))


@pytest.mark.parametrize(("text", "found"), [
    ("2017年兰州市政府工作报告", [("兰州市", "620100", True)]),
    ("兰州市第十七届人民代表大会", [("兰州市", "620100", True)]),
    ("甘肃省兰州市榆中县", [("甘肃省兰州市榆中县", "620123", True)]),
    ("甘肃兰州", [("甘肃兰州", "620100", False)]),
    ("在蘭州主持召開", [("蘭州", "620100", False)]),
    ("北京市朝阳区和吉林省长春市朝阳区", [("北京市朝阳区", "110105", True), ("吉林省长春市朝阳区", "220104", True)]),
    ("朝阳区的朝阳产业", []),
    ("辽宁朝阳", [("辽宁朝阳", "211300", False)]),
    ("兰州市、榆中县、城关区", [("兰州市", "620100", True), ("榆中县", "620123", True)]),
    ("兰州市城关区", [("兰州市城关区", "620102", True)]),
    ("黔东南州和临夏州", [("黔东南州", "522600", False), ("临夏州", "622900", False)]),
    ("襄樊市和密云县", [("襄樊市", "420600", True), ("密云县", "110228", True)]),
    ("云泽市栖水县", [("云泽市栖水县", "990121", True)]),
    # words that only look like a place
    ("实现长治久安，提高均衡水平，建设创新乡村", []),
    ("县委副书记、代县长王平向大会报告，代县长说", []),
    ("县长春节前慰问，市长春节讲话", []),
    ("赴代县调研", [("代县", "140923", True)]),
    ("人民幸福安康，制定西部规划，扩大同各国交往", []),
    ("开封后及时补货，沿海城市与新增城市人口", []),
    ("国务院和县级以上人民政府、示范县（区）、老城区改造", []),
    ("嵩县、栾川县", [("嵩县", "410325", True), ("栾川县", "410324", True)]),
    ("隆重庆祝，建设美丽江西", [("江西", "360000", False)]),
    ("全国和中国", []),
    ("马鞍山，长白山", [("马鞍山", "340500", False)]),
    ("", []),
])
def test_places_are_found_in_running_text(text, found):
    seen = mentions(text)
    assert [(one.written, one.division.code, one.is_full_name) for one in seen] == found
    assert all(text[one.start:one.end] == one.written for one in seen)


def test_below_means_the_place_itself_and_all_under_it():
    assert is_within(division("620123"), "620000")
    assert is_within(division("620123"), "620123")
    assert is_within(division("659001"), "000000")
    assert not is_within(division("620000"), "620123")


def test_a_long_report_is_read_in_a_moment():
    text = "会议指出，兰州市榆中县要加快建设，推进产业发展。" * 800
    mentions(text)
    begun = perf_counter()
    assert len(mentions(text)) == 800
    assert perf_counter() - begun < 1
