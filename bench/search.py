"""`python -m bench.search [--sizes 100k,353k,1m] [--peers tantivy,fts5,positions] [--out FILE.md] [--queries]`: how search fares beside what one could pick instead.

Prints Markdown; exit status 1 where a limit is missed. docs/bench.md says what is measured and how.
"""
import argparse
import os
import re
import signal
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from archive.postgres.errors import Unavailable
from bench.table import say, squares

SIZES, NEARLY = "100k,353k,1m", 1_000
PEERS = "tantivy,fts5,positions"
UNITS = {"k": 1_000, "m": 1_000_000, "": 1}


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
        from bench import report
        from bench.database import own_database

        with own_database():
            begun = squares()
            surroundings = report.surroundings()
            states = []
            for state in measured(options, Path(folder)):
                note(report.beside_peers(state))
                states.append(state)
        limits = report.limits(states)
        text = "\n\n".join([
            report.machine(surroundings, begun, squares()), report.limits_table(limits), *(report.beside_peers(state) for state in states),
            report.growth(states), *report.reading(states), *([report.by_query(state) for state in states] if options.queries else [])])
    say(text)
    if options.out:
        options.out.write_text(text + "\n", "utf-8")
    return 1 if any(limit.holds is False for limit in limits) else 0


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-search", description=__doc__)
    parser.add_argument("--sizes", type=sizes, default=SIZES, help="how many paragraphs, ascending; those behind the real ones are made of their sentences")
    parser.add_argument("--peers", type=names, default=PEERS, help="of tantivy, fts5, positions; none for the archive alone")
    parser.add_argument("--out", type=Path, help="a file for the tables too")
    parser.add_argument("--queries", action="store_true", help="a table of every query too")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="processes that store")
    options = parser.parse_args()
    if options.out and not options.out.resolve().parent.is_dir():
        parser.error(f"there is no folder for {options.out}")
    return options


def sizes(typed: str) -> list[int]:
    """As 100k,1m."""
    found = [re.fullmatch(r"([1-9][0-9]*)([km]?)", part.strip().lower()) for part in typed.split(",")]
    if not all(found):
        raise argparse.ArgumentTypeError(f"numbers such as 100k,353k,1m are wanted, not {typed!r}")
    return sorted({int(part[1]) * UNITS[part[2]] for part in found})


def names(typed: str) -> list[str]:
    wanted = [name.strip() for name in typed.split(",") if name.strip() not in ("", "none")]
    if unknown := set(wanted) - set(PEERS.split(",")):
        raise argparse.ArgumentTypeError(f"there is no peer {', '.join(sorted(unknown))}: {PEERS}")
    return wanted


def prepare(folder: Path) -> None:
    """Django over a data folder of its own, for it never touches the data of a running archive."""
    folder.chmod(0o711)
    (folder / "static").mkdir()
    os.environ |= {"DATA": str(folder / "data"), "STATIC_ROOT": str(folder / "static")}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()


def measured(options: argparse.Namespace, folder: Path) -> Iterator["State"]:  # noqa: F821 (it needs Django)
    """Each size, made by adding to the one before."""
    from bench import corpus, load, state

    real, texts, there = corpus.real_count(), corpus.sequence(), 0
    goals = sorted({real if abs(real - size) < NEARLY else size for size in options.sizes})
    within = max((goal for goal in goals if goal <= real), default=goals[-1])
    for goal in goals:
        note(f"{goal:,} paragraphs: storing {goal - there:,}")
        shelf = list(load.drafts(islice(texts, goal - there), seed=there))
        filled = load.filled(shelf, options.workers)
        there = goal
        with TemporaryDirectory(dir=folder) as place:
            yield state.state(filled, min(goal, real), Path(place), options.peers, goal == within, note)


def note(sentence: str) -> None:
    """How far it is, and what each size came to: the tables themselves are printed at the end."""
    sys.stderr.write(f"… {sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
