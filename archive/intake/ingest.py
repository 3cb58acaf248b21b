"""The whole intake of a file: extract, read, find duplicates, store; of each document all or nothing."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from archive.extraction import zip as container
from archive.extraction.child import extracted_safely
from archive.extraction.signs import Format, base_name, format_of
from archive.holdings import originals
from archive.holdings.revision import report_at, revise, says_the_same, standing
from archive.holdings.rows import add
from archive.holdings.store import store, text_hash
from archive.intake.sidecar import NAME as SIDECAR
from archive.intake.sidecar import is_sidecar, packed_sidecars
from archive.intake.vocabulary import Vocabulary, with_suggested_speaker
from archive.intake.witnesses import Near, marks_of, nearest
from archive.models import Place, Report, Witness
from archive.prepared import Question
from archive.text.dates import EARLIEST, LATEST
from archive.text.document import Document, read_document
from archive.text.doubts import of_known_place
from archive.text.encoding import decoded
from archive.text.errors import Refused, Sentence
from archive.text.extracted import Extracted
from archive.text.fold import fold
from archive.text.likeness import likeness, marks
from archive.text.metadata import read_metadata
from archive.text.vocabulary import Kind

LONGEST_NAME = 400
# Asked of every file: Django would put each together anew.
DIGEST, CODE, YEAR, KEY = "digest", "code", -1, -2
CARRIERS = Question(Witness.objects.filter(original=DIGEST).select_related("report").order_by("pk")[:1], DIGEST)
BORNE = Question(Witness.objects.filter(report=KEY, original=DIGEST), KEY, DIGEST)
OF_TEXT = Question(Report.objects.filter(text_hash=DIGEST).order_by(), DIGEST)
PLACED = Question(Place.objects.filter(pk=CODE).only("pk"), CODE)
RIVALS = Question(Report.objects.filter(kind=Kind.WORK_REPORT, place=CODE, year=YEAR)[:1], CODE, YEAR)
RIVAL = Sentence("文库里已有同一地区、同一年份的政府工作报告，文字不同：先作为草稿收下，请核对是否同一份报告。")
WITHDRAWN = Sentence("文库里的这份报告已经撤回，没有因此重新公布：需要时请恢复公布。")
OFFERED = Sentence("这份文件是为修订交来的，正文还没有改：请比对之后，在报告的“该归哪里？”里改用它。")
ONE_TEXT = Sentence("一次修订只用一份文件：这里有好几份，请挑出正文那一份再交。")


class Status(StrEnum):
    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    WITNESS = "witness"
    REVISION = "revision"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one document. `error` says why it was refused; `report` is what it is or duplicates."""
    file: str
    status: Status
    report: Report | None = None
    document: Document | None = None
    error: Sentence | None = None

    @property
    def warnings(self) -> tuple[Sentence, ...]:
        of_report = WITHDRAWN if self.report and self.report.status == Report.Status.WITHDRAWN else None
        return (*(self.document.warnings if self.document else ()), *([of_report] if of_report else []))


@dataclass(frozen=True)
class Wishes:
    """What whoever hands a file in says of it, and the words that staff keep. Without `keep` no bytes are written: for a trial run.

    `said` are further fields under the names of `archive.text.metadata.COLUMNS`. `revises` is the key of the report whose
    text this file corrects, in the name of `by`; as an offer it is kept beside that text until an editor takes it.
    Without `may_show` readers do not see what this adds to a report that is public.
    """
    place: str | None = None
    year: int | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    publish: bool = True
    revises: str | None = None
    is_offer: bool = False
    may_show: bool = True
    by: AbstractBaseUser | None = None
    is_sample: bool = False
    keep: bool = True
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


@dataclass(frozen=True)
class File:
    """Bytes that are kept as one original, and what they are called; `error` says why they could not be had.

    Of a file with several documents, `number` says which this is. `path` is where it lies in a ZIP. `digest` is that of
    the bytes, taken once: a table of thousands of rows is asked for it by each.
    """
    name: str
    raw: bytes
    error: Sentence | None = None
    number: int = 1
    path: str = ""
    digest: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", self.digest or originals.sha256(self.raw))


def ingest(raw: bytes, name: str, wishes: Wishes = Wishes()) -> list[Outcome]:
    """Takes in every document that a file holds, each by itself. Never raises for what is wrong with the file."""
    name, outcomes = storable(name), []
    try:
        is_bundle = container.is_bundle(raw)
        if wishes.revises and is_bundle:
            raise Refused(ONE_TEXT.pattern)
        rows, remarks = packed_sidecars(raw, settings.EXTRACTION_LIMITS) if is_bundle else ({}, [])
        for file in files(raw, name):
            if not (is_bundle and is_sidecar(file.name)):
                outcomes += of_file(file, with_row(wishes, rows.get(file.path, {})))
        outcomes += [_refused(f"{name}/{SIDECAR}", Refused(remark.pattern, **remark.values)) for remark in remarks]
    except Refused as refusal:
        outcomes.append(_refused(name, refusal))
    return outcomes


def files(raw: bytes, name: str) -> Iterator[File]:
    """The files of a ZIP, called `pack.zip/report.docx`, or the one file that this is. Raises Refused."""
    if not container.is_bundle(raw):
        yield File(name[-LONGEST_NAME:], raw)
        return
    for member in container.members(raw, settings.EXTRACTION_LIMITS):
        yield File(storable(f"{name}/{member.name}")[-LONGEST_NAME:], member.raw, member.error, path=member.path)


def with_row(wishes: Wishes, row: Mapping[str, str]) -> Wishes:
    """The wishes for a file of which a table says more; for place and year it goes before what was said of all files."""
    told = read_metadata(row).fields
    return replace(wishes, said=row, **{name: None for name in ("place", "year") if name in told}) if row else wishes


def storable(name: str) -> str:
    """A file's name as a database can hold it: bytes that are no UTF-8 show as �."""
    return name.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\x00", "")


def row_name(name: str, row: int) -> str:
    """What a row of a table is called."""
    return f"{name[-LONGEST_NAME + 20:]}（第 {row} 行）"


def of_file(file: File, wishes: Wishes) -> list[Outcome]:
    """What became of the documents of a file; bytes that hold one and are known are not read again."""
    try:
        if file.error:
            raise Refused(file.error.pattern, **file.error.values)
        form = format_of(file.raw, file.name)
        if form != Format.ROWS and not wishes.revises and (known := _known(file)):
            return [_duplicate(known, file, wishes)]
        found = documents(file, form)
        if wishes.revises and len(found) > 1:
            raise Refused(ONE_TEXT.pattern)
        return [of_document(extracted, file, wishes) for extracted in found]
    except Refused as refusal:
        return [_refused(file.name, refusal)]


def documents(file: File, form: Format) -> list[Extracted]:
    """The documents of a file. Raises Refused. Plain text is decoded here: for a child's sake it would take a tenth longer."""
    if form == Format.TEXT:
        return [Extracted(base_name(file.name), decoded(file.raw, settings.EXTRACTION_LIMITS.text))]
    return extracted_safely(file.raw, file.name, settings.EXTRACTION_LIMITS)


def of_document(extracted: Extracted, file: File, wishes: Wishes) -> Outcome:
    """What became of one document; a row of a table is called by its number."""
    if extracted.row:
        file = replace(file, name=row_name(file.name, extracted.row), number=extracted.row)
    for last_try in (False, True):
        try:
            with transaction.atomic():
                return _ingested(extracted, file, wishes)
        except Refused as refusal:
            return _refused(file.name, refusal)
        except IntegrityError:  # the same text came in beside us: now it is there to be found
            if last_try:
                raise
    raise AssertionError("unreachable")


def _ingested(extracted: Extracted, file: File, wishes: Wishes) -> Outcome:
    if wishes.revises:
        return _revised(wishes.revises, extracted, file, wishes)
    if extracted.row and (known := _known(file, extracted)):
        return _duplicate(known, file, wishes)
    document = read(extracted, wishes)
    folded = [fold(block.text) for block in document.blocks]
    digest = text_hash(folded)
    if known := OF_TEXT.first(digest):
        return _duplicate(known, file, wishes, document)
    near, rival = nearest(document, folded), _rival(document)
    if near and near.report.text_hash == digest:  # it came in beside us, after we had looked for it
        return _duplicate(near.report, file, wishes, document)
    warnings = near.warnings(document) if near else (RIVAL,) if rival else ()
    document = replace(document, warnings=(*document.warnings, *warnings))
    if near and near.is_same:
        return _near_copy(near, file, wishes, document)
    is_public = wishes.publish and document.identity.kind != Kind.OTHER and not (near or rival)
    report = store(document, folded, published_at=timezone.now() if is_public else None, is_sample=wishes.is_sample)
    _witness(report, file, Witness.Relation.SAME, wishes)
    return Outcome(file.name, Status.IMPORTED, report, document)


def read(extracted: Extracted, wishes: Wishes) -> Document:
    """What a document of a file says, as it was wished and in the words that staff keep. Raises Refused."""
    if extracted.error:
        raise Refused(extracted.error.pattern, **extracted.error.values)
    words = wishes.vocabulary
    document = read_document(extracted, extracted.name, words.watermarks, words.furniture, wishes.said)
    return with_suggested_speaker(_as_wished(document, wishes), words)


def _revised(key: str, extracted: Extracted, file: File, wishes: Wishes) -> Outcome:
    """The document as the corrected text of a report, which keeps its address; one that it has already is a duplicate."""
    report = report_at(key)
    if report is None:
        raise Refused("文库里没有地址为 {key} 的报告，无从修订：请核对它的地址。", key=key)
    document = read(extracted, wishes)
    _refuse_elsewhere(report, document)
    folded = [fold(block.text) for block in document.blocks]
    if wishes.is_offer and report.is_public:
        return _offered(report, document, folded, file, wishes)
    witness = _witness(report, file, Witness.Relation.COPY, wishes)
    reason = f"据“{file.name}”修订"[-LONGEST_NAME:]
    is_new = revise(report, document, folded, by=wishes.by, reason=reason, witness=witness)
    return Outcome(file.name, Status.REVISION if is_new else Status.DUPLICATE, report, document)


def _offered(report: Report, document: Document, folded: list[str], file: File, wishes: Wishes) -> Outcome:
    """The document beside the public text that it is to correct, for an editor to compare and to take."""
    known = OF_TEXT.first(text_hash(folded))
    if known and (known != report or says_the_same(standing(report), document, folded)):
        return _duplicate(known, file, wishes, document)
    near = Near(report, likeness(marks_of(report), marks(folded)), is_same=True)
    document = replace(document, warnings=(*document.warnings, OFFERED))
    _witness(report, file, Witness.Relation.NEAR, wishes, {**near.kept(document), "is_shown": False})
    return Outcome(file.name, Status.WITNESS, report, document)


def _refuse_elsewhere(report: Report, document: Document) -> None:
    """A text of another place or year is no corrected text of this report, unless whoever hands it in says that it is."""
    identity = document.identity
    if identity.place and report.place_id and identity.place != report.place_id:
        raise Refused("这份文件像是 {here} 的，所修订的报告却是 {there} 的：确要用它修订，请同时写明地区。", here=identity.place, there=report.place_id)
    if identity.year and report.year and identity.year != report.year:
        raise Refused("这份文件像是 {here} 年的，所修订的报告却是 {there} 年的：确要用它修订，请同时写明年份。", here=identity.year, there=report.year)


def is_known(file: File) -> bool:
    """Whether these bytes are a report's already."""
    return _known(file) is not None


def _known(file: File, extracted: Extracted | None = None) -> Report | None:
    """The report that these bytes carry; of a table's bytes, which carry many, the one known by the name of its row."""
    if extracted and extracted.row:
        carrier = Witness.objects.filter(original=file.digest, names__contains=[file.name]).select_related("report").first()
    else:
        carrier = CARRIERS.first(file.digest)
    return carrier and carrier.report


def _refused(name: str, refusal: Refused) -> Outcome:
    return Outcome(name[-LONGEST_NAME:], Status.REFUSED, error=refusal.sentence)


def _as_wished(document: Document, wishes: Wishes) -> Document:
    """The document with the place and year that were given with it, listed as supplied; without a place that was taken out."""
    said = read_metadata(wishes.said)
    if said.warnings:
        raise Refused(said.warnings[0].pattern, **said.warnings[0].values)
    given = {name: value for name in ("place", "year") if (value := getattr(wishes, name)) is not None}
    if not EARLIEST <= given.get("year", EARLIEST) <= LATEST:
        raise Refused("{year} 不像一个年份：请给出 {earliest} 到 {latest} 之间的年份。", year=given["year"], earliest=EARLIEST, latest=LATEST)
    identity = document.identity
    identity = replace(identity, **given, supplied=tuple(dict.fromkeys((*identity.supplied, *given))))
    if identity.place and not PLACED.first(identity.place):
        if "place" in (*given, *said.fields):
            raise Refused("没有代码为 {code} 的地区：请用国家标准 GB/T 2260 的六位代码。", code=identity.place)
        identity = replace(identity, place=None)
    return replace(document, identity=identity, warnings=of_known_place(document.warnings) if identity.place else document.warnings)


def _rival(document: Document) -> Report | None:
    """Another work report of the same place and year: two of them are seldom both right."""
    identity = document.identity
    if identity.kind != Kind.WORK_REPORT or identity.place is None:
        return None
    if identity.year is None:
        return Report.objects.filter(kind=Kind.WORK_REPORT, place=identity.place, year=None).first()
    return RIVALS.first(identity.place, identity.year)


def _duplicate(report: Report, file: File, wishes: Wishes, document: Document | None = None) -> Outcome:
    """A file that is there already: its name, or the file, is added to the report it carries."""
    _witness(report, file, Witness.Relation.COPY, wishes)
    return Outcome(file.name, Status.DUPLICATE, report, document)


def _near_copy(near: Near, file: File, wishes: Wishes, document: Document) -> Outcome:
    """Another witness of a report that is there: the report's text stays, and the file keeps its own."""
    _witness(near.report, file, Witness.Relation.NEAR, wishes, near.kept(document))
    return Outcome(file.name, Status.WITNESS, near.report, document)


def _witness(report: Report, file: File, relation: Witness.Relation, wishes: Wishes, kept: Mapping | None = None) -> Witness | None:
    if not wishes.keep:
        return None
    original, may_show = originals.keep(file.raw, file.digest), wishes.may_show or not report.is_public
    # Whoever else hands these bytes in waits till this transaction ends: there is none between the look and the row.
    witness = BORNE.first(report.pk, original.pk)
    if witness is None:
        witness = Witness(report=report, original=original, **{
            "names": [file.name], "relation": relation, "number": file.number, "is_shown": may_show, **(kept or {})})
        add(witness)
    elif file.name not in witness.names and (may_show or not witness.is_shown):
        witness.names.append(file.name)
        witness.save(update_fields=["names"])
    return witness
