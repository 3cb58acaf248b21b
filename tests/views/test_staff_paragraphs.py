"""One paragraph put right at /staff/reports/…/paragraphs/…/."""
import pytest
from django.test import Client

from archive.models import Edit, Event, Paragraph, Report
from tests.factories import make_report
from tests.views.test_staff_access import sign_in
from tests.views.test_staff_reports import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    sign_in(client, "editor", "editor")
    return client


@pytest.fixture
def report() -> Report:
    return make_draft("第一段文字", "第二段文字", "第三段文字")


def address(paragraph: Paragraph) -> str:
    return f"/staff/reports/{paragraph.report_id}/paragraphs/{paragraph.token_id}/"


def ask(client: Client, report: Report, at: int, act: str, **answers: object) -> str:
    """Presses a button of a paragraph's form; what is said if it was not done."""
    paragraph = report.paragraphs.get(position=at)
    name, value = ("undo", act) if act[0].isdecimal() else ("act", act)
    form = {"text": paragraph.text, "kind": paragraph.kind, "position": paragraph.position, "removal": "furniture", name: value}
    answer = client.post(address(paragraph), form | answers)
    return "" if answer.status_code == 302 else answer.content.decode()


def texts(report: Report) -> list[str]:
    return list(report.paragraphs.values_list("text", flat=True))


def test_each_paragraph_of_the_preview_leads_to_its_form(editor: Client, report: Report) -> None:
    shown = editor.get(f"/staff/reports/{report.pk}/").content.decode()
    for paragraph in report.paragraphs.all():
        assert address(paragraph) in shown
        assert paragraph.text in editor.get(address(paragraph)).content.decode()


def test_its_words_are_changed(editor: Client, report: Report) -> None:
    assert ask(editor, report, 2, "reword", text="第二段改过的文字") == ""
    assert texts(report) == ["第一段文字", "第二段改过的文字", "第三段文字"]
    assert Event.objects.get(action="corrected").who == "editor"


def test_its_kind_is_changed(editor: Client, report: Report) -> None:
    assert ask(editor, report, 1, "call", kind="title") == ""
    assert report.paragraphs.get(position=1).kind == "title"


def test_it_is_split_where_a_line_was_broken(editor: Client, report: Report) -> None:
    assert ask(editor, report, 2, "split", text="第二段\r\n文字") == ""
    assert texts(report) == ["第一段文字", "第二段", "文字", "第三段文字"]


@pytest.mark.parametrize("text", ["第二段文字", "第二\n段\n文字", "第二段\n改过的文字"])
def test_it_is_split_at_one_place_and_nothing_else_changes(editor: Client, report: Report, text: str) -> None:
    assert "只在拆开的地方按一次回车" in ask(editor, report, 2, "split", text=text)
    assert len(texts(report)) == 3


def test_it_is_joined_with_the_next(editor: Client, report: Report) -> None:
    assert ask(editor, report, 1, "join") == ""
    assert texts(report) == ["第一段文字第二段文字", "第三段文字"]


def test_the_last_has_no_next(editor: Client, report: Report) -> None:
    assert "没有可接的段落" in ask(editor, report, 3, "join")
    assert "接成一段" not in editor.get(address(report.paragraphs.get(position=3))).content.decode()


def test_it_is_moved(editor: Client, report: Report) -> None:
    assert ask(editor, report, 3, "move", position=1) == ""
    assert texts(report) == ["第三段文字", "第一段文字", "第二段文字"]


def test_it_is_moved_nowhere_else(editor: Client, report: Report) -> None:
    assert "共有 3 段" in ask(editor, report, 3, "move", position=9)


def test_it_is_taken_out_and_can_be_seen_and_brought_back(editor: Client, report: Report) -> None:
    assert ask(editor, report, 2, "drop", removal="copy") == ""
    assert texts(report) == ["第一段文字", "第三段文字"]
    edit = report.edits.get()
    shown = editor.get(f"/staff/reports/{report.pk}/").content.decode()
    assert "第二段文字" in shown
    assert f'value="{edit.start}-{edit.end}"' in shown
    editor.post(f"/staff/reports/{report.pk}/edits/", {"undo": f"{edit.start}-{edit.end}"})
    assert texts(report) == ["第一段文字", "第二段文字", "第三段文字"]


def test_an_edit_of_the_intake_is_undone(editor: Client) -> None:
    report = make_draft("报告文字")
    Edit.objects.create(report=report, paragraph=report.paragraphs.get(), position=0, kind="mark", start=1, end=2, before="*", after="")
    assert 'value="1-2"' in editor.get(address(report.paragraphs.get())).content.decode()
    assert ask(editor, report, 1, "1-2") == ""
    assert texts(report) == ["报*告文字"]
    assert "已不在" in ask(editor, report, 1, "1-2")


@pytest.mark.parametrize("act", ["nonsense", "9-x", "99999999999999999999999999-1"])
def test_a_button_that_is_none_does_nothing(editor: Client, report: Report, act: str) -> None:
    ask(editor, report, 1, act)
    assert texts(report) == ["第一段文字", "第二段文字", "第三段文字"]


def test_a_published_report_is_changed_only_with_a_reason(editor: Client) -> None:
    report = make_report("第一段文字", "第二段文字")
    assert "errorlist" in ask(editor, report, 1, "reword", text="改过")
    assert texts(report) == ["第一段文字", "第二段文字"]
    token = report.paragraphs.get(position=1).token_id
    assert ask(editor, report, 1, "reword", text="改过的文字", reason="原件有误") == ""
    report.refresh_from_db()
    assert (report.revision, texts(report)[0]) == (2, "改过的文字")
    assert report.former_paragraphs.get().token_id == token


def test_a_withdrawn_report_is_not_changed(editor: Client) -> None:
    report = make_report("第一段文字", status="withdrawn", withdrawn_reason="有误")
    assert "已经撤回" in ask(editor, report, 1, "reword", text="改过", reason="原件有误")


def test_a_paragraph_of_another_report_is_not_found(editor: Client, report: Report) -> None:
    other = make_draft("别处的文字")
    token = other.paragraphs.get().token_id
    assert editor.get(f"/staff/reports/{report.pk}/paragraphs/{token}/").status_code == 404


def test_an_uploader_changes_no_text_of_others(client: Client, report: Report) -> None:
    sign_in(client, "uploader")
    assert client.get(address(report.paragraphs.first())).status_code == 403
    assert client.post(f"/staff/reports/{report.pk}/edits/", {"undo": "0-1"}).status_code == 403
