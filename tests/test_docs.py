"""What the pages for people say is so: variables, commands, files and addresses that are named exist."""
import ast
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from tests.conftest import PROJECT

PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
ADMIN, HOUSE = PROJECT / "docs" / "admin.md", PROJECT / "docs" / "house.md"
LINK = re.compile(r"\]\(([^)\s]+)\)")
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
COMMAND = re.compile(r"\bmanage\.py ([a-z][\w-]*)")
MODULE = re.compile(r"\bpython -m ([\w.]+)")
# An address in code: begins with a slash, ends with one or in a form; angle brackets stand for a value.
ADDRESS = re.compile(r"(?<![\w./~:<>@…*])/(?:[a-z<][\w.<>-]*/)*(?:[a-z<][\w<>-]*\.(?:csv|jsonl|atom|xml|txt|zip|json|ris|bib)|[a-z][\w<>-]*/|healthz)(?=[?`\s]|$)")
CODE = re.compile(r"`[^`\n]+`|^ {4}.*$", re.MULTILINE)
# Functions that take a variable's name and read it.
READERS = {"getenv", "whole_number", "absent"}
# Folders of a machine, in examples of commands.
FOLDERS = ("/etc/", "/opt/", "/srv/", "/usr/", "/var/", "/tmp/", "/data/")  # noqa: S108
# What an address of the pages says instead of a value.
VALUES = {"<code>": "620100", "<number>": "1", "<key>": "620100/2023/work-report", "<token>": "7K3QX9W2ME"}
# Under another address than the site's root, as the page says beside it.
UNDER_A_REPORT = {"/history/", "/witnesses/"}


def by_name(page: Path) -> str:
    return page.relative_to(PROJECT).as_posix()


def is_environ(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "environ"


def read_in(source: str) -> Iterator[str]:
    """Every variable that is asked for by a name in the source."""
    for node in ast.walk(ast.parse(source)):
        named: ast.AST | None = None
        if isinstance(node, ast.Subscript) and is_environ(node.value) and isinstance(node.ctx, ast.Load):
            named = node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_environ(node.func.value) and node.func.attr in ("get", "setdefault", "pop"):
            named = node.args[0]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in READERS:
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and re.fullmatch("[A-Z_]+", str(arg.value)))
        if isinstance(named, ast.Constant):
            yield named.value


def variables(*folders: str) -> set[str]:
    files = [file for folder in folders for file in ([PROJECT / folder] if folder.endswith(".py") else (PROJECT / folder).rglob("*.py"))]
    return {name for file in files for name in read_in(file.read_text("utf-8"))}


def section(page: Path, heading: str) -> str:
    """What stands under a heading of a page, up to the next of its rank."""
    return page.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_the_guide_names_every_variable_that_the_program_reads_and_no_other():
    assert set(ROW.findall(section(ADMIN, "Environment variables"))) == variables("archive", "manage.py")


def test_the_developers_page_names_every_variable_that_tests_and_benches_read():
    told = set(ROW.findall(section(HOUSE, "Tests")))
    of_tests = variables("tests", "bench") - variables("archive", "manage.py") - {"PATH"}
    assert of_tests <= told
    assert told <= of_tests | {"DATA"}


def test_defaults_that_the_guide_names_are_those_of_the_code():
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| `([^`]+)` \|", ADMIN.read_text("utf-8"), re.MULTILINE))
    source = " ".join((PROJECT / "archive" / file).read_text("utf-8") for file in ("settings.py", "start.py", "postgres/account.py"))
    for name in ("ALLOWED_HOSTS", "API_RATE", "PORT", "ARCHIVE_PG_USER"):
        assert re.search(rf'"{name}"\)?(?:, | or ){re.escape(repr(rows[name]).replace(chr(39), chr(34)))}', source), name
    from archive.settings import whole_number

    assert (rows["HSTS_SECONDS"], rows["PROXIES"]) == (str(365 * 24 * 3600), "0")
    assert '"HSTS_SECONDS", 365 * 24 * 3600' in source
    assert whole_number("PROXIES", 0) == int(rows["PROXIES"])


@pytest.mark.parametrize("source", [
    'import os\nos.environ.get("X_Y")', 'import os\nos.environ["X_Y"]', 'import os\nos.environ.setdefault("X_Y", "1")',
    'from os import getenv\ngetenv("X_Y")', 'whole_number("X_Y", 3)'])
def test_a_variable_is_seen_however_it_is_asked_for(source):
    assert list(read_in(source)) == ["X_Y"]


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_link_leads_to_a_file(page):
    there = [target.partition("#")[0] for target in LINK.findall(page.read_text("utf-8")) if not re.match(r"https?:|mailto:|#", target)]
    assert [target for target in there if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_command_exists(page):
    """Those of Django's are commands too, and those that manage.py knows before Django does."""
    from archive.start import MODULES

    known = {*get_commands(), *MODULES, "help", "version"}
    assert {word for word in COMMAND.findall(page.read_text("utf-8")) if word not in known} == set()


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_module_that_is_run_exists(page):
    missing = {name for name in MODULE.findall(page.read_text("utf-8"))
               if name.split(".")[0] not in sys.stdlib_module_names and not is_there(PROJECT.joinpath(*name.split(".")))}
    assert missing == set()


def is_there(path: Path) -> bool:
    return path.with_suffix(".py").exists() or (path / "__main__.py").exists()


def addresses(text: str) -> set[str]:
    """The addresses of the site that are named in code, without their queries and with values put in."""
    named = {match for code in CODE.findall(text) for match in ADDRESS.findall(code.rstrip("`") + " ")}
    return {filled(each) for each in named if not each.startswith(FOLDERS) and each not in UNDER_A_REPORT}


def filled(address: str) -> str:
    for sign, value in VALUES.items():
        address = address.replace(sign, value)
    return address


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_address_is_answered(page):
    assert [each for each in addresses(page.read_text("utf-8")) if not resolves(each)] == []


def resolves(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def test_addresses_are_found_in_code_alone():
    text = "`/search.csv?q=…` `GET /reports/<code>/feed.atom` /nowhere/ `/healthz`\n\n    curl http://127.0.0.1/x/\n    /oai/?verb=Identify\n"
    assert addresses(text) == {"/search.csv", "/reports/620100/feed.atom", "/healthz", "/oai/"}


def test_an_address_that_is_none_is_seen():
    assert not resolves("/serch.csv")


def test_every_file_of_ours_that_a_page_names_is_there():
    """Paths from the project's root, in code."""
    begins = ("archive/", "tests/", "bench/", "templates/", "static/", "docs/", "fixtures/")
    for page in (ADMIN, HOUSE):
        named = {code.strip("`").rstrip("/") for code in re.findall(r"`[\w./-]+`", page.read_text("utf-8")) if code.startswith(tuple(f"`{each}" for each in begins))}
        assert len(named) > 0
        assert [each for each in sorted(named) if not (PROJECT / each).exists()] == []


def test_signs_of_the_examples_are_of_ascii():
    """A unit file or a server's block with a typographic sign in it does not work."""
    blocks = re.findall(r"^ {4}.*$", ADMIN.read_text("utf-8"), re.MULTILINE)
    odd = [line for line in blocks if not set(line.partition("#")[0]) <= set(string.printable)]
    assert [line for line in odd if "…" not in line] == []
