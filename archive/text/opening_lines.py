"""What each line that stands over a text says of it: who issues it, who gave it, when and where, its date and source."""
import re
from dataclasses import dataclass, replace
from datetime import date

from archive.text.dates import WRITTEN_DATE, first_date
from archive.text.labels import AUTHORS, INDEX, INDEXED, ISSUER, PUBLISHED, SOURCE, TITLED, WRITTEN, pieces
from archive.text.names import is_name, without_inner_space
from archive.text.script import simplified
from archive.text.speakers import OTHER_ROLE_ALONE, ROLE_ALONE, SAID, speaker
from archive.text.titles import LONGEST_TITLE, MENU, TERMINAL, TYPED
from archive.text.vocabulary import BlockKind

DASHES = r"[（(]?(?:一一|[—―─━－\-–\s]*)"
"""Before a delivery line; recognition reads a dash as 一一."""
DELIVERY = re.compile(
    rf"{DASHES}(?P<ahead>[\u4e00-\u9fff\s]{{0,30}}?)\s*(?P<date>{WRITTEN_DATE})\s*(?P<before>[^。]{{0,30}}?)\s*在\s*(?P<occasion>[^。]{{2,60}}(?:会议|大会|全会))"
    r"\s*(?:上)?(?P<after>[^。]{0,40}?)[。)）]?$")
OCCASION = re.compile(
    rf"{DASHES}在(?P<occasion>[^。，,]{{2,40}}(?:(?:人民代表大会|人大)[^。，,]{{2,12}}会议|第[^。，,]{{1,4}}次(?:党员)?代表大会|(?<=党)代会))"
    r"上?(?:的(?:工作)?报告)?[)）]?$")
DAY = re.compile(rf"{DASHES}(?P<date>{WRITTEN_DATE})[)）]?$")
CLAUSES = re.compile(r"[，,；;：:]|。$")
GLUED_DELIVERY = re.compile(rf"(?P<source>.{{2,30}}?)(?P<delivery>{WRITTEN_DATE}\s*在.+)$")
NAME_ALONE = re.compile(r"[\u4e00-\u9fff]{2,4}$|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]$|[\u4e00-\u9fff]{1,8}[·•][\u4e00-\u9fff·•]{1,12}$")
PRESIDING = r"(?:[\u4e00-\u9fff]{0,6}主席|(?:各位)?副?(?:主任|主席|委员长|委員長)|秘[书書][长長])(?:阁下|閣下|先生|女士)?"
SALUTATION = re.compile(
    rf"(?:尊敬的)?(?:{PRESIDING}[、，,]\s*){{0,4}}(?:各位|主席团|同志们|同志|代表们|女士们|朋友们)[\u4e00-\u9fff、，, ]{{0,20}}[:：!！]?$"
    rf"|(?:尊敬的)?{PRESIDING}[，,：:]$|[\u4e00-\u9fff]{{2,24}}(?:主席团|主席團|常务委员会|常務委員會|常委会|常委會)[:：]$")
EDITORS_NOTE = re.compile(r"[【\[（(]?(?:编者(?:按|注|的话)[】\])）]?\s*[:：]?|(?:导语|导读|核心提示|温馨提示|阅读提示)[】\])）]?\s*[:：]|点击查[阅看])")
PICTURED = re.compile(r"[^。]{2,60}。?[^。]{0,30}(?:摄|供图)[)）]?$|[^，。]{4,30}作了?(?:政府)?工作报告。$")
SET_WIDE = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,3}$")
NO_NAMES = ("目录", "前言", "摘要", "提纲", "全文")
BULLET = re.compile(r"^[•·●○■□◆◇▲△★☆※]\s*")
WORD = re.compile("[\u3400-\u9fff]")
PASSED = re.compile(
    rf"[（(]?(?P<date>{WRITTEN_DATE})\s*(?P<occasion>[^。，,]{{2,60}}(?:会议|大会|全会))?(?:审议|表决|讨论)?(?:通过|批准)[)）]?$")
HELD = re.compile(rf"{DASHES}(?P<date>{WRITTEN_DATE})[，,]?\s*(?P<occasion>[^。，,在]{{2,40}}(?:人民代表大会|人大)[^。，,]{{2,12}}会议)上?[)）]?$")
ANNOUNCED = re.compile(rf"[（(](?P<date>{WRITTEN_DATE})\s*(?:发布|公布|公告|印发)[)）]$")
PAPER_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,40}(?:会议|大会)(?:秘书处)?(?:文件|材料)\s*[（(]?[一二三四五六七八九十\d]{0,3}[)）]?$|[（(]?[\u4e00-\u9fff]{1,12}[〔\[（(【]\s*[12]\d{3}\s*[〕\])）】]\s*第?\s*\d+\s*号[）)]?$|[（(]?(?:\d{4}年)?\s*第\s*[\d一二三四五六七八九十百]+\s*号[）)]?(?:[（(]总第\d+[号期][）)])?$")
ORGAN = (r"(?:人民政府|国务院|政府|办公厅|办公室|委员会|常务委员会|常委会|管委会|行署|行政公署|统计局|财政局|调查队|[委厅局部院]"
         r"|人民代表大会|党工委|普查领导小组办公室)")
ISSUED_BY = re.compile(rf"(?![^\s]*的)(?P<issuer>[\u4e00-\u9fff、\s]{{2,60}}{ORGAN})(?P<order>令|公告|文件|通告)?$")
ISSUER_ALONE = re.compile(r"(?!.*的)[\u4e00-\u9fff\s]{2,30}(?:人民政府|国务院|办公厅|办公室|统计局|财政局|调查队|行署|行政公署)")
RECIPIENTS = re.compile(r"(?:各|[\u4e00-\u9fff]{2,12}(?:人民政府|委员会|办公室|局)，)[^。；;]{2,200}[:：]$")
BYLINE = re.compile(r"(?:本报|本台|新华社)?(?:首席|全媒体|融媒体)?(?:记者|記者|通讯员|作者|文)\s*[/／:：]?\s*(?P<names>[\u4e00-\u9fff·\s、/]{2,40})$")
REPORTED_BY = re.compile(r"(?:本报|本台|新华社)?(?:首席|全媒体|融媒体)?(?:记者|記者|通讯员|文\s*[/／:：])")
"""Who writes of a report does not give it."""
REPORTERS = re.compile(r"[（(](?:本报|新华社|全媒体)?(?:记者|記者|通讯员)\s*(?P<names>[\u4e00-\u9fff·\s、]{2,40})[）)]$")
DASHED = re.compile(r"[—―─－–\-]{1,4}\s*(?P<text>\S.*)$")
LONGEST_FIELD, LONGEST_NAME = 120, 40


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


def read_line(text: str, opening: Opening) -> Opening | None:
    """The opening with what this line says, None where it is no line of an opening but perhaps a title."""
    for read in (_salutation, _editors_note, labelled, _delivery, _passed, _announced, _occasion, _day, _speaker, _speaker_below, _byline, _subtitle,
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


def labelled(text: str, opening: Opening):
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
    """«（2020年5月28日某会议通过）» under a resolution, or the session alone under a report."""
    match = PASSED.match(text) or opening.kinds and HELD.match(text)
    found = first_date(match["date"]) if match else None
    if not found:
        return None
    occasion = {"occasion": re.sub(r"\s+", "", match["occasion"])} if match["occasion"] else {}
    return BlockKind.DELIVERY, {"delivered_on": found} | occasion


def _announced(text: str, opening: Opening):
    """«（2020年7月10日发布）»"""
    match = ANNOUNCED.match(text) if opening.kinds else None
    found = first_date(match["date"]) if match else None
    return (BlockKind.NOTE, {"published_on": opening.published_on or found}) if found else None


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
    is_role = not opening.speaker_role and (ROLE_ALONE.match(text) or opening.occasion and OTHER_ROLE_ALONE.match(text))
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
