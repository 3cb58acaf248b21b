"""What tests share: a data folder of their own, the database, the seeds, an archive that runs, a browser."""
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.running import Site, serving

PROJECT = Path(__file__).resolve().parent.parent

# Before Django reads its settings: a test never touches the data of a running archive.
DATA = Path(tempfile.mkdtemp(prefix="archive-tests-"))
DATA.chmod(0o711)
(DATA / "static").mkdir()
os.environ["DATA"] = str(DATA)
# Tests ask faster than any reader.
os.environ.setdefault("API_RATE", "100000/min")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")


def pytest_configure() -> None:
    import django

    django.setup()


def pytest_unconfigure() -> None:
    from archive import postgres

    postgres.leave()
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """The server runs only once a test asks for the database."""
    from archive import postgres

    postgres.start()


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five seed documents."""
    folder = Path(os.environ.get("SEEDS", PROJECT.parent / "shared" / "seeds"))
    if not folder.is_dir():
        absent(f"There are no seed documents in {folder}; SEEDS names their folder.", "REQUIRE_SEEDS")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of third-party documents beside the seeds; none of them is part of the project."""
    folder = Path(os.environ.get("CORPUS", PROJECT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        absent(f"There are no real documents in {folder}; CORPUS names their folder.", "REQUIRE_SEEDS")
    return folder


def absent(sentence: str, required_by: str) -> NoReturn:
    """Skip, saying why; fail where the environment says that it must be there."""
    if os.environ.get(required_by) == "1":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running archive with the sample reports, the same for the whole session."""
    with serving(tmp_path_factory.mktemp("site"), SAMPLES="1") as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of an installed Chromium; none is downloaded."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, (shutil.which(name) for name in names if name)), None)
    if not found:
        absent("There is no Chromium here (apt install chromium); CHROMIUM names its program.", "REQUIRE_BROWSER")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    # Playwright's loop runs in this thread, where Django would take it for its own and refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        # As root Chromium has no sandbox to offer.
        words = ["--no-sandbox"] if os.geteuid() == 0 else []
        running = playwright.chromium.launch(executable_path=chromium, args=words)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A browser as it comes from the shop; addresses are those of the running archive: page.goto("/search/")."""
    context = browser.new_context(base_url=site.address, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()
