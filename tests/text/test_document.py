"""Whatever a text is made of, reading it loses nothing: every edit can be undone, every block has its place."""
from itertools import chain, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.document import LEAST_HAN, Document, read_document
from archive.text.errors import Refused, Sentence
from archive.text.extracted import Extracted
from archive.text.fold import fold
from archive.text.tables import is_table
from archive.text.tape import Change, undone
from archive.text.vocabulary import BlockKind, EditKind, Flag

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
TABLES = ["指标␟数量␞小麦␟26", "␟附件␞点击:95␟责任编辑：王平", "一、收入␟，", "王平␟政府工作报告␞␟"]
BLANK = " \t\n\u00a0\u3000"
LINE_ENDS = ["\n", "\n", "\n\n", "\n\n\n\n", " \n", "\n\u3000\n"]


@st.composite
def texts(draw) -> str:
    """A text of lines such as documents have, perhaps several times over, perhaps with a beginning and an end."""
    line = st.tuples(st.sampled_from(INDENTS), st.sampled_from(HEADINGS + OPENINGS + PROSE * 2 + FURNITURE + TABLES), st.sampled_from(LINE_ENDS))
    pieces = ["".join(piece) for piece in draw(st.lists(line, min_size=1, max_size=25))]
    copies = draw(st.sampled_from([1, 1, 1, 2, 3]))
    tail = draw(st.integers(0, len(pieces)))
    return "".join(pieces * copies + pieces[:tail])


@st.composite
def scribbles(draw) -> str:
    """A text of any characters, with enough Han among them to be read."""
    letters = st.text(st.one_of(st.sampled_from("报告政府工作一二（）()、。，?*#\n\u3000 \t年月日"), st.characters(codec="utf-8")), max_size=80)
    return draw(letters) + "\n" + "各位代表，政府工作报告。" * 8 + "\n" + draw(letters)


@st.composite
def extractions(draw) -> Extracted:
    """A text with changes that its extraction asks for, metadata, perhaps read by a machine."""
    text = draw(texts())
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = [(a, z) for a, z in zip(cuts[::2], cuts[1::2], strict=False) if "\n" not in text[a:z] and not is_table(text[a:z])]
    changes = tuple(Change(EditKind.MARK, a, z) for a, z in pairs)
    metadata = draw(st.dictionaries(st.sampled_from(["title", "标题", "year", "place", "kind", "发布日期", "作者", "索引号", "备注"]),
                                    st.sampled_from(["", "2023", "甘肃省", "某市政府工作报告", "work_report", "2023年2月1日", "0/1996-1", "\x00"])))
    return Extracted("文件.pdf", text, changes, metadata=metadata, is_ocr=draw(st.booleans()))


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


def read_and_checked(extracted: str | Extracted) -> Document | None:
    try:
        document = read_document(extracted, "文件.txt")
    except Refused:
        return None
    is_whole(document, extracted if isinstance(extracted, str) else extracted.text)
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


@settings(max_examples=200, deadline=None)
@given(extractions())
def test_any_extraction_is_whole_and_well_formed(extracted):
    document = read_and_checked(extracted)
    for block in document.blocks if document else ():
        assert (Flag.OCR in block.flags) == extracted.is_ocr


@settings(deadline=None)
@given(texts())
def test_a_table_is_a_block_of_its_own_and_stays_as_it_is(extracted):
    document = read_and_checked(extracted)
    lines = {line.strip(BLANK) for line in extracted.split("\n") if is_table(line)}
    for block in document.blocks if document else ():
        assert (block.kind == BlockKind.TABLE) == is_table(block.text)
        assert block.kind != BlockKind.TABLE or block.text in lines


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


# What extraction adds to a text

TABLE = "指标␟数量␞小麦␟26"


def test_the_changes_of_extraction_are_edits_like_any_other():
    text = f"某市大会纪实\n{PROSE[0][:30]}\n{PROSE[0][30:]}\n— 1 —\n{PROSE[0]}"
    cut = text.index("\n", 10)
    number = text.index("— 1 —")
    document = read_document(Extracted("a.pdf", text, (Change(EditKind.REJOINED, cut, cut + 1), Change(EditKind.FURNITURE, number, number + 6))), "a.pdf")
    assert [block.text for block in document.blocks] == ["某市大会纪实", PROSE[0], PROSE[0]]
    assert [[edit.kind for edit in edits] for edits in document.block_edits] == [[], [EditKind.REJOINED], []]
    assert [edit.kind for edit in document.edits] == [EditKind.FURNITURE]
    is_whole(document, text)


def test_a_table_between_halves_of_a_sentence_is_joined_to_neither():
    first, second = PROSE[1], PROSE[2]
    document = read_document(f"某市大会纪实\n{PROSE[0]}\n{first}\n{TABLE}\n{second}", "文件.txt")
    assert [block.text for block in document.blocks][2:] == [first, TABLE, second]


def test_a_table_at_the_top_is_no_title():
    document = read_document(f"{TABLE}\n2024年某市政府工作报告\n各位代表：\n{PROSE[0] * 2}", "文件.txt")
    assert document.identity.title == "2024年某市政府工作报告"
    assert [block.kind for block in document.blocks[:3]] == [BlockKind.TABLE, BlockKind.TITLE, BlockKind.SALUTATION]


def test_a_table_needs_no_fifty_characters():
    [block] = read_document(TABLE, "文件.csv").blocks
    assert (block.kind, block.text) == (BlockKind.TABLE, TABLE)


def test_no_pair_of_characters_crosses_a_cell():
    assert "标数" not in fold(TABLE)
    assert "量小" not in fold(TABLE)


def test_warnings_of_extraction_come_first():
    document = read_document(Extracted("a.docx", f"某市大会纪实\n{PROSE[0] * 3}", warnings=(Sentence("有图片。"),)), "a.docx")
    assert str(document.warnings[0]) == "有图片。"


def test_damage_is_marked_where_it_is_though_characters_before_it_were_taken_out():
    noted = "會(huì)議聽(tīng)取意見(jiàn)，奮勇?tīng)幭取?"
    text = f"某市大会纪实\n— 1 —\n{PROSE[0]}\n{noted}\n{PROSE[0]}"
    number = text.index("— 1 —")
    plain = read_document(text.replace("— 1 —\n", ""), "a.txt")
    document = read_document(Extracted("a.pdf", text, (Change(EditKind.FURNITURE, number, number + 6),)), "a.pdf")
    assert [block.flags for block in plain.blocks] == [(), (), (Flag.INFERRED,), ()]
    assert [block.flags for block in document.blocks] == [(), (), (Flag.INFERRED,), ()]
