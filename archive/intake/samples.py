"""The sample reports of an invented province: taken in once, and taken out for good."""
from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive.holdings.removal import remove
from archive.intake.ingest import Status, Wishes, ingest
from archive.models import Place, Report, Setting

FOLDER = Path(settings.BASE_DIR) / "fixtures"
SETTING = "samples"
LOADED, REMOVED = "loaded", "removed"


@transaction.atomic
def load_samples() -> int:
    """Takes in and publishes the samples, once in an archive's life; how many reports that made."""
    # The row comes first: of two starts at a time, the second waits for it and then does nothing.
    _, is_first_time = Setting.objects.get_or_create(name=SETTING, defaults={"value": LOADED})
    if not is_first_time:
        return 0
    taken = [ingest(path.read_bytes(), path.name, Wishes(is_sample=True)) for path in sorted(FOLDER.glob("*.txt"))]
    return sum(outcome.status == Status.IMPORTED for outcomes in taken for outcome in outcomes)


@transaction.atomic
def remove_samples() -> int:
    """Takes out every sample report with all that is its own; how many they were. They never come back."""
    Setting.objects.update_or_create(name=SETTING, defaults={"value": REMOVED})
    count = remove(Report.objects.filter(is_sample=True))
    _drop_places()
    return count


def samples_are_removed() -> bool:
    """Whether the samples were taken out of this archive."""
    return Setting.objects.filter(name=SETTING, value=REMOVED).exists()


def _drop_places() -> None:
    """From the leaves up; a place that somebody filed a report of their own under stays, and so does what is above it."""
    while Place.objects.filter(is_sample=True, reports=None, children=None, predecessors=None).delete()[0]:
        pass
