"""The archive's own search, as the site asks it."""
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from archive.models import Paragraph
from archive.query import Node, Reading
from archive.search import answers
from archive.search.asking import in_time
from archive.search.counting import UNPUBLISHED
from archive.search.frequencies import frequencies
from archive.search.matching import matching
from archive.search.narrowing import Narrowing
from archive.search.statement import MANY, Page, Statement, statement
from archive.search.sums import Sums
from bench.peers import PER_PAGE, Facets
from bench.records import Record

PUBLIC = f"not archive_paragraph.report_id in ({UNPUBLISHED})"


class Asking(NamedTuple):
    """The statements, made beforehand as its peers' are."""
    count: Statement
    by: dict[str, Statement]


class Peer:
    name, all_at_once = "archive", True
    remark = "count, facets and page come in one statement, so either page has the time of all three; what counts alone is its condition"

    def __init__(self, folder: Path):
        pass

    def build(self, records: list[Record]) -> None:
        """It stands already: the records come from it."""

    def asked(self, root: Node) -> Asking:
        return Asking(_counting(root), {sort: asking(root, Page(sort, PER_PAGE)) for sort in ("relevance", "newest")})

    def count(self, asked: Asking) -> int:
        with in_time() as database:
            [(found,)] = answers.rows(database, asked.count)
        return found

    def page(self, asked: Asking) -> list[int]:
        return [row.n for row in answer(asked.by["relevance"]).hits]

    def newest(self, asked: Asking) -> list[int]:
        return [row.n for row in answer(asked.by["newest"]).hits]

    def facets(self, asked: Asking) -> Facets:
        return {name: dict(values) for name, values in answer(asked.by["relevance"]).values.items()}

    def size(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("select pg_relation_size('paragraph_bigrams') + pg_total_relation_size('archive_tally')")
            return cursor.fetchone()[0]

    def close(self) -> None:
        pass


def asking(root: Node, page: Page) -> Statement:
    """Of count, facets and page."""
    return statement(Reading(root), Narrowing(), page, frequencies())


def answer(asked: Statement) -> Sums:
    """What it answers, in one round trip, added up."""
    return answers.run(asked)


def _counting(root: Node) -> Statement:
    """The site never counts alone; this is the condition that it counts by."""
    found = matching(Paragraph.objects.extra(where=[PUBLIC]), root, frequencies())  # noqa: S610 (a constant)
    sql, values = found.order_by().values_list("pk").query.sql_with_params()
    return Statement(f"select count(*) from ({sql}) found", values, frequencies().matches(root) >= MANY, is_tallied=False)
