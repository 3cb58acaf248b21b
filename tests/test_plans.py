"""How the database goes about a search, where another way would take seconds in an archive of some size."""
import re

import pytest
from django.db import connection
from django.http import QueryDict

from archive.search import by_report, lines
from archive.search.answers import settings_of
from archive.search.frequencies import Frequencies
from archive.search.questions import understood
from archive.search.reports import NONE
from archive.search.statement import statement
from tests.factories import make_report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["q=省会&sort=newest", "q=省会&sort=oldest&part=plan", "q=省会&year_min=2001", "q=省会|教育&place=620100&sort=newest"])
def test_what_is_found_meets_its_reports_in_one_pass(words):
    """Thousands of matches, each looked for in thousands of reports, take seconds: whatever the planner expects, it cannot do that."""
    make_report("省会。")
    question = understood(QueryDict(words), 20)
    asking = statement(question.reading, question.narrowing, question.page, Frequencies())
    assert re.search(r"(?:Hash|Merge) Full Join", plan := planned(asking)), plan


@pytest.mark.parametrize("words", ["q=一", "q=一&sort=newest", "q=一*", "q=省会|一切", "q=省会 NEAR/2 一切", "q=省会 NEAR/2 一切&year_min=2001"])
def test_two_processes_may_share_a_search(words):
    """One function in the statement that must not be run beside itself, and all of it is left to one."""
    make_report(*["省会的一切。"] * 100)
    question = understood(QueryDict(words), 20)
    asking = statement(question.reading, question.narrowing, question.page, Frequencies({"一切": 0.5, "省会": 0.5}, 10**6))
    assert asking.is_broad
    with connection.cursor() as cursor:
        # So that it is worth it, however little there is.
        for setting in ("enable_bitmapscan = off", "enable_indexscan = off", "min_parallel_table_scan_size = 0", "parallel_setup_cost = 0",
                        "parallel_tuple_cost = 0", "cpu_operator_cost = 100"):
            cursor.execute(f"set local {setting}")
    assert "Gather" in (plan := planned(asking)), plan


def planned(asking):
    with connection.cursor() as cursor:
        for setting in settings_of(asking):
            cursor.execute(*setting)
        cursor.execute(f"explain {asking.sql}", (*asking.values, *NONE.seen))
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("group", ["report", "lines"])
def test_filters_are_asked_of_what_words_have_found(group):
    """The index's function, asked of every paragraph of some hundred reports, takes more than a second."""
    for year in range(2001, 2010):
        make_report("省会。", "别的。", year=year)
    question = understood(QueryDict(f"q=省会&group={group}&sort=newest&place=620100&year_min=2005"), 20)
    sql, values = {"report": by_report, "lines": lines}[group].statement(question)
    with connection.cursor() as cursor:
        # So that only what an index finds for a condition is read, however little there is.
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_indexscan = off")
        cursor.execute(f"explain {sql}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Cond: (bigram_vector(folded) @@" in plan, plan
    assert "Filter: (bigram_vector(folded) @@" not in plan, plan
