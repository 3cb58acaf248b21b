"""What the facets tell of every report, kept here: to look it up for each report that holds something took half of a search.

A report's row bears the transaction that last changed it, and a snapshot of PostgreSQL's says which transactions are seen. So
each answer brings, of the very state that it counts, the reports that were changed by what the last snapshot did not see. What
asks in a transaction must see each statement's own state, as PostgreSQL does unless it is told otherwise: not an older one.
"""
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy
from django.db import connection

from archive.search.asking import WRITING
from archive.text.places import NATION
from archive.text.vocabulary import Level

Numbers = numpy.ndarray
LAST = 2**62
"""More than there will be transactions."""
# What was restored from another server may name transactions that are still to come here: it is told at first and not each time.
# The planner takes a range with two ends for small.
CHANGED = f"""select 'report', jsonb_build_array(year::text, place_id, kind, speaker)::text, id, null, null, null, null from archive_report
where changed_in between %s and coalesce(%s::bigint, greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint, {WRITING}))
  and not coalesce(pg_visible_in_snapshot(changed_in::text::xid8, %s::pg_snapshot), false)"""
"""The values it takes are those of `Reports.seen`."""

STARTED = "extract(epoch from greatest(pg_postmaster_start_time(), pg_stat_get_bgwriter_stat_reset_time()))::float8"
"""When the server was started, or its statistics were emptied: it does that when one of its processes crashed, and then counts its transactions anew."""


class Facets(NamedTuple):
    """What one report counts for; the last two are the divisions that its place lies in or is."""
    year: str | None
    place: str | None
    kind: str
    speaker: str
    level: str | None
    province: str | None
    prefecture: str | None


class Database(NamedTuple):
    """The table, by the number that it has in the database, and since when its transactions are counted in a row: `STARTED`."""
    table: int
    started: float


@dataclass(frozen=True, eq=False)
class Reports:
    """As of a snapshot of a database: the reports' ids, ascending; the values of each facet, null first, and their numbers; and in `rows` the numbers of each report's.

    As numbers, for to look at an object for each report that was found took longer than to add up.
    """
    ids: Numbers
    values: tuple[list[str | None], ...]
    numbers: tuple[dict[str | None, int], ...]
    rows: Numbers
    snapshot: str | None = None
    database: Database | None = None

    @property
    def seen(self) -> tuple[int, int | None, str | None]:
        """A transaction before which nothing is new; one after which nothing is, unless that is the present one; and the snapshot."""
        return (int(self.snapshot.partition(":")[0]), None, self.snapshot) if self.snapshot else (0, LAST, None)

    def among(self, ids: Numbers) -> Numbers:
        """The rows of these reports alone. Raises LookupError where one is not known."""
        at = numpy.searchsorted(self.ids, ids)
        if not numpy.array_equal(self.ids[at], ids):
            raise LookupError(ids)
        return self.rows[at]

    def with_changed(self, new: Mapping[int, Facets]) -> "Reports":
        """The same with what these reports' facets are now."""
        if not new:
            return self
        values, numbers, before, now = zip(*map(_grown, self.values, self.numbers, self.rows.T, zip(*new.values(), strict=True)), strict=True)
        changed = numpy.array(list(new))
        others = ~numpy.isin(self.ids, changed)
        ids = numpy.concatenate([self.ids[others], changed])
        rows = numpy.concatenate([numpy.stack(before, axis=1)[others], numpy.stack(now, axis=1)])
        order = ids.argsort()
        return replace(self, ids=ids[order], values=values, numbers=numbers, rows=rows[order])


NONE = Reports(
    numpy.empty(0, "int64"), tuple([] for _ in Facets._fields), tuple({} for _ in Facets._fields), numpy.empty((0, len(Facets._fields)), "int32"))
kept: dict[str, Reports] = {}
"""By the name of the database."""


def known() -> Reports:
    return kept.get(_name(), NONE)


def brought_up(reports: Reports, changed: Iterable, database: Database, snapshot: str | None) -> Reports | None:
    """The same with what was changed, as an answer tells; None where they are another database's.

    Kept for the next answer, unless what was seen may yet be taken back.
    """
    if reports.database not in (None, database):
        return None
    new = {row.n: facets_of(*json.loads(row.value)) for row in changed}
    found = replace(reports.with_changed(new), snapshot=snapshot, database=database)
    if snapshot:
        kept[_name()] = found
    return found


def facets_of(year: str | None, place: str | None, kind: str, speaker: str) -> Facets:
    """The level and what is above, as the code tells; a county may be its province's own: then it names no prefecture."""
    if not place:
        return Facets(year, None, kind, speaker, None, None, None)
    province = f"{place[:2]}0000" if place[:2] != "00" else None
    prefecture = f"{place[:4]}00" if place[2:4] != "00" else None
    level = Level.NATION if place == NATION else Level.PROVINCE if place == province else Level.PREFECTURE if place == prefecture else Level.COUNTY
    return Facets(year, place, kind, speaker, str(level), province, prefecture)


def _grown(values: list[str | None], numbers: dict[str | None, int], column: Numbers, told: tuple[str | None, ...]) -> tuple:
    """A facet's values with those that are told, and their numbers; the column of what was known before, and of what is told."""
    if unseen := set(told) - numbers.keys():
        grown = sorted([*values, *unseen], key=lambda value: value or "")
        numbers = {value: number for number, value in enumerate(grown)}
        column, values = numpy.array([numbers[value] for value in values], "int32")[column], grown
    return values, numbers, column, numpy.array([numbers[value] for value in told], "int32")


def _name() -> str:
    return str(connection.settings_dict["NAME"])
