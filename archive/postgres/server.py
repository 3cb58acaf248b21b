"""The server's process: started, found, stopped."""
import os
import pwd
import signal
import stat
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from archive.postgres import account
from archive.postgres.cluster import Cluster, complaint
from archive.postgres.errors import Unavailable
from archive.postgres.locks import is_held, locked, within
from archive.postgres.programs import environment, programs

PATIENCE = 60
SOCKET = ".s.PGSQL.5432"
SOCKET_LOCK = f"{SOCKET}.lock"
# work_mem: below it the search's bitmaps turn lossy. The index, built in one pass or by two processes, has half-empty pages: 1.36 of
# the text's size instead of 1.21. log_min_messages: neither statements nor their errors.
TUNING = {
    "listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "40",
    "fsync": "on", "shared_buffers": "256MB", "work_mem": "64MB", "maintenance_work_mem": "64MB",
    "max_parallel_maintenance_workers": "0", "max_wal_size": "2GB", "jit": "off",
    "log_min_messages": "log", "log_min_error_statement": "panic", "log_checkpoints": "off",
}


def is_running(cluster: Cluster) -> bool:
    """Every process of the server holds the lock: no pid is believed that a stranger or a zombie has by now."""
    return is_held(cluster.lock("server")) or pid(cluster) is not None


def is_ready(cluster: Cluster) -> bool:
    return pid(cluster) is not None and status(cluster) == "ready"


def pid(cluster: Cluster) -> int | None:
    """The server's process, where one lives that names itself postgres and this folder."""
    return pid_in(cluster.folder / "postmaster.pid", cluster)


def pid_in(path: Path, cluster: Cluster) -> int | None:
    with suppress(OSError, ValueError, IndexError):
        number = int(path.read_text().splitlines()[0])
        if is_server(number, cluster.folder):
            return number
    return None


def status(cluster: Cluster) -> str:
    with suppress(OSError, IndexError):
        return (cluster.folder / "postmaster.pid").read_text().splitlines()[7].strip()
    return ""


def is_server(number: int, folder: Path) -> bool:
    """A zombie has no words left, and a stranger other ones."""
    words = command_line(number)
    return len(words) > 1 and os.path.basename(words[0]) == b"postgres" and os.fsencode(folder) in words


def command_line(number: int) -> list[bytes]:
    """The program and its arguments; none where there is no such process."""
    if Path("/proc/self/cmdline").exists():
        with suppress(FileNotFoundError, ProcessLookupError):
            return Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
        return []
    said = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(number)], capture_output=True, check=False).stdout
    program, _, rest = said.strip().partition(b" -D ")
    return [program, rest.partition(b" -c ")[0]]


def launch(cluster: Cluster) -> None:
    """Start the server and wait until it answers; only the keeper does, and there is only one."""
    server_account = account.server_account(cluster.folder)
    found = programs(cluster.major)
    make_socket_folder(cluster.socket_folder, server_account)
    command = [found.path("postgres"), "-D", str(cluster.folder), *tuning(cluster)]
    command, identity = account.lent(command, server_account, (cluster.folder, found.folder))
    with locked(cluster.lock("server"), patience=PATIENCE) as lock, cluster.log.open("ab") as log:
        sweep(cluster)
        began = log.tell()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", pass_fds=[lock],
                                   env=environment(), start_new_session=True, **identity)
    wait_until_ready(cluster, process, began)


def tuning(cluster: Cluster) -> list[str]:
    """Leave the leader and one worker to each of a few cores."""
    values = {**TUNING, "unix_socket_directories": str(cluster.socket_folder),
              "max_parallel_workers_per_gather": str(max(1, min(4, (os.cpu_count() or 1) - 1)))}
    return [word for name, value in values.items() for word in ("-c", f"{name}={value}")]


def make_socket_folder(folder: Path, server_account: pwd.struct_passwd) -> None:
    """Its name can be guessed, so that a stranger may have made it first: refused, lest he answer for the server."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    seen = folder.lstat()
    if os.geteuid() == 0 and seen.st_uid == 0 and stat.S_ISDIR(seen.st_mode):
        os.chown(folder, server_account.pw_uid, server_account.pw_gid, follow_symlinks=False)
        seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != server_account.pw_uid or seen.st_mode & 0o077:
        raise Unavailable(f"这个目录不是我们的 / {folder} is not a folder of {server_account.pw_name}'s alone: "
                          "remove it if it is yours, or name another data folder with DATA=…")


def sweep(cluster: Cluster) -> None:
    """Remove what a dead server left behind: PostgreSQL believes the pid in it, be it a zombie's or a stranger's.

    The socket's may be that of a server whose data folder was deleted under it.
    """
    socket_lock = cluster.socket_folder / SOCKET_LOCK
    if forgotten := pid_in(socket_lock, cluster):
        stop(cluster, forgotten, in_order=False)
    for path in (cluster.folder / "postmaster.pid", socket_lock, cluster.socket_folder / SOCKET):
        path.unlink(missing_ok=True)


def wait_until_ready(cluster: Cluster, process: subprocess.Popen, began: int) -> None:
    """As long as it takes: after a crash the server first reads its log."""
    while process.poll() is None:
        if is_ready(cluster):
            return
        time.sleep(0.02)
    said = cluster.log.read_bytes()[began:].decode(errors="replace")
    raise Unavailable(f"数据库起不来 / the database does not start: {complaint(said)} ({cluster.log})")


def stop(cluster: Cluster, number: int, in_order: bool = True) -> None:
    """Ask for a quick stop, and after a while, or where there is nothing left to put in order, for an immediate one.

    Committed work is safe in both.
    """
    for request in (signal.SIGINT, signal.SIGQUIT) if in_order else (signal.SIGQUIT,):
        if is_server(number, cluster.folder):
            os.kill(number, request)
        if within(PATIENCE, lambda: not is_server(number, cluster.folder)):
            return
