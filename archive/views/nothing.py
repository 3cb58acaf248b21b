"""What the search page says where it found nothing: which word it was, or which condition, that a condition made no sense, or time was up."""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.search import Results
from archive.search.alone import Alone, LeftOut, Word, alone
from archive.search.meant import meant
from archive.search.questions import mended
from archive.views.facets import FACETS, Choice, label_of, link
from archive.views.ways import BY_DATE, WAYS, kept_sort

YEARS = ("year", "year_min", "year_max")


@dataclass(frozen=True)
class Count:
    """A word's line of the table: how many paragraphs, each number with the search that gives it."""
    word: Word
    here: str
    everywhere: str


@dataclass(frozen=True)
class Without:
    """A line of the other table: what is left out, the search that leaves it out, and how many paragraphs that finds."""
    what: str
    is_typed: bool
    href: str
    count: int


def nothing_found(params: QueryDict, results: Results) -> dict:
    """For the template; empty where something was found or nothing was asked for."""
    if results.is_refused:
        return refused(params)
    if results.is_unfinished:
        return {"quicker": quicker(params, results)}
    if results.count or not results.reading.root:
        return {}
    found, instead = alone(params), meant(params)
    return {**(shown(params, results, found) if found else {}),
            **({"meant": instead, "meant_href": link(params, q=instead.query)} if instead else {})}


def refused(params: QueryDict) -> dict:
    """The same search with what can be followed of it; nothing where nothing would be left of it."""
    changes = mended(params)
    kept = {name: value for name, value in {**params.dict(), **changes}.items() if value and name not in ("sort", "group")}
    return {"mended": link(params, **changes), "mended_query": changes.get("q", "")} if changes and kept else {}


def quicker(params: QueryDict, results: Results) -> list[Choice]:
    """The same search asked in ways that take less time, those it is not asked in already."""
    ways = [Choice(str(WAYS["paragraph"]), link(params, group=None, sort=kept_sort(params, "paragraph")))] if results.group != "paragraph" else []
    orders = [Choice(str(BY_DATE["newest"]), link(params, sort="newest"))] if params.get("sort") not in BY_DATE else []
    return [*ways, *orders]


def shown(params: QueryDict, results: Results, found: Alone) -> dict:
    return {
        "alone": found,
        "counts": [Count(word, link(params, q=word.query_here), plain(word.query)) for word in found.words],
        "withouts": withouts(params, results, found.left_out),
        "missing": named(found.missing), "missing_here": named(found.missing_here), "freed": plain(found.freed),
    }


def withouts(params: QueryDict, results: Results, left_out: list[LeftOut]) -> list[Without]:
    """None where no single thing is the reason."""
    return [without(params, results, each) for each in left_out] if any(each.count for each in left_out) else []


def without(params: QueryDict, results: Results, left: LeftOut) -> Without:
    if left.is_facet:
        names = YEARS if left.what == "year" else (left.what,)
        return Without(facet(params, results, left.what), False, link(params, **dict.fromkeys(names)), left.count)
    return Without(left.what, True, link(params, q=left.query or None), left.count)


def facet(params: QueryDict, results: Results, name: str) -> str:
    """A facet with what is chosen of it."""
    values = [label_of(results, name, value) for value in dict.fromkeys(params.getlist(name)) if value]
    span = [params.get(bound, "") for bound in YEARS[1:]] if name == "year" else []
    chosen = _("、").join([*values, *(["–".join(span)] if any(span) else [])])
    return _("{facet}：{values}").format(facet=FACETS.get(name, _("年份")), values=chosen)


def plain(query: str) -> str:
    """The search for this and nothing else."""
    return f"?{urlencode({'q': query})}"


def named(words: list[Word]) -> str:
    return " ".join(word.query if word.query[0] in "“「『«" else f"“{word.query}”" for word in words)
