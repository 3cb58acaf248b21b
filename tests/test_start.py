"""From a fresh clone to a site that answers, and its end."""
import ast
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from archive.postgres import server
from archive.postgres.cluster import Cluster
from archive.postgres.locks import within
from tests.running import PROJECT, Site, free_port, manage, serving, surroundings

PATIENCE = 120


# The site

@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("started"), SAMPLES="0") as site:
        yield site


def processes(data: Path) -> list[int]:
    """What runs for this data folder: the site with its workers, the keeper, the server."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        words = server.command_line(int(path.name))
        if os.fsencode(data) in b" ".join(words) or serves(path, data):
            found.append(int(path.name))
    return found


def serves(process: Path, data: Path) -> bool:
    try:
        return b"DATA=" + os.fsencode(data) + b"\0" in (process / "environ").read_bytes()
    except OSError:
        return False


def password(said: str) -> str | None:
    found = re.search(r"staff {2}(\S+)", said)
    return found and found[1]


def test_the_first_start_says_what_it_does_in_both_languages(started):
    for step in ("启动数据库 / starting the database", "更新数据表 / bringing the tables up to date", "可以用了 / ready"):
        assert step in started.said
    assert f"{started.address}/" in started.said


def test_the_site_answers(started):
    assert started.answers("/")
    assert started.answers("/healthz")


def test_the_staff_password_is_shown_once_and_stored_only_hashed(started):
    shown = password(started.said)
    program = "from django.contrib.auth import get_user_model as m; u = m().objects.get(); " \
              f"print(u.username, u.is_superuser, u.check_password({shown!r}), {shown!r} in u.password)"
    assert started.manage("shell", "-v", "0", "-c", program).stdout.split() == ["staff", "True", "True", "False"]


def test_the_samples_can_be_left_out(started):
    program = "from archive.models import Report; print(Report.objects.count())"
    assert started.manage("shell", "-v", "0", "-c", program).stdout.split() == ["0"]


def test_the_samples_are_loaded_the_first_time(site):
    if "load_samples" not in get_commands():
        pytest.skip("there is no load_samples yet")
    program = "from archive.models import Report; print(Report.objects.filter(is_sample=True).count() > 0)"
    assert site.manage("shell", "-v", "0", "-c", program).stdout.split() == ["True"]


def test_the_site_listens_on_this_machine_only(started):
    port = int(started.environment["PORT"])
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    listening = [line.split()[1] for line in lines if line.split()[3] == "0A" and line.split()[1].endswith(f":{port:04X}")]
    assert listening == [f"0100007F:{port:04X}"]


def test_a_second_archive_on_the_same_port_is_refused_in_a_sentence(started, data):
    done = manage("up", DATA=str(data), PORT=started.environment["PORT"])
    assert done.returncode == 1
    assert "PORT=" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_start_shows_no_password_and_keeps_what_was_there(data):
    with serving(data, SAMPLES="0") as site:
        first = password(site.said)
    with serving(data, SAMPLES="0") as site:
        assert password(site.said) is None
        program = f"from django.contrib.auth import authenticate as a; print(a(username='staff', password={first!r}))"
        assert site.manage("shell", "-v", "0", "-c", program).stdout.split() == ["staff"]
    assert "安装依赖" not in site.said


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_archive_leaves_no_process_behind(data, ending):
    with serving(data, SAMPLES="0") as site:
        assert len(processes(data)) >= len(['the site', 'a worker', 'the keeper', 'the server'])
        site.process.send_signal(ending)
        assert site.process.wait(PATIENCE) == 0
        assert processes(data) == []


def test_a_killed_archive_leaves_no_process_behind(data):
    with serving(data, SAMPLES="0") as site:
        site.process.kill()
        site.process.wait()
        assert within(PATIENCE, lambda: processes(data) == [])


def test_the_site_comes_back_by_itself_when_the_database_was_killed(started):
    cluster = Cluster(Path(started.environment["DATA"]))
    killed = server.pid(cluster)
    os.kill(killed, signal.SIGKILL)
    assert within(PATIENCE, lambda: server.pid(cluster) not in (None, killed) and started.answers())


# Refusals

@pytest.mark.parametrize("port", ["0", "65536", "eight", "-1", "80 80"])
def test_a_port_that_is_none_is_refused_in_a_sentence(data, port):
    done = manage("up", DATA=str(data), PORT=port)
    assert done.returncode == 1
    assert port in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_cannot_be_reached_is_named_in_a_sentence(data):
    done = manage("up", DATA=str(data), PORT=str(free_port()), DATABASE_URL=f"postgres://x@127.0.0.1:{free_port()}/x")
    assert done.returncode == 1
    assert "数据库连不上" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_python_of_the_system_can_read_the_sentence_that_it_is_too_old():
    source = (PROJECT / "manage.py").read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    imported = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    assert imported == {"os", "sys"}
    first, *_ = tree.body[-1].body
    assert "sys.version_info < (3, 11)" in ast.unparse(first)


def test_an_old_python_is_told_what_to_install():
    old = next(filter(None, (shutil.which(f"python3.{minor}") for minor in (10, 9, 8, 7, 6))), None)
    if not old or subprocess.run([old, "--version"], capture_output=True, check=False).returncode:
        pytest.skip("no Python older than 3.11 here")
    done = subprocess.run([old, "manage.py", "up"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "3.11" in done.stderr
    assert "Traceback" not in done.stderr


# A clone in which nothing is installed yet; its requirements are empty, so that no network is needed

@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return cloned(tmp_path / "clone")


@pytest.fixture(scope="module")
def once_installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    clone = cloned(tmp_path_factory.mktemp("installed") / "clone")
    run(clone, "test")
    return clone


@pytest.fixture
def installed(once_installed: Path, tmp_path: Path) -> Path:
    """A clone after its first `make test`."""
    return shutil.copytree(once_installed, tmp_path / "clone", symlinks=True)


def cloned(folder: Path) -> Path:
    (folder / "archive").mkdir(parents=True)
    for name in ("manage.py", "Makefile", "archive/__init__.py", "archive/start.py"):
        shutil.copy(PROJECT / name, folder / name)
    for name in ("requirements.txt", "requirements-test.txt"):
        (folder / name).write_text("# nothing\n")
    return folder


def run(clone: Path, *words: str, python: tuple[str, ...] = (sys.executable, "-S"), **environment: str) \
        -> subprocess.CompletedProcess:
    """By a Python that sees no installed package."""
    return subprocess.run([*python, "manage.py", *words], cwd=clone, capture_output=True, text=True, check=False,
                          env=surroundings(**environment))


def test_make_test_makes_its_own_python_and_runs_pytest_in_it(clone):
    done = subprocess.run(["make", "test", "ARGS=--version", f"PYTHON={sys.executable} -S"], cwd=clone,
                          capture_output=True, text=True, check=False, env=surroundings())
    assert "建立 .venv / making .venv" in done.stdout
    assert "安装依赖" in done.stdout
    assert "No module named pytest" in done.stderr
    assert str(clone / ".venv/bin/python") in done.stderr


def test_what_is_installed_is_not_installed_again(installed):
    assert run(installed, "test").stdout == ""


def test_other_requirements_are_installed(installed):
    (installed / "requirements-test.txt").write_text("# other\n")
    assert "安装依赖" in run(installed, "test").stdout


def test_what_was_installed_for_the_tests_serves_the_site(installed):
    assert "安装依赖" not in run(installed, "up", PORT=str(free_port())).stdout


def test_a_venv_whose_python_has_gone_is_made_anew(installed):
    (installed / ".venv/bin/python").unlink()
    (installed / ".venv/bin/python").symlink_to("/nowhere/python3")
    done = run(installed, "test")
    assert "making .venv" in done.stdout
    assert "No module named pytest" in done.stderr


def test_two_starts_at_once_make_one_venv(clone):
    command = [sys.executable, "-S", "manage.py", "test"]
    both = [subprocess.Popen(command, cwd=clone, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             env=surroundings()) for _ in range(2)]
    said = [process.communicate() for process in both]
    assert sorted("making .venv" in out for out, _ in said) == [False, True]
    assert all("No module named pytest" in err for _, err in said)


def test_an_install_that_fails_is_named_in_a_sentence_and_tried_again(installed):
    (installed / "requirements.txt").write_text("./not-there.whl\n")
    for _ in range(2):
        done = run(installed, "up", PORT=str(free_port()))
        assert done.returncode == 1
        assert "installing failed" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_python_without_venv_is_told_what_to_install(clone, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    done = run(clone, "up", python=(sys.executable,), PYTHONPATH=str(tmp_path), PORT=str(free_port()))
    assert done.returncode == 1
    assert f"apt install python3.{sys.version_info.minor}-venv" in done.stderr


def test_other_commands_say_what_to_run_first(clone):
    done = run(clone, "migrate")
    assert done.returncode == 1
    assert "make run" in done.stderr


def test_the_port_is_looked_at_before_anything_is_installed(clone):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        done = run(clone, "up", PORT=str(busy.getsockname()[1]))
    assert done.returncode == 1
    assert "PORT=" in done.stderr
    assert not (clone / ".venv").exists()


def test_other_commands_go_on_in_the_archives_own_python(clone):
    """A Python that sees no Django, in the real project."""
    done = subprocess.run([sys.executable, "-S", "manage.py", "version"], cwd=PROJECT, capture_output=True, text=True,
                          check=False, env=surroundings(DATA=str(clone)))
    if not (PROJECT / ".venv/bin/python").exists():
        pytest.skip("the project has no .venv here")
    assert re.fullmatch(r"5\.2\.\d+\n", done.stdout)
