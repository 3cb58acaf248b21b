"""The database: DATABASE_URL if set, else an embedded PostgreSQL kept in the data folder.

Every process that uses the embedded server holds a lock; a keeper runs the server for as long as anyone does.
This package is standard library, save `settings`: the keeper is to stay small.
"""
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from archive.postgres.cluster import Cluster
from archive.postgres.errors import Unavailable
from archive.postgres.keeper import Hold, hold

__all__ = ["Unavailable", "kept_secret", "leave", "settings", "start"]

HELD: list[Hold] = []


def settings(data: Path) -> dict:
    """Django's DATABASES entry; starts nothing."""
    # Django has psycopg prepare nothing; the searches that ask for it are to be prepared.
    kept_open = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"prepare_threshold": 5}}
    if url := os.environ.get("DATABASE_URL"):
        import dj_database_url

        asked = dj_database_url.parse(url)
        return {**asked, **kept_open, "OPTIONS": {**kept_open["OPTIONS"], **asked.get("OPTIONS", {})}}
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "archive", "USER": "archive",
            "HOST": str(Cluster(data).socket_folder), "PORT": "5432", **kept_open}


def start() -> None:
    """Make sure the database runs for as long as this process lives."""
    from django.conf import settings as site

    if os.environ.get("DATABASE_URL") or HELD:
        return
    try:
        HELD.append(hold(site.DATA))
    except OSError as error:
        raise Unavailable(f"数据目录用不了 / the data folder cannot be used: {error}") from None


def leave() -> None:
    """Give up what `start` gave; returns once the server has stopped, unless others use it."""
    while HELD:
        HELD.pop().leave()


def kept_secret(path: Path) -> str:
    """The secret kept at `path`, made the first time, readable by its owner only."""
    try:
        make_folder(path.parent)
        if not path.exists():
            make_secret(path)
        return path.read_text()
    except OSError as error:
        raise Unavailable(f"数据目录用不了 / the data folder cannot be used: {path} ({error.strerror})") from None


def make_folder(data: Path) -> None:
    """Others may pass through, as the server must where it runs as another user, but not look in."""
    with suppress(FileExistsError):
        data.mkdir(parents=True, mode=0o711)


def make_secret(path: Path) -> None:
    """Of several processes that start at once, the first one's secret stands."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    with open(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    with suppress(FileExistsError):
        os.link(draft, path)
    os.unlink(draft)
