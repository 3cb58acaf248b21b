"""The server runs while anyone uses it: every user shares a lock, and the keeper waits to have it alone.

The kernel gives a lock back however its holder ends, so that the keeper also learns of a user killed with -9.
A server that dies is started again, or tried again ever more rarely: a disk that is full now may have room later.
A keeper that dies is missed by the next user, who starts another.
"""
import fcntl
import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archive.postgres import server
from archive.postgres.account import server_account
from archive.postgres.cluster import Cluster, make
from archive.postgres.errors import Unavailable
from archive.postgres.locks import SHARED, is_held, locked, opened, taken, within

GLANCE = 0.2
FIRST_PAUSE, LONGEST_PAUSE = 1, 30
"""Seconds before a server that did not start is tried again; the longest is shorter than a new user's patience."""
READY = "ready"


@dataclass
class Hold:
    """One process's use of the server. A forked child shares it; a program started from here does not."""
    cluster: Cluster
    users: int
    # Kept only because Python warns of a child that nobody remembers.
    keeper: subprocess.Popen | None = None

    def leave(self) -> None:
        """Give it up; returns once the server has stopped, unless others use it."""
        os.close(self.users)
        users = opened(self.cluster.lock("users"))
        while is_held(self.cluster.lock("keeper")) and taken(users):
            fcntl.flock(users, fcntl.LOCK_UN)
            time.sleep(0.02)
        # Others share the lock, and this returns at once; or the keeper has it, and this waits for its end.
        fcntl.flock(users, SHARED)
        os.close(users)


def hold(data: Path) -> Hold:
    """Use the archive's server, made and started if need be, until this process ends or leaves."""
    cluster = Cluster(data)
    server_account(cluster.folder)
    cluster.lock("start").parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(cluster.lock("start")) as lock:
        held = Hold(cluster, opened(cluster.lock("users")))
        try:
            fcntl.flock(held.users, SHARED)
            begin(held, lock)
        except BaseException:
            os.close(held.users)
            raise
    return held


def begin(held: Hold, lock: int) -> None:
    """Under the lock «start»: of several first users one makes the database, the others find it."""
    if held.cluster.major is None:
        make(held.cluster, lock)
    if not is_held(held.cluster.lock("keeper")):
        held.keeper = spawn(held.cluster)
    if not within(server.PATIENCE, lambda: server.is_ready(held.cluster)):
        raise Unavailable(f"数据库没有回答 / the database in {held.cluster.data} does not answer: it may be used from "
                          f"another machine or container; see {held.cluster.log}")


def spawn(cluster: Cluster) -> subprocess.Popen:
    """Start the keeper, out of reach of the terminal's Ctrl-C, and hear from it that the server answers."""
    command = [sys.executable, "-m", "archive.postgres", str(cluster.data)]
    with cluster.log.open("ab") as log:
        keeper = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdin=subprocess.DEVNULL, stderr=log,
                                  stdout=subprocess.PIPE, encoding="utf-8", errors="replace", start_new_session=True)
    with keeper.stdout:
        said = keeper.stdout.read().strip()
    if said != READY:
        keeper.wait()
        raise Unavailable(said or f"数据库起不来 / the database does not start: see {cluster.log}")
    return keeper


def keep(cluster: Cluster) -> None:
    """Run the server until its last user is gone, or its data folder."""
    users = opened(cluster.lock("users"))
    number, tries = running(cluster), Tries(cluster)
    answer(READY)
    while not taken(users) and is_there(users, cluster):
        number = tries.running() or number
        time.sleep(GLANCE)
    in_order = is_there(users, cluster)
    if number:
        server.stop(cluster, number, in_order)
    if in_order:
        # Else a new archive of the same path may be using it by now.
        with suppress(OSError):
            if not server.is_running(cluster):
                server.sweep(cluster)
            cluster.socket_folder.rmdir()


def running(cluster: Cluster) -> int | None:
    """The server's process, begun if there is none."""
    if not server.is_running(cluster):
        server.launch(cluster)
    return server.pid(cluster)


@dataclass
class Tries:
    """Looks after a server that ran once. What went wrong may pass, and who waits for the server has nobody else."""
    cluster: Cluster
    pause: int = 0
    due: float = float("-inf")

    def running(self) -> int | None:
        """The server's process, begun anew if need be; None where that failed, or will be tried again later."""
        if time.monotonic() < self.due:
            return None
        try:
            number = running(self.cluster)
        except (Unavailable, OSError) as error:  # the folder, too, may go at any moment
            self.pause = min(2 * self.pause or FIRST_PAUSE, LONGEST_PAUSE)
            self.due = time.monotonic() + self.pause
            note(f"{error}: again in {self.pause} s")
            return None
        if self.pause:
            note("the database runs again")
        self.pause = 0
        return number


def note(sentence: str) -> None:
    """A line in the server's log, which is where this process's complaints go."""
    sys.stderr.write(f"{time.strftime('%Y-%m-%d %H:%M:%S %Z')} [{os.getpid()}] KEEPER:  {sentence}\n")
    sys.stderr.flush()


def is_there(users: int, cluster: Cluster) -> bool:
    """Whether the data folder is still the one that the keeper began with."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(users), os.stat(cluster.lock("users")))
    return False


def answer(word: str) -> None:
    """Tell the one who started the keeper, once; he may be gone."""
    with suppress(BrokenPipeError):
        sys.stdout.write(word)
        sys.stdout.flush()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
