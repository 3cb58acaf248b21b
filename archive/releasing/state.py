"""The public state of the archive, from the database, as the members of a release.

Everything is read a report at a time: an archive of any size needs the memory of its longest report.
"""
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet, Sum

from archive.holdings.originals import path_of
from archive.models import Original, Report, VanishedReport
from archive.releasing.carried import OF_ARCHIVE, Rows, lists_of
from archive.releasing.changes import public_events
from archive.releasing.metadata import metadata
from archive.releasing.packing import canonical, pieces_of
from archive.text.errors import Refused
from archive.text.tables import tabbed

Member = tuple[str, Iterable[bytes]]
SHOWN = Q(witnesses__is_shown=True, witnesses__report__status=Report.Status.PUBLISHED)


def state() -> Iterator[Member]:
    """The members that say all there is, from which an archive can be built again."""
    for name, rows in OF_ARCHIVE.items():
        yield f"{name}.jsonl", (canonical(row) for row in told(rows, public(name, rows)))
    for pk, key, status in addresses():
        yield f"json/{key}.json", [canonical(whole(pk, key, status))]


def derived() -> Iterator[Member]:
    """The same for those who only read: texts, and a table of what is known of each."""
    published = [(pk, key) for pk, key, status in addresses() if status == Report.Status.PUBLISHED]
    yield "metadata.csv", metadata(published)
    for pk, key in published:
        yield f"texts/{key}.txt", [text(pk).encode()]


def files() -> Iterator[Member]:
    """The files as they were handed in. Raises Refused where one is not in its place."""
    for digest in public("originals", OF_ARCHIVE["originals"]).order_by("pk").values_list("pk", flat=True):
        if not path_of(digest).is_file():
            raise Refused("找不到原件 {digest}：请从备份恢复它，或用 --without-originals 只发行文字。", digest=digest)
        with path_of(digest).open("rb") as file:
            yield f"originals/{digest}", pieces_of(file)


def public(name: str, rows: Rows) -> QuerySet:
    """Those of a model's rows that readers may see."""
    match name:
        case "events":
            return public_events()
        case "originals":
            return Original.objects.filter(SHOWN).distinct()
    return rows.model.objects.all()


def addresses() -> list[tuple[int, str, str]]:
    """Every report that is public or was: its key in the database, its own key, its status; by code point."""
    reports = Report.objects.exclude(status=Report.Status.DRAFT).only("place_id", "year", "slug", "status").order_by()
    return sorted(((report.pk, report.key, report.status) for report in reports.iterator()), key=lambda each: each[1])


def whole(pk: int, key: str, status: str) -> dict:
    """All that is carried of a report."""
    rows, lists = lists_of(status)
    [report] = told(rows, Report.objects.filter(pk=pk))
    below = {name: list(told(each, of_report(name, each, pk))) for name, each in lists.items()}
    shown = {witness["original"] for witness in below.get("witnesses", ())}
    for revision in below.get("revisions", ()):
        if revision["witness"] not in shown:
            revision["witness"] = None
    return {"key": key, **report, **below}


def of_report(name: str, rows: Rows, pk: int) -> QuerySet:
    found = rows.model.objects.filter(report=pk)
    return found.filter(is_shown=True) if name == "witnesses" else found


def told(rows: Rows, found: QuerySet) -> Iterator[dict]:
    return map(rows.named, found.order_by(*rows.order).values_list(*rows.paths.values()).iterator())


def text(pk: int) -> str:
    """The reading text, as the report's own address gives it."""
    texts = Report.objects.get(pk=pk).paragraphs.values_list("text", flat=True)
    return "".join(f"{tabbed(line)}\n" for line in texts)


def counts() -> dict[str, int]:
    """How much is in the archive now; withdrawn reports are told apart."""
    status = Report.Status
    counted = Report.objects.public().aggregate(reports=Count("pk"), paragraphs=Sum("paragraph_count", default=0), characters=Sum("character_count", default=0))
    files = public("originals", OF_ARCHIVE["originals"]).count()
    return {**counted, "withdrawn": Report.objects.filter(status=status.WITHDRAWN).count(), "originals": files}


def changed_until() -> datetime | None:
    """When anything that the archive says of a public report was last changed, by the database's own account."""
    times = (each.aggregate(last=Max("changed_at"))["last"] for each in (Report.objects.filter(identifier__isnull=False), VanishedReport.objects.all()))
    return max(filter(None, times), default=None)
