"""`python -m bench [--queries] [--intake] [--pages] [--workers N] [--limit N]`: how fast the archive takes in and finds.

Prints a Markdown table; exit status 1 where a limit is missed.
"""
import argparse
import os
import platform
import signal
import statistics
import sys
from itertools import islice

import django
import psycopg

from bench.table import Line, all_of, ms, say, spread, squares

RATE, RATIO, MEDIAN, SLOWEST, MANY = 5_000, 1.4, 10, 200, 100_000
READING, QUESTIONS, WIRE = 25, 6, 60


def main() -> int:
    options = read_options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    # As Ctrl-C does: the database is taken away whichever way the run ends.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    from bench.database import own_database

    with own_database():
        lines = measured(options)
    say("| measure | value | limit | |\n|---|---|---|---|")
    for line in lines:
        say(str(line))
    return 1 if any(line.holds is False for line in lines) else 0


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--queries", action="store_true", help="a table of every query too")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="processes that store")
    parser.add_argument("--intake", action="store_true", help="only how fast files are taken in")
    parser.add_argument("--pages", action="store_true", help="only how quick a report is to read")
    parser.add_argument("--limit", type=int, help="only so many paragraphs")
    return parser.parse_args()


def measured(options: argparse.Namespace) -> list[Line]:
    from bench import plain, queries

    if options.pages:
        return [*surroundings(), *read()]
    lines = [*surroundings(), *taken_in()]
    if options.intake:
        return lines
    lines += loaded(options)
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
    return [
        *lines,
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
    ]


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
    """What the pages of a report cost."""
    from bench import pages

    return [line for page in pages.measured() for line in (
        Line(page.what, ms(page.milliseconds), f"≤ {READING} ms", page.milliseconds <= READING),
        Line("its questions to the database", str(page.questions), f"≤ {QUESTIONS}", page.questions <= QUESTIONS),
        Line("over the wire", f"{page.wire / 1024:.1f} KB", f"≤ {WIRE} KB", page.wire <= WIRE * 1024),
    )]


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
        Line("index to text", f"{filled.index / filled.text:.2f}", f"≤ {RATIO}", filled.index / filled.text <= RATIO),
    ]


def ratio(timings: list, peers: list) -> float:
    """How much of a peer's time a query takes: the median query."""
    if any(one.matches != other.matches for one, other in zip(timings, peers, strict=True)):
        raise SystemExit("Two designs found different paragraphs.")
    return statistics.median(one.milliseconds / other.milliseconds for one, other in zip(timings, peers, strict=True))


if __name__ == "__main__":
    sys.exit(main())
