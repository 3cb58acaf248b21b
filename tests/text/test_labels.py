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
    ("索 引 号：0000/2019-1", {"index": "0000/2019-1"}),
    ("名　　称：某县政府工作报告", {"titled": "某县政府工作报告"}),
    ("【发布日期】 2003.03.18", {"published": "2003.03.18"}),
    ("【发布部门】 某县人民政府", {"issuer": "某县人民政府"}),
    ("信息来源：某报 信息提供日期：2011-03-08 ", {"source": "某报", "published": "2011-03-08"}),
    ("时间：2023年01月20日来源：市政府办公室", {"published": "2023年01月20日", "source": "市政府办公室"}),
    ("2016-01-24 10:04:00来源：某网作者：", {"published": "2016-01-24 10:04:00", "source": "某网"}),
    ("2018-03-21 18:45来源： 某社浏览：手机版", {"published": "2018-03-21 18:45", "source": "某社"}),
    ("2023年01月14日12:05 | 来源：某报", {"published": "2023年01月14日12:05", "source": "某报"}),
    ("http://www.example.cn  2008-01-21 17:47:05  来源：某报", {"published": "2008-01-21 17:47:05", "source": "某报"}),
    ("www.example.cn  2018-01-26 09:18  阅读：596次  作者：王平  编辑：李明  来源：某报", {"published": "2018-01-26 09:18", "authors": "王平", "source": "某报"}),
    ("某门户网站 www.gov.cn   2013年01月10日 11时31分   来源：某报", {"published": "2013年01月10日 11时31分", "source": "某报"}),
    ("新闻来源： 政府办 责任编辑： 研究室 发布时间： 2022-12-30 点击量： 5483", {"source": "政府办", "published": "2022-12-30"}),
    ("来源：某市政府 浏览量： 发表时间：2023-01-05 15:22 编辑：信息公开", {"source": "某市政府", "published": "2023-01-05 15:22"}),
    ("刊发日期：2013-01-31 阅读次数： 作者：  语音阅读：", {"published": "2013-01-31"}),
    ("您的当前位置：", {"": ""}),
    ("2010年01月29日 14:04 来源：某报  发表评论", {"published": "2010年01月29日 14:04", "source": "某报"}),
    ("文 号：", {"": ""}),
    ("录入时间：2020-01-02  来源丨某报", {"published": "2020-01-02", "source": "某报"}),
    ("来自：某报", {"source": "某报"}),
])
def test_each_label_gives_its_field(line, said):
    assert {field: value for field, value in pieces(line).items() if field or not any(said)} == said


@pytest.mark.parametrize("line", [
    "资金来源：财政拨款", "时间就是金钱", "会议时间：上午九点", "这是一个关于来源的问题：从哪里来", "来源" * 200, "2021年1月20日，会议召开。"])
def test_other_lines_say_nothing(line):
    assert pieces(line) == {}


@pytest.mark.parametrize(("line", "day"), [
    ("2020年07月06日23:30:52", "2020年07月06日23:30:52"), ("2022年01月11日10:07 |", "2022年01月11日10:07"),
    ("http://www.example.cn 2008-01-21 17:47:05", "2008-01-21 17:47:05"), ("2013-01-31 09:20", "2013-01-31 09:20")])
def test_a_day_with_its_hour_is_that_of_publication(line, day):
    assert pieces(line) == {"published": day}


@pytest.mark.parametrize("line", ["2020年7月6日", "（2020年7月6日）", "2020年7月6日10时，会议开幕。"])
def test_a_day_without_a_label_or_an_hour_says_nothing_here(line):
    assert pieces(line) == {}


def test_a_label_within_a_value_is_part_of_it():
    assert pieces("来源：某市信息来源：办公室")["source"] == "某市信息来源：办公室"


@pytest.mark.parametrize(("line", "said"), [
    ("2010-01-19 19:57:21 某某网 参与评论()人", {"published": "2010-01-19 19:57:21", "source": "某某网"}),
    ("刊发时间:2010-02-04", {"published": "2010-02-04"}),
    ("内容出处: 某某日报", {"source": "某某日报"}),
])
def test_more_labels_say_date_and_source(line, said):
    assert pieces(line) == said


def test_a_time_before_a_sentence_is_no_label():
    assert pieces("2010-01-19 19:57:21 某县召开会议部署工作") == {}
