"""Two spellings a reader takes for one fold to one; what differs for a reader stays different."""
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.text import fold as folding
from archive.text.fold import fold, fold_with_offsets

# query, paragraph, found
READINGS = [
    # Traditional and Simplified
    ("强省会", "推進強省會行動", True),
    ("強省會", "推进强省会行动", True),
    ("任振鹤", "省長任振鶴主持召開", True),
    ("任振鶴", "省长任振鹤主持召开", True),
    ("着力", "著力推進重點項目", True),
    ("著力", "着力推进重点项目", True),
    ("显著", "成效顯著", True),
    ("乾坤", "扭转干坤", True),
    ("干部", "幹部群眾同心", True),
    ("臺灣", "两岸与台湾", True),
    ("裡", "家里家外", True),
    ("强省会", "强省的会议", False),
    # numbers, widths and units
    ("2017年", "２０１７年的工作", True),
    ("2017年", "二〇一七年的工作", False),
    ("二〇二五年", "二○二五年的目标", True),
    ("3420亿元", "完成投资3,420亿元", True),
    ("3,420亿元", "完成投资3420亿元", True),
    ("3，420亿元", "完成投资3,420亿元", True),
    ("3,420亿元", "产值，3,420亿元，增长", True),
    ("1234567", "共1,234,567人", True),
    ("3420", "3,420，2023年", True),
    ("1234", "12,34", False),
    ("12,34", "12,34", True),
    ("12345", "12,345,6", True),
    ("12345", "1,2345", False),
    ("3.5120", "增长3.5,120个", False),
    ("5G", "建设５Ｇ基站", True),
    ("５ｇ", "建设5G基站", True),
    ("2024年", "目标①2024年", True),
    ("12024年", "①2024年", False),
    ("12024年", "⑴2024年", False),
    ("10平方米m2", "10 平方米（㎡）", False),
    ("面积(m2)", "面积（㎡）", True),
    ("5.5%左右", "增长５．５％左右", True),
    ("1:2", "按1∶2的比例", True),
    # punctuation
    ("一带一路", "共建“一带一路”", True),
    ("“一带一路”", "共建「一帶一路」", True),
    ("「一带一路」", "共建‘一带一路’", True),
    ('"一带一路"', "共建『一帶一路』", True),
    ("“一带一路”", "共建一带一路", False),
    ("金城兰州，河城共生", "金城兰州, 河城共生", True),
    ("金城兰州, 河城共生", "金城兰州，河城共生", True),
    ("金城兰州、河城共生", "金城兰州，河城共生", False),
    ("兰州：2024", "兰州: 2024", True),
    ("5G，AI", "5G, AI", True),
    ("改革——发展", "改革――发展", True),
    ("改革—发展", "改革 —— 发展", True),
    ("2020—2025年", "2020-2025年", True),
    ("5～6", "5〜6", True),
    ("国发〔2023〕1号", "国发[2023]1号", True),
    ("国发(2023)1号", "国发【2023】1号", True),
    ("等……", "等...", True),
    ("《决定》", "决定", False),
    # white space and what is not seen
    ("第二产业", "第 二 产 业", True),
    ("2024年", "2024 年", True),
    ("兰州新区", "兰州\u3000新区", True),
    ("New Area", "new  area", True),
    ("NewArea", "new area", False),
    ("兰州", "兰\u200b州\ufeff", True),
    ("高质量", "高\u00ad质量", True),
    # characters under other numbers
    ("金色", "\uf90a色", True),
    ("长江", "⻓江", True),
    ("一金", "⼀⾦", True),
    ("𠀀", "汉字𠀀在此", True),
    ("𫝈", "㑮", True),
    ("café", "CAFE\u0301", True),
]


@pytest.mark.parametrize(("query", "paragraph", "found"), READINGS)
def test_a_query_finds_what_a_reader_means(query, paragraph, found):
    assert (fold(query) in fold(paragraph)) is found


ANY_TEXT = st.text() | st.text("强強着著 ,，.123①“「—-…　\u200b\u0301aＡ가ᄀ\u1161ⅷ〔]㎡\u0345Σςﬁ´¨゙か")


@given(ANY_TEXT)
@example("1,234,5678")
@example(" 汉 ,1, 234 ̈ .... —— 12")
@example("-①-")
@settings(max_examples=500)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
@example("\u1100\u1161\u11a8")
@example("1,234,5678")
@settings(max_examples=500)
def test_offsets_are_those_of_the_same_fold(text):
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


@given(st.text("强省会發展2017,，。“”「 \u200b①—Ａ𠀀㎡"))
def test_each_folded_character_points_at_one_that_folds_to_it(text):
    folded, offsets = fold_with_offsets(text)
    for letter, at in zip(folded, offsets, strict=False):
        assert letter in (fold(text[at]) or " ")


@pytest.mark.parametrize(("text", "folded", "offsets"), [
    ("强 省会", "强省会", [0, 2, 3, 4]),
    ("约3,420，亿", "约3420,亿", [0, 1, 3, 4, 5, 6, 7, 8]),
    ("等……，㎡", "等...,m2", [0, 1, 1, 1, 3, 4, 4, 5]),
    ("①2024 ", "2024", [1, 2, 3, 4, 6]),
    ("cafe\u0301s", "cafés", [0, 1, 2, 3, 5, 6]),
    ("𠀀——路", "𠀀-路", [0, 1, 3, 4]),
    ("", "", [0]),
])
def test_offsets_lead_back_to_the_reading_text(text, folded, offsets):
    assert fold_with_offsets(text) == (folded, offsets)


@given(st.characters())
def test_characters_passed_over_for_speed_do_not_change(letter):
    if not folding._changing().match(letter):
        assert folding._folded(letter) == letter


def test_letters_that_melt_into_the_one_before_are_all_known():
    composed = [chr(code) for code in range(0x110000) if unicodedata.is_normalized("NFC", chr(code))]
    halves = (unicodedata.normalize("NFD", letter)[-1] for letter in composed if not unicodedata.is_normalized("NFD", letter))
    assert all(unicodedata.category(half)[0] == "M" or folding.JAMO.match(half) for half in halves)


@pytest.mark.parametrize("text", ["", " \u3000\n", "\ufeff", "\x00"])
def test_a_text_of_nothing_folds_to_nothing(text):
    assert fold(text) == ""
