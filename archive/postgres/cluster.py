"""Where an archive's database lies, and how it is made."""
import hashlib
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from archive.postgres import account
from archive.postgres.errors import Unavailable
from archive.postgres.programs import Programs, environment, programs

# Not the folder that TMPDIR names: all processes of an archive must agree on it. Its owner and mode are checked.
SOCKETS = Path("/tmp")  # noqa: S108
LETTERS = ("C.UTF-8", "en_US.UTF-8", "UTF-8")
FIRST_WORDS = """\
create extension pg_trgm;
select array_length(show_trgm('强省会'), 1) as pieces;
drop extension pg_trgm;
create role archive login createdb;
create database archive owner archive;
"""


@dataclass(frozen=True)
class Cluster:
    data: Path

    @property
    def folder(self) -> Path:
        return self.data / "postgres"

    @property
    def log(self) -> Path:
        return self.data / "postgres.log"

    @property
    def socket_folder(self) -> Path:
        """Short and without spaces, however long the data folder's path: a socket's may have 107 bytes."""
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return SOCKETS / f"archive-{account.owner(self.folder)}-{name}"

    def lock(self, name: str) -> Path:
        """One of: start (one at a time), users (shared), server (while it runs), keeper (while there is one)."""
        return self.data / "locks" / name

    @property
    def major(self) -> int | None:
        """The version of PostgreSQL that made it; None before it is made."""
        try:
            return int((self.folder / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None


def make(cluster: Cluster, lock: int) -> None:
    """Make the database beside its place and move it there when it is whole.

    `lock` is passed on, so that nobody begins anew while a killed starter's child still writes.
    """
    server_account = account.server_account(cluster.folder)
    found = programs()
    draft = cluster.data / "postgres.new"
    for letters in LETTERS:
        make_draft(draft, server_account)
        if (said := tried(draft, found, letters, server_account, lock)) is None:
            draft.rename(cluster.folder)
            return
    raise Unavailable(f"数据库建不起来 / the database could not be made in {cluster.data}: {said}")


def make_draft(draft: Path, server_account: pwd.struct_passwd) -> None:
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(draft, server_account.pw_uid, server_account.pw_gid)


def tried(draft: Path, found: Programs, letters: str, server_account: pwd.struct_passwd, lock: int) -> str | None:
    """Make a database whose letters are those of this locale; what went wrong, or None."""
    folders = (draft, found.folder)
    first, identity = account.lent(initdb(draft, found, letters), server_account, folders)
    single = [found.path("postgres"), "--single", "-D", str(draft), "postgres"]
    second, identity = account.lent(single, server_account, folders)
    for command, words in ((first, ""), (second, FIRST_WORDS)):
        done = subprocess.run(command, input=words, capture_output=True, encoding="utf-8", errors="replace", cwd="/",
                              env=environment(), pass_fds=[lock], check=False, **identity)
        if done.returncode or "ERROR:" in done.stderr:
            return complaint(done.stderr)
    # Where letters are those of ASCII only, no trigram of a Chinese word is found, nor any word of a sentence.
    return None if re.search(r'pieces = "[1-9]', done.stdout) else f"{letters}: 强省会 → 0 trigrams"


def initdb(draft: Path, found: Programs, letters: str) -> list[str]:
    """Sorted by code point; a system PostgreSQL before 17 knows no provider of its own."""
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if found.major >= 17 else []
    return [found.path("initdb"), "-D", str(draft), "-U", "postgres", "-E", "UTF8", "--auth=trust",
            *builtin, "--locale=C", f"--lc-ctype={letters}"]


def complaint(said: str) -> str:
    """The line of PostgreSQL's output that says what is wrong."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    loud = [line for line in lines if re.search(r"(?i)\b(error|fatal|panic)\b", line)]
    return (loud or lines or ["?"])[-1]
