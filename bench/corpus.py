"""Paragraphs to measure with: the real corpus where it is, else sentences of the fixtures put together anew."""
import lzma
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("CORPUS", ROOT.parent / "shared" / "corpus" / "paragraphs.txt.xz"))
FIXTURES = ROOT / "fixtures"
MADE_UP = 100_000
BLOCK = 100
SENTENCE = re.compile("[^。；]+[。；]?|[。；]")


def paragraphs() -> Iterator[str]:
    """The corpus, a paragraph a line."""
    return _read() if CORPUS.exists() else recombined(MADE_UP)


def source() -> str:
    return CORPUS.name if CORPUS.exists() else f"{MADE_UP:,} paragraphs recombined from fixtures/"


def _read() -> Iterator[str]:
    with lzma.open(CORPUS, "rt", encoding="utf-8") as file:
        yield from (line.strip() for line in file if line.strip())


def recombined(count: int) -> Iterator[str]:
    """Paragraphs of one to four sentences, each drawn from the fixtures; the same each time."""
    texts = [path.read_text("utf-8") for path in sorted(FIXTURES.rglob("*.txt")) if _is_utf8(path)]
    sentences = sorted({s for text in texts for s in re.findall(r"[^\s。]+。", text)})
    dice = random.Random(0)  # noqa: S311 (no secret)
    for _ in range(count):
        yield "".join(dice.choices(sentences, k=dice.randint(1, 4)))


def sequence() -> Iterator[str]:
    """Paragraphs without end, the same each time: any beginning of them is a fair sample of the real ones, until these are all used up.

    The real ones come first, in blocks of neighbours that are shuffled. Behind them come made ones: a real paragraph
    says how many sentences, and each sentence is drawn from all the real ones, so that words stay as common and
    paragraphs as long as they were, and only what stands together is new.
    """
    real = list(_read()) if CORPUS.exists() else list(recombined(1000))
    dice = random.Random(0)  # noqa: S311 (no secret)
    if CORPUS.exists():
        blocks = [real[at:at + BLOCK] for at in range(0, len(real), BLOCK)]
        dice.shuffle(blocks)
        yield from (paragraph for block in blocks for paragraph in block)
    cut = [SENTENCE.findall(paragraph) for paragraph in real]
    sentences = [sentence for paragraph in cut for sentence in paragraph]
    while True:
        yield "".join(dice.choices(sentences, k=len(dice.choice(cut))))


def real_count() -> int:
    """How many of the sequence are real."""
    return sum(1 for _ in _read()) if CORPUS.exists() else 0


def _is_utf8(path: Path) -> bool:
    try:
        path.read_bytes().decode()
    except UnicodeDecodeError:
        return False
    return True
