"""What a reader waits for beside the list of hits: whole pages, pages far behind, lines, reports, suggestions."""
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

import psycopg
from django.http import QueryDict
from django.test import Client

from archive.query import Node, wanted
from archive.search import answers
from archive.search import terms as vocabulary
from archive.search.cursors import Place
from archive.search.questions import understood
from archive.search.statement import Page
from archive.search.suggestions import suggestions
from archive.search.terms import HEADING, Shelf, Term, Terms
from bench.measures import timed
from bench.peers import PER_PAGE
from bench.peers.archive import answer, asking
from bench.records import Record

DEPTH = 10_000
WORDS = ("教育", "企业", "营商环境", "强省会", "貔貅")
DEEP = ("的", "发展", "规定")
LONGEST_PREFIX = 4
CLAUSE = re.compile(r"[\u4e00-\u9fff]{4,12}")


@dataclass(frozen=True)
class Cost:
    """A page through Django: milliseconds, and statements to the database; what only sets the next one's limits travels with it."""
    typed: str
    milliseconds: float
    statements: int


def page(typed: str, **params: str) -> Cost:
    client = Client(SERVER_NAME="localhost")

    def ask() -> None:
        answer = client.get("/search/", {"q": typed, **params})
        if answer.status_code != 200:
            raise SystemExit(f"{typed} {params}: {answer.status_code}")

    ask()
    with counting() as sent:
        ask()
    return Cost(typed, timed(ask), sum(not statement.startswith("select set_config") for statement in sent))


@contextmanager
def counting() -> Iterator[list[str]]:
    """What is sent to the database, by whichever way: searches do not go through Django's cursor."""
    sent: list[str] = []
    execute = psycopg.Cursor.execute

    def listened(cursor: psycopg.Cursor, query: object, *args: object, **given: object) -> psycopg.Cursor:
        sent.append(str(query).strip())
        return execute(cursor, query, *args, **given)

    with mock.patch.object(psycopg.Cursor, "execute", listened):
        yield sent


def turned(typed: str) -> float:
    """Milliseconds of a page by date of what has been counted, as for who asks for another order or another page."""
    asked = QueryDict(mutable=True)
    asked.update({"q": typed, "sort": "newest"})
    question = understood(asked, PER_PAGE)
    answers.asked(question)
    return timed(lambda: answers.asked(question))


def depth(root: Node, sort: str) -> tuple[int, float, float]:
    """How many hits lie before a page far behind, and milliseconds of the first page and of that one."""
    first = asking(root, Page(sort, PER_PAGE))
    found = answer(first).count
    before = min(DEPTH, max(0, found - PER_PAGE - 1))
    if not found:
        return before, timed(lambda: answer(first)), 0.0
    [last] = answer(asking(root, Page(sort, 1, before))).hits
    behind = asking(root, Page(sort, PER_PAGE, beyond=Place(sort, False, last.key)))
    return before, timed(lambda: answer(first)), timed(lambda: answer(behind))


def suggested(records: Iterable[Record], roots: Iterable[Node]) -> tuple[int, list[float]]:
    """How many words are known, and milliseconds for each beginning of what the queries look for."""
    known = shelves(records)
    beginnings = {literal.text[:size] for root in roots for literal in wanted(root) for size in range(1, LONGEST_PREFIX + 1)}
    return len(known.words.terms), [timed(lambda typed=typed: suggestions(typed, known)) for typed in sorted(beginnings)]


def shelves(records: Iterable[Record]) -> Terms:
    """As many words as are kept at most, stretches of the texts: the reports here have but four headings. Places are the archive's own."""
    often: Counter[str] = Counter()
    for record in records:
        often.update(set(CLAUSE.findall(record.folded)))
    words = [Term(word, "", word, HEADING, count) for word, count in often.most_common(vocabulary.MOST)]
    held: Mapping[str, int] = Counter(record.place for record in records if record.place)
    return Terms(Shelf(words), Shelf(vocabulary.places(dict(held))), Shelf())
