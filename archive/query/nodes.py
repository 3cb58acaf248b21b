"""What a query is made of: a tree of literals, and how it is written."""
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from archive.text.fold import HAN, fold

# Any sign of a family opens, any closes: keyboards give two left ones as often as a pair.
QUOTES = ('“”"„‟＂', "「」｢｣", "『』", "«»", "〝〞〟")
# An apostrophe is one of these too, so they quote only where a term begins and ends.
SINGLE_QUOTES = "‘’'＇"
ALL_QUOTES = "".join(QUOTES)
OPERATORS = re.compile(r"OR|AND|NOT|或|非|NEAR(?:/.*)?", re.IGNORECASE | re.DOTALL)
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width signs, letters and digits made half-width, one for one."""
# What no text holds, and is an operator though it touches words: NEAR/5, and OR between two Chinese characters.
NEAR_BETWEEN = "(?<![A-Za-z])(?i:NEAR)/[0-9]+"
GLUED = f"(?<![{HAN}])(?P<left>[{HAN}]+)(?P<glued>OR|AND|NOT|NEAR)(?=(?P<right>[{HAN}]+))"
TOUCHING = re.compile(f"{NEAR_BETWEEN}|{GLUED}")
# What touches a term on one side and stands apart on the other is one too, in either case, where there is a term to join.
LEADING = f"(?P<leading>(?i:OR|AND|NOT|NEAR))(?=(?P<led>[{HAN}]+))"
TRAILING = f"(?<![{HAN}])(?P<trailed>[{HAN}]+)(?P<trailing>(?i:OR|AND|NOT|NEAR))"
HALF_APART = re.compile(f"{LEADING}.*|.*{TRAILING}|[+].*", re.DOTALL)
FIELDS = ("place", "year", "kind", "level", "part", "speaker", "heading")
PLAIN = re.compile(rf"[^\s|｜()（）{ALL_QUOTES}{SINGLE_QUOTES}\-－!！*＊:：][^\s|｜()（）{ALL_QUOTES}*＊:：]*")


@dataclass(frozen=True)
class Literal:
    """Characters to be found as they stand, but for the fold.

    With `is_prefix` a Latin word or a number may go on behind them. Where they stand inside one of the
    wider texts of `outside`, they do not count.
    """
    text: str
    is_prefix: bool = False
    outside: tuple[str, ...] = ()

    @cached_property
    def folded(self) -> str:
        return fold(self.text).strip()

    @cached_property
    def contexts(self) -> tuple[str, ...]:
        return tuple(fold(text).strip() for text in self.outside)


@dataclass(frozen=True)
class Near:
    """Two literals apart from each other, in either order, with at most so many characters between them."""
    left: Literal
    right: Literal
    most: int


@dataclass(frozen=True)
class Field:
    """What is asked of the report or of the paragraph's place in it, as typed; `name` is one of FIELDS."""
    name: str
    value: str


@dataclass(frozen=True)
class Not:
    node: "Node"


@dataclass(frozen=True)
class And:
    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    nodes: tuple["Node", ...]


Node = Literal | Near | Field | Not | And | Or


def wanted(node: Node) -> Iterator[Literal]:
    """The literals that are to be found; nothing that is excluded."""
    match node:
        case Literal():
            yield node
        case Near(left, right):
            yield left
            yield right
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from wanted(part)


def fields(node: Node) -> Iterator[Field]:
    """Every field asked for, excluded ones too."""
    match node:
        case Field():
            yield node
        case Not(inner):
            yield from fields(inner)
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from fields(part)


def without(node: Node, is_left_out: Callable[[Field], bool]) -> Node | None:
    """A query without some of its fields; None where nothing is left that can be looked for."""
    match node:
        case Field():
            return None if is_left_out(node) else node
        case Not(inner):
            kept = without(inner, is_left_out)
            return Not(kept) if kept else None
        case And(nodes) | Or(nodes):
            parts = [kept for part in nodes if (kept := without(part, is_left_out))]
            if all(isinstance(part, Not) for part in parts):
                return None
            return type(node)(tuple(parts)) if len(parts) > 1 else parts[0]
    return node


def written(node: Node) -> str:
    """The canonical way to write a node."""
    match node:
        case Literal(text, is_prefix, outside):
            return " ".join([_term(text) + "*" * is_prefix, *("!" + _term(wider) for wider in outside)])
        case Near(left, right, most):
            return f"{_term(left.text)}{'*' * left.is_prefix} NEAR/{most} {_term(right.text)}{'*' * right.is_prefix}"
        case Field(name, value):
            return f"{name}:{_term(value)}"
        case Not(inner):
            return "-" + _enclosed(inner)
        case And(nodes):
            return " ".join(_enclosed(part) for part in nodes)
        case Or(nodes):
            return " | ".join(_enclosed(part) for part in nodes)


def _enclosed(node: Node) -> str:
    is_several = isinstance(node, And | Or | Near) or isinstance(node, Literal) and node.outside
    return f"({written(node)})" if is_several else written(node)


def _term(text: str) -> str:
    is_plain = PLAIN.fullmatch(text) and not OPERATORS.fullmatch(unicodedata.normalize("NFKC", text)) and not set("!！") & set(text)
    narrow = text.translate(NARROW)
    return text if is_plain and not TOUCHING.search(narrow) and not HALF_APART.fullmatch(narrow) else _quoted(text)


def _quoted(text: str) -> str:
    family = next(family for family in QUOTES if not set(family) & set(text))
    return family[0] + text + family[1]
