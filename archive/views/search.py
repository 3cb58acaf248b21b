"""The search page."""
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import search as engine
from archive.filters import only_known
from archive.query import MOST_TYPED
from archive.search import Results
from archive.search.questions import MOST_PAGES, NAMES, is_beyond
from archive.views.facets import FACETS, KEPT, Choice, Facet, chart, chips, choices, link, span, year_choices
from archive.views.nothing import nothing_found
from archive.views.pages import page
from archive.views.sending import AGAIN
from archive.views.ways import listed, per_page, sorts, ways


def shortened(params: QueryDict) -> QueryDict:
    """No more of a query than is read: every link of the page repeats it."""
    if len(params.get("q", "")) <= MOST_TYPED:
        return params
    params = params.copy()
    params["q"] = params["q"][:MOST_TYPED + 1]
    return params


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    request.GET = shortened(request.GET)
    results = engine.search(request.GET, per_page(request.GET))
    request.GET = only_known(request.GET, NAMES)
    if is_past_the_end(results):
        return HttpResponseRedirect(link(request.GET, page=last_reached(results)))
    answer = page(request, "search.html", {
        "results": results, **listed(request.GET, results), "ways": ways(request.GET, results),
        **asked(request.GET, results), **narrowing(request.GET, results), **paging(request.GET, results),
        **nothing_found(request.GET, results),
    }, status=400 if results.is_refused else 503 if results.is_unfinished else 200)
    if results.is_unfinished:
        answer["Retry-After"] = str(AGAIN)
    return answer


def is_past_the_end(results: Results) -> bool:
    is_empty = not (results.hits or results.reports or results.lines)
    return bool(results.count and is_empty and results.page and results.page > results.page_count)


def last_reached(results: Results) -> int:
    """The last page that has a number."""
    return min(results.page_count, MOST_PAGES)


def asked(params: QueryDict, results: Results) -> dict:
    """What the reader typed and set, to be shown and kept."""
    return {
        "typed": params.get("q", ""),
        "reread": link(params, q=results.reading.read_as) if results.reading.root else None,
        "kept": [(name, value) for name in (*KEPT, "group") for value in params.getlist(name) if value],
        "chips": chips(params, results),
    }


def narrowing(params: QueryDict, results: Results) -> dict:
    years = year_choices(params, results.facets.get("year", []))
    return {
        "facets": [Facet(label, choices(params, name, results.facets.get(name, []))) for name, label in FACETS.items()],
        "years": mark_safe("".join(year.row for year in years.values())), "chart": chart(years, span(params)),
        "year_min": params.get("year_min", ""), "year_max": params.get("year_max", ""),
    }


def paging(params: QueryDict, results: Results) -> dict:
    return {
        "sorts": sorts(params, results),
        "instead": instead(params, results), "previous": previous_page(params, results), "next": next_page(params, results),
    }


def instead(params: QueryDict, results: Results) -> Choice | None:
    """The last page of a number, where a page beyond was asked for."""
    if not (results.page_count > 1 and results.page and is_beyond(params.get("page", ""))):
        return None
    return Choice(_("到第 {number} 页").format(number=last_reached(results)), link(params, page=last_reached(results)))


def previous_page(params: QueryDict, results: Results) -> str | None:
    if results.page and results.page > 1:
        return link(params, page=results.page - 1)
    return link(params, cursor=results.previous_cursor) if results.previous_cursor else None


def next_page(params: QueryDict, results: Results) -> str | None:
    """By number as far as numbers go, then by cursor."""
    if results.page and results.page < last_reached(results):
        return link(params, page=results.page + 1)
    return link(params, cursor=results.next_cursor) if results.next_cursor else None
