"""How common pieces are: what the database's statistics say, and which way a search goes by it."""
import pytest
from django.db import connection

from archive import query
from archive.search import frequencies
from archive.search.frequencies import Frequencies, asked
from archive.search.matching import tsquery
from archive.search.narrowing import Narrowing
from archive.search.statement import MANY, Page, statement
from tests.factories import make_report

KNOWN = Frequencies({"发展": 0.2, "主义": 0.05, "社会": 0.1, "年的": 0.02, "年来": 0.03}, 100_000)


@pytest.mark.parametrize(("typed", "most"), [
    ("发展", 20_000), ("昆明", 500), ("年", 5_000), ("发展 社会", 10_000), ("发展|社会", 30_000), ("发展 -社会", 20_000),
    ("昆明|兰州|西宁", 500), ("发展|昆明", 20_000),
])
def test_a_query_is_thought_to_find_what_its_rarest_piece_does_and_rare_pieces_a_quarter_of_the_rarest_that_is_told(typed, most):
    assert KNOWN.matches(query.read(typed).root) == pytest.approx(most)


def test_the_index_is_asked_for_the_rare_pieces_of_a_long_literal():
    assert tsquery(query.read("社会主义市场").root, KNOWN) == "('会主' & '义市' & '市场')"


def test_where_no_piece_is_rare_the_rarest_two_are_asked_for():
    assert tsquery(query.read("社会发展").root, Frequencies({"社会": 0.1, "会发": 0.05, "发展": 0.2})) == "('会发' & '社会')"


def test_a_plan_is_made_anew_only_for_what_may_find_much():
    def is_broad(typed: str, known: Frequencies) -> bool:
        return statement(query.read(typed), Narrowing(), Page("relevance", 21), known).is_broad

    assert is_broad("发展", KNOWN)
    assert not is_broad("昆明", KNOWN)
    assert not is_broad("发展", Frequencies(KNOWN.shares, MANY))
    # The thousandth of the pieces of real paragraphs stands in 0.7 % of them.
    assert not is_broad("昆明", Frequencies({"发展": 0.2, "水利": 0.007}, 1_000_000))


@pytest.mark.django_db
def test_the_statistics_of_the_index_are_read():
    make_report(*(f"发展第{number}号" for number in range(300)))
    with connection.cursor() as cursor:
        cursor.execute("analyze archive_paragraph")
    known = asked()
    assert known.paragraphs == 300
    assert known.shares["发展"] == pytest.approx(1)


@pytest.mark.django_db
def test_without_statistics_nothing_is_held_to_be_common(monkeypatch):
    monkeypatch.setattr(frequencies, "STATISTICS", frequencies.STATISTICS.replace("paragraph_bigrams", "no_index"))
    assert asked() == Frequencies()


@pytest.mark.parametrize(("typed", "is_patterned"), [("发展 NEAR/3 社会", True), ("(发展|社会) NEAR/3 主义", True), ("发展 社会", False), ("昆明 NEAR/3 兰州", False)])
def test_two_processes_are_asked_for_where_a_pattern_looks_at_many_texts(typed, is_patterned):
    known = Frequencies({**KNOWN.shares, "主义": 0.2}, 100_000)
    assert statement(query.read(typed), Narrowing(), Page("relevance", 21), known).is_patterned == is_patterned
