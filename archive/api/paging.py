"""Lists: `{"count", "next", "previous", "results"}`. They lead on by cursor; a page can be asked for by its number too."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import Http404
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api.errors import Mistaken
from archive.filters import not_understood
from archive.models import UNPLACED
from archive.search import cursors
from archive.sentences import said

LISTED = 20
"""How many a page holds."""
MOST_DIGITS = 9
"""Of a page's number: beyond, there is surely none."""
LONGEST_SLUG = 66


@dataclass(frozen=True)
class Order:
    """What puts a list in order: values that rise, none of them null, the last of which no two rows share."""
    name: str
    values: Mapping[str, Combinable]
    form: cursors.Form

    def of(self, row: object) -> cursors.Key:
        return tuple(getattr(row, name) for name in self.values)


def is_slug(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_SLUG and not cursors.NOT_STORED.search(value)


NEWEST_FIRST = Order(
    "newest",
    {"by_year": -Coalesce("year", 0), "by_place": Coalesce("place_id", Value(UNPLACED)), "by_slug": F("slug"), "by_pk": F("pk")},
    (cursors.is_offset, cursors.is_text, is_slug, cursors.is_id))
"""As `newest_first` has it: the undated after all years, reports without a place after all codes."""
BY_CODE = Order("code", {"by_code": F("code")}, (cursors.is_text,))


@dataclass(frozen=True)
class Start:
    """Where in the order a page begins: beyond a place, or else by its number."""
    order: Order
    number: str
    place: cursors.Place | None


@dataclass(frozen=True)
class Page:
    rows: list
    has_next: bool
    has_previous: bool


def listing(entry: type[serializers.Serializer]) -> serializers.Serializer:
    """The shape of a list of these."""
    return inline_serializer(f"{entry.__name__}List", {
        "count": serializers.IntegerField(),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": entry(many=True),
    })


def start_of(request: Request, order: Order) -> Start:
    """What page is asked for, by whichever way; both are looked at, so that no mistake passes in silence."""
    number, cursor = request.GET.get("page", "1"), request.GET.get("cursor")
    if not (number.isascii() and number.isdecimal() and number.strip("0")):
        raise Mistaken(said(not_understood("page", number)))
    place = cursors.read(cursor, order.form) if cursor else None
    if cursor and (place is None or place.sort != order.name):
        raise Mistaken(said(not_understood("cursor", cursor)))
    return Start(order, number, place)


def page_of(rows: QuerySet, start: Start, entry: type[serializers.Serializer], request: Request) -> Response:
    order, count = start.order, rows.count()
    rows = rows.annotate(**order.values).order_by(*order.values)
    page = beyond(rows, order, start.place) if start.place else numbered(rows, count, start.number)
    return Response({
        "count": count,
        "next": at(request, order, page.rows[-1], is_backward=False) if page.has_next else None,
        "previous": at(request, order, page.rows[0], is_backward=True) if page.has_previous else None,
        "results": entry(page.rows, many=True, context={"request": request}).data,
    })


def numbered(rows: QuerySet, count: int, number: str) -> Page:
    """The page of this number; behind the last there is none, but an empty list has a first."""
    first = (int(number[-MOST_DIGITS:]) - 1) * LISTED
    if len(number) > MOST_DIGITS or first and first >= count:
        raise Http404
    return Page(list(rows[first:first + LISTED]), first + LISTED < count, first > 0)


def beyond(rows: QuerySet, order: Order, place: cursors.Place) -> Page:
    """The page that begins, or ends, at this place, whatever was added or taken away before it."""
    rows = rows.filter(further(order, place))
    found = list((rows.reverse() if place.is_backward else rows)[:LISTED + 1])
    shown, has_more = found[:LISTED], len(found) > LISTED
    if place.is_backward:
        return Page(shown[::-1], bool(shown), has_more)
    return Page(shown, has_more, bool(shown))


def further(order: Order, place: cursors.Place) -> Q:
    """What comes after the place, or before it."""
    def steps() -> Iterator[Q]:
        same = Q()
        for name, value in zip(order.values, place.key, strict=True):
            yield same & Q(**{f"{name}__lt" if place.is_backward else f"{name}__gt": value})
            same &= Q(**{name: value})
    either = Q()
    for step in steps():
        either |= step
    return either


def at(request: Request, order: Order, row: object, *, is_backward: bool) -> str:
    """The address of the page after this row, or before it."""
    params = request.GET.copy()
    params.pop("page", None)
    params["cursor"] = cursors.written(cursors.Place(order.name, is_backward, order.of(row)))
    return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")
