"""Real archives for tests: `manage.py up` in a process, data folder and port of its own."""
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Site:
    address: str
    environment: dict[str, str]
    process: subprocess.Popen
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text()

    def manage(self, *words: str) -> subprocess.CompletedProcess:
        """Run a management command in this archive: site.manage("import_reports", "--json", path)."""
        return manage(*words, **self.environment)

    def answers(self, path: str = "/healthz") -> bool:
        try:
            return urllib.request.urlopen(self.address + path, timeout=10).status == 200  # noqa: S310 - our own
        except OSError:
            return False


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "manage.py", *map(str, words)], cwd=PROJECT, check=False, text=True,
                          capture_output=True, env=surroundings(**environment))


def surroundings(**environment: str) -> dict[str, str]:
    """What this process was given, without the database and the data folder of the tests."""
    ours = {"DATABASE_URL", "DATA", "PORT", "SAMPLES"}
    return {**{name: value for name, value in os.environ.items() if name not in ours}, **environment}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(data: Path, **environment: str) -> Iterator[Site]:
    """An archive from the moment it answers; ended as Ctrl-C ends it."""
    data.mkdir(parents=True, exist_ok=True)
    log, port = data / "up.log", str(free_port())
    environment = {"DATA": str(data), "PORT": port, **environment}
    with log.open("w") as file:
        process = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=PROJECT, stdin=subprocess.DEVNULL,
                                   stdout=file, stderr=file, env=surroundings(**environment))
    site = Site(f"http://127.0.0.1:{port}", environment, process, log)
    try:
        wait_for(site)
        yield site
    finally:
        process.terminate()
        process.wait(60)


def wait_for(site: Site, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not site.answers():
        assert site.process.poll() is None, site.said
        assert time.monotonic() < end, site.said
        time.sleep(0.1)
