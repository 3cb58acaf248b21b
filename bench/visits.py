"""What visitors ask for: of ten pages four are searches, half of these never made before, three reports, two paragraphs, one a list."""
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from archive import query
from archive.models import Paragraph, Report
from archive.text.vocabulary import Kind, Part
from bench import queries

KNOWN, NEW, REPORT, PARAGRAPH, BROWSE = "search, a query of the list", "search, a new query", "report", "paragraph", "browse"
DECK = [KNOWN] * 2 + [NEW] * 2 + [REPORT] * 3 + [PARAGRAPH] * 2 + [BROWSE]
HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
SHORTEST, LONGEST = 2, 4
"""Characters of a piece that is looked for."""
SOMETIMES = 1 / 3
PATIENCE = 10
"""Pieces drawn for each that is wanted, before a corpus is called too small."""


@dataclass(frozen=True)
class Visit:
    """A page that will be asked for."""
    kind: str
    address: str


def plans(visitors: int, pages: int) -> list[list[Visit]]:
    """For each visitor at least so many pages, one after the other; the same each time over the same archive."""
    dice = random.Random(0)  # noqa: S311 (no secret)
    kinds = [dealt(dice, pages) for _ in range(visitors)]
    wanted = Counter(kind for each in kinds for kind in each)
    ready = {kind: iter(MADE[kind](dice, count)) for kind, count in sorted(wanted.items())}
    return [[Visit(kind, next(ready[kind])) for kind in each] for each in kinds]


def dealt(dice: random.Random, pages: int) -> list[str]:
    """Deck by deck, each shuffled: the shares hold for every visitor and nearly at every moment."""
    return [kind for _ in range(-(-pages // len(DECK))) for kind in dice.sample(DECK, len(DECK))]


def known_searches(dice: random.Random, count: int) -> list[str]:
    return [found(q=typed) for typed in dice.choices(queries.queries()[0], k=count)]


def new_searches(dice: random.Random, count: int) -> list[str]:
    texts = list(some(dice, paragraphs(), count).values_list("text", flat=True))
    return [found(q=typed, **sometimes(dice, narrowing(dice)), **sometimes(dice, {"sort": dice.choice(["newest", "oldest"])}))
            for typed in new_queries(dice, texts, count)]


def new_queries(dice: random.Random, texts: list[str], count: int) -> list[str]:
    """Pieces of the texts, no query twice and none of the list's."""
    listed = set(queries.queries()[0])
    drawn = (" ".join(pieces(dice, dice.choice(texts))) for _ in range(count * PATIENCE))
    fresh = dict.fromkeys(typed for typed in drawn if typed not in listed and query.read(typed).root)
    if len(fresh) < count:
        raise SystemExit(f"The corpus is too small for {count:,} different queries.")
    return list(fresh)[:count]


def pieces(dice: random.Random, text: str) -> list[str]:
    """One, sometimes two, of a paragraph; none where it has no Chinese."""
    runs = HAN.findall(text)
    return [piece(dice, dice.choice(runs)) for _ in range(1 + (dice.random() < SOMETIMES)) if runs]


def piece(dice: random.Random, run: str) -> str:
    size = dice.randint(SHORTEST, min(LONGEST, len(run)))
    start = dice.randint(0, len(run) - size)
    return run[start:start + size]


def narrowing(dice: random.Random) -> dict[str, str]:
    year = dice.randint(1990, 2020)
    return dice.choice([
        {"kind": dice.choice([Kind.WORK_REPORT, Kind.POLICY, Kind.STATISTICS]).value}, {"part": dice.choice(list(Part)).value},
        {"place": f"{dice.choice([11, 32, 44, 51, 62])}0000"}, {"year_min": str(year)}, {"year_min": str(year - 10), "year_max": str(year)}])


def sometimes(dice: random.Random, params: dict[str, str]) -> dict[str, str]:
    return params if dice.random() < SOMETIMES else {}


def found(**params: str) -> str:
    return f"{reverse('search')}?{urlencode(params)}"


def report_pages(dice: random.Random, count: int) -> list[str]:
    """Every other as one comes to it from a search, with the matches marked."""
    words = queries.queries()[0]
    marks = [f"?{urlencode({'q': dice.choice(words)})}" if number % 2 else "" for number in range(count)]
    return [address + mark for address, mark in zip(addresses(dice, Report.objects.public(), count), marks, strict=True)]


def addresses(dice: random.Random, reports: QuerySet[Report], count: int) -> list[str]:
    held = [report.get_absolute_url() for report in reports.order_by("pk").only("place_id", "year", "slug")]
    return dice.choices(held, k=count)


def paragraph_pages(dice: random.Random, count: int) -> list[str]:
    tokens = list(some(dice, paragraphs(), count).values_list("token_id", flat=True))
    return [reverse("paragraph", args=[token]) for token in dice.choices(tokens, k=count)]


def lists(dice: random.Random, count: int) -> list[str]:
    """The front pages, or what is left of a report's address when it is shortened, to its year, place or province.

    Reports are dealt out to abolished divisions, too, where intake would name the successor; its lists have them not.
    """
    front = [reverse(name) for name in ("home", "reports", "kinds", "speakers")]
    standing = Report.objects.public().filter(place__successor=None)
    return [dice.choice([dice.choice(front), *shortened(address)]) for address in addresses(dice, standing, count)]


def shortened(address: str) -> list[str]:
    """As /reports/620100/2017/work-report/ gives /reports/620100/2017/, /reports/620100/ and /reports/620000/."""
    place_year = address.rstrip("/").rpartition("/")[0]
    place = place_year.rpartition("/")[0]
    return [f"{place_year}/", f"{place}/", re.sub("[0-9]{4}$", "0000", place) + "/"]


def paragraphs() -> QuerySet[Paragraph]:
    return Paragraph.objects.filter(report__in=Report.objects.public())


def some(dice: random.Random, held: QuerySet, count: int) -> QuerySet:
    """At most so many of them, whichever."""
    keys = list(held.order_by("pk").values_list("pk", flat=True))
    return held.filter(pk__in=dice.sample(keys, min(count, len(keys)))).order_by("pk")


MADE: dict[str, Callable] = {KNOWN: known_searches, NEW: new_searches, REPORT: report_pages, PARAGRAPH: paragraph_pages, BROWSE: lists}
