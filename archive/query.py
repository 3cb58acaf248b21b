"""What a reader typed, read as a tree of literals; nothing typed is an error."""
from collections.abc import Iterator
from dataclasses import dataclass

from archive.text.errors import Sentence


@dataclass(frozen=True, slots=True)
class Literal:
    """Characters to be found as they stand, but for the fold."""
    text: str


@dataclass(frozen=True, slots=True)
class Not:
    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple["Node", ...]


Node = Literal | Not | And | Or


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query was read. `root` is None where nothing in it can be looked for."""
    root: Node | None
    notes: tuple[Sentence, ...] = ()

    @property
    def read_as(self) -> str:
        """The query as it was read; reads as the same again."""
        return " ".join(literal.text for literal in self.literals)

    @property
    def literals(self) -> list[Literal]:
        """What is to be found, in the order written; nothing that is excluded."""
        return list(wanted(self.root)) if self.root else []


def wanted(node: Node) -> Iterator[Literal]:
    match node:
        case Literal():
            yield node
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from wanted(part)


def read(written: str) -> Reading:
    terms = tuple(Literal(term) for term in written.split())
    return Reading(And(terms) if len(terms) > 1 else terms[0] if terms else None)
