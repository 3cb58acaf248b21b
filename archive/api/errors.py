"""What the API says when it cannot answer: always `{"error": …}` in words."""
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable, Throttled
from rest_framework.response import Response
from rest_framework.views import exception_handler


class Mistaken(APIException):
    """What was asked for cannot be followed; the message says why."""
    status_code = 400


class Gone(APIException):
    """What was asked for was withdrawn."""
    status_code = 410


def in_words(error: Exception, context: dict) -> Response | None:
    """DRF's exception handler; None for what is no fault of the asker's."""
    answer = exception_handler(error, context)
    if answer is not None:
        answer.data = {"error": words(error)}
    return answer


def words(error: Exception) -> str:
    match error:
        case Http404():
            return _("这个地址没有内容。")
        case MethodNotAllowed():
            return _("接口只供读取，只接受 GET。")
        case NotAcceptable():
            return _("接口只提供 JSON。")
        case Throttled():
            return _("请求太多：请过 {n} 秒再来。").format(n=error.wait)
    return str(error)
