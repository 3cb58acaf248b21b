"""A release's ZIP, written so that the same state gives the same bytes: no clock, no order but the one asked for.

Nothing of Django, nothing of the database: names and bytes in, a file out.
"""
import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MANIFEST = "manifest-sha256.txt"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can tell; a member's own says nothing of the archive."""
PIECE = 1 << 20


class Packing:
    """Members one after the other, each hashed on its way; `manifest` grows with them."""

    def __init__(self, file: BinaryIO):
        self.zip = ZipFile(file, "w")
        self.manifest: dict[str, str] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        digest = hashlib.sha256()
        with self.zip.open(member(name), "w") as written:
            for piece in pieces:
                digest.update(piece)
                written.write(piece)
        self.manifest[name] = digest.hexdigest()

    def __enter__(self) -> "Packing":
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def seal(self) -> None:
        """The manifest comes last, for it names all the others."""
        self.add(MANIFEST, [listing(self.manifest).encode()])


def member(name: str) -> ZipInfo:
    """What the ZIP says of a member: the same on every machine, whatever the day and whoever writes it."""
    info = ZipInfo(name, EPOCH)
    info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    return info


def listing(manifest: dict[str, str]) -> str:
    """A line a member, as `sha256sum -c` reads it.

    >>> listing({"甲.txt": "0a"})
    '0a  甲.txt\\n'
    """
    return "".join(f"{digest}  {name}\n" for name, digest in manifest.items())


def sha256_of(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def pieces_of(file: BinaryIO) -> Iterable[bytes]:
    """The bytes of an open file, a megabyte at a time."""
    return iter(lambda: file.read(PIECE), b"")


def canonical(value: dict) -> bytes:
    """The one way in which a value is written: keys in order, no white space, times in UTC.

    >>> canonical({"b": "强省会", "a": date(2023, 1, 10)}).decode()
    '{"a":"2023-01-10","b":"强省会"}\\n'
    """
    return (json.dumps(value, default=written, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":")) + "\n").encode()


def written(value: object) -> str:
    """What JSON has no word for.

    >>> from datetime import timedelta, timezone
    >>> written(datetime(2023, 1, 10, 8, tzinfo=timezone(timedelta(hours=8))))
    '2023-01-10T00:00:00+00:00'
    """
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no canonical form")
