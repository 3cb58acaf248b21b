"""A query's signs put in order before it is taken apart: full-width ones, ones that touch words, ones without a fellow.

What stands in quotation marks is left as it is.
"""
import re
import unicodedata

from archive.query.nodes import (
    ALL_QUOTES,
    FIELDS,
    GLUED,
    LEADING,
    NARROW,
    NEAR_BETWEEN,
    QUOTES,
    SINGLE_QUOTES,
    TRAILING,
)
from archive.text.errors import Sentence
from archive.text.fold import HAN

DEEPEST = 10
OPEN, CLOSE = "\x02", "\x03"
"""Group signs, once told from the parentheses that are text; no control character is left by then."""
NAMES = {"地区": "place", "年份": "year", "文种": "kind", "级别": "level", "部分": "part", "报告人": "speaker", "标题": "heading"}
BEGIN = rf"(?<![^\s|｜(（\-－!！{OPEN}])"
PHRASE = "|".join([*(f"[{family}][^{family}]*[{family}]" for family in QUOTES),
                   f"{BEGIN}[{SINGLE_QUOTES}][^{SINGLE_QUOTES}{QUOTES[0]}]*[{SINGLE_QUOTES}](?=[\\s|｜)）{CLOSE}]|$)"])
LONELY = re.compile(rf"{PHRASE}|(?P<lonely>[{ALL_QUOTES}])|(?P<single>{BEGIN}‘(?=[^\s{SINGLE_QUOTES}{QUOTES[0]}]+))(?!.*[{SINGLE_QUOTES}{QUOTES[0]}])", re.DOTALL)
CLOSING = "”」｣』»〞〟"
"""Those of the quotation marks that look as if they closed something."""
TOUCHING = re.compile(rf"""
    {PHRASE}
  | {BEGIN}(?P<field>(?i:{"|".join((*FIELDS, *NAMES))}))\s*:\s*
  | {BEGIN}(?P<apart>(?i:NEAR)\s*/\s*[0-9]+)
  | (?P<near>{NEAR_BETWEEN})
  | {GLUED}
  | (?<![^\s)]){LEADING}
  | {TRAILING}(?=\s+[^\s|)])
  | {BEGIN}(?P<plus>[+]+)(?=(?P<added>[{HAN}A-Za-z]+|[(]))
""", re.VERBOSE)
JOINS_NOTHING = "|(-!:"
"""What an operator cannot stand behind; nor at the beginning."""
PARENTHESES = re.compile(rf"{PHRASE}|(?P<open>[(（])|(?P<close>[)）])")
BAR = re.compile("[|｜]")


def in_order(typed: str, notes: list[Sentence]) -> str:
    return _grouped(_apart(_quoted(_cleaned(typed), notes), notes), notes)


def remark(notes: list[Sentence], pattern: str, **values: str | int) -> None:
    """Once each."""
    sentence = Sentence(pattern, values)
    if sentence not in notes:
        notes.append(sentence)


def _cleaned(typed: str) -> str:
    """Without the characters that neither a person types nor a database takes."""
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in typed)


def _quoted(text: str, notes: list[Sentence]) -> str:
    """Every quotation mark with a fellow: one that opens is closed at the end, any other is dropped."""
    at = 0
    while sign := next((each for each in LONELY.finditer(text, at) if each["lonely"] or each["single"]), None):
        if sign["lonely"] and _closes(text, sign.start()):
            remark(notes, "引号没有成对，已略去。")
            text, at = text[:sign.start()] + " " + text[sign.end():], sign.end()
        else:
            remark(notes, "引号没有成对，读到查询末尾为止。")
            return text + ("’" if sign["single"] else next(family[1] for family in QUOTES if sign[0] in family))
    return text


def _closes(text: str, at: int) -> bool:
    """Whether a mark without a fellow rather closes than opens: it has its back to a word, or nothing before it."""
    is_behind, is_before = bool(text[:at][-1:].strip(" |｜(（-－!！\n\t　")), bool(re.match(r"[^\s|｜)）]", text[at + 1:]))
    if not re.search(r"\w", text[at + 1:]):
        return True
    return is_behind or not is_before if text[at] in CLOSING else is_behind and not is_before


def _apart(text: str, notes: list[Sentence]) -> str:
    """With white space around the operators that touch words, and names of fields that touch their colons."""
    kept, at, narrow = [], 0, text.translate(NARROW)
    for found in TOUCHING.finditer(narrow):
        if found["field"]:
            sign = found["field"].lower() + ":"
        elif found["apart"] or found["near"]:
            sign = f" {''.join((found['apart'] or found['near']).split())} "
        elif touched := _touched(found):
            sign, led = touched
            remark(notes, "“{typed}”读作“{read}”；要找原话，请加引号。", typed=text[found.start():found.end() + len(led)], read=(sign + led).strip())
        else:
            continue
        kept += [text[at:found.start()], sign]
        at = found.end()
    return "".join([*kept, text[at:]])


def _touched(found: re.Match[str]) -> tuple[str, str] | None:
    """What is read instead of an operator that touches words, or of a plus, and the word behind it; None where it joins nothing."""
    if found["glued"]:
        return f"{found['left']} {found['glued']} ", found["right"]
    if found["trailing"]:
        return f"{found['trailed']} {found['trailing'].upper()}", ""
    before = found.string[:found.start()].rstrip()
    if found["leading"] and before and before[-1] not in JOINS_NOTHING:
        return f"{found['leading'].upper()} ", found["led"]
    if found["plus"]:
        return "", found["added"] or "("
    return None


def _grouped(text: str, notes: list[Sentence]) -> str:
    """The text with the parentheses that group made group signs; of those without a fellow some are closed at the end, others dropped."""
    signs, waiting, dropped = list(text), [], []
    for sign in PARENTHESES.finditer(text):
        if sign["open"]:
            waiting.append(sign.start())
        elif sign["close"] and waiting:
            start, end = waiting.pop(), sign.start()
            if len(waiting) < DEEPEST and (_stands_apart(text, start, end) or BAR.search(text, start, end)):
                signs[start], signs[end] = OPEN, CLOSE
        elif sign["close"]:
            dropped.append(sign.start())
    closed = [start for start in waiting[:DEEPEST] if _begins_a_group(text, start)]
    for start in closed:
        signs[start] = OPEN
    dropped += [start for start in waiting if start not in closed]
    for start in dropped:
        signs[start] = " "
    if closed:
        remark(notes, "括号没有成对，已在末尾补上。")
    if dropped:
        remark(notes, "括号没有成对，已略去。")
    return "".join(signs) + CLOSE * len(closed)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a pair of parentheses touches no word outside it: （一）加快发展 is text, and （兰州|西宁）教育 is not."""
    before, after = text[:start][-1:], text[end + 1:][:1]
    return (not before or before in "|｜(（-－!！" or before.isspace()) and (not after or after in "|｜)）" or after.isspace())


def _begins_a_group(text: str, start: int) -> bool:
    """Whether a parenthesis that nothing closes has something to group."""
    return bool(re.search(r"\w", text[start:]) and (_stands_apart(text, start, len(text)) or BAR.search(text, start)))
