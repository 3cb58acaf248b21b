"""Suggestions: the last term completed from what published reports say, the rest left as it was typed."""
from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import query, search
from archive.holdings import publication
from archive.models import Place
from archive.search import terms
from archive.search.suggestions import suggestions, tail_of
from archive.search.terms import Shelf, Term, Terms
from tests.factories import make_place, make_report

KNOWN = Terms(
    Shelf([Term("加强政府自身建设", "", "加强政府自身建设", "heading", 23), Term("加快发展", "", "加快发展", "heading", 2),
           Term("云泽“一湖”治理".replace("“", '"').replace("”", '"'), "", "云泽“一湖”治理", "heading", 1), Term("政府工作报告", "", "政府工作报告", "", 22)]),
    Shelf([Term("云泽市", "place", "云泽市", "云泽市（岚川省）", 19, "990100"), Term("yunzeshi", "place", "云泽市", "云泽市（岚川省）", 19, "990100")]),
    Shelf([Term("樊石麓", "speaker", "樊石麓", "", 2)]))


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    terms.held.clear()
    yield
    terms.held.clear()


def completed(typed: str, known: Terms = KNOWN) -> list[str]:
    return [each.query for each in suggestions(typed, known)]


@pytest.mark.parametrize(("typed", "first"), [
    ("加", "加强政府自身建设"), ("加快", "加快发展"), ("民生 加快", "民生 加快发展"), ("民生|加快", "民生|加快发展"), ("民生 -加快", "民生 -加快发展"),
    ("民生 !加快", "民生 !加快发展"), ("(民生 | 加快", "(民生 | 加快发展"), ("“加快", "“加快发展”"), ("民生 「加快", "民生 「加快发展」"),
    ('"加快', '"加快发展"'), ("民生 非 加快", "民生 非 加快发展"), ("企业 NEAR/5 加快", "企业 NEAR/5 加快发展"),
])
def test_the_last_term_is_completed_and_the_rest_kept(typed: str, first: str) -> None:
    assert completed(typed)[0] == first


@pytest.mark.parametrize(("typed", "found"), [
    ("云", ["place:云泽市", "「云泽“一湖”治理」"]), ("民生 -云", ["民生 -place:云泽市", "民生 -「云泽“一湖”治理」"]),
    ("樊", ["speaker:樊石麓"]), ("yunze", ["place:云泽市"]), ("place:", ["place:云泽市"]), ("教育 地区：云", ["教育 地区：云泽市"]),
    ("place:“云", ["place:“云泽市”"]), ("place: 云", ["place: 云泽市"]),
    ("place ： 云", ["place ： 云泽市"]), ("Place:云", ["Place:云泽市"]), ("ｐｌａｃｅ：云", ["ｐｌａｃｅ：云泽市"]), ("level:省", ["level:province"]), ("part:回", ["part:review"]), ("speaker:樊", ["speaker:樊石麓"]), ("speaker:云", []),
    ("heading:政府", ["heading:加强政府自身建设"]), ("part:自身", ["part:self"]), ("kind:work", ["kind:work_report"]),
    ("“云", ["「云泽“一湖”治理」"]), ("!云", ["!「云泽“一湖”治理」"]), ("year:20", []),
])
def test_a_place_a_speaker_and_a_value_go_with_their_field(typed: str, found: list[str]) -> None:
    assert completed(typed) == found


def test_what_begins_so_comes_before_what_holds_it_and_the_frequent_before_the_rare() -> None:
    assert completed("政府") == ["政府工作报告", "加强政府自身建设"]
    assert completed("加") == ["加强政府自身建设", "加快发展"]


def test_traditional_finds_simplified_and_the_other_way_round() -> None:
    assert completed("雲澤") == ["place:云泽市", "「云泽“一湖”治理」"]
    stored = Terms(Shelf([Term("加快发展", "", "加快發展", "heading", 1)]))
    assert completed("加快发", stored) == ["加快發展"]


@pytest.mark.parametrize("typed", ["", " ", "加快 ", "加快发展", "“加快发展”", "（一）加快", "5G*", "政府“工作”报", "🀄", "，。", "x" * 100, "加" * 5000, "place:" * 400,
                                   "(" * 2001, "\0", "\ud800", "%", "_"])
def test_what_cannot_be_completed_gets_nothing(typed: str) -> None:
    assert completed(typed) == []


def unpaired(typed: str) -> set[str]:
    """What the language says of signs without a fellow."""
    return {note.pattern for note in query.read(typed).notes if "成对" in note.pattern}


SIGNS = st.sampled_from(["加", "云", "政府", " ", "“", "”", '"', "「", "(", "）", "|", "-", "!", "place:", "地区：", "kind:", "OR", "*", "\0", "a", "1", "樊"])


@settings(deadline=None)
@given(st.lists(SIGNS, max_size=12).map("".join))
def test_whatever_is_typed_what_is_suggested_keeps_the_rest_and_opens_nothing_new(typed: str) -> None:
    tail = tail_of(typed)
    for each in suggestions(typed, KNOWN):
        assert each.query.startswith(tail.kept)
        assert each.term.text in each.query
        assert unpaired(each.query) <= unpaired(typed)


@settings(deadline=None)
@given(st.lists(st.text("加强快发展云", min_size=1, max_size=6), min_size=1, max_size=12, unique=True), st.text("加强快发展云", min_size=1, max_size=3))
def test_a_shelf_finds_what_begins_with_a_key_and_what_holds_it(keys: list[str], key: str) -> None:
    shelf = Shelf(Term(each, "", each, "", 1) for each in keys)
    assert {term.key for term in shelf.beginning(key)} == {each for each in keys if each.startswith(key)}
    assert {term.key for term in shelf.holding(key)} == {each for each in keys if key in each[1:]}


@pytest.mark.django_db
class TestTheTermsOfAnArchive:
    def test_headings_and_their_clauses_rank_by_how_many_reports_have_them(self) -> None:
        make_report("一、稳企业，强产业", "一、稳企业，强产业")
        make_report("一、稳企业，促就业")
        words = {term.text: term.reports for term in terms.terms().words.terms}
        assert words == {"稳企业": 2, "稳企业，强产业": 1, "稳企业，促就业": 1}

    def test_two_scripts_of_a_heading_are_one_term(self) -> None:
        make_report("一、加快发展")
        make_report("一、加快發展")
        make_report("一、加快發展")
        assert [(term.text, term.reports) for term in terms.terms().words.terms] == [("加快發展", 3)]

    def test_the_year_of_a_heading_is_no_part_of_the_clause(self) -> None:
        make_report("一、2020年工作回顾")
        make_report("一、2021年工作回顾")
        assert {term.text: term.reports for term in terms.terms().words.terms}["工作回顾"] == 2

    def test_a_title_counts_where_a_paragraph_says_it(self) -> None:
        make_report("兰州市年鉴", title="兰州市年鉴")
        make_report("教育优先。", title="补充的标题")
        assert [term.text for term in terms.terms().words.terms] == ["兰州市年鉴"]

    def test_a_draft_and_a_withdrawn_report_suggest_nothing(self) -> None:
        make_report("一、内部草稿", status="draft", speaker="张三")
        withdrawn = make_report("一、撤回之事", place="620000", speaker="李四")
        assert terms.terms().words.terms
        publication.withdraw(withdrawn, None, "测试")
        terms.held.update({name: (float("-inf"), known) for name, (_, known) in terms.held.items()})
        known = terms.terms()
        assert (known.words.terms, known.places.terms, known.speakers.terms) == ([], [], [])

    def test_a_place_has_the_reports_of_all_below_it_and_the_nation_is_none(self) -> None:
        make_report("教育。", place="620102")
        make_report("教育。", place="620100")
        make_report("教育。", place="000000")
        found = {term.text: term.reports for term in terms.terms().places.terms}
        assert found == {"甘肃省": 2, "兰州市": 2, "城关区": 1}

    def test_a_place_is_found_by_name_alias_code_and_pinyin(self) -> None:
        make_place("620100").aliases.append("金城")
        Place.objects.filter(code="620100").update(aliases=["金城"])
        make_report("教育。")
        for typed in ["兰", "蘭州", "金城", "6201", "lanz"]:
            assert "place:兰州市" in completed(typed, terms.terms()), typed

    def test_of_places_with_one_name_each_is_its_code(self) -> None:
        make_report("教育。", place="320106")
        make_report("教育。", place="350102")
        found = suggestions("鼓楼", terms.terms())
        assert {(each.query, each.term.about) for each in found} == {
            ("place:320106", "鼓楼区（南京市）"), ("place:350102", "鼓楼区（福州市）")}

    def test_every_suggestion_finds_something(self) -> None:
        make_report("政府工作报告", "一、稳企业，强“产业”", "二、（试点）扩大 OR 巩固", "教育。", speaker="张 三")
        for typed in ["稳", "（试", "扩大", "兰", "张", "政", "heading:稳", "place:", "speaker:", "产业"]:
            for suggested in completed(typed, terms.terms()):
                assert search.search({"q": suggested}).count, suggested

    def test_the_archive_is_not_asked_for_each_key(self, client: Client, django_assert_num_queries) -> None:
        make_report("一、加快发展")
        client.get("/suggest/?q=加")
        with django_assert_num_queries(0):
            client.get("/suggest/?q=加快")
