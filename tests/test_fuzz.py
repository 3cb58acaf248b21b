"""A glance of what `python -m tests.fuzz` looks at for long; the same files each time, so that a red test tells of the change."""
import os
import random

import pytest

from archive.extraction.document import Limits
from tests.extraction.test_child import children_of
from tests.fuzz import SECONDS, fuzz


@pytest.mark.django_db
def test_no_file_upsets_the_intake(tmp_path, settings):
    settings.ORIGINALS, settings.EXTRACTION_LIMITS = tmp_path, Limits(seconds=SECONDS)
    before = children_of(os.getpid())
    tally = fuzz(20, random.Random(1))  # noqa: S311 (no secret)
    assert tally.files > 5
    assert children_of(os.getpid()) <= before
