"""Two versions of a text side by side: which paragraph became which, and what changed inside one.

Everything here takes time linear in the length of the texts, but for sorting.
"""
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from archive.text.fold import fold, fold_with_offsets
from archive.text.patience import Block, Units, blocks
from archive.text.tokens import token_text

GRAM = 4
HALF = 0.5
WINDOW = 8
LENGTHS_OF_TEXT = (12, 6, 3, 1)
LENGTHS_OF_PARAGRAPHS = (1, 1, 1, 1)
NUMBER = r"[0-9]+(?:\.[0-9]+)*"
WORD = r"[a-z\u00df-\u00f6\u00f8-\u052f\u1e00-\u1fff]+"
LETTER = re.compile(rf"{NUMBER}|{WORD}|[^\W_]|[%‰]|-(?=[0-9])", re.IGNORECASE)
SIGN = re.compile(rf"{NUMBER}|{WORD}|.", re.IGNORECASE | re.DOTALL)


class How(StrEnum):
    """What became of paragraphs."""
    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    SPLIT = "split"
    JOINED = "joined"
    RECUT = "recut"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Pair:
    """Paragraphs of the old version and those of the new that say the same, by index, in order."""
    how: How
    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()


class Fate(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """A stretch of text that both have, or only the old, or only the new."""
    fate: Fate
    text: str


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Every paragraph of both versions, each in one pair, in the order of the new one.

    SAME and MOVED have equal token texts, one to one. What was removed stands where it would have been.

    >>> [(pair.how.value, pair.old, pair.new) for pair in aligned(["甲", "乙"], ["乙", "丙"])]
    [('removed', (0,), ()), ('same', (1,), (0,)), ('added', (), (1,))]
    """
    before, after = tuple(map(token_text, old)), tuple(map(token_text, new))
    same = {i + k: j + k for i, j, n in blocks(before, after, LENGTHS_OF_PARAGRAPHS) for k in range(n)}
    moved = _moved(before, after, same)
    left, right = _unpaired(len(old), [*same, *moved]), _unpaired(len(new), [*same.values(), *moved.values()])
    near = _near({i: letters(fold(old[i])) for i in left}, {j: letters(fold(new[j])) for j in right})
    left, right = _unpaired(len(old), [*same, *moved, *_all_old(near)]), _unpaired(len(new), [*same.values(), *moved.values(), *_all_new(near)])
    near += _neighbouring(left, right, same, old, new)
    pairs = [Pair(How.SAME, (i,), (j,)) for i, j in same.items()] + [Pair(How.MOVED, (i,), (j,)) for i, j in moved.items()] + near
    removed = [Pair(How.REMOVED, old=(i,)) for i in _unpaired(len(old), _all_old(pairs))]
    added = [Pair(How.ADDED, new=(j,)) for j in _unpaired(len(new), _all_new(pairs))]
    return _in_order(pairs + added, removed)


def _all_old(pairs: Iterable[Pair]) -> Iterator[int]:
    return (i for pair in pairs for i in pair.old)


def _all_new(pairs: Iterable[Pair]) -> Iterator[int]:
    return (j for pair in pairs for j in pair.new)


def _unpaired(count: int, paired: Iterable[int]) -> list[int]:
    taken = set(paired)
    return [i for i in range(count) if i not in taken]


def _moved(before: Units, after: Units, same: dict[int, int]) -> dict[int, int]:
    """Equal paragraphs that stand in another order now; the first of several with the first."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for j in reversed(_unpaired(len(after), same.values())):
        waiting[after[j]].append(j)
    return {i: waiting[before[i]].pop() for i in _unpaired(len(before), same) if waiting.get(before[i])}


def letters(folded: str) -> str:
    """What of a folded text its likeness depends on: neither signs nor spacing."""
    return "".join(LETTER.findall(folded))


def letter_pairs(folded: str) -> frozenset[str]:
    """Each two that stand together; a text of one letter or none is a pair itself."""
    own = letters(folded)
    return frozenset(map("".join, pairwise(own))) or frozenset([own or folded])


def likeness(old: frozenset[str], new: frozenset[str]) -> float:
    """The share of pairs that both have, from 0 to 1.

    >>> likeness(letter_pairs("增长5%。"), letter_pairs("增长6%"))
    0.3333333333333333
    """
    return 2 * len(old & new) / (len(old) + len(new))


def _near(old: dict[int, str], new: dict[int, str]) -> list[Pair]:
    """Paragraphs tied by pieces that only they have: each to the one that holds half of its own."""
    grams_old, grams_new = _grams(old), _grams(new)
    votes: Counter[tuple[int, int]] = Counter()
    rare_old: Counter[int] = Counter()
    rare_new: Counter[int] = Counter()
    for gram in grams_old.keys() | grams_new.keys():
        i, j = grams_old.get(gram), grams_new.get(gram)
        if -1 in (i, j):
            continue
        if i is not None:
            rare_old[i] += 1
        if j is not None:
            rare_new[j] += 1
        if i is not None and j is not None:
            votes[i, j] += 1
    ties = [(i, j) for (i, j), count in votes.items() if count >= HALF * min(rare_old[i], rare_new[j])]
    return [_near_pair(*group) for group in _tied(ties)]


def _grams(texts: dict[int, str]) -> dict[str, int]:
    """The one paragraph that has each piece of four letters; -1 where several have it."""
    owner: dict[str, int] = {}
    for at, text in texts.items():
        for gram in {text[k:k + GRAM] for k in range(max(1, len(text) - GRAM + 1))}:
            owner[gram] = -1 if gram in owner else at
    return owner


def _tied(ties: list[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """The paragraphs, old and new, that hang together by these ties."""
    neighbours: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for i, j in ties:
        neighbours["old", i].append(("new", j))
        neighbours["new", j].append(("old", i))
    seen: set[tuple[str, int]] = set()
    groups = []
    for start in sorted(neighbours):
        waiting, group = [start], set()
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                group.add(node)
                waiting += neighbours[node]
        if group:
            groups.append((sorted(at for side, at in group if side == "old"), sorted(at for side, at in group if side == "new")))
    return groups


def _near_pair(old: list[int], new: list[int]) -> Pair:
    names = {(False, False): How.CHANGED, (False, True): How.SPLIT, (True, False): How.JOINED, (True, True): How.RECUT}
    return Pair(names[len(old) > 1, len(new) > 1], tuple(old), tuple(new))


def _neighbouring(left: list[int], right: list[int], same: dict[int, int], old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Of what is left between two equal paragraphs, in order, those that share half of their pairs of letters."""
    pieces_old, pieces_new = {i: letter_pairs(fold(old[i])) for i in left}, {j: letter_pairs(fold(new[j])) for j in right}
    anchors_old, anchors_new = sorted(same), sorted(same.values())
    gaps: dict[int, list[int]] = defaultdict(list)
    for j in right:
        gaps[bisect_left(anchors_new, j)].append(j)
    found = []
    for gap, group in groupby(left, lambda i: bisect_left(anchors_old, i)):
        waiting = gaps[gap]
        for i in group:
            best, at = max(((likeness(pieces_old[i], pieces_new[j]), -k) for k, j in enumerate(waiting[:WINDOW])), default=(0.0, 0))
            if best >= HALF:
                found.append(Pair(How.CHANGED, (i,), (waiting[-at],)))
                waiting = waiting[1 - at:]
    return found


def _in_order(pairs: list[Pair], removed: list[Pair]) -> list[Pair]:
    """By the new version; what was removed behind what stood before it and did not move."""
    places = {i: pair.new[-1] for pair in pairs if pair.how != How.MOVED for i in pair.old}
    gone = {pair.old[0]: pair for pair in removed}
    keyed, at = [((pair.new[0], 0, 0), pair) for pair in pairs], -1
    for i in sorted([*places, *gone]):
        if i in gone:
            keyed.append(((at, 1, i), gone[i]))
        else:
            at = places[i]
    return [pair for _, pair in sorted(keyed, key=lambda entry: entry[0])]


def differences(old: str, new: str, *, letters_only: bool = False) -> list[Run]:
    """What both texts have, and what one has and the other not, numbers and Latin words whole.

    What was kept and removed is the old text, what was kept and added the new. With `letters_only` texts
    that differ in punctuation, spacing, width or script count as equal, and what was kept is as the old has it.

    >>> [(run.fate.value, run.text) for run in differences("增长5.5%。", "增长6.5%。")]
    [('kept', '增长'), ('removed', '5.5'), ('added', '6.5'), ('kept', '%。')]
    """
    there, here = _units(old, letters_only), _units(new, letters_only)
    runs, i, j = [Run(Fate.KEPT, old[:there.starts[0]])], 0, 0
    for start, other, count in _without_crumbs(blocks(there.keys, here.keys, LENGTHS_OF_TEXT), len(there.keys), len(here.keys)):
        is_replaced = start > i and other > j
        cut = there.end(start) if is_replaced else there.starts[start]
        runs += [Run(Fate.REMOVED, old[there.starts[i]:cut]),
                 Run(Fate.ADDED, new[here.starts[j]:here.end(other) if is_replaced else here.starts[other]]),
                 Run(Fate.KEPT, old[cut:there.starts[start + count]])]
        i, j = start + count, other + count
    return [run for run in runs if run.text]


@dataclass(frozen=True)
class _Units:
    """What a text is compared by, where each unit begins (and the text ends), and where it ends itself."""
    keys: Units
    starts: list[int]
    ends: list[int]

    def end(self, at: int) -> int:
        """Where the unit before this one ends: signs behind it that are set aside are not its own.

        Two units may come of one character (㎡), which is not cut.
        """
        return min(self.ends[at - 1], self.starts[at])


def _units(text: str, letters_only: bool) -> _Units:
    """The units of a text; signs that are set aside go with the unit before them."""
    if not letters_only:
        found = list(SIGN.finditer(text))
        starts = [*(unit.start() for unit in found), len(text)]
        return _Units(tuple(unit[0] for unit in found), starts, starts[1:])
    folded, offsets = fold_with_offsets(text)
    found = list(LETTER.finditer(folded))
    keys = tuple(unit[0] for unit in found)
    starts = [0, *(offsets[unit.start()] for unit in found[1:]), len(text)] if found else [len(text)]
    return _Units(keys, starts, [offsets[unit.end() - 1] + 1 for unit in found])


def _without_crumbs(found: list[Block], length_old: int, length_new: int) -> list[Block]:
    """Without single units that happen to be equal amid what differs; with an empty block at the end."""
    kept: list[Block] = []
    for k, (i, j, count) in enumerate(found):
        next_i, next_j, _ = found[k + 1] if k + 1 < len(found) else (length_old, length_new, 0)
        last_i, last_j = (kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]) if kept else (0, 0)
        amid = (i > last_i or j > last_j) and (next_i > i + count or next_j > j + count)
        if not (count == 1 and amid):
            kept.append((i, j, count))
    return [*kept, (length_old, length_new, 0)]
