"""Suggestions while typing, as OpenSearch has them: what was typed, completions, descriptions, addresses."""
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive import labels
from archive.search.suggestions import Suggestion, suggestions
from archive.search.terms import terms

MEDIA_TYPE = "application/x-suggestions+json"
SECONDS = 300
VALUES = {"kind": labels.KINDS, "level": labels.LEVELS, "part": labels.PARTS}


@require_safe
@cache_control(max_age=SECONDS)
def suggest(request: HttpRequest) -> JsonResponse:
    typed = request.GET.get("q", "")
    found = suggestions(typed, terms())
    answer = JsonResponse(
        [typed, [each.query for each in found], [described(each) for each in found], [address(request, each) for each in found]],
        safe=False, content_type=MEDIA_TYPE)
    # Its language may come from the cookie.
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])
    return answer


def described(suggestion: Suggestion) -> str:
    term = suggestion.term
    if term.field in VALUES:
        return str(VALUES[term.field][term.text])
    count = ngettext("%(n)s 份报告", "%(n)s 份报告", term.reports) % {"n": term.reports}
    match term.field:
        case "place":
            return _("地区：{name}，{count}").format(name=term.about, count=count)
        case "speaker":
            return _("报告人，{count}").format(count=count)
    return _("标题，{count}").format(count=count)


def address(request: HttpRequest, suggestion: Suggestion) -> str:
    """The search; the place's own page for a place and nothing else."""
    term = suggestion.term
    if term.field == "place" and suggestion.is_alone:
        return request.build_absolute_uri(reverse("place", args=[term.code]))
    return request.build_absolute_uri(f"{reverse('search')}?{urlencode({'q': suggestion.query})}")
