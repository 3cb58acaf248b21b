"""The switch between Chinese and English."""
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remembers the language in a cookie and goes back.

    A plain link, not Django's POST: so no page needs a form token, and pages stay free of cookies.
    """
    if code not in dict(settings.LANGUAGES):
        raise Http404
    answer = HttpResponseRedirect(way_back(request))
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 24 * 3600, samesite="Lax",
                      secure=request.is_secure(), httponly=True)
    return answer


def way_back(request: HttpRequest) -> str:
    """The page of this site named by `next`, else the home page."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours and "\0" not in wanted else reverse("home")
