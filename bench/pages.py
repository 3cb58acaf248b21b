"""How long the pages that readers stay on take in Django, how often they ask the database, and what goes over the wire."""
import gzip
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import brotli
from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import corpus, intake, queries
from bench.table import cell

AS_BROWSERS_DO = {"accept-encoding": "gzip, deflate, br"}
RUNS, WARM = 30, 3
SECTIONS, SEED_YEAR = 30, 2019
QUERY = "发展|建设"


@dataclass(frozen=True)
class Cost:
    """Milliseconds (the median of some runs), questions to the database, bytes of the page and all it loads, compressed."""
    what: str
    milliseconds: float
    questions: int
    wire: int


def measured() -> list[Cost]:
    """The pages of one report of 20,000 characters, which is taken in for it."""
    report = taken_in()
    address = report.get_absolute_url()
    passage = report.paragraphs.order_by("position")[report.paragraph_count // 2].get_absolute_url()
    size = f"{report.character_count:,} characters, {report.paragraph_count} paragraphs"
    return [
        cost(f"the reading page, {size}", address),
        cost(f"the same with {QUERY} marked", address, q=QUERY),
        cost("the page of one of its paragraphs", passage),
    ]


def weights() -> list[tuple[str, int]]:
    """Bytes of a first view of home, and of the heaviest among the pages of all queries."""
    client = Client(SERVER_NAME="localhost", headers=AS_BROWSERS_DO)
    searches = {typed: wire(client.get(reverse("search"), {"q": typed})) for typed in queries.queries()[0]}
    typed = max(searches, key=searches.__getitem__)
    return [("home", wire(client.get(reverse("home")))), (f"the search page, the heaviest of {len(searches)}: {cell(typed)}", searches[typed])]


def taken_in():  # noqa: ANN201 (models cannot be imported yet)
    """A report with headings of two levels, read as any text that is handed in."""
    from archive.holdings.publication import publish
    from archive.intake.ingest import Wishes, ingest
    from archive.models import Report

    [outcome] = ingest(text().encode(), "report.txt", Wishes())
    if not outcome.report:
        raise RuntimeError(f"{outcome.status}, {outcome.error}, {outcome.warnings}")
    report = Report.objects.get(pk=outcome.report.pk)
    if not report.is_public:
        # Its paragraphs stand in the loaded reports too, and what resembles others waits for an editor.
        publish(report)
    return report


def text() -> str:
    from archive.models import Place

    name = Place.objects.filter(level="prefecture", to_year=None, is_sample=False).order_by("pk").values_list("name", flat=True)[0]
    lines = intake.report(name, SEED_YEAR, corpus.paragraphs()).split("\n")
    every = len(lines) // SECTIONS
    return "\n".join(f"（{'一二三四五六七八九十'[at // every % 10]}）把各项工作落到实处\n{line}" if at % every == 5 else line
                     for at, line in enumerate(lines))


def cost(what: str, address: str, **params: str) -> Cost:
    client = Client(SERVER_NAME="localhost", headers=AS_BROWSERS_DO)

    def ask() -> HttpResponse:
        return client.get(address, params)

    for _ in range(WARM):
        answer = ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
    questions = len(asked)
    return Cost(what, timed(ask), questions, wire(answer))


def wire(answer: HttpResponse) -> int:
    """What a first view sends: the page as it comes, its style, its scripts and its mark."""
    if answer.status_code != 200:
        raise SystemExit(f"{answer.request['PATH_INFO']}: {answer.status_code}")
    unpacked = brotli.decompress if answer.get("Content-Encoding") == "br" else gzip.decompress
    page = unpacked(answer.content).decode()
    loaded = {finders.find(name) for name in re.findall(r'(?:href|src)="/static/([^"]+)"', page)}
    return len(answer.content) + sum(len(gzip.compress(Path(file).read_bytes(), 6)) for file in sorted(loaded))


def timed(work: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)
