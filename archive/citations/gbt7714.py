"""GB/T 7714, as the published styles of its editions of 2025 and 2015 set a report, an article and a passage of either."""
from dataclasses import dataclass

from archive.citations.source import INVENTED, Source

MOST_NAMES = 3


@dataclass(frozen=True)
class Edition:
    """The signs of an edition: between names, before a passage, around a day."""
    comma: str
    colon: str
    opening: str
    closing: str


OF_2025 = Edition("，", "：", "（", "）")
OF_2015 = Edition(", ", ": ", "(", ")")


def of_2025(source: Source) -> str:
    """A report's day stands alone; an article's in parentheses, with the day of access."""
    when = source.issued if source.is_report else _around(source.issued, OF_2025)
    if not when and (source.is_report or source.where):
        when = f"[{source.access.day.year}]"
    accessed = "" if source.is_report else f"[{source.access.day}]"
    return _entry(source, OF_2025, f"{when}{_after(OF_2025.colon, source.where)}{accessed}")


def of_2015(source: Source) -> str:
    """The day in parentheses, then that of access; a passage stands behind the year, where pages do."""
    pages = f"{source.issued[:4] or f'[{source.access.day.year}]'}{OF_2015.colon}{source.where}" if source.where else ""
    day = "" if source.where and len(source.issued) == 4 else _around(source.issued, OF_2015)
    return _entry(source, OF_2015, f"{pages}{day}[{source.access.day}]")


def _entry(source: Source, edition: Edition, when: str) -> str:
    """Brackets hold what is not the document's own: that it is a sample, its type."""
    by = names(source.authors, edition, others="等" if source.is_chinese else "et al")
    invented = f"[{INVENTED}]" if source.is_sample else ""
    title = f"{source.title}{invented}[{'R' if source.is_report else 'EB'}/OL]"
    return "".join(f"{part}. " for part in (by, title, when) if part) + f"{source.permalink}."


def names(people: tuple[str, ...], edition: Edition, others: str) -> str:
    """The first three, and 等 for more.

    >>> names(("甲", "乙", "丙", "丁"), OF_2025, "等"), names(("甲", "乙", "丙", "丁"), OF_2015, "等")
    ('甲，乙，丙，等', '甲, 乙, 丙, 等')
    """
    shown = [*people[:MOST_NAMES], others] if len(people) > MOST_NAMES else people
    return edition.comma.join(shown)


def _around(day: str, edition: Edition) -> str:
    return f"{edition.opening}{day}{edition.closing}" if day else ""


def _after(sign: str, words: str) -> str:
    return f"{sign}{words}" if words else ""
