"""PostgreSQL's own text search as its manual teaches it: `to_tsvector('simple')` of pairs parted by spaces, with positions, the phrase operator and ts_rank.

The vector is a stored column, for the manual advises it, and counts as index: ts_rank would else make it anew for every hit.
"""
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from archive.query import And, Field, Literal, Node, Not, Or
from archive.search.fields import years
from bench.peers import PER_PAGE, Facets, pairs
from bench.records import Record, area

TABLE = """
drop table if exists positioned;
create table positioned (
    id bigint primary key, spaced text, year int, place text, kind text, part text, newest int,
    words tsvector generated always as (to_tsvector('simple', spaced)) stored)
"""
INDEXES = ("create index positioned_words on positioned using gin (words)", "create index on positioned (newest)", "vacuum analyze positioned")
SETTINGS = "set work_mem = '64MB'; set jit = off; set plan_cache_mode = force_custom_plan"


class Asking(NamedTuple):
    condition: str
    values: tuple
    words: str


class Peer:
    name, all_at_once = "PostgreSQL, pairs with positions", False
    remark = "ts_rank knows no rarity of words; the stored vector counts as index"

    def __init__(self, folder: Path):
        self.database = connection.get_new_connection(connection.get_connection_params())
        self.database.autocommit = True
        self.database.execute(SETTINGS)

    def build(self, records: list[Record]) -> None:
        self.database.execute(TABLE)
        with self.database.cursor() as cursor, cursor.copy("copy positioned (id, spaced, year, place, kind, part, newest) from stdin") as copy:
            for record in records:
                copy.write_row((record.id, pairs.spaced(record.folded), *record[2:]))
        for sql in INDEXES:
            self.database.execute(sql)

    def asked(self, root: Node) -> Asking | None:
        nodes = root.nodes if isinstance(root, And) else (root,)
        known = [_query(node) for node in nodes if not isinstance(node, Field)]
        if not all(known):
            return None
        fields = [_field(node) for node in nodes if isinstance(node, Field)]
        words = " & ".join(known)
        return Asking(" and ".join(["words @@ %s::tsquery", *(sql for sql, _ in fields)]), (words, *(value for _, values in fields for value in values)), words)

    def count(self, asked: Asking) -> int:
        return self._rows("select count(*)", asked)[0][0]

    def page(self, asked: Asking) -> list[int]:
        return [key for (key,) in self._rows("select id", asked, f"order by ts_rank(words, %s::tsquery) desc, id limit {PER_PAGE}", asked.words)]

    def newest(self, asked: Asking) -> list[int]:
        return [key for (key,) in self._rows("select id", asked, f"order by newest limit {PER_PAGE}")]

    def facets(self, asked: Asking) -> Facets:
        found: dict[str, dict] = defaultdict(dict)
        sql = "select case grouping(year, place, kind) when 3 then 'year' when 5 then 'place' else 'kind' end, coalesce(year::text, place, kind), count(*)"
        for facet, value, count in self._rows(sql, asked, "group by grouping sets (year, place, kind)"):
            found[facet][value] = count
        return found

    def _rows(self, what: str, asked: Asking, then: str = "", *more: str) -> list[tuple]:
        return self.database.execute(f"{what} from positioned where {asked.condition} {then}", (*asked.values, *more)).fetchall()

    def size(self) -> int:
        return self.database.execute("select pg_relation_size('positioned_words') + sum(pg_column_size(words)) from positioned").fetchone()[0]

    def close(self) -> None:
        self.database.execute("drop table if exists positioned")
        self.database.close()


def _query(node: Node) -> str:
    """A tsquery; empty for what it cannot say."""
    match node:
        case Literal() if not node.outside:
            words = pairs.phrase(node.folded)
            last = f"'{words[-1]}'" + ":*" * pairs.is_open(words[-1], node.is_prefix)
            return "(" + " <-> ".join([*(f"'{word}'" for word in words[:-1]), last]) + ")"
        case Not(inner):
            return f"!{_query(inner)}" if _query(inner) else ""
        case And(nodes) | Or(nodes) if all(map(_query, nodes)):
            return "(" + (" | " if isinstance(node, Or) else " & ").join(map(_query, nodes)) + ")"
    return ""


def _field(field: Field) -> tuple[str, tuple]:
    match field.name:
        case "year":
            return "year between %s and %s", years(field.value)
        case "place":
            return "place like %s", (area(field.value) + "%",)
    return f"{field.name} = %s", (field.value,)
