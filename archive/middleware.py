"""What holds for every answer."""
import re
import secrets
from collections.abc import Callable
from gzip import GzipFile
from io import BytesIO
from urllib.parse import unquote_plus

import brotli
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.template.defaultfilters import filesizeformat
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext as _
from whitenoise.middleware import WhiteNoiseFileResponse

from archive.freshness import is_private

TRACKING = re.compile(r"""
    (?: utm_\w+ | (?:pk|mtm|matomo)_\w+ | (?:fb|g|d|y|ys|tw|tt)clid | msclkid | gclsrc | [gw]braid | igshid | igsh | li_fat_id | mc_[ce]id
      | _ga | _gl | _hsenc | _hsmi | bd_vid | spm | nsukey | share_token | isappinstalled) (?:=.*)?
  | from=(?:singlemessage|groupmessage|timeline)
""", re.ASCII | re.DOTALL | re.IGNORECASE | re.VERBOSE)
"""What advertisers, newsletters and messengers add to the links that are shared there."""
LEAST, PACKED, BROTLI, PADDING = 200, 4, 3, 100
ACCEPTS_BROTLI = re.compile(r"(?:^|,)\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[0-9.]+\s*)?(?:,|$)")


class Compressed(GZipMiddleware):
    """Pages are, with their style and scripts; what is kept goes as it is, with its length: most is packed already, all may be long.

    Django's own takes three times as long over a page, for five bytes in a hundred.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if isinstance(response, FileResponse) and not isinstance(response, WhiteNoiseFileResponse):
            return response
        if response.streaming or len(response.content) < LEAST or response.has_header("Content-Encoding"):
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        if way := taken(request):
            response.content = packed(response.content) if way == "gzip" else brotli.compress(response.content, quality=BROTLI)
            response["Content-Encoding"], response["Content-Length"] = way, str(len(response.content))
        return response


def taken(request: HttpRequest) -> str:
    """How a page is packed for who asks, if at all: the quick way, but where it may hold a secret the one that pads."""
    accepted = request.headers.get("Accept-Encoding", "")
    if ACCEPTS_BROTLI.search(accepted) and not is_private(request) and "CSRF_COOKIE" not in request.META:
        return "br"
    return "gzip" if re_accepts_gzip.search(accepted) else ""


def packed(page: bytes) -> bytes:
    """As gzip, under a name whose length nobody can foretell: from that of the whole nobody learns what is in the page."""
    made = BytesIO()
    with GzipFile("a" * (1 + secrets.randbelow(PADDING)), "wb", PACKED, made, mtime=0) as file:
        file.write(page)
    return made.getvalue()


def untracked(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A shared link asks for what the link asks for: what was added to follow a reader about is dropped before anybody looks."""
    def answer(request: HttpRequest) -> HttpResponse:
        given = request.META.get("QUERY_STRING", "").split("&")
        request.META["QUERY_STRING"] = "&".join(each for each in given if not TRACKING.fullmatch(unquote_plus(each)))
        return get_response(request)
    return answer


def little_from_strangers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Who has not signed in has little to send, and more is refused unread.

    Looking for the form's token reads a body to its end before any view is asked, however long and however slowly it comes.
    """
    def answer(request: HttpRequest) -> HttpResponse:
        if length(request) > settings.STRANGERS_MOST and not request.user.is_authenticated:
            return too_much(request, _("没有登录时一次最多送来 {size}，这次更多，没有收下。请写短一些，或先登录。").format(
                size=filesizeformat(settings.STRANGERS_MOST)))
        return get_response(request)
    return answer


def too_much(request: HttpRequest, sentence: str) -> HttpResponse:
    """413 with the limit and what to do. Of the request nothing is asked but its headers: nobody reads what it holds."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": sentence}, status=413, json_dumps_params={"ensure_ascii": False})
    return HttpResponse(get_template("400.html").render({"too_much": sentence}), status=413)


def length(request: HttpRequest) -> int:
    """Of what came with it; Django reads nothing where a body's length is not told."""
    told = request.META.get("CONTENT_LENGTH") or ""
    return int(told) if told.isascii() and told.isdigit() else 0


def private_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """What somebody was shown who has signed in is kept by no cache, their own browser's included."""
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_private(request):
            add_never_cache_headers(response)
        return response
    return answer
