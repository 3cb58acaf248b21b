"""What the archive holds, counted by place and year."""
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from archive.models import UNPLACED, Place, Report

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


def below(places: Iterable[Place]) -> list[tuple[Place, int]]:
    """Each place with the number of reports at or below it; abolished places only where they hold some."""
    held = Counter(dict(Report.objects.public().order_by().values_list("place_id").annotate(Count("pk"))))
    counted = [(place, sum(n for code, n in held.items() if code and code.startswith(place.code_prefix)))
               for place in places]
    return [(place, count) for place, count in counted if count or place.to_year is None]
