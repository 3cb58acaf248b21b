"""The facets of a search: what there is to narrow by, with exact counts."""
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from archive import labels
from archive.models import UNDATED, UNPLACED, Place
from archive.search.results import FacetValue
from archive.search.statement import Row

NAMES = ("year", "place", "level", "kind", "part", "speaker")
LABELS = {"level": labels.LEVELS, "kind": labels.KINDS, "part": labels.PARTS}
UNKNOWN = {
    "year": _("未注明日期"), "place": _("未定地区"), "level": _("未定地区"), "kind": _("其他"), "part": _("其他部分"), "speaker": _("未注明"),
}
"""What the value null is called."""
PARAMETERS = {"year": UNDATED, "place": UNPLACED}
"""What asks for the value null."""


def facets(rows: Iterable[Row], chosen: Mapping[str, str], count: int) -> dict[str, list[FacetValue]]:
    """Each facet's values, the most frequent first; years the latest first."""
    found: dict[str, list[FacetValue]] = {name: [] for name in NAMES}
    for row in sorted(rows, key=lambda row: (-row.n, row.value or "")):
        found[row.what].append(facet_value(row.what, row.value, row.n, chosen, row.label))
    found["year"].sort(key=lambda year: -(year.value or 0))
    found["place"] = with_chosen_place(found["place"], chosen.get("place"), count)
    return found


def facet_value(name: str, value: str | None, n: int, chosen: Mapping[str, str], label: str | None = None) -> FacetValue:
    if not value:
        return FacetValue(None, str(UNKNOWN[name]), n, chosen.get(name) == PARAMETERS.get(name, ""))
    if name == "year":
        return FacetValue(int(value), value, n, is_chosen_year(chosen, value))
    return FacetValue(value, label or str(LABELS.get(name, {}).get(value, value)), n, chosen.get(name) == value)


def is_chosen_year(chosen: Mapping[str, str], year: str) -> bool:
    return year == chosen.get("year") or year == chosen.get("year_min") == chosen.get("year_max")


def with_chosen_place(values: list[FacetValue], code: str | None, count: int) -> list[FacetValue]:
    """With the place that was chosen, though every report may be of a place below it."""
    if not code or code == UNPLACED or any(value.selected for value in values):
        return values
    name = Place.objects.filter(code=code).values_list("name", flat=True).first()
    return [FacetValue(code, name or code, count, selected=True), *values]
