"""What speaks against a document as it was read is said, and nothing is said of a sound one."""
import pytest

from archive.text.document import read_document

PROSE = ("这一年，我们坚持稳中求进，统筹推进改革发展各项工作，群众的获得感不断增强，各项事业取得新进步，经济建设迈出新步伐。"
         "我们要再接再厉，加快项目建设，支持企业发展，推进政府职能转变，办好民生实事。")
SPEECH = "现在，我代表市人民政府向大会报告工作，请予审议。"


def warnings(*lines: str, name: str = "文件.txt") -> list[str]:
    return [str(warning) for warning in read_document("\n".join(lines), name).warnings]


def work_report(*end: str, title: str = "2023年兰州市政府工作报告") -> list[str]:
    return [title, "各位代表：", SPEECH, "一、2022年工作回顾", PROSE, *(end or ("二、2023年工作安排", PROSE))]


def test_a_sound_report_gives_no_warning():
    assert warnings(*work_report(), name="兰州市2023年政府工作报告.txt") == []


@pytest.mark.parametrize(("name", "word"), [
    ("兰州市2019年政府工作报告.txt", "2019"), ("2023年西安市政府工作报告.txt", "西安市")])
def test_a_file_name_that_contradicts_the_text(name, word):
    [warning] = warnings(*work_report(), name=name)
    assert "文件名" in warning
    assert word in warning


@pytest.mark.parametrize("name", [
    "2022年兰州市政府工作报告.txt", "甘肃省兰州市2023.txt", "甘肃2023.txt", "报告.txt", "20230105.txt"])
def test_a_file_name_that_says_no_other_thing(name):
    assert warnings(*work_report(), name=name) == []


def test_a_policy_s_name_over_a_song():
    song = ["我在风里唱着一首歌", "你在雨里等着一盏灯", "夜色里的街道很长很长", "脚步声像旧时候的钟"] * 4
    assert any("意见" in warning for warning in warnings(*song, name="中发_2018_1号_关于某项工作的意见.txt"))


def test_a_summary_that_calls_itself_the_report():
    text = ["标题：政府工作报告", "来源：某市政府网", "抓取时间：2025-03-06", "说明：网页正文较长，抓取结果被截断，主体结构可以辨认。", "结构：工作回顾、工作安排、自身建设等几个部分。"]
    assert any("政府工作报告" in warning and "摘要" in warning for warning in warnings(*text))


def test_a_report_that_breaks_off_in_a_sentence():
    [warning] = warnings(*work_report("二、2023年工作安排", PROSE, "我们要坚持项目为王，全年实施重点项目三百个，其中"))
    assert "没有说完" in warning


def test_a_report_that_ends_with_its_review():
    assert any("回顾" in warning for warning in warnings(*work_report("（一）经济稳中有进", *[PROSE] * 40)))


def test_a_report_with_a_hole():
    assert any("二、" in warning for warning in warnings(*work_report("三、加强政府自身建设", PROSE)))


@pytest.mark.parametrize("end", [("二、2023年工作安排", PROSE, "附件", "重点项目表"), ("二、2023年工作安排", PROSE, "①原字左金右加"),
                                 ("二、2023年工作安排", PROSE, "谢谢大家！"), *(("二、2023年工作安排", PROSE, mark) for mark in ("— 完 —", "全文完", "END"))])
def test_a_report_with_something_behind_its_end_is_whole(end):
    assert warnings(*work_report(*end)) == []


@pytest.mark.parametrize("title", ["兰州市人民检察院工作报告", "兰州市人大常委会工作报告", "关于兰州市2022年预算执行情况和2023年预算草案的报告"])
def test_reports_that_are_none_of_the_government(title):
    document = read_document("\n".join(work_report(title=title)), "文件.txt")
    assert document.identity.kind == "other"
    assert any(title[:10] in str(warning) for warning in document.warnings)


def test_a_place_whose_code_had_ended_long_before():
    assert any("1987" in warning for warning in warnings(*work_report(title="2019年清江县政府工作报告")))
    assert warnings(*work_report(title="1986年清江县政府工作报告")) == []


OTHER_YEAR = "政府工作报告\n——2023年1月5日在渭源县第十九届人民代表大会第二次会议上\n各位代表：\n"
PLAN_REPORT = "关于渭源县2023年国民经济和社会发展计划执行情况与2024年计划草案的报告"


@pytest.mark.parametrize("second", [OTHER_YEAR, OTHER_YEAR.split("\n")[1], PLAN_REPORT, "政 府 工 作 报 告", "2022年渭源县政府工作报告"])
def test_a_second_report_in_the_file_is_told_of(second):
    told = warnings(*work_report("二、2023年工作安排", PROSE, *second.split("\n"), PROSE))
    assert any("不止一份" in warning for warning in told)


@pytest.mark.parametrize("line", [
    "《政府工作报告》提出的各项任务全面完成。", "2023年1月5日在县人大会议上，我们作出庄严承诺。", "落实2023年政府工作报告",
    "附件：政府工作报告名词解释"])
def test_a_line_that_speaks_of_a_report_begins_none(line):
    told = warnings(*work_report("二、2023年工作安排", PROSE, line, PROSE))
    assert not any("不止一份" in warning for warning in told)


def test_two_titles_of_two_years_are_told_of():
    [warning] = warnings("2023年兰州市政府工作报告", "发布时间：2023-06-30", "2022年兰州市政府工作报告", *work_report()[1:])
    assert "2022" in warning
    assert "2023" in warning


@pytest.mark.parametrize("second", ["政府工作报告", "2023年政府工作报告", "——2022年的工作回顾和2023年的打算", "——迈向2035年"])
def test_a_second_title_of_the_same_year_or_of_none_is_no_doubt(second):
    assert warnings("2023年兰州市政府工作报告", second, *work_report()[1:]) == []
