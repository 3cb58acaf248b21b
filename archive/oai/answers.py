"""The protocol's six verbs, each answered as XML."""
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from lxml import etree

from archive.models import Place, Report
from archive.oai import records, resumption
from archive.oai.arguments import PREFIX, arguments, check_prefix, window
from archive.oai.faults import Fault
from archive.oai.records import Record
from archive.oai.resumption import Point
from archive.oai.writing import OAI_DC, OAI_DC_SCHEMA, Element, add, add_dublin_core, root, stamp


@dataclass(frozen=True)
class Asked:
    """A request that is well formed: its verb and arguments, and how a path becomes an address of this site."""
    arguments: Mapping[str, str]
    address: Callable[[str], str]
    base: str


def answered(given: Mapping[str, list[str]], address: Callable[[str], str], base: str) -> bytes:
    """The answer to a request whose parameters are these; `base` is where it was asked."""
    answer, as_given, content = root(), {}, None
    # Before anything is read: what is written meanwhile belongs to the next harvest.
    add(answer, "responseDate", stamp(records.horizon()))
    try:
        as_given = arguments(given)
        content = VERBS[as_given["verb"]](Asked(as_given, address, base))
    except Fault as fault:
        content = add(root(), "error", fault.sentence, code=fault.code)
        as_given = {} if fault.is_of_the_request else as_given
    add(answer, "request", base, **as_given)
    answer.append(content)
    return etree.tostring(answer, xml_declaration=True, encoding="UTF-8")


def begun(asked: Asked) -> Element:
    """The element of the verb, empty."""
    return add(root(), asked.arguments["verb"])


def identify(asked: Asked) -> Element:
    content = begun(asked)
    for name, value in (
            ("repositoryName", settings.SPECTACULAR_SETTINGS["TITLE"]), ("baseURL", asked.base), ("protocolVersion", "2.0"),
            ("adminEmail", settings.OAI_ADMIN_EMAIL), ("earliestDatestamp", stamp(records.earliest())),
            ("deletedRecord", "persistent"), ("granularity", "YYYY-MM-DDThh:mm:ssZ")):
        add(content, name, value)
    return content


def list_metadata_formats(asked: Asked) -> Element:
    if "identifier" in asked.arguments:
        _known(asked.arguments["identifier"])
    content = begun(asked)
    form = add(content, "metadataFormat")
    for name, value in (("metadataPrefix", PREFIX), ("schema", OAI_DC_SCHEMA), ("metadataNamespace", OAI_DC)):
        add(form, name, value)
    return content


def list_sets(asked: Asked) -> Element:
    if "resumptionToken" in asked.arguments:
        raise Fault("badResumptionToken", "The sets are given all at once: there is no token for more.")
    found = records.sets()
    if not found:
        raise Fault("noRecordsMatch", "The archive is empty, and has no sets yet.")
    content = begun(asked)
    for spec, name in found:
        entry = add(content, "set")
        add(entry, "setSpec", spec)
        add(entry, "setName", name)
    return content


def get_record(asked: Asked) -> Element:
    check_prefix(asked.arguments["metadataPrefix"])
    record = _known(asked.arguments["identifier"])
    content = begun(asked)
    _add_record(content, record, records.places_of([record]), records.reports([record]), asked)
    return content


def list_identifiers(asked: Asked) -> Element:
    return _list(asked, lambda content, record, places, reports: _add_header(content, record, places))


def list_records(asked: Asked) -> Element:
    return _list(asked, lambda content, record, places, reports: _add_record(content, record, places, reports, asked))


def _list(asked: Asked, add_one: Callable[[Element, Record, dict[str, Place], dict[int, Report]], None]) -> Element:
    """A page of a list, and the way on."""
    point, limits = _begun_at(asked)
    found = records.listed(limits, point, settings.OAI_PAGE + 1)
    if not found and not point:
        raise Fault("noRecordsMatch", "There is no record of this time and set.")
    here, has_more = found[:settings.OAI_PAGE], len(found) > settings.OAI_PAGE
    content, places = begun(asked), records.places_of(here)
    reports = records.reports(here) if asked.arguments["verb"] == "ListRecords" else {}
    for record in here:
        add_one(content, record, places, reports)
    if point or has_more:
        _add_token(content, here, has_more, point or Point(limits, here[-1].changed_at, "", 0, records.size(limits)))
    return content


def _begun_at(asked: Asked) -> tuple[Point | None, records.Window]:
    if "resumptionToken" in asked.arguments:
        point = resumption.read(asked.arguments["resumptionToken"])
        return point, point.window
    check_prefix(asked.arguments["metadataPrefix"])
    return None, window(asked.arguments)


def _add_token(content: Element, here: list[Record], has_more: bool, point: Point) -> None:
    """How far the list is. Its length is told as it was when it began: what changes meanwhile comes at its end."""
    given = point.given + len(here)
    token = ""
    if has_more:
        token = resumption.written(Point(point.window, here[-1].changed_at, here[-1].identifier, given, point.size))
    add(content, "resumptionToken", token, completeListSize=str(max(point.size, given)), cursor=str(point.given))


def _known(identifier: str) -> Record:
    record = records.found(identifier)
    if record is None:
        raise Fault("idDoesNotExist", "There is no record of this identifier.")
    return record


def _add_header(parent: Element, record: Record, places: dict[str, Place]) -> None:
    header = add(parent, "header", **({} if record.report_id else {"status": "deleted"}))
    add(header, "identifier", record.name)
    add(header, "datestamp", stamp(record.changed_at))
    for spec in records.sets_of(record, places):
        add(header, "setSpec", spec)


def _add_record(parent: Element, record: Record, places: dict[str, Place], reports: dict[int, Report], asked: Asked) -> None:
    """A record whole; of one that is deleted, or went since it was listed, its header alone."""
    element = add(parent, "record")
    report = reports.get(record.report_id)
    _add_header(element, record if report else replace(record, report_id=None), places)
    if report:
        add_dublin_core(add(element, "metadata"), report, asked.address)


VERBS: dict[str, Callable[[Asked], Element]] = {
    "Identify": identify, "ListMetadataFormats": list_metadata_formats, "ListSets": list_sets,
    "GetRecord": get_record, "ListIdentifiers": list_identifiers, "ListRecords": list_records,
}
