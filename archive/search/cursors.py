"""Cursors: a place in the order of what is listed, written so that it can stand in an address."""
import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

Key = tuple[float | str, ...]
"""What puts the list in order, and in the end tells any two of it apart."""
LARGEST = 2**31 - 1
LARGEST_ID = 2**63 - 1
LONGEST = 64
NOT_STORED = re.compile("[\0\ud800-\udfff]")
"""What the database takes in no text."""


@dataclass(frozen=True)
class Place:
    """Just beyond what has this key, in the order of `sort`, onward or backward."""
    sort: str
    is_backward: bool
    key: Key


def is_number(value: object) -> bool:
    return type(value) in (int, float) and abs(value) <= LARGEST_ID


def is_id(value: object) -> bool:
    return type(value) is int and abs(value) <= LARGEST_ID


def is_offset(value: object) -> bool:
    return type(value) is int and abs(value) <= LARGEST


def is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and not NOT_STORED.search(value)


Form = tuple[Callable[[object], bool], ...]
PARAGRAPH: Form = (is_number, is_id, is_offset)
REPORT: Form = (is_number, is_id)
LINE_BY_DATE: Form = (is_number, is_id, is_offset, is_offset, is_offset)
LINE_BY_CONTEXT: Form = (is_text, is_id, is_offset, is_offset)


def written(place: Place) -> str:
    packed = json.dumps([place.sort, place.is_backward, *place.key], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read(cursor: str, form: Form = PARAGRAPH) -> Place | None:
    """The place that was written; None for what no search that lists things of this form ever gave out."""
    try:
        unpacked = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    match unpacked:
        case [str(sort), bool(is_backward), *key] if len(key) == len(form) and all(fits(part) for fits, part in zip(form, key, strict=True)):
            return Place(sort, is_backward, tuple(key))
    return None
