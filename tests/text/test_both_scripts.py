"""A report in Traditional characters, or in both scripts by turns, is read like one in Simplified ones and keeps its own."""
from datetime import date

from archive.text.document import Document, read_document
from archive.text.script import as_written
from archive.text.traditional import traditional
from archive.text.vocabulary import BlockKind, Kind, Part

DONE = "过去一年，我们坚持稳中求进，统筹推进各项工作，经济社会发展取得新的成绩，群众生活持续改善，各项事业迈上新台阶。"
TO_DO = "我们将坚持项目为王，全年实施重点项目一百个，完成投资三百亿元，推动产业转型升级迈出坚实步伐，不断增进民生福祉。"
REPORT = f"""渭源县政府工作报告
——2021年1月9日在渭源县第十八届人民代表大会第六次会议上
渭源县人民政府县长　张　某　某
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、2020年工作回顾
{DONE}
二、2021年工作安排
主要预期目标是：地区生产总值增长6%左右。
{TO_DO}
三、切实加强政府自身建设
{TO_DO}
名词解释
1．“放管服”：简政放权、放管结合、优化服务的简称。"""


def in_turns(text: str) -> str:
    return "\n".join(traditional(line) if i % 2 else line for i, line in enumerate(text.split("\n")))


def parts(document: Document) -> list[Part | None]:
    return [section.part for section in document.sections if section.level]


def test_a_traditional_report_has_its_people_and_dates_in_its_own_characters():
    identity = read_document(traditional(REPORT), "文件.txt").identity
    assert (identity.kind, identity.place, identity.year) == (Kind.WORK_REPORT, "621123", 2021)
    assert identity.delivered_on == date(2021, 1, 9)
    assert identity.occasion == "渭源縣第十八屆人民代表大會第六次會議"
    assert (identity.speaker_role, identity.speaker) == ("渭源縣人民政府縣長", "張某某")
    assert (identity.title, identity.language) == ("渭源縣政府工作報告", "zh-Hant")


def test_both_scripts_give_the_same_kinds_and_parts():
    plain = read_document(REPORT, "文件.txt")
    assert parts(plain) == [Part.REVIEW, Part.PLAN, Part.SELF, None]
    assert plain.blocks[-1].kind == BlockKind.GLOSSARY
    for text in (traditional(REPORT), in_turns(REPORT)):
        document = read_document(text, "文件.txt")
        assert parts(document) == parts(plain)
        assert [(block.kind, block.part) for block in document.blocks] == [(block.kind, block.part) for block in plain.blocks]
        assert "\n".join(block.text for block in document.blocks) == text


def test_what_was_read_in_simplified_characters_is_said_as_it_is_written():
    assert as_written("张三", "渭源縣縣長 張 三") == "張三"
    assert as_written("甲县 乙县", "甲縣　乙縣") == "甲縣 乙縣"
    assert as_written("李四", "張三") == "李四"
