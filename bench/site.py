"""The site over the benchmark's database, in processes of its own, as `make run` starts it."""
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from bench.corpus import ROOT
from bench.database import address

LOOPBACK = "127.0.0.1"
PATIENCE, GRACE = 300, 60
CHOICES = {"ALLOWED_HOSTS", "API_RATE", "DEBUG", "PROXIES", "TLS"}
"""Left as they are by themselves: what is measured is the site that everybody gets."""


@dataclass(frozen=True)
class Site:
    address: str
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")


@contextmanager
def serving() -> Iterator[Site]:
    """From the moment it answers; ended in order."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in CHOICES}
    environment |= {"DATABASE_URL": address(), "PORT": str(port), "SAMPLES": "0"}
    with NamedTemporaryFile(prefix="archive-bench-", suffix=".log") as log:
        site = Site(f"http://{LOOPBACK}:{port}", Path(log.name))
        process = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            wait_for(site, process)
            yield site
        finally:
            process.terminate()
            process.wait(GRACE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def wait_for(site: Site, process: subprocess.Popen) -> None:
    end = time.monotonic() + PATIENCE
    while not answers(site):
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"The site did not start:\n{site.said}")
        time.sleep(0.1)


def answers(site: Site) -> bool:
    try:
        return urllib.request.urlopen(f"{site.address}/healthz", timeout=10).status == 200  # noqa: S310 (our own)
    except OSError:
        return False
