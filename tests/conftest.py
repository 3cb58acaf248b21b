"""What tests share: a data folder of their own, the database, the seeds."""
import os
import shutil
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

PROJECT = Path(__file__).resolve().parent.parent

# Before Django reads its settings: a test never touches the data of a running archive.
DATA = Path(tempfile.mkdtemp(prefix="archive-tests-"))
DATA.chmod(0o711)
os.environ["DATA"] = str(DATA)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")


def pytest_configure() -> None:
    import django

    django.setup()


def pytest_unconfigure() -> None:
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


def absent(sentence: str, required_by: str) -> NoReturn:
    """Skip, saying why; fail where the environment says that it must be there."""
    if os.environ.get(required_by) == "1":
        pytest.fail(sentence)
    pytest.skip(sentence)
