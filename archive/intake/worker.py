"""Takes in what was uploaded, item by item, as drafts; any number of workers may run side by side.

A worker holds an advisory lock of its database session for each item in hand. Whoever finds an item WORKING whose lock is
free knows that its worker died, and takes it over. What became of an item is written in the transaction that stores the
report, so that a worker killed at any moment has done an item wholly or not at all.

    Worker().run()           # until `end` is called; `manage.py work`
    Worker().drain()         # all that waits now, then returns; `manage.py work --once`
    is_running()             # whether any worker is at the database, for the staff page
"""
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from archive.access.roles import may_publish
from archive.extraction import zip as container
from archive.extraction.signs import Format, format_of
from archive.holdings import index, originals
from archive.holdings.events import record
from archive.intake.ingest import (
    File,
    Outcome,
    Status,
    Wishes,
    documents,
    files,
    is_known,
    of_document,
    of_file,
    row_name,
    with_row,
)
from archive.intake.sidecar import NAME as SIDECAR
from archive.intake.sidecar import is_sidecar, packed_sidecars
from archive.intake.uploads import CHANNEL, wake
from archive.intake.vocabulary import Vocabulary, read_vocabulary
from archive.models import Event, Original, Upload, UploadItem, Witness
from archive.text.errors import Refused, Sentence
from archive.text.extracted import Extracted

State, Added = UploadItem.State, UploadItem.Added
OPEN = (State.WAITING, State.WORKING)
ITEMS, WORKERS = 7_001, 7_002
"""Spaces of advisory locks: one lock for each item in hand, one that all workers share."""
MOST_ATTEMPTS, GLANCED, PAUSE, FRESH, REST = 3, 50, 1.0, 2.0, 600.0
GAVE_UP = Sentence("读这个文件时程序中断了 {times} 次，没有再试，文件可能有问题：请用原来的软件另存一份再上传。", {"times": MOST_ATTEMPTS})
NOTHING = Sentence("压缩包里没有可以收入的文件：请检查是否传错了文件。")
LOST = Sentence("这个文件的内容在服务器上找不到了：请重新上传。")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Part:
    """One of the several documents of an item: a file of a ZIP, or a row of a table, whose bytes are the table's."""
    name: str
    raw: bytes = b""
    row: int | None = None
    error: Sentence | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    """What a table in the ZIP says of it."""


@dataclass
class Worker:
    """`goes_on` is asked between items, and about once a second where there is nothing to do."""
    goes_on: Callable[[], bool] = lambda: True
    at_rest: Callable[[], object] = lambda: None
    """What is to be done when all that waited is in, and now and then where nothing waits: others change the archive, too."""
    is_ending: bool = False
    has_worked: bool = False
    """Since the index was last put in order."""
    rested_at: float = field(default_factory=time.monotonic)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    read_at: float = float("-inf")
    table: tuple[str | None, list[Extracted]] = (None, [])
    """The last table's rows, so that it is not read again for each."""

    def end(self, *_: object) -> None:
        """After the item in hand; also a signal's handler."""
        self.is_ending = True

    def run(self) -> None:
        """Works until it is to end; a database that goes away is waited for."""
        while self.goes_on() and not self.is_ending:
            try:
                announce()
                while self.goes_on() and not self.is_ending:
                    if not self.step():
                        self.settle()
                        wait()
            except (OperationalError, InterfaceError) as error:
                log.warning("The database does not answer: %s", str(error).partition("\n")[0])
                connection.close()
                time.sleep(PAUSE)

    def drain(self) -> None:
        while self.goes_on() and not self.is_ending and self.step():
            pass
        self.settle()

    def settle(self) -> None:
        """Nothing waits: what was taken in goes where searches find it soonest."""
        if self.has_worked:
            index.settle()
        elif time.monotonic() - self.rested_at < REST:
            return
        self.has_worked, self.rested_at = False, time.monotonic()
        try:
            self.at_rest()
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # the edge: what was taken in is in, and more may come
            log.exception("What is done at rest failed")

    def step(self) -> bool:
        """Does the oldest item that nobody has in hand; whether there was one."""
        item = take()
        if not item:
            return False
        self.has_worked = True
        try:
            self.work(item)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # the edge: a fault of ours with one file keeps no other waiting; it is tried again, then refused
            log.exception("Taking in %s failed", item.name)
        unlock(item.pk)
        return True

    def work(self, item: UploadItem) -> None:
        """From the bytes that were kept to a result that is."""
        try:
            if item.attempts > MOST_ATTEMPTS:
                raise Refused(GAVE_UP.pattern, **GAVE_UP.values)
            file = file_of(item)
            parts = self.parts(item, file)
            if parts is not None:
                unfold(item, parts)
            else:
                self.take_in(item, file)
        except Refused as refusal:
            refused = Outcome(item.name, Status.REFUSED, error=refusal.sentence)
            settle(item, lambda: refused)

    def parts(self, item: UploadItem, file: File) -> list[Part] | None:
        """What an item that holds several documents comes to; None for one that is one. Raises Refused."""
        if item.row:
            return None
        if container.is_bundle(file.raw):
            return list(packed(file)) or [Part(file.name, error=NOTHING)]
        if format_of(file.raw, file.name) == Format.ROWS:
            return [Part(row_name(file.name, row.row), file.raw, row.row) for row in self.rows(file)]
        return None

    def take_in(self, item: UploadItem, file: File) -> None:
        """Reads outside the transaction, which holds others up, and stores within it."""
        wishes = with_row(self.wishes(item.upload), item.said)
        if item.row:
            row = self.rows(file)[item.row - 1]
            settle(item, lambda: of_document(row, file, wishes))
        elif is_known(file):
            settle(item, lambda: of_file(file, wishes)[0])
        else:
            [document] = documents(file, format_of(file.raw, file.name))
            settle(item, lambda: of_document(document, file, wishes))

    def rows(self, file: File) -> list[Extracted]:
        if self.table[0] != file.digest:
            self.table = file.digest, documents(file, Format.ROWS)
        return self.table[1]

    def wishes(self, upload: Upload) -> Wishes:
        """What was wished of all files of an upload, with the words that staff keep, never older than a moment."""
        if time.monotonic() - self.read_at > FRESH:
            self.vocabulary, self.read_at = read_vocabulary(), time.monotonic()
        wished = {name: value for name, value in upload.wishes.items() if name in Wishes.__dataclass_fields__}
        may_show = upload.by is None or may_publish(upload.by)
        return Wishes(**{**wished, "by": upload.by, "publish": False, "is_offer": True, "may_show": may_show, "vocabulary": self.vocabulary})


def packed(file: File) -> Iterator[Part]:
    """The files of a ZIP, each with what a table in it says of it; what such a table says of no file is refused. Raises Refused."""
    rows, remarks = packed_sidecars(file.raw, settings.EXTRACTION_LIMITS)
    for part in files(file.raw, file.name):
        if not is_sidecar(part.name):
            yield Part(part.name, part.raw, error=part.error, said=rows.get(part.path, {}))
    for remark in remarks:
        yield Part(f"{file.name}/{SIDECAR}", error=remark)


def take() -> UploadItem | None:
    """The oldest item that nobody has in hand, now in ours: locked for this session, and WORKING."""
    waiting = UploadItem.objects.filter(state__in=OPEN).order_by("upload_id", "position", "member")
    for key in waiting.values_list("pk", flat=True)[:GLANCED]:
        if not lock(key):
            continue
        if item := _begun(key):
            return item
        unlock(key)
    return None


@transaction.atomic
def _begun(key: int) -> UploadItem | None:
    """The item, if it still is to be done and nobody is changing it at this moment."""
    found = UploadItem.objects.select_for_update(skip_locked=True, of=["self"]).select_related("upload__by")
    item = found.filter(pk=key, state__in=OPEN).first()
    if item:
        item.state, item.started_at, item.attempts = State.WORKING, timezone.now(), item.attempts + 1
        item.save(update_fields=["state", "started_at", "attempts"])
    return item


def file_of(item: UploadItem) -> File:
    """The item's bytes; a row's are those of its table, under the table's name."""
    name = item.name.removesuffix(row_name("", item.row)) if item.row else item.name
    try:
        return File(name, originals.path_of(item.original_id).read_bytes())
    except (OSError, TypeError):
        raise Refused(LOST.pattern) from None


def _is_ours(item: UploadItem) -> bool:
    """Holds the item's row; whether it is still ours to write: not discarded, not taken over after a lost connection."""
    mine = UploadItem.objects.select_for_update(of=["self"]).filter(pk=item.pk, state=State.WORKING, attempts=item.attempts)
    return mine.exists()


@transaction.atomic
def settle(item: UploadItem, ingested: Callable[[], Outcome]) -> None:
    """Takes a document in and writes what became of it, both or neither."""
    if not _is_ours(item):
        return
    before = {w.report_id: (w.pk, list(w.names)) for w in Witness.objects.filter(original=item.original_id)}
    outcome = ingested()
    witness = outcome.report and Witness.objects.filter(report=outcome.report, original=item.original_id).first()
    item.state, item.finished_at = State.DONE, timezone.now()
    item.status, item.report, item.witness = outcome.status, outcome.report, witness
    item.error = as_stored(outcome.error) if outcome.error else None
    item.warnings = [as_stored(warning) for warning in outcome.warnings]
    item.added = _added(outcome, before.get(outcome.report and outcome.report.pk), item.name)
    item.save()
    if outcome.report:
        record(Event.Action.UPLOADED, item.upload.by, outcome.report, item.upload, {"file": item.name, "status": outcome.status})


def _added(outcome: Outcome, before: tuple[int, list[str]] | None, name: str) -> str:
    if outcome.status == Status.IMPORTED:
        return Added.REPORT
    if not outcome.report or outcome.status == Status.REVISION:
        return ""
    if not before:
        return Added.WITNESS
    return "" if name in before[1] else Added.NAME


def as_stored(sentence: Sentence) -> dict:
    return {"pattern": sentence.pattern, "values": sentence.values}


@transaction.atomic
def unfold(item: UploadItem, parts: list[Part]) -> None:
    """An item becomes as many as it holds documents, itself the first of them; the ZIP they came in is not kept."""
    # The upload first, as whoever undoes it does: no part may come behind an undone upload.
    upload = Upload.objects.select_for_update(no_key=True).get(pk=item.upload_id)
    if not _is_ours(item) or upload.undone_at:
        return
    kept = _kept(parts)
    count = upload.items.filter(position=item.position).count()
    first, *others = [_member(item, part, kept) for part in parts]
    first.pk, first.member = item.pk, item.member or 1
    for number, other in enumerate(others, count + 1):
        other.member = number
    first.save(force_update=True)
    UploadItem.objects.bulk_create(others)
    originals.drop_unused([item.original_id])
    wake()


def _kept(parts: list[Part]) -> dict[str, Original]:
    """The originals of the parts by their digest, kept in the order of digests, lest two workers wait for each other."""
    raws = {originals.sha256(part.raw): part.raw for part in parts if not part.error}
    return {digest: originals.keep(raws[digest]) for digest in sorted(raws)}


def _member(item: UploadItem, part: Part, kept: dict[str, Original]) -> UploadItem:
    member = UploadItem(upload=item.upload, position=item.position, name=part.name, row=part.row, said=dict(part.said))
    if part.error:
        member.state, member.status, member.error, member.finished_at = State.DONE, Status.REFUSED, as_stored(part.error), timezone.now()
    else:
        member.original = kept[originals.sha256(part.raw)]
    return member


def lock(key: int) -> bool:
    """Takes the item in hand for this session, if nobody has it; the server gives it back when the session ends."""
    return _asked("select pg_try_advisory_lock(%s, %s)", ITEMS, key)


def unlock(key: int) -> None:
    _asked("select pg_advisory_unlock(%s, %s)", ITEMS, key)


def announce() -> None:
    """Lets others see that a worker is here, and hears of new items from now on."""
    _asked("select pg_try_advisory_lock_shared(%s, 0)", WORKERS)
    with connection.cursor() as cursor:
        cursor.execute(f"listen {CHANNEL}")


def wait() -> None:
    """Until there may be something to do: somebody says so, or a second has passed."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        for _ in connection.connection.notifies(timeout=PAUSE, stop_after=1):
            break


def is_running() -> bool:
    """Whether any worker is at this database."""
    return _asked("""select exists(select from pg_locks where locktype = 'advisory' and classid = %s and objid = 0
                     and database = (select oid from pg_database where datname = current_database()))""", WORKERS)


def _asked(question: str, *values: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]
