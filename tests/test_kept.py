"""What a question counted is kept for its other pages by date, as long as nothing changes: they say what they would say without."""
from itertools import product

import psycopg
import pytest
from django.db import connection, transaction
from django.http import QueryDict

from archive.models import Report
from archive.search import answers, kept, search, statement
from archive.search.frequencies import Frequencies, frequencies
from archive.search.questions import understood
from archive.search.results import Results
from archive.search.sums import Sums
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db(transaction=True)
PER_PAGE = 2
QUERIES = ("发展", "发展 教育", "发展|桥梁", "发展 -桥梁", "发展 NEAR/3 教育", "发展 !发展桥梁")
FILTERS = ("", "year=2017", "year_min=2018", "year=undated", "place=620000", "part=plan", "part=plan&part=review&kind=policy", "speaker=王明", "level=county")


@pytest.fixture(autouse=True)
def _broad(monkeypatch):
    """As if much were found: what is little is counted anew as quickly."""
    monkeypatch.setattr(statement, "MANY", 0)
    kept.counted.clear()


@pytest.fixture
def archive():
    make_place("620100", "兰州市")
    make_place("620102", "城关区", "county")
    make_report("发展教育。", "教育发展。", "发展，桥梁。", place="620100", year=2017, part="plan", speaker="王明")
    make_report("发展桥梁。", "发展。", place="620102", year=2020, part="review", kind="policy")
    make_report("发展。", "桥梁，教育。", "教育，发展。", place="620102", year=2020, part="plan", slug="second")
    make_report("再谈发展。", "发展教育。", place=None, year=None)
    make_report("发展。", "教育。", place="620100", year=1999, status=Report.Status.DRAFT)


def look(words: str) -> Results:
    return search(QueryDict(words), PER_PAGE)


def turned(words: str, known: Frequencies | None = None) -> Sums | None:
    """The page as it is told of what is kept; None where it would be counted anew."""
    return answers.turned_to(understood(QueryDict(words), PER_PAGE), known or frequencies())


def pages(words: str, *, anew: bool) -> list[Results]:
    """All of them to the last and back to the first."""
    found, cursor, way = [], "", "next_cursor"
    while cursor is not None:
        if anew:
            kept.counted.clear()
        found.append(look(f"{words}&cursor={cursor}" if cursor else words))
        cursor = getattr(found[-1], way)
        if cursor is None and way == "next_cursor":
            cursor, way = found[-1].previous_cursor, "previous_cursor"
    return found


@pytest.mark.parametrize("words", QUERIES)
def test_every_page_by_date_is_as_if_all_had_been_counted_anew(archive, words):
    for sort, chosen in product(("newest", "oldest"), FILTERS):
        asked = f"q={words}&sort={sort}&{chosen}"
        assert pages(asked, anew=False) == pages(asked, anew=True), asked


def test_after_any_order_a_page_by_date_is_not_counted_again(archive):
    counted = look("q=发展")
    for words in ("q=发展&sort=newest", "q=发展&sort=oldest", "q=发展&sort=newest&page=2"):
        told = turned(words)
        assert (told.count, told.report_count) == (counted.count, counted.report_count) == (9, 4)
        assert told.hits
    assert turned("q=发展&year=2017&sort=newest") is None
    assert turned("q=教育&sort=newest") is None
    assert turned("q=发展") is None, "an order by relevance"


@pytest.mark.parametrize("group", ["report", "lines"])
def test_another_view_of_a_question_has_its_counts(archive, group):
    look("q=发展")
    assert turned(f"q=发展&group={group}&sort=newest")
    found = look(f"q=发展&group={group}")
    kept.counted.clear()
    assert found == look(f"q=发展&group={group}")


def test_whatever_changes_all_is_counted_again(archive):
    assert look("q=发展&sort=newest").count == 9
    make_report("发展。", place="620100", year=2021)
    assert turned("q=发展&sort=newest") is None
    found = look("q=发展&sort=newest")
    assert (found.count, found.hits[0].paragraph.report.year) == (10, 2021)
    Report.objects.filter(year=2021).update(status=Report.Status.WITHDRAWN, withdrawn_reason="误收")
    assert look("q=发展&sort=newest").count == 9


def test_what_may_yet_be_taken_back_is_not_kept(archive):
    look("q=发展&sort=newest")
    with transaction.atomic():
        made = make_report("发展。", place="620100", year=2021)
        assert look("q=发展&sort=newest").count == 10
        made.paragraphs.all().delete()
        assert look("q=发展&sort=newest").count == 9
        transaction.set_rollback(True)
    assert look("q=发展&sort=newest").count == 9


def test_what_would_be_long_to_look_for_is_counted(archive, monkeypatch):
    look("q=发展")
    some = Frequencies(paragraphs=10)
    assert turned("q=发展&sort=newest&page=2", some)
    monkeypatch.setattr(answers, "MOST_READ", 5)  # nine of ten are hits: three for the first page, and five for the second
    assert turned("q=发展&sort=newest", some)
    assert turned("q=发展&sort=newest&page=2", some) is None


def test_what_is_not_found_soon_is_counted_from_then_on(archive):
    found = look("q=发展&sort=newest")
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("lock archive_paragraph")  # nobody reads it meanwhile
        assert turned("q=发展&sort=newest") is None
    assert not kept.counted
    assert look("q=发展&sort=newest") == found


def test_of_little_nothing_is_kept(archive, monkeypatch):
    monkeypatch.setattr(statement, "MANY", 5_000)
    look("q=发展")
    assert not kept.counted


def test_the_questions_asked_last_are_kept(archive, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 2)
    for words in ("发展", "教育", "桥梁"):
        look(f"q={words}")
    assert [bool(turned(f"q={words}&sort=newest")) for words in ("发展", "教育", "桥梁")] == [False, True, True]
