"""Files handed in at /staff/, with a script and without."""
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from archive.intake.worker import Worker
from archive.models import Event, Original, Report, Upload, UploadItem
from tests.factories import make_report
from tests.views.test_staff_access import sign_in

pytestmark = pytest.mark.django_db

BODY = "过去一年，我们坚持稳中求进工作总基调，全市生产总值增长百分之六，城镇新增就业八万人，粮食产量保持稳定。"
SCRIPT = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def data(settings, tmp_path: Path) -> None:
    settings.ORIGINALS = tmp_path


@pytest.fixture
def editor(client: Client) -> Client:
    sign_in(client, "editor", "editor")
    return client


def file(title: str, name: str = "") -> SimpleUploadedFile:
    text = f"{title}\n各位代表：\n{title}，{BODY}\n一、2022年工作回顾\n{BODY}\n二、2023年工作安排\n{BODY}\n"
    return SimpleUploadedFile(name or f"{title}.txt", text.encode())


def hand_in(client: Client, *files: SimpleUploadedFile, **wishes: str) -> Upload:
    answer = client.post("/staff/uploads/", {"files": list(files), **wishes})
    assert answer.status_code == 302, answer.content.decode()
    return Upload.objects.latest("pk")


def taken_in(client: Client, *titles: str, **wishes: str) -> Upload:
    """An upload of a report of each title, wholly taken in."""
    upload = hand_in(client, *(file(title) for title in titles), **wishes)
    Worker().drain()
    return upload


SURE = {"sure": "yes"}
LANZHOU, XINING = "兰州市2023年政府工作报告", "西宁市2023年政府工作报告"


def lines(upload: Upload) -> list[UploadItem]:
    return list(upload.items.select_related("report"))


def sent(upload: Upload, act: str, *chosen: UploadItem, **changes: str) -> dict:
    """What the table's form sends, with fields of the first line changed."""
    answers: dict[str, object] = {"act": act, "chosen": [item.pk for item in chosen]}
    for item in lines(upload):
        report = item.report
        answers |= {f"item-{item.pk}-{name}": value for name, value in {
            "title": report.title, "place": report.place_id, "year": report.year, "kind": report.kind,
            "delivered_on": report.delivered_on or "", "speaker": report.speaker}.items()}
    return answers | {f"item-{lines(upload)[0].pk}-{name}": value for name, value in changes.items()}


def said(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_files_come_in_together_without_a_script(editor: Client) -> None:
    upload = hand_in(editor, file(LANZHOU), file(XINING))
    assert upload.is_closed
    assert [item.name for item in lines(upload)] == [f"{LANZHOU}.txt", f"{XINING}.txt"]
    assert "已处理 0 份" in said(editor, f"/staff/uploads/{upload.pk}/")


def test_a_hundred_and_more_come_in_together(editor: Client) -> None:
    upload = hand_in(editor, *(SimpleUploadedFile(f"{i}.txt", f"第{i}份".encode()) for i in range(120)))
    assert len(lines(upload)) == 120


def test_a_giant_is_refused_in_words(editor: Client, settings) -> None:
    settings.EXTRACTION_LIMITS = replace(settings.EXTRACTION_LIMITS, unpacked=1_000)
    upload = hand_in(editor, file(LANZHOU), SimpleUploadedFile("大.txt", b"a" * 5_000))
    assert [(item.name, item.status, item.original) for item in lines(upload)][1:] == [("大.txt", "refused", None)]
    assert "超过上限" in said(editor, f"/staff/uploads/{upload.pk}/")
    assert not Original.objects.filter(size__gt=1_000).exists()


def test_a_file_refused_at_the_door_stays_in_sight(editor: Client) -> None:
    upload = hand_in(editor, SimpleUploadedFile("空.txt", b""), file(LANZHOU))
    Worker().drain()
    for _ in range(2):
        page = said(editor, f"/staff/uploads/{upload.pk}/")
        assert "空.txt" in page
        assert "文件是空的" in page
        assert "2 份文件，已处理 2 份，其中收入 1、拒收 1" in page


def test_a_file_sent_to_an_upload_that_was_undone_is_refused_in_words(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU)
    editor.post(f"/staff/uploads/{upload.pk}/undo/", {"reason": "传错了"})
    answer = editor.post(f"/staff/uploads/{upload.pk}/files/", {"files": [file(XINING)]}, follow=True)
    assert "这次上传已经撤销" in answer.content.decode()
    assert [item.name for item in lines(upload)] == [f"{LANZHOU}.txt"]


def test_a_script_sends_them_one_by_one(editor: Client) -> None:
    begun = editor.post("/staff/uploads/", {"place": "620100 兰州市", "year": "2023"}, headers=SCRIPT)
    assert begun.status_code == 201
    there = begun.json()
    for name in (LANZHOU, XINING):
        assert editor.post(there["files"], {"files": [file(name)], "name": f"卷一/{name}.txt"}, headers=SCRIPT).status_code == 201
    assert not Upload.objects.get().is_closed
    assert editor.post(there["close"], headers=SCRIPT).status_code == 200
    upload = Upload.objects.get()
    assert (upload.is_closed, upload.wishes) == (True, {"place": "620100", "year": 2023})
    assert [item.name for item in lines(upload)] == [f"卷一/{LANZHOU}.txt", f"卷一/{XINING}.txt"]


def test_the_same_file_sent_twice_is_one(editor: Client) -> None:
    there = editor.post("/staff/uploads/", headers=SCRIPT).json()
    for _ in range(2):
        editor.post(there["files"], {"files": [file(LANZHOU)]}, headers=SCRIPT)
    assert UploadItem.objects.count() == 1


def test_a_file_that_cannot_be_taken_is_refused_in_words_and_the_next_goes_on(editor: Client) -> None:
    there = editor.post("/staff/uploads/", headers=SCRIPT).json()
    refused = editor.post(there["files"], {"files": [SimpleUploadedFile("空.txt", b"")]}, headers=SCRIPT)
    assert refused.status_code == 400
    assert "空的" in refused.json()["error"]
    assert UploadItem.objects.get().status == "refused"
    assert editor.post(there["files"], {"files": [file(XINING)]}, headers=SCRIPT).status_code == 201


@pytest.mark.parametrize(("wishes", "sentence"), [
    ({"place": "某某"}, "没有叫“某某”的地区"),
    ({"place": "西安区"}, "不止一个"),
    ({"year": "12"}, "1900"),
    ({"revises": "620100/1901/nothing"}, "无从修订"),
])
def test_a_wish_that_is_none_is_refused_before_any_file_is_taken(editor: Client, wishes: dict, sentence: str) -> None:
    answer = editor.post("/staff/uploads/", {"files": [file(LANZHOU)], **wishes})
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert sentence in editor.post("/staff/uploads/", wishes, headers=SCRIPT).json()["error"]
    assert not Upload.objects.exists()


def test_no_files_are_no_upload(editor: Client) -> None:
    answer = editor.post("/staff/uploads/", {})
    assert answer.status_code == 400
    assert "还没有选文件" in answer.content.decode()


def test_the_bar_is_told_how_far_it_is(editor: Client) -> None:
    upload = hand_in(editor, file(LANZHOU), file(XINING))
    address = f"/staff/uploads/{upload.pk}/progress/"
    assert editor.get(address).json()["percent"] == 0
    Worker().drain()
    told = editor.get(address).json()
    assert (told["total"], told["done"], told["percent"], told["is_finished"]) == (2, 2, 100, True)
    assert told["said"] == "2 份文件，已处理 2 份，其中收入 2"


def test_every_file_has_a_line_with_what_was_recognised(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU)
    page = said(editor, f"/staff/uploads/{upload.pk}/")
    for shown in (f"{LANZHOU}.txt", "收入", 'value="620100 兰州市"', 'value="2023"'):
        assert shown in page


def test_a_refused_file_says_why(editor: Client) -> None:
    upload = hand_in(editor, SimpleUploadedFile("短.txt", "太短".encode()))
    Worker().drain()
    page = said(editor, f"/staff/uploads/{upload.pk}/")
    assert "拒收" in page
    assert "汉字" in page


def test_lines_are_corrected_in_the_table(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU, XINING)
    editor.post(f"/staff/uploads/{upload.pk}/", sent(upload, "save", place="永登县", speaker="张三"))
    first, second = (item.report for item in lines(upload))
    assert (first.place_id, first.speaker, first.status) == ("620121", "张三", "draft")
    assert set(first.supplied) >= {"place", "speaker"}
    assert second.place_id == "630100"
    assert Event.objects.filter(action="corrected").count() == 1


def test_a_wrong_field_is_shown_again_and_nothing_is_saved_or_published(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU, XINING)
    answer = editor.post(f"/staff/uploads/{upload.pk}/", sent(upload, "publish", *lines(upload), place="某某", speaker="张三"))
    page = answer.content.decode()
    assert "没有叫“某某”的地区" in page
    assert 'value="张三"' in page
    assert len(re.findall(r"<input[^>]*name=\"item-\d+-place\"[^>]*autofocus", page)) == 1
    assert {item.report.status for item in lines(upload)} == {"draft"}
    assert lines(upload)[0].report.speaker == ""


def test_two_lines_cannot_be_given_one_address(editor: Client) -> None:
    make_report("甲", place="620100", year=2020, slug="work-report")
    upload = taken_in(editor, LANZHOU, XINING)
    changes = sent(upload, "save", place="620200", year="2021")
    changes |= {f"item-{lines(upload)[1].pk}-{name}": value for name, value in {"place": "620200", "year": "2021"}.items()}
    assert editor.post(f"/staff/uploads/{upload.pk}/", changes).status_code == 302
    slugs = [item.report.slug for item in lines(upload)]
    assert slugs[0] == "work-report"
    assert slugs[1].startswith("work-report-")


def test_chosen_lines_are_published(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU, XINING)
    editor.post(f"/staff/uploads/{upload.pk}/", sent(upload, "publish", lines(upload)[0]))
    assert [item.report.status for item in lines(upload)] == ["published", "draft"]
    assert Event.objects.get(action="published").who == "editor"


def test_chosen_lines_are_discarded(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU, XINING)
    editor.post(f"/staff/uploads/{upload.pk}/", sent(upload, "discard", lines(upload)[0]) | SURE)
    assert Report.objects.count() == 1
    assert "已丢弃" in said(editor, f"/staff/uploads/{upload.pk}/")


def test_discarding_chosen_lines_says_first_what_will_happen(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU, XINING)
    first, second = lines(upload)
    asked = editor.post(f"/staff/uploads/{upload.pk}/", sent(upload, "discard", first, speaker="张三")).content.decode()
    assert "删去草稿 1 份" in asked
    assert LANZHOU in asked
    assert XINING not in asked
    assert "更正了 1 份报告" in asked
    assert re.findall(r'name="chosen" value="(\d+)"', asked) == [str(first.pk)]
    assert Report.objects.count() == 2
    editor.post(f"/staff/uploads/{upload.pk}/", {"act": "discard", "chosen": [first.pk], **SURE})
    assert [item.state for item in lines(upload)] == ["discarded", "done"]
    assert lines(upload)[1].report == second.report


def test_discarding_says_first_what_stays(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU, XINING)
    editor.post(f"/staff/uploads/{upload.pk}/", sent(upload, "publish", lines(upload)[0]))
    asked = editor.post(f"/staff/uploads/{upload.pk}/", {"act": "discard", "chosen": [item.pk for item in lines(upload)]}).content.decode()
    assert f"《{LANZHOU}》已经公布，不能丢弃" in asked
    assert "删去草稿 1 份" in asked


def test_lines_of_a_later_page_are_discarded_there(editor: Client) -> None:
    upload = hand_in(editor, *(SimpleUploadedFile(f"{i:03}.txt", f"第{i}份".encode()) for i in range(50)), file(LANZHOU))
    Worker().drain()
    address, last = f"/staff/uploads/{upload.pk}/?page=2", lines(upload)[-1]
    asked = editor.post(address, {"act": "discard", "chosen": [last.pk]}).content.decode()
    assert f'action="{address}"' in asked
    editor.post(address, {"act": "discard", "chosen": [last.pk], **SURE})
    assert not Report.objects.exists()


@pytest.mark.parametrize("act", ["publish", "discard"])
def test_without_a_tick_one_is_told_where_to_tick(editor: Client, act: str) -> None:
    upload = taken_in(editor, LANZHOU)
    editor.post(f"/staff/uploads/{upload.pk}/", sent(upload, act))
    assert "还没有选中文件" in said(editor, f"/staff/uploads/{upload.pk}/")


def test_an_uploader_saves_but_does_not_publish(client: Client) -> None:
    sign_in(client, "uploader")
    upload = taken_in(client, LANZHOU)
    client.post(f"/staff/uploads/{upload.pk}/", sent(upload, "publish", *lines(upload), speaker="张三"))
    report = lines(upload)[0].report
    assert (report.status, report.speaker) == ("draft", "张三")
    assert "没有公布报告的权限" in said(client, f"/staff/uploads/{upload.pk}/")
    assert "公布所选" not in said(client, f"/staff/uploads/{upload.pk}/")


def test_handing_in_the_file_of_anothers_draft_gives_no_hold_on_it(client: Client) -> None:
    sign_in(client, "uploader", "甲")
    [theirs] = lines(taken_in(client, "甲"))
    sign_in(client, "uploader", "乙")
    upload = taken_in(client, "甲")
    [again] = lines(upload)
    assert again.report == theirs.report
    assert f"item-{again.pk}-title" not in client.get(f"/staff/uploads/{upload.pk}/").content.decode()
    for act in ("", "discard/", "edits/"):
        assert client.post(f"/staff/reports/{theirs.report_id}/{act}", {"title": "乙"}).status_code == 403
    theirs.report.refresh_from_db()
    assert "甲" in theirs.report.title


def test_a_draft_that_others_handed_in_too_is_discarded_by_an_editor_alone(client: Client) -> None:
    sign_in(client, "uploader", "甲")
    upload = taken_in(client, "甲")
    [item] = lines(upload)
    sign_in(client, "uploader", "乙")
    again = taken_in(client, "甲")
    sign_in(client, "uploader", "甲")
    client.post(f"/staff/reports/{item.report_id}/discard/")
    assert Report.objects.count() == 1
    sign_in(client, "editor", "丙")
    client.post(f"/staff/reports/{item.report_id}/discard/")
    assert not Report.objects.exists()
    assert {each.state for each in [*lines(upload), *lines(again)]} == {"discarded"}
    assert not Original.objects.exists()


def test_others_see_the_table_and_change_nothing(client: Client) -> None:
    sign_in(client, "uploader")
    upload = taken_in(client, LANZHOU)
    sign_in(client, "reader", "another")
    assert "<form method=\"post\" class=\"table-form\">" not in said(client, f"/staff/uploads/{upload.pk}/")
    assert client.post(f"/staff/uploads/{upload.pk}/", sent(upload, "save", speaker="张三")).status_code == 403


def test_undoing_says_first_what_will_happen(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU, XINING)
    editor.post(f"/staff/uploads/{upload.pk}/", sent(upload, "publish", lines(upload)[0]))
    page = said(editor, f"/staff/uploads/{upload.pk}/undo/")
    assert "删去草稿 1 份" in page
    assert "撤回已公布的报告 1 份" in page
    assert Report.objects.count() == 2


def test_undoing_takes_drafts_away_and_withdraws_what_is_public(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU, XINING)
    editor.post(f"/staff/uploads/{upload.pk}/", sent(upload, "publish", lines(upload)[0]))
    editor.post(f"/staff/uploads/{upload.pk}/undo/", {"reason": "传错了"})
    assert [(report.status, report.withdrawn_reason) for report in Report.objects.all()] == [("withdrawn", "传错了")]
    page = said(editor, f"/staff/uploads/{upload.pk}/")
    assert "已由 editor" in page
    assert editor.get(f"/staff/uploads/{upload.pk}/undo/").status_code == 302


def test_nothing_is_undone_without_a_reason(editor: Client) -> None:
    upload = taken_in(editor, LANZHOU)
    assert editor.post(f"/staff/uploads/{upload.pk}/undo/", {"reason": " "}).status_code == 200
    assert Report.objects.count() == 1


def test_an_uploader_undoes_no_upload_that_holds_something_public(client: Client) -> None:
    sign_in(client, "uploader")
    upload = taken_in(client, LANZHOU)
    assert client.get(f"/staff/uploads/{upload.pk}/undo/").status_code == 200
    Report.objects.update(status="published")
    assert client.post(f"/staff/uploads/{upload.pk}/undo/", {"reason": "传错了"}).status_code == 403


def test_the_first_page_shows_uploads_drafts_and_what_was_done(editor: Client) -> None:
    taken_in(editor, LANZHOU)
    page = said(editor, "/staff/")
    for shown in (f"第 {Upload.objects.get().pk} 次上传", LANZHOU, "100 %", "editor"):
        assert shown in page


def test_the_first_page_tells_of_an_upload_once_and_the_record_of_every_file(editor: Client) -> None:
    taken_in(editor, LANZHOU, XINING)
    assert said(editor, "/staff/").count('<span class="what">上传</span>') == 1
    record = said(editor, "/staff/events/")
    assert f"{LANZHOU}.txt · 收入" in record
    assert f"{XINING}.txt · 收入" in record


@pytest.mark.parametrize(("query", "is_there"), [("q=兰州", True), ("q=西宁", False), ("kind=work_report", True), ("kind=policy", False),
                                                 ("q=%00", False), ("kind=nonsense", False), ("page=999", True), ("page=x", True)])
def test_drafts_are_narrowed_by_words_and_kind(editor: Client, query: str, is_there: bool) -> None:
    make_report("甲", status="draft", title="兰州的报告")
    assert ("兰州的报告" in said(editor, f"/staff/?{query}")) is is_there


def test_a_long_upload_has_pages(editor: Client) -> None:
    upload = Upload.objects.create()
    UploadItem.objects.bulk_create(UploadItem(upload=upload, position=i, name=f"第{i}份.txt") for i in range(1, 102))
    assert "第1份" in said(editor, f"/staff/uploads/{upload.pk}/")
    assert "第101份" in said(editor, f"/staff/uploads/{upload.pk}/?page=3")


@pytest.mark.parametrize(("typed", "first"), [("6201", "620100 兰州市"), ("兰州", "620100 兰州市"), ("lan zhou", "620100 兰州市")])
def test_places_are_offered_as_one_types(editor: Client, typed: str, first: str) -> None:
    assert editor.get("/staff/places/", {"q": typed}).json()["places"][0]["value"] == first


@pytest.mark.parametrize("typed", ["", "\0", "没有的地方"])
def test_no_place_is_offered_for_what_is_none(editor: Client, typed: str) -> None:
    assert editor.get("/staff/places/", {"q": typed}).json()["places"] == []


def test_an_upload_that_is_not_there_is_a_404(editor: Client) -> None:
    for address in ("/staff/uploads/999/", "/staff/uploads/999/progress/", "/staff/uploads/999/undo/", "/staff/reports/999/"):
        assert editor.get(address).status_code == 404, address
