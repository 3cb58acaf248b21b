"""Programs that write or print files to extract."""
import shutil

import pytest


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
