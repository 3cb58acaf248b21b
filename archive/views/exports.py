"""The whole result set of a search as a file, sent as it is found."""
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive import exports
from archive.filters import ParagraphFilter
from archive.query import MOST_TYPED
from archive.releasing.present import release
from archive.search import Question, TooBroad, understood
from archive.search.answers import NOTHING_ASKED
from archive.search.whole import YEAR, Busy, Row, whole
from archive.sentences import said
from archive.text.errors import Sentence
from archive.views.reports import as_attachment
from archive.views.sending import busy, thread

Written = Callable[[exports.Origin, Iterable[list[Row]]], Iterator[str]]
OF_A_PAGE = ("page", "cursor", "group")
"""Parameters that say nothing of the whole."""


@dataclass(frozen=True)
class Pieces:
    """A file in the making, and what lets go of its source; Django calls that when all is sent or the reader is gone."""
    pieces: Iterator[str]
    close: Callable[[], None]

    def __iter__(self) -> Iterator[str]:
        return self.pieces


@require_safe
def csv(request: HttpRequest) -> HttpResponseBase:
    return sent(request, exports.as_csv, "csv", "text/csv; charset=utf-8")


@require_safe
def json_lines(request: HttpRequest) -> HttpResponseBase:
    return sent(request, exports.as_json_lines, "jsonl", "application/jsonl; charset=utf-8")


@require_safe
def concordance(request: HttpRequest) -> HttpResponseBase:
    return sent(request, exports.as_concordance, "csv", "text/csv; charset=utf-8")


def sent(request: HttpRequest, written: Written, suffix: str, content_type: str) -> HttpResponseBase:
    """All that the search finds, or why not, in a sentence: a file that did not follow what was asked would mislead."""
    params = of_the_whole(request.GET)
    question = understood(params, 1)
    if refusal := what_is_wrong(question) or no_words(question, written):
        return told(said(refusal), 400)
    if request.method == "HEAD":
        return as_file(HttpResponse(content_type=content_type), question, suffix)
    try:
        pieces = begun(request, params, question, written)
    except Busy as refused:
        return busy(refused)
    except TooBroad as refused:
        return told(said(refused.sentence), 400)
    return as_file(StreamingHttpResponse(pieces, content_type=content_type), question, suffix)


def of_the_whole(params: QueryDict) -> QueryDict:
    """Without what asks for a page of it; by relevance alone no file is put in order."""
    kept = params.copy()
    for name in OF_A_PAGE:
        kept.pop(name, None)
    if kept.get("sort") not in YEAR:
        kept.pop("sort", None)
    kept["q"] = kept.get("q", "")[:MOST_TYPED]
    return kept


def what_is_wrong(question: Question) -> Sentence | None:
    if question.complaints:
        return question.complaints[0]
    if not question.asks_for_something:
        return NOTHING_ASKED if question.is_blank else question.reading.notes[0]
    return None


def no_words(question: Question, written: Written) -> Sentence | None:
    """A concordance lists words, and filters are none."""
    wants_words = written is exports.as_concordance and not question.reading.literals
    return Sentence("语境索引逐处列出词语：请输入要找的词。") if wants_words else None


def begun(request: HttpRequest, params: QueryDict, question: Question, written: Written) -> Pieces:
    with ExitStack() as held:
        held.enter_context(thread(request))
        found = held.enter_context(whole(question))
        pieces = written(origin(request, params, question, found.count), found.batches)
        return Pieces(pieces, held.pop_all().close)


def origin(request: HttpRequest, params: QueryDict, question: Question, count: int) -> exports.Origin:
    return exports.Origin(
        root=request.build_absolute_uri("/"), address=request.build_absolute_uri(f"{reverse('search')}?{params.urlencode()}"),
        typed=params["q"], reading=question.reading, notes=[said(note) for note in question.reading.notes],
        filters=[(name, value) for name in ParagraphFilter.base_filters for value in params.getlist(name) if value],
        count=count, release=release(), at=timezone.localtime())


def as_file(answer: HttpResponseBase, question: Question, suffix: str) -> HttpResponseBase:
    answer["Content-Disposition"] = as_attachment(f"{question.reading.read_as[:40] or 'search'}.{suffix}")
    answer["X-Robots-Tag"] = "noindex"
    return answer


def told(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=status)
