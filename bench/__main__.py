"""`python -m bench [--intake] [--pages] [--visitors [N]] [--release]`: how fast the archive takes in, finds, and answers a crowd.

Prints Markdown; exit status 1 where a limit is missed. docs/bench.md says what is measured and how.
"""
import argparse
import os
import platform
import signal
import statistics
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import psycopg

from archive.postgres.errors import Unavailable
from bench.search import prepare
from bench.table import Line, all_of, ms, say, spread, squares

VISITORS, SECONDS = 50, 120
RATE, RATIO, MEDIAN, SLOWEST, MANY = 5_000, 1.4, 10, 200, 100_000
READING, QUESTIONS, WIRE = 25, 6, 60


def main() -> int:
    options = read_options()
    try:
        return run(options)
    except Unavailable as error:
        sys.exit(str(error))


def run(options: argparse.Namespace) -> int:
    # As Ctrl-C does: the database is taken away whichever way the run ends.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with TemporaryDirectory(prefix="archive-bench-") as folder:
        prepare(Path(folder))
        from bench.database import own_database

        with own_database():
            lines = [*surroundings(), *measured(options)]
    say("| measure | value | limit | |\n|---|---|---|---|")
    for line in lines:
        say(str(line))
    return 1 if any(line.holds is False for line in lines) else 0


def read_options(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--intake", action="store_true", help="only how fast files are taken in")
    parser.add_argument("--pages", action="store_true", help="only how quick and how heavy pages are")
    parser.add_argument("--visitors", type=some, nargs="?", const=VISITORS, help=f"only how a crowd is answered, of so many ({VISITORS})")
    parser.add_argument("--release", action="store_true", help="only a release of all that is loaded, made and built again")
    parser.add_argument("--seconds", type=some, default=SECONDS, help=f"how long visitors stay ({SECONDS})")
    parser.add_argument("--queries", action="store_true", help="a table of every query too")
    parser.add_argument("--workers", type=some, default=min(2, os.cpu_count() or 1), help="processes that store")
    parser.add_argument("--limit", type=many, help="only so many paragraphs")
    return parser.parse_args(words)


def some(typed: str) -> int:
    if not typed.isdecimal() or int(typed) < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 up is wanted, not {typed!r}")
    return int(typed)


def many(typed: str) -> int:
    """As 20000 or 20k."""
    return some(typed.removesuffix("k")) * (1000 if typed.endswith("k") else 1)


def measured(options: argparse.Namespace) -> Iterator[Line]:
    """What is asked for; else all but the release, which takes the longest. Intake comes first, while the shelves are empty."""
    is_all = not (options.intake or options.pages or options.visitors or options.release)
    if options.intake or is_all:
        yield from taken_in()
    if options.pages or options.visitors or options.release or is_all:
        yield from loaded(options)
    if options.pages or is_all:
        yield from read()
    if options.visitors or is_all:
        yield from visited(options)
    if options.release:
        yield from released()
    if is_all:
        yield from searched(options)


def searched(options: argparse.Namespace) -> Iterator[Line]:
    """Queries in the database and through Django, and those of a plain design beside them."""
    from bench import plain, queries

    known, skipped = queries.queries()
    relevance = queries.in_database(known, "relevance")
    newest = queries.in_database(known, "newest")
    pages = queries.through_django(known)
    peer_index, peer = plain.built(), plain.in_database(known)
    if options.queries:
        say("| query | matches | relevance, ms | newest, ms | page through Django, ms | plain design, ms |\n|---|---:|---:|---:|---:|---:|")
        for one, *others in zip(relevance, newest, pages, peer, strict=True):
            times = " | ".join(f"{timing.milliseconds:.1f}" for timing in (one, *others))
            say(f"| {one.typed.replace('|', '¦')} | {one.matches:,} | {times} |")
        say("")
    usual = [timing.milliseconds for timing in relevance]
    narrow = max(timing.milliseconds for timing in relevance if timing.matches < MANY)
    yield from (
        Line("queries asked; not yet in the language", f"{len(known)}; {'、'.join(skipped) or 'none'}"),
        Line("count, facets, page by relevance: p50", ms(statistics.median(usual)), f"≤ {MEDIAN} ms", statistics.median(usual) <= MEDIAN),
        Line("the same: p95, max", spread(usual)),
        Line(f"the slowest with fewer than {MANY:,} matches", ms(narrow), f"≤ {SLOWEST} ms", narrow <= SLOWEST),
        Line("count, facets, page newest first: p50, p95, max", all_of([timing.milliseconds for timing in newest])),
        Line("the search page through Django: p50, p95, max", all_of([timing.milliseconds for timing in pages])),
        Line("a plain design, one flat table: p50, p95, max", all_of([timing.milliseconds for timing in peer])),
        Line("by relevance, ours to the plain design's: median of ratios", f"{ratio(relevance, peer):.2f}", "≤ 1", ratio(relevance, peer) <= 1),
        Line("index of the plain design", f"{peer_index:.1f} s"),
        Line("the plain design where it was first measured", plain.slower(peer)),
    )


def surroundings() -> list[Line]:
    from django.db import connection

    from archive.search.asking import SETTINGS

    with connection.cursor() as cursor:
        cursor.execute("select split_part(version(), ' ', 2), current_setting('shared_buffers'), current_setting('max_parallel_workers_per_gather')")
        version, buffers, parallel = cursor.fetchone()
    return [
        Line("versions", f"PostgreSQL {version}, Python {platform.python_version()}, Django {django.__version__}, psycopg {psycopg.__version__}"),
        Line("settings", f"shared_buffers {buffers}, parallel workers {parallel}; {' '.join(SETTINGS.split())}"),
        Line("two million squares added up in Python", f"{squares():.2f} s; 0.2 to 0.3 s is usual of a machine of today"),
        Line("cores; load when it began", f"{os.cpu_count()}; {os.getloadavg()[0]:.1f}"),
    ]


def taken_in() -> list[Line]:
    """How many reports a second go from a file to public; first, while the shelves are empty."""
    from bench import intake

    return [Line(what, f"{rate:.1f} reports/s", f"≥ {least}", rate >= least) for what, rate, least in intake.measured()]


def read() -> list[Line]:
    """What pages cost."""
    from bench import pages

    light = [Line(f"over the wire: {what}", f"{wire / 1024:.1f} KB", f"≤ {WIRE} KB", wire <= WIRE * 1024) for what, wire in pages.weights()]
    return light + [line for page in pages.measured() for line in (
        Line(page.what, ms(page.milliseconds), f"≤ {READING} ms", page.milliseconds <= READING),
        Line("its questions to the database", str(page.questions), f"≤ {QUESTIONS}", page.questions <= QUESTIONS),
        Line("over the wire", f"{page.wire / 1024:.1f} KB", f"≤ {WIRE} KB", page.wire <= WIRE * 1024),
    )]


def visited(options: argparse.Namespace) -> list[Line]:
    """How the running site answers a crowd."""
    from bench import visitors

    by_kind, lines = visitors.measured(options.visitors or VISITORS, options.seconds)
    say(f"{by_kind}\n")
    return lines


def released() -> list[Line]:
    """What it takes to make a release of all there is, and to build the archive again from it."""
    from bench import releases

    made = releases.measured()
    return [
        Line("make_release: time, memory at most", f"{made.making:.1f} s, {made.made_with / 1e6:.0f} MB"),
        Line("its ZIP", f"{made.size / 1e6:.1f} MB"),
        Line("import_release: time, memory at most", f"{made.building:.1f} s, {made.built_with / 1e6:.0f} MB"),
    ]


def loaded(options: argparse.Namespace) -> list[Line]:
    """Fills the tables, and tells how fast and how large."""
    from bench import corpus, load

    shelf = list(load.drafts(islice(corpus.paragraphs(), options.limit)))
    filled = load.filled(shelf, options.workers)
    count, rate = filled.paragraphs, filled.paragraphs / (filled.storing + filled.indexing)
    return [
        Line("corpus", f"{corpus.source()}: {count:,} paragraphs in {len(shelf):,} reports, {filled.text / 1e6:.0f} MB folded"),
        Line(f"from text to committed and indexed, {options.workers} processes", f"{rate:,.0f} paragraphs/s", f"≥ {RATE:,}", rate >= RATE),
        Line("of that, to committed", f"{count / filled.storing:,.0f} paragraphs/s"),
        Line("the tallies of the commonest words", f"{filled.tallying:.1f} s"),
        Line("index and tallies to text", f"{filled.index / filled.text:.2f}", f"≤ {RATIO}", filled.index / filled.text <= RATIO),
    ]


def ratio(timings: list, peers: list) -> float:
    """How much of a peer's time a query takes: the median query."""
    if any(one.matches != other.matches for one, other in zip(timings, peers, strict=True)):
        raise SystemExit("Two designs found different paragraphs.")
    return statistics.median(one.milliseconds / other.milliseconds for one, other in zip(timings, peers, strict=True))


if __name__ == "__main__":
    sys.exit(main())
