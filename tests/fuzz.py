"""Hostile files by the thousand, handed to the intake: `python -m tests.fuzz --minutes 10 [--seed N]`.

Every file must end as outcomes within the limits, with no error in the log, nothing half stored and no process left
behind. The files are samples in every format, bent out of shape: bytes, the parts of containers, characters.
"""
import argparse
import csv
import json
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from tests.extraction.files import doc_file, docx_file, odt_file, p, paragraph, pdf_file, zip_file

PROJECT = Path(__file__).resolve().parent.parent
FIXTURES = PROJECT / "fixtures"
CORPUS = Path(os.environ.get("CORPUS", PROJECT.parent / "shared" / "corpus"))
SECONDS, SLACK, EACH, EVERY = 10, 15, 0.05, 100
"""Seconds that a file may take, in a child and in this process, and each document of it here; how many files are stored at once."""
SIGNS = ["\x00", "\x1b", "\u200b", "\ue000", "\ufffd", "\u202e", "\U000e0001", "　", "\r", "\u2028", "(yì)", "?)", "*", "{", "<script>", "]]>",
         "&#x0;", "&xxe;", "\"", ",", "\t", "一、", "（二）", "各位代表：", "2023年", "点击：95", "责任编辑：", "（完）", "🙂", "\U00020000", "à̀̀"]


@dataclass
class Tally:
    """What was handed in, what became of it, and the file that took longest."""
    files: int = 0
    outcomes: Counter = field(default_factory=Counter)
    slowest: float = 0
    of: str = ""
    busiest: float = 0
    with_: str = ""

    def __str__(self) -> str:
        became = ", ".join(f"{status} {count}" for status, count in self.outcomes.most_common())
        return f"{self.files} files; {became}; the slowest took {self.slowest:.1f} s ({self.of}), the hardest {self.busiest:.1f} s of this process ({self.with_})"


def fuzz(seconds: float, dice: random.Random) -> Tally:
    """Hands in files for so long. Raises AssertionError at the first that does what none may."""
    from archive.extraction.child import close_idle
    from archive.intake.ingest import Wishes, ingest

    tally, sources, end = Tally(), samples(), time.monotonic() + seconds
    while time.monotonic() < end:
        name, raw = bent(dice, sources)
        began, used = time.monotonic(), time.process_time()
        try:
            with errors_logged() as errors:
                outcomes = ingest(raw, name, Wishes(publish=False))
            took, used = time.monotonic() - began, time.process_time() - used
            assert not errors, errors[0]
            # Of the child the wall's clock is asked, of this process its own: on a busy machine it only waits.
            assert used < SLACK + EACH * len(outcomes), f"{name} took {used:.1f} s of this process"
            check(outcomes)
        except Exception:
            saved = Path(tempfile.gettempdir()) / f"fuzz-{os.getpid()}-{tally.files}"
            saved.write_bytes(raw)
            say(f"{name}: kept as {saved}")
            raise
        tally.slowest, tally.of = max((tally.slowest, tally.of), (took, name))
        tally.busiest, tally.with_ = max((tally.busiest, tally.with_), (used, name))
        tally.files += 1
        tally.outcomes.update(str(outcome.status) for outcome in outcomes)
        if tally.files % EVERY == 0:
            sweep()
    sweep()
    close_idle()
    return tally


@contextmanager
def errors_logged() -> Iterator[list[str]]:
    """What is logged as an error meanwhile: a fault that a refusal hides."""
    errors: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: errors.append(record.getMessage())
    logging.getLogger().addHandler(handler)
    try:
        yield errors
    finally:
        logging.getLogger().removeHandler(handler)


def check(outcomes: list) -> None:
    """Each document was refused in a sentence, or is stored whole."""
    from archive.intake.ingest import Status

    assert outcomes
    for outcome in outcomes:
        if outcome.status == Status.REFUSED:
            assert outcome.error
            assert str(outcome.error).strip()
            continue
        report = outcome.report
        assert report.paragraphs.count() == report.paragraph_count > 0
        assert report.witnesses.exists()
        if outcome.status == Status.IMPORTED:
            assert as_extracted(report) == outcome.document.extracted


def as_extracted(report: object) -> str:
    """The stored text with every stored edit undone."""
    from archive.text.tape import Edit, undone
    from archive.text.vocabulary import EditKind

    reading = "\n".join(report.paragraphs.order_by("position").values_list("text", flat=True))
    return undone(reading, [Edit(EditKind(e.kind), e.start, e.end, e.before, e.after) for e in report.edits.order_by("position")])


def sweep() -> None:
    """Nothing stored that belongs to nothing, and every file that is named; then the shelves are emptied."""
    from archive.holdings.originals import path_of
    from archive.holdings.removal import remove
    from archive.models import Original, Report, Token

    assert not Report.objects.filter(paragraphs=None).exists()
    assert not Token.objects.filter(paragraph=None).exists()
    assert not Original.objects.filter(witnesses=None).exists()
    assert all(path_of(original.pk).exists() for original in Original.objects.all())
    remove(Report.objects.all())
    assert not Original.objects.exists()


def samples() -> list[tuple[str, bytes]]:
    """The sample reports in every format, and files of the corpus where it is."""
    texts = [path.read_text("utf-8") for path in sorted(FIXTURES.glob("*.txt"))[:6]]
    found = [made for number, text in enumerate(texts) for made in formats(f"{number}", text)]
    real = [path for path in sorted(CORPUS.rglob("*")) if path.is_file() and path.stat().st_size < 1 << 20] if CORPUS.is_dir() else []
    return found + [(path.name, path.read_bytes()) for path in real[::max(1, len(real) // 60)]]


def formats(name: str, text: str) -> list[tuple[str, bytes]]:
    """A text as a file of each format."""
    rows = [line for line in text.split("\n") if line.strip()]
    table = StringIO()
    csv.writer(table).writerows([["正文", "标题"], [text, rows[0]], [text[::-1], "倒"]])
    docx = docx_file("".join(map(p, rows)))
    pages = [paragraph(780, *(row[:28] for row in rows[at:at + 25])) for at in range(0, min(len(rows), 75), 25)]
    return [
        (f"{name}.txt", text.encode()), (f"{name}-gb.txt", text.encode("gb18030")), (f"{name}-16.txt", text.encode("utf-16")),
        (f"{name}-big5.txt", text.encode("big5", "ignore")), (f"{name}.docx", docx),
        (f"{name}.odt", odt_file("".join(f"<text:p>{row}</text:p>" for row in rows))),
        (f"{name}.doc", doc_file(("\r".join(rows)[:20000], "utf-16-le"))), (f"{name}.pdf", pdf_file(*pages)),
        (f"{name}.html", ("<html><head><title>报告</title></head><body><div id=zoom>" + "".join(f"<p>{row}</p>" for row in rows) + "</div></body></html>").encode()),
        (f"{name}.csv", table.getvalue().encode()), (f"{name}.jsonl", "\n".join(json.dumps({"text": part}) for part in (text, text[:400])).encode()),
        (f"{name}.zip", zip_file({"甲.txt": text.encode(), "乙.docx": docx, "丙/丁.zip": zip_file({"戊.txt": text.encode()})}))]


def bent(dice: random.Random, sources: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """A file that nobody ever meant to write."""
    if dice.random() < 0.05:
        return dice.choice(["噪.txt", "噪.docx", "噪.pdf", "噪"]), dice.randbytes(dice.randint(0, 20000))
    name, raw = dice.choice(sources)
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        raw = dice.choice(WAYS)(dice, raw, sources)
    if dice.random() < 0.1:
        name = dice.choice(sources)[0]
    return name, raw[:4 << 20]


def flipped(dice: random.Random, raw: bytes, _: list) -> bytes:
    changed = bytearray(raw)
    for _ in range(dice.choice([1, 4, 40])):
        if changed:
            changed[dice.randrange(len(changed))] = dice.choice([0, 255, dice.randrange(256)])
    return bytes(changed)


def cut(dice: random.Random, raw: bytes, _: list) -> bytes:
    start, end = sorted(dice.randint(0, len(raw)) for _ in range(2))
    return raw[:start] + raw[end:] if dice.random() < 0.5 else raw[:end]


def repeated(dice: random.Random, raw: bytes, _: list) -> bytes:
    start = dice.randint(0, len(raw))
    piece = raw[start:start + dice.choice([1, 3, 100, 3000])]
    return raw[:start] + piece * dice.choice([2, 50, 2000]) + raw[start:]


def spliced(dice: random.Random, raw: bytes, sources: list) -> bytes:
    other = dice.choice(sources)[1]
    return raw[:dice.randint(0, len(raw))] + other[dice.randint(0, len(other)):]


def signed(dice: random.Random, raw: bytes, _: list) -> bytes:
    """Signs that mean something to some step, put anywhere, in the file's own encoding or none."""
    text = raw.decode("utf-8", "surrogateescape")
    for _ in range(dice.choice([1, 5, 50])):
        at = dice.randint(0, len(text))
        text = text[:at] + dice.choice(SIGNS) * dice.choice([1, 1, 2, 30]) + text[at:]
    return text.encode("utf-8", "surrogateescape")


def unlined(dice: random.Random, raw: bytes, _: list) -> bytes:
    """Line ends lost, or at every turn."""
    return raw.replace(b"\n", b"") if dice.random() < 0.5 else raw.replace("。".encode(), "。\n\n".encode())


def repacked(dice: random.Random, raw: bytes, sources: list) -> bytes:
    """A container with one part bent, so that the bend gets past its checksums."""
    try:
        with ZipFile(BytesIO(raw)) as file:
            parts = {name: file.read(name) for name in file.namelist()}
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError, MemoryError):
        return flipped(dice, raw, sources)
    except Exception:  # what a damaged container raises is no concern of ours here
        return raw
    if not parts:
        return raw
    name = dice.choice(sorted(parts))
    parts[name] = dice.choice([flipped, cut, repeated, signed])(dice, parts[name], sources)
    return zip_file(parts)


WAYS: list[Callable[[random.Random, bytes, list], bytes]] = [flipped, cut, repeated, spliced, signed, unlined, repacked, repacked, repacked]


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "archive.settings", "DATA": data}
        import django

        django.setup()
        from django.conf import settings

        from archive.extraction.document import Limits
        from bench.database import own_database

        settings.EXTRACTION_LIMITS = Limits(seconds=SECONDS)
        say(f"seed {options.seed}")
        with own_database():
            say(str(fuzz(options.minutes * 60, random.Random(options.seed))))  # noqa: S311 (no secret)
    return 0


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
