"""What staff hand in: files kept, turned into drafts, published, discarded, undone."""
import random

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.editing.turning import made_text
from archive.extraction.document import Limits
from archive.holdings import originals
from archive.holdings.publication import publish
from archive.intake import uploads
from archive.intake.ingest import ingest
from archive.intake.uploads import (
    EMPTY,
    add,
    begin,
    close,
    discard_items,
    keep_refused,
    progress,
    publish_items,
    undo,
)
from archive.intake.worker import Worker
from archive.models import Event, Original, Report, Upload, UploadItem, Witness
from archive.sentences import said, shown
from archive.text.errors import Refused
from tests.extraction.files import zip_file

pytestmark = pytest.mark.django_db

WORDS = ["城乡", "经济", "群众", "生活", "工程", "道路", "桥梁", "学校", "医院", "农田", "水利", "绿化", "改造", "新建", "完成", "推进", "覆盖", "提升", "落实", "启动", "投资", "就业", "培训", "社区", "养老", "供水", "电网", "仓储", "物流", "旅游"]
DRAFT, PUBLISHED, WITHDRAWN = Report.Status.DRAFT, Report.Status.PUBLISHED, Report.Status.WITHDRAWN


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings) -> None:
    settings.ORIGINALS = tmp_path


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("李编辑")


def text_of(number: int) -> bytes:
    """A notice unlike that of any other number: what two share would make them copies of each other."""
    dice = random.Random(number)  # noqa: S311 (no secret)
    lines = ["".join(dice.choices(WORDS, k=12)) + "，" + "".join(dice.choices(WORDS, k=9)) + "。" for _ in range(4)]
    return "\n".join([f"第{number}号通报", *lines]).encode()


def handed_in(by: User | None, *files: tuple[str, bytes]) -> Upload:
    """An upload of these files, all taken in."""
    upload = begin(by)
    for name, raw in files:
        add(upload, name, raw)
    close(upload)
    Worker().drain()
    return upload


def notes_of(answer: uploads.Answer | uploads.Undone) -> str:
    return "\n".join(said(note) for note in answer.notes)


# Handing in

def test_each_file_becomes_a_draft(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)), ("乙.txt", text_of(2)))
    assert [(item.name, item.status, item.report.status) for item in upload.items.all()] == [
        ("甲.txt", "imported", "draft"), ("乙.txt", "imported", "draft")]


def test_the_bytes_are_kept_before_anything_reads_them(editor):
    item = add(begin(editor), "甲.txt", b"\x00\x01 no text at all")
    assert originals.path_of(item.original_id).read_bytes() == b"\x00\x01 no text at all"
    assert item.state == "waiting"


def test_the_same_file_sent_again_is_the_item_that_is_there(editor):
    upload = begin(editor)
    assert add(upload, "甲.txt", text_of(1)) == add(upload, "甲.txt", text_of(1))
    assert add(upload, "乙.txt", text_of(1)).position == 2


def test_what_is_wished_of_all_files_holds_for_each(editor):
    upload = begin(editor, {"place": "990100", "year": 2019, "revises": ""})
    item = add(upload, "甲.txt", text_of(1))
    Worker().drain()
    item.refresh_from_db()
    assert (item.report.place_id, item.report.year) == ("990100", 2019)


def test_who_handed_in_what_is_remembered(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    events = list(Event.objects.filter(upload=upload, action="uploaded").order_by("pk").values_list("who", "key", "detail"))
    assert events == [("李编辑", "", {"files": 1}),
                      ("李编辑", Report.objects.get().key, {"file": "甲.txt", "status": "imported"})]


def test_closing_twice_is_remembered_once(editor):
    upload = begin(editor)
    close(upload)
    close(Upload.objects.get(pk=upload.pk))
    assert Event.objects.filter(upload=upload).count() == 1


@pytest.mark.parametrize(("wishes", "sentence"), [
    ({"place": "123456"}, "123456"), ({"year": 17}, "17"), ({"year": "两千年"}, "两千年"),
    ({"revises": "620100/2017/none"}, "620100/2017/none"), ({"revises": "x"}, "x"), ({"revises": "1/²/x"}, "1/²/x")])
def test_a_wish_that_cannot_be_met_is_refused_at_once(wishes, sentence):
    with pytest.raises(Refused, match=sentence):
        begin(None, wishes)
    assert not Upload.objects.exists()


def test_a_file_beyond_the_limit_is_refused_and_not_kept(settings, editor):
    settings.EXTRACTION_LIMITS = Limits(unpacked=1 << 20)
    with pytest.raises(Refused, match="上限 1 MB"):
        add(begin(editor), "大.txt", bytes((1 << 20) + 1))
    assert not Original.objects.exists()


def test_an_empty_file_is_refused(editor):
    with pytest.raises(Refused, match="空"):
        add(begin(editor), "空.txt", b"")


def test_a_file_that_was_refused_is_a_line_of_its_upload_once(editor):
    upload = begin(editor)
    assert keep_refused(upload, "空.txt", EMPTY)
    assert keep_refused(upload, "空.txt", EMPTY), "a script sends again what may not have arrived"
    add(upload, "甲.txt", text_of(1))
    close(upload)
    assert [(item.position, item.name, item.state) for item in upload.items.all()] == [(1, "空.txt", "done"), (2, "甲.txt", "waiting")]
    assert "空的" in shown(upload.items.first().error)
    assert Event.objects.get(action="uploaded").detail == {"files": 2}


def test_a_refused_file_does_not_stand_in_for_the_text_that_revises(editor):
    report = ingest(text_of(1), "早.txt")[0].report
    upload = begin(editor, {"revises": report.key})
    keep_refused(upload, "空.txt", EMPTY)
    assert add(upload, "甲.txt", text_of(2)).state == "waiting"


def test_an_upload_that_was_undone_keeps_no_refused_file(editor):
    upload = begin(editor)
    undo(upload, editor, "传错了")
    assert not keep_refused(upload, "空.txt", EMPTY)
    assert not upload.items.exists()


def test_an_upload_that_was_undone_takes_no_more_files(editor):
    upload = begin(editor)
    undo(upload, editor, "传错了")
    with pytest.raises(Refused, match="撤销"):
        add(upload, "甲.txt", text_of(1))


def test_a_name_that_no_database_holds_is_mended(editor):
    assert add(begin(editor), "报\udcff告\x00" + "长" * 500, text_of(1)).name == "长" * 400


# How far it is

def test_the_bar_goes_from_nothing_to_the_end(editor):
    upload = begin(editor)
    assert progress(upload).percent == 0
    for number in range(3):
        add(upload, f"{number}.txt", text_of(number))
    assert (progress(upload).total, progress(upload).done, progress(upload).is_finished) == (3, 0, False)
    Worker().step()
    assert (progress(upload).percent, progress(upload).states) == (33, {"done": 1, "waiting": 2})
    Worker().drain()
    assert progress(upload).percent == 100
    assert not progress(upload).is_finished, "more files may come"
    close(upload)
    assert progress(upload).is_finished
    assert progress(upload).results == {"imported": 3}


def test_the_total_grows_with_a_zip(editor):
    upload = begin(editor)
    add(upload, "包.zip", zip_file({f"{number}.txt": text_of(number) for number in range(4)}))
    assert progress(upload).total == 1
    Worker().drain()
    assert progress(upload).total == 4


# Publishing

def test_drafts_are_published_by_name(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)), ("乙.txt", text_of(2)))
    first = upload.items.first()
    assert publish_items([first], editor).count == 1
    assert sorted(Report.objects.values_list("status", flat=True)) == ["draft", "published"]
    assert Event.objects.get(action="published").who == "李编辑"


def test_publishing_twice_publishes_once(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    assert [publish_items(upload.items.all(), editor).count for _ in range(2)] == [1, 0]
    assert Event.objects.filter(action="published").count() == 1


def test_refused_files_are_passed_over_when_publishing(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)), ("坏.txt", b"\x00\xff" * 300))
    assert publish_items(upload.items.all(), editor).count == 1


# Discarding

def test_a_discarded_draft_is_gone_with_its_file(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    path = originals.path_of(Original.objects.get().pk)
    assert discard_items(upload.items.all(), editor).count == 1
    assert not Report.objects.exists()
    assert not Original.objects.exists()
    assert path.exists(), "the bytes go with the commit, not before"
    assert upload.items.get().state == "discarded"
    assert Event.objects.get(action="discarded").detail == {"file": "甲.txt"}


def test_the_bytes_go_once_that_is_certain(editor, django_capture_on_commit_callbacks):
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    path = originals.path_of(Original.objects.get().pk)
    with django_capture_on_commit_callbacks(execute=True):
        discard_items(upload.items.all(), editor)
    assert not path.exists()


def test_bytes_that_come_again_in_the_same_moment_stay(editor, django_capture_on_commit_callbacks):
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    with django_capture_on_commit_callbacks(execute=True):
        discard_items(upload.items.all(), editor)
        again = add(begin(editor), "甲.txt", text_of(1))
    assert originals.path_of(again.original_id).exists()


def test_discarding_twice_discards_once(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    items = list(upload.items.all())
    assert [discard_items(items, editor).count for _ in range(2)] == [1, 0]


def test_a_file_that_waits_is_not_read_any_more(editor):
    upload = begin(editor)
    add(upload, "甲.txt", text_of(1))
    discard_items(upload.items.all(), editor)
    Worker().drain()
    assert not Report.objects.exists()
    assert progress(upload).percent == 100


def test_a_refused_file_can_be_discarded(editor):
    upload = handed_in(editor, ("坏.txt", b"\x00\xff" * 300))
    assert Original.objects.exists(), "kept for looking at"
    discard_items(upload.items.all(), editor)
    assert not Original.objects.exists()


def test_what_is_public_is_not_discarded(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    publish_items(upload.items.all(), editor)
    answer = discard_items(upload.items.all(), editor)
    assert answer.count == 0
    assert "已经公布" in notes_of(answer)
    assert upload.items.get().state == "done"


def test_a_draft_that_another_upload_brought_too_stays(editor):
    ours, theirs = handed_in(editor, ("甲.txt", text_of(1))), handed_in(None, ("另.txt", text_of(1)))
    answer = discard_items(ours.items.all(), editor)
    assert "没有丢弃" in notes_of(answer)
    assert Witness.objects.get().names == ["甲.txt", "另.txt"]
    discard_items(theirs.items.all(), editor)
    assert Witness.objects.get().names == ["甲.txt"]
    assert discard_items(ours.items.all(), editor).count == 1
    assert not Report.objects.exists()


def test_a_draft_goes_with_its_copies_of_the_same_upload(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)), ("另.txt", text_of(1) + b"\n"), ("又.txt", text_of(1)))
    assert discard_items(upload.items.all(), editor).count == 3
    assert not Report.objects.exists()
    assert not Original.objects.exists()


def test_a_name_that_was_there_before_is_not_taken_back(editor):
    ingest(text_of(1), "甲.txt")
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    discard_items(upload.items.all(), editor)
    assert Witness.objects.get().names == ["甲.txt"]


def test_drafts_go_together_and_not_one_by_one(editor):
    few, many = (handed_in(editor, *((f"{n}.txt", text_of(n)) for n in numbers)) for numbers in (range(1, 3), range(3, 9)))
    asked = []
    for upload in (few, many):
        with CaptureQueriesContext(connection) as queries:
            discard_items(upload.items.all(), editor)
        asked.append(len(queries))
    assert (asked[1] - asked[0]) / 4 <= 4, "who else has it, and what is remembered of it, is asked of each"


def test_more_files_go_at_once_than_a_server_has_locks():
    originals.drop_unused([originals.sha256(str(number).encode()) for number in range(20_000)])


# Undoing

def test_undoing_removes_drafts_and_takes_names_and_files_back(editor):
    ingest(text_of(1), "早.txt")
    upload = handed_in(editor, ("又名.txt", text_of(1)), ("另存.txt", text_of(1) + b"\n\n"), ("新.txt", text_of(2)), ("坏.txt", b"\x00\xff" * 300))
    assert [item.status for item in upload.items.all()] == ["duplicate", "duplicate", "imported", "refused"]
    undone = undo(upload, editor, "传错了")
    assert (undone.drafts, undone.witnesses, undone.withdrawn, undone.notes) == (1, 2, 0, [])
    assert Witness.objects.get().names == ["早.txt"]
    assert Original.objects.get().sha256 == originals.sha256(text_of(1))
    assert set(upload.items.values_list("state", flat=True)) == {"discarded"}


def test_undoing_withdraws_with_the_reason_what_was_published_meanwhile(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)), ("乙.txt", text_of(2)))
    publish_items([upload.items.first()], editor)
    undone = undo(upload, editor, " 来源有误 ")
    assert (undone.drafts, undone.withdrawn) == (1, 1)
    report = Report.objects.get()
    assert (report.status, report.withdrawn_reason, report.withdrawn_by) == (WITHDRAWN, "来源有误", editor)
    assert Original.objects.exists(), "what was public keeps its file"


def test_a_report_that_was_there_stays_public_when_its_copy_is_undone(editor):
    [outcome] = ingest(text_of(1), "早.txt")
    publish(outcome.report)
    upload = handed_in(editor, ("又名.txt", text_of(1)))
    undo(upload, editor, "传错了")
    outcome.report.refresh_from_db()
    assert outcome.report.status == PUBLISHED


def test_a_revision_is_named_as_not_undone(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    UploadItem.objects.update(status="revision", added="")
    undone = undo(upload, editor, "传错了")
    assert "“甲.txt”修订" in notes_of(undone)
    assert Report.objects.exists()


@pytest.fixture
def revised(editor) -> Upload:
    """The upload of a near copy that has become the public text."""
    text = "\n".join(["永登县2019年政府工作报告", "各位代表：", *(text_of(number).decode() for number in range(12))])
    [outcome] = ingest(text.encode(), "早.txt")
    publish(outcome.report)
    upload = handed_in(editor, ("新.txt", text.replace("第7号通报", "第7号通知").encode()))
    made_text(Witness.objects.get(relation="near"), editor, "来源更可靠")
    return upload


def test_a_file_that_has_become_the_text_is_named_as_not_undone(editor, revised):
    undone = undo(revised, editor, "传错了")
    assert (undone.drafts, undone.witnesses, undone.withdrawn) == (0, 0, 0)
    assert "“新.txt”修订" in notes_of(undone)
    assert Witness.objects.get(relation="same").names == ["新.txt"]
    assert revised.items.get().state == "done"
    assert not Event.objects.filter(action="discarded").exists()


def test_a_file_that_an_earlier_version_was_read_from_is_not_taken_back(editor, revised):
    made_text(Witness.objects.get(relation="near"), editor, "还是早先的可靠")
    assert "“新.txt”修订" in notes_of(undo(revised, editor, "传错了"))
    assert Report.objects.get().revisions.get(number=2).witness.names == ["新.txt"]


def test_a_file_that_has_become_the_text_is_not_discarded(editor, revised):
    answer = discard_items(revised.items.all(), editor)
    assert answer.count == 0
    assert "“新.txt”修订" in notes_of(answer)


def test_undoing_twice_undoes_once(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    undo(upload, editor, "传错了")
    again = undo(upload, editor, "传错了")
    assert (again.drafts, again.witnesses, again.withdrawn) == (0, 0, 0)
    upload.refresh_from_db()
    assert upload.undone_by == editor
    assert Event.objects.filter(action="undid").count() == 1


def test_undoing_wants_a_reason(editor):
    upload = handed_in(editor, ("甲.txt", text_of(1)))
    with pytest.raises(Refused, match="原因"):
        undo(upload, editor, "  ")
    assert Report.objects.exists()


def test_undoing_and_handing_in_again_gives_the_same_report(editor):
    first = handed_in(editor, ("甲.txt", text_of(1)))
    tokens = list(Report.objects.get().paragraphs.values_list("token_id", flat=True))
    undo(first, editor, "再试一次")
    handed_in(editor, ("甲.txt", text_of(1)))
    assert list(Report.objects.get().paragraphs.values_list("token_id", flat=True)) == tokens


def test_a_refusal_can_be_shown(editor):
    upload = handed_in(editor, ("短.txt", "太短".encode()))
    assert "汉字" in shown(upload.items.get().error)
