"""Traditional and Simplified characters, told apart and brought together one by one."""
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

SIMPLIFIED = Path(__file__).parent / "data" / "simplified.csv"
MANY = 0.05
"""The share of plainly Traditional characters that makes a text Traditional: real ones have 20–40 %."""


@cache
def table() -> dict[str, str]:
    """Every Traditional character and the Simplified one in its place. 著, right in both, is not in it."""
    with SIMPLIFIED.open(encoding="utf-8", newline="") as file:
        return dict(csv.reader(file))


@cache
def _changing() -> re.Pattern[str]:
    """Any character that may change: a class of characters up to U+FFFF is looked through seven times as fast as a set, one with others far slower."""
    return re.compile(f"[{''.join(letter for letter in table() if letter <= chr(0xFFFF))}\U00010000-\U0010ffff]")


@cache
def _code_points() -> dict[int, str]:
    return str.maketrans(table())


def simplified(text: str) -> str:
    """The text in Simplified characters, one for one: lengths and offsets stay.

    >>> simplified("強省會，顯著")
    '强省会，显著'
    """
    return text.translate(_code_points()) if _changing().search(text) else text


def as_written(value: str, text: str) -> str:
    """A value read from the Simplified form of `text`, in the characters of `text`; white space may have been left out of it.

    >>> as_written("张三", "縣長　張　三")
    '張三'
    """
    written = "".join(text.split())
    at = simplified(written).find("".join(value.split()))
    letters = iter(written[at:] if at >= 0 else value)
    return "".join(letter if letter.isspace() and at >= 0 else next(letters) for letter in value)


def is_traditional(text: str) -> bool:
    """Whether a text is written in Traditional characters; a mixed one is what most of it is.

    Only characters that give themselves away count: one outside GB 2312 that is simplified (會), against
    one that is the simplified form and outside Big5 (会). 乾, 於 or 后, at home in both, say nothing, so a
    text of such alone counts as Simplified.

    >>> is_traditional("甘肅日報"), is_traditional("甘肃日报"), is_traditional("乾坤"), is_traditional("人民")
    (True, False, False, False)
    """
    own = set(text)
    if _plainly_traditional().isdisjoint(own):
        return False
    letters = Counter(text)
    traditional = sum(letters[letter] for letter in _plainly_traditional() & own)
    plain = sum(letters[letter] for letter in _plainly_simplified() & own)
    return traditional > plain and traditional >= MANY * _han(letters)


def _han(letters: Counter[str]) -> int:
    return sum(times for letter, times in letters.items() if "\u3400" <= letter <= "\u9fff" or letter >= "\U00020000")


@cache
def _plainly_traditional() -> frozenset[str]:
    return frozenset(letter for letter in table() if not _has("gb2312", letter))


@cache
def _plainly_simplified() -> frozenset[str]:
    return frozenset(letter for letter in table().values() if not _has("big5", letter))


def _has(encoding: str, letter: str) -> bool:
    return bool(letter.encode(encoding, "ignore"))
