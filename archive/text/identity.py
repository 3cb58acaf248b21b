"""What a document is: its kind, place, year, dates and people, from what it says of itself."""
import re
from dataclasses import dataclass, field, replace
from datetime import date

from archive.text import places
from archive.text.blocks import Block, Section
from archive.text.dates import first_date, single_year, years
from archive.text.errors import Sentence
from archive.text.opening import REPORTERS, Opening, names
from archive.text.script import is_traditional
from archive.text.sessions import session_year
from archive.text.vocabulary import BlockKind, Kind, Part

NATION, SAMPLE = "000000", 6000
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
    identity = _with_year(identity, texts, file_name)
    return replace(identity, warnings=_warnings(identity))


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
    elif identity.kind == Kind.RESOLUTION and "决议" in file_name:
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


def _with_year(identity: Identity, texts: list[str], file_name: str) -> Identity:
    """The year it is filed under: title, plan, delivery, publication, file name (supplied), in this order."""
    of_title = next(iter(years(_printed_title(identity)) or years(identity.subtitle if identity.kind != Kind.ARTICLE else "")), None)
    planned = identity.plan_year if identity.place != NATION else None
    delivered = identity.delivered_on.year if identity.delivered_on else None
    published = identity.published_on.year if identity.published_on and identity.place != NATION else None
    for year, evidence in ((of_title, identity.title), (planned, "plan_year"), (delivered, "delivered_on"), (published, "published_on")):
        if year:
            return replace(identity, year=year, evidence=identity.evidence | {"year": evidence})
    if identity.kind == Kind.RESOLUTION and (session := session_year(identity.title + texts[0])):
        return replace(identity, year=session[0], supplied=(*identity.supplied, "year"),
                       evidence=identity.evidence | {"year": session[1]})
    if named := next(iter(years(file_name.replace("_", " "))), None):
        return replace(identity, year=named, supplied=(*identity.supplied, "year"),
                       evidence=identity.evidence | {"year": file_name})
    return _with_suggested_year(identity, texts)


def _with_suggested_year(identity: Identity, texts: list[str]) -> Identity:
    suggested = suggested_year(identity, texts)
    if not suggested:
        return identity
    year, because = suggested
    return replace(identity, suggestions=identity.suggestions | {"year": year},
                   evidence=identity.evidence | {"suggestions.year": because})


def suggested_year(identity: Identity, texts: list[str]) -> tuple[int, str] | None:
    """A year the text lets one guess, and the words it is guessed from."""
    if found := places.anniversary(" ".join((identity.kicker, identity.title, *texts)), identity.place_name):
        return found
    for text in texts:
        if match := PRESENT_YEAR.search(text):
            return int(match[1] or match[2]), match.group()
    closing = first_date(texts[-1]) if texts else None
    return (closing.year, texts[-1]) if closing else None


def _warnings(identity: Identity) -> tuple[Sentence, ...]:
    found = []
    if identity.kind == Kind.OTHER:
        found.append(Sentence("没有认出这是哪一类文件，先作为草稿收下，请核对文种、地区和年份。"))
    if identity.kind == Kind.SUMMARY:
        found.append(Sentence("这是摘要或抓取说明，不是报告全文。"))
    if identity.place is None:
        found.append(Sentence("没有认出是哪个地区的文件，或同名的地区不止一个：请补上地区。"))
    delivered = identity.delivered_on
    if delivered and identity.year and abs(delivered.year - identity.year) > 1:
        found.append(Sentence("标题的年份（{year}）与报告日期（{date}）相差超过一年，请核对。",
                              {"year": identity.year, "date": delivered.isoformat()}))
    return tuple(found)
