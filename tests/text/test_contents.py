"""A table of contents is no part of the text: its lines go, as an edit, and the headings stay where they stand."""
import pytest

from archive.text.contents import contents
from archive.text.document import read_document
from archive.text.lines import lines
from archive.text.tape import undone
from archive.text.vocabulary import EditKind, Kind

TOLD = "过去一年，我们坚持稳中求进，统筹推进各项工作，经济社会发展取得新的成绩，群众生活持续改善。"
HEAD = "政府工作报告\n——2024年1月9日在渭源县第十九届人民代表大会第四次会议上\n县长 张三"
BODY = f"各位代表：\n一、2023年工作回顾\n{TOLD}\n（一）农业稳中有进。{TOLD}\n二、2024年工作安排\n{TOLD}\n三、加强政府自身建设\n{TOLD}\n各位代表：\n让我们努力奋斗！"
PAGED = ["目　录\n一、2023年工作回顾………………1\n（一）农业稳中有进……2\n二、2024年工作安排……………（8）\n三、加强政府自身建设…12",
         "一、2023年工作回顾\t1\n二、2024年工作安排\t8\n三、加强政府自身建设\t- 12 -",
         "目录\n一、2023年工作回顾\n二、2024年工作安排\n三、加强政府自身建设",
         "目　錄\n段落\n一、2023年工作回顾 ........ 1 – 4\n（一）农业稳中有进 ........ 5\n二、2024年工作安排 ........ 6 – 12\n三、加强政府自身建设 ........ 13",
         "目录\n页码\n一、2023年工作回顾……1\n二、2024年工作安排……8\n附表：2024年民生实事………12\n三、加强政府自身建设……13"]


def headings(text: str) -> list[str]:
    return [section.heading for section in read_document(text, "文件.txt").sections if section.level]


@pytest.mark.parametrize("listed", PAGED)
@pytest.mark.parametrize("order", ["{head}\n{listed}\n{body}", "{listed}\n{head}\n{body}"])
def test_what_lists_the_headings_is_taken_out_and_can_be_undone(listed, order):
    text = order.format(head=HEAD, listed=listed, body=BODY)
    document = read_document(text, "文件.txt")
    reading = "\n".join(block.text for block in document.blocks)
    edits = [*document.edits, *(edit for of_block in document.block_edits for edit in of_block)]
    assert reading == f"{HEAD}\n{BODY}"
    assert undone(reading, edits) == text
    assert EditKind.FURNITURE in {edit.kind for edit in document.edits}
    assert (document.identity.kind, document.identity.speaker) == (Kind.WORK_REPORT, "张三")


def test_without_it_the_headings_are_the_same():
    assert headings(f"{HEAD}\n{PAGED[0]}\n{BODY}") == headings(f"{HEAD}\n{BODY}")


@pytest.mark.parametrize("text", [
    f"目录\n{BODY}",
    f"一、2023年工作回顾 1\n二、2024年工作安排 8\n{BODY}",
    f"{HEAD}\n{BODY}\n生产总值 12\n财政收入 13\n工业投资 14",
    f"{HEAD}\n目录\n一、另一份报告的第一部分\n二、另一份报告的第二部分\n{BODY}",
    f"{HEAD}\n段落\n另一份报告的第一部分 1 – 4\n另一份报告的第二部分 5 – 8\n{BODY}"])
def test_what_lists_no_heading_of_the_text_stays(text):
    assert contents(lines(text)) == set()
