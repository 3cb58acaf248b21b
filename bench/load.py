"""Paragraphs into the archive's own tables, as made-up reports over real divisions and years."""
import multiprocessing
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from archive.holdings.store import store
from archive.models import Place
from archive.search import tallies
from archive.text.blocks import Block, Section
from archive.text.document import Document
from archive.text.fold import fold
from archive.text.identity import Identity
from archive.text.vocabulary import BlockKind, Kind, Part

SHORTEST, LONGEST = 60, 120
BATCH = 50
"""Reports a transaction."""
KINDS = [Kind.WORK_REPORT] * 7 + [Kind.REGULATION, Kind.POLICY, Kind.STATISTICS]
SPEAKERS = [f"{family}{given}" for family in "赵钱孙李周吴郑王" for given in ("明", "建国", "志强")]
SECTIONS = tuple(Section(number, heading, 1, None, part) for number, heading, part in zip(
    ("一、", "二、", "三、", "四、"), ("工作回顾", "主要目标", "工作安排", "自身建设"), Part, strict=True))


@dataclass(frozen=True)
class Draft:
    """A report to be: its paragraphs, and what is said of it."""
    texts: list[str]
    identity: Identity


@dataclass(frozen=True)
class Filled:
    """Paragraphs that were added, seconds to store them, to index all there are and to take the tallies; bytes of the index with these, and of all folded texts."""
    paragraphs: int
    storing: float
    indexing: float
    tallying: float
    index: int
    text: int


def drafts(paragraphs: Iterable[str], seed: int = 0) -> Iterator[Draft]:
    """The paragraphs dealt out to reports, the same each time for one seed."""
    dice = random.Random(seed)  # noqa: S311 (no secret)
    codes = list(Place.objects.filter(is_sample=False).order_by("code").values_list("code", flat=True))
    texts, length = [], dice.randint(SHORTEST, LONGEST)
    for text in paragraphs:
        texts.append(text)
        if len(texts) == length:
            yield Draft(texts, identity(dice, codes))
            texts, length = [], dice.randint(SHORTEST, LONGEST)
    if texts:
        yield Draft(texts, identity(dice, codes))


def identity(dice: random.Random, codes: list[str]) -> Identity:
    return Identity(
        kind=dice.choice(KINDS), title="政府工作报告", place=dice.choice(codes), speaker=dice.choice(SPEAKERS),
        year=dice.choice([*range(1979, 2026), None]))


def filled(shelf: list[Draft], workers: int) -> Filled:
    """Filled first and indexed then, for each to be timed; as reports come in, the index grows with them, to the same size."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_indexdef('paragraph_bigrams'::regclass)")
        (definition,) = cursor.fetchone()
        cursor.execute("drop index paragraph_bigrams")
    start = time.perf_counter()
    load(shelf, workers)
    storing = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute(definition)
        indexing = time.perf_counter() - start - storing
        cursor.execute("vacuum analyze")
        start = time.perf_counter()
        tallies.settle()
        tallying = time.perf_counter() - start
        cursor.execute("select pg_relation_size('paragraph_bigrams') + pg_total_relation_size('archive_tally'), sum(octet_length(folded)) from archive_paragraph")
        index, text = map(int, cursor.fetchone())
    return Filled(sum(len(draft.texts) for draft in shelf), storing, indexing, tallying, index, text)


def load(shelf: list[Draft], workers: int) -> None:
    """Stores and publishes them all, a transaction for each batch, by so many processes side by side."""
    connection.close()
    fork = multiprocessing.get_context("fork")
    hands = [fork.Process(target=store_all, args=(shelf[hand::workers],), daemon=True) for hand in range(workers)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    if any(hand.exitcode for hand in hands):
        raise SystemExit("A process that was storing reports failed.")


def store_all(shelf: list[Draft]) -> None:
    for batch in batched(shelf, BATCH):
        with transaction.atomic():
            for draft in batch:
                store(document(draft), [fold(text) for text in draft.texts], published_at=timezone.now())


def batched(shelf: list[Draft], size: int) -> Iterator[list[Draft]]:
    return (shelf[at:at + size] for at in range(0, len(shelf), size))


def document(draft: Draft) -> Document:
    """As if intake had read it: four sections of equal length, nothing to repair."""
    count = len(draft.texts)
    blocks = tuple(Block(BlockKind.BODY, text, section, SECTIONS[section].part)
                   for at, text in enumerate(draft.texts) for section in [at * len(SECTIONS) // count])
    return Document("\n".join(draft.texts), draft.identity, blocks, SECTIONS, ((),) * count, ())
