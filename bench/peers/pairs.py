"""A folded text as words parted by spaces, for engines that know only such: pairs of neighbours, in the order of the text."""
import re
from operator import add

from archive.pieces import RUN, WORD, WORDS

PIECES = re.compile(f"([{RUN}]+)|([{WORD}.]+)")


def spaced(folded: str) -> str:
    """As an index is given it.

    >>> spaced("gdp增长5.5%")
    'gdp 增长 长 5.5'
    """
    words: list[str] = []
    for run, word in PIECES.findall(folded):
        if run:
            words += map(add, run, run[1:])
            words.append(run[-1])
        else:
            words += WORDS.findall(word) if "." in word else [word]
    return " ".join(words)


def phrase(folded: str) -> list[str]:
    """What must stand one behind the other for a literal; of its last run the last character may go on.

    >>> phrase("增长"), phrase("增长5"), phrase("省")
    (['增长'], ['增长', '长', '5'], ['省'])
    """
    words = spaced(folded).split()
    ends_in_pair = len(words) > 1 and re.fullmatch(f"[{RUN}]", words[-1]) and folded.endswith(words[-2])
    return words[:-1] if ends_in_pair else words


def is_open(word: str, is_prefix: bool) -> bool:
    """Whether the last word of a phrase is only the beginning of one: a character alone always is."""
    return bool(re.fullmatch(f"[{RUN}]", word)) or is_prefix and bool(re.match(f"[{WORD}]", word))
