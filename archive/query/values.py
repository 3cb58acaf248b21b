"""The values that fields of a query take, each in one form."""
import re
from functools import cache

from django.utils.translation import override

from archive import labels
from archive.models import UNDATED
from archive.text.vocabulary import Kind, Level, Part

VOCABULARIES = {"kind": (Kind, labels.KINDS), "level": (Level, labels.LEVELS), "part": (Part, labels.PARTS)}
SPAN = re.compile(r"(?P<first>[0-9]{4})?(?P<to>\.{2,}|[-~–—―至到])?(?P<last>[0-9]{4})?")


def canonical(name: str, value: str) -> str | None:
    """The value as it is written in the end; None where it means nothing."""
    if name in VOCABULARIES:
        return names(name).get(value)
    return years(value) if name == "year" else value or None


@cache
def names(name: str) -> dict[str, str]:
    """A vocabulary's words by themselves and by what the page calls them, in either language."""
    words, called = VOCABULARIES[name]
    found = {str(word): str(word) for word in words}
    for language in ("zh-hans", "en"):
        with override(language):
            found |= {str(called[word]): str(word) for word in words}
    return found


def years(value: str) -> str | None:
    """A year, or a span of them open at either end: 2017, 2017..2023, 2017.., ..2023."""
    value = value.removesuffix("年")
    if value in (UNDATED, "未注明日期"):
        return UNDATED
    found = SPAN.fullmatch(value)
    if not found or not (found["first"] or found["last"]) or found["first"] and found["last"] and not found["to"]:
        return None
    return f"{found['first'] or ''}..{found['last'] or ''}" if found["to"] else found["first"] or found["last"]
