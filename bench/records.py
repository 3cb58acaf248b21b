"""The archive's paragraphs as every peer is given them: the same folded text, the same facets, the same order by date."""
import re
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from archive.models import Place

STATEMENT = """
select paragraph.id, folded, year, place_id, report.kind, part
from archive_paragraph paragraph join archive_report report on report.id = report_id
order by coalesce(-year, 99999), report.id, paragraph.position
"""


class Record(NamedTuple):
    """A paragraph; `newest` is its place among all, by the order of the archive's own page by date."""
    id: int
    folded: str
    year: int | None
    place: str | None
    kind: str
    part: str | None
    newest: int


def records() -> list[Record]:
    """All there are, in the order in which they were stored."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT)
        return sorted(Record(*row, newest) for newest, row in enumerate(cursor))


def area(name: str) -> str:
    """What the codes begin with of all places within the one so named.

    As `area("甘肃")` gives 62 and `area("620100")` gives 6201.
    """
    code = Place.objects.filter(Q(code=name) | Q(name=name) | Q(short_name=name)).values_list("code", flat=True).first() or name
    return re.sub("(00){1,3}$", "", code)
