"""Where the archive is harvested; who asks by POST is answered the same, as the protocol demands."""
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from archive.api.throttles import PerAddress
from archive.oai.answers import answered


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    throttle = PerAddress()
    if not throttle.allow_request(request, None):
        return put_off(throttle.wait() or 1)
    given = dict(request.GET.lists())
    for name, values in request.POST.lists():
        given[name] = [*given.get(name, []), *values]
    # Records are the same for everyone, whatever language the asker reads.
    with translation.override("zh-hans"):
        body = answered(given, request.build_absolute_uri, request.build_absolute_uri(reverse("oai")))
    answer = HttpResponse(body, content_type="text/xml; charset=utf-8")
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def put_off(seconds: float) -> HttpResponse:
    """503, by which the protocol slows a harvester down."""
    answer = HttpResponse(f"Too many requests: ask again in {ceil(seconds)} seconds.\n", content_type="text/plain; charset=utf-8", status=503)
    answer["Retry-After"] = str(ceil(seconds))
    return answer
