"""Dates and years as Chinese documents write them."""
import re
import unicodedata
from datetime import date

NUMERALS = str.maketrans("〇○◯零OoΟО一二三四五六七八九", "00000000123456789")
"""A zero among Han numerals is typed in many ways: 二〇〇五, 二OO五, 二００五."""
HAN_NUMERALS = "〇○◯零OＯoΟО0０一二三四五六七八九"
YEAR = rf"(?:[0-9０-９]{{4}}|[{HAN_NUMERALS}]{{4}})"
WRITTEN_DATE = (
    rf"{YEAR}\s*(?:年|[-./])\s*"
    r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|元(?=\s*月))\s*(?:月|[-./])\s*"
    r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日?")
DATE = re.compile(WRITTEN_DATE)
FOUR_DIGITS = rf"(?<![0-9０-９A-Za-z])([0-9０-９]{{4}}|[〇○零一二三四五六七八九]{{4}}|[一二][{HAN_NUMERALS}]{{3}})"
AMOUNT = r"\s*(?:[亿万余多元个名户家件吨亩米倍%％]|公里|公顷|平方|人(?![大民])|项(?!目))"
BARE_YEAR = re.compile(rf"{FOUR_DIGITS}(?![0-9０-９A-Za-z])(?!{AMOUNT})")
NAMED_YEAR = re.compile(rf"{FOUR_DIGITS}(?=\s*(?:年|[-—–－~～至到]+\s*[0-9０-９]{{4}}\s*年))")
EARLIEST, LATEST = 1900, 2099


def number(written: str) -> int:
    """«12», «１２», «十二», «二十一», «二〇一七» as a number.

    >>> number("二十一"), number("十"), number("二〇一七"), number("１２")
    (21, 10, 2017, 12)
    """
    plain = unicodedata.normalize("NFKC", written)
    if "十" in plain:
        tens, ones = plain.split("十")
        return 10 * int((tens or "一").translate(NUMERALS)) + int((ones or "零").translate(NUMERALS))
    return int(plain.translate(NUMERALS))


def first_date(text: str) -> date | None:
    """The first date written in `text`; None where there is none or it never was.

    >>> first_date("2022年2月30日")
    """
    match = DATE.search(text)
    if not match:
        return None
    try:
        return date(*(number(part) for part in re.findall(rf"[0-9０-９{HAN_NUMERALS}十]+", match.group().replace("元", "1"))))
    except ValueError:
        return None


def years(text: str) -> list[int]:
    """Every year written as such: «2017年», «二〇一七年», or four digits by themselves, neither part of a word nor an amount.

    >>> years("2017年兰州市政府工作报告"), years("文号20170012"), years("突破2000亿元")
    ([2017], [], [])
    """
    found = (number(match) for match in BARE_YEAR.findall(text))
    return [year for year in found if EARLIEST <= year <= LATEST]


def single_year(text: str) -> int | None:
    """The year a text names, if it names one and no other; «2018—2022年» names two."""
    named = {number(match) for match in NAMED_YEAR.findall(text)}
    named = {year for year in named if EARLIEST <= year <= LATEST}
    return named.pop() if len(named) == 1 else None
