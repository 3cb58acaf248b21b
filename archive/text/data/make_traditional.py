"""Makes traditional.csv with opencc's s2t and s2tw, asked about one character at a time; only what simplified.csv leads back from.

With `pip install opencc==1.4.2`: python archive/text/data/make_traditional.py
"""
import csv

from make_simplified import HERE, IDEOGRAPHS, write


def opencc_pairs() -> dict[str, str]:
    """What s2t changes, as s2tw writes it, for 為 and 群 are more usual in print than 爲 and 羣."""
    import opencc  # only this script needs it
    changed, usual = opencc.OpenCC("s2t").convert, opencc.OpenCC("s2tw").convert
    letters = (chr(code) for block in IDEOGRAPHS for code in block)
    return {letter: full for letter in letters if changed(letter) != letter and (full := usual(letter)) != letter and len(full) == 1}


def known() -> dict[str, str]:
    with (HERE / "simplified.csv").open(encoding="utf-8", newline="") as file:
        return dict(csv.reader(file))


if __name__ == "__main__":
    simple = known()
    write("traditional.csv", [(letter, full) for letter, full in opencc_pairs().items() if simple.get(full) == simple.get(letter, letter)])
