"""The tables of the search benchmark."""
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import django
import psycopg
from django.db import connection

from archive.search.asking import SETTINGS
from bench.measures import Measured
from bench.reader import Cost
from bench.state import Reading, State
from bench.table import MARKS, all_of, cell, ms, p95, table

MANY, RATIO, QUESTIONS, TENFOLD, LONGEST, GROWN = 100_000, 1.4, 4, 10, 2_000, 16
MEGABYTE = 2**20


@dataclass(frozen=True)
class Limit:
    """What must hold here; and against the notes' design, where that was measured too: `here` and `there` are what it took in this run and where it was first measured."""
    what: str
    value: float | None
    most: float
    unit: str = "ms"
    ours: float | None = None
    here: float | None = None
    there: float | None = None

    @property
    def holds(self) -> bool | None:
        return None if self.value is None else self.value <= self.most

    @property
    def cells(self) -> tuple[str, ...]:
        value = "not measured" if self.value is None else f"{self.value:,.3g} {self.unit}" if self.value < 100 else f"{self.value:,.0f} {self.unit}"
        if not (self.here and self.there and self.ours is not None):
            return self.what, value, f"≤ {self.most:,} {self.unit}", MARKS[self.holds], "", "", "", ""
        ratio, most = self.ours / self.here, self.most / self.there
        return (self.what, value, f"≤ {self.most:,} {self.unit}", MARKS[self.holds], ms(self.here), f"{ratio:.2f}", f"≤ {most:.2f}", MARKS[ratio <= most])


def surroundings() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select split_part(version(), ' ', 2), current_setting('shared_buffers'), current_setting('max_parallel_workers_per_gather')")
        version, buffers, parallel = cursor.fetchone()
    return [
        f"PostgreSQL {version} (shared_buffers {buffers}, parallel workers {parallel}), Python {platform.python_version()}, Django {django.__version__}, psycopg {psycopg.__version__}",
        f"each search: {' '.join(SETTINGS.split())}",
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} when it began",
    ]


def machine(lines: Sequence[str], begun: float, ended: float) -> str:
    loops = f"two million squares added up in Python: {begun:.2f} s at the beginning, {ended:.2f} s at the end (0.2 to 0.3 s is usual of a machine of today)"
    return "\n".join(["# Search, measured", "", *(f"- {line}" for line in (*lines, loops))])


def limits(states: Sequence[State]) -> list[Limit]:
    """Those of one size where the archive's texts are real; and of growth, from the smallest to the largest."""
    judged = next(state for state in states if state.reading)
    found, reading, first, last = judged.ours.took["page"], judged.reading, states[0], states[-1]
    counts, took = judged.exact, list(judged.ours.took["page"].values())
    narrow, broad = {t for t in found if counts[t] < MANY}, {t for t in found if counts[t] >= MANY}
    pages = [cost.milliseconds for cost in reading.pages]
    grown = None if first is last else statistics.median(last.ours.took["page"].values()) / statistics.median(first.ours.took["page"].values())
    return [
        beside(reading, found, "count, facets and page by relevance: p50", statistics.median(took), 4, statistics.median, 1.3),
        beside(reading, found, "the same, p95", p95(took), 120, p95, 72),
        beside(reading, _of(found, narrow), f"the slowest below {MANY:,} matches", max(_of(found, narrow).values(), default=None), 200, max, 103),
        beside(reading, _of(found, broad), f"the slowest above {MANY:,} matches", max(_of(found, broad).values(), default=None), 700, max, 456),
        Limit("page by date of what was counted before: p95", p95(list(reading.turned.values())), 30),
        Limit("the whole search page through Django: p50", statistics.median(pages), 40),
        Limit("the same, p95", p95(pages), 160),
        Limit("statements of such a page, at most", max(cost.statements for cost in reading.pages), QUESTIONS, ""),
        Limit("index to text", judged.ours.size / judged.filled.text, RATIO, ""),
        Limit("queries whose count is wrong, at any size", sum(len(wrong(state, state.ours)) for state in states), 0, ""),
        Limit(f"growth of p50 from {first.paragraphs:,} to {last.paragraphs:,}", grown, TENFOLD, "times"),
        Limit(f"the slowest at {last.paragraphs:,}, either order", max(max(last.ours.took[name].values()) for name in ("page", "newest")), LONGEST),
        Limit("memory a file of the most frequent word takes beyond that of the rarest", _grown(reading), GROWN, "MB"),
    ]


def beside(reading: Reading, found: Mapping[str, float], what: str, value: float | None, most: float, measure, there: float) -> Limit:  # noqa: ANN001
    """With the notes' design over the queries that it was asked too."""
    both = [(found[timing.typed], timing.milliseconds) for timing in reading.plain if timing.typed in found]
    if not both:
        return Limit(what, value, most)
    ours, here = zip(*both, strict=True)
    return Limit(what, value, most, "ms", measure(list(ours)), measure(list(here)), there)


def limits_table(found: Sequence[Limit]) -> str:
    heads = ("limit", "here", "must be", "", "the notes' design, same run", "ours to it", "must be", " ")
    return "## Limits\n\n" + table(heads, [limit.cells for limit in found])


def beside_peers(state: State) -> str:
    made = state.paragraphs - state.real
    said = f"{state.real:,} real and {made:,} made" if made else "all real"
    text = [f"## {state.paragraphs:,} paragraphs ({said}), {state.filled.text / 1e6:.0f} MB folded", "", ours_built(state), "",
            table(("", *(peer.name for peer in state.peers)), [
                ("built, paragraphs/s", *(f"{_built(state, peer):,.0f}" for peer in state.peers)),
                ("index to text", *(f"{peer.size / state.filled.text:.2f}" for peer in state.peers)),
                ("queries answered", *(f"{len(peer.counts)} of {len(state.exact)}" for peer in state.peers)),
                ("of these, counted exactly", *(_exactness(state, peer) for peer in state.peers)),
                *((what, *(_spread(peer.took[name]) for peer in state.peers)) for name, what in WHATS.items()),
                ("count, facets and page by relevance", *(_spread(peer.together()) for peer in state.peers)),
            ]), "", "Times: p50, p95, max.", ""]
    text += [f"- {peer.name}: {peer.remark}" for peer in state.peers if peer.remark]
    text += [f"- {name} was not measured: {reason}" for name, reason in state.absent.items()]
    text += [f"- {peer.name} cannot be asked {'、'.join(map(cell, peer.not_asked))}" for peer in state.peers if peer.not_asked]
    text += [f"- {peer.name} counts otherwise: {_differences(state, peer)}" for peer in state.peers if wrong(state, peer)]
    return "\n".join(text)


WHATS = {"count": "count", "page": "page by relevance", "newest": "page by date", "facets": "facets"}


def ours_built(state: State) -> str:
    filled = state.filled
    return (f"The archive stored {filled.paragraphs:,} of them at {filled.paragraphs / filled.storing:,.0f} paragraphs/s (folded, with reports, sections and tokens) "
            f"and indexed all in {filled.indexing:.1f} s.")


def wrong(state: State, peer: Measured) -> list[str]:
    return [typed for typed, count in peer.counts.items() if count != state.exact[typed]]


def growth(states: Sequence[State]) -> str:
    """How each design's usual and slowest query grow."""
    rows = []
    for name in [peer.name for peer in states[0].peers]:
        found = [next((peer.together() for peer in state.peers if peer.name == name), {}) for state in states]
        if all(found):
            middle = [statistics.median(took.values()) for took in found]
            rows.append((name, *(f"{ms(usual)}, {ms(max(took.values()))}" for usual, took in zip(middle, found, strict=True)), f"{middle[-1] / middle[0]:.1f}"))
    heads = ("count, facets and page: p50, max", *(f"{state.paragraphs:,}" for state in states), "p50 grew, times")
    return "## Growth\n\n" + table(heads, rows)


def reading(states: Sequence[State]) -> list[str]:
    """What was measured at one size only."""
    [state] = [state for state in states if state.reading]
    found = state.reading
    return [
        f"## Pages through Django, warm, at {state.paragraphs:,}\n\n" + table(("page", "p50, p95, max", "statements at most"), [
            _costs(f"search, {len(found.pages)} queries", found.pages), *(_costs(name, costs) for name, costs in found.listings.items())])
        + "\n\n" + table(("page", *(cell(cost.typed) for cost in next(iter(found.listings.values())))),
                         [(name, *(ms(cost.milliseconds) for cost in costs)) for name, costs in found.listings.items()]),
        "## Pages far behind, in the database\n\n" + table(("query, order", "hits before it", "first page", "that page"), [
            (f"{depth.typed}, {depth.sort}", f"{depth.before:,}", ms(depth.first), ms(depth.behind)) for depth in found.depths]),
        f"## Suggestions\n\n{len(found.suggested)} beginnings among {found.words:,} words: {all_of(found.suggested)}",
        "## The whole result set as CSV\n\n" + table(("query", "rows", "MB", "rows/s", "the process grew by"), [
            (one["word"], f"{one['lines'] - HEAD:,}", f"{one['bytes'] / MEGABYTE:.1f}", f"{(one['lines'] - HEAD) / one['seconds']:,.0f}", f"{one['grown'] / MEGABYTE:.1f} MB")
            for one in found.exports]),
    ]


HEAD = 9
"""Lines of a file before its first row."""


def by_query(state: State) -> str:
    rest = state.peers[1:]
    rows = [(cell(typed), f"{count:,}", *(_at(state.ours, name, typed) for name in ("count", "page", "newest")), *(_at(peer, "count", typed) for peer in rest))
            for typed, count in state.exact.items()]
    return f"## Every query at {state.paragraphs:,}, ms\n\n" + table(
        ("query", "paragraphs", "count", "count, facets, page by relevance", "by date", *(f"{peer.name}: count" for peer in rest)), rows)


def _at(peer: Measured, name: str, typed: str) -> str:
    return f"{peer.took[name][typed]:.2f}" if typed in peer.took[name] else "–"


def _of(found: Mapping[str, float], wanted: set[str]) -> dict[str, float]:
    return {typed: took for typed, took in found.items() if typed in wanted}


def _grown(reading: Reading) -> float:
    return (reading.exports[0]["grown"] - reading.exports[-1]["grown"]) / MEGABYTE


def _built(state: State, peer: Measured) -> float:
    """Of the archive the index alone: its texts are there, as its peers are handed theirs."""
    return state.paragraphs / (peer.build or state.filled.indexing)


def _exactness(state: State, peer: Measured) -> str:
    right = len(peer.counts) - len(wrong(state, peer))
    return f"{right} ({right / max(1, len(peer.counts)):.0%})"


def _differences(state: State, peer: Measured) -> str:
    said = {typed: "given up" if peer.counts[typed] is None else f"{peer.counts[typed]:,}" for typed in wrong(state, peer)}
    return "; ".join(f"{cell(typed)} {count}, not {state.exact[typed]:,}" for typed, count in said.items())


def _spread(took: Mapping[str, float]) -> str:
    return all_of(list(took.values())) if took else "not apart"


def _costs(what: str, costs: Sequence[Cost]) -> tuple[str, str, str]:
    return what, all_of([cost.milliseconds for cost in costs]), str(max(cost.statements for cost in costs))

