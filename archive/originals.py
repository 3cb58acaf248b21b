"""The files as they were handed in, byte for byte, named by their SHA-256."""
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from archive.models import Original


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def path_of(digest: str) -> Path:
    """Where the bytes of this digest stand, or would."""
    return Path(settings.ORIGINALS) / digest[:2] / digest


def keep(raw: bytes) -> Original:
    """Keeps the bytes and their row. The file is whole or absent: written aside, synced, then renamed."""
    digest = sha256(raw)
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    return Original.objects.get_or_create(sha256=digest, defaults={"size": len(raw)})[0]
