"""Imports point one way, along a file's journey."""
import ast
from pathlib import Path

import pytest

ARCHIVE = Path(__file__).resolve().parent.parent / "archive"
# Of ours, each may import itself, what is named here, and nothing else.
ONLY = {
    "archive.text": (),
    "archive.extraction": ("archive.text",),
    "archive.labels": ("archive.text",),
    "archive.models": ("archive.labels", "archive.text"),
    "archive.postgres": (),
    "archive.start": (),
}
NEVER = {"archive.intake": ("django.http",), "archive.holdings": ("django.http",)}
# A file's journey from the ground up: each room knows those before it, and none behind.
ROOMS = (
    "text", "labels", "sentences", "pieces", "postgres", "start", "extraction", "logs", "settings", "wsgi", "serve", "models", "gazetteer", "converters", "prepared", "prefilled",
    "access", "holdings", "intake", "query", "filters", "search", "reading", "citations", "exports", "browsing", "releasing", "backup", "feeds",
    "freshness", "middleware", "oai", "editing", "templatetags", "admin", "apps", "api", "views", "urls", "management")
# The text core knows no framework, no database, no network and no clock.
BEYOND_TEXT = ("django", "psycopg", "rest_framework", "socket", "urllib.request", "http", "time", "random", "os")


def modules() -> list[Path]:
    return [path for path in sorted(ARCHIVE.rglob("*.py")) if "migrations" not in path.parts]


def name(path: Path) -> str:
    return ".".join(path.relative_to(ARCHIVE.parent).with_suffix("").parts).removesuffix(".__init__")


def imports(source: str) -> set[str]:
    """Every module that a source imports, wherever in it; `from a import b` counts as a and as a.b."""
    nodes = list(ast.walk(ast.parse(source)))
    assert not [node for node in nodes if isinstance(node, ast.ImportFrom) and node.level], "relative import"
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    whole = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    parts = {f"{node.module}.{alias.name}" for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    return plain | whole | parts


def within(module: str, *packages: str) -> bool:
    return any(f"{module}.".startswith(f"{package}.") for package in packages)


def room(module: str) -> int:
    return ROOMS.index(module.split(".")[1])


def wrongs(module: str, imported: set[str]) -> set[str]:
    """What a module imports and should not."""
    ours = {each for each in imported if within(each, "archive") and each != "archive"}
    wrong = {each for each in ours if room(each) > room(module)}
    for package, allowed in ONLY.items():
        if within(module, package):
            wrong |= {each for each in ours if not within(each, package, *allowed)}
    for package, forbidden in NEVER.items():
        if within(module, package):
            wrong |= {each for each in imported if within(each, *forbidden)}
    if within(module, "archive.text"):
        wrong |= {each for each in imported if within(each, *BEYOND_TEXT)}
    return wrong


@pytest.mark.parametrize("path", modules(), ids=name)
def test_imports_point_one_way(path):
    assert wrongs(name(path), imports(path.read_text("utf-8"))) == set()


@pytest.mark.parametrize(("module", "line"), [
    ("archive.search.facets", "from archive.views import home"),
    ("archive.search.facets", "from archive import views"),
    ("archive.holdings.store", "from archive.intake import worker"),
    ("archive.search.facets", "from archive.reading.marking import marked"),
    ("archive.text.fold", "import django.utils.text"),
    ("archive.text.fold", "from archive import models"),
    ("archive.text.fold", "def now():\n    import time"),
    ("archive.models", "from archive.search import search"),
    ("archive.postgres.server", "from archive.settings import DATA"),
    ("archive.holdings.store", "import archive.search.statement"),
])
def test_an_import_that_points_back_is_seen(module, line):
    assert wrongs(module, imports(line))


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_module_is_called_by_a_noun(path):
    assert not {"utils", "helpers", "common", "core", "base", "services", "managers"} & set(name(path).split("."))
