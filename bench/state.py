"""The archive at one size, and all that is measured there."""
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from archive import query
from archive.query import Node
from archive.search import frequencies
from bench import export, plain, queries, reader, scan
from bench.load import Filled
from bench.measures import Measured, measured
from bench.peers import peer
from bench.queries import Timing
from bench.reader import Cost
from bench.records import Record, records

MORE = Path(__file__).parent / "more-queries.txt"
EXPORTED = ("的", "教育", "貔貅")
Note = Callable[[str], None]


@dataclass(frozen=True)
class Depth:
    """Milliseconds of the first page, and of the one with so many hits before it."""
    typed: str
    sort: str
    before: int
    first: float
    behind: float


@dataclass(frozen=True)
class Reading:
    """What is measured at one size only: the notes' design, pages by date of what was counted before, whole pages, files, suggestions."""
    plain: list[Timing]
    turned: Mapping[str, float]
    pages: list[Cost]
    listings: Mapping[str, list[Cost]]
    depths: list[Depth]
    words: int
    suggested: list[float]
    exports: list[dict]


@dataclass(frozen=True)
class State:
    """`exact` is what a plain scan counts, by query. The archive is the first of `peers`."""
    filled: Filled
    paragraphs: int
    real: int
    exact: Mapping[str, int]
    peers: list[Measured]
    absent: Mapping[str, str] = field(default_factory=dict)
    reading: Reading | None = None

    @property
    def ours(self) -> Measured:
        return self.peers[0]


def asked() -> dict[str, Node]:
    """Every query with what it means: those of the notes, where they are, and more."""
    known, _ = queries.queries()
    return {typed: query.read(typed).root for typed in [*known, *queries.lines(MORE)]}


def state(filled: Filled, real: int, folder: Path, wanted: list[str], is_judged: bool, note: Note) -> State:
    frequencies.read.clear()
    everything, roots = records(), asked()
    note(f"{len(everything):,} paragraphs: a plain scan for {len(roots)} queries")
    exact = {typed: scan.count(everything, root) for typed, root in roots.items()}
    found, absent = [], {}
    for name in ("archive", *wanted):
        note(f"{len(everything):,} paragraphs: {name}")
        try:
            found.append(one(name, folder, everything, roots))
        except ImportError as error:
            absent[name] = str(error)
    reading = read(everything, roots, note) if is_judged else None
    return State(filled, len(everything), real, exact, found, absent, reading)


def one(name: str, folder: Path, everything: list[Record], roots: Mapping[str, Node]) -> Measured:
    chosen = peer(name, folder)
    try:
        return measured(chosen, everything, roots)
    finally:
        chosen.close()


def read(everything: list[Record], roots: Mapping[str, Node], note: Note) -> Reading:
    note("the notes' design, pages, files, suggestions")
    words, suggested = reader.suggested(everything, roots.values())
    return Reading(
        plainly(), {typed: reader.turned(typed) for typed in roots}, [reader.page(typed) for typed in roots], listings(), depths(), words, suggested,
        export.measured(str(connection.settings_dict["NAME"]), list(EXPORTED)))


def plainly() -> list[Timing]:
    """The notes' design, over the notes' queries: it knows no fields."""
    try:
        plain.built()
        return plain.in_database(queries.queries()[0])
    finally:
        with connection.cursor() as cursor:
            cursor.execute("drop table if exists plain")


def listings() -> dict[str, list[Cost]]:
    ways = {"concordance, newest first": {"group": "lines"}, "concordance by what stands left": {"group": "lines", "sort": "left"},
            "concordance by what stands right": {"group": "lines", "sort": "right"}, "by report": {"group": "report"}}
    return {name: [reader.page(word, **params) for word in reader.WORDS] for name, params in ways.items()}


def depths() -> list[Depth]:
    return [Depth(typed, sort, *reader.depth(query.read(typed).root, sort)) for typed in reader.DEEP for sort in ("relevance", "newest")]
