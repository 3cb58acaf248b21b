"""Questions put together once are answered as Django would."""
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.utils import DataError

from archive.models import Report
from archive.prepared import Question, rows
from tests.factories import make_place, make_report

ASKED = Report.objects.select_related("place__parent").filter(slug="slug", year=-1)
OFTEN = 8
"""More often than it takes the server to keep a plan."""


@pytest.fixture
def reports(db) -> list[Report]:
    make_place("620100", parent=make_place("620000", "甘肃省", "province"))
    return [make_report("发展教育。", year=year, authors=["示例"]) for year in (2001, 2002)]


@pytest.mark.django_db
def test_a_question_is_answered_as_its_queryset(reports):
    question = Question(ASKED, "slug", -1)
    for report in reports * OFTEN:
        [found] = question.answer(report.slug, report.year)
        expected = Report.objects.get(pk=report.pk)
        assert (found, found.evidence, found.authors, found.added_on) == (expected, expected.evidence, expected.authors, expected.added_on)


@pytest.mark.django_db
def test_what_stands_nowhere_is_not_found(reports):
    question = Question(ASKED, "slug", -1)
    assert question.answer("nowhere", 2001) == []
    assert question.first(reports[0].slug, 1999) is None
    assert question.first(reports[0].slug, reports[0].year) == reports[0]
    assert question.answer("'; drop table archive_report --", 2001) == []


@pytest.mark.django_db
def test_what_belongs_to_it_comes_with_it_in_one_question(reports, django_assert_num_queries):
    question = Question(ASKED, "slug", -1)
    with django_assert_num_queries(1):
        found = question.first(reports[1].slug, reports[1].year)
        assert found.place.parent.name == "甘肃省"


@pytest.mark.django_db
def test_a_blank_that_stands_nowhere_is_refused():
    with pytest.raises(ValueError, match="not in the question"):
        Question(ASKED, "slug", "another").answer("a", "b")


@pytest.mark.django_db
def test_too_few_values_are_refused():
    with pytest.raises(ValueError, match="1 values for 2 blanks"):
        Question(ASKED, "slug", -1).answer("a")


@pytest.mark.django_db
def test_an_error_of_the_database_is_djangos():
    with pytest.raises(DataError):
        rows("select 1 / %s", [0])


@pytest.mark.django_db(transaction=True)
def test_threads_ask_side_by_side_over_connections_of_their_own(reports):
    question = Question(ASKED, "slug", -1)

    def ask(report: Report) -> bool:
        try:
            return all(question.first(report.slug, report.year) == report for _ in range(OFTEN))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, reports * 4))


@pytest.mark.django_db(transaction=True)
def test_a_closed_connection_is_opened_anew(reports):
    question = Question(ASKED, "slug", -1)
    assert question.first(reports[0].slug, 2001) == reports[0]
    connection.close()
    assert question.first(reports[0].slug, 2001) == reports[0]
