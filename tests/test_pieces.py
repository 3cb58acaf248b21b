"""Pieces of the index, here and in the database, and where a literal may stand."""
import re

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.pieces import is_decided, is_searchable, occurrences, pieces, uncut, wanted_pieces
from archive.text.fold import fold

# Neighbours of every kind: pairs, run ends, words, points, years, signs that SQL or a tsvector could trip over.
folded = st.text(st.sampled_from("发展省会𠀀〇甲乙 ,。\"()-%_\\':.&|!*12 9 20 0abgéд\n"), max_size=16)


@pytest.mark.parametrize(("text", "found"), [
    ("强省会行动", {"强省", "省会", "会行", "行动", "动"}),
    ("桥", {"桥"}),
    ("建5g基站", {"建", "5g", "基站", "站"}),
    ("增长5.5%", {"增长", "长", "5.5"}),
    ("1.2023年", {"1", "2023", "年"}),
    ("a.b 3.", {"a", "b", "3"}),
    ("𠮷野家", {"𠮷野", "野家", "家"}),
    ("，。", set()),
])
def test_pieces(text, found):
    assert pieces(text) == found


@pytest.mark.parametrize(("text", "literal", "at"), [
    ("1342亿元比342亿元", "342亿元", [7]),
    ("3.12", "12", []),
    ("3.12", "3", []),
    ("3.12", "3.12", [0]),
    ("3.12", "3.", []),
    ("增长3.今年", "3.", [2]),
    ("1.2023年", "2023年", [2]),
    ("5.5%左右", "5%左右", []),
    ("5g基站", "g基站", []),
    ("gdp增长", "增长", [3]),
    ("人人人", "人人", [0, 1]),
    ("100km", "100", []),
])
def test_no_word_or_number_is_cut(text, literal, at):
    assert list(occurrences(text, literal)) == at


def plain_scan(text: str, literal: str) -> bool:
    """The rule in the plainest way: a boundary cuts if the signs on its two sides belong to one word or number."""
    words = [m.span() for m in re.finditer(r"[0-9a-zéд]+", text)]
    joined = {(a[0], b[1]) for a, b in zip(words, words[1:], strict=False)
              if text[a[1]:b[0]] == "." and text[a[1] - 1].isdigit() and text[b[0]].isdigit()
              and not re.match(r"(19|20)[0-9][0-9](?![0-9])", text[b[0]:])}
    inner = {at for start, end in [*words, *joined] for at in range(start + 1, end)}
    return any(text.startswith(literal, at) and at not in inner and at + len(literal) not in inner for at in range(len(text)))


@given(folded, folded)
def test_occurrences_agree_with_a_plain_scan(text, other):
    for literal in {other, *(text[a:b] for a in range(len(text)) for b in (a + 1, a + 2, a + 4))} - {""}:
        assert any(True for _ in occurrences(text, literal)) == plain_scan(text, literal)


def ask(sql: str, *values: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["a" * 2046, "a" * 2047, "é" * 1100, "9" * 6000, "1." * 3000, "b" * 199 + "1.5" + "c" * 2000, "甲" * 700 + "d" * 250])
def test_a_word_that_is_too_long_for_an_index_has_its_beginning_there(word):
    text = fold(f"附件{word}，{word[:200]} {word[:7]}完")
    assert set(ask("select tsvector_to_array(bigram_vector(%s))", text)[0]) == pieces(text)


@pytest.mark.django_db
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(folded)
def test_the_database_makes_the_same_pieces(text):
    assert set(ask("select tsvector_to_array(bigram_vector(%s))", text)[0]) == pieces(text)


@pytest.mark.django_db
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(folded, st.integers(0, 15), st.integers(1, 6), folded)
def test_the_database_finds_a_literal_exactly_where_it_stands(text, start, length, other):
    for literal in filter(is_searchable, {text[start:start + length].strip(), other.strip()}):
        stands = any(True for _ in occurrences(text, literal))
        candidate, has, matches = ask(
            "select bigram_vector(%s) @@ %s::tsquery, strpos(%s, %s) > 0, %s ~ %s",
            text, " & ".join(wanted_pieces(literal)), text, literal, text, uncut(literal))
        assert (candidate and has and matches) == stands
        if is_decided(literal):
            assert candidate == stands


def test_every_letter_and_digit_can_be_looked_for():
    letters = (chr(code) for code in range(0x110000) if chr(code).isalnum())
    unseen = [f"U+{ord(letter):X}" for letter in letters
              if any(sign.isalnum() and not is_searchable(sign) for sign in fold(letter))]
    assert unseen == []
