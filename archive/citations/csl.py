"""CSL-JSON, from which a style of GB/T 7714 sets the same entry as ours."""
import json

from archive.citations.plain import remarks
from archive.citations.source import ARCHIVE, Source

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def entry(source: Source) -> str:
    return json.dumps([item(source)], ensure_ascii=False, indent=2) + "\n"


def item(source: Source) -> dict:
    """No `publisher`: a style would print it, and take the report for a chapter of a book.

    The speaker is a contributor, not an author: the report is the government's.
    """
    told = {
        "id": source.key,
        "type": "report" if source.is_report else "webpage",
        "title": source.title,
        "author": [{"literal": name} for name in source.authors],
        "contributor": [{"literal": source.speaker}] if source.speaker else [],
        "issued": date(source.issued),
        "accessed": date(str(source.access.day)),
        "page": source.where,
        "language": source.language,
        "source": ARCHIVE,
        "URL": source.permalink,
        "note": remarks(source),
    }
    return {name: value for name, value in told.items() if value}


def date(day: str) -> dict:
    """
    >>> date("2022-12-09"), date("")
    ({'date-parts': [[2022, 12, 9]]}, {})
    """
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}
