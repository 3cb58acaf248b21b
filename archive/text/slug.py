"""The short name of a title in an address."""
import re
import unicodedata

from archive.text.script import simplified

LONGEST = 60
FALLBACK = "report"
WORDS = re.compile("[a-z0-9]+|[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")


def slug(title: str) -> str:
    """The title's pinyin without tones, Latin words and numbers kept; at most 60 characters, whole syllables.

    >>> slug("兰州市2023年政府工作报告"), slug("蘭州新區 GDP 公報"), slug("！")
    ('lan-zhou-shi-2023-nian-zheng-fu-gong-zuo-bao-gao', 'lan-zhou-xin-qu-gdp-gong-bao', 'report')
    """
    short = ""
    for syllable in _syllables(title):
        longer = f"{short}-{syllable}" if short else syllable[:LONGEST]
        if len(longer) > LONGEST:
            break
        short = longer
    return short or FALLBACK


def _syllables(title: str) -> list[str]:
    from pypinyin import lazy_pinyin  # its dictionaries take a moment to read, and few titles need one
    plain = unicodedata.normalize("NFKD", simplified(unicodedata.normalize("NFKC", title))).lower()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    runs = WORDS.findall(plain)
    read = [[run] if run.isascii() else lazy_pinyin(run, errors="ignore") for run in runs]
    return [syllable for run in read for syllable in run if syllable.isascii()]
