"""How many reports of 20,000 characters go from a file to public in a second, on one core: the parts of `archive.intake.ingest`, all of them."""
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from bench import corpus

CHARACTERS, REPORTS, FIRST_YEAR = 20_000, 40, 1960
LEAST = 80
"""Characters a paragraph: so its mean is 177, that of the 31 provinces' reports of 2025, which have 101 paragraphs and 17,900 characters each."""
FROM_DOCX, FROM_TEXT = 8, 30
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')


def reports(count: int) -> Iterator[str]:
    """Work reports put together of paragraphs that each stand in one of them, no two of one place and year."""
    from archive.models import Place

    names = Place.objects.filter(level="prefecture", to_year=None, is_sample=False).order_by("pk").values_list("name", flat=True)[:count]
    paragraphs = as_long(corpus.paragraphs())
    for number, name in enumerate(names):
        yield report(name, FIRST_YEAR + number, paragraphs)


def as_long(lines: Iterator[str]) -> Iterator[str]:
    """Paragraphs as long as a report's: the corpus has clauses of laws, which are shorter."""
    waiting = ""
    for line in lines:
        waiting += line
        if len(waiting) >= LEAST:
            yield waiting
            waiting = ""


def report(place: str, year: int, paragraphs: Iterator[str]) -> str:
    lines = [f"{year}年{place}人民政府工作报告", "各位代表：", "现在，我代表市人民政府，向大会报告工作，请予审议。"]
    for heading in (f"一、{year - 1}年工作回顾", f"二、{year}年工作安排"):
        lines.append(heading)
        size = 0
        while size < CHARACTERS // 2:
            lines.append(next(paragraphs))
            size += len(lines[-1])
    return "\n".join(lines)


def docx(text: str) -> bytes:
    """A text as Word writes it: a run and some properties for each paragraph."""
    body = "".join(f'<w:p><w:pPr><w:ind w:firstLineChars="200"/></w:pPr><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>{escape(line)}</w:t></w:r></w:p>'
                   for line in text.split("\n"))
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return target.getvalue()


def rate(made: Callable[[str], bytes], ending: str, texts: list[str]) -> float:
    """Reports a second from bytes to public, by this one process; the first, which warms up, is not counted."""
    from archive.intake.ingest import Wishes, ingest

    files = [(f"{number}.{ending}", made(text)) for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder, originals_in(Path(folder)):
        start = 0.0
        for number, (name, raw) in enumerate(files):
            start = start or (time.perf_counter() if number else 0.0)
            [outcome] = ingest(raw, name, Wishes())
            if not (outcome.report and outcome.report.is_public):
                raise RuntimeError(f"{name}: {outcome.status}, {outcome.error}, {outcome.warnings}")
        return (len(files) - 1) / (time.perf_counter() - start)


@contextmanager
def originals_in(folder: Path) -> Iterator[None]:
    """The original files go to another folder for as long as it lasts."""
    from django.conf import settings

    home, settings.ORIGINALS = settings.ORIGINALS, folder
    try:
        yield
    finally:
        settings.ORIGINALS = home


def measured() -> list[tuple[str, float, float]]:
    """What was measured, how many a second, and how many it must be; in a database of its own, left as it was."""
    from archive.extraction.child import close_idle
    from archive.holdings.removal import remove
    from archive.models import Report

    found = []
    for what, made, ending, least in (("from text", str.encode, "txt", FROM_TEXT), ("from DOCX", docx, "docx", FROM_DOCX)):
        found.append((f"{what} to published, {CHARACTERS:,} characters, one process", rate(made, ending, list(reports(REPORTS))), least))
        remove(Report.objects.all())
    close_idle()
    return found
