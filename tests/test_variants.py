"""Paragraphs of other reports that say nearly the same."""
import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.models import Paragraph, Report
from archive.pieces import pieces
from archive.reading import variants as reading
from archive.reading.variants import SHORTEST, TOGETHER, Variants, is_long_enough, question, variants
from archive.search import TooBroad
from archive.search.frequencies import Frequencies
from archive.text.alignment import Fate, letter_pairs, likeness
from archive.text.fold import fold
from tests.factories import make_report
from tests.test_revision import make, put

FORMULA = "全市地区生产总值增长5.5%左右，城镇登记失业率控制在4%以内。"
OTHER_NUMBERS = FORMULA.replace("5.5", "6.2").replace("4%", "3%")
CHANGED = "坚持把招商引资作为头号工程，新签项目三十二个。全年到位资金同比增长一成半。"
SENTENCE = CHANGED.replace("新签项目三十二个", "到位资金四百亿元")
APART = "修建乡村公路二十公里，改造危房一百余户，群众出行和居住条件明显改善。"
WORDS = st.text("增长失业农田水利建设企业改革2023年.5%，。、；（）ab ", max_size=60)


def paragraph(text: str = FORMULA, **fields) -> Paragraph:
    return make_report("一、目标", text, **fields).paragraphs.get(text=text)


def found(of: Paragraph) -> list[str]:
    return [other.text for variant in variants(of).nearest for other in variant.paragraphs]


pytestmark = pytest.mark.django_db


def test_a_formula_with_other_numbers_is_found():
    here = paragraph()
    there = paragraph(OTHER_NUMBERS, year=2021)
    [variant] = variants(here).nearest
    assert variant.paragraphs == [there]
    assert [(run.fate, run.text) for run, _ in variant.runs if run.fate != Fate.KEPT] == [
        (Fate.REMOVED, "5.5"), (Fate.ADDED, "6.2"), (Fate.REMOVED, "4"), (Fate.ADDED, "3")]


def test_a_text_with_a_clause_changed_is_found_and_one_that_says_something_else_is_not():
    here = paragraph(CHANGED)
    paragraph(SENTENCE, year=2021)
    paragraph(APART, year=2020)
    assert found(here) == [SENTENCE]


def test_what_shares_less_than_two_thirds_is_not_found():
    here = paragraph(CHANGED)
    half = CHANGED[:CHANGED.index("。") + 1] + APART
    paragraph(half, year=2021)
    assert likeness(letter_pairs(fold(CHANGED)), letter_pairs(fold(half))) < 2 / 3
    assert variants(here).compared == 1
    assert found(here) == []


def test_the_same_text_elsewhere_is_no_variant():
    here = paragraph()
    paragraph(FORMULA.replace("5.5%", "５.５％"), year=2021)
    assert variants(here).count == 0


def test_another_text_of_the_same_report_is_no_variant():
    here = make_report(FORMULA, OTHER_NUMBERS).paragraphs.get(text=FORMULA)
    assert variants(here).count == 0


@pytest.mark.parametrize("fields", [{"status": Report.Status.DRAFT}, {"status": Report.Status.WITHDRAWN, "withdrawn_reason": "误"}])
def test_what_is_not_public_is_never_a_variant(fields):
    here = paragraph()
    paragraph(OTHER_NUMBERS, year=2021, **fields)
    assert variants(here) == Variants()


def test_a_text_that_differs_in_signs_alone_is_wholly_alike_and_tells_them():
    here = paragraph()
    paragraph(FORMULA.replace("，", "、"), year=2021)
    [variant] = variants(here).nearest
    assert variant.likeness == 1
    assert not variant.differs_in_letters
    assert [run.text for run, _ in variant.runs if run.fate != Fate.KEPT] == ["，", "、"]


def test_another_script_is_no_difference():
    here = paragraph()
    paragraph(OTHER_NUMBERS.replace("总值增长", "總值增長"), year=2021)
    [variant] = variants(here).nearest
    assert "總" not in "".join(run.text for run, _ in variant.runs)


def test_the_likest_come_first_then_the_newest():
    here = paragraph()
    one_number = FORMULA.replace("5.5", "6.5")
    paragraph(OTHER_NUMBERS, year=2022)
    paragraph(one_number, year=2015)
    paragraph(OTHER_NUMBERS.replace("3%", "7%"), year=2021)
    paragraph(OTHER_NUMBERS.replace("3%", "8%"), year=2023)
    assert found(here) == [one_number, OTHER_NUMBERS.replace("3%", "8%"), OTHER_NUMBERS, OTHER_NUMBERS.replace("3%", "7%")]


def test_one_wording_is_told_once_with_all_who_have_it_and_all_are_counted(monkeypatch):
    here = paragraph()
    for year in (2015, 2019, 2017):
        paragraph(OTHER_NUMBERS, year=year)
    paragraph(FORMULA.replace("全市", "全县"), year=2001)
    told = variants(here)
    assert (told.count, told.wordings) == (4, 2)
    assert [[each.report.year for each in variant.paragraphs] for variant in told.nearest] == [[2001], [2019, 2017, 2015]]
    monkeypatch.setattr(reading, "SHOWN", 1)
    cut = variants(here)
    assert (cut.count, cut.wordings, len(cut.nearest)) == (4, 2, 1)


def test_only_so_many_are_compared_those_nearest_in_length_and_it_is_said(monkeypatch):
    here = paragraph()
    paragraph(OTHER_NUMBERS + "努力实现居民收入与经济增长同步。", year=2022)
    paragraph(OTHER_NUMBERS, year=2021)
    assert not variants(here).is_cut
    monkeypatch.setattr(reading, "MOST", 1)
    told = variants(here)
    assert (told.compared, told.is_cut, found(here)) == (1, True, [OTHER_NUMBERS])


def test_of_a_long_text_fewer_are_compared(monkeypatch):
    here = paragraph()
    for year in (2020, 2021):
        paragraph(OTHER_NUMBERS, year=year)
    monkeypatch.setattr(reading, "MOST_CHARACTERS", len(FORMULA))
    assert variants(here).compared == 1


@pytest.mark.parametrize("text", ["稳中求进工作总基调如下", "。" * 40, "第二章"])
def test_a_short_text_is_not_looked_for(text, django_assert_num_queries):
    here = paragraph(text)
    assert not is_long_enough(fold(text))
    with django_assert_num_queries(0):
        assert variants(here) == Variants()


def test_one_letter_more_is_long_enough():
    assert not is_long_enough("字" * (SHORTEST - 1) + ",。")
    assert is_long_enough("字" * SHORTEST)


def test_of_numbers_alone_there_is_nothing_to_ask():
    assert question(fold("1949 1950 1951 1952"), Frequencies()) == ""
    assert variants(paragraph("1949 1950 1951 1952")) == Variants()


def test_words_in_latin_letters_are_looked_for_too():
    text = "Belt and Road cooperation with 12 countries in Central Asia"
    here = paragraph(text)
    paragraph(text.replace("12", "15"), year=2021)
    assert found(here) == [text.replace("12", "15")]


def test_common_pieces_are_asked_for_only_where_there_is_nothing_else():
    known = Frequencies({"增长": 0.3, "全市": 0.2, "左右": 0.1}, 1000)
    assert "'增长'" not in question(fold(FORMULA), known)
    few = Frequencies(dict.fromkeys(pieces(fold("全市全市全市增长左右左右")), 0.5), 1000)
    assert "'增长'" in question(fold("全市全市全市增长左右左右"), few)


def test_what_was_cited_before_a_revision_has_variants_too():
    report = make(FORMULA, APART)
    former = report.paragraphs.get(text=FORMULA)
    there = paragraph(OTHER_NUMBERS, year=2021)
    put(report, FORMULA.replace("左右", "以上"), APART)
    [variant] = variants(report.former_paragraphs.get(token=former.token_id)).nearest
    assert variant.paragraphs == [there]


def test_a_search_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(reading, "WORTH", "select 1, '' from (select %s, %s, %s, %s, %s) asked, pg_sleep(2)")
    monkeypatch.setattr("archive.search.asking.SETTINGS", "select set_config('statement_timeout', '20ms', true), %s")
    with pytest.raises(TooBroad):
        variants(paragraph())


@given(WORDS, WORDS)
def test_likeness_is_a_share_and_the_same_from_either_side(left, right):
    one, other = letter_pairs(fold(left)), letter_pairs(fold(right))
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1
    assert (likeness(one, other) == 1) == (one == other)


@given(st.lists(st.text("增长失业农田水利建设企业改革", min_size=1, max_size=9), min_size=2), st.sampled_from("，。、； （"))
def test_signs_and_spaces_take_nothing_from_likeness(clauses, sign):
    assert likeness(letter_pairs(fold(sign.join(clauses))), letter_pairs(fold("".join(clauses)))) == 1


@settings(max_examples=60)
@given(WORDS)
def test_a_text_is_worth_comparing_with_itself(text):
    asked = question(fold(text), Frequencies())
    if not asked:
        return
    assert all(len(stretch.split("&")) <= TOGETHER for stretch in asked.split("|"))
    with connection.cursor() as cursor:
        cursor.execute("select bigram_vector(%s) @@ %s::tsquery", [fold(text), asked])
        assert cursor.fetchone() == (True,)


def test_the_index_is_what_finds_them():
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_indexscan = off")
        cursor.execute(f"explain {reading.WORTH}", [question(fold(FORMULA), Frequencies()), 1, FORMULA, 20, 9])
        assert any("paragraph_bigrams" in line for (line,) in cursor.fetchall())
