"""Pinyin that a site put behind Traditional characters, 會(huì)議, and the bytes it broke in doing so.

The site put a note behind each of a list of characters in the page's GBK bytes, without minding where
characters begin. Where such a byte pair stood across two characters, as D5 88, which is 請, in 日報 = C8 D5
88 F3, the note split the second one: its first byte was lost together with the note's «(» and shows as «?»,
and what followed was read one byte out of step: 日?qǐng)…. Nothing else was lost, so with that byte put
back and the note taken out, the bytes read right again.

A run out of step ends where one byte stood for a whole character: at the next «?pin)», where a character's
last byte was lost before its own note; at a letter (決 is 9B 51, and 51 alone is Q); or at a «?» without a
note, whose byte only a word of the dictionary can tell.
"""
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.text.script import simplified, table
from archive.text.vocabulary import EditKind, Flag

PINYIN = "([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹɑɡ]{1,6})"
INTACT = re.compile(rf"\((?<=[\u3400-\u9fff]\(){PINYIN}\)")
NOTE_BEHIND = re.compile(rf"\({PINYIN}\)\Z")
NOTE = re.compile(rf"\({PINYIN}\)")
BROKEN = re.compile(rf"[?\ufffd€]\(?{PINYIN}\)")
LOST = re.compile("[?\ufffd]")
SEVERAL = 3
NEARLY_ALL = 0.75
FIRST_TRAIL = 0x40
"""The least byte that may be the second of a character."""
SIGNS = "、。，；：？！“”‘’（）《》〈〉〔〕【】—…·％０１２３４５６７８９○"
LONGEST = 2000
"""No run goes on for so many bytes: a line would have to be without figures, and without luck."""
STRAY = 3
EURO = b"\x80"
"""No character's first byte: shown as € or lost."""
WORDS = Path(__file__).parent / "data" / "words.csv"
PARTICLE = 3000
"""As common as a word that often is 的 behind any other."""
BY_FAR = 10
"""So many times as common as the next a word must be to be taken for the one that stood there."""


@dataclass(frozen=True)
class Mend:
    """`text[start:end]` should read `after`; DAMAGED, and `after` what stands there, where nobody can tell."""
    start: int
    end: int
    after: str
    kind: EditKind
    flag: Flag | None = None


def mends(text: str) -> list[Mend]:
    """What to mend, in order, none overlapping; nothing where the text does not carry that site's notes.

    It does when there are several, nearly all that look like a note are one, and nearly all places of the
    noted characters have one. A note stands behind a character that has another, Simplified form, and is
    one of its readings. So (a) in an English text, a Simplified text and one about pinyin stay as they are.

    >>> [(mend.start, mend.end, mend.after) for mend in mends("會(huì)議聽(tīng)取意見(jiàn)。甘肅日?qǐng)?bào)")]
    [(1, 6, ''), (8, 14, ''), (17, 23, ''), (27, 38, '報')]
    """
    alike = list(INTACT.finditer(text))
    notes = [note for note in alike if _is_noted(text[note.start() - 1], note[1])]
    noted = {text[note.start() - 1] for note in notes}
    places = sum(map(text.count, noted))
    if len(notes) < SEVERAL or len(notes) < NEARLY_ALL * max(len(alike), places):
        return []
    runs = list(_runs(text, {(text[note.start() - 1], _plain(note[1])) for note in notes}))
    inside = {at for run in runs for at in range(run.start, run.end)}
    removed = [Mend(*note.span(), "", EditKind.PINYIN) for note in notes if note.start() not in inside]
    return sorted([*removed, *runs], key=lambda mend: mend.start)


def _runs(text: str, seen: set[tuple[str, str]]) -> Iterator[Mend]:
    """Each run out of step, restored or damaged. `seen`: characters with the notes they have elsewhere."""
    mend = None
    for note in BROKEN.finditer(text):
        if mend and note.start() < mend.end:
            continue
        before = _before(text, note.start(), mend)
        if before:
            mend = _mended(text, note, before, seen)
            yield mend


def _before(text: str, at: int, last: Mend | None) -> str:
    """The character before, over any notes between; empty where it is none of two bytes or nobody knows it."""
    while note := NOTE_BEHIND.search(text, max(0, at - 8), at):
        at = note.start()
    if last and last.end == at:
        letter = "" if last.flag == Flag.DAMAGED else last.after[-1]
    else:
        letter = text[at - 1:at]
    return letter if len(_gbk(letter)) == 2 else ""


def _mended(text: str, note: re.Match[str], before: str, seen: set[tuple[str, str]]) -> Mend:
    start = note.start()
    if run := _run(text, note.end()):
        found = _restored(run, note[1], before, text[run.end:run.end + 2], seen)
        if found:
            return Mend(start, run.end, found[0], EditKind.MOJIBAKE, found[1])
    end = run.end if run else note.end()
    return Mend(start, end, text[start:end], EditKind.MOJIBAKE, Flag.DAMAGED)


@dataclass(frozen=True)
class _Run:
    """What was read out of step: its bytes, where it ends, if its last byte is lost, and the note of its last character."""
    read: bytes
    end: int
    is_cut: bool
    note: str | None = None


def _run(text: str, at: int) -> _Run | None:
    """The run that begins at `at`; None where it reaches what cannot stand in one, or finds no end."""
    read = b""
    while at < len(text) and len(read) < LONGEST:
        if note := BROKEN.match(text, at):
            return _Run(read, note.end(), True, note[1])
        if LOST.match(text, at):
            return _Run(read, at + 1, True)
        if note := INTACT.match(text, at):
            at = note.end()
            continue
        pair = EURO if text[at] == "€" else _gbk(text[at])
        at += 1
        if len(pair) == 1 and pair[0] >= FIRST_TRAIL:
            note = NOTE.match(text, at)
            return _Run(read + pair, note.end() if note else at, False, note and note[1])
        if len(pair) != 2:
            return None
        read += pair
    return None


def _restored(run: _Run, pinyin: str, before: str, after: str, seen: set[tuple[str, str]]) -> tuple[str, Flag | None] | None:
    """What the run was, where one way of putting its lost bytes back stands out.

    That is the way with the commonest characters, then the one whose noted characters have such notes
    elsewhere, then the one whose pair was the commonest character.
    """
    ways = []
    for key in _noted_pairs(_gbk(before)[1], _plain(pinyin)):
        for last in _last_bytes(_gbk(key)[1:] + run.read, run, after):
            restored = _decoded(_gbk(key)[1:] + run.read + last)
            if restored and (not run.note or _is_noted(restored[-1], run.note)):
                known = ((key, _plain(pinyin)) in seen) + ((restored[-1], _plain(run.note or "")) in seen)
                ways.append((max(map(_rarity, restored)), -known, _rarity(key), restored))
    if run.is_cut and not run.note:
        return _inferred(before, {way[-1] for way in ways if way[0] < 2}, after)
    best = {way[-1] for way in ways if way[:-1] == min(ways)[:-1]}
    return (best.pop(), None) if len(best) == 1 and min(ways)[0] < STRAY else None


def _inferred(before: str, ways: set[str], after: str) -> tuple[str, Flag] | None:
    """Of the ways that differ in a last character nothing else tells, the one that ends in by far the commonest word.

    At the end of a line what may be a full stop is one.
    """
    if not after or after[0] == "\n":
        ways = {way for way in ways if way.endswith("。")} or ways
    if len(ways) == 1:
        return ways.pop(), Flag.INFERRED
    ranked = sorted(((_frequency((before + way)[-2:]), way) for way in ways), reverse=True)
    first, second, *_ = [*ranked, (0, ""), (0, "")]
    return (first[1], Flag.INFERRED) if first[0] > BY_FAR * max(second[0], _particle(ways)) else None


def _particle(ways: set[str]) -> int:
    """How common a particle is that may also have stood there: behind any word, so no word speaks for it."""
    return PARTICLE if any(way[-1] in "的了和是在" for way in ways) else 0


def _last_bytes(read: bytes, run: _Run, after: str) -> list[bytes]:
    """What may have been lost at the end of a run; `read` is all before, `after` what follows."""
    if not run.is_cut:
        return [b""]
    if run.note:
        return [_gbk(letter)[1:] for letter in _noted_pairs(read[-1], _plain(run.note))]
    if not after or after[0] < "@":
        return [bytes([byte]) for byte in range(FIRST_TRAIL, 0xFF)]
    # Only 80 is lost by itself, since it begins no character; else a whole pair was lost, and all is out of step.
    return [EURO] if all(_rarity(letter) < 2 for letter in after) else []


@cache
def _noted_pairs(first: int, pinyin: str) -> list[str]:
    """The characters of this first byte that the site may have noted so."""
    letters = (_decoded(bytes([first, second])) for second in range(FIRST_TRAIL, 0xFF))
    return [letter for letter in letters if letter and _is_noted(letter, pinyin)]


@cache
def _is_noted(letter: str, pinyin: str) -> bool:
    return letter in table() and _plain(pinyin) in _readings(letter)


def _plain(pinyin: str) -> str:
    return pinyin.replace("ɑ", "a").replace("ɡ", "g")


def _gbk(letter: str) -> bytes:
    return letter.encode("gb18030", "ignore")


def _decoded(pairs: bytes) -> str | None:
    """The characters of these bytes, if every one is of two."""
    try:
        text = pairs.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if len(text) * 2 == len(pairs) else None


@cache
def _rarity(letter: str) -> int:
    """0 for a sign of punctuation and the 5,401 common characters of Big5, 1 for the others of Big5, 2 for other Han."""
    if letter in SIGNS:
        return 0
    if not "\u3400" <= letter <= "\u9fff":
        return STRAY
    big5 = letter.encode("big5", "ignore")
    return 2 if not big5 else 0 if b"\xa4\x40" <= big5 <= b"\xc6\x7e" else 1


def _frequency(word: str) -> int:
    return _words().get(simplified(word), 0)


@cache
def _words() -> dict[str, int]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return {word: int(count) for word, count in csv.reader(file)}


@cache
def _readings(letter: str) -> frozenset[str]:
    from pypinyin.pinyin_dict import pinyin_dict  # large, read by few
    return frozenset(pinyin_dict.get(ord(letter), "").split(","))
