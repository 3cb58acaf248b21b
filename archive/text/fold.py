"""The search key of a text: what two spellings that mean the same have in common.

One character at a time (`_Letters`), in this order:

- enclosed numbers (①, ⑴, ⒈, ㈠, ㊀, ❶) become a space, or NFKC would glue ① to the 2024年 behind it;
- what is not to be seen (zero width, soft hyphen, byte order mark, variation selectors, controls) vanishes;
- NFKC, which also makes full-width signs half-width, then lower case;
- Traditional becomes Simplified, one for one; 著 becomes 着; radicals become the ideographs they look like;
- signs that writers take for one another fall together, to the half-width one where there is one:
  the colon and ∶; every quotation mark, of book pages (「」『』), screens (“”‘’) and typewriters (" '), to `"`,
  for Traditional text nests them the other way round; every bracket, 〔2023〕 and [2023] too, to ( );
  dashes of every length to -; wave dashes to ~; middle dots and bullets to ·; the circle ○ in 二○二五 to 〇.
  、 and 。 and 《 》 stay themselves: they are not mixed up with , . and quotation marks.

Then over the whole: white space beside a Han character or a sign of punctuation vanishes, and any other
run of it is one space; a run of dashes is one dash, of dots at most three; the commas of 3,420 or
1,234,567 vanish (not those of 12,34). So 金城兰州, 河城共生 and 金城兰州，河城共生 fold to the same.

Folding twice changes nothing more. Reading text is never folded.
"""
import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from archive.text import script

RADICALS = Path(__file__).parent / "data" / "radicals.csv"
ENCLOSED = re.compile("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf"
                      "\U0001f100-\U0001f10c]")
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
ALIKE = str.maketrans({
    **dict.fromkeys("“”„‟‘’‚‛'「」『』〝〞〟«»", '"'),
    **dict.fromkeys("〔[【〖", "("), **dict.fromkeys("〕]】〗", ")"),
    **dict.fromkeys("—―‐‑‒–−─━⸺⸻", "-"), **dict.fromkeys("〜∼∽", "~"),
    **dict.fromkeys("•・‧∙⋅", "·"), **dict.fromkeys("○◯", "〇"),
    "∶": ":", "⋯": "...", "著": "着", "ς": "σ",
})

FREQUENT = [("，", ","), ("“", '"'), ("”", '"'), ("：", ":"), ("；", ";"), ("（", "("), ("）", ")")]

HAN = "\u3005\u3007\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
TIGHT = HAN + ",:;!?()\"、。《》〈〉·"
"""What no white space stands beside in a folded text, as a regular expression's class."""
SPACE = re.compile(rf" (?:(?<=\A )|(?<=[ {TIGHT}] )|(?= *[{TIGHT}])|(?= *\Z))")
DASH = re.compile(r"-(?<=--)")
DOT = re.compile(r"\.(?<=\.{4})")
GROUP = re.compile(r",[0-9]{3}")
THOUSANDS = re.compile(r"(?<![0-9])(?<![0-9][,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
JAMO = re.compile("[\u1161-\u1175\u11a8-\u11c2\U00016d63\U00016d67]")
"""The letters that, though no marks, NFC may melt into the one before."""


def fold(text: str) -> str:
    """What is searched for and searched in.

    >>> fold("３，４２０ 億元，「一帶一路」 ①2024年")
    '3420亿元,"一带一路"2024年'
    """
    for sign, half_width in FREQUENT:
        text = text.replace(sign, half_width)
    text = _changing().sub(lambda letter: _LETTERS[ord(letter[0])], text)
    while not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    if " " in text:
        text = SPACE.sub("", text)
    if "--" in text:
        text = DASH.sub("", text)
    if "...." in text:
        text = DOT.sub("", text)
    if GROUP.search(text):
        text = THOUSANDS.sub(lambda number: number[0].replace(",", ""), text)
    return text


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """`fold(text)`, and for each of its characters where in `text` what it came from stands; `len(text)` last.

    >>> fold_with_offsets("㎡ 约3,420")
    ('m2约3420', [0, 0, 2, 3, 5, 6, 7, 8])
    """
    mapped = _Mapped(text, list(range(len(text) + 1)))
    if all(len(_LETTERS[ord(letter)]) == 1 for letter in set(_changing().findall(text))):
        # As nearly always: then each stays where it was.
        mapped = _Mapped(_changing().sub(lambda letter: _LETTERS[ord(letter[0])], text), mapped.offsets)
    else:
        mapped = mapped.replaced((*m.span(), _LETTERS[ord(m[0])]) for m in _changing().finditer(text))
    while not unicodedata.is_normalized("NFKC", mapped.text):
        mapped = mapped.replaced(_normalized_clusters(mapped.text))
    if " " in mapped.text:
        mapped = mapped.replaced((*space.span(), "") for space in SPACE.finditer(mapped.text))
    if "--" in mapped.text:
        mapped = mapped.replaced((*dash.span(), "") for dash in DASH.finditer(mapped.text))
    if "...." in mapped.text:
        mapped = mapped.replaced((*dot.span(), "") for dot in DOT.finditer(mapped.text))
    if GROUP.search(mapped.text):
        mapped = mapped.replaced(_thousands_commas(mapped.text))
    return mapped.text, mapped.offsets


@dataclass(frozen=True)
class _Mapped:
    """A text on its way to be folded, and where each character came from."""
    text: str
    offsets: list[int]

    def replaced(self, replacements: Iterable[tuple[int, int, str]]) -> "_Mapped":
        """With each `text[start:end]` put anew; a longer replacement's rest came from the span's last character."""
        pieces, offsets, at = [], [], 0
        for start, end, new in replacements:
            pieces += [self.text[at:start], new]
            offsets += self.offsets[at:start]
            offsets += [self.offsets[min(start + i, end - 1)] for i in range(len(new))]
            at = end
        return _Mapped("".join([*pieces, self.text[at:]]), offsets + self.offsets[at:])


def _normalized_clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """Each group of characters that NFKC treats for itself, and what becomes of it."""
    starts = [at for at, letter in enumerate(text) if not (unicodedata.category(letter)[0] == "M" or JAMO.match(letter))]
    for start, end in pairwise(sorted({0, *starts, len(text)})):
        yield start, end, unicodedata.normalize("NFKC", text[start:end]).translate(_LETTERS)


def _thousands_commas(text: str) -> Iterator[tuple[int, int, str]]:
    for number in THOUSANDS.finditer(text):
        yield from ((at, at + 1, "") for at in range(*number.span()) if text[at] == ",")


class _Letters(dict[int, str]):
    """What each character becomes by itself: found out when it is first met, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        becomes = _folded(letter)
        # A hostile text may hold every one of a million characters: only those worth it are remembered.
        if becomes != letter or code < 0x10000:
            self[code] = becomes
        return becomes


_LETTERS = _Letters()


def _folded(letter: str) -> str:
    if ENCLOSED.match(letter) or letter.isspace():
        return " "
    if UNSEEN.match(letter) or unicodedata.category(letter) in ("Cc", "Cf", "Cs"):
        return ""
    once = unicodedata.normalize("NFKC", letter).lower().translate(_ideographs()).translate(ALIKE)
    return once if once == letter else "".join(map(_folded, once))


@cache
def _changing() -> re.Pattern[str]:
    """Any character but the common ones that are sure to stay; four times as fast as asking `_LETTERS` of each."""
    changed = _ideographs().keys() | {ord("著")}
    ideographs = "".join(chr(code) for code in range(0x4E00, 0xA000) if code not in changed)
    return re.compile(rf"[^0-9a-z .,:;!?()\"%+/=~\-、。《》〈〉·{ideographs}]")


@cache
def _ideographs() -> dict[int, str]:
    with RADICALS.open(encoding="utf-8", newline="") as file:
        radicals = dict(csv.reader(file))
    return str.maketrans({**radicals, **script.table()})
