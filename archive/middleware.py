"""What holds for every answer."""
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from archive.freshness import is_private


def private_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """What somebody was shown who has signed in is kept by no cache, their own browser's included."""
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_private(request):
            add_never_cache_headers(response)
        return response
    return answer
