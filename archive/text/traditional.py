"""Simplified characters written as Traditional ones, one by one: a help to readers, never what is stored or searched."""
import csv
from functools import cache
from pathlib import Path

TRADITIONAL = Path(__file__).parent / "data" / "traditional.csv"


@cache
def _code_points() -> dict[int, str]:
    with TRADITIONAL.open(encoding="utf-8", newline="") as file:
        return str.maketrans(dict(csv.reader(file)))


def traditional(text: str) -> str:
    """The text in Traditional characters, one for one: lengths and offsets stay.

    Where one Simplified character stands for several, the most usual is taken, whatever the word: 头发 becomes 頭發.

    >>> traditional("强省会，发展"), traditional("头发")
    ('強省會，發展', '頭發')
    """
    return text.translate(_code_points())
