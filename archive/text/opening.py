"""What stands before the text of a report: kicker, title, subtitle, delivery, speaker, source lines."""
import re
from dataclasses import dataclass, replace
from datetime import date

from archive.text.dates import WRITTEN_DATE, first_date
from archive.text.labels import AUTHORS, INDEX, INDEXED, ISSUER, PUBLISHED, SOURCE, TITLED, WRITTEN, pieces
from archive.text.names import is_name, without_inner_space
from archive.text.script import simplified
from archive.text.speakers import ROLE_ALONE, SAID, speaker
from archive.text.titles import (
    ADDRESSES,
    LONGEST_TITLE,
    MENU,
    REPORTED,
    TERMINAL,
    TYPED,
    is_title,
    main_title,
    plain_title,
)
from archive.text.vocabulary import BlockKind

DASHES = r"[（(]?(?:一一|[—―─━－\-–\s]*)"
"""Before a delivery line; recognition reads a dash as 一一."""
DELIVERY = re.compile(
    rf"{DASHES}(?P<ahead>[\u4e00-\u9fff\s]{{0,30}}?)\s*(?P<date>{WRITTEN_DATE})\s*(?P<before>[^。]{{0,30}}?)\s*在\s*(?P<occasion>[^。]{{2,60}}(?:会议|大会|全会))"
    r"\s*(?:上)?(?P<after>[^。]{0,40}?)[。)）]?$")
OCCASION = re.compile(rf"{DASHES}在(?P<occasion>[^。，,]{{2,40}}人民代表大会[^。，,]{{2,12}}会议)上?[)）]?$")
DAY = re.compile(rf"{DASHES}(?P<date>{WRITTEN_DATE})[)）]?$")
CLAUSES = re.compile(r"[，,；;：:]|。$")
GLUED_DELIVERY = re.compile(rf"(?P<source>.{{2,30}}?)(?P<delivery>{WRITTEN_DATE}\s*在.+)$")
NAME_ALONE = re.compile(r"[\u4e00-\u9fff]{2,4}$|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]$|[\u4e00-\u9fff]{1,8}[·•][\u4e00-\u9fff·•]{1,12}$")
SALUTATION = re.compile(r"(?:尊敬的)?(?:主任、)?(?:各位|主席团|同志们|同志|代表们|女士们|朋友们)[\u4e00-\u9fff、，, ]{0,20}[:：!！]?$")
EDITORS_NOTE = re.compile(r"[【\[（(]?(?:编者(?:按|注|的话)[】\])）]?\s*[:：]?|(?:导语|导读|核心提示|温馨提示|阅读提示)[】\])）]?\s*[:：]|点击查[阅看])")
PICTURED = re.compile(r"[^。]{2,60}。?[^。]{0,30}(?:摄|供图)[)）]?$|[^，。]{4,30}作了?(?:政府)?工作报告。$")
SET_WIDE = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,3}$")
NO_NAMES = ("目录", "前言", "摘要", "提纲", "全文")
BULLET = re.compile(r"^[•·●○■□◆◇▲△★☆※]\s*")
WORD = re.compile("[\u3400-\u9fff]")
PASSED = re.compile(
    rf"[（(]?(?P<date>{WRITTEN_DATE})\s*(?P<occasion>[^。，,]{{2,60}}(?:会议|大会|全会))(?:审议|表决|讨论)?(?:通过|批准)[)）]?$")
PAPER_NUMBER = re.compile(
    r"[（(]?[\u4e00-\u9fff]{1,12}[〔\[（(【]\s*[12]\d{3}\s*[〕\])）】]\s*第?\s*\d+\s*号[）)]?$|[（(]?(?:\d{4}年)?\s*第\s*[\d一二三四五六七八九十百]+\s*号[）)]?$")
ORGAN = (r"(?:人民政府|国务院|政府|办公厅|办公室|委员会|常务委员会|常委会|管委会|行署|行政公署|统计局|财政局|调查队|[委厅局部院]"
         r"|人民代表大会|党工委|普查领导小组办公室)")
ISSUED_BY = re.compile(rf"(?![^\s]*的)(?P<issuer>[\u4e00-\u9fff、\s]{{2,60}}{ORGAN})(?P<order>令|公告|文件|通告)?$")
ISSUER_ALONE = re.compile(r"(?!.*的)[\u4e00-\u9fff\s]{2,30}(?:人民政府|国务院|办公厅|办公室|统计局|财政局|调查队|行署|行政公署)")
RECIPIENTS = re.compile(r"(?:各|[\u4e00-\u9fff]{2,12}(?:人民政府|委员会|办公室|局)，)[^。；;]{2,200}[:：]$")
BYLINE = re.compile(r"(?:本报|本台|新华社)?(?:首席|全媒体|融媒体)?(?:记者|記者|通讯员|作者|文)\s*[/／:：]?\s*(?P<names>[\u4e00-\u9fff·\s、/]{2,40})$")
REPORTERS = re.compile(r"[（(](?:本报|新华社|全媒体)?(?:记者|記者|通讯员)\s*(?P<names>[\u4e00-\u9fff·\s、]{2,40})[）)]$")
DASHED = re.compile(r"[—―─－–\-]{1,4}\s*(?P<text>\S.*)$")
LONGEST_FIELD, LONGEST_NAME, LONGEST_HEAD, DEEPEST = 120, 40, 8, 60


@dataclass(frozen=True)
class Opening:
    """What the lines before the text say; `kinds` has the kind of each of those lines.

    `day` is a date set by itself, `titled` a title behind a label, `written_on` the date of writing behind one,
    `indexed` the line of an index number with a year in it.
    """
    kinds: tuple[BlockKind, ...] = ()
    title: str = ""
    subtitle: str = ""
    kicker: str = ""
    delivered_on: date | None = None
    published_on: date | None = None
    occasion: str = ""
    speaker: str = ""
    speaker_role: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    issuer: str = ""
    day: date | None = None
    titled: str = ""
    written_on: date | None = None
    indexed: str = ""


def read_opening(texts: list[str]) -> Opening:
    """Reads lines from the top until the text begins; the salutation is the last of them.

    Where something else stands above, a speech is read from the lines over its salutation.
    """
    texts = [BULLET.sub("", text) for text in texts[:DEEPEST]]
    opening = _read(texts)
    start = 0 if opening.kinds[-1:] == (BlockKind.SALUTATION,) else _speech_begins(texts)
    return _read(texts, start) if start else opening


def _read(texts: list[str], start: int = 0) -> Opening:
    """The opening that begins at `start`; of what stands above only labels say something."""
    opening, titles = Opening(), []
    for i, text in enumerate(texts):
        told = _told(text, opening) if i >= start else _labelled_above(text, opening)
        if told is None and is_title(text, [texts[j] for j in titles], is_first=i == 0):
            titles.append(i)
            told = replace(opening, kinds=(*opening.kinds, BlockKind.TITLE))
        if told is None:
            break
        opening = told
        if opening.kinds[-1] == BlockKind.SALUTATION:
            break
    return _settled(_titled(opening, texts, titles), texts)


def _labelled_above(text: str, opening: Opening) -> Opening:
    kind, fields = _labelled(text, opening) or (BlockKind.NOTE, {})
    return replace(opening, kinds=(*opening.kinds, BlockKind.NOTE if kind == BlockKind.TITLE else kind), **fields)


def _speech_begins(texts: list[str]) -> int:
    """Where the lines begin that stand over the first salutation; 0 where none of them is a title or says when the speech was given."""
    end = next((i for i, text in enumerate(texts) if SALUTATION.match(text) and ADDRESSES.match(text)), 0)
    start = end
    while start and end - start < LONGEST_HEAD and (_is_head(texts[start - 1]) or _told(texts[start - 1], Opening(kinds=(BlockKind.NOTE,)))):
        start -= 1
    while start < end and not _is_head(texts[start]):
        start += 1
    return start if start < end else 0


def _is_head(text: str) -> bool:
    """Whether a line is a report's title or says where it was given."""
    is_title = len(text) <= LONGEST_TITLE and "。" not in text and REPORTED.search(plain_title(text))
    return bool(is_title or DELIVERY.match(text) or OCCASION.match(text))


def _settled(opening: Opening, texts: list[str]) -> Opening:
    """Whose a day and a name by themselves are: a speech's, where one was held, else of the publication."""
    is_speech = bool(opening.occasion or opening.speaker or opening.title.endswith(("工作报告", "工作報告")))
    if opening.written_on:
        opening = replace(opening, published_on=opening.written_on)
    if is_speech and not opening.speaker and len(opening.authors) == 1:
        opening = replace(opening, speaker=opening.authors[0], authors=())
    if not opening.day or opening.delivered_on:
        return opening
    if not is_speech or _is_above_title(opening, texts):
        return replace(opening, published_on=opening.published_on or opening.day)
    kinds = tuple(BlockKind.DELIVERY if DAY.match(text) else kind for kind, text in zip(opening.kinds, texts, strict=False))
    return replace(opening, kinds=kinds, delivered_on=opening.day)


def _is_above_title(opening: Opening, texts: list[str]) -> bool:
    """Whether the day is set over the title, as a newspaper sets its own."""
    day = next(i for i, text in enumerate(texts) if DAY.match(text))
    return BlockKind.TITLE in opening.kinds[day:] and BlockKind.TITLE not in opening.kinds[:day]


def _told(text: str, opening: Opening) -> Opening | None:
    """The opening with what this line says, None where it is no line of an opening but perhaps a title."""
    for read in (_salutation, _editors_note, _labelled, _delivery, _passed, _occasion, _day, _speaker, _speaker_below, _byline, _subtitle,
                 _paper_number, _issuer, _picture, _wordless):
        found = read(text, opening)
        if found is not None:
            kind, fields = found
            return replace(opening, kinds=(*opening.kinds, kind), **fields)
    return None


def _salutation(text: str, opening: Opening):
    is_one = SALUTATION.match(text) or opening.kinds and RECIPIENTS.match(text)
    return (BlockKind.SALUTATION, {}) if is_one else None


def _editors_note(text: str, opening: Opening):
    return (BlockKind.NOTE, {}) if EDITORS_NOTE.match(text) else None


def _labelled(text: str, opening: Opening):
    said = pieces(text)
    if not said or len(said) == 1 and len(text) > LONGEST_FIELD:
        return None
    fields, kind = {}, BlockKind.NOTE
    for field, value in said.items():
        if field == AUTHORS:
            if any(len(name) > LONGEST_NAME for name in names(value)):
                return None
            fields["authors"], kind = names(value), BlockKind.BYLINE
        elif field == SOURCE and (glued := GLUED_DELIVERY.match(value)):
            kind, told = _delivery(glued["delivery"], opening) or (kind, {})
            fields |= told | {"source": glued["source"]}
        elif field in (PUBLISHED, WRITTEN):
            fields["published_on" if field == PUBLISHED else "written_on"] = first_date(value)
        elif field in (SOURCE, ISSUER, TITLED):
            fields[field] = value
        elif field == INDEX and INDEXED.match(value):
            fields["indexed"] = text
    is_empty = not any(fields.values()) and list(said) == [PUBLISHED]
    return None if is_empty else (BlockKind.TITLE if TITLED in fields else kind, fields)


def _delivery(text: str, opening: Opening):
    match = DELIVERY.match(text)
    if not match or not first_date(match["date"]):
        return None
    if match["ahead"] and not speaker(match["ahead"]):
        return None
    role, name = speaker(match["ahead"]) or speaker(match["before"]) or speaker(match["after"]) or ("", "")
    if _goes_on(match["after"], text):
        return None
    fields = {"delivered_on": first_date(match["date"]), "occasion": re.sub(r"\s+", "", match["occasion"])}
    return BlockKind.DELIVERY, fields | ({"speaker": name, "speaker_role": role} if name else {})


def _passed(text: str, opening: Opening):
    """«（2020年5月28日某会议通过）» under a resolution."""
    match = PASSED.match(text)
    found = first_date(match["date"]) if match else None
    return (BlockKind.DELIVERY, {"delivered_on": found, "occasion": re.sub(r"\s+", "", match["occasion"])}) if found else None


def _paper_number(text: str, opening: Opening):
    return (BlockKind.NOTE, {}) if PAPER_NUMBER.match(text) else None


def _issuer(text: str, opening: Opening):
    """Who issues a paper, under or above its title; a second one stands beside the first."""
    match = ISSUED_BY.match(simplified(text)) if len(text) <= LONGEST_TITLE else None
    if not match or is_name(text) or not match["order"] and not opening.kinds:
        return None
    issuer = re.sub(r"\s+", " ", text[match.start("issuer"):match.end("issuer")]).strip()
    known = opening.issuer
    is_known = bool(known) and (issuer in known or known in issuer)
    return BlockKind.NOTE, {"issuer": known if is_known else f"{known} {issuer}".strip()}


def _picture(text: str, opening: Opening):
    return (BlockKind.CAPTION, {}) if opening.kinds and PICTURED.match(text) else None


def _wordless(text: str, opening: Opening):
    """A number, a time, a word of another language or a menu says nothing here."""
    is_short = len(text) <= LONGEST_NAME and not WORD.search(text)
    return (BlockKind.NOTE, {}) if is_short or len(text) <= LONGEST_FIELD and MENU.match(text) else None


def _goes_on(after: str, text: str) -> bool:
    """Whether what follows the occasion makes the line a sentence of prose."""
    said = SAID.sub("", after.strip(), count=1)
    return bool(said) and not speaker(after) and bool(CLAUSES.search(said) or text.endswith("。"))


def _occasion(text: str, opening: Opening):
    match = OCCASION.match(text) if opening.kinds else None
    return (BlockKind.DELIVERY, {"occasion": re.sub(r"\s+", "", match["occasion"])}) if match else None


def _day(text: str, opening: Opening):
    match = DAY.match(text) if opening.kinds else None
    found = first_date(match["date"]) if match else None
    return (BlockKind.NOTE, {"day": found}) if found else None


def _speaker(text: str, opening: Opening):
    found = speaker(text, is_given=bool(opening.occasion)) if len(text) <= 40 and not text.endswith("报告") else None
    if not found or opening.speaker:
        return None
    return BlockKind.BYLINE, {"speaker_role": found[0], "speaker": found[1]}


def _speaker_below(text: str, opening: Opening):
    """«国务院总理» on a line by itself, and the name on the next."""
    if opening.speaker or not opening.kinds:
        return None
    if opening.speaker_role and NAME_ALONE.match(text):
        return BlockKind.BYLINE, {"speaker": without_inner_space(text)}
    is_role = not opening.speaker_role and ROLE_ALONE.match(text)
    return (BlockKind.BYLINE, {"speaker_role": text}) if is_role else None


def _byline(text: str, opening: Opening):
    match = BYLINE.match(text)
    if match and all(map(is_name, names(match["names"]))):
        return BlockKind.BYLINE, {"authors": (*opening.authors, *names(match["names"]))}
    name = without_inner_space(text) if SET_WIDE.match(text) else text
    is_set_wide = name != text and name not in NO_NAMES and not TYPED.search(name)
    if opening.kinds and (is_name(name) or is_set_wide and opening.occasion and not opening.speaker):
        return BlockKind.BYLINE, {"authors": (*opening.authors, name)}
    return (BlockKind.NOTE, {}) if opening.kinds and name in NO_NAMES else None


def names(text: str) -> tuple[str, ...]:
    """Names set beside each other, by spaces or commas."""
    return tuple(filter(None, re.split(r"[\s、，,/／]+", text.strip())))


def _subtitle(text: str, opening: Opening):
    match = DASHED.match(text)
    if not match or not opening.kinds or len(text) > LONGEST_TITLE or text.endswith(TERMINAL):
        return None
    return BlockKind.SUBTITLE, {"subtitle": match["text"]}


def _titled(opening: Opening, texts: list[str], titles: list[int]) -> Opening:
    """Which of the short lines is the title: one that names its type, else the last but a subtitle."""
    named = plain_title(opening.titled)
    if len(titles) == 1 and ISSUER_ALONE.fullmatch(simplified(texts[titles[0]])):
        opening, titles = _issued(opening, titles[0], texts[titles[0]]), []
    if not titles:
        return replace(opening, title=named)
    main = main_title(titles, texts)
    title = named or plain_title(texts[main])
    kinds, fields = list(opening.kinds), {}
    for i in titles:
        if i == main and not (named and plain_title(texts[i]) not in named) or plain_title(texts[i]) in title:
            continue
        kinds[i] = BlockKind.KICKER if i < main else BlockKind.SUBTITLE
        fields["kicker" if i < main else "subtitle"] = texts[i]
    if named:
        kinds = _without_label(kinds, texts, titles, named)
    return replace(opening, kinds=tuple(kinds), title=title, subtitle=opening.subtitle or fields.get("subtitle", ""),
                   kicker=fields.get("kicker", ""))


def _issued(opening: Opening, at: int, issuer: str) -> Opening:
    """A text whose title is a picture, or lost: what stands alone above it is who issues it."""
    kinds = (*opening.kinds[:at], BlockKind.NOTE, *opening.kinds[at + 1:])
    return replace(opening, kinds=kinds, issuer=" ".join(dict.fromkeys((*issuer.split(), *opening.issuer.split()))))


def _without_label(kinds: list[BlockKind], texts: list[str], titles: list[int], named: str) -> list[BlockKind]:
    """«标题：某某» is a note where the title also stands by itself."""
    if not any(plain_title(texts[i]) == named for i in titles):
        return kinds
    return [BlockKind.NOTE if kind == BlockKind.TITLE and TITLED in pieces(text) else kind
            for kind, text in zip(kinds, texts, strict=False)]
