"""The numbers that Word prints before paragraphs without writing them into the text."""
import re
from collections import defaultdict
from collections.abc import Callable

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST_STYLE = 12
DIGITS = "〇一二三四五六七八九"
PLACES = ("", "十", "百", "千")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def chinese(number: int) -> str:
    """A number below ten thousand as it is counted.

    >>> [chinese(n) for n in (3, 10, 12, 20, 105, 110)]
    ['三', '十', '十二', '二十', '一百零五', '一百一十']
    """
    if not 0 < number < 10000:
        return str(number)
    digits = [int(digit) for digit in str(number)]
    said = "".join(DIGITS[d] + PLACES[len(digits) - 1 - i] if d else "零" for i, d in enumerate(digits))
    said = re.sub("零+", "零", said).rstrip("零")
    return said[1:] if said.startswith("一十") else said


def roman(number: int) -> str:
    """A number below four thousand in small Roman figures."""
    if not 0 < number < 4000:
        return str(number)
    said = ""
    for value, sign in ROMAN:
        said, number = said + sign * (number // value), number % value
    return said


def letter(number: int) -> str:
    return chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1) if 0 < number < 500 else str(number)


def circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str, "decimalZero": lambda n: f"{n:02}", "decimalHalfWidth": str,
    "decimalFullWidth": lambda n: str(n).translate({ord(str(d)): 0xFF10 + d for d in range(10)}),
    "decimalEnclosedCircle": circled, "decimalEnclosedCircleChinese": circled,
    "chineseCounting": chinese, "chineseCountingThousand": chinese, "japaneseCounting": chinese, "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": lambda n: "".join(DIGITS[int(d)] for d in str(n)),
    "upperRoman": lambda n: roman(n).upper(), "lowerRoman": roman,
    "upperLetter": lambda n: letter(n).upper(), "lowerLetter": letter,
}


class Numbering:
    """Counts the numbered paragraphs of one document; ask once a paragraph, in order."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._levels = _levels(numbering)
        self._styles = _numbered_styles(styles)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def number(self, paragraph: _Element) -> str:
        """What is printed before the paragraph: «一、», «（二）», «1.»; empty where nothing or a bullet is."""
        place = self._place(paragraph)
        if place is None or place not in self._levels:
            return ""
        list_id, level = place
        counts = self._counts[self._levels[place]["list"]]
        start = self._levels[place]["start"]
        counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._printed(list_id, level, counts)

    def _place(self, paragraph: _Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = self._styles.get(_value(properties, "pStyle"), ("", 0))
        given = properties.find(f"{W}numPr")
        if given is None:
            return style if style[0] else None
        level = _value(given, "ilvl")
        return _value(given, "numId") or style[0], int(level) if level.isdecimal() else style[1]

    def _printed(self, list_id: str, level: int, counts: dict[int, int]) -> str:
        own = self._levels[list_id, level]
        if own["format"] not in FORMATS:
            return ""

        def figure(match: re.Match) -> str:
            other = self._levels.get((list_id, int(match[1]) - 1), own)
            return FORMATS.get(other["format"], str)(counts.get(int(match[1]) - 1, other["start"]))

        return re.sub(r"%([1-9])", figure, own["text"]) + own["gap"]


def _levels(root: _Element | None) -> dict[tuple[str, int], dict]:
    """What each level of each list prints, by list and level."""
    if root is None:
        return {}
    abstract = {e.get(f"{W}abstractNumId"): e for e in root.iterfind(f"{W}abstractNum")}
    levels: dict[tuple[str, int], dict] = {}
    for number in root.iterfind(f"{W}num"):
        list_id, source = number.get(f"{W}numId", ""), _value(number, "abstractNumId")
        restarts = number.find(f".//{W}startOverride") is not None
        for level in (*abstract.get(source, ()), *number.iterfind(f"{W}lvlOverride/{W}lvl")):
            at = level.get(f"{W}ilvl", "")
            if level.tag == f"{W}lvl" and at.isdecimal():
                levels[list_id, int(at)] = {"list": list_id if restarts else f"abstract {source}", **_level(level)}
    return levels


def _level(level: _Element) -> dict:
    start, text = _value(level, "start"), _value(level, "lvlText")
    has_gap = _value(level, "suff") not in ("nothing",) and not text.endswith(("、", "）", "．", "。"))
    return {"format": _value(level, "numFmt") or "decimal", "text": text, "gap": " " if has_gap else "",
            "start": int(start) if start.isdecimal() else 1}


def _numbered_styles(root: _Element | None) -> dict[str, tuple[str, int]]:
    """List and level of each style that numbers its paragraphs, also of those based on one that does."""
    found = {style.get(f"{W}styleId", ""): style for style in (root.iterfind(f"{W}style") if root is not None else ())}
    return {name: place for name in found if (place := _place_of_style(name, found))}


def _place_of_style(name: str, styles: dict[str, _Element]) -> tuple[str, int] | None:
    """What the style says, or the nearest one that it is based on; a list 0 takes the number away."""
    list_id, level = "", ""
    for _ in range(DEEPEST_STYLE):
        if name not in styles:
            break
        given = styles[name].find(f"{W}pPr/{W}numPr")
        if given is not None:
            list_id, level = list_id or _value(given, "numId"), level or _value(given, "ilvl")
        if list_id:
            return list_id, int(level) if level.isdecimal() else 0
        name = _value(styles[name], "basedOn")
    return None


def _value(parent: _Element, name: str) -> str:
    element = parent.find(f"{W}{name}")
    return "" if element is None else element.get(f"{W}val", "")
