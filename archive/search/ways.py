"""Three ways to see what is found: paragraph by paragraph, report by report, or every place a line."""
from collections.abc import Mapping
from dataclasses import replace

from django.core.exceptions import EmptyResultSet

from archive.search import answers, by_report, lines
from archive.search.asking import TooBroad
from archive.search.questions import Question, understood
from archive.search.results import Results
from archive.search.spans import sources
from archive.search.statement import Page
from archive.text.errors import Sentence

NO_PLACES = Sentence("语境索引逐处列出词语：请输入要找的词。")
OVERVIEW = Page("newest", 2)
"""Of the paragraphs only the counts are wanted; by date these are counted soonest."""


def search(params: Mapping[str, str], per_page: int = 20) -> Results:
    """The page of results that these parameters ask for; what is wrong in them becomes a note."""
    question = understood(params, per_page)
    notes = question.complaints
    try:
        results = answered(question)
    except TooBroad as refused:
        results, notes = replace(answers.nothing(question.reading), is_unfinished=True), (*notes, refused.sentence)
    return replace(results, reading=answers.with_notes(results.reading, notes), group=question.group)


def answered(question: Question) -> Results:
    if question.group == "paragraph" or not question.asks_for_something:
        return replace(answers.answered(question), group=question.group)
    found = overview(question)
    try:
        return _by_report(question, found) if question.group == "report" else _by_line(question, found)
    except EmptyResultSet:  # Django sees that the filters leave nothing
        return found


def _by_report(question: Question, found: Results) -> Results:
    rows, previous, following = answers.turned(question, by_report.asked(question))
    return replace(found, reports=by_report.hits_of(rows, question.reading), next_cursor=following, previous_cursor=previous,
                   page_count=pages(found.report_count, question))


def _by_line(question: Question, found: Results) -> Results:
    if not sources(question.reading.root):
        return replace(found, reading=answers.with_notes(question.reading, [NO_PLACES]))
    [total, *rows] = lines.asked(question)
    rows, previous, following = answers.turned(question, rows)
    return replace(found, lines=lines.hits_of(rows), line_count=total.n, next_cursor=following, previous_cursor=previous,
                   page_count=pages(total.n, question))


def overview(question: Question) -> Results:
    """The counts and facets of the paragraphs, and none of these."""
    found = answers.asked(replace(question, page=OVERVIEW))
    return replace(answers.results_of(question, replace(found, hits=[])), group=question.group)


def pages(count: int, question: Question) -> int:
    return -(-count // (question.page.limit - 1))
