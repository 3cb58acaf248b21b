"""What an address did too often, such as log-ins that failed: after so many it has to wait."""
from math import ceil
from time import time

from django.core.cache import caches

MOST = 10
LASTS = 15 * 60
"""Seconds for which a deed counts."""
LOG_IN = "log-in"


def wait(address: str, deed: str = LOG_IN) -> int:
    """The seconds until this address may try again."""
    counted = _recent(address, deed)
    return ceil(counted[-MOST] + LASTS - time()) if len(counted) >= MOST else 0


def failed(address: str, deed: str = LOG_IN) -> None:
    caches["limits"].set(_key(address, deed), [*_recent(address, deed), time()], LASTS)


def forget(address: str, deed: str = LOG_IN) -> None:
    caches["limits"].delete(_key(address, deed))


def _recent(address: str, deed: str) -> list[float]:
    return [at for at in caches["limits"].get(_key(address, deed), []) if at > time() - LASTS]


def _key(address: str, deed: str) -> str:
    return f"{deed}:{address}"
