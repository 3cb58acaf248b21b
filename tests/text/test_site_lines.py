"""Lines that sites and messengers set around a report: told for what they say, or taken away."""
import pytest

from archive.text.document import read_document
from archive.text.extracted import Extracted
from archive.text.furniture import furniture_changes
from archive.text.labels import pieces
from archive.text.tape import Tape

DONE = "过去一年，我们坚持稳中求进工作总基调，统筹推进各项工作，经济社会发展取得新的成绩，群众生活持续改善，安全形势稳定。"
SPEECH = f"各位代表：\n现在，我代表人民政府，向大会报告工作，请予审议。\n{DONE}\n{DONE}\n谢谢大家！"


@pytest.mark.parametrize("line", [
    "【纠错】 责任编辑： 李明", "【我要纠错】责任编辑：李明", "文章录入：admin　　责任编辑：admin", "审核：李明返回搜狐，查看更多", "阅读 (1.2万)", "+1",
    "声明：该文观点仅代表作者本人，某号系信息发布平台，仅提供信息存储空间服务。", "附件【某县2022年政府工作报告.docx】已下载12次"])
def test_what_sites_set_below_a_report_goes(line):
    assert Tape(f"{SPEECH}\n{line}").change(furniture_changes(f"{SPEECH}\n{line}")).text.strip() == SPEECH


@pytest.mark.parametrize("line", ["纠错机制更加健全，责任编辑队伍不断壮大。", "阅读1.2万册图书", "附件【重点项目表.xlsx】", "声明信息存储在本县。"])
def test_lines_much_like_these_stay(line):
    assert line in Tape(f"{SPEECH}\n{line}").change(furniture_changes(f"{SPEECH}\n{line}")).text


@pytest.mark.parametrize(("line", "said"), [
    ("原标题：2019年某市政府工作报告（全文）", {"titled": "2019年某市政府工作报告（全文）"}),
    ("发布时间：2015-02-10 来源：某市日报 打印时间：2019-03-01", {"published": "2015-02-10", "source": "某市日报", "": "2019-03-01"}),
    ("2022-01-24 07:30 来源：每日新闻网手机看新闻", {"published": "2022-01-24 07:30", "source": "每日新闻网"}),
    ("【来源：某市日报】", {"source": "某市日报"}), ("（来源：某市日报）", {"source": "某市日报"})])
def test_labels_of_sites_say_what_they_say(line, said):
    assert pieces(line) == said


@pytest.mark.parametrize("tool", ["点击：[321]", "字号：【大】【中】【小】", "字体：[大 中 小] 【打印】【关闭】"])
def test_counters_and_letter_sizes_in_brackets_leave_the_source_alone(tool):
    document = read_document(f"某县政府工作报告\n日期：2022-01-28 来源：县政府办 {tool}\n{SPEECH}", "a.txt")
    assert document.identity.source == "县政府办"


def test_the_original_title_behind_its_label_is_the_title():
    assert read_document(f"原标题：2019年黄山市政府工作报告\n政府工作报告\n{SPEECH}", "a.txt").identity.title == "2019年黄山市政府工作报告"


def test_a_place_that_a_column_gives_leaves_no_doubt_that_there_is_none():
    told = read_document(Extracted("a.csv", f"政府工作报告\n{SPEECH}", metadata={"地区": "620100", "年份": "2020"}), "a.csv")
    assert told.identity.place == "620100"
    assert not any("地区" in str(warning) for warning in told.warnings)
    assert any("地区" in str(warning) for warning in read_document(f"政府工作报告\n{SPEECH}", "a.txt").warnings)
