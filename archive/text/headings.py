"""Numbered headings: 第一部分, 第一章, 一、, （一）, 1., (1), 1.1."""
import re
from dataclasses import dataclass
from functools import lru_cache

from archive.text.script import simplified

HAN_NUMBER = "[一二三四五六七八九十百]{1,4}"
FORMAL_NUMBER = "[壹贰叁肆伍陆柒捌玖拾]{1,3}"
RANKS = (
    re.compile(rf"第{HAN_NUMBER}(?:部分|篇|编)\s*[、：:]?"),
    re.compile(rf"第{HAN_NUMBER}章\s*[、：:]?"),
    re.compile(rf"第{HAN_NUMBER}节\s*[、：:]?"),
    re.compile(rf"(?:{HAN_NUMBER}|{FORMAL_NUMBER})\s*(?:、|[.．](?!\d(?!\d{{3}}年)))(?!\s*{HAN_NUMBER}(?:、|次?产业))"),
    re.compile(rf"[（(]\s*{HAN_NUMBER}\s*[）)]、?|[㈠-㈩]、?"),
    re.compile(r"\d{1,2}\s*(?:、|[.．](?!\d))|[⒈-⒛]"),
    re.compile(r"[（(]\s*\d{1,2}\s*[）)]|\d{1,2}[.．]\d{1,2}[ \t\u3000]+(?=[\u4e00-\u9fff])(?![个亿万千百元倍公平吨亩户人米年件所名月])"),
    re.compile(r"\d{1,2}(?:[.．]\d{1,2}){2}[ \t\u3000]+(?=[\u4e00-\u9fff])"),
)
FIRST = tuple("第（(一二三四五六七八九十百壹贰貳叁參肆伍陆陸柒捌玖拾㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
"""What a number begins with but for a digit: most lines need no closer look."""
ANNEX_RANK = -1
ANNEX = re.compile(r"附[件录表]?\s*[一二三四五六七八九十\d]{0,2}\s*(?:[:：]?|[:：]\s*(?!1\s*[.．、])[^。；，]{2,40})")
GLOSSARY = re.compile(r"(?:附[件录]?\s*\d*\s*[:：]?)?\s*.{0,16}(?:(?:名词|词语|术语|用语|词汇|缩略语)(?:[及和与、]?(?:术语|用语|缩略语))?的?(?:解释|注释|说明|释义|注解|简释|浅释)"
                      r"|报告》(?:相关|有关)?(?:注释|注解))(?:.{0,4}|[（(][^）)。]{2,24}[）)])")
LONGEST, READ = 60, 300
SENTENCE_END = re.compile(r"[。！？!?；;]")


@dataclass(frozen=True, slots=True)
class Heading:
    """`rank` 0 stands highest; a run-in heading has text of its section on the same line."""
    rank: int
    number: str
    heading: str
    is_run_in: bool


def numbered(line: str) -> Heading | None:
    """The numbered heading that `line` is or begins with; None for a list item of prose.

    >>> numbered("（一）稳住经济大盘。坚持稳中求进。")
    Heading(rank=4, number='（一）', heading='稳住经济大盘', is_run_in=True)
    """
    if not (line[:1].isdecimal() or line.startswith(FIRST)):
        return None
    return _numbered(line[:READ])


@lru_cache(2048)
def _numbered(line: str) -> Heading | None:
    """Cleaning and outlining ask of one line again and again."""
    for rank, pattern in enumerate(RANKS):
        if match := pattern.match(simplified(line)):
            return _heading(rank, line[:match.end()], line[match.end():])
    return None


def annexed(line: str) -> Heading | None:
    """The heading of an annex or a glossary behind a report's text."""
    plain = simplified(line)
    return Heading(ANNEX_RANK, "", line, False) if ANNEX.fullmatch(plain) or GLOSSARY.fullmatch(plain) else None


def _heading(rank: int, number: str, rest: str) -> Heading | None:
    end = SENTENCE_END.search(rest)
    heading = rest[:end.start()] if end else rest
    is_run_in = bool(end and rest[end.end():].strip())
    if not heading.strip() or len(heading) > LONGEST:
        return None
    return Heading(rank, number.strip(), heading.strip(), is_run_in)
