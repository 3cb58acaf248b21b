"""A title's short name is its pinyin: the same in both scripts, plain ASCII, never empty."""
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.slug import slug


@pytest.mark.parametrize(("title", "name"), [
    ("唯实惟先强省会", "wei-shi-wei-xian-qiang-sheng-hui"),
    ("政府工作报告", "zheng-fu-gong-zuo-bao-gao"),
    ("政府工作報告", "zheng-fu-gong-zuo-bao-gao"),
    ("2022年国民经济和社会发展统计公报", "2022-nian-guo-min-jing-ji-he-she-hui-fa-zhan-tong-ji-gong"),
    ("２０２２年　公報", "2022-nian-gong-bao"),
    ("“十四五”规划（草案）", "shi-si-wu-gui-hua-cao-an"),
    ("5G+工业互联网：Café 项目", "5g-gong-ye-hu-lian-wang-cafe-xiang-mu"),
    ("重庆市银行", "chong-qing-shi-yin-hang"),
    ("女职工绿色发展", "nv-zhi-gong-lv-se-fa-zhan"),
    ("Annual Report 2023", "annual-report-2023"),
    ("", "report"), ("……", "report"), ("\x00", "report"), ("🙂", "report"), ("a" * 80, "a" * 60),
])
def test_a_title_has_its_short_name(title, name):
    assert slug(title) == name


@given(st.text() | st.text("关于印发强省會行動2023 GDP-（）", min_size=20))
def test_any_title_has_one_fit_for_an_address(title):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(title))
    assert len(slug(title)) <= 60
    assert slug(title) == slug(title)
