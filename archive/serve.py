"""The site's own server: gunicorn, in this process, its workers forked from it."""
import os
import re
import signal
from collections.abc import Callable

from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.http import message

from archive import postgres

WORKERS, THREADS = 2, 4
LONGEST_ADDRESS = 256 * 1024
# A query of 10,000 characters gets an answer in words, and so does Chinese that a script sends unencoded;
# gunicorn by itself cuts addresses at 8 KB and lets only ASCII through.
message.MAX_REQUEST_LINE = LONGEST_ADDRESS
message.RFC9112_TARGET_INVALID = re.compile(r"[\x00-\x20\x7f]")


class Site(BaseApplication):
    """The workers see that this process has ended, even killed with -9, and end too."""

    def __init__(self, port: int, ready: Callable[[], None]) -> None:
        self.port, self.ready = port, ready
        super().__init__()

    def load_config(self) -> None:
        choices = {
            "bind": f"127.0.0.1:{self.port}", "worker_class": "gthread", "workers": WORKERS, "threads": THREADS,
            "limit_request_line": LONGEST_ADDRESS, "preload_app": True, "timeout": 60, "graceful_timeout": 5, "loglevel": "warning",
            # One such socket a user, in the home folder, would be shared by all archives of that user.
            "control_socket_disable": True,
            "when_ready": self.when_ready, "on_exit": on_exit,
        }
        for name, value in choices.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        from archive.wsgi import application

        return application

    def when_ready(self, arbiter: Arbiter) -> None:
        # gunicorn would take the closing of the terminal for a wish to begin anew.
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        self.ready()


def on_exit(arbiter: Arbiter) -> None:
    """The workers are gone: wait for the database to stop, if nobody else uses it."""
    postgres.leave()
