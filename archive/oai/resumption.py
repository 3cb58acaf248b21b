"""Where a list goes on: all that is needed to know it stands in the token itself, and nothing is kept for it."""
import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime

from archive.oai.arguments import Window
from archive.oai.faults import Fault


@dataclass(frozen=True)
class Point:
    """A point in a list: what the list is of, the last record given, how many were, and how many the list held when it began."""
    window: Window
    changed_at: datetime
    identifier: str
    given: int
    size: int


def written(point: Point) -> str:
    """The token for a point."""
    window = point.window
    plain = [_text(window.since), _text(window.before), window.of_set, _text(point.changed_at), point.identifier, point.given, point.size]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def read(token: str) -> Point:
    """The point that a token names. Raises Fault: one that the archive never gave is told so."""
    try:
        plain = json.loads(base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True))
        since, before, of_set, changed_at, identifier, given, size = plain
        point = Point(Window(_moment(since), _moment(before), of_set), _moment(changed_at), identifier, given, size)
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise _unknown() from error
    if written_again(point) != token:
        raise _unknown()
    return point


def written_again(point: Point) -> str:
    """The token as it would be given; empty for what none is given for."""
    is_sound = (point.changed_at and isinstance(point.window.of_set, str) and isinstance(point.identifier, str)
                and "\0" not in point.window.of_set + point.identifier
                and all(type(number) is int and 0 <= number < 2**31 for number in (point.given, point.size)))
    return written(point) if is_sound else ""


def _unknown() -> Fault:
    return Fault("badResumptionToken", "This is no token that was given here: begin the list again.")


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    moment = datetime.fromisoformat(text) if text else None
    if moment and moment.tzinfo is None:
        raise ValueError(text)
    return moment
