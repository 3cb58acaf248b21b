"""What the commonest words count, taken once and kept: to count them anew would take a search as long as a page may.

A word here is one or two Han characters, for of these the index alone decides. Tallies may lag behind, and are right all the
same: of the reports that were touched since, the text itself is asked.
"""
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from django.db import OperationalError, connection, transaction
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from psycopg.errors import SerializationFailure

from archive.models import Paragraph, Tally, Untallied
from archive.pieces import SHORT_RUN
from archive.query import Literal
from archive.search.counting import IDS, PARTS, UNPUBLISHED, grouped, with_best
from archive.search.frequencies import Frequencies, asked
from archive.search.matching import Sql, holding, matching
from archive.search.narrowing import Narrowing
from archive.text.dates import HAN_NUMERALS

COMMON = 20_000
"""Paragraphs that hold a word for which a tally is taken: below that, a search is quick enough."""
PAIRS, CHARACTERS = 48, 22
"""How many of each at most."""
NUMERALS = frozenset(f"第十百千{HAN_NUMERALS}")
"""Of these alone nobody asks; to keep what 第二 or 十 counts would only take room."""
LOCK = 0x74_61_6C
STORED = ("report_steps", *PARTS, "scores", "best_steps")
NAMED = ", ".join(STORED)
# Ids that grow pack well as steps, and not at all as they are.
KEPT = f"""
select report_id, n, {", ".join(PARTS)}, scores * {IDS} - best_id as best from (
    select sum(told.report_steps) over passed as report_id, {" + ".join(f"told.{part}" for part in PARTS)} as n, {", ".join(f"told.{part}" for part in PARTS)},
           told.scores, sum(told.best_steps) over passed as best_id
    from archive_tally tally cross join lateral unnest({", ".join(f"tally.{name}" for name in STORED)}) with ordinality told({NAMED}, nth)
    where literal = %s window passed as (order by nth rows unbounded preceding)) kept where not report_id """
TOUCHED = "archive_paragraph.report_id = any({})"
SINCE = "array(select report_id from archive_untallied)"
TAKEN = f"""
insert into archive_tally (literal, {NAMED})
select %s, {", ".join(f"coalesce(array_agg({name} order by report_id), '{{{{}}}}')" for name in STORED)} from (
    select told.*, report_id - lag(report_id, 1, 0) over following as report_steps, best_id - lag(best_id, 1, 0) over following as best_steps from (
        select told.*, scores * {IDS} - best as best_id from (select told.*, (best + {IDS} - 1) / {IDS} as scores from ({{told}}) told) told) told
    window following as (order by report_id)) told
on conflict (literal) do update set {", ".join(f"{name} = excluded.{name}" for name in STORED)}
"""
# It waits for nobody: who touches two of these reports might wait for it meanwhile.
DONE = "delete from archive_untallied where report_id in (select report_id from archive_untallied where report_id = any(%s) for update skip locked)"
log = logging.getLogger(__name__)


def is_told(root: object, narrowing: Narrowing, known: Frequencies) -> bool:
    """Whether tallies say how much of this is found where."""
    return isinstance(root, Literal) and root.folded in known.tallied and not (root.is_prefix or root.outside or narrowing.parts)


def told(literal: Literal) -> Sql:
    """As `counting.counted` of what holds the literal. Nothing where there is no tally of it: the answer must have looked."""
    touched, values = _counts(holding(_in(SINCE), literal), literal)
    return (f"select * from ({KEPT} in (select report_id from archive_untallied) union all {touched}) told "
            f"where not report_id in ({UNPUBLISHED})", (literal.folded, *values))


def settle(least: int = COMMON) -> int:
    """Takes the tallies that are due; how many there are. What another program changes meanwhile is left for the next time.

    It sees one state of the archive, which within another transaction it could not: there it does nothing.
    """
    if connection.in_atomic_block:
        return Tally.objects.count()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read")
            cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
            if cursor.fetchone()[0]:
                _take(common(known := asked(), least), known)
    except OperationalError as error:
        if not isinstance(error.__cause__, SerializationFailure):
            raise
        log.info("The archive was being changed: its tallies are taken later.")
    return Tally.objects.count()


def common(known: Frequencies, least: int = COMMON) -> list[str]:
    """The pairs of characters and the characters that so many paragraphs hold, as far as the index's statistics tell."""
    runs = {piece: share for piece, share in known.shares.items() if SHORT_RUN.fullmatch(piece)}
    pairs = {piece: share for piece, share in runs.items() if len(piece) == 2}
    characters: Counter[str] = Counter()
    for piece, share in runs.items():
        characters[piece[0]] += share
    chosen = [*_leading(pairs, PAIRS), *_leading(characters, CHARACTERS)]
    return [literal for literal, share in chosen if share * known.paragraphs >= least]


def _leading(shares: Mapping[str, float], most: int) -> list[tuple[str, float]]:
    return Counter({literal: share for literal, share in shares.items() if not NUMERALS.issuperset(literal)}).most_common(most)


def _take(literals: list[str], known: Frequencies) -> None:
    Tally.objects.exclude(literal__in=literals).delete()
    there, touched = set(Tally.objects.values_list("literal", flat=True)), list(Untallied.objects.values_list("report_id", flat=True))
    for text in literals:
        literal = Literal(text)
        if text not in there:
            _write(text, _counts(matching(Paragraph.objects.all(), literal, known), literal))
        elif touched:
            anew, values = _counts(holding(_in("%s::bigint[]", touched), literal), literal)
            _write(text, (f"{KEPT} = any(%s::bigint[]) union all {anew}", (text, touched, *values)))
    if literals:
        with connection.cursor() as cursor:
            cursor.execute(DONE, [touched])


def _counts(rows: QuerySet, literal: Literal) -> Sql:
    """How much of these paragraphs, which hold the literal, is each report's, and the best of it."""
    return grouped(with_best(rows, [literal]), has_best=True)


def _write(literal: str, told: Sql) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TAKEN.format(told=told[0]), (literal, *told[1]))


def _in(reports: str, *values: list[int]) -> QuerySet:
    """The paragraphs of the reports in an array."""
    return Paragraph.objects.filter(RawSQL(TOUCHED.format(reports), values, output_field=BooleanField()))


def without(known: Frequencies) -> Frequencies:
    """The same, as if there were no tallies."""
    return replace(known, tallied=frozenset())
