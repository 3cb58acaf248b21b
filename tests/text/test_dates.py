"""Dates and years in every writing of Chinese documents."""
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.dates import first_date, number, single_year, years

DIGITS = "〇一二三四五六七八九"


def written_out(n: int) -> str:
    """A number up to 99 as it is read: 十, 十二, 二十, 三十一."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


@pytest.mark.parametrize(("written", "value"), [
    ("7", 7), ("１２", 12), ("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("三十一", 31),
    ("二〇一七", 2017), ("二○○八", 2008), ("二零二三", 2023), ("一九五四", 1954), ("２０２５", 2025)])
def test_numbers(written, value):
    assert number(written) == value


@pytest.mark.parametrize("written", [
    "2022年12月19日",
    "2022 年 12 月 19 日",
    "２０２２年１２月１９日",
    "二〇二二年十二月十九日",
    "二○二二年十二月十九日",
    "二零二二年十二月十九日",
    "2022-12-19",
    "2022.12.19",
    "2022/12/19",
    "——2022年12月19日在某市第十届人民代表大会",
    "（2022年12月19日）",
    "发布时间：2022-12-19 08:30",
    "2022年12月19日至22日",
    "2022年12月19日，比2021年12月20日早一天",
])
def test_a_date_is_read_however_it_is_written(written):
    assert first_date(written) == date(2022, 12, 19)


@pytest.mark.parametrize("text", [
    "", "2022年", "2022年12月", "12月19日", "十二月十九日", "2022年2月30日", "2022年13月1日", "2022年4月31日",
    "版本1.12.19", "电话2022-1219"])
def test_what_is_no_date_or_never_was_gives_none(text):
    assert first_date(text) is None


@given(st.dates(date(1949, 10, 1), date(2099, 12, 31)))
def test_every_date_reads_the_same_in_figures_and_written_out(day):
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    assert first_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert first_date(f"{year}年{written_out(day.month)}月{written_out(day.day)}日") == day


@pytest.mark.parametrize(("text", "expected"), [
    ("2017年某市政府工作报告", [2017]),
    ("２０１７年政府工作报告", [2017]),
    ("二〇一七年政府工作报告", [2017]),
    ("一九五四年政府工作报告", [1954]),
    ("政府工作报告 2019", [2019]),
    ("某市政府工作报告（2020年）", [2020]),
    ("2016—2020年规划", [2016, 2020]),
    ("国发〔2018〕1号", [2018]),
    ("2024 年工作回顾", [2024]),
    ("政府工作报告", []),
    ("文号20170012", []),
    ("第1234期", []),
    ("完成3420亿元", []),
    ("突破2000亿元的产业", []),
    ("培训2017人", []),
    ("002_a2013cb104f31b82.txt", []),
    ("IMG_20230809.txt", []),
    ("某市 2013.txt", [2013]),
    ("2021政府工作报告", [2021]),
    ("2023人民代表大会", [2023]),
    ("某县2019项目清单", [2019]),
])
def test_years_written_as_such(text, expected):
    assert years(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("2023年工作安排", 2023),
    ("2024 年工作回顾", 2024),
    ("１９９１年国内工作的回顾", 1991),
    ("二〇二三年工作安排", 2023),
    ("2023年工作总体要求和2023年目标", 2023),
    ("2022年工作回顾和2023年工作安排", None),
    ("2018—2022年工作回顾", None),
    ("2018至2022年工作回顾", None),
    ("2018年至2022年工作回顾", None),
    ("过去五年工作回顾", None),
    ("今后五年发展的目标任务", None),
    ("", None),
])
def test_a_heading_states_a_year_only_where_it_states_one(text, expected):
    assert single_year(text) == expected


@pytest.mark.parametrize("zero", "〇○◯零OＯo0０ΟО")
def test_a_zero_among_han_numerals_is_typed_in_many_ways(zero):
    written = f"二{zero}{zero}五年"
    assert first_date(f"{written}三月二日") == date(2005, 3, 2)
    assert years(f"{written}工作报告") == [2005]
    assert single_year(f"{written}工作安排") == 2005


def test_the_first_month_has_a_name_of_its_own():
    assert first_date("2006年元月8日") == first_date("二〇〇六年元月八日") == date(2006, 1, 8)
    assert first_date("2006年元8日") is None


@pytest.mark.parametrize("text", ["合计一00元", "型号X2OO5", "二0多家企业", "O00Oo"])
def test_zeros_among_other_signs_make_no_year(text):
    assert years(text) == []
