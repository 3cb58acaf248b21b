"""What a harvester asks: a verb and its arguments, read strictly, as the protocol wants it."""
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.oai.faults import Fault

PREFIX = "oai_dc"
LISTED = {"metadataPrefix", "from", "until", "set", "resumptionToken"}
KNOWN = {
    "Identify": set(), "ListMetadataFormats": {"identifier"}, "ListSets": {"resumptionToken"},
    "GetRecord": {"identifier", "metadataPrefix"}, "ListIdentifiers": LISTED, "ListRecords": LISTED,
}
REQUIRED = {"GetRecord": ("identifier", "metadataPrefix"), "ListIdentifiers": ("metadataPrefix",), "ListRecords": ("metadataPrefix",)}
SET = re.compile(r"[\w.!~*'()-]+(:[\w.!~*'()-]+)*", re.ASCII)
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
WRITTEN = {re.compile(r"\d{4}-\d\d-\d\d", re.ASCII): DAY, re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII): SECOND}
FINENESS = {DAY: timedelta(days=1), SECOND: timedelta(seconds=1)}


@dataclass(frozen=True)
class Window:
    """Which records are asked for: changed at or after `since` and before `before`, of a set."""
    since: datetime | None = None
    before: datetime | None = None
    of_set: str = ""


def arguments(given: Mapping[str, list[str]]) -> dict[str, str]:
    """The verb and its arguments, each once. Raises Fault."""
    verb = _verb(given.get("verb", []))
    for name, values in given.items():
        if name not in {"verb", *KNOWN[verb]}:
            raise Fault("badArgument", f"{verb} takes no argument of this name.")
        if len(values) > 1:
            raise Fault("badArgument", f"{name} is given more than once.")
    asked = {name: values[0] for name, values in given.items()}
    if "resumptionToken" in asked:
        if len(asked) > 2:
            raise Fault("badArgument", "With resumptionToken no other argument is given.")
        return asked
    for name in REQUIRED.get(verb, ()):
        if not asked.get(name):
            raise Fault("badArgument", f"{verb} needs {name}.")
    return asked


def _verb(values: list[str]) -> str:
    if len(values) != 1:
        raise Fault("badVerb", "Ask with one verb." if values else "The verb is missing.")
    if values[0] not in KNOWN:
        raise Fault("badVerb", f"The verbs are {', '.join(KNOWN)}.")
    return values[0]


def check_prefix(prefix: str) -> None:
    if prefix != PREFIX:
        raise Fault("cannotDisseminateFormat", f"Records are given as {PREFIX} only.")


def window(asked: Mapping[str, str]) -> Window:
    """The part of the archive that is asked for. Raises Fault."""
    (since, coarse), (until, fine) = (_moment(asked[name], name) if name in asked else (None, None) for name in ("from", "until"))
    if coarse and fine and coarse != fine:
        raise Fault("badArgument", "from and until are not equally fine.")
    if since and until and since > until:
        raise Fault("badArgument", "from is later than until.")
    if "set" in asked and not SET.fullmatch(asked["set"]):
        raise Fault("badArgument", "This is not how a set is written.")
    return Window(since, until and _end(until, FINENESS[fine]), asked.get("set", ""))


def _end(until: datetime, fineness: timedelta) -> datetime | None:
    """Until when the last day or second that is asked for lasts; None after the last day of the calendar."""
    try:
        return until + fineness
    except OverflowError:
        return None


def _moment(written: str, name: str) -> tuple[datetime, str]:
    """A day or a second of UTC, and which of the two."""
    for pattern, form in WRITTEN.items():
        if pattern.fullmatch(written):
            try:
                return datetime.strptime(written, form).replace(tzinfo=UTC), form
            except ValueError:
                break
    raise Fault("badArgument", f"{name} is no date: write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
