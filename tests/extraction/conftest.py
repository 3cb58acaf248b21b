"""The folder of real documents, where there is one."""
import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import PROJECT, absent


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of third-party documents beside the seeds; none of them is part of the project."""
    folder = Path(os.environ.get("CORPUS", PROJECT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        absent(f"There are no real documents in {folder}; CORPUS names their folder.", "REQUIRE_CORPUS")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("There is no Chromium to print with.")
    return path


@pytest.fixture(scope="session")
def office() -> str:
    path = shutil.which("soffice")
    if not path:
        pytest.skip("There is no LibreOffice to write DOC files with.")
    return path
