"""Reads a stranger's file in a child process, which may use so much time and memory and no more.

Starting a child costs more than reading a report, so one that did its work waits for the next file; one that
had to be stopped, or has read many, is replaced. A child ends by itself when its parent is gone: its
standard input ends, or the timer set for the file in hand runs out.
"""
import atexit
import json
import logging
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Timer

from archive.extraction.document import LIMITS, Limits
from archive.text.errors import Refused, Sentence, Unreadable
from archive.text.extracted import Extracted
from archive.text.tape import Change
from archive.text.vocabulary import EditKind

PROJECT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "LD_LIBRARY_PATH", "TMPDIR")
MOST_FILES, MOST_IDLE, START = 200, 4, 60
OVER_TIME = (-signal.SIGALRM, -signal.SIGXCPU)
log = logging.getLogger(__name__)


class Child:
    """One process that reads files, one at a time."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}  # no secret for strangers' files
        self.process = subprocess.Popen(
            [sys.executable, "-m", "archive.extraction"], cwd=PROJECT, env=environment, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.owner = os.getpid()
        self.files = 0
        self.is_overdue = self.is_spent = False
        self._line(START)  # it says that it is ready: a file's time begins after that

    @property
    def is_fit(self) -> bool:
        return self.files < MOST_FILES and self.process.poll() is None and not (self.is_overdue or self.is_spent)

    def answer(self, raw: bytes, name: str, limits: Limits) -> dict:
        """What the child says of a file. Raises Refused if it dies over it."""
        self.files += 1
        request = json.dumps({"name": name, "size": len(raw), "limits": asdict(limits)}).encode() + b"\n"
        line = self._line(limits.seconds, request + raw)
        if not line.endswith(b"\n"):
            raise self._failure(limits)
        answer = json.loads(line)
        self.is_spent = answer.get("is_spent", False)
        return answer

    def _line(self, seconds: float, request: bytes = b"") -> bytes:
        """What the child answers to a request; not a whole line if it died or had to be stopped."""
        timer = Timer(seconds, self._overdue)
        timer.daemon = True
        timer.start()
        try:
            self.process.stdin.write(request)
            self.process.stdin.flush()
            return self.process.stdout.readline()
        except OSError:
            return b""
        finally:
            timer.cancel()

    def _overdue(self) -> None:
        self.is_overdue = True
        self.stop()

    def _failure(self, limits: Limits) -> Refused:
        self.stop()
        if self.is_overdue or self.process.wait() in OVER_TIME:
            return Refused("读这个文件用了超过 {seconds} 秒，没有读完就停下了，文件可能有问题：请另存一份或分成几份再上传。", seconds=f"{limits.seconds:g}")
        return Unreadable("读这个文件时读取程序中断了，文件可能已损坏：请用原来的软件打开后另存一份再上传。")

    def stop(self) -> None:
        """Ends the process and all it started."""
        if self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def close(self) -> None:
        self.stop()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                pipe.close()


idle: LifoQueue[Child] = LifoQueue(MOST_IDLE)


def extracted_safely(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    """The documents in a file, read in a child process. Raises Refused or Unreadable, and nothing else."""
    if len(raw) > limits.unpacked:
        raise Refused("文件有 {size} MB，超过上限 {most} MB：请分成几个文件。", size=len(raw) >> 20, most=limits.unpacked >> 20)
    answer = _answer(raw, name, limits)
    if "scanned" in answer:
        answer = _recognised(raw, name, limits.to_recognise(answer["scanned"]))
    if "trace" in answer:
        log.error("Reading %s failed:\n%s", name, answer["trace"])
    if "refused" in answer:
        refused = Unreadable if answer["is_unreadable"] else Refused
        raise refused(answer["refused"]["pattern"], **answer["refused"]["values"])
    return [_document(said) for said in answer["documents"]]


def _answer(raw: bytes, name: str, limits: Limits) -> dict:
    """What a child says of a file; asked again of a new one where an old one may be at the end of its own strength."""
    child = _child()
    is_new = child.files == 0
    try:
        answer = child.answer(raw, name, limits)
    except Unreadable:
        if is_new:
            raise
        return _answer_of_new(raw, name, limits)
    finally:
        _give_back(child)
    return _answer_of_new(raw, name, limits) if answer.get("is_spent") and not is_new else answer


def _answer_of_new(raw: bytes, name: str, limits: Limits) -> dict:
    child = Child()
    try:
        return child.answer(raw, name, limits)
    finally:
        _give_back(child)


def _recognised(raw: bytes, name: str, limits: Limits) -> dict:
    """What a child of its own says of a scan: afterwards it holds more memory than another file is allowed."""
    child = Child()
    try:
        return child.answer(raw, name, limits)
    finally:
        child.close()


def _document(said: dict) -> Extracted:
    changes = (Change(EditKind(c["kind"]), c["start"], c["end"], c["after"]) for c in said["changes"])
    error = Sentence(**said["error"]) if said["error"] else None
    return Extracted(said["name"], said["text"], tuple(changes), tuple(Sentence(**w) for w in said["warnings"]),
                     said["metadata"], said["is_ocr"], error, said["row"])


def _child() -> Child:
    """A child that waits, else a new one. A process that was forked leaves its parent's alone."""
    while True:
        try:
            child = idle.get_nowait()
        except Empty:
            return Child()
        if child.owner == os.getpid() and child.is_fit:
            return child
        if child.owner == os.getpid():
            child.close()


def _give_back(child: Child) -> None:
    if child.is_fit and not idle.full():
        with suppress(Exception):
            idle.put_nowait(child)
            return
    child.close()


@atexit.register
def close_idle() -> None:
    """Ends the children that wait."""
    while True:
        try:
            child = idle.get_nowait()
        except Empty:
            return
        if child.owner == os.getpid():
            child.close()
