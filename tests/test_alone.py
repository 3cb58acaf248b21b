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
    found = said("q=就业 优先 year:2021 -place:000001")
    assert counts(found) == [("就业", 1, 0), ("优先", 2, 1)]
    assert found.words[1].query_here == "优先 year:2021 -place:000001"
    assert found.freed == "就业 优先"


@pytest.mark.parametrize(("typed", "found"), [
    ("教育 -教育", [("教育", 3, 3)]), ("省会 !强省会", [("省会", 1, 1)]), ("教育 NEAR/1 就业", [("教育", 3, 3), ("就业", 1, 1)]),
    ("“教育 就业”|航天", [("“教育 就业”", 0, 0), ("航天", 0, 0)]), ("(航天|教育) 就业", [("航天", 0, 0), ("教育", 3, 3), ("就业", 1, 1)]),
])
def test_words_stand_alone_whatever_they_must_not_or_must_stand_by(typed: str, found: list) -> None:
    assert counts(said(f"q={typed}")) == found


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
                                     "q=教育 place:无此地", "q=a&year=x&kind=y", "q=教育 (-place:620100|year:1990) 就业"])
def test_whatever_is_asked_it_has_an_answer_or_none(address: str) -> None:
    found = said(address)
    assert found is None or found.words is not None


def test_what_takes_too_long_is_left_unsaid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.search.asking.SETTINGS", "select set_config('statement_timeout', '1ms', true), %s")
    monkeypatch.setattr("archive.search.alone.UNPUBLISHED", "select 1 from pg_sleep(1)")
    assert said("q=教育 就业") is None
