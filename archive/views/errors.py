"""Pages for what cannot be shown: each says why and where to go on."""
import re
from itertools import accumulate

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.template.defaultfilters import filesizeformat
from django.template.loader import get_template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from archive.middleware import too_much
from archive.models import Place, Report
from archive.views.pages import page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    place = place_meant(request.path)
    return page(request, "404.html", {
        "shorter": shorter(request.path), "words": words(request.path),
        "place": place, "years": years_of(place) if place else [],
    }, status=404)


def place_meant(path: str) -> Place | None:
    """The place whose code stands in the address."""
    code = re.match(r"/reports/([0-9]{6})/", path, re.ASCII)
    return Place.objects.filter(code=code[1]).first() if code else None


def years_of(place: Place) -> list[int | None]:
    """The years of which something is held, newest first."""
    held = Report.objects.public().filter(place=place).order_by().values_list("year", flat=True).distinct()
    return sorted(held, key=lambda year: -(year or 0))


def shorter(path: str) -> list[str]:
    """The addresses above this one, nearest first, where it is one of the reports.

    >>> shorter("/reports/620100/2023/work/")
    ['/reports/620100/2023/', '/reports/620100/', '/reports/']
    """
    steps = path.strip("/").split("/")
    if steps[0] != "reports" or not path.isprintable():
        return []
    above = list(accumulate(steps[:-1][:4], lambda left, right: f"{left}/{right}"))
    return [f"/{step}/" for step in reversed(above)]


def words(path: str) -> str:
    """What of an unknown address may be worth searching for: its last piece, where that is Chinese."""
    last = path.strip("/").split("/")[-1]
    return last if any("\u3400" <= c <= "\u9fff" for c in last) and last.isprintable() else ""


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, "403.html", {}, status=403)


def unasked(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not asked for here: it came without its token."""
    return page(request, "403.html", {}, status=403)


# The request itself may be what is wrong, down to its host, so these two pages ask nothing of it.
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = what_is_too_much(exception)
    return too_much(request, sentence) if sentence else HttpResponseBadRequest(get_template("400.html").render())


def what_is_too_much(exception: Exception) -> str | None:
    """Which limit a form went beyond, and what to do."""
    match exception:
        case RequestDataTooBig():
            most = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
            return _("一张表单里的文字最多 {size}，这次送来的更多，没有收下。请分几次提交；长文请存成文件，在上传页交。").format(size=most)
        case TooManyFieldsSent():
            most = number_format(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, force_grouping=True)
            return _("一张表单最多 {n} 栏，这次送来的更多，没有收下。请分几次提交。").format(n=most)
        case TooManyFilesSent():
            most = number_format(settings.DATA_UPLOAD_MAX_NUMBER_FILES, force_grouping=True)
            return _("一次最多交 {n} 份文件，这次更多，一份也没有收下。请分几次交，或打成一个 ZIP。").format(n=most)
    return None


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponseServerError(get_template("500.html").render())
