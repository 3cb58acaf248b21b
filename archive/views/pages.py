"""How a page is answered, whichever it is."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def page(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    """The filled template. Its language may come from the cookie, which LocaleMiddleware leaves unsaid."""
    answer = render(request, template, {"canonical": request.build_absolute_uri(request.path), **context}, status=status)
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])
    return answer
