"""Reading what a person types."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.query import And, Literal, Not, Or, Reading, read

A, B, C = Literal("发展"), Literal("兰州"), Literal("企业")


@pytest.mark.parametrize(("typed", "root"), [
    ("发展", A),
    ("  发展　", A),
    ("发展 兰州", And((A, B))),
    ("发展　兰州", And((A, B))),
    ("发展\n兰州\t企业", And((A, B, C))),
    ("发展 -企业", And((A, Not(C)))),
    ("发展 －企业", And((A, Not(C)))),
    ("-企业 发展", And((Not(C), A))),
    ("发展|兰州", Or((A, B))),
    ("发展 ｜ 兰州", Or((A, B))),
    ("发展 (兰州|企业)", And((A, Or((B, C))))),
    ("发展（兰州|企业）", Or((Literal("发展（兰州"), Literal("企业）")))),
    ("发展 （兰州｜企业）", And((A, Or((B, C))))),
    ("发展 -(兰州 企业)", And((A, Not(And((B, C)))))),
    ("发展 兰州|企业", Or((And((A, B)), C))),
    ("（一）加快发展", Literal("（一）加快发展")),
    ("强省会“行动”", And((Literal("强省会"), Literal("行动")))),
    ("covid-19", Literal("covid-19")),
    ("don't", Literal("don't")),
    ("--企业 发展", And((Not(C), A))),
])
def test_terms_and_signs(typed, root):
    assert read(typed) == Reading(root)


@pytest.mark.parametrize("typed", [
    '"强 省会"', "“强 省会”", "”强 省会“", "“强 省会“", '“强 省会"', "「强 省会」", "『强 省会』", "‘强 省会’", "'强 省会'", "«强 省会»", "＂强　省会＂",
])
def test_quotation_marks_of_every_kind_make_a_phrase(typed):
    assert read(typed).root == Literal("强 省会")


def test_a_phrase_may_hold_other_quotation_marks_and_signs():
    assert read("「推进“双碳” (试点)|-」").root == Literal("推进“双碳” (试点)|-")


@pytest.mark.parametrize(("typed", "read_as", "note"), [
    ("“强省会", "强省会", "引号没有成对，读到查询末尾为止。"),
    ("发展 （兰州", "发展 兰州", "括号没有成对，已略去。"),
    ("发展） 兰州", "发展 兰州", "括号没有成对，已略去。"),
    ("省会 !强省会", "省会", "还不能检索“不在强省会之中”，“!强省会”已略去。"),
    ("省会 ！强省会", "省会", "还不能检索“不在强省会之中”，“!强省会”已略去。"),
    ("发展 ——", "发展", "“——”里没有汉字、字母或数字，已略去。"),
    ("发展|-企业", "发展", "“-企业”只说了不要什么，没有说找什么，已略去。"),
])
def test_what_is_not_followed_is_said(typed, read_as, note):
    reading = read(typed)
    assert (reading.read_as, [str(n) for n in reading.notes]) == (read_as, [note])


@pytest.mark.parametrize("typed", ["！？。", "“”", "()", "-", "- -", "-企业", "-企业 -发展", "①", "😀", "\0"])
def test_a_query_without_anything_to_look_for_has_no_root_and_says_so(typed):
    reading = read(typed)
    assert reading.root is None
    assert str(reading.notes[-1]) == "查询中没有可以检索的词。"


@pytest.mark.parametrize("typed", ["", "  ", "　"])
def test_nothing_typed_is_nothing_to_remark_on(typed):
    assert read(typed) == Reading(None)


def test_ten_thousand_characters_are_cut_with_a_note():
    reading = read("强" * 10_000)
    assert reading.root == Literal("强" * 500)
    assert str(reading.notes[0]) == "查询超过 500 字，只读了开头。"


def test_the_twenty_first_term_is_left_out_with_a_note():
    reading = read(" ".join(f"词{n}" for n in range(30)))
    assert len(reading.literals) == 20
    assert [str(n) for n in reading.notes] == ["只检索前 20 个词，其余已略去。"]


def test_a_thousand_parentheses_are_no_trouble():
    assert read("(" * 400 + "发展" + ")" * 400).literals


def test_nul_and_lone_surrogates_are_read_as_spaces():
    assert read("发展\0兰州\ud800企业").root == And((A, B, C))


def test_excluded_literals_are_not_wanted():
    assert read("发展 (兰州|-企业) -兰州 发展").literals == [A, B]


typed = st.text(st.sampled_from("发展省会ab12 　|-!()（）｜－！\"“”「」『』«»'‘’.,\0") | st.characters(), max_size=40)


@given(typed)
def test_the_canonical_form_reads_as_the_same(text):
    reading = read(text)
    assert read(reading.read_as).root == reading.root


@given(typed)
def test_the_canonical_form_needs_no_notes(text):
    reading = read(text)
    assert not reading.root or read(reading.read_as).notes == ()
