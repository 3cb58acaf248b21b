"""What the commonest words count is kept, and a search that takes it from there answers as one that counts anew."""
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate, count

import pytest
from django.db import connection
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection, Cursor

from archive import query
from archive.holdings.removal import remove
from archive.models import Paragraph, Report, Tally, Untallied
from archive.search import answers, tallies
from archive.search.frequencies import Frequencies, read
from archive.search.questions import understood
from archive.search.statement import statement
from archive.search.sums import Sums
from archive.text.fold import fold
from tests.factories import add_paragraphs, make_place, make_report

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = ("发展", "教育", "发", "育")
BROAD = Frequencies(dict.fromkeys(("发展", "展教", "教育", "育发", "展", "育"), 1.0), 1_000_000)
"""As if each of these stood in every one of a million paragraphs, so that searches go the way of broad ones."""
QUERIES = ("q={}", "q={}&sort=newest", "q={}&sort=oldest", "q={}&year_min=2002", "q={}&place=620100&kind=work_report", "q={}&sort=newest&year_max=2001",
           "q={}&page=2", "q={}&group=report")
TEXTS = ("发展。", "一、发展教育", "教育发展，发展教育。", "教育，教育。", "发。展。育。", "别的话。")
serial = count()


@pytest.fixture
def archive(transactional_db) -> list[Report]:
    """Four reports, one a draft, of two places, three years and some parts."""
    read.clear()
    make_place("630100", "西宁市")
    made = [
        make_report("发展教育。", "教育发展，发展。", "别的话。", year=2001, part="review"),
        make_report("一、发展", "发展发展发展。", "教育。", year=2002, part="plan"),
        make_report("教育。", "发。", year=2003, place="630100"),
        make_report("发展发展。", "教育。", year=2003, status=Report.Status.DRAFT)]
    with connection.cursor() as cursor:
        cursor.execute("analyze archive_paragraph")
    return made


def settled() -> None:
    with connection.cursor() as cursor:
        cursor.execute("analyze archive_paragraph")
    tallies.settle(least=1)


def told(words: str, known: Frequencies) -> Sums:
    question = understood(QueryDict(words), 2)
    asking = statement(question.reading, question.narrowing, question.page, known)
    found = answers.run(asking)
    assert asking.is_tallied == found.is_told
    return replace(found, is_told=True, state=None)


def assert_equal_to_counting() -> None:
    known = replace(BROAD, tallied=frozenset(Tally.objects.values_list("literal", flat=True)))
    assert known.tallied >= set(WORDS)
    for words in (form.format(word) for form in QUERIES for word in WORDS):
        assert told(words, known) == told(words, BROAD), words


def test_a_search_that_takes_tallies_answers_as_one_that_counts(archive):
    settled()
    assert not Untallied.objects.exists()
    assert_equal_to_counting()


def test_a_tally_counts_reports_and_parts(archive):
    settled()
    first, second, third, draft = archive
    tally = Tally.objects.get(literal="发展")
    assert list(accumulate(tally.report_steps)) == [first.pk, second.pk, draft.pk]
    assert (tally.review, tally.plan, tally.others) == ([2, 0, 0], [0, 2, 0], [0, 0, 1])
    assert list(accumulate(Tally.objects.get(literal="发").report_steps)) == [first.pk, second.pk, third.pk, draft.pk]
    best = [Paragraph.objects.get(pk=key).text for key in accumulate(tally.best_steps)]
    assert best[1] == "发展发展发展。"  # thrice in seven characters, not once in four
    assert tally.scores[1] > tally.scores[0]


def changes(archive: list[Report]) -> dict[str, object]:
    first, second, third, draft = archive
    return {
        "a report comes": lambda: make_report("发展，教育。", "发展。", year=2001),
        "a paragraph is written anew": lambda: second.paragraphs.filter(position=2).update(text="教育。", folded=fold("教育。")),
        "a paragraph goes to another part": lambda: first.paragraphs.filter(position=1).update(part="self"),
        "a paragraph becomes a heading": lambda: first.paragraphs.filter(position=2).update(kind="heading"),
        "a paragraph goes": lambda: first.paragraphs.filter(position=2).delete(),
        "a paragraph goes to another report": lambda: second.paragraphs.filter(position=2).update(report=third, position=9, section=third.sections.first()),
        "a report goes": lambda: remove(Report.objects.filter(pk=draft.pk)),
        "a report is published": lambda: Report.objects.filter(pk=draft.pk).update(status=Report.Status.PUBLISHED),
        "a report is withdrawn": lambda: Report.objects.filter(pk=first.pk).update(status=Report.Status.WITHDRAWN, withdrawn_reason="误收"),
        "a report changes its year and place": lambda: Report.objects.filter(pk=second.pk).update(year=2003, place_id="630100"),
    }


@pytest.mark.parametrize("number", range(10))
def test_what_changed_since_is_counted_in_the_text(archive, number):
    settled()
    list(changes(archive).values())[number]()
    assert_equal_to_counting()
    settled()
    assert not Untallied.objects.exists()
    assert_equal_to_counting()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["add", "change", "drop", "settle", "hide"]), st.integers(0, 5), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4)),
                      max_size=8))
def test_whatever_happens_the_counts_are_those_of_the_text(archive, steps):
    settled()
    for what, number, texts in steps:
        report = Report.objects.order_by("pk")[number % Report.objects.count()]
        match what:
            case "add":
                make_report(*texts, year=2001 + number % 3, part=[None, "plan"][number % 2])
            case "change":
                report.paragraphs.all().delete()
                report.sections.all().delete()
                report.first_key = f"{report.key}-{next(serial)}"
                add_paragraphs(report, tuple(texts), "review")
            case "drop":
                report.paragraphs.filter(position__gt=1).delete()
            case "hide":
                Report.objects.filter(pk=report.pk).update(status=Report.Status.DRAFT)
            case "settle":
                tallies.settle(least=1)
    assert_equal_to_counting()


def test_a_word_that_stands_nowhere_any_more_counts_nothing(archive):
    settled()
    Paragraph.objects.update(text="别的话。", folded=fold("别的话。"))
    tallies.settle(least=1)  # by the statistics of before
    assert not Untallied.objects.exists()
    assert_equal_to_counting()


def test_a_word_whose_tally_is_gone_is_counted(archive):
    settled()
    question = understood(QueryDict("q=发展"), 2)
    read[str(connection.settings_dict["NAME"])] = (float("inf"), replace(BROAD, tallied=frozenset({"发展"})))
    expected = answers.asked(question)
    assert (expected.count, expected.is_told) == (4, True)
    Tally.objects.all().delete()
    found = answers.asked(question)
    assert found == replace(expected, is_told=False, state=found.state)


@pytest.mark.parametrize("words", ["发展*", "发展 !发展教育", "发展 教育", "发展 part:review", "-发展", "发展|教育", "title:发展"])
def test_only_a_word_by_itself_is_told_by_its_tally(archive, words):
    settled()
    known = replace(BROAD, tallied=frozenset(WORDS))
    question = understood(QueryDict(f"q={words}"), 2)
    assert not statement(question.reading, question.narrowing, question.page, known).is_tallied
    parts = understood(QueryDict("q=发展&part=plan"), 2)
    assert not statement(parts.reading, parts.narrowing, parts.page, known).is_tallied


def test_the_commonest_words_have_tallies_and_no_others():
    known = Frequencies({"发展": 0.4, "展教": 0.2, "教育": 0.05, "gdp": 0.9, "2023": 0.8, "展": 0.1, "发电": 0.15}, 1000)
    assert tallies.common(known, 100) == ["发展", "展教", "发电", "发", "展"]
    assert tallies.common(known, 1001) == []
    assert tallies.common(Frequencies(), 1) == []


def test_numerals_have_no_tallies_however_common_they_are():
    known = Frequencies({"第二": 0.9, "二十": 0.8, "第三": 0.7, "三农": 0.6, "十": 0.5, "一带": 0.3}, 1000)
    assert tallies.common(known, 100) == ["三农", "一带"]


def test_words_that_are_no_longer_common_lose_their_tallies(archive):
    settled()
    assert tallies.settle(least=10**6) == 0


def test_a_report_that_is_just_being_changed_stays_for_the_next_time(archive):
    """Nobody waits for the other: both may want several reports, in any order."""
    settled()
    second, third = archive[1:3]
    for report in (second, third):
        report.paragraphs.filter(position=1).update(part="review")
    with other_connection() as other:
        other.execute("begin")
        other.execute("update archive_paragraph set text = '教育。', folded = '教育。' where report_id = %s and position = 2", [third.pk])
        assert tallies.settle(least=1) > 0
        assert list(Untallied.objects.values_list("report_id", flat=True)) == [third.pk]
        assert_equal_to_counting()
        other.execute("commit")
    assert_equal_to_counting()
    settled()
    assert_equal_to_counting()


def test_a_change_while_tallies_are_taken_leaves_them_for_the_next_time(archive):
    settled()
    third = archive[2]
    third.paragraphs.filter(position=1).update(part="review")
    before = Tally.objects.get(literal="教育").review
    done = []
    with other_connection() as holding, other_connection() as other:
        holding.execute("begin")
        holding.execute("select from archive_tally where literal = '教育' for update")
        taking = threading.Thread(target=lambda: (done.append(tallies.settle(least=1)), connection.close()))
        taking.start()
        wait_until(lambda: other.execute("select exists(select from pg_locks where not granted)").fetchone()[0])
        other.execute("update archive_paragraph set text = '教育。', folded = '教育。' where report_id = %s and position = 2", [third.pk])
        holding.execute("rollback")
        taking.join(20)
    assert done == [Tally.objects.count()]
    assert Tally.objects.get(literal="教育").review == before
    assert list(Untallied.objects.values_list("report_id", flat=True)) == [third.pk]
    assert_equal_to_counting()


def other_connection() -> Connection:
    """Another program's, each statement for itself unless it begins a transaction."""
    other = connection.get_new_connection({**connection.get_connection_params(), "cursor_factory": Cursor})
    other.autocommit = True
    return other


def wait_until(happens: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not happens():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_paragraphs_emptied_at_once_take_the_tallies_with_them(archive):
    settled()
    with connection.cursor() as cursor:
        cursor.execute("truncate archive_paragraph, archive_edit")
    assert not Tally.objects.exists()


def test_a_query_reads_as_the_word_that_has_the_tally():
    assert tallies.is_told(query.read("發展").root, understood(QueryDict("q=發展"), 2).narrowing, replace(BROAD, tallied=frozenset({"发展"})))
