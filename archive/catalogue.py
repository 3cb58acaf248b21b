"""What the archive holds, counted by place and year."""
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from archive.models import UNDATED, UNPLACED, Place, Report

ROWS = 40


@dataclass(frozen=True)
class Cell:
    year: int | None
    count: int


@dataclass(frozen=True)
class Row:
    """What is held of a place in each year; `place` is None for reports without one."""
    code: str
    place: Place | None
    cells: list[Cell]
    total: int


@dataclass(frozen=True)
class Matrix:
    """Places and years, newest year first, undated last."""
    years: list[int | None]
    rows: list[Row]


def totals() -> dict[str, int]:
    found = Report.objects.public().aggregate(reports=Count("pk"), paragraphs=Sum("paragraph_count"))
    return {name: count or 0 for name, count in found.items()}


def holdings(reports: QuerySet[Report]) -> Counter[tuple[str, int | None]]:
    """How many of `reports` there are of each place and year."""
    counted = reports.order_by().values_list("place_id", "year").annotate(Count("pk"))
    return Counter({(code or UNPLACED, year): count for code, year, count in counted})


def matrix() -> Matrix:
    """Every place that holds something, or every province once the places are too many for a page."""
    held = holdings(Report.objects.public())
    if len({code for code, _ in held}) > ROWS:
        held = by_province(held)
    years = sorted({year for _, year in held}, key=lambda year: -(year or 0))
    places = Place.objects.in_bulk({code for code, _ in held})
    return Matrix(years, [row(code, places.get(code), years, held) for code in sorted({c for c, _ in held})])


def by_province(held: Counter[tuple[str, int | None]]) -> Counter[tuple[str, int | None]]:
    summed: Counter[tuple[str, int | None]] = Counter()
    for (code, year), count in held.items():
        summed[code if code == UNPLACED else f"{code[:2]}0000", year] += count
    return summed


def row(code: str, place: Place | None, years: Iterable[int | None], held: Counter) -> Row:
    cells = [Cell(year, held[code, year]) for year in years]
    return Row(code, place, cells, sum(cell.count for cell in cells))


@dataclass(frozen=True)
class Places:
    """`held`: those with reports at or below them, and how many; `bare`: those of today without any."""
    held: list[tuple[Place, int]]
    bare: list[Place]


def counted(places: Iterable[Place]) -> Places:
    """The nation counts its own reports only, for every other place is listed beside it."""
    places = list(places)
    counts = dict(Report.objects.public().order_by().values_list("place_id").annotate(Count("pk")))
    held = [(place, sum(n for code, n in counts.items() if code and code.startswith(place.code_prefix or place.code)))
            for place in places]
    return Places([(place, n) for place, n in held if n], [place for place, n in held if not n and place.to_year is None])


def kinds_levels_years() -> dict[str, dict[str | None, int]]:
    """How many reports there are of each kind, level and year; the most frequent kind first, the latest year."""
    held = Report.objects.public().order_by().values_list("kind", "place__level", "year").annotate(Count("pk"))
    found: dict[str, Counter] = {"kind": Counter(), "level": Counter(), "year": Counter()}
    for kind, level, year, count in held:
        for name, value in (("kind", kind), ("level", level), ("year", str(year or UNDATED))):
            found[name][value] += count
    years = sorted(found["year"].items(), key=lambda pair: pair[0] if pair[0] != UNDATED else "", reverse=True)
    return {"kind": dict(found["kind"].most_common()), "level": dict(found["level"].most_common()), "year": dict(years)}
