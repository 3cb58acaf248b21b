"""How common a piece is, as PostgreSQL's own statistics of the index say. They choose ways, never results."""
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection

from archive.pieces import wanted_pieces
from archive.query import And, Literal, Near, Node, Or

SECONDS = 600
"""How long what was read is held to be true: statistics change with the archive, slowly."""
LEAST_TELLING = 2
TERM = re.compile(r"'(.*)'(:\*)?")
STATISTICS = """
select most_common_elems::text::text[], most_common_elem_freqs, (select reltuples from pg_class where oid = 'archive_paragraph'::regclass),
    array(select literal from archive_tally)
from pg_stats where schemaname = current_schema() and tablename = 'paragraph_bigrams'
"""


@dataclass(frozen=True)
class Frequencies:
    """The shares of the thousand most common pieces, of so many paragraphs. And what has a tally.

    The rest are rarer than any of them, most of them far rarer: all are taken for a quarter as common as the rarest. What is as common
    as that in a large archive may be thousands, and to plan anew for each of the rest would take longer than to find them.
    """
    shares: Mapping[str, float] = field(default_factory=dict)
    paragraphs: float = 0
    tallied: frozenset[str] = frozenset()

    @cached_property
    def _rest(self) -> float:
        return min(self.shares.values(), default=0) / 4

    def share(self, term: str) -> float:
        """In what share of the paragraphs a term of a tsquery may stand."""
        piece, is_prefix = TERM.fullmatch(term).groups()
        if is_prefix:
            return min(1, sum(share for other, share in self.shares.items() if other.startswith(piece)))
        return self.shares.get(piece, self._rest)

    def telling(self, terms: Iterable[str]) -> list[str]:
        """Of the terms that all must hold, the rare ones; where hardly one is rare, the rarest few."""
        terms = list(terms)
        rare = [term for term in terms if TERM.fullmatch(term)[1] not in self.shares]
        return rare if len(rare) >= LEAST_TELLING else sorted(terms, key=self.share)[:LEAST_TELLING]

    def matches(self, node: Node) -> float:
        """How many paragraphs a node may find; rare alternatives together are taken for as many as one of them may."""
        return self.paragraphs * self._share(node)

    def _share(self, node: Node) -> float:
        match node:
            case Literal():
                return min(map(self.share, wanted_pieces(node.folded, node.is_prefix)))
            case Near(left, right):
                return min(self._share(left), self._share(right))
            case And(nodes):
                return min(map(self._share, nodes))
            case Or(nodes):
                # The rest, added up, would pass for much.
                shares = list(map(self._share, nodes))
                return min(1, max(sum(share for share in shares if share > self._rest), *shares))
        return 1


read: dict[str, tuple[float, Frequencies]] = {}
"""By database, when and what."""


def frequencies() -> Frequencies:
    """Those of this database, asked once in a while."""
    name = str(connection.settings_dict["NAME"])
    at, known = read.get(name, (0, None))
    if known is None or time.monotonic() - at > SECONDS:
        known = asked()
        read[name] = time.monotonic(), known
    return known


def asked() -> Frequencies:
    with connection.cursor() as cursor:
        cursor.execute(STATISTICS)
        row = cursor.fetchone()
    if not row or not row[0]:
        return Frequencies()
    pieces, shares, paragraphs, tallied = row
    return Frequencies(dict(zip(pieces, shares, strict=False)), max(paragraphs, 0), frozenset(tallied))
