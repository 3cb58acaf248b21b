"""What the reports of an answer hold is added up as a reader with the list in hand would."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import sums as module
from archive.search.narrowing import BITS
from archive.search.sums import FIRST_PART, N, Row, sums
from archive.text.vocabulary import Part

CODES = ["000000", "110000", "110101", "460000", "460001", "460100", "460105", "620000", "620100", "620102", "620103", "620200", "620201", None]
LEVELS = {"000000": "nation", "110000": "province", "460000": "province", "620000": "province", "460100": "prefecture", "620100": "prefecture", "620200": "prefecture", None: None}
PLACES = ("places", "a mark", *[None] * 14)


@st.composite
def reports(draw) -> tuple:
    parts = draw(st.lists(st.integers(0, 5), min_size=5, max_size=5))
    return ("report", None, draw(st.integers(0, 9)), draw(st.sampled_from(["2001", "2002", None])), draw(st.sampled_from(CODES)), "work_report",
            draw(st.sampled_from(["", "王明"])), draw(st.sampled_from([0, 0, 0, *BITS.values(), 3])), *parts, None, None, None)


def holds(division: str, code: str | None) -> bool:
    return bool(code) and (division == "000000" or code == division or code.startswith(division.removesuffix("00").removesuffix("00"))
                           and division.endswith("00") and len(division.removesuffix("00").removesuffix("00")) < 6)


@given(st.lists(reports(), max_size=30))
def test_each_value_counts_what_the_other_filters_leave(found):
    told = sums([*found, PLACES])
    passing = [row for row in found if row[7] == 0]
    assert (told.count, told.report_count) == (sum(row[N] for row in passing), sum(1 for row in passing if row[N]))
    for name, column in (("year", 3), ("kind", 5), ("speaker", 6)):
        left = [row for row in found if row[7] in (0, BITS[name])]
        assert dict(told.values[name]) == {value: n for value in {row[column] for row in left} if (n := sum(row[N] for row in left if row[column] == value))}
    left = [row for row in found if row[7] in (0, BITS["place"])]
    assert dict(told.values["place"]) == {code: n for code in [*CODES, "110100"] if (n := sum(row[N] for row in left if (row[4] is None if code is None else holds(code, row[4]))))}
    left = [row for row in found if row[7] in (0, BITS["level"])]
    assert dict(told.values["level"]) == {level: n for level in {*LEVELS.values(), "county"} if (n := sum(row[N] for row in left if LEVELS.get(row[4], "county") == level))}
    assert dict(told.values["part"]) == {part: n for at, part in enumerate([*Part, None]) if (n := sum(row[FIRST_PART + at] for row in passing))}


def test_the_largest_divisions_are_told_and_all_of_a_province_that_is_open(monkeypatch):
    monkeypatch.setattr(module, "MOST_VALUES", 3)
    found = [("report", None, n, None, code, "", "", 0, *[0] * 5, None, None, None) for n, code in ((1, "110101"), (5, "620102"), (4, "620103"), (3, "460105"))]
    assert sums([*found, PLACES]).values["place"] == [("000000", 13), ("620000", 9), ("460000", 3)]
    assert sums([*found, PLACES], {"62"}).values["place"] == [
        ("000000", 13), ("620000", 9), ("460000", 3), ("620100", 9), ("620102", 5), ("620103", 4)]


@pytest.mark.parametrize("extra", [[], [("part", "plan", 7, *[None] * 13)]])
def test_an_answer_about_nothing_counts_nothing_but_what_it_is_told_of_parts(extra):
    told = sums([*extra, PLACES])
    assert (told.count, told.report_count, told.hits, told.places, told.is_told) == (0, 0, [], "a mark", False)
    assert told.values["part"] == [("plan", 7)] * len(extra)
    assert Row(*PLACES).value == "a mark"
