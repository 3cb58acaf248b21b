"""Which place a document speaks for."""
import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.text.dates import YEAR
from archive.text.divisions import NEVER_ALONE, Division, division, mentions, named
from archive.text.script import simplified
from archive.text.vocabulary import Kind, Level

NATION = "000000"
NEW_AREAS = Path(__file__).with_name("data") / "new_areas.csv"
NATIONAL = re.compile(r"国务院|全国人民代表大会|中国共产党.{0,20}中央委员会|中华人民共和国(?!.{0,4}(?:省|市))|国家统计局$")
CONGRESS = re.compile(r"(?:中国共产党|中共)?(?P<place>[\u4e00-\u9fff]{2,20}?)(?:第?[一二三四五六七八九十]+届|第[一二三四五六七八九十]+次)")
SESSION = re.compile(r"第?[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大)第?[一二三四五六七八九十]{1,2}次会议")
AREA = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:新区|高新区|经开区|开发区|示范区|自贸区)")
OF_TITLE = re.compile(rf"^(?:{YEAR}\s*年?(?:度)?)?(?P<place>[\u4e00-\u9fff]{{2,20}}?)(?:{YEAR}\s*年(?:度)?)?(?:人民)?(?:政府)(?:[0-9]{{4}}年)?(?:工作)?报告")
OF_ORGAN = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,20}?)(?:人民政府|政府|人民代表大会|人大|统计局|财政局|调查队|发展和改革|教育|民政|办公|委员会|党委)")
SPEAKS_FOR = re.compile(r"代表(?P<place>[\u4e00-\u9fff]{2,14}?)(?:人民政府|(?<=特别行政区)政府)")
ABOVE = re.compile(r"(?:中央|国务院)[^，。；]{0,12}[、和及]$")
"""«中央、省和某市的部署»: who is obeyed does not act."""
FIRST_WORDS = 80
LEADS = re.compile(r"委|(?:人民)?政府")
PAPER = re.compile(r"^(?P<place>[\u4e00-\u9fff]{2,6}?)(?:省|市)?(?:人民政府|政府网|日报|晚报|晨报|新闻|政府|电视|广播|人大|发布|统计局)")
ACTING = (
    (Level.PROVINCE, re.compile(r"省长|省委|省政府|省人民政府|自治区(?:党委|人民政府|主席)")),
    (Level.PREFECTURE, re.compile(r"市长|市委|市政府|市人民政府|州长|州委|州政府")),
    (Level.COUNTY, re.compile(r"[县区]长|[县区]委|[县区]政府")),
)


@dataclass(frozen=True)
class Found:
    """A division's code, the words it was read from, and an area's own name where it has no code."""
    code: str
    written: str
    area: str = ""


@cache
def new_areas() -> dict[str, tuple[str, int]]:
    """National new areas, which have no code: name → code of the division that holds them, year of approval."""
    with NEW_AREAS.open(encoding="utf-8") as file:
        return {row["name"]: (row["code"], int(row["approved"])) for row in csv.DictReader(file)}


def place_of(title: str, subtitle: str, kicker: str, occasion: str, role: str, issuer: str, source: str,
             texts: list[str], kind: Kind) -> Found | None:
    """The place, by the first of these that names one: title, occasion, role, issuer, lead lines, text, source."""
    title, subtitle, kicker, occasion, source = map(simplified, (title, subtitle, kicker, occasion, source))
    start = [simplified(text) for text in texts[:12]]
    return (
        _of_area(title) or _of_title(title) or _of_congress(occasion) or _of_role(role) or _of_name(issuer)
        or _first_mention(title) or _first_mention(subtitle) or _of_area(kicker) or _first_mention(kicker)
        or _of_nation(title, occasion, start, kind) or _of_speech(start) or _of_session(start[:3], kind)
        or _of_namesake(title, occasion, start) or _of_source_and_acts(source, start, kind))


def _of_name(written: str) -> Found | None:
    """Whom an organ belongs to: 某州统计局, 某县人民政府办公室. Of organs side by side the first that tells counts."""
    for organ in written.split():
        if NATIONAL.match(organ):
            return Found(NATION, organ)
        match = OF_ORGAN.match(simplified(organ))
        found = (named(match["place"]) or _chain(match["place"])) if match else None
        if found:
            return Found(found.code, organ)
    return None


def _of_title(title: str) -> Found | None:
    match = OF_TITLE.match(title)
    if not match or "国务院" in title or match["place"].endswith("区") and NEVER_ALONE.fullmatch(match["place"]):
        return None
    found = named(match["place"]) or _chain(match["place"])
    return Found(found.code, match["place"]) if found else None


def _of_congress(occasion: str) -> Found | None:
    if "全国人民代表大会" in occasion:
        return Found(NATION, occasion)
    match = CONGRESS.match(occasion)
    found = (named(match["place"]) or _chain(match["place"])) if match else None
    return Found(found.code, match["place"]) if found else None


def _of_role(role: str) -> Found | None:
    if "国务院" in role:
        return Found(NATION, role)
    found = _chain(simplified(role))
    return Found(found.code, role) if found else None


def _chain(text: str) -> Division | None:
    """The last division of «甘肃省兰州市榆中县», where all of the words is one chain."""
    found = mentions(text)
    return found[-1].division if found else None


def _of_area(text: str) -> Found | None:
    """An area without a code of its own files under the division that holds it; 浦东新区 and 滨海新区 have one.

    One named behind a district (某区（某开发区）) is not meant.
    """
    for name, (code, _) in new_areas().items():
        if name in text:
            own = named(name, within=code)
            return Found(own.code, name) if own else Found(code, name, name)
    for match in AREA.finditer(text):
        if any(m.is_full_name and m.division.level == Level.COUNTY for m in mentions(text[:match.start()])):
            continue
        holder = mentions(match.group())
        if holder and holder[0].start == 0 and not named(match.group()):
            return Found(holder[0].division.code, match.group(), match.group())
    return None


def _first_mention(text: str) -> Found | None:
    found = mentions(text) if text else []
    return Found(found[0].division.code, found[0].written) if found else None


def _of_nation(title: str, occasion: str, start: list[str], kind: Kind) -> Found | None:
    spoken = next((text for text in start if re.search(r"代表(?:国务院|中央人民政府)|全国人民代表大会", text)), "")
    written = next((text for text in (title, occasion) if NATIONAL.search(text)), "")
    if kind in (Kind.WORK_REPORT, Kind.RESOLUTION, Kind.COMMUNIQUE, Kind.SUMMARY):
        written = written or spoken or (start[0] if start and NATIONAL.search(start[0]) else "")
    return Found(NATION, (NATIONAL.search(written) or re.search(r"国务院|中央人民政府|全国人民代表大会", written)).group()) if written else None


def _of_speech(start: list[str]) -> Found | None:
    for text in start:
        match = SPEAKS_FOR.search(text)
        found = named(match["place"]) if match else None
        if found:
            return Found(found.code, match["place"])
    return None


def _of_session(start: list[str], kind: Kind) -> Found | None:
    """Whose congress resolves, sits or hears the report, from the first words of a text."""
    if kind not in (Kind.RESOLUTION, Kind.ARTICLE, Kind.WORK_REPORT):
        return None
    for text in start:
        for m in mentions(text[:FIRST_WORDS].split("。")[0]):
            is_given_to = kind != Kind.WORK_REPORT or text[:m.start].endswith("向")
            if is_given_to and SESSION.match(text, m.end):
                return Found(m.division.code, m.written)
    return None


def _of_namesake(title: str, occasion: str, start: list[str]) -> Found | None:
    """A name that several places bear, where the text says under whose committee or government it stands."""
    written = [match["place"] for match in (OF_TITLE.match(title), CONGRESS.match(occasion)) if match]
    above = {m.division.code for text in start for m in mentions(text) if LEADS.match(text, m.end)}
    meant = {(found.code, name) for name in written for code in above if (found := named(name, within=code))}
    return Found(*meant.pop()) if len({code for code, _ in meant}) == 1 else None


def _of_source_and_acts(source: str, start: list[str], kind: Kind) -> Found | None:
    """A text without a place in its title: whose officials act in it, and which paper printed it."""
    if kind not in (Kind.ARTICLE, Kind.MINUTES, Kind.POLICY, Kind.WORK_REPORT):
        return None
    match = PAPER.match(source)
    paper = named(match["place"]) if match else None
    if kind == Kind.WORK_REPORT:
        return Found(paper.code, source) if paper else None
    text = "\n".join(start)
    level = next((level for level, pattern in ACTING if pattern.search(text[:200])), None)
    counted = Counter(filter(None, (_acting(m.division, level) for m in mentions(text) if not ABOVE.search(text[:m.start][-20:]))))
    if counted:
        code = _led(counted.most_common(1)[0][0], counted)
        return Found(code, division(code).name)
    return Found(paper.code, source) if paper else None


def _lineage(found: Division | None) -> list[str]:
    codes = []
    while found and found.code != NATION:
        codes.append(found.code)
        found = division(found.parent) if found.parent else None
    return codes


def _acting(found: Division, level: Level | None) -> str | None:
    """The division of this level that a place is or lies in; a mayor's may be a city of a county's rank."""
    if level == Level.PREFECTURE and found.level == Level.COUNTY and found.name.endswith("市"):
        return found.code
    return next((code for code in _lineage(found) if level is not None and division(code).level == level), None)


def _led(code: str, counted: Counter[str]) -> str:
    """A city of a county's rank, or the one that leads it, where that is named too."""
    above = division(code).parent
    return above if above in counted and division(code).level == Level.COUNTY and division(above).level == Level.PREFECTURE else code


def place_in_name(file_name: str) -> Found | None:
    """The place a file's name tells, to be marked as supplied."""
    stem = simplified(file_name.rsplit(".", 1)[0])
    if re.match(r"国务院", stem):
        return Found(NATION, "国务院")
    return _first_mention(stem)


def anniversary(text: str, area: str) -> tuple[int, str] | None:
    """The year in which a new area is as old as the text says: «兰州新区获批国家级新区11周年»."""
    match = re.search(r"获批[^。，]{0,12}?(\d{1,2})\s*周年", text)
    if not match or area not in new_areas():
        return None
    return new_areas()[area][1] + int(match[1]), match.group()
