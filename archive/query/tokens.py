"""The tokens of a query whose signs are in order: terms, fields and operators."""
import re
import unicodedata
from dataclasses import dataclass

from archive.query.nodes import ALL_QUOTES, FIELDS
from archive.query.signs import BEGIN, CLOSE, NAMES, OPEN, PHRASE, remark
from archive.text.errors import Sentence

TOKEN = re.compile(rf"""
    (?P<phrase>(?:{PHRASE})[*＊]?)
  | (?P<bar>[|｜]) | (?P<open>{OPEN}) | (?P<close>{CLOSE})
  | (?P<minus>{BEGIN}[-－]+(?=[^\s\-－])) | (?P<bang>{BEGIN}[!！]+(?=[^\s!！]))
  | (?P<field>{BEGIN}(?:{"|".join((*FIELDS, *NAMES))}):)
  | (?P<word>[^\s|｜{OPEN}{CLOSE}{ALL_QUOTES}]+)
""", re.VERBOSE)
WIDER = re.compile(r"(?P<term>[^!！]+)(?P<sign>[!！])(?P<wide>[^!！]+)")
NEAR = re.compile(r"NEAR(?:(?P<sign>/)(?P<most>[0-9]*))?")
WORDS = {"OR": "bar", "或": "bar", "AND": "and", "NOT": "minus", "非": "minus"}
STARTS, ENDS = ("phrase", "word", "open", "minus", "bang", "field"), ("phrase", "word", "close")


@dataclass(frozen=True)
class Token:
    """A piece of what was typed: `group` says which."""
    group: str
    text: str


def tokens(text: str, notes: list[Sentence]) -> list[Token]:
    """The tokens; words that are operators where they stand between terms are signs like any other."""
    found = [token for match in TOKEN.finditer(text) for token in _split(Token(match.lastgroup, match[0]))]
    kept: list[Token] = []
    for i, token in enumerate(found):
        operator = _operator(token)
        follows = i + 1 < len(found) and found[i + 1].group in STARTS
        if operator and follows and (operator == "minus" or kept and kept[-1].group in ENDS):
            word = unicodedata.normalize("NFKC", token.text)
            if word != word.upper():
                remark(notes, "“{word}”读作 {sign}；要找这个词本身，请加引号。", word=word, sign=word.upper())
            kept.append(Token(operator, word.upper()))
        elif operator and token.text.isascii() and len(found) > 1 and token.text == token.text.upper():
            remark(notes, "“{word}”的前后没有可连的词，已略去；要找这个词本身，请加引号。", word=token.text)
        else:
            if token.group == "word" and not operator and unicodedata.normalize("NFKC", token.text).startswith("NEAR/"):
                remark(notes, "“{word}”不是 NEAR/数字，已按原字检索。", word=token.text)
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
