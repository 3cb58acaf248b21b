"""What a file was taken for is changed: witness, report of its own, new text."""
import re
from pathlib import Path

import pytest
from django.test import Client

from archive.holdings import originals
from archive.intake.worker import Worker
from archive.models import Report, Witness
from tests.views.test_staff_access import sign_in
from tests.views.test_staff_uploads import BODY, SimpleUploadedFile, hand_in

pytestmark = pytest.mark.django_db

LINES = [f"{i}、{BODY.replace('八万', f'{i}万')}" for i in range(2, 30)]
FULL = "\n".join(["兰州市2023年政府工作报告", "各位代表：", "一、2022年工作回顾", *LINES[:14], "二、2023年工作安排", *LINES[14:]])
NEAR = FULL.replace("粮食产量保持稳定", "粮食产量稳中有升", 1)


@pytest.fixture(autouse=True)
def data(settings, tmp_path: Path) -> None:
    settings.ORIGINALS = tmp_path


@pytest.fixture
def editor(client: Client) -> Client:
    sign_in(client, "editor", "editor")
    return client


def taken(client: Client, **texts: str) -> None:
    hand_in(client, *(SimpleUploadedFile(f"{name}.txt", text.encode()) for name, text in texts.items()))
    Worker().drain()


@pytest.fixture
def witness(editor: Client) -> Witness:
    """A near copy of a published report."""
    taken(editor, 甲=FULL)
    editor.post(f"/staff/reports/{Report.objects.get().pk}/publish/")
    taken(editor, 乙=NEAR)
    return Witness.objects.get(relation="near")


def turn(client: Client, witness: Witness, act: str, **answers: str) -> str:
    """What is said on the page one is led to."""
    address = f"/staff/reports/{witness.report_id}/witnesses/{witness.original_id}/"
    return client.post(address, {"act": act, **answers}, follow=True).content.decode()


def test_a_near_copy_is_listed_with_the_way_to_the_comparison(editor: Client, witness: Witness) -> None:
    shown = editor.get(f"/staff/reports/{witness.report_id}/").content.decode()
    assert f"/reports/{witness.report.key}/witnesses/{witness.original_id}/" in shown


def test_a_near_copy_becomes_a_draft(editor: Client, witness: Witness) -> None:
    assert "现在是一份草稿" in turn(editor, witness, "report")
    assert sorted(Report.objects.values_list("status", flat=True)) == ["draft", "published"]


def test_its_text_becomes_the_reports(editor: Client, witness: Witness) -> None:
    assert "正文现在取自" in turn(editor, witness, "text", reason="来源更可靠")
    report = Report.objects.get()
    assert report.revision == 2
    assert report.paragraphs.filter(text__contains="稳中有升").exists()


def test_a_published_text_changes_only_with_a_reason(editor: Client, witness: Witness) -> None:
    assert "请写明" in turn(editor, witness, "text", reason=" ")
    assert Report.objects.get().revision == 1


def test_the_file_a_text_was_read_from_is_not_turned(editor: Client, witness: Witness) -> None:
    own = witness.report.witnesses.get(relation="same")
    assert editor.post(f"/staff/reports/{own.report_id}/witnesses/{own.original_id}/", {"act": "report"}).status_code == 404


def test_one_who_may_not_correct_the_report_turns_nothing(client: Client, witness: Witness) -> None:
    sign_in(client, "uploader", "another")
    assert client.post(f"/staff/reports/{witness.report_id}/witnesses/{witness.original_id}/", {"act": "report"}).status_code == 403


def draft_of(client: Client, witness: Witness) -> Report:
    turn(client, witness, "report")
    return Report.objects.get(status="draft")


def test_a_draft_becomes_a_further_source(editor: Client, witness: Witness) -> None:
    draft, report = draft_of(editor, witness), Report.objects.get(status="published")
    editor.post(f"/staff/reports/{draft.pk}/belong/", {"act": "witness", "of": report.key})
    assert Report.objects.get() == report
    assert report.witnesses.filter(relation="near").count() == 1
    assert originals.path_of(witness.original_id).is_file()


def test_a_draft_becomes_a_revision(editor: Client, witness: Witness) -> None:
    draft, report = draft_of(editor, witness), Report.objects.get(status="published")
    editor.post(f"/staff/reports/{draft.pk}/belong/", {"act": "text", "of": f"/reports/{report.key}/", "reason": "更正本"})
    report.refresh_from_db()
    assert (Report.objects.count(), report.revision) == (1, 2)


def test_what_cannot_become_a_revision_stays_a_draft(editor: Client, witness: Witness) -> None:
    draft, report = draft_of(editor, witness), Report.objects.get(status="published")
    answer = editor.post(f"/staff/reports/{draft.pk}/belong/", {"act": "text", "of": report.key}, follow=True)
    assert "请写明" in answer.content.decode()
    assert Report.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("of", ["", "nowhere", "620100/1999/nothing"])
def test_a_draft_belongs_only_to_a_report_that_is_there(editor: Client, witness: Witness, of: str) -> None:
    draft = draft_of(editor, witness)
    answer = editor.post(f"/staff/reports/{draft.pk}/belong/", {"act": "witness", "of": of}, follow=True)
    assert 'class="error"' in answer.content.decode()
    assert Report.objects.filter(pk=draft.pk).exists()


def test_a_file_that_waits_is_shown_by_who_may_publish(editor: Client, witness: Witness) -> None:
    Witness.objects.filter(pk=witness.pk).update(is_shown=False)
    assert "读者还看不到" in editor.get(f"/staff/reports/{witness.report_id}/").content.decode()
    assert "读者现在可以看到" in turn(editor, witness, "show")
    assert Witness.objects.get(pk=witness.pk).is_shown


def test_who_may_not_publish_shows_nothing(editor: Client, witness: Witness) -> None:
    Witness.objects.filter(pk=witness.pk).update(is_shown=False)
    sign_in(editor, "uploader", "somebody")
    turn(editor, witness, "show")
    assert not Witness.objects.get(pk=witness.pk).is_shown


def test_a_draft_of_another_place_is_not_put_with_a_report(editor: Client, witness: Witness) -> None:
    taken(editor, 丙=FULL.replace("兰州", "定西").replace("粮食", "玉米"))
    draft = Report.objects.get(status="draft")
    answer = editor.post(f"/staff/reports/{draft.pk}/belong/", {"of": witness.report.key, "reason": "同一份", "act": "text"}, follow=True)
    assert "地区或年份不同" in answer.content.decode()
    assert Report.objects.filter(pk=draft.pk).exists()


def test_undoing_says_before_and_after_that_a_revision_stays(editor: Client, witness: Witness) -> None:
    turn(editor, witness, "text", reason="来源更可靠")
    address = f"/staff/uploads/{witness.upload_items.get().upload_id}/"
    asked = editor.get(f"{address}undo/").content.decode()
    done = editor.post(f"{address}undo/", {"reason": "传错了"}, follow=True).content.decode()
    for page in (asked, done):
        assert "已由“乙.txt”修订成新版" in page
        assert "取回文件" not in page
    assert "没有留下什么" not in asked
    assert "没有要撤的" in done
    assert "丢弃" not in editor.get("/staff/events/").content.decode()


def changes(client: Client) -> list[str]:
    return re.findall(r'<span class="tag">(.*?)</span>', client.get("/releases/").content.decode())


def test_a_text_taken_from_a_near_copy_is_told_as_a_revision(editor: Client, witness: Witness) -> None:
    turn(editor, witness, "text", reason="来源更可靠")
    assert changes(editor) == ["修订", "新收"]
    log = editor.get("/staff/events/").content.decode()
    assert '<span class="what">修订</span>' in log
    assert "改归" not in log


def test_a_draft_that_becomes_a_source_is_told_to_readers_as_one(editor: Client, witness: Witness) -> None:
    draft, report = draft_of(editor, witness), Report.objects.get(status="published")
    editor.post(f"/staff/reports/{draft.pk}/belong/", {"act": "witness", "of": report.key})
    assert changes(editor) == ["新来源", "新收"]
    assert draft.key not in editor.get("/releases/").content.decode(), "it never was an address"
    assert '<span class="what">改归</span>' in editor.get("/staff/events/").content.decode()


def test_an_upload_is_linked_once_beside_a_report(editor: Client) -> None:
    taken(editor, 甲=FULL, 乙=NEAR)
    facts = re.search(r'<p class="facts">.*?</p>', editor.get(f"/staff/reports/{Report.objects.get().pk}/").content.decode())[0]
    assert facts.count("次上传") == 1


def test_a_file_that_readers_do_not_see_is_not_called_published(editor: Client, witness: Witness) -> None:
    address = f"/staff/uploads/{witness.upload_items.get().upload_id}/"
    assert "已公布" in editor.get(address).content.decode()
    Witness.objects.filter(pk=witness.pk).update(is_shown=False)
    page = editor.get(address).content.decode()
    assert "已公布" not in page
    assert "读者还看不到" in page
