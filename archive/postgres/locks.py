"""Locks that the kernel gives back when their holder dies, however it dies."""
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.postgres.errors import Unavailable

SHARED, ALONE = fcntl.LOCK_SH, fcntl.LOCK_EX


def opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def locked(path: Path, patience: float | None = None) -> Iterator[int]:
    """Wait for the lock; its descriptor, if passed on to a child, holds it for the child's life too."""
    descriptor = opened(path)
    try:
        if patience is None:
            fcntl.flock(descriptor, ALONE)
        elif not within(patience, lambda: taken(descriptor)):
            raise Unavailable(f"另一个进程占着 / another process, or another machine's, has been using {path.parent.parent} "
                              f"for {patience:.0f} s: stop it, or name another folder with DATA=…")
        yield descriptor
    finally:
        os.close(descriptor)


def taken(descriptor: int, how: int = ALONE) -> bool:
    """Take the lock if it is free."""
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Whether somebody holds this lock alone."""
    descriptor = opened(path)
    try:
        return not taken(descriptor, SHARED)
    finally:
        os.close(descriptor)


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    """Wait until it is so, if it comes to be in time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
