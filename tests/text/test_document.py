"""Whatever a text is made of, reading it loses nothing: every edit can be undone, every block has its place."""
from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.document import LEAST_HAN, Document, read_document
from archive.text.encoding import decoded
from archive.text.errors import Refused
from archive.text.tape import undone
from archive.text.vocabulary import BlockKind, EditKind

HEADINGS = ["一、2024年工作回顾", "二、2025年工作安排", "（一）稳住经济大盘", "(二)改善民生。办好实事，群众满意。", "1.办好学校", "强产业 夯实根基",
            "第一部分 回顾", "名词解释", "附件1", "走好振兴之路"]
OPENINGS = ["政府工作报告", "政 府 工 作 报 告", "2024年某市政府工作报告", "——2024年1月5日在兰州市第十七届人民代表大会第三次会议上", "市长 王平",
            "各位代表：", "标题：某市召开大会", "来源：某市日报", "时间:2024-01-05", "——某市发展纪实", "王平", "某区： 干在前"]
PROSE = ["这一年，我们坚持稳中求进，统筹推进各项工作，群众的获得感不断增强，各项事业取得新进步。",
         "全市坚持开门搞建设、敞开大门迎接四方来客共谋发展，不搞小圈子、不搞", "闭门造车，以开放促改革。",
         "——发展质量持续提升。", "一是抓好粮食生产；", "会议强调，推進改革(gé)發(fā)展，落實(shí)政策。", "转变?yōu)楦骷墶?", "向李*小*明学习。", "显。过去偏旧。",
         "山水之城, 向河而生。王平", "图为某县学校。", "数据来源：某区办公室", "（记者王平）", "表1\t指标\t数值", "\ue004", "ａｂｃ１２３", "🙂𠮷"]
FURNITURE = ["点击:95", "【字号：大 中 小】", "打印 收藏 分享", "责任编辑：王平", "上一篇：没有了", "当前位置：首页 > 政务公开"]
INDENTS = ["", "", "\u3000\u3000", "  ", "\t", "\u00a0"]
BLANK = " \t\n\u00a0\u3000"
LINE_ENDS = ["\n", "\n", "\n\n", "\n\n\n\n", " \n", "\n\u3000\n"]


@st.composite
def texts(draw) -> str:
    """A text of lines such as documents have, perhaps several times over, perhaps with a beginning and an end."""
    line = st.tuples(st.sampled_from(INDENTS), st.sampled_from(HEADINGS + OPENINGS + PROSE * 2 + FURNITURE), st.sampled_from(LINE_ENDS))
    pieces = ["".join(piece) for piece in draw(st.lists(line, min_size=1, max_size=25))]
    copies = draw(st.sampled_from([1, 1, 1, 2, 3]))
    tail = draw(st.integers(0, len(pieces)))
    return "".join(pieces * copies + pieces[:tail])


@st.composite
def scribbles(draw) -> str:
    """A text of any characters, with enough Han among them to be read."""
    letters = st.text(st.one_of(st.sampled_from("报告政府工作一二（）()、。，?*#\n\u3000 \t年月日"), st.characters(codec="utf-8")), max_size=80)
    return draw(letters) + "\n" + "各位代表，政府工作报告。" * 8 + "\n" + draw(letters)


def is_whole(document: Document, extracted: str) -> None:
    """Fails unless the document accounts for every character of its text."""
    reading = "\n".join(block.text for block in document.blocks)
    edits = [*chain(*document.block_edits), *document.edits]
    assert document.extracted == extracted
    assert undone(reading, edits) == extracted
    assert all(extracted[e.start:e.end] == e.before != e.after for e in edits)
    ordered = sorted(edits, key=lambda e: (e.start, e.end))
    assert all(left.end <= right.start for left, right in pairwise(ordered))


def is_well_formed(document: Document) -> None:
    """Fails unless blocks, sections and edits fit together."""
    assert document.blocks
    assert len(document.block_edits) == len(document.blocks)
    assert all(block.text.strip() and "\n" not in block.text for block in document.blocks)
    places = [block.section for block in document.blocks]
    assert set(places) <= set(range(len(document.sections)))
    assert places == sorted(places)
    assert (document.sections[0].level, document.sections[0].parent) == (0, None)
    for i, section in enumerate(document.sections[1:], 1):
        assert section.heading
        assert section.level == (1 if section.parent is None else document.sections[section.parent].level + 1)
        assert section.parent is None or 0 < section.parent < i
    starts = [edit.start for edits in document.block_edits for edit in edits]
    assert starts == sorted(starts)


def read_and_checked(extracted: str) -> Document | None:
    try:
        document = read_document(extracted, "文件.txt")
    except Refused:
        return None
    is_whole(document, extracted)
    is_well_formed(document)
    return document


@settings(max_examples=300, deadline=None)
@given(texts())
def test_any_document_of_known_pieces_is_whole_and_well_formed(extracted):
    read_and_checked(extracted)


@settings(max_examples=200, deadline=None)
@given(scribbles())
def test_any_document_of_any_characters_is_whole_and_well_formed(extracted):
    read_and_checked(extracted)


@settings(deadline=None)
@given(texts())
def test_reading_twice_gives_the_same(extracted):
    assert read_and_checked(extracted) == read_and_checked(extracted)


@settings(deadline=None)
@given(texts())
def test_the_kind_of_an_edit_tells_what_was_removed(extracted):
    document = read_and_checked(extracted)
    for edit in [*chain(*document.block_edits), *document.edits] if document else []:
        assert edit.kind != EditKind.SPACING or not (edit.before + edit.after).strip(BLANK)


@pytest.mark.parametrize("extracted", [
    "", "\n\n", "报告", "Annual report of the city government. " * 20, "？！。，" * 100, "各" * (LEAST_HAN - 1),
    "\n".join(["点击:95", "【字号：大 中 小】", "当前位置：首页 > 政务公开 > 政府信息公开 > 政府工作报告 > 历年报告 > 正文", "责任编辑：某某"] * 9)],
    ids=["nothing", "white space", "a word", "no Han", "signs", "a character too few", "furniture alone"])
def test_too_little_text_is_refused_in_a_sentence(extracted):
    with pytest.raises(Refused) as refusal:
        read_document(extracted, "文件.txt")
    assert str(LEAST_HAN) in str(refusal.value)


def test_fifty_han_characters_are_enough():
    assert len(read_document("各" * LEAST_HAN, "文件.txt").blocks) == 1


def test_copies_are_counted_and_dropped():
    lines = ["某市政府工作报告", "各位代表：", *(f"这一年第{i}件大事是办好民生实事，新增就业{i}万人，新建学校{i}所，改造小区{i}个。" for i in range(9))]
    document = read_document("\n\n".join(lines * 4), "文件.txt")
    assert document.copies_dropped == 3
    assert [block.text for block in document.blocks] == lines
    assert [edit.kind for edit in document.edits if edit.kind != EditKind.SPACING] == [EditKind.COPY]


def test_the_edits_of_a_block_are_those_within_its_text():
    cut = "全市坚持开门搞建设、敞开大门迎接四方来客共谋发展，不搞小圈子、不搞\n\n闭门造车，以开放促改革。"
    document = read_document(f"某市大会纪实\n\n{PROSE[0]}\n\n{cut}\n\n{PROSE[0]}", "文件.txt")
    assert [[edit.kind for edit in edits if edit.kind == EditKind.REJOINED] for edits in document.block_edits] == [
        [], [], [EditKind.REJOINED], []]


def test_furniture_belongs_to_the_report_and_not_to_a_block():
    document = read_document(f"某市大会纪实\n点击:95\n{PROSE[0]}\n{PROSE[0]}", "文件.txt")
    assert [edit.kind for edit in document.edits] == [EditKind.FURNITURE]
    assert not any(document.block_edits)


def test_a_list_of_watermarks_may_be_given():
    text = f"某市大会纪实\n一、工作回顾某某书屋\n{PROSE[0]}\n{PROSE[0]}"
    assert read_document(text, "文件.txt", ("某某书屋",)).blocks[1].text == "一、工作回顾"
    assert read_document(text, "文件.txt", ()).blocks[1].text == "一、工作回顾某某书屋"


def test_a_long_line_is_one_block():
    sentence = "全市上下团结奋斗，各项事业取得新的进步。"
    [block] = read_document(sentence * 5000, "文件.txt").blocks
    assert block.text == sentence * 5000
    assert block.kind == BlockKind.BODY


def corpus(seeds: Path) -> list[Path]:
    folder = seeds.parent / "corpus"
    if not folder.is_dir():
        pytest.skip(f"There are no real documents in {folder}.")
    return sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".html"))


def test_every_real_document_is_whole_and_well_formed(seeds, subtests):
    for path in corpus(seeds):
        with subtests.test(path.name):
            read_and_checked(decoded(path.read_bytes()))
