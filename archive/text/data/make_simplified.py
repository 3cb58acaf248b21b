"""Makes simplified.csv with opencc's t2s, asked about one character at a time, and radicals.csv with Perl's Unicode tables.

With `pip install opencc==1.4.2` and Perl 5.36 or later: python archive/text/data/make_simplified.py
"""
import csv
import subprocess
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
IDEOGRAPHS = [range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x33480)]
RADICALS = """
use Unicode::UCD 'charprop';
for (0x2E80 .. 0x2EF3) { printf("%s %s\\n", chr, charprop($_, 'Equivalent_Unified_Ideograph')) }
"""


def opencc_pairs() -> dict[str, str]:
    import opencc  # only this script needs it
    convert = opencc.OpenCC("t2s").convert
    letters = (chr(code) for block in IDEOGRAPHS for code in block)
    return {letter: simple for letter in letters if (simple := convert(letter)) != letter}


def closed(pairs: dict[str, str]) -> dict[str, str]:
    """The pairs with chains followed to their end (薴 → 苧 → 苎): simplifying twice changes nothing more."""
    def end(letter: str) -> str:
        return end(pairs[letter]) if letter in pairs else letter
    return {letter: end(letter) for letter in pairs}


def radical_pairs() -> dict[str, str]:
    """The radicals of U+2E80–2EF3, which NFKC leaves alone, and the ideographs they look like."""
    said = subprocess.run(["perl", "-CS", "-e", RADICALS], capture_output=True, text=True, check=True)  # noqa: S607
    pairs = (line.split() for line in said.stdout.splitlines())
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def write(name: str, pairs: Iterable[tuple[str, str]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(sorted(pairs))


if __name__ == "__main__":
    write("simplified.csv", closed(opencc_pairs()).items())
    write("radicals.csv", radical_pairs().items())
