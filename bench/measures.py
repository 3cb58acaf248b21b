"""What a peer is asked at one size, and how long it took."""
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg.errors import QueryCanceled

from archive.query import Node
from bench.peers import Peer
from bench.records import Record

RUNS, PATIENCE = 30, 1.0
"""How often each thing is asked after a first time that is not counted; and after how many seconds, that time included, it is enough."""
OPERATIONS = ("count", "page", "newest", "facets")


@dataclass(frozen=True)
class Measured:
    """Of one peer: seconds to build, bytes of its index; by query, the counts (None: given up) and milliseconds; and what it could not be asked."""
    name: str
    build: float | None
    size: int
    counts: Mapping[str, int | None]
    took: Mapping[str, Mapping[str, float]]
    not_asked: list[str] = field(default_factory=list)
    remark: str = ""

    def together(self) -> dict[str, float]:
        """Count, facets and page by relevance: one after the other, or in one statement."""
        took = self.took
        if not took["facets"]:
            return dict(took["page"])
        return {typed: took["count"][typed] + took["page"][typed] + took["facets"][typed] for typed in took["count"]}


def measured(peer: Peer, records: list[Record], queries: Mapping[str, Node]) -> Measured:
    start = time.perf_counter()
    peer.build(records)
    seconds = time.perf_counter() - start
    asked = {typed: peer.asked(root) for typed, root in queries.items()}
    answered = {typed: words for typed, words in asked.items() if words is not None}
    operations = OPERATIONS[:-1] if peer.all_at_once else OPERATIONS
    found = {name: {typed: answer(lambda words=words, name=name: getattr(peer, name)(words)) for typed, words in answered.items()} for name in operations}
    took = {name: {typed: milliseconds for typed, (_, milliseconds) in answers.items()} for name, answers in found.items()}
    return Measured(
        peer.name, None if peer.all_at_once else seconds, peer.size(), {typed: count for typed, (count, _) in found["count"].items()},
        {"facets": {}, **took}, [typed for typed in queries if typed not in answered], peer.remark)


def timed(work: Callable[[], object]) -> float:
    return answer(work)[1]


def answer(work: Callable[[], Any]) -> tuple[Any, float]:
    """What came out, and milliseconds: the median of some runs after a first; where that takes all patience, of this alone.

    None came out where the database gave up, as it does for a reader.
    """
    took: list[float] = []
    while not took or len(took) <= RUNS and sum(took) < PATIENCE:
        start = time.perf_counter()
        try:
            found = work()
        except QueryCanceled:
            found = None
        took.append(time.perf_counter() - start)
    return found, statistics.median(took[1:] or took) * 1000
