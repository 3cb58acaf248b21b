"""Cursors: a place in the order of the hits, written so that it can stand in an address."""
import base64
import binascii
import json
import math
from dataclasses import dataclass

Key = tuple[float, int, int]
LARGEST = 2**31 - 1
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Place:
    """Just beyond the hit with this key, in the order of `sort`, onward or backward."""
    sort: str
    is_backward: bool
    key: Key


def written(place: Place) -> str:
    packed = json.dumps([place.sort, place.is_backward, *place.key], separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read(cursor: str) -> Place | None:
    """The place that was written; None for what no search ever gave out."""
    try:
        unpacked = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    match unpacked:
        case [str(sort), bool(is_backward), int() | float() as first, int(second), int(third)]:
            key = (first, second, third)
            return Place(sort, is_backward, key) if _is_possible(key) else None
    return None


def _is_possible(key: Key) -> bool:
    first, second, third = key
    return math.isfinite(first) and abs(second) <= LARGEST_ID and abs(third) <= LARGEST
