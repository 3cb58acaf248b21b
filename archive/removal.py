"""Reports taken out as if they had never been: samples and drafts, never what was public."""
from django.db import transaction

from archive.models import Original, Paragraph, Report, ReportQuerySet
from archive.originals import path_of


@transaction.atomic
def remove(reports: ReportQuerySet) -> int:
    """Takes out these reports with all that is their own, the files' bytes too; how many they were."""
    keys = list(reports.values_list("pk", flat=True))
    digests = list(Original.objects.filter(witnesses__report__in=keys).values_list("pk", flat=True).distinct())
    # The database lets no token go that still names a paragraph.
    Paragraph.objects.filter(report__in=keys).delete()
    Report.objects.filter(pk__in=keys).delete()
    _drop_originals(digests)
    return len(keys)


def _drop_originals(digests: list[str]) -> None:
    """Those of the originals that no other report came from: their rows now, their bytes once that is certain."""
    unused = list(Original.objects.filter(pk__in=digests, witnesses=None).values_list("pk", flat=True))
    Original.objects.filter(pk__in=unused).delete()
    transaction.on_commit(lambda: _drop_bytes(unused))


def _drop_bytes(digests: list[str]) -> None:
    for digest in digests:
        path_of(digest).unlink(missing_ok=True)
