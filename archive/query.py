"""What a reader typed, read as a tree of literals. Nothing typed is an error: notes say what was not followed.

White space between terms means AND, `|` OR, `-` before a term NOT, quotation marks of any kind a phrase;
parentheses that stand apart from words group, others are text. Full-width signs do the same.
"""
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from archive.pieces import is_searchable
from archive.text.errors import Sentence
from archive.text.fold import fold

LONGEST = 500
"""How many characters may be looked for."""
MOST_TYPED = 4 * LONGEST
MOST_LITERALS = 20
DEEPEST = 10
# Any sign of a family opens, any closes: keyboards give two left ones as often as a pair.
QUOTES = ('“”"„‟＂', "「」｢｣", "『』", "«»", "〝〞〟")
# An apostrophe is one of these too, so they quote only where a term begins and ends.
SINGLE_QUOTES = "‘’'＇"
OPEN, CLOSE = "\x02", "\x03"
"""Group signs, once told from the parentheses that are text; no control character is left by then."""

TOO_LONG = Sentence("查询超过 {most} 字，只读了开头。", {"most": LONGEST})

BEGIN = rf"(?<![^\s|｜(（\-－!！{OPEN}])"
PHRASE = "|".join([*(f"[{family}][^{family}]*[{family}]?" for family in QUOTES),
                   f"{BEGIN}[{SINGLE_QUOTES}][^{SINGLE_QUOTES}{QUOTES[0]}]*[{SINGLE_QUOTES}](?=[\\s|｜)）{CLOSE}]|$)"])
ALL_QUOTES = "".join(QUOTES)
PARENTHESES = re.compile(rf"{PHRASE}|(?P<open>[(（])|(?P<close>[)）])")
TOKEN = re.compile(rf"""
    (?P<phrase>{PHRASE})
  | (?P<bar>[|｜]) | (?P<open>{OPEN}) | (?P<close>{CLOSE})
  | (?P<minus>{BEGIN}[-－]+(?=[^\s\-－])) | (?P<bang>{BEGIN}[!！]+(?=[^\s!！]))
  | (?P<word>[^\s|｜{OPEN}{CLOSE}{ALL_QUOTES}]+)
""", re.VERBOSE)
PLAIN = re.compile(rf"[^\s|｜()（）{ALL_QUOTES}{SINGLE_QUOTES}\-－!！][^\s|｜()（）{ALL_QUOTES}]*")


@dataclass(frozen=True)
class Literal:
    """Characters to be found as they stand, but for the fold."""
    text: str

    @cached_property
    def folded(self) -> str:
        return fold(self.text).strip()


@dataclass(frozen=True)
class Not:
    node: "Node"


@dataclass(frozen=True)
class And:
    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    nodes: tuple["Node", ...]


Node = Literal | Not | And | Or


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


def wanted(node: Node) -> Iterator[Literal]:
    match node:
        case Literal():
            yield node
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from wanted(part)


def written(node: Node) -> str:
    """The canonical way to write a node."""
    match node:
        case Literal(text):
            return text if PLAIN.fullmatch(text) else _quoted(text)
        case Not(inner):
            return "-" + _enclosed(inner)
        case And(nodes):
            return " ".join(_enclosed(part) for part in nodes)
        case Or(nodes):
            return " | ".join(_enclosed(part) for part in nodes)


def _enclosed(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, And | Or) else written(node)


def _quoted(text: str) -> str:
    family = next(family for family in QUOTES if not set(family) & set(text))
    return family[0] + text + family[1]


def read(typed: str) -> Reading:
    """The best reading of what was typed.

    >>> read("发展 （兰州｜昆明） －企业").read_as
    '发展 (兰州 | 昆明) -企业'
    """
    notes: list[Sentence] = []
    if len(typed) > MOST_TYPED:
        notes.append(TOO_LONG)
    text = _grouped(_cleaned(typed[:MOST_TYPED]), notes)
    root = _Parser(list(TOKEN.finditer(text)), notes).alternatives()
    root = _grounded(root, notes) if root else None
    if not root and typed.strip():
        notes.append(Sentence("查询中没有可以检索的词。"))
    return Reading(root, tuple(notes))


def _cleaned(typed: str) -> str:
    """Without the characters that neither a person types nor a database takes."""
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in typed)


def _grouped(text: str, notes: list[Sentence]) -> str:
    """The text with the parentheses that group made group signs; those without a fellow are dropped."""
    signs, waiting, lonely = list(text), [], []
    for sign in PARENTHESES.finditer(text):
        if sign["open"]:
            waiting.append(sign.start())
        elif sign["close"] and waiting:
            start, end = waiting.pop(), sign.start()
            if _stands_apart(text, start, end) and len(waiting) < DEEPEST:
                signs[start], signs[end] = OPEN, CLOSE
        elif sign["close"]:
            lonely.append(sign.start())
    for start in lonely + waiting:
        signs[start] = " "
    if lonely or waiting:
        notes.append(Sentence("括号没有成对，已略去。"))
    return "".join(signs)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a pair of parentheses touches no word outside it: （一）加快发展 is text."""
    before, after = text[:start][-1:], text[end + 1:][:1]
    return (not before or before in "|｜(（-－!！" or before.isspace()) and (not after or after in "|｜)）" or after.isspace())


class _Parser:
    """Recursive descent over the tokens; OR binds least. `notes` gathers what is not followed."""

    def __init__(self, tokens: list[re.Match], notes: list[Sentence]):
        self.tokens, self.notes, self.literals, self.room = tokens, notes, 0, LONGEST

    def alternatives(self) -> Node | None:
        branches = [self.sequence()]
        while self.next_is("bar"):
            branches.append(self.sequence())
        return _joined(Or, branches)

    def sequence(self) -> Node | None:
        terms = []
        while self.tokens and self.tokens[0].lastgroup not in ("bar", "close"):
            terms.append(self.term())
        return _joined(And, terms)

    def term(self) -> Node | None:
        token = self.tokens.pop(0)
        match token.lastgroup:
            case "minus":
                return _negated(self.operand())
            case "bang":
                self.leave_out(self.operand())
                return None
            case "open":
                node = self.alternatives()
                self.next_is("close")
                return node
            case "phrase":
                return self.literal(self.unquoted(token[0]))
            case _:
                return self.literal(token[0])

    def operand(self) -> Node | None:
        """What a sign before a term is about."""
        return self.term() if self.tokens and self.tokens[0].lastgroup not in ("bar", "close") else None

    def next_is(self, group: str) -> bool:
        """Takes the next token if it is of this group."""
        found = bool(self.tokens) and self.tokens[0].lastgroup == group
        if found:
            self.tokens.pop(0)
        return found

    def unquoted(self, phrase: str) -> str:
        family = next(family for family in (*QUOTES, SINGLE_QUOTES) if phrase[0] in family)
        if len(phrase) > 1 and phrase[-1] in family:
            return phrase[1:-1]
        self.note("引号没有成对，读到查询末尾为止。")
        return phrase[1:]

    def literal(self, text: str) -> Literal | None:
        literal = Literal(self.within_room(" ".join(text.split())))
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

    def leave_out(self, node: Node | None) -> None:
        if node:
            self.note("还不能检索“不在{term}之中”，“!{term}”已略去。", term=written(node))

    def note(self, pattern: str, **values: str | int) -> None:
        sentence = Sentence(pattern, values)
        if sentence not in self.notes:
            self.notes.append(sentence)


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
