"""Reports taken out as if they had never been: samples and drafts, never what was public."""
from django.db import transaction

from archive.holdings.originals import drop_unused
from archive.models import FormerParagraph, Original, Paragraph, Report, ReportQuerySet


@transaction.atomic
def remove(reports: ReportQuerySet) -> int:
    """Takes out these reports with all that is their own, the files' bytes too; how many they were."""
    keys = list(reports.values_list("pk", flat=True))
    digests = list(Original.objects.filter(witnesses__report__in=keys).values_list("pk", flat=True).distinct())
    # The database lets no token go that still names a paragraph, present or former.
    Paragraph.objects.filter(report__in=keys).delete()
    FormerParagraph.objects.filter(report__in=keys).delete()
    Report.objects.filter(pk__in=keys).delete()
    drop_unused(digests)
    return len(keys)
