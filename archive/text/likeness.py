"""Whether two texts are copies of one report, of which neither need be whole or without slips.

Reports of one series share long formulas and differ in their numbers: what tells two years apart is not
how many words agree but whether the same words stand with the same numbers. Thresholds were set on named
pairs, which `tests/text/test_likeness.py` keeps with their verdicts: true copies agree in 0.77 to 1 of their
numbers, even read by a poor scanner, and reports of two years in less than 0.65, but for a handful of numbers.
"""
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LEAST_SHARED = 0.5
LEAST_AGREEING = 0.7
ENOUGH_NUMBERS = 8
LEAST_SHARED_WITHOUT_NUMBERS = 0.75
MUCH_SHORTER = 0.8
BEFORE, AFTER = 5, 1
LETTERS = re.compile(r"[\w%‰]+")
# One character in five begins a piece: which are looked at depends on the text alone, and is the same in a copy.
PIECE = re.compile("[\u6000-\u6fff](?=(.{6}))")
NUMBER = re.compile(r"[0-9]+|[〇一二三四五六七八九十百千万亿零两]{2,}")


class Verdict(StrEnum):
    """What a text is to another: a copy, a part of it, a fuller one, or something else."""
    COPY = "copy"
    PART = "part"
    FULLER = "fuller"
    OTHER = "other"


@dataclass(frozen=True)
class Marks:
    """What a text is known by: pieces of six letters, and its numbers by the letters around them."""
    pieces: frozenset[str]
    numbers: dict[str, str]


@dataclass(frozen=True)
class Likeness:
    """Shares from 0 to 1: of all pieces, those in both; of the pieces of either, those in the other; and of
    the `number_count` numbers that stand in the same words in both, those that are equal."""
    both: float
    of_old: float
    of_new: float
    numbers: float
    number_count: int

    @property
    def verdict(self) -> Verdict:
        """What the new text is to the old."""
        if not self.is_near:
            return Verdict.OTHER
        if self.of_old < MUCH_SHORTER * self.of_new:
            return Verdict.PART
        return Verdict.FULLER if self.of_new < MUCH_SHORTER * self.of_old else Verdict.COPY

    @property
    def is_near(self) -> bool:
        shared = max(self.of_old, self.of_new)
        if self.number_count < ENOUGH_NUMBERS:
            return shared >= LEAST_SHARED_WITHOUT_NUMBERS
        return shared >= LEAST_SHARED and self.numbers >= LEAST_AGREEING


def marks(folded: Iterable[str]) -> Marks:
    """What a text is known by, of its folded paragraphs; how it is divided and punctuated does not matter."""
    letters = "".join(LETTERS.findall("".join(folded)))
    return Marks(frozenset(PIECE.findall(letters)), _numbers(letters))


def _numbers(letters: str) -> dict[str, str]:
    """Each number by the letters around it; "" where the same letters stand around several."""
    found: dict[str, str] = {}
    for number in NUMBER.finditer(letters):
        start, end = number.span()
        around = f"{letters[max(0, start - BEFORE):start]}#{letters[end:end + AFTER]}"
        found[around] = "" if around in found else number[0]
    return found


def likeness(old: Marks, new: Marks) -> Likeness:
    shared = len(old.pieces & new.pieces)
    known = [around for around in old.numbers.keys() & new.numbers.keys() if old.numbers[around] and new.numbers[around]]
    agreeing = sum(old.numbers[around] == new.numbers[around] for around in known)
    count_old, count_new = max(1, len(old.pieces)), max(1, len(new.pieces))
    return Likeness(
        both=2 * shared / (count_old + count_new), of_old=shared / count_old, of_new=shared / count_new,
        numbers=agreeing / max(1, len(known)), number_count=len(known))
