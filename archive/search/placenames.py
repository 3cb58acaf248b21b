"""What places are called: read again whenever one of them has changed."""
from collections.abc import Mapping

from django.db import connection

from archive.models import Place

read: dict[str, tuple[str | None, Mapping[str, str]]] = {}
"""By database, the mark of the last change and the names."""


def place_names(mark: str | None) -> Mapping[str, str]:
    """By code, as of the change that the mark tells of, or a later one."""
    name = str(connection.settings_dict["NAME"])
    known_at, names = read.get(name, (None, None))
    if names is None or known_at != mark:
        names = dict(Place.objects.order_by().values_list("code", "name"))
        read[name] = mark, names
    return names
