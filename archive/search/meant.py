"""What a query would find if its words that name places and years were conditions, as those who type 兰州 2019 就业 may mean it."""
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from archive.models import Place
from archive.query import Field, Literal, Node, written
from archive.search.alone import MOST, pieces, together
from archive.search.asking import TooBroad
from archive.search.questions import understood
from archive.search.ways import overview

YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2})年?")


@dataclass(frozen=True)
class Meant:
    """The query with these conditions, and how many paragraphs it finds under the facets that are chosen."""
    query: str
    count: int


def meant(params: Mapping[str, str]) -> Meant | None:
    """None where no word is such a name, or nothing would be found either."""
    question = understood(params, 1)
    root = None if question.is_refused else conditioned(question.reading.root)
    if not root:
        return None
    try:
        count = overview(replace(question, reading=replace(question.reading, root=root))).count
    except TooBroad:
        return None
    return Meant(written(root), count) if count else None


def conditioned(root: Node | None) -> Node | None:
    """The query whose words that must all hold are conditions where they name a place or a year; None where none does."""
    if root is None or len(there := pieces(root)) > MOST:
        return None
    named = places([node.text for node in there if is_plain(node)])
    nodes = tuple(condition(node, named) for node in there)
    return together(nodes) if nodes != there else None


def condition(node: Node, named: set[str]) -> Node:
    if is_plain(node) and (year := YEAR.fullmatch(node.text)):
        return Field("year", year["year"])
    return Field("place", node.text) if is_plain(node) and node.text in named else node


def is_plain(node: Node) -> bool:
    return isinstance(node, Literal) and not node.is_prefix and not node.outside


def places(words: list[str]) -> set[str]:
    """Those that a place is called by."""
    rows = Place.objects.filter(Q(name__in=words) | Q(short_name__in=words) | Q(aliases__overlap=words)).values_list("name", "short_name", "aliases")
    return {name for one, short, aliases in rows for name in (one, short, *aliases)} & set(words)
