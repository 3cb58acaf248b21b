"""What a document is: its kind, place, year, dates and people, from what it says of itself."""
import re
from dataclasses import dataclass, field, replace
from datetime import date

from archive.text import places
from archive.text.blocks import Block, Section
from archive.text.dates import YEAR, first_date, single_year, years
from archive.text.doubts import doubts
from archive.text.errors import Sentence
from archive.text.opening_lines import DAY, REPORTERS, Opening, names
from archive.text.script import is_traditional, simplified
from archive.text.sessions import session_year
from archive.text.vocabulary import GUESS, BlockKind, Kind, Part

NATION, SAMPLE = "000000", 6000
DATA_YEAR = re.compile(r"(\d{4})年(?=[，,是]|.{0,6}全[省市州县区])")
YEAR_ALONE = re.compile(r"[0-9０-９]{4}年度?")
HORIZON = re.compile(rf"{YEAR}年(?=远景目标|遠景目標)")
"""The year that a plan looks forward to is not its own."""
NEXT = re.compile(
    rf"(?:执行|完成|实施)(?:情况)?(?:的?报告)?\s*(?:与|和|及|以及|暨|、)\s*(?:关于)?[^\d，。]{{0,8}}?(?P<year>{YEAR}年)[^，。]{{0,40}}(?:计划|预算|安排|草案)")
"""A report on one year's plan and the next one's belongs to the session that decides on the next."""
SPAN = re.compile(r"[0-9０-９]{4}年?\s*[-—–－~～至]{1,2}\s*[0-9０-９]{4}年?")
"""The years that a report looks back on."""
REPORT = re.compile("[报報]告")
PRESENT_YEAR = re.compile(r"(\d{4})年是[^。]{0,30}?(?:开局|起步|收官|关键|第[一二三四五六七八九十]+)[^。]{0,6}之?年|今年\s*[（(]?(\d{4})年")


@dataclass(frozen=True)
class Identity:
    """The fields of a report. `supplied` names those the archive filled in, `evidence` quotes the others' source."""
    kind: Kind
    title: str
    subtitle: str = ""
    kicker: str = ""
    place: str | None = None
    place_name: str = ""
    year: int | None = None
    review_year: int | None = None
    plan_year: int | None = None
    delivered_on: date | None = None
    published_on: date | None = None
    speaker: str = ""
    speaker_role: str = ""
    authors: tuple[str, ...] = ()
    occasion: str = ""
    issuer: str = ""
    source: str = ""
    language: str = "zh-Hans"
    supplied: tuple[str, ...] = ()
    suggestions: dict = field(default_factory=dict)
    evidence: dict = field(default_factory=dict)
    warnings: tuple[Sentence, ...] = ()


def identify(kind: Kind, opening: Opening, blocks: list[Block], sections: list[Section], file_name: str) -> Identity:
    """Reads the identity; what is not printed stays empty, or comes from the file name and is listed as supplied."""
    texts = [block.text for block in blocks]
    identity = Identity(
        kind=kind, title=opening.title, subtitle=opening.subtitle, kicker=opening.kicker,
        delivered_on=opening.delivered_on, published_on=opening.published_on, speaker=opening.speaker,
        speaker_role=opening.speaker_role, authors=_authors(opening, blocks), occasion=opening.occasion,
        issuer=opening.issuer, source=opening.source, language=_language(texts))
    identity = _with_title(identity, blocks, file_name)
    identity = _with_place(identity, texts, file_name)
    identity = _with_years(identity, sections)
    identity = _with_closing_day(identity, blocks)
    identity = _with_year(identity, texts, file_name, opening.indexed)
    return replace(identity, warnings=doubts(identity, blocks, sections, file_name))


def _authors(opening: Opening, blocks: list[Block]) -> tuple[str, ...]:
    late = tuple(b.text for b in blocks[len(opening.kinds):] if b.kind == BlockKind.BYLINE)
    noted = REPORTERS.search(blocks[-1].text) if blocks else None
    reporters = names(noted["names"]) if noted else ()
    return tuple(dict.fromkeys((*opening.authors, *late, *reporters)))


def _language(texts: list[str]) -> str:
    return "zh-Hant" if is_traditional("\n".join(texts)[:SAMPLE]) else "zh-Hans"


def _with_title(identity: Identity, blocks: list[Block], file_name: str) -> Identity:
    """A document without a title of its own gets its first clause, or its type; that is supplied."""
    if identity.title:
        return identity
    if identity.kind == Kind.WORK_REPORT:
        title = "政府工作报告"
    elif identity.kind == Kind.RESOLUTION and "决议" in file_name or identity.kind == Kind.STATISTICS and "公报" in file_name:
        title = re.sub(r"^.*_+", "", file_name.rsplit(".", 1)[0])
    else:
        title = first_clause(blocks)
    return replace(identity, title=title, supplied=(*identity.supplied, "title"))


def _printed_title(identity: Identity) -> str:
    """The title if the document has one of its own: a supplied one proves nothing."""
    return "" if "title" in identity.supplied else identity.title


def first_clause(blocks: list[Block]) -> str:
    """The first clause of the text, at most 60 characters: the least that names it without inventing."""
    body = next((b.text for b in blocks if b.kind == BlockKind.BODY), blocks[0].text)
    return re.split(r"[，,。；;：:！!？?]", body.strip())[0][:60] or body[:60]


def _with_place(identity: Identity, texts: list[str], file_name: str) -> Identity:
    found = places.place_of(_printed_title(identity), identity.subtitle, identity.kicker, identity.occasion,
                            identity.speaker_role, identity.issuer, identity.source, texts, identity.kind)
    if found:
        return replace(identity, place=found.code, place_name=found.area,
                       evidence=identity.evidence | {"place": found.written})
    if named := places.place_in_name(file_name):
        return replace(identity, place=named.code, evidence=identity.evidence | {"place": file_name},
                       supplied=(*identity.supplied, "place"))
    return identity


def _with_years(identity: Identity, sections: list[Section]) -> Identity:
    """The years a work report looks back on and plans, where its headings state one single year."""
    if identity.kind != Kind.WORK_REPORT:
        return identity
    return replace(identity, review_year=_stated(sections, Part.REVIEW), plan_year=_stated(sections, Part.PLAN, Part.TARGETS))


def _stated(sections: list[Section], *parts: Part) -> int | None:
    headings = [s.heading for s in sections if s.level == 1 and s.part in parts]
    stated = {year for year in map(single_year, headings) if year}
    return stated.pop() if len(stated) == 1 else None


def _with_year(identity: Identity, texts: list[str], file_name: str, indexed: str) -> Identity:
    """The year it is filed under: title, plan, index number, delivery, publication, file name (supplied), in this order."""
    of_title = next(iter(_title_years(identity)), None)
    is_national = identity.place == NATION and identity.kind == Kind.WORK_REPORT
    planned = identity.plan_year if not is_national else None
    of_data, data = _data_year(identity, texts)
    delivered = identity.delivered_on.year if identity.delivered_on else None
    published = identity.published_on.year if identity.published_on and not is_national else None
    of_index = next(iter(years(indexed)), None)
    told = ((of_title, identity.title), (of_data, data), (planned, "plan_year"), (of_index, indexed), (delivered, "delivered_on"))
    for year, evidence in told:
        if year:
            return replace(identity, year=year, evidence=identity.evidence | {"year": evidence})
    if identity.kind == Kind.RESOLUTION and (session := session_year(simplified(identity.title + texts[0]))):
        return replace(identity, year=session[0], supplied=(*identity.supplied, "year"),
                       evidence=identity.evidence | {"year": session[1]})
    if published:
        return replace(identity, year=published, evidence=identity.evidence | {"year": "published_on"})
    if named := next(iter(years(file_name.replace("_", " "))), None):
        return replace(identity, year=named, supplied=(*identity.supplied, "year"),
                       evidence=identity.evidence | {"year": file_name})
    return _with_suggested_year(identity, texts)


def _title_years(identity: Identity) -> list[int]:
    """The years of the title; else of the subtitle, or of a line above the title that is a year and nothing else."""
    beside = identity.subtitle if identity.kind != Kind.ARTICLE else ""
    above = identity.kicker if YEAR_ALONE.fullmatch(identity.kicker) else ""
    title = HORIZON.sub("", _printed_title(identity))
    if following := NEXT.search(simplified(title)):
        return years(following["year"])
    if REPORT.search(title):
        title = SPAN.sub("", title)
    return years(title) or years(beside) or years(above)


def _data_year(identity: Identity, texts: list[str]) -> tuple[int | None, str]:
    """The year whose figures a statistical communiqué without a title gives, from the first words of its text."""
    if identity.kind != Kind.STATISTICS:
        return None, ""
    match = next(filter(None, map(DATA_YEAR.match, texts[:12])), None)
    return (int(match[1]), match.group()) if match else (None, "")


def _with_closing_day(identity: Identity, blocks: list[Block]) -> Identity:
    """The day under a paper or above it, where no label says when it was published."""
    if identity.published_on or identity.kind not in (Kind.POLICY, Kind.REGULATION):
        return identity
    day = next((b for b in (*blocks[:12], *blocks[:-8:-1]) if DAY.match(b.text)), None)
    published = first_date(day.text) if day else None
    return replace(identity, published_on=published, evidence=identity.evidence | {"published_on": day.text}) if published else identity


def _with_suggested_year(identity: Identity, texts: list[str]) -> Identity:
    suggested = suggested_year(identity, texts)
    if not suggested:
        return identity
    year, because = suggested
    return replace(identity, suggestions=identity.suggestions | {"year": year},
                   evidence=identity.evidence | {f"{GUESS}year": because})


def suggested_year(identity: Identity, texts: list[str]) -> tuple[int, str] | None:
    """A year the text lets one guess, and the words it is guessed from."""
    if found := places.anniversary(" ".join((identity.kicker, identity.title, *texts)), identity.place_name):
        return found
    for text in texts:
        if match := PRESENT_YEAR.search(text):
            return int(match[1] or match[2]), match.group()
    closing = first_date(texts[-1]) if texts else None
    return (closing.year, texts[-1]) if closing else None
