"""Staff turn witnesses into reports and texts, and drafts into witnesses; what was given a token stays found."""
import pytest
from django.contrib.auth import get_user_model

from archive.editing.turning import made_text, turned_into_report, turned_into_witness
from archive.holdings import originals
from archive.holdings.publication import publish, withdraw
from archive.intake import uploads
from archive.intake.ingest import Status, Wishes, ingest
from archive.intake.worker import Worker
from archive.models import Event, FormerParagraph, Paragraph, Report, Token, UploadItem, Witness
from archive.text.errors import Refused
from tests.test_witnesses import COUNTY, KEY, as_scanned, take, with_numbers_of_its_own

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings) -> None:
    settings.ORIGINALS = tmp_path


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("编辑")


@pytest.fixture
def report() -> Report:
    return take(COUNTY).report


@pytest.fixture
def witness(report) -> Witness:
    take(as_scanned(), "扫描件.txt")
    return report.witnesses.get(relation=Witness.Relation.NEAR)


def last_event() -> Event:
    return Event.objects.order_by("-pk").first()


# A witness becomes a report

def test_a_witness_becomes_a_draft_of_its_own(report, witness, editor):
    own = turned_into_report(witness, editor)
    assert (own.status, own.place_id, own.year) == (Report.Status.DRAFT, "990121", 2020)
    assert own.key.startswith(f"{KEY}-")
    assert list(own.witnesses.values_list("relation", "text", "likeness")) == [("same", "", None)]
    assert [w.relation for w in report.witnesses.all()] == ["same"]
    assert not Token.objects.filter(report=own, given_on__isnull=False).exists()


def test_who_turned_it_is_kept(report, witness, editor):
    own = turned_into_report(witness, editor)
    event = last_event()
    assert (event.action, event.who, event.report, event.detail["from"]) == ("turned", "编辑", own, KEY)


def test_the_reports_text_stays_when_a_witness_leaves(report, witness, editor):
    before = list(report.paragraphs.values_list("token_id", "text"))
    turned_into_report(witness, editor)
    assert list(report.paragraphs.values_list("token_id", "text")) == before


def test_a_copy_of_the_text_cannot_be_a_report(report, editor):
    take(COUNTY.replace("，", ","), "另存.txt")
    with pytest.raises(Refused, match="就是"):
        turned_into_report(report.witnesses.get(relation=Witness.Relation.COPY), editor)


def test_the_file_that_a_version_came_from_cannot_leave(report, witness, editor):
    first = report.witnesses.get(relation=Witness.Relation.SAME)
    made_text(witness, editor, "扫描件更全")
    first.refresh_from_db()
    with pytest.raises(Refused, match="有一版"):
        turned_into_report(first, editor)


def test_a_lost_file_is_told_in_words(report, witness, editor):
    originals.path_of(witness.original_id).unlink()
    with pytest.raises(Refused, match="找不到"):
        turned_into_report(witness, editor)


def test_a_row_of_a_table_is_read_again(editor):
    report = take(COUNTY).report
    rows = "".join(f'{{"text": {text!r}}}\n'.replace("'", '"') for text in ["短" * 60, as_scanned()])
    outcomes = ingest(rows.encode(), "表.jsonl", Wishes())
    assert [outcome.status for outcome in outcomes] == [Status.IMPORTED, Status.WITNESS]
    witness = report.witnesses.get(relation=Witness.Relation.NEAR)
    assert witness.number == 2
    own = turned_into_report(witness, editor)
    assert "\n".join(own.paragraphs.values_list("text", flat=True)).startswith("政府工作报告")


# A witness's text becomes the report's

def test_the_text_of_a_witness_becomes_the_reports_and_every_token_still_leads_somewhere(report, witness, editor):
    given, text = set(report.tokens.values_list("value", flat=True)), witness.text
    made_text(witness, editor, "扫描件更全")
    report.refresh_from_db()
    assert report.revision == 2
    assert "\n".join(report.paragraphs.values_list("text", flat=True)) == text
    resolved = set(Paragraph.objects.values_list("token_id", flat=True)) | set(FormerParagraph.objects.values_list("token_id", flat=True))
    assert given <= resolved
    assert (last_event().action, last_event().detail["reason"]) == ("turned", "扫描件更全")


def test_the_file_that_had_the_text_keeps_it_to_be_compared(report, witness, editor):
    before = "\n".join(report.paragraphs.values_list("text", flat=True))
    made_text(witness, editor, "扫描件更全")
    assert sorted(report.witnesses.values_list("relation", "text")) == sorted([("near", before), ("same", "")])


def test_a_public_text_is_not_replaced_without_a_reason(report, witness, editor):
    with pytest.raises(Refused, match="原因"):
        made_text(witness, editor, " ")
    report.refresh_from_db()
    assert report.revision == 1


def test_a_withdrawn_reports_text_is_not_replaced(report, witness, editor):
    withdraw(report, editor, "误收")
    with pytest.raises(Refused, match="撤回"):
        made_text(witness, editor, "更全")


# A draft becomes a witness

def test_a_draft_becomes_a_witness_and_leaves_nothing_else(report, editor):
    draft = take(with_numbers_of_its_own(), "另一份.txt").report
    text = "\n".join(draft.paragraphs.values_list("text", flat=True))
    [witness] = turned_into_witness(draft, report, editor)
    assert (witness.report, witness.relation, witness.text, witness.names) == (report, "near", text, ["另一份.txt"])
    assert 0.5 < witness.likeness < 1
    assert Report.objects.get() == report
    assert not Token.objects.exclude(report=report).exists()
    assert originals.path_of(witness.original_id).is_file()
    assert (last_event().report, last_event().detail["title"]) == (report, draft.title)


def test_there_and_back_again(report, witness, editor):
    text = witness.text
    [again] = turned_into_witness(turned_into_report(witness, editor), report, editor)
    assert (again.pk, again.report, again.relation, again.text) == (witness.pk, report, "near", text)


def test_what_was_public_is_merged_instead(report, editor):
    other = take(with_numbers_of_its_own(), "另一份.txt").report
    publish(other)
    with pytest.raises(Refused, match="并入"):
        turned_into_witness(other, report, editor)
    assert Report.objects.count() == 2


def test_a_report_is_no_witness_of_itself(editor):
    draft = take(COUNTY, publish=False).report
    with pytest.raises(Refused, match="自己"):
        turned_into_witness(draft, draft, editor)


def test_a_sample_is_no_witness_of_a_real_report(report, editor):
    draft = take(with_numbers_of_its_own(), "另一份.txt", is_sample=True).report
    with pytest.raises(Refused, match="示例"):
        turned_into_witness(draft, report, editor)


# What was uploaded can still be taken back

def uploaded(user, text: str, name: str) -> UploadItem:
    upload = uploads.begin(user)
    item = uploads.add(upload, name, text.encode())
    uploads.close(upload)
    Worker().drain()
    item.refresh_from_db()
    return item


def test_an_upload_that_brought_a_witness_takes_back_the_report_it_became(report, editor):
    item = uploaded(editor, as_scanned(), "扫描件.txt")
    assert (item.status, item.added) == (Status.WITNESS, UploadItem.Added.WITNESS)
    own = turned_into_report(item.witness, editor)
    uploads.undo(item.upload, editor, "传错了")
    assert not Report.objects.filter(pk=own.pk).exists()
    assert Report.objects.get() == report


def test_an_upload_that_brought_a_draft_takes_back_the_witness_it_became(report, editor):
    item = uploaded(editor, with_numbers_of_its_own(), "另一份.txt")
    turned_into_witness(item.report, report, editor)
    uploads.undo(item.upload, editor, "传错了")
    assert [w.relation for w in report.witnesses.all()] == ["same"]
