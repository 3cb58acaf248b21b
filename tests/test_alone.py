"""Where nothing is found: which word it was, or that it was the conditions, with exact counts."""
import pytest
from django.http import QueryDict

from archive.search.alone import MOST, Alone, alone, fetched
from tests.factories import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reports() -> None:
    make_report("教育优先。", "教育公平。", "就业为本。", "强省会建设。", year=2020)
    make_report("教育优先。", place="620000", year=2021)
    make_report("航天强国。", status="draft")


def said(address: str) -> Alone | None:
    return alone(QueryDict(address))


def counts(found: Alone) -> list[tuple[str, int, int]]:
    return [(word.query, word.everywhere, word.here) for word in found.words]


def test_each_word_is_counted_alone_and_the_missing_one_named() -> None:
    found = said("q=教育 航天 就业")
    assert counts(found) == [("教育", 3, 3), ("航天", 0, 0), ("就业", 1, 1)]
    assert [word.query for word in found.missing] == ["航天"]
    assert not found.has_conditions


def test_words_that_are_found_but_never_together() -> None:
    found = said("q=教育 就业")
    assert (found.missing, found.missing_here, found.everywhere) == ([], [], 0)


def test_a_filter_that_kept_all_of_it_out_is_known_by_the_count_without_it() -> None:
    found = said("q=教育 优先&year=2022")
    assert found.has_conditions
    assert found.everywhere == 2
    assert counts(found) == [("教育", 3, 0), ("优先", 2, 0)]


def test_one_word_under_a_filter_has_something_to_say_and_by_itself_has_not() -> None:
    assert said("q=就业&place=620000&year=2021").everywhere == 1
    assert said("q=航天") is None


def test_a_field_of_the_query_is_a_condition_that_links_keep() -> None:
    found = said("q=就业 优先 year:2021 -place:unplaced")
    assert counts(found) == [("就业", 1, 0), ("优先", 2, 1)]
    assert found.words[1].query_here == "优先 year:2021 -place:unplaced"
    assert found.freed == "就业 优先"


@pytest.mark.parametrize(("typed", "found"), [
    ("教育 -教育", [("教育", 3, 3)]), ("省会 !强省会", [("省会", 1, 1)]), ("教育 NEAR/1 就业", [("教育", 3, 3), ("就业", 1, 1)]),
    ("“教育 就业”|航天", [("“教育 就业”", 0, 0), ("航天", 0, 0)]), ("(航天|教育) 就业", [("航天", 0, 0), ("教育", 3, 3), ("就业", 1, 1)]),
])
def test_words_stand_alone_whatever_they_must_not_or_must_stand_by(typed: str, found: list) -> None:
    assert counts(said(f"q={typed}")) == found


def left_out(found: Alone) -> dict[str, int]:
    return {each.what: each.count for each in found.left_out}


@pytest.mark.parametrize(("asked", "found"), [
    ("q=就业 year:2021", {"year:2021": 1}),
    ("q=教育 就业 year:2021", {"year:2021": 0}),
    ("q=就业 year:2021 level:province", {"year:2021": 0, "level:province": 0}),
    ("q=就业 year:2020 level:province", {"year:2020": 0, "level:province": 1}),
    ("q=教育 year:2020 level:province", {"year:2020": 1, "level:province": 2}),
    ("q=教育 -year:2020 -level:province", {"-year:2020": 2, "-level:province": 1}),
    ("q=教育&year=2020&level=province&part=plan", {"year": 0, "level": 0, "part": 0}),
    ("q=教育&year_min=2021&level=prefecture", {"year": 2, "level": 1}),
    ("q=教育&year=2020&part=plan", {"year": 0, "part": 2}),
    ("q=教育 level:province&year=2020", {"level:province": 2, "year": 1}),
    ("q=教育 优先 就业", {"教育": 0, "优先": 0, "就业": 2}),
    ("q=教育 优先 公平&year=2021", {"year": 0, "教育": 0, "优先": 0, "公平": 1}),
    ("q=教育 -教育", {"-教育": 3}),
    ("q=就业 (优先 | 公平)", {"就业": 3, "优先 | 公平": 1}),
    ("q=省会 !强省会", {}),
    ("q=year:2021 level:prefecture", {"year:2021": 4, "level:prefecture": 1}),
])
def test_what_each_thing_left_out_would_find_is_counted(asked: str, found: dict[str, int]) -> None:
    assert left_out(said(asked)) == found


def test_a_thing_left_out_is_told_with_the_query_that_leaves_it_out() -> None:
    found = said("q=教育 优先 就业 year:2020&part=plan").left_out
    assert {each.what: (each.query, each.is_facet) for each in found} == {
        "year:2020": ("教育 优先 就业", False), "part": ("教育 优先 就业 year:2020", True), "教育": ("优先 就业 year:2020", False),
        "优先": ("教育 就业 year:2020", False), "就业": ("教育 优先 year:2020", False)}


def test_of_many_things_the_first_eight_are_left_out() -> None:
    fields = " ".join(f"-year:{year}" for year in range(1990, 2010))
    assert len(said(f"q=教育 教育 {' '.join('就业建设公平优先强国省会')} {fields}").left_out) == 2 * MOST


def test_drafts_are_counted_nowhere() -> None:
    assert said("q=航天 强国").everywhere == 0


def test_of_many_words_the_first_eight_are_counted() -> None:
    assert len(said("q=" + " ".join("教育就业建设公平优先强国省会")).words) == MOST


def test_it_is_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr("archive.search.alone.fetched", lambda *asking: asked.append(asking) or fetched(*asking))
    said("q=教育 就业 省会&year=2022")
    assert len(asked) == 1


@pytest.mark.parametrize("address", ["", "q=", "place=620100", "q=place:兰州", "q=，。", "q=" + "教" * 600, "q=%00", "q=-教育", "q=year:2020|教育",
                                     "q=教育 place:无此地", "q=教育 level:乡", "q=教育 (year:2020 | -优先) (公平 | level:county)", "q=a&year=x&kind=y", "q=教育 (-place:620100|year:1990) 就业"])
def test_whatever_is_asked_it_has_an_answer_or_none(address: str) -> None:
    found = said(address)
    assert found is None or found.words is not None


def test_what_takes_too_long_is_left_unsaid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.search.asking.SETTINGS", "select set_config('statement_timeout', '1ms', true), %s")
    monkeypatch.setattr("archive.search.alone.UNPUBLISHED", "select 1 from pg_sleep(1)")
    assert said("q=教育 就业") is None
