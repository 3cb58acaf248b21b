"""The readable end of a report's address: the pinyin of its title."""
import re

from pypinyin import Style, lazy_pinyin

from archive.text.script import simplified

LONGEST = 60
PIECE = re.compile(r"[a-z0-9]+")


def slug(title: str) -> str:
    """Syllables and Latin words joined by hyphens, ASCII, at most 60 characters, never empty.

    >>> slug("唯实惟先强省会"), slug("5G发展报告")
    ('wei-shi-wei-xian-qiang-sheng-hui', '5g-fa-zhan-bao-gao')
    """
    syllables = lazy_pinyin(simplified(title), style=Style.NORMAL, v_to_u=False)
    words = [piece for syllable in syllables for piece in PIECE.findall(syllable.lower())]
    whole = "-".join(words)
    cut = whole if len(whole) <= LONGEST else whole[:LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]
    return cut or "report"
