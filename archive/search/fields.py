"""Fields of a query, as conditions of SQL on a paragraph."""
import re

from archive.models import UNDATED, UNPLACED
from archive.query import Field, values
from archive.text.fold import fold

REPORT = '"archive_paragraph"."report_id" in (select id from archive_report where {})'
# A division's code without its zeros begins the code of every division below it.
BELOW = """place_id like any (array(select regexp_replace(code, '(00){1,3}$', '') || '%%' from archive_place
    where code = %s or name = %s or short_name = %s or %s = any(aliases)))"""
BROAD = ("place", "year", "kind", "level")
"""The fields that by themselves leave many reports."""
YEARS = re.compile(r"(?P<first>[0-9]{4})?(?P<to>\.\.)?(?P<last>[0-9]{4})?")


def condition(field: Field) -> tuple[str, tuple]:
    """What the field asks; its value is as the language writes it. One that means nothing finds nothing."""
    name, value = field.name, field.value
    if not values.canonical(name, value):
        return "false", ()
    match name:
        case "place" if value == UNPLACED:
            return REPORT.format("place_id is null"), ()
        case "place":
            return REPORT.format(BELOW), (value,) * 4
        case "year" if value == UNDATED:
            return REPORT.format("year is null"), ()
        case "year":
            first, last = years(value)
            return REPORT.format("year between %s and %s"), (first, last)
        case "level":
            return REPORT.format("place_id in (select code from archive_place where level = %s)"), (value,)
        case "part":
            return '"archive_paragraph"."part" is not distinct from %s', (value,)
        case "heading":
            return ('"archive_paragraph"."section_id" in (select id from archive_section where strpos(folded, %s) > 0)', (fold(value).strip(),))
        case "speaker":
            return REPORT.format("strpos(speaker, %s) > 0"), (value,)
    return REPORT.format(f"{name} = %s"), (value,)


def years(value: str) -> tuple[int, int]:
    """The first and the last year of 2017, 2017..2023, 2017.. or ..2023."""
    found = YEARS.fullmatch(value)
    first, last = found["first"] or ("0" if found["to"] else None), found["last"] or ("9999" if found["to"] else None)
    return int(first or last), int(last or first)
