"""A text that remembers every change made to it, so that each can be undone."""
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from archive.text.vocabulary import EditKind


@dataclass(frozen=True, slots=True)
class Edit:
    """`source[start:end]`, which is `before`, reads `after` (code points, half-open)."""
    kind: EditKind
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A wish to replace `tape.text[start:end]` by `after`."""
    kind: EditKind
    start: int
    end: int
    after: str = ""


@dataclass(frozen=True)
class Tape:
    """The extracted text and the edits made so far: ordered, apart, in the source's offsets."""
    source: str
    edits: tuple[Edit, ...] = ()

    @cached_property
    def text(self) -> str:
        """What the text reads now."""
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        at = 0
        for edit in self.edits:
            yield self.source[at:edit.start]
            yield edit.after
            at = edit.end
        yield self.source[at:]

    @cached_property
    def _shifts(self) -> list[int]:
        return list(accumulate((len(e.after) - len(e.before) for e in self.edits), initial=0))

    @cached_property
    def starts(self) -> list[int]:
        """Where each edit's `after` begins in `text`."""
        return [e.start + shift for e, shift in zip(self.edits, self._shifts, strict=False)]

    def origin(self, offset: int) -> int:
        """Where in the source the character at `offset` of `text` stands.

        Inside the text of an edit this is the edit's start; at a removal, what follows it.
        """
        i = bisect_right(self.starts, offset) - 1
        if i < 0:
            return offset
        edit = self.edits[i]
        if offset < self.starts[i] + len(edit.after):
            return edit.start
        return offset - self._shifts[i + 1]

    def change(self, changes: Iterable[Change]) -> "Tape":
        """The tape after all `changes`, given in offsets of the present `text`, none overlapping."""
        wanted = sorted((c for c in changes if self.text[c.start:c.end] != c.after),
                        key=lambda c: (c.start, c.end))
        return Tape(self.source, tuple(self._merged(wanted))) if wanted else self

    def _merged(self, changes: list[Change]) -> Iterator[Edit]:
        i, waiting = 0, deque(changes)
        while waiting:
            change = waiting.popleft()
            while i < len(self.edits) and self._end(i) <= change.start and not self._meets(i, change):
                yield self.edits[i]
                i += 1
            first = i
            while i < len(self.edits) and self._meets(i, change):
                i += 1
                while waiting and self._meets(i - 1, waiting[0]):
                    change = self._joined(change, waiting.popleft())
            yield self._over(change, first, i)
        yield from self.edits[i:]

    def _joined(self, left: Change, right: Change) -> Change:
        between = self.text[left.end:right.start]
        return Change(left.kind, left.start, right.end, left.after + between + right.after)

    def _end(self, i: int) -> int:
        return self.starts[i] + len(self.edits[i].after)

    def _meets(self, i: int, change: Change) -> bool:
        """Whether edit `i` and `change` can only be told as one edit."""
        start, end = self.starts[i], self._end(i)
        if change.start == change.end:
            two_insertions = self.edits[i].before == "" and start <= change.start <= end
            return two_insertions or start < change.start < end
        if start == end:
            return change.start < start < change.end
        return start < change.end and change.start < end

    def _over(self, change: Change, first: int, stop: int) -> Edit:
        """One edit that makes `change` and takes in the edits `first` to `stop` that it meets."""
        start = self.origin(change.start)
        end = start if change.start == change.end else self.origin(change.end - 1) + 1
        head = tail = ""
        if first < stop:
            if self.starts[first] <= change.start:
                start = self.edits[first].start
                head = self.edits[first].after[:change.start - self.starts[first]]
            if self._end(stop - 1) >= change.end:
                end = self.edits[stop - 1].end
                tail = self.edits[stop - 1].after[change.end - self.starts[stop - 1]:]
        return Edit(self._kind(change, first, stop), start, end, self.source[start:end], head + change.after + tail)

    def _kind(self, change: Change, first: int, stop: int) -> EditKind:
        """The kind of `change`; white space takes that of an edit it meets, which says more of what was removed."""
        met = (edit.kind for edit in self.edits[first:stop] if edit.kind != EditKind.SPACING)
        return next(met, change.kind) if change.kind == EditKind.SPACING else change.kind


def undone(text: str, edits: Iterable[Edit]) -> str:
    """The extracted text again, from the reading text and every edit made on it.

    >>> undone("甘肅日報", [Edit(EditKind.PINYIN, 2, 6, "(sù)", "")])
    '甘肅(sù)日報'
    """
    pieces, at, shift = [], 0, 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        start = edit.start + shift
        pieces += [text[at:start], edit.before]
        at = start + len(edit.after)
        shift += len(edit.after) - len(edit.before)
    return "".join([*pieces, text[at:]])
