"""`python -m bench.export DATABASE WORD…`: each word's whole result set as CSV, and how much memory the process gained by it.

A process of its own, so that what the benchmark holds hides nothing. Prints a line of JSON a word.
"""
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import django

WARMING = "貔貅"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    from django.test import Client

    from bench.database import move_to
    from bench.table import say

    move_to(sys.argv[1])
    client = Client(SERVER_NAME="localhost")
    taken(client, WARMING)
    for word in sys.argv[2:]:
        say(json.dumps(taken(client, word)))


def taken(client, word: str) -> dict:  # noqa: ANN001 (Django's classes come after its settings)
    """Rows and bytes of the file, seconds, and by how many bytes the process was larger at most."""
    before, start = resident(), time.perf_counter()
    most, lines, size = before, 0, 0
    answer = client.get("/search.csv", {"q": word})
    if answer.status_code != 200:
        raise SystemExit(f"{word}: {answer.status_code}")
    for piece in answer.streaming_content:
        lines, size, most = lines + piece.count(b"\r\n"), size + len(piece), max(most, resident())
    return {"word": word, "lines": lines, "bytes": size, "seconds": time.perf_counter() - start, "grown": most - before}


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def measured(database: str, words: list[str]) -> list[dict]:
    """Each word in a process that has taken nothing but a rare one before."""
    found = []
    for word in words:
        done = subprocess.run([sys.executable, "-m", "bench.export", database, word], capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr)
        found.append(json.loads(done.stdout))
    return found


if __name__ == "__main__":
    main()
