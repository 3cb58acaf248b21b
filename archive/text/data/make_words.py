"""Makes words.csv: the common words of two characters and how often jieba's sources have them.

With jieba 0.42.1 unpacked: python archive/text/data/make_words.py <jieba>/dict.txt
"""
import csv
import re
import sys
from pathlib import Path

WORDS = Path(__file__).parent / "words.csv"
COMMON = 50


def main(dictionary: Path) -> None:
    entries = (line.split() for line in dictionary.read_text(encoding="utf-8").splitlines())
    words = sorted((word, count) for word, count, *_ in entries if re.fullmatch("[一-鿿]{2}", word) and int(count) >= COMMON)
    with WORDS.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(words)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
