"""What the search page says where it found nothing: which word it was, or that it was the conditions."""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from archive.search import Results
from archive.search.alone import Alone, Word, alone
from archive.search.asking import TOO_BROAD
from archive.views.facets import link


@dataclass(frozen=True)
class Count:
    """A word's line of the table: how many paragraphs, each number with the search that gives it."""
    word: Word
    here: str
    everywhere: str


def nothing_found(params: QueryDict, results: Results) -> dict:
    """For the template; empty where something was found, nothing was asked for, or the time was up already."""
    is_cut_off = TOO_BROAD in results.reading.notes
    found = None if results.count or results.is_refused or not results.reading.root or is_cut_off else alone(params)
    return shown(params, found) if found else {}


def shown(params: QueryDict, found: Alone) -> dict:
    return {
        "alone": found,
        "counts": [Count(word, link(params, q=word.query_here), plain(word.query)) for word in found.words],
        "missing": named(found.missing), "missing_here": named(found.missing_here), "freed": plain(found.freed),
    }


def plain(query: str) -> str:
    """The search for this and nothing else."""
    return f"?{urlencode({'q': query})}"


def named(words: list[Word]) -> str:
    return " ".join(word.query if word.query[0] in "“「『«" else f"“{word.query}”" for word in words)
