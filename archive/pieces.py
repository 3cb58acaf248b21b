"""The pieces a folded text is indexed by, and where a literal stands in it without cutting a word or number.

Two kinds of characters are looked for: those of Latin, Greek and Cyrillic words and of numbers, which
stand as whole words; and those of Han and every other script, of which any stretch may be looked for.
The SQL function `bigram_vector` gives the same pieces; a test holds the two together.
"""
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

WORD = r"0-9a-z\u00df-\u00f6\u00f8-\u052f\u1e00-\u1fff"
RUN = (r"\u0530-\u1dff\u2100-\u218f\u2c00-\u2ddf\u2e2f\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"
       r"\u3041-\ud7ff\ue000-\ufdff\ufe70-\ufefc\U00010000-\U0001efff\U00020000-\U0010ffff")
# The point of 3.12 belongs to the number; that of «1.2023年», an item's number before a year, does not.
POINT = r"(?<=[0-9])\.(?=[0-9])(?!(?:19|20)[0-9]{2}(?![0-9]))"
RUNS = re.compile(f"[{RUN}]+")
WORDS = re.compile(rf"(?:[{WORD}]|{POINT})+")
LONGEST_WORD, LEAST_BYTES = 200, 2046
"""Of a longer word, in a text of more bytes, the index has the beginning."""
SHORT_RUN = re.compile(f"[{RUN}]{{1,2}}")
SEARCHABLE = re.compile(f"[{WORD}{RUN}]")
EDGE = re.compile(f"[{WORD}.]")
# The two share no name, for `(?!a|b)` is all that PostgreSQL's lookaround takes.
CUT = rf"(?<=[{WORD}])(?=[{WORD}])|(?<=[0-9])(?={POINT})|(?<={POINT})(?=[0-9])"


def is_searchable(folded: str) -> bool:
    """Whether there is a Han character, letter or digit to look for."""
    return SEARCHABLE.search(folded) is not None


def pieces(folded: str) -> set[str]:
    """What `bigram_vector` gives: pairs of each run, its last character alone, words and numbers whole.

    >>> sorted(pieces("gdp增长5.5%"))
    ['5.5', 'gdp', '增长', '长']
    """
    pairs = {a + b for run in RUNS.findall(folded) for a, b in pairwise(run)}
    words = set(WORDS.findall(folded))
    if len(folded.encode()) > LEAST_BYTES:
        words = {word[:LONGEST_WORD] for word in words}
    return pairs | {run[-1] for run in RUNS.findall(folded)} | words


def wanted_pieces(literal: str, is_prefix: bool = False) -> list[str]:
    """What a text that holds the folded literal is sure to have, as terms of a tsquery.

    A character alone begins a piece wherever it stands, but its many pieces are slow to collect: it is
    asked for only where there is nothing else. Of a prefix the last word may go on.

    >>> wanted_pieces("2017年"), wanted_pieces("年"), wanted_pieces("covid-1", is_prefix=True)
    (["'2017'"], ["'年':*"], ["'covid'", "'1':*"])
    """
    runs = RUNS.findall(literal)
    words = [f"'{word}'" if len(word) <= LONGEST_WORD else f"'{word[:LONGEST_WORD]}':*" for word in WORDS.findall(literal)]
    if is_prefix and words and may_be_cut(literal[-1]):
        words[-1] = words[-1].removesuffix(":*") + ":*"
    pairs = [f"'{a}{b}'" for run in runs for a, b in pairwise(run)]
    return list(dict.fromkeys([*words, *pairs])) or [f"'{run}':*" for run in dict.fromkeys(runs)]


def is_decided(literal: str) -> bool:
    """Whether the index alone says if a text holds the literal."""
    return bool(SHORT_RUN.fullmatch(literal) or len(literal) < LONGEST_WORD and WORDS.fullmatch(literal))


def may_be_cut(literal: str, is_prefix: bool = False) -> bool:
    """Whether a text could hold the literal only inside a longer word or number."""
    edges = literal[0] if is_prefix else literal[0] + literal[-1]
    return EDGE.search(edges) is not None


def occurrences(folded: str, literal: str, is_prefix: bool = False) -> Iterator[int]:
    """Where the literal begins in the text, each time that neither edge cuts a word or number; a prefix's end may.

    >>> list(occurrences("1342亿元比342亿元", "342亿元"))
    [7]
    """
    inside = _inside(folded) if may_be_cut(literal, is_prefix) else frozenset()
    at = folded.find(literal)
    while at >= 0:
        if at not in inside and (is_prefix or at + len(literal) not in inside):
            yield at
        at = folded.find(literal, at + 1)


def _inside(folded: str) -> frozenset[int]:
    return frozenset(at for word in WORDS.finditer(folded) for at in range(word.start() + 1, word.end()))


@cache
def uncut(literal: str, is_prefix: bool = False) -> str:
    """The same as a regular expression of PostgreSQL."""
    return f"(?!{CUT}){re.escape(literal)}" + f"(?!{CUT})" * (not is_prefix)
