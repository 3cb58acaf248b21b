"""What a citation tells, whichever its form."""
import datetime
import re
from dataclasses import dataclass, replace

from archive.citations import responsibility
from archive.models import FormerParagraph, Paragraph, Report
from archive.text.vocabulary import Kind

REPORTS = {Kind.WORK_REPORT, Kind.RESOLUTION, Kind.COMMUNIQUE, Kind.STATISTICS}
ARCHIVE = "政府报告文库"
INVENTED = "示例，内容为虚构"
"""What is said of a sample wherever it is told of outside the archive."""
# Line breaks and the like would begin a field of their own; signs of direction would turn the rest of a line around.
UNPRINTABLE = re.compile("[\\s\x00-\x1f\x7f-\x9f]+")
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Access:
    """How a reader came by it: on which day, in which state of the archive."""
    day: datetime.date
    release: str


@dataclass(frozen=True)
class Source:
    """A report, or a paragraph of it, to be cited. `issued` is as much of «2022-12-19» as is known, or empty.

    `key` is how a bibliography calls it, `version` the archive's text of it, counted from 1, `passage` a paragraph's number
    and `whole` its report's address. `supplied` names what the archive said of it, and not the document.
    """
    key: str
    title: str
    authors: tuple[str, ...]
    institution: str
    is_author_supplied: bool
    is_report: bool
    issued: str
    language: str
    speaker: str
    publisher: str
    place: str
    version: int
    is_revised: bool
    permalink: str
    whole: str
    access: Access
    passage: int | None = None
    text: str = ""
    is_sample: bool = False
    supplied: tuple[str, ...] = ()

    @property
    def is_chinese(self) -> bool:
        return self.language.startswith("zh")

    @property
    def where(self) -> str:
        """The passage as a citation names it."""
        if self.passage is None:
            return ""
        return f"第{self.passage}段" if self.is_chinese else f"para. {self.passage}"


def of_report(report: Report, permalink: str, access: Access) -> Source:
    named, supplied = responsibility.named(report), responsibility.supplied(report)
    return Source(
        key="-".join(report.address), title=one_line(report.title), authors=tuple(map(one_line, named or supplied)),
        institution=one_line(report.issuer or "".join(supplied)), is_author_supplied=bool(supplied and not named),
        is_report=report.kind in REPORTS, issued=issued(report), language=one_line(report.language),
        speaker=one_line(f"{report.speaker_role} {report.speaker}") if report.speaker else "",
        publisher=one_line(report.source), place=one_line(report.place_label), version=report.revision,
        is_revised=report.revision > 1, permalink=permalink, whole=permalink, access=access,
        is_sample=report.is_sample, supplied=supplied_by_archive(report))


def supplied_by_archive(report: Report) -> tuple[str, ...]:
    """Of what a citation leads with, what no file prints, or prints otherwise."""
    responsible = "authors" if report.authors else "issuer" if report.issuer else ""
    return tuple(called for name, called in ((responsible, "责任者"), ("title", "题名")) if name in report.supplied and name not in report.earlier)


def of_paragraph(paragraph: Paragraph | FormerParagraph, permalink: str, whole: str, access: Access) -> Source:
    """A former paragraph is cited as it stood: its number, in the last version that had it; versions of a report merged are not ours."""
    source = of_report(paragraph.report, whole, access)
    passage = replace(source, key=paragraph.token_id, permalink=permalink, passage=paragraph.position, text=one_line(paragraph.text))
    if not isinstance(paragraph, FormerParagraph):
        return passage
    return replace(passage, version=paragraph.until, is_revised=not paragraph.key)


def issued(report: Report) -> str:
    """The day, else the year under which it is filed; statistics are filed under the year they count, not that of issue."""
    if day := report.delivered_on or report.published_on:
        return day.isoformat()
    return str(report.year) if report.year and report.kind != Kind.STATISTICS else ""


def one_line(value: str) -> str:
    r"""The value without what is not to be seen.

    >>> one_line("题\r\nUR  - 假\u202e ")
    '题 UR - 假'
    """
    return UNPRINTABLE.sub(" ", TURNING.sub("", value)).strip()
