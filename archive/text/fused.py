"""Texts whose line ends were lost: paragraphs told apart by the indents and marks left between them."""
import re

from archive.text.dates import WRITTEN_DATE
from archive.text.tape import Change
from archive.text.vocabulary import EditKind

LONG_LINE, LEAST_BREAKS = 800, 5
NUMBERS = "一二三四五六七八九十"
NUMBER = re.compile(r"(?<=[。！？”])[ \u3000]*(?=(?P<main>[一二三四五六七八九十]、)|[（(][一二三四五六七八九十]{1,2}[）)])")
HEADING_END = re.compile(r"(?:[一二三四五六七八九十]、|[（(][一二三四五六七八九十]{1,2}[）)])[^。；：\s]{2,40}(?P<gap>[ \u3000]+)(?=[\u4e00-\u9fff\d])")
BREAK = re.compile(r"[\ue000-\uf8ff][ \t\u00a0\u3000\u2002-\u200a]*|[\u3000\u00a0]{2}[ \t\u00a0\u3000]*|\t[ \t\u00a0\u3000]+|\t\t|(?<=[。！？])\t")
PRINTED = "\x0b\x0c\x85\u2028\u2029"
"""Ends of lines and pages as office programs mark them."""
PRINTED_BREAK = re.compile(f"(?<=[^\n])[{PRINTED}]+(?=[^\n])")
GLUED_DELIVERY = re.compile(rf"(?<=\S)(?=(?:——|――|──|--)\s*{WRITTEN_DATE}\s*在)")
GLUED_SALUTATION = re.compile(r"(?<=[^\s，。：、“《])(?=各位代表[：:！!])")
GLUED_YEAR = re.compile(r"(?m)(?<=^[12]\d{3}年)(?=[\u4e00-\u9fff](?:[ \u00a0\u3000]+[\u4e00-\u9fff]){3})")
"""Where a title set wide begins behind a year that is not."""
OPENING = 400


def fused_changes(text: str) -> list[Change]:
    """What gives a fused text its lines back: a line end for each indent or mark that stood for one."""
    changes, is_marked = [], any(sign in text for sign in PRINTED)
    for line in re.finditer(r"[^\n]+", text):
        marked = list(PRINTED_BREAK.finditer(text, line.start(), line.end())) if is_marked else []
        changes += [Change(EditKind.SPLIT, m.start(), m.end(), "\n") for m in marked]
        is_long = line.end() - line.start() >= LONG_LINE and not marked
        breaks = list(BREAK.finditer(text, line.start(), line.end())) if is_long else []
        if not marked and len(breaks) < LEAST_BREAKS and 2 * (line.end() - line.start()) > len(text):
            changes += numbered_breaks(text, line.start(), line.end())
        if len(breaks) >= LEAST_BREAKS:
            changes += [Change(EditKind.SPLIT, m.start(), m.end(), "\n") for m in breaks]
    return changes


def numbered_breaks(text: str, start: int, end: int) -> list[Change]:
    """Line ends before the numbered headings of a text that is one long line, and behind those that room parts from their text."""
    if end - start < LONG_LINE:
        return []
    found = list(NUMBER.finditer(text, start, end))
    main = [match["main"][0] for match in found if match["main"]]
    if len(main) < 2 or main != list(NUMBERS[:len(main)]):
        return []
    ends = [m for match in found if (m := HEADING_END.match(text, match.end(), end))]
    spans = sorted({*((m.start(), m.end()) for m in found), *(m.span("gap") for m in ends)})
    return [Change(EditKind.SPLIT, a, z, "\n") for a, z in spans]


def glued_opening_changes(text: str) -> list[Change]:
    """Year, delivery line and salutation set apart where they hang on the title or the speaker's name."""
    found = [match for pattern in (GLUED_YEAR, GLUED_DELIVERY, GLUED_SALUTATION) for match in pattern.finditer(text[:OPENING])]
    return [Change(EditKind.SPLIT, m.start(), m.start(), "\n") for m in found]
