"""The terms of the archive, of published reports alone: what headings and titles say, who spoke, which places there are.

They are kept in memory, for each key pressed asks for them and to gather them takes longer than to press it.
A word is a report's title, a section's heading, or a clause of headings that at least two reports have; how
many reports have it, in whatever script, is how it ranks. A place has the reports of all below it. The
nation is none of them: it would find everything.
"""
import time
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from threading import Lock
from typing import NamedTuple

from django.db import OperationalError, connection, transaction
from django.db.models import Count, Max

from archive.models import Place, Report
from archive.text.fold import fold
from archive.text.vocabulary import Level

SECONDS = 60
"""How long what was gathered is held to be true before the archive is asked if something changed."""
PATIENCE = 10
"""How many seconds the database may gather."""
MOST = 30_000
"""How many words are kept, those that most reports have: some ten megabytes."""
LONGEST = 30
HEADING = "heading"
LEADING = 100
BEYOND = "\U0010ffff"
PAIRS = ("“”", "「」", "『』", "‘’", "（）", "()", "《》", "〈〉", "【】")
CLAUSES = "[，、；：。！？,;:!?\\s]+|^[0-9]{4}年"
# A title that was supplied, or put together of two lines, stands in no paragraph: to look for it would find nothing.
WORDS = """
with public as materialized (select id, title from archive_report where status = 'published'),
whole as (
    select report_id, heading as word, true as is_heading from archive_section where heading <> ''
    union all select id, title, false from public where exists(
        select from archive_paragraph where report_id = public.id and position <= 20 and strpos(text, title) > 0)),
words as (
    select report_id, word, is_heading, true as is_whole from whole
    union all select report_id, regexp_split_to_table(word, %s), is_heading, false from whole)
select word, array_agg(distinct report_id), bool_or(is_heading) from words
where report_id in (select id from public) and char_length(word) between 2 and %s
group by word having bool_or(is_whole) or count(distinct report_id) > 1
order by count(distinct report_id) desc, word limit %s
"""


class Term(NamedTuple):
    """What could be meant by what begins like `key`. `field` is that of the language, empty for words.

    `about` and `code` say which place it is; of a word `about` is HEADING where headings say it, not titles alone.
    """
    key: str
    field: str
    text: str
    about: str
    reports: int
    code: str = ""


class Shelf:
    """Terms in the order of their keys."""

    def __init__(self, terms: Iterable[Term] = ()):
        self.terms = sorted(terms)
        self.keys = [term.key for term in self.terms]
        self.frequent = sorted(self.terms, key=lambda term: -term.reports)
        self.joined = "\n".join(["", *(term.key for term in self.frequent)])
        self.starts = list(accumulate((len(term.key) + 1 for term in self.frequent), initial=1))

    def beginning(self, key: str) -> list[Term]:
        """Those that begin like this; where nothing is typed yet, those that most reports have."""
        if not key:
            return self.frequent[:LEADING]
        return self.terms[bisect_left(self.keys, key):bisect_left(self.keys, key + BEYOND)]

    def holding(self, key: str) -> Iterator[Term]:
        """Those that have the key somewhere behind their beginning, the most frequent first."""
        at = self.joined.find(key)
        while at >= 0:
            number = bisect_right(self.starts, at)
            if at > self.starts[number - 1]:
                yield self.frequent[number - 1]
            at = self.joined.find(key, self.starts[number] if at > self.starts[number - 1] else at + 1)


@dataclass(frozen=True)
class Terms:
    """`stamp` is what the archive looked like when they were gathered."""
    words: Shelf = field(default_factory=Shelf)
    places: Shelf = field(default_factory=Shelf)
    speakers: Shelf = field(default_factory=Shelf)
    stamp: tuple = ()


held: dict[str, tuple[float, Terms]] = {}
"""By database, when and what."""
gathering = Lock()


def terms() -> Terms:
    """Those of this database. Where something changed one thread gathers them anew; the others go on with what was held."""
    name = str(connection.settings_dict["NAME"])
    if is_old(name) and gathering.acquire(blocking=name not in held):
        try:
            if is_old(name):
                held[name] = time.monotonic(), renewed(held[name][1] if name in held else Terms())
        finally:
            gathering.release()
    return held[name][1]


def is_old(name: str) -> bool:
    return name not in held or time.monotonic() - held[name][0] > SECONDS


def renewed(known: Terms) -> Terms:
    """What there is now; what was known where the database has no time."""
    try:
        now = stamp()
        return known if known.stamp == now else gathered(now)
    except OperationalError:
        return known


def stamp() -> tuple:
    found = Report.objects.public().aggregate(Count("pk"), Max("updated_on"), Max("pk"))
    return tuple(found.values())


def gathered(now: tuple) -> Terms:
    public = Report.objects.public().order_by()
    speakers = public.exclude(speaker="").values_list("speaker").annotate(Count("pk"))
    return Terms(
        Shelf(words()), Shelf(places(dict(public.exclude(place=None).values_list("place").annotate(Count("pk"))))),
        Shelf(Term(fold(name), "speaker", name, "", count) for name, count in speakers), now)


@transaction.atomic
def words() -> list[Term]:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('statement_timeout', %s, true)", [f"{PATIENCE}s"])
        cursor.execute(WORDS, [CLAUSES, LONGEST, MOST])
        found = cursor.fetchall()
    having: dict[str, set[int]] = defaultdict(set)
    spelt: dict[str, tuple[str, bool]] = {}
    for word, reports, is_heading in found:
        if is_whole(word):
            having[fold(word)].update(reports)
            spelt.setdefault(fold(word), (word, is_heading))
    return [Term(key, "", word, HEADING * is_heading, len(having[key])) for key, (word, is_heading) in spelt.items()]


def is_whole(word: str) -> bool:
    """Whether no quotation or bracket of it was left on another side."""
    return all(word.count(opening) == word.count(closing) for opening, closing in PAIRS)


def places(counts: dict[str, int]) -> Iterator[Term]:
    """A term for each name of each place that holds something; a name that several bear gives way to the code."""
    below = summed(counts)
    holding = list(Place.objects.select_related("parent").filter(code__in=below).exclude(level=Level.NATION))
    bearers = Counter(name for place in holding for name in names(place))
    for place in holding:
        text = place.name if bearers[place.name] == 1 else place.code
        about = f"{place.name}（{place.parent}）" if place.parent and place.parent.level != Level.NATION else place.name
        for name in {*names(place), place.sort_key.replace(" ", "")}:
            yield Term(fold(name), "place", text, about, below[place.code], place.code)


def summed(counts: dict[str, int]) -> Counter[str]:
    """How many reports each place has with all below it."""
    found: Counter[str] = Counter()
    for code, count in counts.items():
        for above in {code, code[:4] + "00", code[:2] + "0000"}:
            found[above] += count
    return found


def names(place: Place) -> set[str]:
    return {place.code, place.name, place.short_name, *place.aliases}
