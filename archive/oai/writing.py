"""XML for harvesters: elements of the protocol and of Dublin Core, with nothing in them that XML forbids."""
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from lxml import etree

from archive import labels
from archive.citations.source import INVENTED
from archive.models import Report
from archive.oai.arguments import SECOND

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DC = "http://purl.org/dc/elements/1.1/"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
XSI = {"xsi": "http://www.w3.org/2001/XMLSchema-instance"}
# A file may hold any character but a null; XML 1.0 has no way to write these.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = etree._Element


def clean(text: str) -> str:
    """The text as XML can hold it: what it forbids shows as �."""
    return FORBIDDEN.sub("\ufffd", text)


def stamp(moment: datetime) -> str:
    """A second of UTC, as the protocol writes it."""
    return moment.astimezone(UTC).strftime(SECOND)


def root() -> Element:
    return etree.Element(f"{{{OAI}}}OAI-PMH", {LOCATION: f"{OAI} {OAI_SCHEMA}"}, nsmap={None: OAI, **XSI})


def add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """An element of the protocol, last in `parent`."""
    element = etree.SubElement(parent, f"{{{OAI}}}{name}", {key: clean(value) for key, value in attributes.items()})
    if text is not None:
        element.text = clean(text)
    return element


def add_dublin_core(parent: Element, report: Report, address: Callable[[str], str]) -> None:
    """What is known of a report; `address` makes a path one of this site."""
    element = etree.SubElement(parent, f"{{{OAI_DC}}}dc", {LOCATION: f"{OAI_DC} {OAI_DC_SCHEMA}"}, nsmap={"oai_dc": OAI_DC, "dc": DC, **XSI})
    for name, value in described(report, address):
        if value:
            etree.SubElement(element, f"{{{DC}}}{name}").text = clean(str(value))


def described(report: Report, address: Callable[[str], str]) -> Iterator[tuple[str, object]]:
    """Elements of Dublin Core with their values; what is not known is empty."""
    yield "title", report.title
    yield "title", report.subtitle
    yield from (("creator", name) for name in dict.fromkeys([report.speaker, *report.authors]))
    yield "publisher", report.issuer
    dates = dict.fromkeys(filter(None, (report.delivered_on, report.published_on)))
    yield from (("date", date.isoformat()) for date in dates or [])
    if not dates:
        yield "date", report.year
    yield "type", "Text"
    yield "type", labels.KINDS[report.kind]
    yield "identifier", address(report.get_absolute_url())
    yield "source", report.source
    yield "language", report.language
    yield "coverage", report.place_label
    yield "description", report.occasion
    yield "description", INVENTED if report.is_sample else ""
