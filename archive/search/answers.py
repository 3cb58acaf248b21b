"""A question put to the database, and what comes back made into results."""
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from psycopg import Connection, Cursor

from archive import prepared
from archive.models import Paragraph
from archive.query import Reading
from archive.search import cursors, kept, reports, tallies
from archive.search.asking import EAGERLY_PARALLEL, SETTINGS, SOON, TooBroad, in_time
from archive.search.facets import facets, opened
from archive.search.frequencies import Frequencies, frequencies
from archive.search.highlights import highlights
from archive.search.matching import Sql
from archive.search.questions import Question
from archive.search.results import Hit, Results
from archive.search.statement import DATED, Statement, another_page, statement
from archive.search.sums import FACETS, Row, Sums, by_what, sums
from archive.text.errors import Sentence

TOLD = ("token", "position", "part", "text", "section__path", "report__slug", "report__year", "report__title", "report__kind", "report__language",
        "report__place_name", "report__is_sample", "report__place__name")
"""What a list tells of a paragraph: a report has more, which costs more to read than the search."""
NUMBERS = [-1]
FOUND = prepared.Question(
    Paragraph.objects.select_related("report__place", "section").only(*TOLD)
    .filter(RawSQL("archive_paragraph.id = any(%s)", [NUMBERS], output_field=BooleanField())), NUMBERS)
MOST_READ = 20_000
"""Paragraphs that are looked at, by and large, before the hits of a page by date are found; beyond that, to count anew is as quick."""
NOTHING_ASKED = Sentence("请输入要找的词，或选一个条件。")


def answered(question: Question) -> Results:
    if question.asks_for_something:
        return results_of(question, asked(question))
    if question.is_refused:
        return replace(nothing(question.reading), is_refused=True)
    return nothing(with_notes(question.reading, [NOTHING_ASKED]) if question.is_blank else question.reading)


def nothing(reading: Reading) -> Results:
    return Results(reading, facets={name: [] for name in FACETS})


def with_notes(reading: Reading, notes: Iterable[Sentence]) -> Reading:
    return replace(reading, notes=(*reading.notes, *notes))


def asked(question: Question) -> Sums:
    known = frequencies()
    return turned_to(question, known) or counted(question, known)


def turned_to(question: Question, known: Frequencies) -> Sums | None:
    """A page by date of what was counted before, if nothing has changed since, and if it is found soon."""
    page, before = question.page, kept.kept(question)
    if before is None or page.sort not in DATED or (page.offset + page.limit) * known.paragraphs > MOST_READ * before.sums.count:
        return None
    asking = another_page(question.reading, question.narrowing, page, [year for year, _ in before.sums.values["year"]])
    try:
        with in_time() as database:
            told = by_what(rows(database, asking, (SOON, ())))
    except TooBroad:
        kept.forget(question)
        return None
    [snapshot] = told["snapshot"]
    return replace(before.sums, hits=told["hit"]) if snapshot.state == before.state else None


def counted(question: Question, known: Frequencies) -> Sums:
    found = run(asking := _asking(question, known), opened(question.chosen))
    if asking.is_tallied and not found.is_told:
        found = run(asking := _asking(question, tallies.without(known)), opened(question.chosen))
    if asking.is_broad:
        kept.keep(question, found)
    return found


def _asking(question: Question, known: Frequencies) -> Statement:
    return statement(question.reading, question.narrowing, question.page, known)


def run(asking: Statement, opened: Collection[str] = ()) -> Sums:
    """Its answer, added up. Asked again where what was known of the reports is another database's."""
    told, known = _told(asking, reports.known())
    if known is None:
        told, known = _told(asking, reports.NONE)
    return sums(told, known, opened)


def _told(asking: Statement, known: reports.Reports) -> tuple[Mapping[str, list[Row]], reports.Reports | None]:
    """The rows of the answer, and what is known of the reports with what they bring."""
    with in_time() as database:
        told = by_what(rows(database, asking._replace(values=(*asking.values, *known.seen))))
    [snapshot] = told["snapshot"]
    return told, reports.brought_up(known, told["report"], reports.Database(snapshot.n, snapshot.k1), snapshot.value)


def rows(database: Connection, asking: Statement, *more: Sql) -> list[tuple]:
    """One round trip, `more` settings with it. Past Django's cursor, for that prepares nothing: where little is found, a plan once made serves."""
    with Cursor(database) as settings, Cursor(database) as cursor:
        with database.pipeline():  # its end sends all and waits for all: to fetch before would be a trip more
            for setting in (*settings_of(asking), *more):
                settings.execute(*setting)
            cursor.execute(asking.sql, asking.values, prepare=not asking.is_broad)
        return cursor.fetchall()


def settings_of(asking: Statement) -> list[Sql]:
    """What is set for the one transaction in which a statement is run."""
    every = SETTINGS, ("force_custom_plan" if asking.is_broad else "force_generic_plan",)
    return [every, (EAGERLY_PARALLEL, ())] if asking.is_patterned else [every]


def results_of(question: Question, told: Sums) -> Results:
    found, previous, following = turned(question, told.hits)
    return Results(
        question.reading, told.count, told.report_count, facets(told, question.chosen), hits_of(found, question.reading),
        following, previous, question.page_number, -(-told.count // (question.page.limit - 1)))


def turned(question: Question, rows: list[Row]) -> tuple[list[Row], str | None, str | None]:
    """The hits of the page in their order, and the cursors of the pages before and after."""
    page, has_more = question.page, len(rows) == question.page.limit
    rows = rows[:page.limit - 1]
    if page.is_backward:
        return rows[::-1], cursor_at(page.sort, True, rows[-1:], has_more), cursor_at(page.sort, False, rows[:1], True)
    is_first = page.beyond is None and page.offset == 0
    return rows, cursor_at(page.sort, True, rows[:1], not is_first), cursor_at(page.sort, False, rows[-1:], has_more)


def cursor_at(sort: str, is_backward: bool, rows: list[Row], goes_on: bool) -> str | None:
    return cursors.written(cursors.Place(sort, is_backward, rows[0].key)) if rows and goes_on else None


def hits_of(rows: list[Row], reading: Reading) -> list[Hit]:
    """The paragraphs of these rows; one that was taken out in between is left out."""
    stored = told([row.n for row in rows])
    return [Hit(paragraph, highlights(paragraph.text, reading)) for row in rows if (paragraph := stored.get(row.n))]


def told(numbers: list[int]) -> dict[int, Paragraph]:
    """The paragraphs of these numbers, with what a list tells of them; one that was taken out in between is missing."""
    return {paragraph.pk: paragraph for paragraph in FOUND.answer(numbers)} if numbers else {}
