"""The archive by kind, by speaker and by report: what each table of the browse pages lists."""
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max, Min, QuerySet, Sum

from archive.labels import KINDS
from archive.models import Report

# Characters that are read otherwise where they are a surname.
SURNAMES = {
    "单": "shan", "解": "xie", "曾": "zeng", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao", "任": "ren", "盖": "ge", "乐": "yue",
    "翟": "zhai", "冼": "xian", "缪": "miao", "宓": "mi", "召": "shao", "覃": "qin", "员": "yun", "种": "chong", "黑": "he", "华": "hua",
    "燕": "yan", "繁": "po", "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai",
}


@dataclass(frozen=True)
class OfKind:
    """The reports of one kind. Years are None where none is dated."""
    kind: str
    reports: int
    paragraphs: int
    places: int
    first: int | None
    last: int | None

    @property
    def label(self) -> str:
        return str(KINDS[self.kind])


@dataclass(frozen=True)
class Held:
    """What a speaker said in one place; without a place `code` is None and `place` empty."""
    code: str | None
    place: str
    reports: int
    first: int | None
    last: int | None


@dataclass(frozen=True)
class Speaker:
    """A name as the reports have it, with the places it speaks for: namesakes are not told apart."""
    name: str
    pinyin: str
    held: list[Held]

    @property
    def initial(self) -> str:
        """The letter it is listed under."""
        return self.pinyin[:1].upper() if self.pinyin[:1].isascii() and self.pinyin[:1].isalpha() else "#"

    @property
    def reports(self) -> int:
        return sum(each.reports for each in self.held)

    @property
    def first(self) -> int | None:
        return min((each.first for each in self.held if each.first), default=None)

    @property
    def last(self) -> int | None:
        return max((each.last for each in self.held if each.last), default=None)


def kinds() -> list[OfKind]:
    """The most frequent first."""
    counted = Report.objects.public().order_by().values_list("kind").annotate(
        n=Count("pk"), paragraphs=Sum("paragraph_count"), places=Count("place", distinct=True), first=Min("year"), last=Max("year"))
    return [OfKind(*each) for each in counted.order_by("-n", "kind")]


def speakers() -> list[Speaker]:
    """Every name by pinyin, the places in which it spoke most often first."""
    counted = Report.objects.public().exclude(speaker="").order_by().values_list("speaker", "place_id", "place__name").annotate(
        n=Count("pk"), first=Min("year"), last=Max("year")).order_by("speaker", "-n", "place_id")
    held: dict[str, list[Held]] = defaultdict(list)
    for name, code, place, n, first, last in counted:
        held[name].append(Held(code, place or "", n, first, last))
    found = [Speaker(name, read(name), places) for name, places in held.items()]
    return sorted(found, key=lambda speaker: (speaker.initial == "#", speaker.pinyin, speaker.name))


def initials(found: Iterable[Speaker]) -> dict[str, int]:
    """How many names there are under each letter, in the order of the names."""
    return dict(Counter(speaker.initial for speaker in found))


@lru_cache(20_000)
def read(name: str) -> str:
    """A person's name in pinyin without tones; a surname as it is read as a surname.

    >>> read("曾仁"), read("尉迟山"), read("Ann Li")
    ('zeng ren', 'yu chi shan', 'ann li')
    """
    from pypinyin import lazy_pinyin  # its dictionaries take a moment to read

    surname = next((name[:n] for n in (2, 1) if name[:n] in SURNAMES), "")
    syllables = [SURNAMES[surname]] if surname else []
    return " ".join(syllables + lazy_pinyin(name[len(surname):])).lower()


def every(reports: QuerySet[Report]) -> Iterator[Report]:
    """The newest first, a batch at a time."""
    return reports.select_related("place").newest_first().defer("evidence", "warnings", "suggestions", "declined").iterator(chunk_size=2000)
