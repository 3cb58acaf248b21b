"""SQLite's FTS5 with its trigram tokenizer, beside a table of the texts.

What has fewer than three characters it cannot look up: then, as its documentation says, LIKE looks through every text,
and there is no rank. With alternatives the whole query goes that way as soon as one of them is so short.
"""
import sqlite3
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from archive.query import And, Field, Literal, Node, Not, Or
from archive.search.fields import years
from bench.peers import PER_PAGE, Facets
from bench.records import Record, area

SHORTEST = 3
SETTINGS = "pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -262144; pragma mmap_size = 4294967296;"
TABLES = """
create table paragraph (id integer primary key, folded text, year int, place text, kind text, part text, newest int);
create virtual table trigrams using fts5(folded, content='paragraph', content_rowid='id', tokenize='trigram');
"""
INDEX = "insert into trigrams(trigrams) values ('rebuild'); create index paragraph_newest on paragraph (newest); analyze;"


class Asking(NamedTuple):
    """Tables and condition, its values, and what puts the best first."""
    source: str
    values: tuple
    order: str


class Peer:
    name, all_at_once = "SQLite FTS5 trigram", False
    remark = "words of one or two characters, and alternatives beside one, are looked for in every text with LIKE, and have no rank"

    def __init__(self, folder: Path):
        self.database = sqlite3.connect(folder / "trigrams.sqlite", isolation_level=None)
        try:
            self.database.executescript(SETTINGS + TABLES)
        except sqlite3.OperationalError as error:
            self.database.close()
            raise ImportError(f"SQLite {sqlite3.sqlite_version}: {error}") from None

    def build(self, records: list[Record]) -> None:
        self.database.execute("begin")
        self.database.executemany("insert into paragraph values (?, ?, ?, ?, ?, ?, ?)", records)
        self.database.execute("commit")
        self.database.executescript(INDEX)

    def asked(self, root: Node) -> Asking | None:
        """Of what must all hold, the index has what it can, and the rest is asked of the texts that are left."""
        nodes = root.nodes if isinstance(root, And) else (root,)
        known = [node for node in nodes if not isinstance(node, Not) and _match(node)]
        if known:
            known += [node for node in nodes if isinstance(node, Not) and _match(node.node)]
        rest = [_condition(node) for node in nodes if node not in known]
        if not all(rest):
            return None
        conditions, values = [sql for sql, _ in rest], tuple(value for _, more in rest for value in more)
        if not known:
            return Asking(f"paragraph where {' and '.join(conditions)}", values, "id")
        wanted = " AND ".join(_match(node) for node in known if not isinstance(node, Not))
        matched = " NOT ".join([f"({wanted})", *(_match(node.node) for node in known if isinstance(node, Not))])
        return Asking(f"trigrams join paragraph on id = trigrams.rowid where {' and '.join(['trigrams match ?', *conditions])}", (matched, *values), "rank, id")

    def count(self, asked: Asking) -> int:
        return self._rows(asked, "select count(*)")[0][0]

    def page(self, asked: Asking) -> list[int]:
        return [key for (key,) in self._rows(asked, "select id", f"order by {asked.order} limit {PER_PAGE}")]

    def newest(self, asked: Asking) -> list[int]:
        return [key for (key,) in self._rows(asked, "select id", f"order by newest limit {PER_PAGE}")]

    def facets(self, asked: Asking) -> Facets:
        """All three in one look, added up here."""
        found: dict[str, Counter] = {"year": Counter(), "place": Counter(), "kind": Counter()}
        for *values, count in self._rows(asked, "select year, place, kind, count(*)", "group by 1, 2, 3"):
            for facet, value in zip(found.values(), values, strict=True):
                facet[value] += count
        return found

    def _rows(self, asked: Asking, what: str, then: str = "") -> list[tuple]:
        return self.database.execute(f"{what} from {asked.source} {then}", asked.values).fetchall()

    def size(self) -> int:
        [(size,)] = self.database.execute("select sum(pgsize) from dbstat where name like 'trigrams%'").fetchall()
        return size

    def close(self) -> None:
        self.database.close()


def _match(node: Node) -> str:
    """A node in the language of FTS5; empty where it has no words for it."""
    match node:
        case Literal() if len(node.folded) >= SHORTEST and not node.outside:
            return '"' + node.folded.replace('"', '""') + '"'
        case Or(nodes) | And(nodes) if all(map(_match, nodes)):
            return "(" + (" OR " if isinstance(node, Or) else " AND ").join(map(_match, nodes)) + ")"
    return ""


def _condition(node: Node) -> tuple[str, tuple] | None:
    match node:
        case Literal() if not node.outside:
            return "paragraph.folded like ? escape '\\'", ("%" + node.folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%",)
        case Not(inner) if _condition(inner):
            sql, values = _condition(inner)
            return f"not ({sql})", values
        case Or(nodes) | And(nodes) if all(map(_condition, nodes)):
            parts = list(map(_condition, nodes))
            joined = (" or " if isinstance(node, Or) else " and ").join(sql for sql, _ in parts)
            return f"({joined})", tuple(value for _, values in parts for value in values)
        case Field("year"):
            return "year between ? and ?", years(node.value)
        case Field("place"):
            return "place like ?", (area(node.value) + "%",)
        case Field("kind" | "part"):
            return f"{node.name} = ?", (node.value,)
    return None
