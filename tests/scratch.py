"""Databases of their own for tests that commit or start processes: made on the tests' server, dropped after."""
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection
from psycopg.sql import SQL, Identifier

from tests.running import manage

TOKENS = """
    select concat_ws('/', coalesce(report.place_id, 'unplaced'), coalesce(report.year::text, 'undated'), report.slug), paragraph.token_id
    from archive_paragraph paragraph join archive_report report on report.id = paragraph.report_id order by 1, paragraph.position"""


@dataclass(frozen=True)
class Scratch:
    """An archive of its own: `name` is its database, `data` its folder."""
    name: str
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        server = connection.settings_dict
        person = quote(server["USER"], safe="") + (":" + quote(server["PASSWORD"], safe="") if server["PASSWORD"] else "")
        address = f"{quote(server['HOST'] or '127.0.0.1', safe='')}:{server['PORT'] or 5432}"
        return {"DATABASE_URL": f"postgres://{person}@{address}/{self.name}", "DATA": str(self.data)}

    def import_reports(self, *words: str | Path, **environment: str) -> list[dict]:
        """What `import_reports --json` says of each file."""
        done = manage("import_reports", "--json", *map(str, words), **self.environment, **environment)
        assert done.returncode in (0, 1), done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def rows(self, query: str) -> list[tuple]:
        with connected(self.name) as link:
            return link.execute(query).fetchall()

    def tokens(self) -> dict[str, list[str]]:
        """The tokens of each report, by its key, in the order of the text."""
        found: dict[str, list[str]] = {}
        for key, token in self.rows(TOKENS):
            found.setdefault(key, []).append(token)
        return found


def connected(name: str) -> psycopg.Connection:
    server = connection.settings_dict
    wanted = {"host": server["HOST"], "port": server["PORT"], "user": server["USER"], "password": server["PASSWORD"]}
    return psycopg.connect(dbname=name, autocommit=True, **{word: value for word, value in wanted.items() if value})


@contextmanager
def database(data: Path, template: str = "template1") -> Iterator[Scratch]:
    """A new database, a copy of `template`."""
    name = f"scratch_{secrets.token_hex(6)}"
    with connected("postgres") as server:
        server.execute(SQL("create database {} template {}").format(Identifier(name), Identifier(template)))
        try:
            yield Scratch(name, data)
        finally:
            server.execute(SQL("drop database {} with (force)").format(Identifier(name)))


@contextmanager
def archive(data: Path) -> Iterator[Scratch]:
    """An empty archive."""
    with database(data) as scratch:
        done = manage("migrate", "--verbosity", "0", **scratch.environment)
        assert done.returncode == 0, done.stderr
        yield scratch
