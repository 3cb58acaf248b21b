"""Numbers as Word prints them."""
import pytest

from archive.extraction.numbering import FORMATS, chinese


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (1001, "一千零一"), (0, "0")])
def test_numbers_are_counted_in_chinese(number: int, said: str) -> None:
    assert chinese(number) == said


@pytest.mark.parametrize(("name", "number", "said"), [
    ("decimalEnclosedCircle", 3, "③"), ("decimalEnclosedCircle", 21, "21"), ("upperRoman", 14, "XIV"), ("lowerLetter", 27, "aa"),
    ("upperLetter", 26, "Z"), ("decimalFullWidth", 10, "１０"), ("ideographDigital", 12, "一二"), ("decimalZero", 7, "07")])
def test_every_format_has_its_signs(name: str, number: int, said: str) -> None:
    assert FORMATS[name](number) == said
