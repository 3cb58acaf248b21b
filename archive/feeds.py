"""What is new, as Atom tells it: reports published, revised and withdrawn; paragraphs that a search finds.

An entry's id is made from what it is about, not from where the archive stands: it lasts when the site moves to another host.
"""
import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import labels
from archive.holdings.publication import withdrawal
from archive.models import Report, Revision
from archive.search.newest import Added

NAMESPACE = UUID("4f0c2b52-6d7a-5c0e-9a55-6a1d4c1f7e21")
"""Of the archive's own ids; its URN names the feed's own elements too."""
Happened = tuple[int, datetime, str, int]
"""The report's key in its table, when, what, and the number of a revision."""
PUBLISHED, REVISED, WITHDRAWN = "published", "revised", "withdrawn"


@dataclass(frozen=True)
class Entry:
    """One thing that is new. `path` is the address below the site's root."""
    about: str
    path: str
    title: str
    updated: datetime
    content: str
    language: str
    kind: str
    kind_label: str

    @property
    def id(self) -> str:
        return urn(self.about)

    @property
    def sha256(self) -> str:
        """By which a reader sees whether the content is another than it was."""
        return hashlib.sha256(self.content.encode()).hexdigest()


def urn(about: str) -> str:
    """A permanent name, the same on every machine."""
    return uuid5(NAMESPACE, about).urn


def of_paragraph(added: Added) -> Entry:
    paragraph, report = added.paragraph, added.paragraph.report
    return Entry(
        f"p/{paragraph.token_id}", paragraph.get_absolute_url(), " › ".join([named(report), *paragraph.section.path]), added.at,
        paragraph.text, report.language, report.kind, str(labels.KINDS[report.kind]))


def happenings(reports: QuerySet) -> QuerySet:
    """What became of these reports, the last first: one row for each publication, revision and withdrawal."""
    known = reports.order_by().filter(published_at__isnull=False)
    public = known.filter(status=Report.Status.PUBLISHED)
    gone = known.filter(status=Report.Status.WITHDRAWN, withdrawn_at__isnull=False)
    revised = Revision.objects.order_by().filter(report__in=public, number__gt=1)
    return _rows(public, "pk", "published_at", PUBLISHED, Value(1)).union(
        _rows(revised, "report_id", "made_at", REVISED, F("number")), _rows(gone, "pk", "withdrawn_at", WITHDRAWN, Value(0)),
        all=True).order_by("-at", "-about", "-nth")


def _rows(rows: QuerySet, about: str, at: str, what: str, nth: F | Value) -> QuerySet:
    return rows.annotate(about=F(about), at=F(at), what=Value(what, CharField()), nth=nth).values_list("about", "at", "what", "nth")


def of_happenings(rows: list[Happened]) -> list[Entry]:
    reports = Report.objects.select_related("place", "withdrawn_by").in_bulk({row[0] for row in rows})
    revisions = {(revision.report_id, revision.number): revision for revision in Revision.objects.filter(report__in=reports)}
    return [_of_report(reports[key], at, what, revisions.get((key, nth))) for key, at, what, nth in rows]


def _of_report(report: Report, at: datetime, what: str, revision: Revision | None) -> Entry:
    title = {PUBLISHED: "", REVISED: _("修订"), WITHDRAWN: _("已撤回")}[what]
    content = {PUBLISHED: facts(report), REVISED: revision.reason if revision else "", WITHDRAWN: withdrawal(report)}[what]
    # Reports whose keys were alike at first were published at two times.
    about = f"{report.first_key} {report.published_at.isoformat()} {what}{' ' + at.isoformat() if what != PUBLISHED else ''}"
    path = reverse("report_history", args=report.address) if what == REVISED else report.get_absolute_url()
    return Entry(about, path, f"{title} · {named(report)}" if title else named(report), at, content or named(report),
                 "zh-Hans" if what == REVISED else report.language, report.kind, str(labels.KINDS[report.kind]))


def named(report: Report) -> str:
    """«兰州市 2023年 政府工作报告»."""
    year = _("%(year)s年") % {"year": report.year} if report.year else _("未注明日期")
    sample = _("示例") if report.is_sample else ""
    return " ".join(filter(None, (sample, report.place_label or _("未定地区"), year, report.title)))


def facts(report: Report) -> str:
    """What tells a reader whether to look."""
    delivered = report.delivered_on or report.published_on
    return " · ".join(filter(None, (
        str(labels.KINDS[report.kind]), report.speaker, delivered and delivered.isoformat(), report.occasion,
        ngettext("%(n)s 字", "%(n)s 字", report.character_count) % {"n": report.character_count})))
