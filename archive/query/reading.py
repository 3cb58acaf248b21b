"""What a reader typed, read as a tree. Nothing typed is an error: notes say what was not followed.

    query    = sequence { ("|" | "OR" | "或") sequence }
    sequence = item { ["AND"] item }
    item     = [ "-" | "NOT" | "非" ] operand | near | "!" term
    near     = operand "NEAR/" number operand { "NEAR/" number operand }
    operand  = term | field | "(" query ")"
    field    = name ":" ( value | "(" value { "|" value } ")" )
    value    = word | phrase
    term     = ( word | phrase ) [ "*" ]
    phrase   = a quotation mark of any kind, text, the same kind's other mark

White space between terms means AND. Full-width signs and letters do the same as half-width ones. Words that are
operators count as such only where they stand between terms, the Latin ones in either case; one that has no term to
join is left out, and both are said. NEAR/5, and OR in capitals between two Chinese characters, may touch the terms; in
either case OR may touch one of the two. A plus before a term changes nothing.
Parentheses count only where they stand apart from words or hold alternatives; `signs` sees to those without a fellow.
`!` names a wider text in which a term of the same sequence does not count; it may touch the term that this holds.
A field with a value that it does not know stays in the tree, for to leave it out would find more than was asked for.
"""
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.pieces import is_searchable
from archive.query import values
from archive.query.nodes import (
    And,
    Field,
    Literal,
    Near,
    Node,
    Not,
    Or,
    fields,
    wanted,
    written,
)
from archive.query.signs import NAMES, in_order, remark
from archive.query.tokens import NEAR, Token, tokens
from archive.text.errors import Sentence

LONGEST = 500
"""How many characters may be looked for."""
MOST_TYPED = 4 * LONGEST
MOST_LITERALS = 20
NEAREST, FARTHEST = 10, 200
"""How far NEAR reaches when it does not say, and at most."""
TOO_LONG = Sentence("查询超过 {most} 字，只读了开头。", {"most": LONGEST})


@dataclass(frozen=True)
class Reading:
    """How a query was read. `root` is None where nothing in it can be looked for."""
    root: Node | None
    notes: tuple[Sentence, ...] = ()

    @property
    def read_as(self) -> str:
        """The query as it was read; reads as the same again."""
        return written(self.root) if self.root else ""

    @property
    def literals(self) -> list[Literal]:
        """What is to be found, each once, in the order written; nothing that is excluded."""
        return list(dict.fromkeys(wanted(self.root))) if self.root else []

    @property
    def misunderstood(self) -> list[Field]:
        """The fields whose value means nothing: nothing is found by them, whatever else is asked."""
        return [field for field in fields(self.root) if not values.canonical(field.name, field.value)] if self.root else []


def read(typed: str) -> Reading:
    """The best reading of what was typed.

    >>> read("发展 （兰州｜昆明） 非 企业").read_as
    '发展 (兰州 | 昆明) -企业'
    """
    notes: list[Sentence] = []
    if len(typed) > MOST_TYPED:
        notes.append(TOO_LONG)
    text = in_order(typed[:MOST_TYPED], notes)
    root = _Parser(tokens(text, notes), notes).alternatives()
    root = _grounded(root, notes) if root else None
    if not root and typed.strip():
        notes.append(Sentence("查询中没有可以检索的词。"))
    return Reading(root, tuple(notes))


class _Parser:
    """Recursive descent over the tokens; OR binds least. `notes` gathers what is not followed."""

    def __init__(self, tokens: list[Token], notes: list[Sentence]):
        self.tokens, self.notes, self.literals, self.room = tokens, notes, 0, LONGEST

    def alternatives(self) -> Node | None:
        branches = [self.sequence()]
        while self.next_is("bar"):
            branches.append(self.sequence())
        return _joined(Or, branches)

    def sequence(self) -> Node | None:
        """Terms that must all hold, and the wider texts in which some of them do not count."""
        terms: list[Node | None] = []
        wider: list[Node | None] = []
        while self.tokens and self.tokens[0].group not in ("bar", "close"):
            if self.next_is("bang"):
                wider.append(self.operand())
            elif not self.next_is("and"):
                terms.append(self.chain())
        return _joined(And, self.narrowed(terms, wider))

    def chain(self) -> Node | None:
        """A term, or several that are near one another."""
        near = [self.term()]
        most = []
        while self.tokens and self.tokens[0].group == "near":
            most.append(self.reach(self.tokens.pop(0)))
            near.append(self.term() if self.tokens and self.tokens[0].group not in ("bar", "close") else None)
        pairs = [self.near(left, right, reach) for (left, right), reach in zip(pairwise(near), most, strict=True)]
        return _joined(And, pairs) if pairs else near[0]

    def reach(self, token: Token) -> int:
        asked = NEAR.fullmatch(token.text)
        if asked["sign"] and not asked["most"]:
            self.note("NEAR/ 后面没有数字，已按 {most} 字读。", most=NEAREST)
        if asked["most"] and int(asked["most"]) > FARTHEST:
            self.note("NEAR 最多到 {most} 字，已按 {most} 字读。", most=FARTHEST)
        return min(int(asked["most"]), FARTHEST) if asked["most"] else NEAREST

    def near(self, left: Node | None, right: Node | None, most: int) -> Node | None:
        """Of alternatives, each with each."""
        lefts, rights = _alternatives(left), _alternatives(right)
        if lefts and rights:
            return _joined(Or, [Near(one, other, most) for one in lefts for other in rights])
        if left and right:
            self.note("NEAR 的两边只能是词，或“|”隔开的几个词；已读作“且”。")
        return _joined(And, [left, right])

    def term(self) -> Node | None:
        token = self.tokens.pop(0)
        match token.group:
            case "minus":
                return _negated(self.operand())
            case "bang":
                return self.operand()
            case "open":
                node = self.alternatives()
                self.next_is("close")
                return node
            case "field":
                return self.field(token)
            case "phrase":
                stripped = token.text.rstrip("*＊") if token.text[-1] in "*＊" else token.text
                return self.literal(stripped[1:-1], stripped != token.text)
            case _:
                stripped = token.text.rstrip("*＊")
                return self.literal(stripped or token.text, bool(stripped) and stripped != token.text)

    def operand(self) -> Node | None:
        """What a sign before a term is about."""
        return self.term() if self.tokens and self.tokens[0].group not in ("bar", "close", "and", "near") else None

    def next_is(self, group: str) -> bool:
        """Takes the next token if it is of this group."""
        found = bool(self.tokens) and self.tokens[0].group == group
        if found:
            self.tokens.pop(0)
        return found

    def field(self, token: Token) -> Field | Or | None:
        typed = token.text.removesuffix(":")
        name = NAMES.get(typed, typed)
        found: list[Node | None] = []
        if self.next_is("open"):
            found.append(self.value(name))
            while self.next_is("bar"):
                found.append(self.value(name))
            self.next_is("close")
        else:
            found.append(self.value(name))
        if not any(found):
            self.note("“{name}:”后面没有值，已略去。", name=typed)
        return _joined(Or, found)

    def value(self, name: str) -> Field | None:
        """The field with the next token for its value."""
        if not self.tokens or self.tokens[0].group not in ("word", "phrase"):
            return None
        value = self.tokens.pop(0)
        text = value.text.rstrip("*＊")[1:-1] if value.group == "phrase" else value.text
        text = self.within_room(unicodedata.normalize("NFKC", " ".join(text.split())))
        return Field(name, values.canonical(name, text) or text) if text else None

    def literal(self, text: str, is_prefix: bool) -> Literal | None:
        literal = Literal(self.within_room(" ".join(text.split())), is_prefix)
        if not is_searchable(literal.folded):
            self.note("“{term}”里没有汉字、字母或数字，已略去。", term=literal.text)
            return None
        self.literals += 1
        if self.literals > MOST_LITERALS:
            self.note("只检索前 {most} 个词，其余已略去。", most=MOST_LITERALS)
            return None
        self.room -= len(literal.text)
        return literal

    def within_room(self, text: str) -> str:
        if len(text) > self.room:
            self.note(TOO_LONG.pattern, **TOO_LONG.values)
        return text[:self.room].strip()

    def narrowed(self, terms: list[Node | None], wider: list[Node | None]) -> list[Node | None]:
        """The terms, each with the wider texts that hold it as those in which it does not count."""
        for context in filter(None, wider):
            if not any(_is_within(literal, context) for term in terms for literal in _alternatives(term)):
                self.note("“!{term}”里没有要找的词，已略去。", term=written(context))
                continue
            terms = [_outside(term, context) for term in terms]
        return terms

    def note(self, pattern: str, **values: str | int) -> None:
        remark(self.notes, pattern, **values)


def _alternatives(node: Node | None) -> tuple[Literal, ...]:
    """The literals of a node that is nothing but one, or alternatives."""
    nodes = node.nodes if isinstance(node, Or) else (node,)
    return nodes if all(isinstance(part, Literal) for part in nodes) else ()


def _is_within(literal: Literal, context: Node) -> bool:
    return isinstance(context, Literal) and literal.folded != context.folded and literal.folded in context.folded


def _outside(term: Node | None, context: Literal) -> Node | None:
    found = [replace(literal, outside=tuple(dict.fromkeys((*literal.outside, context.text)))) if _is_within(literal, context) else literal
             for literal in _alternatives(term)]
    return _joined(Or, found) if found else term


def _joined(kind: type[And] | type[Or], nodes: list[Node | None]) -> Node | None:
    """One node of these, those of its own kind taken apart; a single one stands for itself."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, kind) else [node] if node else []
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _negated(node: Node | None) -> Node | None:
    return node.node if isinstance(node, Not) else Not(node) if node else None


def _grounded(node: Node, notes: list[Sentence]) -> Node | None:
    """The node without branches that only exclude: what is not looked for cannot be listed."""
    match node:
        case Not():
            notes.append(Sentence("“{term}”只说了不要什么，没有说找什么，已略去。", {"term": written(node)}))
            return None
        case Or(nodes):
            return _joined(Or, [_grounded(branch, notes) for branch in nodes])
        case And(nodes):
            kept = [part if isinstance(part, Not) else _grounded(part, notes) for part in nodes]
            if all(part is None or isinstance(part, Not) for part in kept):
                notes.append(Sentence("“{term}”只说了不要什么，没有说找什么，已略去。", {"term": written(node)}))
                return None
            return _joined(And, kept)
    return node
