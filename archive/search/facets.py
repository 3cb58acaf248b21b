"""The facets of a search: what there is to narrow by, each value with the exact count that choosing it gives."""
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from archive import labels
from archive.models import UNDATED, UNPLACED
from archive.search.placenames import place_names
from archive.search.results import FacetValue
from archive.search.sums import FACETS, Sums

LABELS = {"level": labels.LEVELS, "kind": labels.KINDS, "part": labels.PARTS}
UNKNOWN = {
    "year": _("未注明日期"), "place": _("未定地区"), "level": _("未定地区"), "kind": _("其他"), "part": _("其他部分"), "speaker": _("未注明"),
}
"""What the value null is called."""
PARAMETERS = {"year": UNDATED, "place": UNPLACED}
"""What asks for the value null."""
Chosen = Mapping[str, list[str] | str]


def facets(found: Sums, chosen: Chosen) -> dict[str, list[FacetValue]]:
    """Each facet's values, the most frequent first; years the latest first, places each before those it holds."""
    names = place_names(found.places)
    told = {name: [facet_value(name, value, n, chosen, names.get(value)) for value, n in sorted(found.values[name], key=lambda pair: (-pair[1], pair[0] or ""))
                   if name != "place" or value is None or value in names] for name in FACETS}
    told["year"].sort(key=lambda year: -(year.value or 0))
    return told


def facet_value(name: str, value: str | None, n: int, chosen: Chosen, label: str | None = None) -> FacetValue:
    is_chosen = (value or PARAMETERS.get(name)) in chosen.get(name, ())
    if not value:
        return FacetValue(None, str(UNKNOWN[name]), n, is_chosen)
    if name == "year":
        return FacetValue(int(value), value, n, is_chosen or value == chosen.get("year_min") == chosen.get("year_max"))
    return FacetValue(value, label or str(LABELS.get(name, {}).get(value, value)), n, is_chosen)


def opened(chosen: Chosen) -> set[str]:
    """The provinces of the places that are chosen, by their first two digits: all of their divisions are told."""
    return {code[:2] for code in chosen.get("place", ()) if code != UNPLACED}
