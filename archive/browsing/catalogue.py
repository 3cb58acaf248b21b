"""What the archive holds and what it lacks, counted by place and year."""
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from archive.models import UNDATED, UNPLACED, Place, Report
from archive.text.vocabulary import Level

ROWS = 40
Held = Counter[tuple[str, int | None]]
"""How many reports there are of a place and a year; a place without a code counts as «unplaced»."""


@dataclass(frozen=True)
class Cell:
    """A year of a place. It is missing where there is nothing, but something before it and something after it."""
    year: int | None
    count: int
    is_missing: bool = False


@dataclass(frozen=True)
class Row:
    """What is held of a place in each year; `place` is None for reports without one. `above` are the places that hold it, as far as they have no row."""
    code: str
    place: Place | None
    cells: list[Cell]
    above: tuple[Place, ...] = ()

    @property
    def level(self) -> str:
        """How far it is set in: as its first place without a row would be."""
        top = self.above[0] if self.above else self.place
        return top.level if top else ""

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.cells)

    @property
    def held(self) -> list[int]:
        return sorted(cell.year for cell in self.cells if cell.year and cell.count)

    @property
    def missing(self) -> list[int]:
        return sorted(cell.year for cell in self.cells if cell.is_missing)


@dataclass(frozen=True)
class Matrix:
    """Places by pinyin, each above those it holds, and years: every year between the first and the last, newest first, undated last.

    `is_summed` says that a row counts the places below its own too.
    """
    years: list[int | None]
    rows: list[Row]
    is_summed: bool

    @property
    def place_count(self) -> int:
        return sum(row.place is not None for row in self.rows)

    @cached_property
    def held(self) -> int:
        return sum(len(row.held) for row in self.rows)

    @cached_property
    def missing(self) -> int:
        return sum(len(row.missing) for row in self.rows)

    @cached_property
    def first(self) -> int | None:
        return min((year for year in self.years if year), default=None)

    @cached_property
    def last(self) -> int | None:
        return max((year for year in self.years if year), default=None)


def totals() -> dict[str, int]:
    found = Report.objects.public().aggregate(reports=Count("pk"), paragraphs=Sum("paragraph_count"))
    return {name: count or 0 for name, count in found.items()}


def holdings(reports: QuerySet[Report]) -> Held:
    """How many of `reports` there are of each place and year."""
    counted = reports.order_by().values_list("place_id", "year").annotate(Count("pk"))
    return Counter({(code or UNPLACED, year): count for code, year, count in counted})


def matrix(reports: QuerySet[Report]) -> Matrix:
    """Every place that `reports` are of, or every province once the places are too many for a page."""
    held = holdings(reports)
    is_summed = len({code for code, _ in held}) > ROWS
    return tabulated(by_province(held) if is_summed else held, is_summed)


def is_held(place: Place) -> bool:
    """Whether anything is filed under this code or one below it."""
    return Report.objects.public().filter(place__code__startswith=place.code_prefix).exists()


def predecessors(place: Place) -> QuerySet[Place]:
    """What this place was before, as far as reports are filed there."""
    return place.predecessors.filter(Exists(Report.objects.public().filter(place=OuterRef("pk"))))


def below(place: Place, children: Iterable[Place]) -> Matrix:
    """The places directly below this one, each with all that lies below it."""
    by_prefix = {child.code_prefix or child.code: child.code for child in children}
    summed: Held = Counter()
    for (code, year), count in holdings(Report.objects.public().filter(place__code__startswith=place.code_prefix)).items():
        child = next((by_prefix[prefix] for prefix in (code, code[:4], code[:2]) if prefix in by_prefix), None)
        if child:
            summed[child, year] += count
    return tabulated(summed, is_summed=True)


def tabulated(held: Held, is_summed: bool) -> Matrix:
    codes = {code for code, _ in held}
    above = {whole for code in codes for whole in (f"{code[:2]}0000", f"{code[:4]}00")}
    places = Place.objects.in_bulk(codes | above)
    years = span(year for _, year in held)
    rows = [row(code, places.get(code), years, held) for code in sorted(codes, key=lambda code: by_pinyin(code, places))]
    return Matrix(years, rows if is_summed else [replace(row, above=tuple(place for place in path(row.code, places) if place.code not in codes)) for row in rows], is_summed)


def by_pinyin(code: str, places: dict[str, Place]) -> list[tuple[str, str]]:
    """What puts a place behind those that hold it and among its like by its name; the nation first, «unplaced» last."""
    return [("~", "")] if code == UNPLACED else [sort_key(place) for place in path(code, places)]


def path(code: str, places: dict[str, Place]) -> list[Place]:
    """The province, the prefecture and the place itself, as far as there are such."""
    return [places[each] for each in dict.fromkeys([f"{code[:2]}0000", f"{code[:4]}00", code]) if each in places]


def sort_key(place: Place) -> tuple[str, str]:
    """By pinyin, then by code; the nation before all."""
    return ("" if place.level == Level.NATION else place.sort_key, place.code)


def span(years: Iterable[int | None]) -> list[int | None]:
    """Every year from the last to the first, then None where something is undated.

    >>> span([2021, None, 2023])
    [2023, 2022, 2021, None]
    """
    known = set(years)
    dated = known - {None}
    return [*(range(max(dated), min(dated) - 1, -1) if dated else ()), *known & {None}]


def by_province(held: Held) -> Held:
    summed: Held = Counter()
    for (code, year), count in held.items():
        summed[code if code == UNPLACED else f"{code[:2]}0000", year] += count
    return summed


def years(held: Held) -> tuple[int, int]:
    """Of all places together: the years with a report, and those without one between two such years of the same place."""
    of_place: dict[str, set[int]] = defaultdict(set)
    for code, year in held:
        if year:
            of_place[code].add(year)
    there = sum(map(len, of_place.values()))
    return there, sum(max(dated) - min(dated) + 1 for dated in of_place.values()) - there


def row(code: str, place: Place | None, years: Iterable[int | None], held: Held) -> Row:
    years = list(years)
    dated = [year for year in years if year and held[code, year]]
    first, last = min(dated, default=0), max(dated, default=0)
    return Row(code, place, [Cell(year, held[code, year], bool(year) and first < year < last and not held[code, year]) for year in years])


def timeline(place: Place | None, reports: Iterable[Report]) -> Row:
    """The years of a place's own reports, oldest first, undated last."""
    code = place.code if place else UNPLACED
    held: Held = Counter((code, report.year) for report in reports)
    years = span(year for _, year in held)
    return row(code, place, sorted(years, key=lambda year: year or 9999), held)


@dataclass(frozen=True)
class Places:
    """`held`: those with reports at or below them, and how many; `bare`: those of today without any."""
    held: list[tuple[Place, int]]
    bare: list[Place]


def counted(places: Iterable[Place]) -> Places:
    """The nation counts its own reports only, for every other place is listed beside it."""
    within: Counter[str] = Counter()
    for code, count in Report.objects.public().filter(place__isnull=False).order_by().values_list("place_id").annotate(Count("pk")):
        for prefix in {code[:2], code[:4], code}:
            within[prefix] += count
    held = [(place, within[place.code_prefix or place.code]) for place in sorted(places, key=sort_key)]
    return Places([(place, n) for place, n in held if n], [place for place, n in held if not n and place.to_year is None])


def bare(children: Iterable[Place], matrix: Matrix) -> list[Place]:
    """Those of today of which the matrix has nothing."""
    held = {row.code for row in matrix.rows}
    return sorted((place for place in children if place.code not in held and place.to_year is None), key=sort_key)


def kinds_levels_years() -> dict[str, dict[str | None, int]]:
    """How many reports there are of each kind, level and year; the most frequent kind first, the latest year."""
    held = Report.objects.public().order_by().values_list("kind", "place__level", "year").annotate(Count("pk"))
    found: dict[str, Counter] = {"kind": Counter(), "level": Counter(), "year": Counter()}
    for kind, level, year, count in held:
        for name, value in (("kind", kind), ("level", level), ("year", str(year or UNDATED))):
            found[name][value] += count
    years = sorted(found["year"].items(), key=lambda pair: pair[0] if pair[0] != UNDATED else "", reverse=True)
    return {"kind": dict(found["kind"].most_common()), "level": dict(found["level"].most_common()), "year": dict(years)}
