"""Reports for tests, made by plain functions."""
import hashlib
from itertools import count

from django.utils import timezone

from archive.models import Paragraph, Place, Report, Section, Token
from archive.text.fold import fold
from archive.text.tokens import token
from archive.text.vocabulary import BlockKind, Kind, Level

SERIAL = count(1)


def make_place(code: str = "620100", name: str = "兰州市", level: str = Level.PREFECTURE, **fields) -> Place:
    """The place of this code, made if it is not there."""
    defaults = {"name": name, "short_name": name[:-1], "level": level, "sort_key": name, **fields}
    return Place.objects.get_or_create(code=code, defaults=defaults)[0]


def make_report(*texts: str, place: str | None = "620100", year: int | None = 2023, slug: str = "",
                status: str = Report.Status.PUBLISHED, part: str | None = None, **fields) -> Report:
    """A report of one section whose paragraphs are `texts`; «一、…» begins a new section."""
    slug = slug or f"report-{next(SERIAL)}"
    fields = {"title": "政府工作报告", "kind": Kind.WORK_REPORT, **fields}
    report = Report.objects.create(
        place=make_place(place) if place else None, year=year, slug=slug, status=status,
        text_hash=hashlib.sha256(f"{slug} {texts}".encode()).hexdigest(), paragraph_count=len(texts),
        character_count=sum(map(len, texts)), published_at=timezone.now(), **fields)
    report.first_key = report.key
    report.save()
    add_paragraphs(report, texts, part)
    return report


def add_paragraphs(report: Report, texts: tuple[str, ...], part: str | None) -> None:
    section = Section.objects.create(report=report, position=0, level=0, part=part)
    for position, text in enumerate(texts, 1):
        is_heading = text[1:2] == "、" and len(text) < 40
        if is_heading:
            section = Section.objects.create(
                report=report, position=position, level=1, number=text[:2], heading=text[2:], path=[text], folded=fold(text), part=part)
        value = token(report.first_key, text, position)
        Paragraph.objects.create(
            report=report, section=section, position=position, part=part, text=text, folded=fold(text),
            kind=BlockKind.HEADING if is_heading else BlockKind.BODY,
            token=Token.objects.create(value=value, report=report, given_on=timezone.now()))
