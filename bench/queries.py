"""How long the queries of readers take."""
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.test import Client

from archive import query
from archive.search import answers
from archive.search.frequencies import frequencies
from archive.search.narrowing import Narrowing
from archive.search.statement import Page, Statement, statement
from bench.corpus import ROOT

QUERIES = ROOT.parent / "shared" / "notes" / "queries.txt"
OWN_QUERIES = ["的", "人", "发展", "建设", "企业", "湖", "教育", "食堂", "政府工作", "营商环境", "高质量发展", "固定资产投资", "“人民政府”", "2017年", "5.5%", "亿元", "街道|社区"]
RUNS = 5
PER_PAGE = 20


@dataclass(frozen=True)
class Timing:
    """Milliseconds, the median of some runs after a first that is not counted."""
    typed: str
    matches: int
    milliseconds: float


def queries() -> tuple[list[str], list[str]]:
    """Those that the language knows, and those it does not."""
    written = lines(QUERIES) if QUERIES.exists() else [*OWN_QUERIES, "发展 建设 企业", "企业 -服务 -发展"]
    readings = {typed: query.read(typed) for typed in written}
    return ([typed for typed, reading in readings.items() if reading.root and not reading.notes],
            [typed for typed, reading in readings.items() if not reading.root or reading.notes])


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def in_database(typed: Iterable[str], sort: str) -> list[Timing]:
    """Count, facets and first page in one statement, as the site asks."""
    found = []
    known = frequencies()
    for words in typed:
        asking = statement(query.read(words), Narrowing(), Page(sort, PER_PAGE + 1), known)
        counts: list[int] = []

        def run(asking: Statement = asking, counts: list[int] = counts) -> None:
            counts[:] = [answers.run(asking).count]

        milliseconds = timed(run)
        found.append(Timing(words, counts[0], milliseconds))
    return found


def through_django(typed: Iterable[str]) -> list[Timing]:
    """The whole search page."""
    client = Client(SERVER_NAME="localhost")
    return [Timing(words, 0, timed(lambda words=words: client.get("/search/", {"q": words}))) for words in typed]


def timed(work: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took[1:])
