"""The archive as records to harvest: what is public, what was withdrawn, and what is left of reports that are no more."""
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from django.conf import settings
from django.db import connection
from django.db.models import F, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from archive import labels
from archive.models import UNPLACED, Place, Report, VanishedReport
from archive.oai.arguments import Window
from archive.oai.resumption import Point

LOCAL = re.compile("[0-9a-f]{16}")
# Of the reports that were ever public; whatever is not public now counts as deleted.
GIVEN = Report.objects.filter(identifier__isnull=False).annotate(code=Coalesce("place_id", Value("")))
VANISHED = VanishedReport.objects.annotate(code=F("place_code"))
WRITERS = """
select min(xact_start) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_xid is not null
"""


@dataclass(frozen=True, order=True)
class Record:
    """A report in the archive, or what is left of it; they are listed in the order of their last change."""
    changed_at: datetime
    identifier: str
    code: str
    kind: str
    report_id: int | None = None

    @property
    def name(self) -> str:
        return f"{namespace()}{self.identifier}"


def namespace() -> str:
    """What the archive's identifiers begin with, by whatever name it is asked."""
    return f"oai:{settings.OAI_DOMAIN}:"


def listed(window: Window, after: Point | None, most: int) -> list[Record]:
    """The next records; at any depth, two looks into an index."""
    return list(islice(merge(*(_of(rows, window, after, most) for rows in (GIVEN, VANISHED))), most))


def size(window: Window) -> int:
    return sum(_within(rows, window).count() for rows in (GIVEN, VANISHED))


def found(name: str) -> Record | None:
    """The record of this identifier."""
    local = name.removeprefix(namespace())
    if local == name or not LOCAL.fullmatch(local):
        return None
    return next((record for rows in (GIVEN, VANISHED) for record in _read(rows.filter(identifier=local))), None)


def reports(records: Iterable[Record]) -> dict[int, Report]:
    """The reports of those that are public still."""
    return Report.objects.public().select_related("place").in_bulk({record.report_id for record in records} - {None})


def earliest() -> datetime:
    moments = (rows.aggregate(at=Min("changed_at"))["at"] for rows in (GIVEN, VANISHED))
    return min(filter(None, moments), default=timezone.now())


def horizon() -> datetime:
    """From when on the next harvest must ask, lest it miss what is being written now and bears an earlier time."""
    with connection.cursor() as cursor:
        cursor.execute(WRITERS)
        (writing_since,) = cursor.fetchone()
    return min(filter(None, (writing_since, timezone.now())))


def _of(rows: QuerySet, window: Window, after: Point | None, most: int) -> list[Record]:
    rows = _within(rows, window).order_by("changed_at", "identifier")
    if after:
        rows = rows.filter(Q(changed_at=after.changed_at, identifier__gt=after.identifier) | Q(changed_at__gt=after.changed_at),
                           changed_at__gte=after.changed_at)
    return _read(rows[:most])


def _read(rows: QuerySet) -> list[Record]:
    """Without a report's number where it is not public."""
    names = ["changed_at", "identifier", "code", "kind"]
    if rows.model is VanishedReport:
        return [Record(*row) for row in rows.values_list(*names)]
    return [Record(*row, report_id=pk if status == Report.Status.PUBLISHED else None)
            for *row, pk, status in rows.values_list(*names, "pk", "status")]


def _within(rows: QuerySet, window: Window) -> QuerySet:
    if window.since:
        rows = rows.filter(changed_at__gte=window.since)
    if window.before:
        rows = rows.filter(changed_at__lt=window.before)
    return _in_set(rows, window.of_set) if window.of_set else rows


def _in_set(rows: QuerySet, name: str) -> QuerySet:
    """Of `place-620100`, which takes in all below it, `place-unplaced`, or `kind-policy`."""
    sort, _, value = name.partition("-")
    if sort == "kind":
        return rows.filter(kind=value)
    if sort == "place" and value:
        return rows.filter(code="") if value == UNPLACED else rows.filter(code__startswith=value.removesuffix("00").removesuffix("00"))
    return rows.none()


def sets_of(record: Record, places: dict[str, Place]) -> list[str]:
    """The sets a record is in; of places, those that are known."""
    return [*(f"place-{code}" for code in above(record.code) if code in places or code == UNPLACED), f"kind-{record.kind}"]


def places_of(records: Iterable[Record]) -> dict[str, Place]:
    return Place.objects.in_bulk({code for record in records for code in above(record.code)})


def above(code: str) -> list[str]:
    """A code with those of the divisions it lies in, the widest first.

    >>> above("620102")
    ['620000', '620100', '620102']
    """
    return list(dict.fromkeys([f"{code[:2]}0000", f"{code[:4]}00", code])) if code else [UNPLACED]


def sets() -> list[tuple[str, str]]:
    """Every set that holds a record: how it is written, and what it is called."""
    codes = {code for rows in (GIVEN, VANISHED) for code in rows.values_list("code", flat=True).distinct()}
    kinds = {kind for rows in (GIVEN, VANISHED) for kind in rows.values_list("kind", flat=True).distinct()}
    wanted = {each for code in codes for each in above(code)}
    places = sorted(Place.objects.in_bulk(wanted).items())
    unplaced = [(f"place-{UNPLACED}", "地区不明")] if UNPLACED in wanted else []
    return [*((f"place-{code}", place.name) for code, place in places), *unplaced,
            *((f"kind-{kind}", str(name)) for kind, name in labels.KINDS.items() if kind in kinds)]
