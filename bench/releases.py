"""`python -m bench.releases make FOLDER`, or `import FILE`: how long it takes, and how much memory.

A process of its own, so that what the benchmark holds hides nothing; DATABASE_URL names its database. Prints a line of JSON.
"""
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import django

MOST = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True)
class Made:
    """Seconds to make a release and to build an archive from it, the most memory that the two processes held, bytes of the ZIP."""
    making: float
    made_with: int
    building: float
    built_with: int
    size: int


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    from archive.releasing.building import import_release
    from archive.releasing.making import make_release
    from bench.table import say

    work: Callable[[Path], object] = {"make": make_release, "import": import_release}[sys.argv[1]]
    start = time.perf_counter()
    work(Path(sys.argv[2]))
    say(json.dumps({"seconds": time.perf_counter() - start, "most": most()}))


def most() -> int:
    """Bytes that this process held at most. What the system tells of a child would count in what its parent held before it began."""
    return int(MOST.search(Path("/proc/self/status").read_text())[1]) * 1024


def measured() -> Made:
    """Of all that is in the bench's database, and into another."""
    from django.db import connection

    from bench.database import fresh_database

    with TemporaryDirectory(prefix="archive-bench-") as folder:
        made = apart("make", Path(folder))
        [file] = Path(folder).glob("*.zip")
        with fresh_database(f"{connection.settings_dict['NAME']}_again"):
            built = apart("import", file)
        return Made(made["seconds"], made["most"], built["seconds"], built["most"], file.stat().st_size)


def apart(what: str, path: Path) -> dict:
    from bench.database import address

    done = subprocess.run([sys.executable, "-m", "bench.releases", what, str(path)], capture_output=True, text=True, check=False,
                          env={**os.environ, "DATABASE_URL": address()})
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
