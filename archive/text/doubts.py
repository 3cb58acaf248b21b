"""What speaks against a document as it was read: a warning for each, in words."""
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from archive.text import places
from archive.text.blocks import Block, Section
from archive.text.dates import years
from archive.text.divisions import division, heir, is_within
from archive.text.errors import Sentence
from archive.text.headings import annexed
from archive.text.kinds import other_report
from archive.text.opening_lines import DELIVERY
from archive.text.script import simplified
from archive.text.titles import REPORTED, TYPED, plain_title
from archive.text.vocabulary import BlockKind, Kind, Part

WHOLE_SENTENCE = re.compile(r".*[。！？!?…”’」』）)》】；;：:]\s*", re.DOTALL)
LAST_WORD = re.compile(r"[\W_]*(?:(?:全文)?[完终終]|end)[\W_]*", re.IGNORECASE)
CALLED = ("政府工作报告", "统计公报", "公报", "决议", "意见", "通知", "条例", "办法", "规划", "纪要")
KIND_CALLED = {"政府工作报告": Kind.WORK_REPORT, "统计公报": Kind.STATISTICS, "公报": Kind.COMMUNIQUE, "决议": Kind.RESOLUTION, "意见": Kind.POLICY,
               "通知": Kind.POLICY, "条例": Kind.REGULATION, "办法": Kind.REGULATION, "规划": Kind.POLICY, "纪要": Kind.MINUTES}
FOOTNOTE = re.compile(r"[＠@*※①-⑳]|[\[（(]\d{1,2}[\]）)]")
NAMED_SUMMARY = re.compile(r"政府工作(?:的)?报告")
REPORT_TITLE = re.compile(r"(?:[0-9]{4}年)?[\u4e00-\u9fff]{0,20}政府工作报告|关于[^。，；《》]{0,40}(?:执行情况|草案|决算)[^。，；《》]{0,40}报告")
LONGEST_OPENING = 80
LONG = 3000
"""A report of so many characters has more parts than the review."""
NO_PLACE = Sentence("没有认出是哪个地区的文件，或同名的地区不止一个：请补上地区。")
WAITS = ("先作为草稿收下", "在报告的“该归哪里？”里改用它")
"""What warnings say that wait for somebody to decide."""


class Told(Protocol):
    """What of an identity one may doubt."""
    kind: Kind
    title: str
    subtitle: str
    kicker: str
    place: str | None
    year: int | None
    delivered_on: date | None
    published_on: date | None
    review_year: int | None
    plan_year: int | None
    supplied: tuple[str, ...]


def doubts(told: Told, blocks: list[Block], sections: list[Section], file_name: str) -> tuple[Sentence, ...]:
    """A warning for everything that does not fit."""
    return (*_of_kind(told), *_of_place(told), *_of_dates(told), *_of_titles(told), *_of_name(told, file_name), *_of_whole(told, blocks, sections), *_of_others(blocks))


def answered(warnings: Iterable[Mapping]) -> list[Mapping]:
    """Of warnings as they are stored, those that are left when somebody has decided: the others speak to staff, and may name what is not public."""
    return [warning for warning in warnings if not any(words in warning["pattern"] for words in WAITS)]


def of_known_place(warnings: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Of warnings those that are left when the place was told from outside the text."""
    return tuple(warning for warning in warnings if warning != NO_PLACE)


def _of_kind(told: Told) -> Iterator[Sentence]:
    if told.kind == Kind.OTHER:
        if other_report(told.title):
            yield Sentence("“{title}”不是政府工作报告，先作为草稿收下，请核对文种。", {"title": told.title[:40]})
        else:
            yield Sentence("没有认出这是哪一类文件，先作为草稿收下，请核对文种、地区和年份。")
    if told.kind == Kind.SUMMARY:
        if NAMED_SUMMARY.search(told.title):
            yield Sentence("标题叫“{title}”，内容却是摘要或抓取说明，不是报告全文。", {"title": told.title[:40]})
        else:
            yield Sentence("这是摘要或抓取说明，不是报告全文。")


def _of_place(told: Told) -> Iterator[Sentence]:
    if told.place is None:
        yield NO_PLACE
        return
    place = division(told.place)
    if not place or not told.year:
        return
    if place.to_year and told.year > place.to_year + 1:
        later = heir(place)
        if later.code != place.code:
            yield Sentence("{name}的代码用到{last}年，之后是{later}（{code}），文件却是{year}年的：请核对地区和年份。",
                           {"name": place.name, "last": place.to_year, "later": later.name, "code": later.code, "year": told.year})
        else:
            yield Sentence("{name}的代码用到{last}年，文件却是{year}年的：请核对地区和年份。",
                           {"name": place.name, "last": place.to_year, "year": told.year})


def _of_dates(told: Told) -> Iterator[Sentence]:
    delivered = told.delivered_on
    if delivered and told.year and abs(delivered.year - told.year) > 1:
        yield Sentence("标题的年份（{year}）与报告日期（{date}）相差超过一年，请核对。", {"year": told.year, "date": delivered.isoformat()})


def _of_titles(told: Told) -> Iterator[Sentence]:
    """Where a report's title stands twice, of two years: a page's and its own."""
    own = set(years(told.title))
    for line in (told.kicker, told.subtitle):
        other = set(years(line)) if REPORTED.search(line) else set()
        if own and other and not own & other:
            yield Sentence("两处标题的年份不同（{year}、{other}），请核对。", {"year": min(own), "other": min(other)})


def _of_name(told: Told, file_name: str) -> Iterator[Sentence]:
    """Where a file's name says another thing than the text."""
    stem = file_name.rsplit(".", 1)[0]
    said = years(stem.replace("_", " "))
    if said and told.year and told.year not in said and not _is_near(told, said):
        yield Sentence("文件名说是{named}年，正文是{year}年的：按正文收入，请核对。", {"named": said[0], "year": told.year})
    named = places.place_in_name(file_name)
    if named and told.place and not (_within(named.code, told.place) or _within(told.place, named.code)):
        yield Sentence("文件名说是{named}，正文是{name}的：按正文收入，请核对。",
                       {"named": division(named.code).name, "name": division(told.place).name})
    called = _called(stem)
    if called and told.kind in (Kind.OTHER, Kind.WORK_REPORT, Kind.STATISTICS) and KIND_CALLED[called] != told.kind and not TYPED.search(told.title):
        yield Sentence("文件名说是“{named}”，内容不像：请核对文种，文件名和内容可能对不上。", {"named": called})


def _is_near(told: Told, said: list[int]) -> bool:
    """Whether a year in the name is another year that the document rightly has."""
    own = {told.review_year, told.plan_year, *(day.year for day in (told.delivered_on, told.published_on) if day)}
    return told.kind in (Kind.WORK_REPORT, Kind.STATISTICS) and bool(own & set(said))


def _within(code: str, other: str) -> bool:
    return code == other or bool(division(code) and is_within(division(code), other) and other != "000000")


def _called(stem: str) -> str | None:
    return next((word for word in CALLED if word in stem), None)


def _of_whole(told: Told, blocks: list[Block], sections: list[Section]) -> Iterator[Sentence]:
    """Whether a work report breaks off: in a sentence, or after its first part."""
    if told.kind != Kind.WORK_REPORT:
        return
    own = _without_annexes(blocks)
    text = [block.text for block in own if block.kind == BlockKind.BODY and not FOOTNOTE.match(block.text) and not LAST_WORD.fullmatch(block.text)]
    parts = {block.part for block in own}
    if text and not WHOLE_SENTENCE.fullmatch(text[-1]):
        yield Sentence("最后一段“…{end}”没有说完：文件可能不全。", {"end": text[-1][-20:]})
    elif Part.REVIEW in parts and not parts & {Part.PLAN, Part.TARGETS, Part.SELF} and sum(map(len, text)) >= LONG:
        yield Sentence("只有回顾部分，没有今后的工作：文件可能不全。")
    elif missing := _missing(sections):
        yield Sentence("缺“{number}”这一部分：文件可能不全。", {"number": missing})


def _without_annexes(blocks: list[Block]) -> list[Block]:
    stop = next((i for i, block in enumerate(blocks) if i and block.kind == BlockKind.HEADING and annexed(block.text)), len(blocks))
    return blocks[:stop]


def _of_others(blocks: list[Block]) -> Iterator[Sentence]:
    """Whether a second report begins in the text: under a title or a line of delivery of its own."""
    start = next((i for i, block in enumerate(blocks) if block.kind == BlockKind.BODY), len(blocks))
    for block in blocks[start:]:
        if len(block.text) <= LONGEST_OPENING and _begins_report(simplified(block.text)):
            yield Sentence("文件里像是不止一份文件，后面还有“{line}”：请核对，需要时拆开再交来。", {"line": plain_title(block.text)[:40]})
            return


def _begins_report(line: str) -> bool:
    return bool(REPORT_TITLE.fullmatch(plain_title(line)) or (given := DELIVERY.match(line)) and not given["after"] and line[-1] not in "。，")


NUMERALS = "一二三四五六七八九十"


def _missing(sections: list[Section]) -> str | None:
    """The first number left out among the main sections, which run 一、二、三、 in order."""
    numbers = [s.number[0] for s in sections if s.level == 1 and s.number[1:] == "、" and s.number[0] in NUMERALS]
    found = [NUMERALS.index(number) for number in numbers]
    if not found or found[0] != 0 or found != sorted(set(found)):
        return None
    return next((NUMERALS[i] + "、" for i in range(found[-1]) if i not in found), None)
