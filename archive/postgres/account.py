"""Who the server runs as: PostgreSQL refuses to run as root."""
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from archive.postgres.errors import Unavailable


def owner(folder: Path) -> int:
    """The user id of the server that keeps, or will keep, its database in `folder`."""
    try:
        return folder.stat().st_uid
    except FileNotFoundError:
        return chosen().pw_uid if os.geteuid() == 0 else os.geteuid()
    except OSError as error:
        raise Unavailable(f"读不到数据目录 / the data folder cannot be read: {folder} ({error.strerror})") from None


def chosen() -> pwd.struct_passwd:
    """The user whom root lends the server to."""
    name = os.environ.get("ARCHIVE_PG_USER", "nobody")
    try:
        account = pwd.getpwnam(name)
    except KeyError:
        raise Unavailable(f"没有这个用户 / ARCHIVE_PG_USER names no user of this machine: {name}") from None
    if account.pw_uid == 0:
        raise Unavailable("PostgreSQL 不肯以 root 运行 / ARCHIVE_PG_USER must not be root: PostgreSQL refuses to run as root")
    return account


def server_account(folder: Path) -> pwd.struct_passwd:
    """The server's user; refuses where this process may not start a server in `folder`."""
    uid, me = owner(folder), os.geteuid()
    if me not in (0, uid):
        raise Unavailable(f"数据库属于用户 {uid}，不是你 / {folder} belongs to user {uid}, not to you ({me}): "
                          f"run as that user, or name another folder with DATA=…")
    if uid == 0:
        raise Unavailable(f"PostgreSQL 不肯以 root 运行 / {folder} belongs to root, and PostgreSQL refuses to run as root: "
                          f"chown -R {chosen().pw_name} '{folder}'")
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise Unavailable(f"用户 {uid} 没有名字 / PostgreSQL needs a user with a name, and user {uid} has none on this machine: "
                          "add one, or set DATABASE_URL") from None


def lent(command: list[str], account: pwd.struct_passwd, folders: tuple[Path, ...]) -> tuple[list[str], dict]:
    """The command, and Popen's arguments, that run it as `account`, who must get into these folders."""
    if os.geteuid() != 0:
        return command, {}
    identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    closed = [folder for folder in folders if not gets_into(folder, [], identity)]
    if not closed:
        return command, identity
    if all(gets_into(folder, passing(account), {}) for folder in closed):
        return [*passing(account), *command], {}
    raise Unavailable(f"用户 {account.pw_name} 进不去 / PostgreSQL runs as {account.pw_name}, to whom {closed[0]} is closed: "
                      f"name an open folder, such as DATA=/var/lib/archive, or keep the project in one")


def gets_into(folder: Path, prefix: list[str], identity: dict) -> bool:
    """By trying: groups, access lists and containers have their say too."""
    try:
        return subprocess.run([*prefix, "sh", "-c", 'cd "$0"', str(folder)], stderr=subprocess.DEVNULL, cwd="/",
                              check=False, **identity).returncode == 0
    except OSError:
        return False


def passing(account: pwd.struct_passwd) -> list[str]:
    """The words before a command that make it `account`'s, yet let it pass folders closed to others.

    Without the secure bit access(2), which PostgreSQL asks, would not count the capability.
    """
    right = "+dac_read_search"
    return [shutil.which("setpriv") or "setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}",
            "--clear-groups", "--securebits=+no_setuid_fixup", f"--inh-caps={right}", f"--ambient-caps={right}", "--"]
