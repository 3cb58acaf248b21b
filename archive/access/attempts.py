"""What an address did too often, such as log-ins that failed: after so many it has to wait."""
from math import ceil
from time import time

from django.conf import settings
from django.core.cache import caches

from archive.postgres.locks import locked

MOST = 10
LASTS = 15 * 60
"""Seconds for which a deed counts."""
LOG_IN = "log-in"


def wait(address: str, deed: str = LOG_IN) -> int:
    """The seconds until this address may try again."""
    counted = _recent(address, deed)
    return ceil(counted[-MOST] + LASTS - time()) if len(counted) >= MOST else 0


def failed(address: str, deed: str = LOG_IN) -> None:
    cache = caches["limits"]  # which makes the folder, where there is none
    # It is kept in files and cannot count by itself: of two failures at once, in whichever processes, one was lost.
    with locked(settings.DATA / "limits.lock"):
        cache.set(_key(address, deed), [*_recent(address, deed), time()], LASTS)


def forget(address: str, deed: str = LOG_IN) -> None:
    caches["limits"].delete(_key(address, deed))


def _recent(address: str, deed: str) -> list[float]:
    return [at for at in caches["limits"].get(_key(address, deed), []) if at > time() - LASTS]


def _key(address: str, deed: str) -> str:
    return f"{deed}:{address}"
