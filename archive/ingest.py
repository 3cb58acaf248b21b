"""The whole intake of a file: decode, read, find duplicates, store; all of it or nothing."""
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from archive import originals
from archive.models import Place, Report, Witness
from archive.store import store, text_hash
from archive.text.dates import EARLIEST, LATEST
from archive.text.document import Document, read_document
from archive.text.encoding import decoded
from archive.text.errors import Refused, Sentence
from archive.text.fold import fold
from archive.text.vocabulary import Kind

LONGEST_NAME = 400
WEB_PAGE = re.compile(r"\s*<(?:!doctype html|html|\?xml)\b", re.IGNORECASE)
RIVAL = Sentence("文库里已有同一地区、同一年份的政府工作报告，文字不同：先作为草稿收下，请核对是否同一份报告。")


class Status(StrEnum):
    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    WITNESS = "witness"
    REVISION = "revision"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one file. `error` says why it was refused; `report` is what it is or duplicates."""
    file: str
    status: Status
    report: Report | None = None
    document: Document | None = None
    error: Sentence | None = None

    @property
    def warnings(self) -> tuple[Sentence, ...]:
        return self.document.warnings if self.document else ()


@dataclass(frozen=True)
class Wishes:
    """What whoever hands a file in says of it. Without `keep` no bytes are written: for a trial run."""
    place: str | None = None
    year: int | None = None
    publish: bool = True
    is_sample: bool = False
    keep: bool = True


def ingest(raw: bytes, name: str, wishes: Wishes = Wishes()) -> Outcome:
    """Takes one file in. Never raises for what is wrong with the file."""
    name = storable(name)[-LONGEST_NAME:]
    for last_try in (False, True):
        try:
            with transaction.atomic():
                return _ingested(raw, name, wishes)
        except Refused as refusal:
            return Outcome(name, Status.REFUSED, error=refusal.sentence)
        except IntegrityError:  # the same text came in beside us: now it is there to be found
            if last_try:
                raise
    raise AssertionError("unreachable")


def storable(name: str) -> str:
    """A file's name as a database can hold it: bytes that are no UTF-8 show as �."""
    return name.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\x00", "")


def _ingested(raw: bytes, name: str, wishes: Wishes) -> Outcome:
    if known := Report.objects.filter(witnesses__original=originals.sha256(raw)).first():
        return _duplicate(known, raw, name, wishes)
    text = decoded(raw)
    if WEB_PAGE.match(text):
        raise Refused("这是网页文件：请在浏览器里打开，把正文另存为文本后再交来。")
    document = _as_wished(read_document(text, name), wishes)
    folded = [fold(block.text) for block in document.blocks]
    if known := Report.objects.filter(text_hash=text_hash(folded)).first():
        return _duplicate(known, raw, name, wishes, document)
    rival = _rival(document)
    if rival:
        document = replace(document, warnings=(*document.warnings, RIVAL))
    is_public = wishes.publish and document.identity.kind != Kind.OTHER and not rival
    report = store(document, folded, published_at=timezone.now() if is_public else None, is_sample=wishes.is_sample)
    _witness(report, raw, name, Witness.Relation.SAME, wishes)
    return Outcome(name, Status.IMPORTED, report, document)


def _as_wished(document: Document, wishes: Wishes) -> Document:
    """The document with the place and year that were given with it, listed as supplied."""
    given = {name: value for name in ("place", "year") if (value := getattr(wishes, name)) is not None}
    if "place" in given and not Place.objects.filter(pk=given["place"]).exists():
        raise Refused("没有代码为 {code} 的地区：请用国家标准 GB/T 2260 的六位代码。", code=given["place"])
    if not EARLIEST <= given.get("year", EARLIEST) <= LATEST:
        raise Refused("{year} 不像一个年份：请给出 {earliest} 到 {latest} 之间的年份。", year=given["year"], earliest=EARLIEST, latest=LATEST)
    if not given:
        return document
    identity = document.identity
    supplied = tuple(dict.fromkeys((*identity.supplied, *given)))
    return replace(document, identity=replace(identity, **given, supplied=supplied))


def _rival(document: Document) -> Report | None:
    """Another work report of the same place and year: two of them are seldom both right."""
    identity = document.identity
    if identity.kind != Kind.WORK_REPORT or identity.place is None:
        return None
    return Report.objects.filter(Q(kind=Kind.WORK_REPORT), place=identity.place, year=identity.year).first()


def _duplicate(report: Report, raw: bytes, name: str, wishes: Wishes, document: Document | None = None) -> Outcome:
    """A file that is there already: its name, or the file, is added to the report it carries."""
    _witness(report, raw, name, Witness.Relation.COPY, wishes)
    return Outcome(name, Status.DUPLICATE, report, document)


def _witness(report: Report, raw: bytes, name: str, relation: Witness.Relation, wishes: Wishes) -> None:
    if not wishes.keep:
        return
    witness, is_new = Witness.objects.get_or_create(
        report=report, original=originals.keep(raw), defaults={"names": [name], "relation": relation})
    if not is_new and name not in witness.names:
        witness.names.append(name)
        witness.save(update_fields=["names"])
