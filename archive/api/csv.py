"""The lists as CSV: all that the filters leave at once, in the form of the site's own files."""
from collections.abc import Iterable, Iterator, Mapping

from django.http import HttpResponseRedirect, QueryDict, StreamingHttpResponse
from django.urls import reverse

from archive.api.errors import Mistaken
from archive.browsing import inventory
from archive.filters import not_understood
from archive.models import Place
from archive.sentences import said

FORMATS = ("json", "csv")


def is_asked(params: Mapping[str, str]) -> bool:
    """Whether the answer is to be CSV."""
    asked = params.get("format") or FORMATS[0]
    if asked not in FORMATS:
        raise Mistaken(said(not_understood("format", asked)))
    return asked == "csv"


def sent(pieces: Iterator[str], name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="{name}.csv"', "X-Robots-Tag": "noindex"})


def of_places(places: Iterable[Place]) -> Iterator[str]:
    return inventory.written(["code", "name", "level", "parent", "report_count"], (
        [place.code, place.name, place.level, place.parent_id, place.report_count] for place in places))


def of_search(params: QueryDict) -> HttpResponseRedirect:
    """The whole of what is found is a file of the site; of a concordance a row is a place."""
    params = params.copy()
    params.pop("format", None)
    name = "search_lines_csv" if params.get("group") == "lines" else "search_csv"
    return HttpResponseRedirect(f"{reverse(name)}?{params.urlencode()}")
