"""The files as they were handed in, byte for byte, named by their SHA-256."""
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from archive.holdings.rows import add
from archive.models import Original
from archive.prepared import Question

ORIGINALS, SHELVES = 7_003, 1_024
"""The space of advisory locks, and how many there are at most: a server has some thousands for all."""
DIGEST = "digest"
KNOWN = Question(Original.objects.filter(pk=DIGEST), DIGEST)


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def path_of(digest: str) -> Path:
    """Where the bytes of this digest stand, or would."""
    return Path(settings.ORIGINALS) / digest[:2] / digest


@transaction.atomic(savepoint=False)
def keep(raw: bytes, digest: str = "") -> Original:
    """Keeps the bytes and their row, by their digest where that is known. The file is whole or absent: written aside, synced, then renamed."""
    digest = digest or sha256(raw)
    _alone([digest])
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    original = KNOWN.first(digest)
    if original is None:
        original = Original(sha256=digest, size=len(raw))
        add(original)
    return original


@transaction.atomic(savepoint=False)
def drop_unused(digests: Iterable[str]) -> None:
    """Those of the originals that nothing refers to: their rows now, their bytes once that is certain."""
    digests = sorted(digests)
    _alone(digests)
    unused = list(Original.objects.filter(pk__in=digests, witnesses=None, upload_items=None).values_list("pk", flat=True))
    Original.objects.filter(pk__in=unused).delete()
    transaction.on_commit(lambda: _drop_bytes(unused))


def _drop_bytes(digests: list[str]) -> None:
    """The bytes; those that were handed in again in the meantime stay."""
    with transaction.atomic():
        _alone(digests)
        for digest in set(digests) - set(Original.objects.filter(pk__in=digests).values_list("pk", flat=True)):
            path_of(digest).unlink(missing_ok=True)


def _alone(digests: Iterable[str]) -> None:
    """To the end of the transaction nobody else keeps or drops these bytes: else a file could go while its row comes."""
    shelves = sorted({int(digest[:8], 16) % SHELVES for digest in digests})
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, shelf) from unnest(%s::int[]) shelf", [ORIGINALS, shelves])
