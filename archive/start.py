"""From a fresh clone to a Python that has what the archive runs on; until then, standard library only."""
import fcntl
import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNS, TESTS = ("requirements.txt",), ("requirements.txt", "requirements-test.txt")
PEERS = ("requirements.txt", "requirements-bench.txt")
REQUIREMENTS = {"up": RUNS, "bench": RUNS, "bench-search": PEERS, "test": TESTS, "lint": TESTS}
# Commands that are no command of Django's, but a module of Python's.
MODULES = {"bench": ["bench"], "bench-search": ["bench.search"], "test": ["pytest"], "lint": ["ruff", "check"]}


def enter(command: str) -> None:
    """Go on in the archive's own Python; some commands make it first, or bring it up to date."""
    if command == "up":
        port()
    if command in REQUIREMENTS:
        prepare(REQUIREMENTS[command])
    if command in MODULES:
        run([*MODULES[command], *sys.argv[2:]])
    if is_inside() or (command != "up" and find_spec("django")):
        return
    if not PYTHON.exists():
        sys.exit("还没有装好，请先运行 / not installed yet, run this once first: make run (python3 manage.py up)")
    os.execv(PYTHON, [str(PYTHON), *sys.argv])


def run(words: list[str]) -> NoReturn:
    os.chdir(PROJECT)
    os.execv(PYTHON, [str(PYTHON), "-m", *words])


def is_inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def port() -> int:
    """PORT, if it is free."""
    asked = os.environ.get("PORT") or "8000"
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        sys.exit(f"PORT 要是 1 到 65535 的数 / PORT must be a number from 1 to 65535, not {asked!r}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(asked)))
        except OSError as error:
            sys.exit(f"端口 {asked} 用不了 / port {asked} cannot be used ({error.strerror}): "
                     f"make run PORT={int(asked) % 65535 + 1}")
    return int(asked)


def prepare(requirements: tuple[str, ...]) -> None:
    """Make .venv and install what the files of requirements name, unless that stands already."""
    with alone():
        version = python_version()
        if not version:
            make_venv()
            version = python_version()
        stamps = {VENV / f"{name}.installed": fingerprint(name, version) for name in requirements}
        if any(not path.exists() or path.read_text() != stamp for path, stamp in stamps.items()):
            install(requirements)
            for path, stamp in stamps.items():
                path.write_text(stamp)


@contextmanager
def alone() -> Iterator[None]:
    """Of two starts in one folder, the second waits for the first."""
    folder = os.open(PROJECT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def python_version() -> str:
    """That of .venv; empty where it is not whole: never finished, or its Python has gone from the system."""
    try:
        done = subprocess.run([PYTHON, "-c", "import pip, sys; print(sys.version)"],
                              capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def fingerprint(name: str, version: str) -> str:
    return hashlib.sha256(version.encode() + (PROJECT / name).read_bytes()).hexdigest()


def make_venv() -> None:
    if not find_spec("venv") or not find_spec("ensurepip"):
        package = f"python3.{sys.version_info.minor}-venv"
        sys.exit(f"缺少 venv / Python's venv is missing, install it first: apt install {package}")
    say("建立 .venv / making .venv …")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"建不起来 / .venv could not be made in {PROJECT}: {last_line(done.stdout + done.stderr)}")


def install(requirements: tuple[str, ...]) -> None:
    say("安装依赖，第一次要一两分钟 / installing dependencies, a minute or two the first time …")
    files = [word for name in requirements for word in ("-r", str(PROJECT / name))]
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *files]
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"安装没有成功，原因见上 / installing failed, see above; once that is mended, run it again "
                 f"({', '.join(requirements)})")


def last_line(said: str) -> str:
    return (said.strip().splitlines() or ["?"])[-1]


def say(sentence: str) -> None:
    """At once, also into a file; where the terminal's letters have no Chinese, with question marks."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(sentence.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()
