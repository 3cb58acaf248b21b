"""What is counted by place is put together by division, as a reader with the list in hand would."""
from hypothesis import given
from hypothesis import strategies as st

from archive.search import sums as module
from archive.search.sums import Row, sums

CODES = ["000000", "110000", "110101", "460000", "460001", "460100", "460105", "620000", "620100", "620102", "620103", "620200", "620201", None]
FIRST = [("count", "0", 0, None, None, None), ("places", "a mark", None, None, None, None), ("snapshot", "9:9:", None, None, None, None)]


def placed(counts: dict[str | None, int]) -> list[tuple]:
    return [*FIRST, *(("place", code, n, None, None, None) for code, n in counts.items())]


def holds(division: str, code: str | None) -> bool:
    begins = division.removesuffix("00").removesuffix("00").removesuffix("00")
    return bool(code) and (code == division or division.endswith("00") and code.startswith(begins))


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 9)))
def test_each_division_counts_all_below_it_and_what_has_no_place_comes_last(counts):
    told = sums(placed(counts)).values["place"]
    assert dict(told) == {code: n for code in [*CODES, "110100"]
                          if (n := counts.get(None, 0) if code is None else sum(n for each, n in counts.items() if holds(code, each)))}
    assert None not in [code for code, _ in told[:-1]]


@given(st.dictionaries(st.sampled_from(["2001", "2002", "2003", None]), st.integers(0, 9)))
def test_values_that_nothing_has_are_not_told_and_the_most_frequent_come_first(counts):
    told = sums([*FIRST, *(("year", year, n, None, None, None) for year, n in counts.items())]).values["year"]
    assert dict(told) == {year: n for year, n in counts.items() if n}
    assert [n for _, n in told] == sorted(dict(told).values(), reverse=True)


def test_the_largest_divisions_are_told_and_all_of_a_province_that_is_open(monkeypatch):
    monkeypatch.setattr(module, "MOST_VALUES", 3)
    rows = placed({"110101": 1, "620102": 5, "620103": 4, "460105": 3})
    assert sums(rows).values["place"] == [("000000", 13), ("620000", 9), ("460000", 3)]
    assert sums(rows, {"62"}).values["place"] == [("000000", 13), ("620000", 9), ("460000", 3), ("620100", 9), ("620102", 5), ("620103", 4)]


def test_an_answer_is_taken_apart():
    hit = ("hit", None, 7, -0.5, 7, 0)
    told = sums([*FIRST, hit, ("tally", "发展", None, None, None, None), ("part", None, 3, None, None, None)])
    assert (told.count, told.report_count, told.hits, told.places, told.is_told, told.snapshot) == (0, 0, [Row(*hit)], "a mark", True, "9:9:")
    assert told.values["part"] == [(None, 3)]
    assert told.hits[0].key == (-0.5, 7, 0)
