"""What somebody could pick instead, each behind the same few questions, and the archive itself behind them too.

Every peer gets the folded paragraphs and is asked as its own documentation would have one ask. What it
finds is taken as it is: none is helped by looking at the texts again.
"""
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from archive.query import Node
from bench.records import Record

PER_PAGE = 20
MODULES = {"archive": "archive", "tantivy": "tantivy_pairs", "fts5": "sqlite_trigrams", "positions": "postgres_positions"}

Facets = Mapping[str, Mapping[Any, int]]
"""For year, place and kind, how many paragraphs each value has. Peers leave out or give None for what is not recorded."""
Asked = Any
"""A query in a peer's own words."""


class Peer(Protocol):
    name: str
    all_at_once: bool
    """Whether count, facets and page come in one statement, so that page and facets cannot be had without the rest."""
    remark: str
    """What a reader of the table is to know."""

    def build(self, records: list[Record]) -> None: ...
    def asked(self, root: Node) -> Asked | None:
        """None where the peer's language has no words for it."""
    def count(self, asked: Asked) -> int: ...
    def page(self, asked: Asked) -> list[int]:
        """The ids of the first page by relevance."""
    def newest(self, asked: Asked) -> list[int]:
        """Of the first page by date."""
    def facets(self, asked: Asked) -> Facets: ...
    def size(self) -> int:
        """Bytes of the index, without the texts."""
    def close(self) -> None: ...


def peer(name: str, folder: Path) -> Peer:
    """Raises ImportError where what it needs is not installed or not built in."""
    return import_module(f"bench.peers.{MODULES[name]}").Peer(folder)
