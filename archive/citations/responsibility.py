"""Who answers for a report's text: whom the document names, else the government whose work report it is."""
from archive.models import Report
from archive.text.vocabulary import Kind, Level

# Before these years the body that reported had another name: 政务院; 人民委员会 and 革命委员会.
STATE_COUNCIL_SINCE = 1955
LOCAL_GOVERNMENTS_SINCE = 1980
BODIES = (("特别行政区", "政府"), ("地区", "行政公署"), ("盟", "行政公署"),
          *((ending, "人民政府") for ending in "省市州县区旗"))


def named(report: Report) -> list[str]:
    """Whom the document itself names."""
    return list(report.authors) or ([report.issuer] if report.issuer else [])


def supplied(report: Report) -> list[str]:
    """The government that a work report is of by law; nobody where it cannot be told.

    An area without a code has no government of its own, and files under a place that is not its author.
    """
    place, year = report.place, report.delivered_on.year if report.delivered_on else report.year
    if report.kind != Kind.WORK_REPORT or not place or report.place_name not in ("", place.name):
        return []
    if place.level == Level.NATION:
        return ["国务院"] if (year or STATE_COUNCIL_SINCE) >= STATE_COUNCIL_SINCE else []
    return government(place.name) if (year or LOCAL_GOVERNMENTS_SINCE) >= LOCAL_GOVERNMENTS_SINCE else []


def government(place: str) -> list[str]:
    """What the government of a division is called.

    >>> government("兰州市"), government("锡林郭勒盟"), government("某处")
    (['兰州市人民政府'], ['锡林郭勒盟行政公署'], [])
    """
    return next(([place + body] for ending, body in BODIES if place.endswith(ending)), [])
