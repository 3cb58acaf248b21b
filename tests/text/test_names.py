"""Persons' names, told by surname and length."""
import pytest

from archive.text.names import is_name, without_inner_space


@pytest.mark.parametrize("text", [
    "裴强", "丁凯", "冯乐凯", "王煜宇", "田蹊", "张伟文", "欧阳修", "欧阳明轩", "司马光", "诸葛亮", "上官婉儿",
    "艾尔肯·吐尼亚孜", "买买提•艾力", "肖平", "闫军"])
def test_names_of_persons(text):
    assert is_name(text)


@pytest.mark.parametrize("text", [
    "", "强", "新闻", "各位代表", "政府工作报告", "记者", "我们", "这是", "张", "张平。", "张平 李军", "王某某等人", "2023",
    "加快建设", "本报讯", "Wang"])
def test_what_is_no_name(text):
    assert not is_name(text)


@pytest.mark.parametrize(("written", "name"), [("李\u3000强", "李强"), ("李 强", "李强"), ("王平", "王平"), ("丁  凯", "丁凯")])
def test_a_name_set_wide_loses_its_white_space(written, name):
    assert without_inner_space(written) == name
