"""How a report or a paragraph is cited: GB/T 7714—2025, RIS, BibTeX."""
import datetime
import re

from archive.models import Report
from archive.text.vocabulary import Kind, Level

REPORTS = {Kind.WORK_REPORT, Kind.RESOLUTION, Kind.COMMUNIQUE, Kind.STATISTICS}
TEX_SIGNS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
             **{sign: f"\\{sign}" for sign in "{}%&#_$"}}


def responsible(report: Report) -> list[str]:
    """Who answers for the text: its authors, its issuer, or the government whose work report it is."""
    if report.authors:
        return list(report.authors)
    if report.issuer:
        return [report.issuer]
    if report.kind == Kind.WORK_REPORT and report.place:
        return ["国务院" if report.place.level == Level.NATION else f"{report.place.name}人民政府"]
    return []


def date(report: Report) -> datetime.date | None:
    return report.delivered_on or report.published_on


def gbt7714(report: Report, permalink: str, accessed: datetime.date, position: int | None = None) -> str:
    """The 2025 edition's entry; `position` is the paragraph cited, None for the whole report."""
    is_report = report.kind in REPORTS
    issued = date(report).isoformat() if date(report) else year(report, accessed)
    when = issued if is_report else bracketed(issued)
    passage = f"：第{position}段" if position else ""
    access = "" if is_report else f"[{accessed.isoformat()}]"
    head = f"{names(responsible(report))}{report.title}[{'R' if is_report else 'EB'}/OL]"
    return f"{head}. {when}{passage}{access}. {permalink}."


def year(report: Report, accessed: datetime.date) -> str:
    """The report's year; without one that of access, bracketed as the standard has it."""
    return str(report.year) if report.year else f"[{accessed.year}]"


def bracketed(issued: str) -> str:
    return issued if issued.startswith("[") else f"（{issued}）"


def names(people: list[str]) -> str:
    """The first three, and 等 for more.

    >>> names(["甲", "乙", "丙", "丁"])
    '甲，乙，丙，等. '
    """
    shown = [*people[:3], "等"] if len(people) > 3 else people
    return "，".join(shown) + ". " if shown else ""


def one_line(value: str) -> str:
    return re.sub(r"\s+", " ", value).strip()


def ris(report: Report, permalink: str) -> str:
    issued = date(report)
    fields = [
        ("TY", "RPRT" if report.kind in REPORTS else "GEN"),
        ("TI", report.title),
        *(("AU", name) for name in responsible(report)),
        ("PY", str(report.year or "")),
        ("DA", issued.strftime("%Y/%m/%d") if issued else ""),
        ("PB", report.source),
        ("LA", report.language),
        ("UR", permalink),
    ]
    lines = [f"{tag}  - {one_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def bibtex(report: Report, permalink: str) -> str:
    """`@techreport` asks for an institution, so what has none is `@misc`."""
    by = responsible(report)
    is_report = report.kind in REPORTS and by
    issued = date(report)
    fields = {
        "title": report.title,
        "institution" if is_report else "author": " and ".join(f"{{{tex(name)}}}" for name in by),
        "year": str(report.year or ""),
        "date": issued.isoformat() if issued else "",
        "langid": "chinese",
        "url": permalink,
    }
    entry = "techreport" if is_report else "misc"
    verbatim = {"institution", "author", "url"}
    lines = [f"  {name} = {{{value if name in verbatim else tex(value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{entry}{{{'-'.join(report.address)},", *lines, "}", ""])


def tex(value: str) -> str:
    r"""The value with TeX's own signs told as characters.

    >>> tex("增长5%")
    '增长5\\%'
    """
    return "".join(TEX_SIGNS.get(sign, sign) for sign in one_line(value))
