"""The same text several times over in one file: the first is kept, the others are one edit."""
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

from archive.text.lines import Line, lines
from archive.text.tape import Change
from archive.text.vocabulary import EditKind

LEAST_LINES, LEAST_CHARACTERS, LEAST_AGAIN, LONG_LINE = 5, 300, 150, 20
OPENING_LINES, TITLED_LINES, SHORTEST_TITLE, LONGEST_TITLE, LONGEST_HEAD, MOST_STARTS = 6, 30, 6, 150, 40, 20
TYPED_TITLE = re.compile(r"(?:办法|条例|规定|细则|规则|章程|意见|方案|规划|纲要|预案)$")


@dataclass(frozen=True)
class Repetition:
    """From line `first` on, the text repeats every `period` lines, up to line `stop`, where it may break off."""
    first: int
    period: int
    stop: int

    @property
    def copies(self) -> int:
        """How many whole copies follow the first."""
        return (self.stop - self.first) // self.period - 1


def repetition(texts: list[str]) -> Repetition | None:
    """The longest stretch of whole copies in a list of lines."""
    best = None
    for period in sorted(_distances(texts)):
        found = _stretch(texts, period)
        if found and (best is None or found.stop - found.first > best.stop - best.first):
            best = found
    return best


def _distances(texts: list[str]) -> set[int]:
    """How far apart equal long lines stand, each with the next."""
    where: dict[str, int] = {}
    apart: dict[int, int] = defaultdict(int)
    for i, text in enumerate(texts):
        if len(text) >= LONG_LINE:
            if text in where:
                apart[i - where[text]] += 1
            where[text] = i
    return {distance for distance, times in apart.items() if distance >= LEAST_LINES and times >= LEAST_LINES // 2}


def _stretch(texts: list[str], period: int) -> Repetition | None:
    """The longest run of lines each equal to the one `period` before it, if it is a whole copy."""
    best = (0, 0)
    start = None
    for i in range(len(texts) - period + 1):
        if i < len(texts) - period and texts[i] == texts[i + period]:
            start = i if start is None else start
        elif start is not None:
            best = max(best, (i - start, -start))
            start = None
    length, first = best[0], -best[1]
    copied = sum(map(len, texts[first:first + period]))
    if length < period or copied < LEAST_CHARACTERS:
        return None
    return Repetition(first, period, _stop(texts, first, period, length))


def _stop(texts: list[str], first: int, period: int, length: int) -> int:
    """Where the copies end: with the last whole one, or with the file where that breaks off in the next."""
    end = first + period + length
    breaks_off = end == len(texts) - 1 and texts[end - period].startswith(texts[end])
    if end == len(texts) or breaks_off:
        return len(texts)
    return end - length % period


def begun_again(texts: list[str]) -> Repetition | None:
    """A text that begins again behind its end and breaks off there; its title may be set wide once."""
    texts = ["".join(text.split()) for text in texts]
    for first in range(min(len(texts), OPENING_LINES)):
        if len(texts[first]) < SHORTEST_TITLE:
            continue
        starts = (i for i in range(max(first + LEAST_LINES, (len(texts) + 1) // 2), len(texts)) if texts[i] == texts[first])
        for start in islice(starts, MOST_STARTS):
            again = texts[start:]
            whole = again[:-1] == texts[first:first + len(again) - 1] and texts[first + len(again) - 1].startswith(again[-1])
            if whole and len(again) >= LEAST_LINES and sum(map(len, again)) >= LEAST_AGAIN:
                return _from_its_head(texts, first, start)
    return None


def _from_its_head(texts: list[str], first: int, start: int) -> Repetition:
    """A copy with what stands above it: lines as above the first, and a title that holds the first's."""
    period = start - first
    while first and texts[start - 1] == texts[first - 1]:
        first, start = first - 1, start - 1
    titles = [text for text in texts[:first] if len(text) >= SHORTEST_TITLE and text.endswith("报告")]
    is_titled = len(texts[start - 1]) <= LONGEST_HEAD and any(title in texts[start - 1] for title in titles)
    return Repetition(first - is_titled, period, len(texts))


def title_changes(found: list[Line]) -> list[Change]:
    """A title that stands again above the text itself: 令 and the regulation it puts in force."""
    changes, seen = [], {}
    for i, line in enumerate(found[:TITLED_LINES]):
        if len(line.text) > LONGEST_TITLE:
            continue
        plain = "".join(unicodedata.normalize("NFKC", line.text).split())
        if len(plain) >= SHORTEST_TITLE and plain in seen and i > 1:
            changes.append(Change(EditKind.COPY, found[i - 1].end, line.end))
        elif i < OPENING_LINES and TYPED_TITLE.search(plain):
            seen[plain] = i
    return changes


def copy_changes(text: str) -> tuple[list[Change], int]:
    """The change that drops all copies but the first, and how many those are."""
    found: list[Line] = lines(text)
    texts = [line.text for line in found]
    repeated = repetition(texts) or begun_again(texts)
    if not repeated:
        return title_changes(found), 0
    last_kept = found[repeated.first + repeated.period - 1]
    last_copied = found[repeated.stop - 1]
    dropped = Change(EditKind.COPY, last_kept.end, last_copied.end)
    return [*title_changes(found[:repeated.first + repeated.period]), dropped], repeated.copies
