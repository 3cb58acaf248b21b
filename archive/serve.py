"""The site's own server: gunicorn, in this process, its workers forked from it; and beside them the one that takes uploads in."""
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.http import message

from archive import postgres

PROJECT = Path(__file__).resolve().parent.parent
WORKERS, THREADS = 2, 4
AGAIN_AFTER, GRACE = 3, 5
LONGEST_ADDRESS = 256 * 1024
# A query of 10,000 characters gets an answer in words, and so does Chinese that a script sends unencoded;
# gunicorn by itself cuts addresses at 8 KB and lets only ASCII through.
message.MAX_REQUEST_LINE = LONGEST_ADDRESS
message.RFC9112_TARGET_INVALID = re.compile(r"[\x00-\x20\x7f]")


@dataclass
class ImportWorker:
    """`manage.py work` in a process of its own, started again when it dies; it sees by itself when this process is gone."""
    process: subprocess.Popen | None = None
    began: float = float("-inf")

    def tend(self) -> None:
        """Starts it where it does not run: at once the first time, then not oftener than every few seconds."""
        if self.process and self.process.poll() is None or time.monotonic() - self.began < AGAIN_AFTER:
            return
        self.began = time.monotonic()
        command = [sys.executable, "manage.py", "work", "--while", str(os.getpid())]
        # In a session of its own: the terminal's Ctrl-C is for the site, which ends its worker in order.
        self.process = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.DEVNULL, start_new_session=True)

    def end(self) -> None:
        """Lets it finish the file in hand; one that takes longer is killed, which loses nothing."""
        if not self.process:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Keeper(Arbiter):
    """gunicorn's own loop, which looks after the import worker each second as it does after its workers."""

    def manage_workers(self) -> None:
        super().manage_workers()
        self.app.import_worker.tend()


class Site(BaseApplication):
    """The workers see that this process has ended, even killed with -9, and end too."""

    def __init__(self, port: int, ready: Callable[[], None]) -> None:
        self.port, self.ready, self.import_worker = port, ready, ImportWorker()
        super().__init__()

    def run(self) -> None:
        Keeper(self).run()

    def load_config(self) -> None:
        choices = {
            "bind": f"127.0.0.1:{self.port}", "worker_class": "gthread", "workers": WORKERS, "threads": THREADS,
            "limit_request_line": LONGEST_ADDRESS, "preload_app": True, "timeout": 60, "graceful_timeout": 5, "loglevel": "warning",
            # One such socket a user, in the home folder, would be shared by all archives of that user.
            "control_socket_disable": True,
            "when_ready": self.when_ready, "on_exit": self.on_exit,
        }
        for name, value in choices.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        # Read once, before the workers part; the first reader of a list would wait for it.
        import numpy  # noqa: F401
        import pypinyin  # noqa: F401

        from archive.wsgi import application

        return application

    def when_ready(self, arbiter: Arbiter) -> None:
        # gunicorn would take the closing of the terminal for a wish to begin anew.
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        self.ready()

    def on_exit(self, arbiter: Arbiter) -> None:
        """The workers are gone: wait for the import worker, and for the database to stop, if nobody else uses it."""
        self.import_worker.end()
        postgres.leave()
