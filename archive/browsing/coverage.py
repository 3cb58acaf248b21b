"""How much the archive holds, in exact numbers."""
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, Sum

from archive import labels
from archive.browsing import catalogue
from archive.models import Place, Report, Witness


@dataclass(frozen=True)
class Level:
    """A level of the administration: how many of today's places there are, how many of any time have a report of their own."""
    label: str
    reports: int
    places: int
    known: int


@dataclass(frozen=True)
class Coverage:
    """What is public. `held` and `missing` count years of places: those with a report, and those between two such without."""
    counts: dict[str, int | None]
    levels: list[Level]
    kinds: list[tuple[str, str, int]]
    held: int
    missing: int


def coverage() -> Coverage:
    public = Report.objects.public()
    held, missing = catalogue.years(catalogue.holdings(public.exclude(place=None)))
    counted = public.order_by().values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    return Coverage(counts(), levels(), [(kind, str(labels.KINDS[kind]), n) for kind, n in counted], held, missing)


def counts() -> dict[str, int | None]:
    public = Report.objects.public().aggregate(
        reports=Count("pk"), paragraphs=Sum("paragraph_count", default=0), characters=Sum("character_count", default=0),
        places=Count("place", distinct=True), first=Min("year"), last=Max("year"), years=Count("year", distinct=True),
        undated=Count("pk", filter=Q(year=None)), unplaced=Count("pk", filter=Q(place=None)), samples=Count("pk", filter=Q(is_sample=True)))
    withdrawn = Report.objects.filter(status=Report.Status.WITHDRAWN).count()
    files = Witness.objects.shown().filter(report__status=Report.Status.PUBLISHED).values("original").distinct().count()
    return {**public, "withdrawn": withdrawn, "files": files}


def levels() -> list[Level]:
    held = {level: (reports, places) for level, reports, places in Report.objects.public().order_by().values_list("place__level").annotate(
        Count("pk"), Count("place", distinct=True))}
    known = dict(Place.objects.filter(to_year=None, is_sample=False).order_by().values_list("level").annotate(Count("pk")))
    return [Level(str(label), *held.get(level, (0, 0)), known.get(level, 0)) for level, label in labels.LEVELS.items()]
