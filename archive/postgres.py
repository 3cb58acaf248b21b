"""The database: DATABASE_URL if set, else an embedded PostgreSQL kept in the data folder."""
import os
import secrets
from pathlib import Path

import dj_database_url


def settings(data: Path) -> dict:
    """Django's DATABASES entry; starts nothing."""
    return dj_database_url.parse(os.environ["DATABASE_URL"])


def start() -> None:
    """Make sure the database runs for as long as this process lives."""


def kept_secret(path: Path) -> str:
    """The secret kept at `path`, made the first time, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()
