"""What happened to the archive before its readers' eyes: what a release carries of its events, and what the page of changes tells."""
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from archive.models import Event, Report

Action = Event.Action
TOLD = (Action.PUBLISHED, Action.WITHDREW, Action.RESTORED, Action.CORRECTED, Action.REVISED, Action.MERGED, Action.TURNED)
OF_WITHDRAWN = (Action.PUBLISHED, Action.WITHDREW, Action.RESTORED)
ADDED = "added"
NOTHING = Value("", TextField())
WHAT = Case(When(action=Action.TURNED, detail__has_key="number", then=Value(Action.REVISED)), default=F("action"))
"""A file turned into a public report's text is told as what it is, a revision."""
MERGED = Case(When(action=Action.MERGED, then=Coalesce(KT("detail__key"), NOTHING)), default=NOTHING)
"""The key of a draft that became a source is told to no reader: it never was an address."""


@dataclass
class Change:
    """What happened to a report and when; `merged` is the key of the one that was merged into it. Its row is filled in for a page."""
    at: datetime
    what: str
    report_id: int
    reason: str
    merged: str
    report: Report | None = None


def public_events() -> QuerySet[Event]:
    """Acts on reports that were public then and are known still; of a withdrawn one only that it came and went."""
    of_public = Q(report__status=Report.Status.PUBLISHED, action__in=TOLD) | Q(report__status=Report.Status.WITHDRAWN, action__in=OF_WITHDRAWN)
    # What somebody looked into and found to be nothing is the staff's own business.
    return Event.objects.filter(of_public, at__gte=F("report__published_at"), detail__dismissed__isnull=True)


def changes() -> QuerySet:
    """Newest first, as rows that each make a `Change`."""
    told = ("at", "what", "report_id", "reason", "merged")
    added = Report.objects.filter(published_at__isnull=False).exclude(status=Report.Status.DRAFT).order_by().annotate(
        at=F("published_at"), what=Value(ADDED), report_id=F("pk"), reason=NOTHING, merged=NOTHING).values_list(*told)
    # A first publication is told by the report itself, for what came by a command has no event; a file that came later has its own.
    acts = public_events().exclude(action=Action.PUBLISHED, detail__file__isnull=True).order_by().annotate(
        what=WHAT, reason=Coalesce(KT("detail__reason"), NOTHING), merged=MERGED).values_list(*told)
    return added.union(acts, all=True).order_by("-at", "-report_id", "what")
