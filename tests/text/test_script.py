"""Traditional text is told from Simplified, and simplified one character for one."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.script import is_traditional, simplified, table


@pytest.mark.parametrize(("traditional", "simple"), [
    ("強省會", "强省会"), ("甘肅日報", "甘肃日报"), ("轉變為各級", "转变为各级"), ("皇后與後來", "皇后与后来"),
    ("裡裏", "里里"), ("顯著", "显著"), ("乾坤", "干坤"), ("薴", "苎"), ("㑮", "𫝈"), ("强省会", "强省会"), ("5G, abc", "5G, abc"),
])
def test_characters_are_simplified_one_for_one(traditional, simple):
    assert simplified(traditional) == simple


def test_the_table_is_whole_and_leads_to_no_second_step():
    assert len(table()) == 5119
    assert not table().keys() & set(table().values())
    assert all(len(old) == len(new) == 1 for old, new in table().items())
    assert "著" not in table()


@given(st.text())
def test_offsets_stay(text):
    assert len(simplified(text)) == len(text)


@pytest.mark.parametrize("text", [
    "推進強省會行動,省直部門要傾情投入、全力支持。",
    "現在,我代表市人民政府,向大會報告工作。",
    "時(shí)間(jiān):2023",
    "政府工作報告",
    "第一,人民生活水平有所提高;第二,全國人民代表大會通過了有關決議。",
    "鄉",
])
def test_traditional_text_is_known(text):
    assert is_traditional(text)


@pytest.mark.parametrize("text", [
    "推进强省会行动，省直部门要倾情投入、全力支持。",
    "乾隆年间，于谦著书，瞭望藉此。",
    "人民代表大会于昨日召开。",
    "人民",
    "在《紅樓夢》的故乡，我们召开了全市旅游发展大会，研究部署文化和旅游深度融合工作，提出了新的要求。",
    "Report, 2023",
    "",
])
def test_other_text_is_not_taken_for_traditional(text):
    assert not is_traditional(text)


def test_a_mixed_text_is_what_most_of_it_is():
    traditional, simple = "會議強調要堅持發展。", "会议强调要坚持发展。"
    assert is_traditional(traditional * 3 + simple)
    assert not is_traditional(traditional + simple * 3)
