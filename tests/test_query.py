"""Reading what a person types."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.query import And, Field, Literal, Near, Not, Or, Reading, read, values

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
    ("发展NEAR/5兰州", Near(A, B, 5)),
    ("发展ＮＥＡＲ／５兰州", Near(A, B, 5)),
    ("发展 NEAR / 5 兰州", Near(A, B, 5)),
    ("发展 NEAR/0 兰州", Near(A, B, 0)),
    ("(发展|兰州)NEAR/5企业", Or((Near(A, C, 5), Near(B, C, 5)))),
    ("发展NEAR/5“兰州”NEAR/3企业", And((Near(A, B, 5), Near(B, C, 3)))),
    ("LINEAR/5 发展", And((Literal("LINEAR/5"), A))),
    ("兰州或企业", Literal("兰州或企业")),
    ("兰州or企业", Literal("兰州or企业")),
    ("“兰州OR企业” “发展NEAR/5”", And((Literal("兰州OR企业"), Literal("发展NEAR/5")))),
    ("发展 year : 2017", And((A, Field("year", "2017")))),
    ("发展 place ： 兰州", And((A, Field("place", "兰州")))),
    ("发展 ｙｅａｒ：２０１７", And((A, Field("year", "2017")))),
    ("发展 Year:2017 PLACE:兰州", And((A, Field("year", "2017"), Field("place", "兰州")))),
    ("发展 年份：2017", And((A, Field("year", "2017")))),
    ("发展 地区 ： 兰州 标题：民生 报告人：王明", And((A, Field("place", "兰州"), Field("heading", "民生"), Field("speaker", "王明")))),
    ("发展 year:2017年至2020年", And((A, Field("year", "2017..2020")))),
    ("发展 year:2017～2020", And((A, Field("year", "2017..2020")))),
    ("发展 -(year : 2017)", And((A, Not(Field("year", "2017"))))),
    ("发展 place:(兰州|企业)", And((A, Or((Field("place", "兰州"), Field("place", "企业")))))),
])
def test_terms_and_signs(typed, root):
    assert read(typed) == Reading(root)


@pytest.mark.parametrize(("typed", "value"), [
    ("level:省", "province"), ("级别：省级", "province"), ("level:市", "prefecture"), ("level:地级", "prefecture"), ("level:县", "county"), ("level:区县", "county"),
    ("level:国家", "nation"), ("level:Province", "province"), ("level:“省”", "province"), ("part:回顾", "review"), ("part:工作回顾", "review"), ("part:目标", "targets"),
    ("部分：安排", "plan"), ("part:自身建设", "self"), ("part:Plan", "plan"), ("kind:工作报告", "work_report"), ("kind:政策", "policy"), ("文种：统计公报", "statistics"),
])
def test_a_value_is_known_by_the_words_that_people_use(typed, value):
    reading = read(f"发展 {typed}")
    assert (reading.root.nodes[1].value, reading.misunderstood, reading.notes) == (value, [], ())


@pytest.mark.parametrize("field", ["kind:诗歌", "level:乡", "part:xx", "year:去年", "year:2017..abc", "year:17", "year:2017..20", "heading:\u00ad", "part:“a b”"])
@pytest.mark.parametrize("written", ["发展 {}", "发展 -{}", "发展 | {}", "{}", "({} | 兰州) 发展"])
def test_a_value_that_means_nothing_stays_and_is_known(written, field):
    reading = read(written.format(field))
    assert (reading.read_as, len(reading.misunderstood), reading.notes) == (read(reading.read_as).read_as, 1, ())


@pytest.mark.parametrize(("typed", "said"), [
    ("level:乡", "“level:乡”无法理解；可以写：国家、省级、地级、县级。"),
    ("部分：其他", "“part:其他”无法理解；可以写：工作回顾、主要目标、工作安排、自身建设。"),
    ("year:2017..abc", "“year:2017..abc”无法理解；可以写：2017, 2017..2023, 2017.., ..2023, undated。"),
    ("level:" + "乡" * 90, "“level:" + "乡" * 40 + "…”无法理解；可以写：国家、省级、地级、县级。"),
])
def test_it_is_said_with_the_values_that_are_known(typed, said):
    [field] = read(typed).misunderstood
    assert str(values.refusal(field)) == said


@pytest.mark.parametrize(("typed", "read_as", "said"), [
    ("发展 OR", "发展", ["“OR”的前后没有可连的词，已略去；要找这个词本身，请加引号。"]),
    ("OR 发展", "发展", ["“OR”的前后没有可连的词，已略去；要找这个词本身，请加引号。"]),
    ("发展 or 企业", "发展 | 企业", ["“or”读作 OR；要找这个词本身，请加引号。"]),
    ("发展 not 企业", "发展 -企业", ["“not”读作 NOT；要找这个词本身，请加引号。"]),
    ("企业 near/5 税 near/5 年", "(企业 NEAR/5 税) (税 NEAR/5 年)", ["“near/5”读作 NEAR/5；要找这个词本身，请加引号。"]),
    ("兰州OR企业", "兰州 | 企业", ["“兰州OR企业”读作“兰州 OR 企业”；要找原话，请加引号。"]),
    ("企业ＮＥＡＲ税", "企业 NEAR/10 税", ["“企业ＮＥＡＲ税”读作“企业 NEAR 税”；要找原话，请加引号。"]),
    ("企业 NEAR/ 税", "企业 NEAR/10 税", ["NEAR/ 后面没有数字，已按 10 字读。"]),
    ("企业 NEAR/x 税", "企业 “NEAR/x” 税", ["“NEAR/x”不是 NEAR/数字，已按原字检索。"]),
    ("企业 NEAR/99999 税", "企业 NEAR/200 税", ["NEAR 最多到 200 字，已按 200 字读。"]),
    ("发展 “or” 企业", "发展 “or” 企业", []),
    ("发展 or企业", "发展 | 企业", ["“or企业”读作“OR 企业”；要找原话，请加引号。"]),
    ("发展 OR企业", "发展 | 企业", ["“OR企业”读作“OR 企业”；要找原话，请加引号。"]),
    ("发展or 企业", "发展 | 企业", ["“发展or”读作“发展 OR”；要找原话，请加引号。"]),
    ("发展　ＮＯＴ企业", "发展 -企业", ["“ＮＯＴ企业”读作“NOT 企业”；要找原话，请加引号。"]),
    ("（发展 兰州） and企业", "发展 兰州 企业", ["“and企业”读作“AND 企业”；要找原话，请加引号。"]),
    ("“发展” near企业", "发展 NEAR/10 企业", ["“near企业”读作“NEAR 企业”；要找原话，请加引号。"]),
    ("发展 “or企业”", "发展 “or企业”", []), ("发展 “企业or” 兰州", "发展 “企业or” 兰州", []),
    ("or企业", "“or企业”", []), ("not企业 发展", "“not企业” 发展", []), ("发展or", "“发展or”", []), ("发展or企业", "发展or企业", []),
    ("发展 | or企业", "发展 | “or企业”", []), ("place: or企业", "place:“or企业”", []), ("发展 oral企业", "发展 oral企业", []),
    ("+发展", "发展", ["“+发展”读作“发展”；要找原话，请加引号。"]),
    ("＋发展 +GDP -企业", "发展 GDP -企业", ["“＋发展”读作“发展”；要找原话，请加引号。", "“+GDP”读作“GDP”；要找原话，请加引号。"]),
    ("发展 +(兰州 | 企业)", "发展 (兰州 | 企业)", ["“+(”读作“(”；要找原话，请加引号。"]),
    ("“+发展”", "“+发展”", []), ("互联网+发展", "互联网+发展", []), ("发展+ 企业", "发展+ 企业", []), ("+5.5%", "“+5.5%”", []), ("5G+", "5G+", []),
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
    ("发展 “强省会 兰州", "发展 “强省会 兰州”", "引号没有成对，读到查询末尾为止。"),
    ("发展 ‘强省会", "发展 强省会", "引号没有成对，读到查询末尾为止。"),
    ("发展” 兰州", "发展 兰州", "引号没有成对，已略去。"),
    ('发展" 兰州', "发展 兰州", "引号没有成对，已略去。"),
    ("发展 兰州」", "发展 兰州", "引号没有成对，已略去。"),
    ("发展 “", "发展", "引号没有成对，已略去。"),
    ("发展 （兰州", "发展 兰州", "括号没有成对，已在末尾补上。"),
    ("发展 (兰州 | 西宁", "发展 (兰州 | 西宁)", "括号没有成对，已在末尾补上。"),
    ("发展（兰州", "发展 兰州", "括号没有成对，已略去。"),
    ("发展 (", "发展", "括号没有成对，已略去。"),
    ("(发展 | 兰州) 企业)", "(发展 | 兰州) 企业", "括号没有成对，已略去。"),
    ("发展） 兰州", "发展 兰州", "括号没有成对，已略去。"),
    ("省会 !兰州", "省会", "“!兰州”里没有要找的词，已略去。"),
    ("省会 !省会", "省会", "“!省会”里没有要找的词，已略去。"),
    ("省会 NEAR/900 兰州", "省会 NEAR/200 兰州", "NEAR 最多到 200 字，已按 200 字读。"),
    ("(省会 发展) NEAR 兰州", "省会 发展 兰州", "NEAR 的两边只能是词，或“|”隔开的几个词；已读作“且”。"),
    ("发展 place:", "发展", "“place:”后面没有值，已略去。"),
    ("发展 place：“”", "发展", "“place:”后面没有值，已略去。"),
    ("发展 place:(|)", "发展", "“place:”后面没有值，已略去。"),
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


signs = st.sampled_from("发展省会ab12０５ａＲ 　|-!()（）｜－！\"“”「」『』«»＂｢｣'‘’＇.,，*＊:：/／\0")
words = st.sampled_from([
    " OR ", "OR", "ＯＲ", " 或 ", " 非 ", " NOT ", " AND ", "AND", " or ", " NEAR/5 ", "NEAR/5", " NEAR ", "NEAR", "near/5", " NEAR/", "NEAR/x ", " ＮＥＡＲ／５",
    " NEAR / 999 ", " !发展省会", " or省会", "省or ", " +发", "＋ab", " place:", " place ： ", " year:2017..", " kind:policy ", " kind：诗歌", " level:省", " ｙｅａｒ：２０１７", " 年份 : ", " 地区：(省|会)", "省会 "])
typed = st.lists(signs | words | st.characters(), max_size=40).map("".join)


@given(typed)
def test_whatever_is_typed_its_corrected_form_reads_as_the_same_and_needs_no_new_note(text):
    reading = read(text)
    again = read(reading.read_as)
    assert again.root == reading.root
    assert again.misunderstood == reading.misunderstood
    assert not reading.root or again.notes == ()


@given(typed)
def test_whatever_is_typed_is_followed_or_remarked_on(text):
    reading = read(text)
    assert reading.root or reading.notes or not text.strip()
