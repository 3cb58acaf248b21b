"""Staff turn a witness into a report of its own or into its report's text, and a draft into a witness.

Each act is recorded and written whole or not at all; what cannot be done raises Refused.
"""
import re
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.editing.merging import hand_over_witnesses
from archive.extraction.signs import format_of
from archive.holdings import originals
from archive.holdings.events import record
from archive.holdings.removal import remove
from archive.holdings.revision import lock, replace_text, standing
from archive.holdings.store import store, text_hash
from archive.intake.ingest import File, Wishes, documents, read
from archive.intake.vocabulary import read_vocabulary
from archive.intake.witnesses import marks_of
from archive.models import Event, Report, UploadItem, Witness
from archive.text.document import Document
from archive.text.errors import Refused
from archive.text.fold import fold
from archive.text.likeness import likeness

By = AbstractBaseUser | None
Added, Relation = UploadItem.Added, Witness.Relation
ROW = re.compile(r"（第 [0-9]+ 行）$")


@dataclass(frozen=True)
class Reading:
    """A witness's file, read again."""
    document: Document
    folded: list[str]


@transaction.atomic
def turned_into_report(witness: Witness, by: By) -> Report:
    """The witness becomes a report of its own, a draft; the report it was kept with stays as it is."""
    former = witness.report
    lock(former)
    _refuse_the_texts_own(witness)
    if former.revisions.filter(witness=witness).exists():
        raise Refused("{key} 有一版的文字取自这份文件：它不能成为另一份报告。", key=former.key)
    reading = read_again(witness)
    _refuse_known(reading.folded)
    report = store(reading.document, reading.folded, is_sample=former.is_sample)
    witness.upload_items.filter(added=Added.WITNESS).update(added=Added.REPORT)
    witness.upload_items.update(report=report)
    witness.report, witness.relation, witness.text, witness.likeness, witness.warnings = report, Relation.SAME, "", None, []
    witness.is_shown = True
    witness.save()
    record(Event.Action.TURNED, by, report, detail={"from": former.key, "file": str(witness)})
    return report


@transaction.atomic
def made_text(witness: Witness, by: By, reason: str) -> Report:
    """The text of the witness becomes its report's: of a published one, a new version."""
    report = witness.report
    lock(report)
    _refuse_the_texts_own(witness)
    if report.is_public and not reason.strip():
        raise Refused("报告已公布：请写明改用这份文件的原因，读者会看到它。")
    reading = read_again(witness)
    if not replace_text(report, reading.document, reading.folded, by=by, reason=reason, witness=witness):
        raise Refused("这份文件的文字与报告现有的文字相同。")
    record(Event.Action.TURNED, by, report, detail={"number": report.revision, "file": str(witness), "reason": reason})
    return report


@transaction.atomic
def show(witness: Witness, by: By) -> None:
    """Readers see the file from now on, under every name it was handed in by."""
    names = witness.upload_items.exclude(state=UploadItem.State.DISCARDED).values_list("name", flat=True)
    witness.is_shown, witness.names = True, list(dict.fromkeys([*witness.names, *names]))
    witness.save(update_fields=["is_shown", "names"])
    record(Event.Action.PUBLISHED, by, witness.report, detail={"file": str(witness)})


@transaction.atomic
def turned_into_witness(report: Report, of: Report, by: By) -> list[Witness]:
    """The draft's files become witnesses of another report, which keeps its text; the draft is gone."""
    if report.pk == of.pk:
        raise Refused("一份报告不能是它自己的来源。")
    for each in sorted((report, of), key=lambda each: each.pk):  # one order, lest two acts wait for each other
        lock(each)
    _refuse_given(report)
    if report.is_sample != of.is_sample:
        raise Refused("示例与真实的报告不能互为来源。")
    present, files = standing(report), set(report.witnesses.values_list("original_id", flat=True))
    alike = likeness(marks_of(of), marks_of(report)).both
    moved = list(report.witnesses.exclude(relation=Relation.NEAR).values_list("original_id", flat=True))
    hand_over_witnesses(report, of, present)
    of.witnesses.filter(original__in=moved, relation=Relation.NEAR, likeness=None).update(likeness=alike)
    report.upload_items.filter(added=Added.REPORT).update(added=Added.WITNESS)
    report.upload_items.update(report=of)
    record(Event.Action.TURNED, by, of, detail={"key": report.key, "title": report.title})
    remove(Report.objects.filter(pk=report.pk))
    return list(of.witnesses.filter(original__in=files))


def read_again(witness: Witness) -> Reading:
    """What the witness's file says, under the words that staff keep now; its report's place and year where it has none."""
    wishes = Wishes(vocabulary=read_vocabulary())
    document = _read(witness, wishes)
    missing = {name: value for name, value in (("place", witness.report.place_id), ("year", witness.report.year))
               if getattr(document.identity, name) is None and value is not None}
    if missing:
        document = _read(witness, Wishes(**missing, vocabulary=wishes.vocabulary))
    return Reading(document, [fold(block.text) for block in document.blocks])


def _read(witness: Witness, wishes: Wishes) -> Document:
    path = originals.path_of(witness.original_id)
    if not path.is_file():
        raise Refused("找不到这份文件的原件：请重新上传。")
    file = File(ROW.sub("", witness.names[0]), path.read_bytes())
    found = documents(file, format_of(file.raw, file.name))
    extracted = next((each for each in found if each.row in (None, witness.number)), None)
    if extracted is None:
        raise Refused("原件里找不到第 {row} 行：请重新上传。", row=witness.number)
    return read(extracted, wishes)


def _refuse_the_texts_own(witness: Witness) -> None:
    if witness.relation != Relation.NEAR:
        raise Refused("这份文件的文字就是 {key} 的文字：只有文字不同的来源才能改归。", key=witness.report.key)


def _refuse_known(folded: list[str]) -> None:
    if other := Report.objects.filter(text_hash=text_hash(folded)).first():
        raise Refused("文库里的 {key} 已有同样的文字：不能再成为一份报告。", key=other.key)


def _refuse_given(report: Report) -> None:
    if report.status != Report.Status.DRAFT or report.tokens.filter(given_on__isnull=False).exists():
        raise Refused("{key} 已经公布过，它的地址要长久有效：请把它并入另一份报告。", key=report.key)
