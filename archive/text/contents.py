"""Tables of contents: lines that only say which headings follow, and on which page."""
import re

from archive.text.lines import Line

NAMED = re.compile(r"[【\[]?目\s*[录次錄][】\]]?")
ENTRY = re.compile(r"(?P<heading>[^。！？]{2,80}?(?<![：:]))(?P<paged>(?:\s*(?:[…⋯‥]|[.．·•…⋯‥—_\-]{2,})\s*|\s+)[（(\-—]?\s*\d{1,3}(?:\s*[\-–—－~～至]\s*\d{1,3})?\s*[）)\-—]?)?")
LEADS = re.compile(r"[…⋯‥]|[.．·•…⋯‥—_\-]{3,}")
COLUMN = re.compile(r"(?:段落|[页頁]\s*[码碼次数數])(?:編號|编号)?")
"""What stands over the numbers of a table of contents."""
FIRST_LINES, LEAST_ENTRIES, LEAST_UNNAMED, LEAST_HEADING = 120, 2, 3, 4


def contents(found: list[Line]) -> set[int]:
    """Which lines are a table of contents: every heading in it stands again below. Unnamed, it has page numbers throughout."""
    texts = [line.text for line in found[:FIRST_LINES]]
    for i, text in enumerate(texts):
        is_named = bool(NAMED.fullmatch(text))
        if is_named or _is_paged(text):
            first = i + is_named + bool(is_named and COLUMN.fullmatch(texts[i + 1]) if i + 1 < len(texts) else False)
            entries = _entries(found, first, is_paged=not is_named)
            if len(entries) >= (LEAST_ENTRIES if is_named else LEAST_UNNAMED):
                return {*range(i, first), i, *entries}
    return set()


def _entries(found: list[Line], start: int, *, is_paged: bool) -> list[int]:
    """The lines from `start` on whose words stand again, as a line or its beginning, somewhere below.

    Below the word 目录 dots and a page number are proof enough: 附表 may head a page of its own.
    """
    plain = ["".join(line.text[:200].split()) for line in found[start:]]
    headings: list[str] = []
    for i, line in enumerate(found[start:]):
        entry = ENTRY.fullmatch(line.text)
        heading = "".join(entry["heading"].split()) if entry else ""
        if len(heading) < LEAST_HEADING or heading in headings or is_paged and not _is_paged(line.text):
            break
        if not any(text.startswith(heading) for text in plain[i + 1:]) and (is_paged or not LEADS.search(entry["paged"] or "")):
            break
        headings.append(heading)
    return list(range(start, start + len(headings)))


def _is_paged(text: str) -> bool:
    entry = ENTRY.fullmatch(text)
    return bool(entry and entry["paged"])
