"""What the facets tell of reports is what stands in the very state of the archive that was counted."""
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from psycopg import Connection, Cursor

from archive.holdings.removal import remove
from archive.holdings.triggers import triggers_asleep
from archive.models import Report
from archive.search import answers, reports
from archive.search.questions import understood
from archive.search.sums import Sums
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db(transaction=True)
WORD = "发展。"
CHANGE = "update archive_report set {} = %s where id = %s"


@pytest.fixture
def other() -> Iterator[Connection]:
    """A connection beside Django's, as another process has."""
    with connection.get_new_connection({**connection.get_connection_params(), "cursor_factory": Cursor}) as beside:
        yield beside


def found(words: str = f"q={WORD}") -> Sums:
    question = understood(QueryDict(words), 20)
    return answers.counted(question, answers.frequencies())


def years() -> dict[str | None, int]:
    return dict(found().values["year"])


def brought() -> set[int]:
    """The reports that the next answer brings."""
    asking = answers._asking(understood(QueryDict(f"q={WORD}"), 20), answers.frequencies())
    told, _ = answers._told(asking, reports.known())
    return {row.n for row in told["report"]}


def test_an_answer_brings_what_was_changed_since_the_last_and_no_more() -> None:
    first, second = make_report(WORD, year=2001), make_report(WORD, year=2002)
    reports.kept.clear()
    assert brought() == {first.pk, second.pk}
    assert brought() == set()
    Report.objects.filter(pk=second.pk).update(year=2003)
    third = make_report(WORD, year=2004)
    assert brought() == {second.pk, third.pk}
    assert years() == {"2001": 1, "2003": 1, "2004": 1}
    remove(Report.objects.filter(pk=second.pk))
    assert years() == {"2001": 1, "2004": 1}
    assert brought() == set()


def test_what_another_changes_is_told_when_it_is_done_however_long_ago_it_began(other: Connection) -> None:
    report = make_report(WORD, year=2001)
    other.execute(CHANGE.format("year"), [2009, report.pk])
    make_report(WORD, year=2002)  # a later transaction, seen first
    assert years() == {"2001": 1, "2002": 1}
    other.commit()
    assert years() == {"2009": 1, "2002": 1}


def test_what_asks_sees_its_own_changes_beside_an_older_one_that_is_not_done(other: Connection) -> None:
    first, second = make_report(WORD, year=2001), make_report(WORD, year=2002)
    assert years() == {"2001": 1, "2002": 1}
    other.execute(CHANGE.format("year"), [2009, first.pk])
    with transaction.atomic():
        Report.objects.filter(pk=second.pk).update(year=2005)
        assert years() == {"2001": 1, "2005": 1}
    other.commit()
    assert years() == {"2009": 1, "2005": 1}


def test_what_is_taken_back_is_told_to_nobody_else() -> None:
    report = make_report(WORD, year=2001)
    assert years() == {"2001": 1}
    with suppress(KeyError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(year=2005)
        assert years() == {"2005": 1}
        raise KeyError
    assert years() == {"2001": 1}


def test_rows_written_while_triggers_sleep_are_told() -> None:
    make_report(WORD, year=2001)
    assert years() == {"2001": 1}
    with transaction.atomic(), triggers_asleep(["archive_report"]):
        make_report(WORD, year=2002)
    assert years() == {"2001": 1, "2002": 1}


def test_what_names_a_transaction_still_to_come_is_told_once() -> None:
    """As the rows of a backup do that was taken on a server with more behind it."""
    report = make_report(WORD, year=2001)
    with transaction.atomic(), triggers_asleep(["archive_report"]):
        Report.objects.filter(pk=report.pk).update(changed_in=10**12)
    reports.kept.clear()
    assert brought() == {report.pk}
    assert brought() == set()
    with transaction.atomic():
        Report.objects.filter(pk=report.pk).update(year=2002)
        assert years() == {"2002": 1}
    assert brought() == {report.pk}
    assert years() == {"2002": 1}


FACETED = st.builds(
    reports.facets_of, st.sampled_from(["2001", "2003", None]), st.sampled_from(["110101", "620000", "000000", None]), st.sampled_from(["policy", "article"]),
    st.sampled_from(["王明", "李华", ""]))


@given(st.lists(st.dictionaries(st.integers(1, 9), FACETED, min_size=1), max_size=5))
def test_each_report_is_as_it_was_last_told(changes: list[dict[int, reports.Facets]]) -> None:
    known, last = reports.NONE, {}
    for new in changes:
        known, last = known.with_changed(new), last | new
    told = {pk: tuple(values[at] for values, at in zip(known.values, row, strict=True)) for pk, row in zip(known.ids.tolist(), known.rows.tolist(), strict=True)}
    assert told == last
    assert known.ids.tolist() == sorted(last)
    assert [sorted(each, key=lambda value: value or "") for each in known.values] == list(known.values)


@pytest.mark.parametrize("mark", ["table", "started"])
def test_what_was_known_of_another_database_is_not_told(mark: str) -> None:
    report = make_report(WORD, year=2001)
    assert years() == {"2001": 1}
    [known] = reports.kept.values()
    wrong = known.with_changed({report.pk: reports.facets_of("1999", None, str(report.kind), "")})
    name = connection.settings_dict["NAME"]
    reports.kept[name] = wrong
    assert years() == {"1999": 1}, "the rest of this test would pass for nothing"
    reports.kept[name] = replace(wrong, database=known.database._replace(**{mark: 1}))
    assert years() == {"2001": 1}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_changed_in_whatever_order_facets_are_those_of_the_rows(other: Connection, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 (no secret)
    make_place("620100", "兰州市")
    make_place("630100", "西宁市")
    ours, theirs = [[make_report(WORD, WORD, year=2000 + n).pk for n in range(4)] for _ in range(2)]

    def change(run: object, among: list[int]) -> None:
        column, value = dice.choice([
            ("year", dice.choice([2001, 2002, None])), ("speaker", dice.choice(["王明", "李华", ""])), ("kind", dice.choice(["policy", "work_report"])),
            ("place_id", dice.choice(["620100", "630100", None])), ("status", dice.choice(["published", "published", "draft"]))])
        run(CHANGE.format(column), [value, dice.choice(among)])

    for _ in range(60):
        way = dice.randrange(6)
        if way == 0:
            ours.append(make_report(WORD, year=dice.randrange(2001, 2004)).pk)
        elif way == 1:
            with connection.cursor() as cursor:
                change(cursor.execute, ours)
        elif way == 2:
            change(other.execute, theirs)
        elif way == 3:
            dice.choice([other.commit, other.rollback])()
        elif way == 4 and len(ours) > 2:
            remove(Report.objects.filter(pk=ours.pop(dice.randrange(len(ours)))))
        else:
            assert_as_the_rows_say()
    other.commit()
    assert_as_the_rows_say()


def assert_as_the_rows_say() -> None:
    told = found().values
    rows = list(Report.objects.public().filter(pk__in=Report.objects.filter(paragraphs__isnull=False)).values_list("year", "speaker", "kind", "place_id", "paragraph_count"))
    for at, name in enumerate(("year", "speaker", "kind")):
        counts: Counter = Counter()
        for row in rows:
            counts[None if row[at] is None else str(row[at])] += row[4]
        assert dict(told[name]) == counts, name
    assert dict(told["place"]).get("630100", 0) == sum(row[4] for row in rows if row[3] == "630100")
    assert dict(told["level"]).get(None, 0) == sum(row[4] for row in rows if row[3] is None)
