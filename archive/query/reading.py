"""What a reader typed, read as a tree. Nothing typed is an error: notes say what was not followed.

    query    = sequence { ("|" | "OR" | "或") sequence }
    sequence = item { ["AND"] item }
    item     = [ "-" | "NOT" | "非" ] operand | near | "!" term
    near     = operand "NEAR/" number operand { "NEAR/" number operand }
    operand  = term | field | "(" query ")"
    field    = name ":" ( word | phrase )
    term     = ( word | phrase ) [ "*" ]
    phrase   = a quotation mark of any kind, text, the same kind's other mark

White space between terms means AND. Full-width signs do the same as half-width ones. Words that are
operators count as such only where they stand between terms, the Latin ones in either case; one that has no term to
join is left out, and both are said. Parentheses count only where they stand apart from words or hold alternatives.
`!` names a wider text in which a term of the same sequence does not count; it may touch the term that this holds.
"""
import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.pieces import is_searchable
from archive.query import values
from archive.query.nodes import (
    ALL_QUOTES,
    FIELDS,
    QUOTES,
    SINGLE_QUOTES,
    And,
    Field,
    Literal,
    Near,
    Node,
    Not,
    Or,
    wanted,
    written,
)
from archive.text.errors import Sentence

LONGEST = 500
"""How many characters may be looked for."""
MOST_TYPED = 4 * LONGEST
MOST_LITERALS = 20
DEEPEST = 10
NEAREST, FARTHEST = 10, 200
"""How far NEAR reaches when it does not say, and at most."""
OPEN, CLOSE = "\x02", "\x03"
"""Group signs, once told from the parentheses that are text; no control character is left by then."""
NAMES = {"地区": "place", "年份": "year", "文种": "kind", "级别": "level", "部分": "part", "报告人": "speaker", "标题": "heading"}

TOO_LONG = Sentence("查询超过 {most} 字，只读了开头。", {"most": LONGEST})

BEGIN = rf"(?<![^\s|｜(（\-－!！{OPEN}])"
PHRASE = "|".join([*(f"[{family}][^{family}]*[{family}]?" for family in QUOTES),
                   f"{BEGIN}[{SINGLE_QUOTES}][^{SINGLE_QUOTES}{QUOTES[0]}]*[{SINGLE_QUOTES}](?=[\\s|｜)）{CLOSE}]|$)"])
PARENTHESES = re.compile(rf"{PHRASE}|(?P<open>[(（])|(?P<close>[)）])")
BAR = re.compile("[|｜]")
TOKEN = re.compile(rf"""
    (?P<phrase>(?:{PHRASE})[*＊]?)
  | (?P<bar>[|｜]) | (?P<open>{OPEN}) | (?P<close>{CLOSE})
  | (?P<minus>{BEGIN}[-－]+(?=[^\s\-－])) | (?P<bang>{BEGIN}[!！]+(?=[^\s!！]))
  | (?P<field>{BEGIN}(?:{"|".join((*FIELDS, *NAMES))})[:：]\s*)
  | (?P<word>[^\s|｜{OPEN}{CLOSE}{ALL_QUOTES}]+)
""", re.VERBOSE)
WIDER = re.compile(r"(?P<term>[^!！]+)(?P<sign>[!！])(?P<wide>[^!！]+)")
NEAR = re.compile(r"NEAR(?:/([0-9]{1,4}))?")
WORDS = {"OR": "bar", "或": "bar", "AND": "and", "NOT": "minus", "非": "minus"}
STARTS, ENDS = ("phrase", "word", "open", "minus", "bang", "field"), ("phrase", "word", "close")


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


@dataclass(frozen=True)
class Token:
    """A piece of what was typed: `group` says which."""
    group: str
    text: str


def read(typed: str) -> Reading:
    """The best reading of what was typed.

    >>> read("发展 （兰州｜昆明） 非 企业").read_as
    '发展 (兰州 | 昆明) -企业'
    """
    notes: list[Sentence] = []
    if len(typed) > MOST_TYPED:
        notes.append(TOO_LONG)
    text = _grouped(_cleaned(typed[:MOST_TYPED]), notes)
    root = _Parser(_tokens(text, notes), notes).alternatives()
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
            if len(waiting) < DEEPEST and (_stands_apart(text, start, end) or BAR.search(text, start, end)):
                signs[start], signs[end] = OPEN, CLOSE
        elif sign["close"]:
            lonely.append(sign.start())
    for start in lonely + waiting:
        signs[start] = " "
    if lonely or waiting:
        notes.append(Sentence("括号没有成对，已略去。"))
    return "".join(signs)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a pair of parentheses touches no word outside it: （一）加快发展 is text, and （兰州|西宁）教育 is not."""
    before, after = text[:start][-1:], text[end + 1:][:1]
    return (not before or before in "|｜(（-－!！" or before.isspace()) and (not after or after in "|｜)）" or after.isspace())


def _tokens(text: str, notes: list[Sentence]) -> list[Token]:
    """The tokens; words that are operators where they stand between terms are signs like any other."""
    found = [token for match in TOKEN.finditer(text) for token in _split(Token(match.lastgroup, match[0]))]
    kept: list[Token] = []
    for i, token in enumerate(found):
        operator = _operator(token)
        follows = i + 1 < len(found) and found[i + 1].group in STARTS
        if operator and follows and (operator == "minus" or kept and kept[-1].group in ENDS):
            word = unicodedata.normalize("NFKC", token.text)
            if word != word.upper():
                _remark(notes, "“{word}”读作 {sign}；要找这个词本身，请加引号。", word=word, sign=word.upper())
            kept.append(Token(operator, word.upper()))
        elif operator and token.text.isascii() and len(found) > 1 and token.text == token.text.upper():
            _remark(notes, "“{word}”的前后没有可连的词，已略去；要找这个词本身，请加引号。", word=token.text)
        else:
            kept.append(token)
    return kept


def _split(token: Token) -> list[Token]:
    """省会!强省会 as it would be read with a space: nothing but a wider text holds what stands before the sign."""
    found = WIDER.fullmatch(token.text) if token.group == "word" else None
    if found and found["wide"] != found["term"] and found["term"] in found["wide"]:
        return [Token("word", found["term"]), Token("bang", found["sign"]), Token("word", found["wide"])]
    return [token]


def _operator(token: Token) -> str | None:
    if token.group != "word":
        return None
    word = unicodedata.normalize("NFKC", token.text).upper()
    return "near" if NEAR.fullmatch(word) else WORDS.get(word)


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
        asked = NEAR.fullmatch(token.text)[1]
        if asked and int(asked) > FARTHEST:
            self.note("NEAR 最多到 {most} 字，已按 {most} 字读。", most=FARTHEST)
        return min(int(asked), FARTHEST) if asked else NEAREST

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
                return self.literal(self.unquoted(stripped), stripped != token.text)
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

    def field(self, token: Token) -> Field | None:
        typed = token.text.rstrip().rstrip(":：")
        if not self.tokens or self.tokens[0].group not in ("word", "phrase"):
            self.note("“{name}:”后面没有值，已略去。", name=typed)
            return None
        value = self.tokens.pop(0)
        text = self.unquoted(value.text.rstrip("*＊")) if value.group == "phrase" else value.text
        text = unicodedata.normalize("NFKC", self.within_room(" ".join(text.split())))
        name = NAMES.get(typed, typed)
        if canonical := values.canonical(name, text):
            return Field(name, canonical)
        self.note("“{name}:{value}”里的值无法理解，已略去。", name=name, value=text)
        return None

    def unquoted(self, phrase: str) -> str:
        family = next(family for family in (*QUOTES, SINGLE_QUOTES) if phrase[0] in family)
        if len(phrase) > 1 and phrase[-1] in family:
            return phrase[1:-1]
        self.note("引号没有成对，读到查询末尾为止。")
        return phrase[1:]

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
        _remark(self.notes, pattern, **values)


def _remark(notes: list[Sentence], pattern: str, **values: str | int) -> None:
    """Once each."""
    sentence = Sentence(pattern, values)
    if sentence not in notes:
        notes.append(sentence)


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
