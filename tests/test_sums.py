"""What is counted by place is put together by division, as a reader with the list in hand would."""
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import sums as module
from archive.search.reports import NONE, Facets, facets_of
from archive.search.sums import FACETS, IN_PART, Row, Sums, by_what, sums
from archive.text.vocabulary import Part

CODES = ["000000", "110000", "110101", "460000", "460001", "460100", "460105", "620000", "620100", "620102", "620103", "620200", "620201", None]
LAST = [("places", "a mark"), ("snapshot", "9:9:", 7, 0.5)]
FACETED = st.builds(
    facets_of, st.sampled_from(["2001", "2002", "2003", None]), st.sampled_from(CODES), st.sampled_from(["policy", "article"]), st.sampled_from(["王明", ""]))
FAILS = st.sampled_from([0, 0, 1, 2, 3, 4, 8, 16, 31])


def added_up(held: list[tuple[Facets, int, int]], opened: set[str] = frozenset(), *more: tuple) -> Sums:
    """What is told of reports with these facets, of which each holds so many and fails these filters."""
    ids = list(range(7, 7 + len(held)))
    found = ("found", None, None, None, None, None, [ids, [n for _, n, _ in held], [fails for *_, fails in held]] if held else None)
    rows = [(*row, *[None] * (7 - len(row))) for row in (found, *LAST, *more)]
    return sums(by_what(rows), NONE.with_changed({pk: facets for pk, (facets, *_) in zip(ids, held, strict=True)}), opened)


def placed(counts: dict[str | None, int]) -> list[tuple[Facets, int, int]]:
    return [(facets_of(None, code, "policy", ""), n, 0) for code, n in counts.items()]


def holds(division: str, code: str | None) -> bool:
    begins = division.removesuffix("00").removesuffix("00").removesuffix("00")
    return bool(code) and (code == division or division.endswith("00") and code.startswith(begins))


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 9)))
def test_each_division_counts_all_below_it_and_what_has_no_place_comes_last(counts):
    told = added_up(placed(counts)).values["place"]
    assert dict(told) == {code: n for code in [*CODES, "110100"]
                          if (n := counts.get(None, 0) if code is None else sum(n for each, n in counts.items() if holds(code, each)))}
    assert None not in [code for code, _ in told[:-1]]


@given(st.lists(st.tuples(FACETED, st.integers(0, 9), FAILS)))
def test_a_value_counts_what_the_other_filters_leave_and_the_most_frequent_come_first(held):
    told = added_up(held)
    passing = [n for _, n, fails in held if not fails]
    assert (told.count, told.report_count) == (sum(passing), sum(n > 0 for n in passing))
    for name, own in (("year", 1), ("kind", 4), ("speaker", 8), ("level", 16)):
        counts = [(value, sum(n for facets, n, fails in held if getattr(facets, name) == value and fails in (0, own)))
                  for value in {getattr(facets, name) for facets, *_ in held}]
        assert dict(told.values[name]) == {value: n for value, n in counts if n}, name
        assert [n for _, n in told.values[name]] == sorted((n for _, n in counts if n), reverse=True)
    assert sum(n for code, n in told.values["place"] if code in ("000000", None)) == sum(n for _, n, fails in held if fails in (0, 2))


PARTS = [*map(str, Part), None]


@given(st.lists(st.tuples(FACETED, st.lists(st.sampled_from(PARTS), max_size=3))))
def test_what_is_told_uncounted_is_counted_as_if_it_had_been(held):
    parts = Counter(part for _, parts in held for part in parts)
    counted = added_up([(facets, len(parts), 0) for facets, parts in held if parts], set(), *(("part", part, n) for part, n in parts.items()))
    told = [(7 + at) * IN_PART + (ord(part[0]) if part else 0) for at, (_, parts) in enumerate(held) for part in parts]
    rows = [(*row, *[None] * (7 - len(row))) for row in (("found", None, None, None, None, None, [told[::-1]] if told else []), *LAST)]
    assert sums(by_what(rows), NONE.with_changed({7 + at: facets for at, (facets, _) in enumerate(held)})) == counted


def test_a_part_is_known_by_its_initial():
    assert len({part[0] for part in Part}) == len(Part)


def test_a_report_that_is_not_known_is_not_left_out():
    """A count that leaves something out looks like any other."""
    rows = [(*row, *[None] * (7 - len(row))) for row in (("found", None, None, None, None, None, [[7, 9], [1, 1]]), *LAST)]
    for known in ({7: facets_of("2001", None, "policy", "")}, {7: facets_of("2001", None, "policy", ""), 10: facets_of("2002", None, "policy", "")}):
        with pytest.raises(LookupError):
            sums(by_what(rows), NONE.with_changed(known))


def test_the_largest_divisions_are_told_and_all_of_a_province_that_is_open(monkeypatch):
    monkeypatch.setattr(module, "MOST_VALUES", 3)
    held = placed({"110101": 1, "620102": 5, "620103": 4, "460105": 3})
    assert added_up(held).values["place"] == [("000000", 13), ("620000", 9), ("460000", 3)]
    assert added_up(held, {"62"}).values["place"] == [("000000", 13), ("620000", 9), ("460000", 3), ("620100", 9), ("620102", 5), ("620103", 4)]


def test_what_has_no_prefecture_takes_no_other_s_room(monkeypatch):
    monkeypatch.setattr(module, "MOST_VALUES", 3)
    held = placed({"000000": 9, "620102": 5, "460105": 3, "110000": 1})
    assert added_up(held).values["place"] == [("000000", 18), ("620000", 5), ("460000", 3)]


def test_an_answer_is_taken_apart():
    told = added_up([], set(), ("hit", None, 7, -0.5, 7, 0), ("tally", "发展"), ("part", None, 3))
    assert (told.count, told.report_count, told.places, told.is_told, told.state) == (0, 0, "a mark", True, (7, 0.5, "9:9:"))
    assert told.hits == [Row("hit", None, 7, -0.5, 7, 0)]
    assert told.hits[0].key == (-0.5, 7, 0)
    assert {name: told.values[name] for name in FACETS} == {name: [(None, 3)] if name == "part" else [] for name in FACETS}


def test_a_code_tells_its_level_and_what_is_above_it():
    assert [facets_of(None, code, "", "")[4:] for code in (None, "000000", "620000", "620100", "620102", "460001")] == [
        (None, None, None), ("nation", None, None), ("province", "620000", None), ("prefecture", "620000", "620100"),
        ("county", "620000", "620100"), ("county", "460000", None)]
