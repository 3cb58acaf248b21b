"""What staff hand in: an upload of many files, taken in one by one by a worker, looked over, published or taken back.

    upload = begin(user, {"place": "620100"})    # wishes: place, year, revises; raises Refused for what is none
    add(upload, "甲.docx", raw)                   # keeps the bytes at once; raises Refused
    keep_refused(upload, "空.docx", reason)       # what was not taken stays in sight
    close(upload)                                # all files are there
    progress(upload)                             # total, done, percent, states, results, is_finished
    publish_items(items, user) · discard_items(items, user) · undo(upload, user, reason)

Publishing and discarding answer with an `Answer(count, notes)`, undoing with `Undone(drafts, witnesses, withdrawn, notes)`:
how many, and a `Sentence` for each thing that was left as it is; undoing raises Refused without a reason. All may be done
twice. `archive.intake.worker` turns a waiting item into a result: `item.status`, `item.report`, `item.witness`, `item.error`
(`{"pattern", "values"}`, for `sentences.shown`), `item.warnings` (a list of such). A ZIP or a table becomes several items
of one position, `member` 1…n, so that `total` grows.
"""
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Count, Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from archive.extraction import zip as container
from archive.extraction.signs import Format, format_of
from archive.holdings import originals
from archive.holdings.events import record
from archive.holdings.publication import publish, withdraw
from archive.holdings.removal import remove
from archive.holdings.revision import report_at
from archive.intake.ingest import LONGEST_NAME, ONE_TEXT, Status, storable
from archive.models import Event, Place, Report, Upload, UploadItem, Witness
from archive.text.dates import EARLIEST, LATEST
from archive.text.errors import Refused, Sentence

State, Added = UploadItem.State, UploadItem.Added
CHANNEL = "uploads"
"""Workers listen here for items to do."""
EMPTY = Sentence("文件是空的：请检查是否传错了文件。")
STAYS_PUBLIC = Sentence("《{title}》已经公布，不能丢弃：需要时请撤回它。")
STAYS_SHARED = Sentence("《{title}》的草稿还有别的上传或来源，没有丢弃。")
STAYS_REVISED = Sentence("《{title}》已由“{name}”修订成新版，这一版照旧：需要时请再作一次修订。")


@dataclass(frozen=True)
class Progress:
    """How far an upload is. `states` and `results` count items by state and by status; `total` grows with every ZIP."""
    total: int
    done: int
    states: dict[str, int]
    results: dict[str, int]
    is_closed: bool

    @property
    def is_finished(self) -> bool:
        return self.is_closed and self.done == self.total

    @property
    def percent(self) -> int:
        """Whole percents, 100 only when nothing is left to do."""
        return 100 * self.done // self.total if self.total else 100 * self.is_closed


@dataclass(frozen=True)
class Answer:
    """What came of an act: how many reports or items it concerned, and what was left as it is and why."""
    count: int = 0
    notes: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True)
class Undone:
    """What undoing an upload did: drafts removed, names and files taken back, published reports withdrawn; what stays."""
    drafts: int = 0
    witnesses: int = 0
    withdrawn: int = 0
    notes: list[Sentence] = field(default_factory=list)


def begin(by: AbstractBaseUser | None, wishes: dict | None = None) -> Upload:
    """A new upload; what is wished of all its files is looked at now, not file by file."""
    wishes = {name: value for name, value in (wishes or {}).items() if value not in (None, "")}
    _refuse_nonsense(wishes)
    return Upload.objects.create(by=by, wishes=wishes)


def _refuse_nonsense(wishes: dict) -> None:
    place, year, revises = wishes.get("place"), wishes.get("year"), wishes.get("revises")
    if place and not Place.objects.filter(pk=place).exists():
        raise Refused("没有代码为 {code} 的地区：请用国家标准 GB/T 2260 的六位代码。", code=place)
    if year is not None and not (isinstance(year, int) and EARLIEST <= year <= LATEST):
        raise Refused("{year} 不像一个年份：请给出 {earliest} 到 {latest} 之间的年份。", year=year, earliest=EARLIEST, latest=LATEST)
    if revises and not report_at(revises):
        raise Refused("文库里没有地址为 {key} 的报告，无从修订：请核对它的地址。", key=revises)


def add(upload: Upload, name: str, raw: bytes) -> UploadItem:
    """One more file, its bytes kept at once. The same bytes under the same name, sent again, are the item that is there."""
    _refuse_size(raw)
    name = storable(name)[-LONGEST_NAME:]
    with transaction.atomic():
        upload = Upload.objects.select_for_update(no_key=True).get(pk=upload.pk)
        if upload.undone_at:
            raise Refused("这次上传已经撤销，不再收文件：请重新上传。")
        original = originals.keep(raw)
        if there := upload.items.filter(name=name, original=original).first():
            return there
        _refuse_several(upload, name, raw)
        item = upload.items.create(position=_next(upload), name=name, original=original)
        wake()
    return item


@transaction.atomic
def keep_refused(upload: Upload, name: str, reason: Sentence) -> bool:
    """What `add` refused is an item all the same, with the reason and without bytes; whether the upload still takes items."""
    upload = Upload.objects.select_for_update(no_key=True).get(pk=upload.pk)
    if upload.undone_at:
        return False
    refused = {"name": storable(name)[-LONGEST_NAME:], "state": State.DONE, "status": Status.REFUSED, "original": None, "error": asdict(reason)}
    if not upload.items.filter(**refused).exists():
        upload.items.create(position=_next(upload), finished_at=timezone.now(), **refused)
    return True


def _next(upload: Upload) -> int:
    return (upload.items.aggregate(last=Max("position"))["last"] or 0) + 1


def _refuse_several(upload: Upload, name: str, raw: bytes) -> None:
    """A report is revised by one text: of several, each would undo the one before."""
    if not upload.wishes.get("revises"):
        return
    if upload.items.exclude(status=Status.REFUSED, original=None).exists() or container.is_bundle(raw) or format_of(raw, name) == Format.ROWS:
        raise Refused(ONE_TEXT.pattern)


def _refuse_size(raw: bytes) -> None:
    most = settings.EXTRACTION_LIMITS.unpacked
    if len(raw) > most:
        raise Refused("文件有 {size} MB，超过上限 {most} MB：请分成几个文件。", size=len(raw) >> 20, most=most >> 20)
    if not raw:
        raise Refused(EMPTY.pattern)


def wake() -> None:
    """Tells waiting workers, once the caller's transaction is through."""
    with connection.cursor() as cursor:
        cursor.execute(f"notify {CHANNEL}")


@transaction.atomic
def close(upload: Upload) -> None:
    """All files are there: from now on the bar can reach its end."""
    if Upload.objects.filter(pk=upload.pk, is_closed=False).update(is_closed=True):
        record(Event.Action.UPLOADED, upload.by, upload=upload, detail={"files": upload.items.count()})
    upload.is_closed = True


def progress(upload: Upload) -> Progress:
    counted = upload.items.order_by().values_list("state", "status").annotate(count=Count("pk"))
    states, results = Counter(), Counter()
    for state, status, count in counted:
        states[state] += count
        if state == State.DONE:
            results[status] += count
    is_closed = Upload.objects.values_list("is_closed", flat=True).get(pk=upload.pk)
    return Progress(states.total(), states[State.DONE] + states[State.DISCARDED], dict(states), dict(results), is_closed)


@transaction.atomic
def publish_items(items: Iterable[UploadItem], by: AbstractBaseUser | None) -> Answer:
    """Publishes the drafts that these items are or were found in; what is public already stays so."""
    drafts = {item.report_id: item.report for item in _locked(items) if item.report and item.report.status == Report.Status.DRAFT}
    for report in drafts.values():
        publish(report)
        record(Event.Action.PUBLISHED, by, report)
    return Answer(len(drafts))


@transaction.atomic
def discard_items(items: Iterable[UploadItem], by: AbstractBaseUser | None) -> Answer:
    """Takes these files out again: drafts with all that is theirs, names and witnesses that they brought to other reports."""
    gone, notes = _discarded(_locked(items), by)
    return Answer(len(gone), notes)


def _discarded(items: list[UploadItem], by: AbstractBaseUser | None) -> tuple[list[UploadItem], list[Sentence]]:
    """Those of the items that are gone now, and why the others are not."""
    gone, drafts, notes = [], [], []
    for item in items:
        if note := why_it_stays(item):
            notes.append(note)
            continue
        record(Event.Action.DISCARDED, by, item.report, item.upload, {"file": item.name})
        if item.added == Added.REPORT and item.report:
            drafts.append(item)
        else:
            _take_back(item)
            _let_files_go([item])
            gone.append(item)
    # All at once: by itself each takes a tenth of a second.
    remove(Report.objects.filter(pk__in=[item.report_id for item in drafts], published_at=None))
    _let_files_go(drafts)
    return gone + drafts, notes


@transaction.atomic
def undo(upload: Upload, by: AbstractBaseUser | None, reason: str) -> Undone:
    """As if the upload had not been, as far as nothing public goes: that is withdrawn, with the reason."""
    reason = reason.strip()
    if not reason:
        raise Refused("请写明撤销的原因：已经公布的报告会带着它撤回。")
    upload = Upload.objects.select_for_update(no_key=True).get(pk=upload.pk)
    if upload.undone_at:
        return Undone()
    items = _locked(upload.items.all())
    public = [item for item in items if item.added == Added.REPORT and item.report and item.report.published_at]
    withdrawn = sum(_withdrawn(item, by, reason) for item in public)
    gone, notes = _discarded([item for item in items if item not in public], by)
    upload.undone_at, upload.undone_by, upload.is_closed = timezone.now(), by, True
    upload.save(update_fields=["undone_at", "undone_by", "is_closed"])
    record(Event.Action.UNDID, by, upload=upload, detail={"reason": reason})
    drafts = sum(item.added == Added.REPORT for item in gone)
    return Undone(drafts, sum(bool(item.added) for item in gone) - drafts, withdrawn, notes)


def _withdrawn(item: UploadItem, by: AbstractBaseUser | None, reason: str) -> bool:
    """Takes a published report from the public; one that was withdrawn before keeps its reason."""
    if not item.report.is_public:
        return False
    withdraw(item.report, by, reason)
    record(Event.Action.WITHDREW, by, item.report, item.upload, {"reason": reason})
    return True


def _locked(items: Iterable[UploadItem]) -> list[UploadItem]:
    """The items as they are now, nobody else's until the transaction ends; those that copy a draft before the draft."""
    keys = [item.pk for item in items]
    # In one order, lest two people wait for each other.
    found = UploadItem.objects.select_for_update(of=["self"]).filter(pk__in=keys).exclude(state=State.DISCARDED)
    return sorted(found.select_related("report__place", "witness", "upload").order_by("pk"), key=lambda item: item.added == Added.REPORT)


def why_it_stays(item: UploadItem) -> Sentence | None:
    """The reason for which discarding or undoing would leave all that this item brought."""
    report = item.report
    if report and (item.status == Status.REVISION or _gave_text(item)):
        return Sentence(STAYS_REVISED.pattern, {"title": report.title, "name": item.name})
    if item.added != Added.REPORT or not report:
        return None
    if report.published_at:
        return Sentence(STAYS_PUBLIC.pattern, {"title": report.title})
    return Sentence(STAYS_SHARED.pattern, {"title": report.title}) if _is_shared(item, report) else None


def _gave_text(item: UploadItem) -> bool:
    """Whether staff have made the file that this item added to a report its text, now or in an earlier version."""
    if item.added != Added.WITNESS or not item.witness:
        return False
    return item.witness.relation == Witness.Relation.SAME or item.witness.report.revisions.filter(witness=item.witness).exists()


def _is_shared(item: UploadItem, report: Report) -> bool:
    """Whether other files, or other people's uploads of this one, carry the draft too."""
    names = {name for witness in report.witnesses.all() for name in witness.names}
    return names != {item.name} or report.upload_items.exclude(pk=item.pk).exclude(state=State.DISCARDED).exists()


def is_of_others(report: Report, user: AbstractBaseUser) -> bool:
    """Whether other people's uploads carry it."""
    return report.upload_items.exclude(upload__by=user.pk).exclude(state=State.DISCARDED).exists()


def let_go(report: Report) -> None:
    """The items that became this draft know that it is discarded, and keep its files no longer."""
    report.upload_items.update(state=State.DISCARDED, original=None)


def _let_files_go(items: list[UploadItem]) -> None:
    """The items are done with, and their files go where nothing else needs them."""
    UploadItem.objects.filter(pk__in=[item.pk for item in items]).update(
        state=State.DISCARDED, original=None, finished_at=Coalesce("finished_at", timezone.now()))
    originals.drop_unused([item.original_id for item in items if item.original_id])


def _take_back(item: UploadItem) -> None:
    """A name goes if this item brought it, a witness with its last name; not the one that a report's text was read from."""
    witness = item.witness
    if not (witness and item.added and item.name in witness.names):
        return
    witness.names.remove(item.name)
    if witness.names:
        witness.save(update_fields=["names"])
    elif witness.relation != Witness.Relation.SAME:
        witness.delete()
