"""Reading what a person types."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.query import And, Field, Literal, Near, Not, Or, Reading, read

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
    ("发展（兰州|企业）", And((A, Or((B, C))))),
    ("发展 （兰州｜企业）", And((A, Or((B, C))))),
    ("发展 -(兰州 企业)", And((A, Not(And((B, C)))))),
    ("发展 兰州|企业", Or((And((A, B)), C))),
    ("（一）加快发展", Literal("（一）加快发展")),
    ("强省会“行动”", And((Literal("强省会"), Literal("行动")))),
    ("covid-19", Literal("covid-19")),
    ("don't", Literal("don't")),
    ("--企业 发展", And((Not(C), A))),
    ("发展 OR 兰州", Or((A, B))),
    ("发展 或 兰州", Or((A, B))),
    ("发展 ＯＲ 兰州", Or((A, B))),
    ("发展 AND 兰州", And((A, B))),
    ("发展 NOT 企业", And((A, Not(C)))),
    ("发展 非 企业", And((A, Not(C)))),
    ("非 企业 发展", And((Not(C), A))),
    ("或", Literal("或")),
    ("发展 或", And((A, Literal("或")))),
    ("省会！强省会", Literal("省会", outside=("强省会",))),
    ("发展！", Literal("发展！")),
    ("“省会！强省会”", Literal("省会！强省会")),
    ("“OR”", Literal("OR")),
    ("发展 NEAR/5 兰州", Near(A, B, 5)),
    ("发展 NEAR 兰州", Near(A, B, 10)),
    ("发展 ＮＥＡＲ／５ 兰州", Near(A, B, 5)),
    ("发展 NEAR/5 兰州 NEAR/3 企业", And((Near(A, B, 5), Near(B, C, 3)))),
    ("(发展|兰州) NEAR/5 企业", Or((Near(A, C, 5), Near(B, C, 5)))),
    ("企业 发展 NEAR/5 兰州", And((C, Near(A, B, 5)))),
    ("gdp*", Literal("gdp", is_prefix=True)),
    ("gdp＊", Literal("gdp", is_prefix=True)),
    ("“covid 1”*", Literal("covid 1", is_prefix=True)),
    ("省会 !强省会", Literal("省会", outside=("强省会",))),
    ("省会 ！强省会 !大省会", Literal("省会", outside=("强省会", "大省会"))),
    ("发展 省会 !“强省会”", And((A, Literal("省会", outside=("强省会",))))),
    ("(省会|发展) !强省会", Or((Literal("省会", outside=("强省会",)), A))),
    ("发展 place:兰州", And((A, Field("place", "兰州")))),
    ("发展 place：兰州", And((A, Field("place", "兰州")))),
    ("发展 地区:“兰州市”", And((A, Field("place", "兰州市")))),
    ("发展 -part:plan", And((A, Not(Field("part", "plan"))))),
    ("发展 year:2017..2023", And((A, Field("year", "2017..2023")))),
    ("发展 年份:2017-2023", And((A, Field("year", "2017..2023")))),
    ("发展 year:2017年", And((A, Field("year", "2017")))),
    ("发展 year:..2023", And((A, Field("year", "..2023")))),
    ("发展 kind:政府工作报告", And((A, Field("kind", "work_report")))),
    ("发展 部分:工作安排", And((A, Field("part", "plan")))),
    ("heading:民生 place:620000", And((Field("heading", "民生"), Field("place", "620000")))),
    ("时间：2017年", Literal("时间：2017年")),
])
def test_terms_and_signs(typed, root):
    assert read(typed) == Reading(root)


@pytest.mark.parametrize(("typed", "read_as", "said"), [
    ("发展 OR", "发展", ["“OR”的前后没有可连的词，已略去；要找这个词本身，请加引号。"]),
    ("OR 发展", "发展", ["“OR”的前后没有可连的词，已略去；要找这个词本身，请加引号。"]),
    ("发展 or 企业", "发展 | 企业", ["“or”读作 OR；要找这个词本身，请加引号。"]),
    ("发展 not 企业", "发展 -企业", ["“not”读作 NOT；要找这个词本身，请加引号。"]),
    ("企业 near/5 税 near/5 年", "(企业 NEAR/5 税) (税 NEAR/5 年)", ["“near/5”读作 NEAR/5；要找这个词本身，请加引号。"]),
    ("发展 “or” 企业", "发展 “or” 企业", []),
    ("OR", "“OR”", []),
    ("发展 或", "发展 “或”", []),
])
def test_an_operator_in_small_letters_or_alone_is_read_and_said(typed, read_as, said):
    reading = read(typed)
    assert (reading.read_as, [str(note) for note in reading.notes]) == (read_as, said)


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
    ("省会 !兰州", "省会", "“!兰州”里没有要找的词，已略去。"),
    ("省会 !省会", "省会", "“!省会”里没有要找的词，已略去。"),
    ("省会 NEAR/900 兰州", "省会 NEAR/200 兰州", "NEAR 最多到 200 字，已按 200 字读。"),
    ("(省会 发展) NEAR 兰州", "省会 发展 兰州", "NEAR 的两边只能是词，或“|”隔开的几个词；已读作“且”。"),
    ("发展 place:", "发展", "“place:”后面没有值，已略去。"),
    ("发展 year:去年", "发展", "“year:去年”里的值无法理解，已略去。"),
    ("发展 kind:诗歌", "发展", "“kind:诗歌”里的值无法理解，已略去。"),
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


signs = st.sampled_from("发展省会ab12 　|-!()（）｜－！\"“”「」『』«»'‘’.,*＊:：/\0")
words = st.sampled_from([" OR ", " 或 ", " 非 ", " NOT ", " AND ", " NEAR/5 ", " NEAR ", " !发展省会", " place:", " year:2017..", " kind:policy ", "省会 "])
typed = st.lists(signs | words | st.characters(), max_size=40).map("".join)


@given(typed)
def test_the_canonical_form_reads_as_the_same(text):
    reading = read(text)
    assert read(reading.read_as).root == reading.root


@given(typed)
def test_the_canonical_form_needs_no_notes(text):
    reading = read(text)
    assert not reading.root or read(reading.read_as).notes == ()
