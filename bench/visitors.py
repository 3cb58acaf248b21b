"""Visitors of the running site: each reads a page for some seconds and opens the next, over a connection kept open as browsers do.

They go nowhere but to this machine.
"""
import ipaddress
import os
import random
import select
import socket
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Event
from urllib.parse import urljoin, urlsplit

from bench.site import serving
from bench.table import Line, ms, p95, squares, table
from bench.visits import BROWSE, KNOWN, NEW, PARAGRAPH, REPORT, Visit, plans

PAUSE = (3, 7)
SLOWEST = 300
"""Milliseconds: of a hundred pages 95 are there by then."""
TIMEOUT, REDIRECTS = 60, 5
HEADERS = {"Accept": "text/html", "Accept-Encoding": "gzip, deflate, br", "Accept-Language": "zh-CN,zh;q=0.9", "User-Agent": "bench"}
ROWS = {"search": {KNOWN, NEW}, f"· {KNOWN}": {KNOWN}, f"· {NEW}": {NEW}, REPORT: {REPORT}, PARAGRAPH: {PARAGRAPH}, BROWSE: {BROWSE}, "all": {KNOWN, NEW, REPORT, PARAGRAPH, BROWSE}}
TOLD = 5


class Elsewhere(ValueError):
    """An address that is not on this machine."""


@dataclass(frozen=True)
class Opened:
    """A page that was asked for; `wire` is bytes as they came, compressed, `error` empty where all was well."""
    visit: Visit
    milliseconds: float
    wire: int = 0
    error: str = ""


class Browser:
    """One visitor's."""

    def __init__(self, site: str) -> None:
        self.site = local(site)
        parts = urlsplit(site)
        self.connection = HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT)

    def close(self) -> None:
        self.connection.close()

    def open(self, visit: Visit) -> Opened:
        """Till the last byte is there, new connections and redirects included."""
        start = time.perf_counter()
        try:
            status, wire = self._followed(visit.address)
            error = f"status {status}" if status >= 400 else ""
        except (OSError, HTTPException, Elsewhere) as broken:
            self.close()
            wire, error = 0, f"{type(broken).__name__}: {broken}"
        return Opened(visit, (time.perf_counter() - start) * 1000, wire, error)

    def _followed(self, address: str) -> tuple[int, int]:
        for _ in range(REDIRECTS):
            status, wire, further = self._answer(address)
            if not further:
                return status, wire
            address = relative(local(urljoin(f"{self.site}{address}", further), self.site))
        raise HTTPException("one redirect after the other")

    def _answer(self, address: str) -> tuple[int, int, str | None]:
        """Status, bytes, and where to go instead."""
        if has_ended(self.connection.sock):
            self.close()
        self.connection.request("GET", address, headers=HEADERS)
        answer = self.connection.getresponse()
        wire = len(answer.read())
        return answer.status, wire, answer.headers.get("Location") if 300 <= answer.status < 400 else None


def local(address: str, site: str | None = None) -> str:
    """The address, where it is on this machine and, if a site is given, on this very one. Raises Elsewhere."""
    parts = urlsplit(address)
    if parts.scheme != "http" or not is_loopback(parts.hostname or "") or site and urlsplit(site).netloc != parts.netloc:
        raise Elsewhere(f"{address} is not on this machine, or another site: visitors go to loopback only.")
    return address


def is_loopback(host: str) -> bool:
    """Names are not asked for: whoever answers for them could lead anywhere."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def relative(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def has_ended(connection: socket.socket | None) -> bool:
    """Whether the server has closed what was kept open; a browser sees that, too, and opens another."""
    return bool(connection and select.select([connection], [], [], 0)[0])


def visited(site: str, planned: Sequence[Sequence[Visit]], seconds: float) -> list[Opened]:
    """All that visitors opened, each by its own plan, side by side."""
    local(site)
    closed = Event()
    with ThreadPoolExecutor(len(planned)) as crowd:
        stays = [crowd.submit(stay, site, plan, closed, random.Random(number)) for number, plan in enumerate(planned)]  # noqa: S311 (no secret)
        try:
            wait(stays, seconds, FIRST_EXCEPTION)
        finally:
            closed.set()  # by Ctrl-C too: else it would wait for everyone's last page
        return [opened for each in stays for opened in each.result()]


def stay(site: str, plan: Iterable[Visit], closed: Event, dice: random.Random) -> list[Opened]:
    """One visitor's pages, until the site closes; they do not all come in the same moment."""
    found = []
    with closing(Browser(site)) as browser:
        is_over = closed.wait(dice.uniform(0, PAUSE[1]))
        for visit in plan:
            if is_over:
                break
            found.append(browser.open(visit))
            is_over = closed.wait(dice.uniform(*PAUSE))
    return found


def measured(visitors: int, seconds: float) -> tuple[str, list[Line]]:
    """A table by kind of page, and the lines that are judged."""
    planned = plans(visitors, int(seconds / PAUSE[0]) + 1)
    with serving() as site:
        opened = visited(site.address, planned, seconds)
        if errors(opened):
            sys.stderr.write(site.said)
    if not opened:
        raise SystemExit("Nobody opened a page in so short a time.")
    return f"{by_kind(opened)}{told(opened)}", lines(opened, visitors, seconds)


def by_kind(opened: Sequence[Opened]) -> str:
    heads = ("pages", "opened", "share", "p50", "p95", "max", "largest, KB", "errors")
    return table(heads, (row(name, [each for each in opened if each.visit.kind in kinds], len(opened)) for name, kinds in ROWS.items()))


def row(name: str, opened: Sequence[Opened], of: int) -> tuple[str, ...]:
    if not opened:
        return (name, "0", *[""] * 6)
    times = [each.milliseconds for each in opened]
    return (name, f"{len(opened):,}", f"{len(opened) / of:.0%}", ms(statistics.median(times)), ms(p95(times)), ms(max(times)),
            f"{max(each.wire for each in opened) / 1024:.1f}", str(errors(opened)))


def errors(opened: Iterable[Opened]) -> int:
    return sum(bool(each.error) for each in opened)


def told(opened: Iterable[Opened]) -> str:
    """The first errors, with their addresses."""
    wrong = [f"\n- {each.visit.address}: {each.error}" for each in opened if each.error]
    return "\n" + "".join(wrong[:TOLD]) if wrong else ""


def lines(opened: Sequence[Opened], visitors: int, seconds: float) -> list[Line]:
    slow, wrong = p95([each.milliseconds for each in opened]), errors(opened)
    return [
        Line(f"{visitors} visitors for {seconds:g} s: pages opened", f"{len(opened):,}, {len(opened) / seconds:.1f} a second"),
        Line("all their pages: p95", ms(slow), f"≤ {SLOWEST} ms", slow <= SLOWEST),
        Line("their errors", str(wrong), "0", wrong == 0),
        Line("squares and load when they had gone", f"{squares():.2f} s; {os.getloadavg()[0]:.1f}"),
    ]
