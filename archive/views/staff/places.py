"""A place as staff type it: a code, a name, or both."""
import re

from django import forms
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from archive.access.roles import may_look
from archive.models import Place
from archive.text.vocabulary import Level
from archive.views.staff.access import allowed

MOST = 20


class PlaceField(forms.CharField):
    """Reads «620100», «兰州市» or «620100 兰州市» as a place."""

    def __init__(self, **rest: object) -> None:
        widget = forms.TextInput({"list": "places", "autocomplete": "off", "class": "place", "size": 14})
        super().__init__(**{"required": False, "widget": widget, "label": gettext_lazy("地区"), **rest})

    def to_python(self, value: str | None) -> Place | None:
        typed = super().to_python(value)
        return meant(typed) if typed else None

    def prepare_value(self, value: Place | str | None) -> str | None:
        return written(value) if isinstance(value, Place) else value

    def has_changed(self, initial: Place | None, data: str | None) -> bool:
        """Whether another place is meant, however it is written."""
        if not super().has_changed(written(initial) if initial else "", data):
            return False
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True


def written(place: Place) -> str:
    return f"{place.code} {place.name}"


def meant(typed: str) -> Place:
    """The place that is meant; of several with that name none, for the archive does not guess."""
    code = re.match("[0-9]{6}", typed, re.ASCII)
    named = Q(code=code[0]) if code else Q(name=typed) | Q(short_name=typed) | Q(aliases__contains=[typed])
    found = list(Place.objects.select_related("parent").filter(named).order_by("code"))
    found = [place for place in found if place.to_year is None] or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise forms.ValidationError(_("没有叫“%(typed)s”的地区：请写国标代码或全名。") % {"typed": typed[:40]})
    several = "、".join(f"{written(place)}（{place.parent}）" if place.parent else written(place) for place in found[:5])
    raise forms.ValidationError(_("“%(typed)s”不止一个：%(several)s。请写代码。") % {"typed": typed, "several": several})


def provinces() -> list[Place]:
    """What the list of places offers before anything is typed."""
    return list(Place.objects.filter(level__in=[Level.NATION, Level.PROVINCE], to_year=None))


@require_safe
@allowed(may_look)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Places that begin like this: by code, name or pinyin."""
    typed = request.GET.get("q", "").strip().replace("\0", "")[:40]
    begin = Q(code__startswith=typed) | Q(name__startswith=typed) | Q(sort_key__startswith=typed.lower())
    found = Place.objects.select_related("parent").filter(begin, to_year=None).order_by("code") if typed else []
    return JsonResponse({"places": [{"value": written(place), "parent": str(place.parent or "")} for place in found[:MOST]]})
