"""Failed log-ins of an address: after so many it has to wait."""
from math import ceil
from time import time

from django.core.cache import caches

MOST = 10
LASTS = 15 * 60
"""Seconds for which a failure counts."""


def wait(address: str) -> int:
    """The seconds until this address may try again."""
    failures = _recent(address)
    return ceil(failures[-MOST] + LASTS - time()) if len(failures) >= MOST else 0


def failed(address: str) -> None:
    caches["limits"].set(_key(address), [*_recent(address), time()], LASTS)


def forget(address: str) -> None:
    caches["limits"].delete(_key(address))


def _recent(address: str) -> list[float]:
    return [at for at in caches["limits"].get(_key(address), []) if at > time() - LASTS]


def _key(address: str) -> str:
    return f"log-in {address}"
