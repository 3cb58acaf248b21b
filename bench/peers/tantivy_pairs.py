"""tantivy (PyPI `tantivy`, MIT), with pairs of characters as words and phrases of them. Every facet and key is a fast field."""
import re
from collections.abc import Callable
from pathlib import Path

import tantivy
from tantivy import FieldType, Occur, Order, Query

from archive.query import And, Field, Literal, Node, Not, Or
from archive.search.fields import years
from bench.peers import PER_PAGE, Facets, pairs
from bench.records import Record, area

AGGREGATIONS = {name: {"terms": {"field": name, "size": 100}} for name in ("year", "place", "kind")}


class Peer:
    name, all_at_once = "tantivy, pairs", False
    remark = "in this process, without a server; two threads index"

    def __init__(self, folder: Path):
        self.folder = folder / "tantivy"
        self.folder.mkdir()
        self.schema = (
            tantivy.SchemaBuilder().add_text_field("words", tokenizer_name="spaced").add_integer_field("id", fast=True)
            .add_integer_field("year", fast=True, indexed=True).add_integer_field("newest", fast=True)
            .add_text_field("place", fast=True, tokenizer_name="raw", index_option="basic")
            .add_text_field("kind", fast=True, tokenizer_name="raw", index_option="basic")
            .add_text_field("part", tokenizer_name="raw", index_option="basic").build())
        self.index, self.searcher = tantivy.Index(self.schema, str(self.folder)), None
        self.index.register_tokenizer("spaced", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())

    def build(self, records: list[Record]) -> None:
        writer = self.index.writer(256_000_000, 2)
        for record in records:
            known = {name: getattr(record, name) for name in ("year", "place", "part") if getattr(record, name) is not None}
            writer.add_document(tantivy.Document(words=pairs.spaced(record.folded), id=record.id, newest=record.newest, kind=record.kind, **known))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def asked(self, root: Node) -> Query | None:
        match root:
            case Literal():
                return None if root.outside else self._phrase(root)
            case Field():
                return self._field(root)
            case And(nodes):
                return self._joined(nodes, lambda node: Occur.MustNot if isinstance(node, Not) else Occur.Must)
            case Or(nodes):
                return self._joined(nodes, lambda _: Occur.Should)
        return None

    def _joined(self, nodes: tuple[Node, ...], occur: Callable[[Node], Occur]) -> Query | None:
        parts = [(occur(node), self.asked(node.node if isinstance(node, Not) else node)) for node in nodes]
        return Query.boolean_query(parts) if all(part is not None for _, part in parts) else None

    def _phrase(self, literal: Literal) -> Query:
        words = pairs.phrase(literal.folded)
        if pairs.is_open(words[-1], literal.is_prefix):
            # Its query for the beginning of a phrase's last word looks at fifty words and leaves out the rest.
            patterns = [*map(re.escape, words[:-1]), re.escape(words[-1]) + ".*"]
            return (Query.regex_phrase_query(self.schema, "words", patterns) if len(patterns) > 1
                    else Query.regex_query(self.schema, "words", patterns[0]))
        return Query.term_query(self.schema, "words", words[0]) if len(words) == 1 else Query.phrase_query(self.schema, "words", words)

    def _field(self, field: Field) -> Query:
        if field.name == "year":
            return Query.range_query(self.schema, "year", FieldType.Integer, *years(field.value))
        if field.name == "place":
            return Query.regex_query(self.schema, "place", area(field.value) + ".*")
        return Query.term_query(self.schema, field.name, field.value)

    def count(self, asked: Query) -> int:
        return self.searcher.search(asked, 1).count

    def page(self, asked: Query) -> list[int]:
        return self._ids(self.searcher.search(asked, PER_PAGE, count=False))

    def newest(self, asked: Query) -> list[int]:
        return self._ids(self.searcher.search(asked, PER_PAGE, count=False, order_by_field="newest", order=Order.Asc))

    def _ids(self, found: tantivy.SearchResult) -> list[int]:
        return self.searcher.fast_field_values("id", [address for _, address in found.hits])

    def facets(self, asked: Query) -> Facets:
        found = self.searcher.aggregate(asked, AGGREGATIONS)
        return {name: {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]} for name in AGGREGATIONS}

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.iterdir())

    def close(self) -> None:
        self.searcher = self.index = None
