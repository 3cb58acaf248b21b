"""A glance of what `python -m tests.fuzz` looks at for long."""
import os
import random

import pytest

from archive.extraction.document import Limits
from tests.extraction.test_child import children_of
from tests.fuzz import SECONDS, fuzz


@pytest.mark.django_db
def test_no_file_upsets_the_intake(tmp_path, settings, caplog):
    settings.ORIGINALS, settings.EXTRACTION_LIMITS = tmp_path, Limits(seconds=SECONDS)
    before = children_of(os.getpid())
    tally = fuzz(20, random.Random())  # noqa: S311 (no secret; other files each time)
    assert tally.files > 5
    assert children_of(os.getpid()) <= before
    assert "Traceback" not in caplog.text
