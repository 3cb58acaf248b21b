"""What every page carries in a text copied or printed from pages: its number, a running head, date and address."""
import re
from collections import defaultdict

from archive.text.lines import Line

RUNNING = re.compile(r"(?:工作报告|统计公报)$")
LONGEST_HEAD, LEAST_HEADS = 40, 4
LONGEST_NUMBER, LEAST_PAGE = 12, 100
NUMBER = re.compile(r"[·.~\s]*(?P<number>\d{1,3})[·.~\s]*(?P<of>[/／]\s*\d{1,3})?")
PRINTED_HEAD = re.compile(r"\d{4}[/-]\d{1,2}[/-]\d{1,2}\s+(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?\s+\S.{0,80}")
PRINTED_FOOT = re.compile(r"(?:https?|file)://\S{4,300}\s+\d{1,3}\s*/\s*\d{1,3}")


def running_heads(found: list[Line]) -> set[int]:
    """A paper's title set above every page, in a text copied from one; that above the text is its title, and one more is a copy's."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(found):
        if len(line.text) <= LONGEST_HEAD and RUNNING.search(line.text):
            places[line.text].append(i)
    repeated = [where for where in places.values() if len(where) >= LEAST_HEADS]
    return {i for where in repeated if len({line.text for j in where for line in found[j + 1:j + 2]}) >= len(where) - 1 for i in where if i}


def page_numbers(found: list[Line]) -> set[int]:
    """Lines that are a number, each one more than the last, with a page's text between them: three, or two of «2/15»."""
    numbers = [(i, match) for i, line in enumerate(found) if len(line.text) <= LONGEST_NUMBER and (match := NUMBER.fullmatch(line.text))]
    runs: list[list[tuple[int, re.Match[str]]]] = []
    for i, match in numbers:
        if runs and _goes_on(runs[-1][-1][1], match):
            runs[-1].append((i, match))
        else:
            runs.append([(i, match)])
    return {i for run in runs if _pages(found, run) for i, _ in run}


def _goes_on(before: re.Match[str], number: re.Match[str]) -> bool:
    return int(number["number"]) == int(before["number"]) + 1 and number["of"] == before["of"]


def _pages(found: list[Line], run: list[tuple[int, re.Match[str]]]) -> bool:
    (first, match), (last, _) = run[0], run[-1]
    return len(run) >= (2 if match["of"] else 3) and found[last].start - found[first].start >= LEAST_PAGE * (len(run) - 1)


def printed_pages(found: list[Line]) -> set[int]:
    """The address with page and pages below each page that a browser prints, and date and title above."""
    feet = {i for i, line in enumerate(found) if line.text.endswith(tuple("0123456789")) and PRINTED_FOOT.fullmatch(line.text)}
    beside = {j for i in feet for j in (i - 1, i + 1) if 0 <= j < len(found)} | ({0} if feet else set())
    return feet | {j for j in beside if PRINTED_HEAD.fullmatch(found[j].text)}
