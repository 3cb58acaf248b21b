"""For the API's views: 304 to who has the answer already."""
from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.views import APIView

from archive.freshness import State, answered

Get = Callable[..., HttpResponse]


def fresh(state_of: Callable[..., State | None]) -> Callable[[Get], Get]:
    """Of a `get` whose answer is made from this state; what stands in the address is given to `state_of`."""
    def kept(get: Get) -> Get:
        @wraps(get)
        def answer(view: APIView, request: Request, **address: str) -> HttpResponse:
            return answered(request._request, state_of(**address), lambda: get(view, request, **address))
        return answer
    return kept
