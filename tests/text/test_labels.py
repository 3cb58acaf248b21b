"""Lines of labels under a title say when and where a text was published."""
import pytest

from archive.text.labels import pieces


@pytest.mark.parametrize(("line", "said"), [
    ("发布时间：2021-01-20 10:30 来源：某报", {"published": "2021-01-20 10:30", "source": "某报"}),
    ("来源：政府办  发布时间：2019-02-01", {"source": "政府办", "published": "2019-02-01"}),
    ("2021-01-20 10:30 来源：某报", {"published": "2021-01-20 10:30", "source": "某报"}),
    ("来源：某报 2021-01-20 10:30", {"source": "某报", "published": "2021-01-20"}),
    ("【发布日期：2021-01-20】 【来源：某报】", {"published": "2021-01-20", "source": "某报"}),
    ("作者：王平 来源：某报", {"authors": "王平", "source": "某报"}),
    ("成文日期：2019年1月12日", {"written": "2019年1月12日"}),
    ("主题分类：教育", {"": "教育"}),
    ("索引号：0000/2019-1", {"index": "0000/2019-1"}),
])
def test_each_label_gives_its_field(line, said):
    assert pieces(line) == said


@pytest.mark.parametrize("line", [
    "资金来源：财政拨款", "时间就是金钱", "会议时间：上午九点", "这是一个关于来源的问题：从哪里来", "来源" * 200, "2021年1月20日，会议召开。"])
def test_other_lines_say_nothing(line):
    assert pieces(line) == {}


def test_a_label_within_a_value_is_part_of_it():
    assert pieces("来源：某市信息来源：办公室")["source"] == "某市信息来源：办公室"
