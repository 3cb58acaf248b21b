"""Lists: `{"count", "next", "previous", "results"}`, by number of page."""
from django.core.paginator import InvalidPage, Paginator
from django.db.models import QuerySet
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api.errors import Mistaken
from archive.search.questions import not_understood
from archive.sentences import said

LISTED = 20
"""How many a page holds."""


def listing(entry: type[serializers.Serializer]) -> serializers.Serializer:
    """The shape of a list of these."""
    return inline_serializer(f"{entry.__name__}List", {
        "count": serializers.IntegerField(),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": entry(many=True),
    })


def page_of(rows: QuerySet, entry: type[serializers.Serializer], request: Request) -> Response:
    number = request.GET.get("page", "1")
    try:
        page = Paginator(rows, LISTED).page(number)
    except InvalidPage as error:
        raise Mistaken(said(not_understood("page", number))) from error
    return Response({
        "count": page.paginator.count,
        "next": at(request, page.next_page_number()) if page.has_next() else None,
        "previous": at(request, page.previous_page_number()) if page.has_previous() else None,
        "results": entry(page.object_list, many=True, context={"request": request}).data,
    })


def at(request: Request, number: int) -> str:
    params = request.GET.copy()
    params["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")
