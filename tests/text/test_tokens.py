"""Tokens are fifty bits of a hash over what never changes; these values were worked out apart from the code."""
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.tokens import ALPHABET, as_read, token, token_text

KEY = "620100/2017/work-report"


def worked_out(*parts: str) -> str:
    """The same by other means: the first 50 of the 256 bits, five at a time."""
    bits = f"{int(hashlib.sha256(chr(31).join(parts).encode('utf-8')).hexdigest(), 16):0256b}"
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[int(bits[i:i + 5], 2)] for i in range(0, 50, 5))


@pytest.mark.parametrize(("key", "text", "ordinal", "value"), [
    (KEY, "各位代表：", 0, "57EMC3J9R4"),
    (KEY, "各位代表：", 1, "8P19GMMCH5"),
    ("620100/undated/wei-shi", "一、2017年工作回顾", 0, "TZ5EZWMVXK"),
    ("unplaced/undated/x", "", 0, "5GTRWW90Q8"),
])
def test_known_tokens_never_move(key, text, ordinal, value):
    assert token(key, text, ordinal) == value


@given(st.text(max_size=30), st.integers(0, 99))
def test_a_token_is_the_first_fifty_bits_of_the_hash(text, ordinal):
    assert token(KEY, text, ordinal) == worked_out("archive-token-1", KEY, token_text(text), str(ordinal))


def test_a_token_that_is_taken_is_hashed_again_with_a_counter():
    assert token(KEY, "各位代表：", 0, counter=2) == worked_out("archive-token-1", KEY, "各位代表：", "0", "2")
    assert token(KEY, "各位代表：", 0, counter=0) == token(KEY, "各位代表：", 0)


@pytest.mark.parametrize(("one", "other"), [
    ("政府工作报告", "政 府 工 作 报 告"), ("政府工作报告", "\u3000\u3000政府工作报告\n"), ("政府\u00a0工作\t报告", "政府工作报告"),
    ("e\u0301tat", "\u00e9tat")])
def test_white_space_and_composition_do_not_change_a_token(one, other):
    assert token(KEY, one, 0) == token(KEY, other, 0)


@pytest.mark.parametrize(("one", "other"), [
    ("政府工作报告", "政府工作報告"), ("增长5%", "增长5％"), ("增长5%，", "增长5%,"), ("２０１７年", "2017年"), ("Ａ", "A"), ("a", "A"), ("1,234", "1234"),
    ("①", "1"), ("报\u200b告", "报告"), ("著", "着"), ("“", "\""), ("", "一")])
def test_everything_else_does(one, other):
    assert token(KEY, one, 0) != token(KEY, other, 0)


def test_key_and_ordinal_change_a_token():
    assert len({token(key, "各位代表：", n) for key in (KEY, "620100/2018/work-report") for n in range(3)}) == 6


@given(st.text(max_size=20))
def test_a_token_is_ten_characters_of_crockfords_alphabet(text):
    value = token(KEY, text, 0)
    assert len(value) == 10
    assert set(value) <= set(ALPHABET)
    assert not set(value) & set("ILOU")


@pytest.mark.parametrize(("written", "read"), [
    ("2h8zc4tovd", "2H8ZC4T0VD"), ("IlOo111100", "1100111100"), ("0123456789", "0123456789"), ("abcdefghjk", "ABCDEFGHJK")])
def test_a_typed_token_is_read_as_crockford_reads_it(written, read):
    assert as_read(written) == read
