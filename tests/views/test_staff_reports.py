"""One report looked over, corrected and decided on at /staff/reports/…/."""
import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from archive.models import Edit, Event, FormerAddress, Original, Report, Upload, Witness
from tests.factories import make_place, make_report
from tests.views.test_staff_access import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    sign_in(client, "editor", "editor")
    return client


def make_draft(*texts: str, **fields: object) -> Report:
    """One that was never public."""
    report = make_report(*texts, status="draft", **fields)
    Report.objects.filter(pk=report.pk).update(published_at=None)
    report.tokens.update(given_on=None)
    return Report.objects.get(pk=report.pk)


def page(client: Client, report: Report, query: str = "") -> str:
    answer = client.get(f"/staff/reports/{report.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, report: Report, act: str = "", **answers: object) -> int:
    status = client.post(f"/staff/reports/{report.pk}/{act}", answers).status_code
    report.refresh_from_db()
    return status


def fields(client: Client, report: Report, **changes: str) -> dict[str, str]:
    """What the form for the fields sends."""
    form = client.get(f"/staff/reports/{report.pk}/").context["form"]
    answers = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    return {**answers, **changes}


def test_a_field_says_from_which_words_it_was_read_and_leads_there(editor: Client) -> None:
    report = make_draft("政府工作报告", "——2023年1月5日在兰州市人民代表大会上", "市长 张三", evidence={"place": "兰州市人民代表大会"}, speaker="张三")
    tokens = list(report.paragraphs.values_list("token_id", flat=True))
    shown = page(editor, report)
    assert re.search(rf'<a href="#{tokens[1]}"><q lang="zh-Hans">兰州市人民代表大会</q></a>', shown)
    assert re.search(rf'<a href="#{tokens[2]}"><q lang="zh-Hans">张三</q></a>', shown)


def test_a_field_that_follows_from_another_says_from_which(editor: Client) -> None:
    assert "由“部署年份”得出" in page(editor, make_draft("甲", evidence={"year": "plan_year"}, plan_year=2023))


def test_a_field_that_only_an_earlier_text_says_shows_its_words(editor: Client) -> None:
    shown = page(editor, make_draft("甲", evidence={"earlier.source": "来源：甘肃日报"}, supplied=["source"], source="甘肃日报"))
    assert re.search(r"由“先前的文字”得出 <q[^>]*>来源：甘肃日报</q>", shown)


def test_a_date_is_found_as_the_document_writes_it(editor: Client) -> None:
    report = make_draft("——二〇二三年一月五日在会上", delivered_on="2023-01-05")
    assert ">二〇二三年一月五日</q>" in page(editor, report)


def test_what_the_archive_supplied_is_marked(editor: Client) -> None:
    assert 'class="tag supplied"' in page(editor, make_draft("甲", supplied=["year"]))
    assert 'class="tag supplied"' not in page(editor, make_draft("乙"))


def test_a_suggestion_is_accepted_with_one_click(editor: Client) -> None:
    report = make_draft("甲", year=None, suggestions={"year": 2023})
    assert f"/staff/reports/{report.pk}/suggestions/year/" in page(editor, report)
    assert post(editor, report, "suggestions/year/") == 302
    assert (report.year, report.supplied, report.suggestions) == (2023, ["year"], {})


@pytest.mark.parametrize("name", ["status", "year", "nothing"])
def test_only_what_is_suggested_can_be_accepted(editor: Client, name: str) -> None:
    assert post(editor, make_draft("甲"), f"suggestions/{name}/") == 404


def test_a_warning_is_dismissed_and_that_is_remembered(editor: Client) -> None:
    report = make_draft("甲", warnings=[{"pattern": "第一句。"}, {"pattern": "第二句。"}])
    assert "第二句。" in page(editor, report)
    assert post(editor, report, "warnings/0/") == 302
    assert report.warnings == [{"pattern": "第二句。"}]
    assert "第一句。" in editor.get("/staff/events/").content.decode()
    assert post(editor, report, "warnings/1/") == 404


EDITS = [(1, 2, "*", ""), (3, 6, "(a)", ""), (8, 9, "錄", "录")]
KINDS = ["mark", "pinyin", "script"]


@pytest.fixture
def edited() -> Report:
    """«报告记录» from «报*告(a)记錄», the last edit in a second paragraph."""
    report = make_draft("报告", "记录<b>")
    first, second = report.paragraphs.all()
    for position, ((start, end, before, after), kind) in enumerate(zip(EDITS, KINDS, strict=True)):
        paragraph = second if position == 2 else first
        Edit.objects.create(report=report, paragraph=paragraph, position=position, kind=kind, start=start, end=end, before=before, after=after)
    return report


def test_every_edit_stands_where_it_was_made(editor: Client, edited: Report) -> None:
    shown = page(editor, edited)
    assert '报<del class="mark" title="夹在字间的符号">*</del>告<del class="pinyin" title="注音">(a)</del></p>' in shown
    assert '记<del class="script" title="字形转换">錄</del><ins class="script" title="字形转换">录</ins>&lt;b&gt;' in shown


def test_edits_are_shown_by_kind(editor: Client, edited: Report) -> None:
    shown = page(editor, edited, "?edits=pinyin,nonsense")
    assert '报告<del class="pinyin"' in shown
    assert 'class="mark"' not in shown
    assert "<del" not in page(editor, edited, "?edits=")


def test_white_space_waits_to_be_asked_for(editor: Client) -> None:
    report = make_draft("报告")
    Edit.objects.create(report=report, paragraph=report.paragraphs.get(), position=0, kind="spacing", start=1, end=2, before=" ", after="")
    assert "<del" not in page(editor, report)
    assert '报<del class="spacing" title="空白">␣</del>告' in page(editor, report, "?edits=spacing")


def test_an_edit_between_paragraphs_stands_between_them(editor: Client) -> None:
    report = make_draft("甲甲", "乙乙")
    Edit.objects.create(report=report, position=0, kind="furniture", start=3, end=8, before="打印收藏\n", after="")
    shown = page(editor, report)
    assert shown.index(">甲甲<") < shown.index("打印收藏") < shown.index(">乙乙<")


def test_text_and_names_are_escaped(editor: Client) -> None:
    report = make_draft("<script>alert(1)</script>", title="<i>题</i>", speaker="<u>", warnings=[{"pattern": "<s>"}])
    Witness.objects.create(report=report, original=Original.objects.create(sha256="a" * 64, size=1), names=["<em>.txt"], relation="same")
    shown = page(editor, report)
    for tag in ("<script>alert", "<i>题", "<u>", "<s>", "<em>"):
        assert tag not in shown


def test_fields_are_corrected(editor: Client) -> None:
    report = make_draft("甲", slug="work-report")
    make_place("620000", "甘肃省", "province")
    assert post(editor, report, **fields(editor, report, place="甘肃省", year="2021", delivered_on="2021年1月5日")) == 302
    assert (report.key, str(report.delivered_on)) == ("620000/2021/work-report", "2021-01-05")


def test_saving_what_was_not_changed_changes_nothing(editor: Client) -> None:
    report = make_draft("甲", authors=["张三", "李四"], delivered_on="2023-01-05")
    assert post(editor, report, **fields(editor, report)) == 302
    assert report.supplied == []
    assert not Event.objects.exists()


def test_a_wrong_field_is_shown_again_with_what_was_typed(editor: Client) -> None:
    report = make_draft("甲")
    answer = editor.post(f"/staff/reports/{report.pk}/", fields(editor, report, year="1", speaker="张三"))
    shown = answer.content.decode()
    assert "1900" in shown
    assert 'value="张三"' in shown
    report.refresh_from_db()
    assert report.speaker == ""


def test_a_published_report_that_moves_leads_from_where_it_was(editor: Client) -> None:
    report = make_report("甲", slug="work-report")
    post(editor, report, **fields(editor, report, year="2021"))
    assert FormerAddress.objects.get().key == "620100/2023/work-report"


def test_a_draft_is_published(editor: Client) -> None:
    report = make_draft("甲")
    assert post(editor, report, "publish/") == 302
    assert report.is_public
    assert report.tokens.get().given_on
    assert Event.objects.get().action == "published"


def test_a_report_is_withdrawn_with_a_reason_and_restored(editor: Client) -> None:
    report = make_report("甲")
    post(editor, report, "withdraw/", reason="来源有误")
    assert (report.status, report.withdrawn_reason, report.withdrawn_by.username) == ("withdrawn", "来源有误", "editor")
    assert "来源有误" in page(editor, report)
    post(editor, report, "restore/")
    assert report.is_public
    assert list(Event.objects.values_list("action", flat=True)) == ["restored", "withdrew"]


def test_none_is_withdrawn_without_a_reason(editor: Client) -> None:
    report = make_report("甲")
    post(editor, report, "withdraw/", reason=" ")
    assert report.is_public


def test_publishing_does_not_bring_back_what_was_withdrawn(editor: Client) -> None:
    report = make_report("甲", status="withdrawn", withdrawn_reason="有误")
    post(editor, report, "publish/")
    assert report.status == "withdrawn"


def test_a_draft_is_discarded_and_that_is_remembered(editor: Client) -> None:
    report = make_draft("甲", title="误传的文件")
    editor.post(f"/staff/reports/{report.pk}/discard/")
    assert not Report.objects.exists()
    assert "误传的文件" in editor.get("/staff/events/").content.decode()


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_what_was_ever_public_is_not_discarded(editor: Client, status: str) -> None:
    report = make_report("甲", status=status, withdrawn_reason="有误")
    post(editor, report, "discard/")
    assert Report.objects.exists()


def test_an_uploader_corrects_and_discards_only_drafts_of_his_own(client: Client) -> None:
    sign_in(client, "uploader")
    own, other = make_draft("甲"), make_draft("乙")
    upload = Upload.objects.create(by=get_user_model().objects.get())
    upload.items.create(position=1, name="甲.txt", report=own, state="done", status="imported", added="report")
    assert post(client, other, **fields(client, other, speaker="张三")) == 403
    assert client.post(f"/staff/reports/{other.pk}/discard/").status_code == 403
    assert post(client, own, **fields(client, own, speaker="张三")) == 302
    assert client.post(f"/staff/reports/{own.pk}/discard/").status_code == 302
    assert list(Report.objects.all()) == [other]


def test_a_reader_sees_a_draft_at_its_own_address_too(client: Client) -> None:
    draft = make_draft("甲")
    assert client.get(draft.get_absolute_url()).status_code == 404
    sign_in(client, "reader")
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_a_reader_is_shown_no_button(client: Client) -> None:
    sign_in(client, "reader")
    shown = page(client, make_draft("甲", year=None, suggestions={"year": 2023}, warnings=[{"pattern": "句。"}]))
    main = shown[shown.index("page-head"):]
    assert "<button" not in main


def test_the_file_is_handed_out_as_it_was_handed_in(editor: Client, settings, tmp_path: Path) -> None:
    settings.ORIGINALS = tmp_path
    report, digest = make_draft("甲"), "a" * 64
    (tmp_path / "aa").mkdir()
    (tmp_path / "aa" / digest).write_bytes(b"\x00raw")
    Witness.objects.create(report=report, original=Original.objects.create(sha256=digest, size=4), names=["甲.txt"], relation="same")
    answer = editor.get(f"/staff/reports/{report.pk}/original/{digest}/")
    assert b"".join(answer) == b"\x00raw"
    assert "attachment" in answer["Content-Disposition"]
    assert editor.get(f"/staff/reports/{report.pk}/original/{'b' * 64}/").status_code == 404


def test_two_reports_are_merged_once_both_were_shown(editor: Client) -> None:
    report, other = make_report("甲", title="第一份"), make_report("乙", title="第二份")
    address = f"/staff/reports/{report.pk}/merge/"
    first = editor.post(address, {"into": f"https://example.org/reports/{other.key}/?q=1", "reason": "同一份"}).content.decode()
    assert "第二份" in first
    assert Report.objects.count() == 2
    editor.post(address, {"into": other.key, "reason": "同一份", "sure": "1"})
    assert list(Report.objects.all()) == [other]
    assert FormerAddress.objects.get().report == other


@pytest.mark.parametrize("into", ["nowhere", "620100/1999/nothing", ""])
def test_a_report_is_merged_only_into_one_that_is_there(editor: Client, into: str) -> None:
    report = make_report("甲")
    answer = editor.post(f"/staff/reports/{report.pk}/merge/", {"into": into, "reason": "同一份", "sure": "1"})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_a_draft_is_not_merged(editor: Client) -> None:
    report, other = make_draft("甲"), make_report("乙")
    answer = editor.post(f"/staff/reports/{report.pk}/merge/", {"into": other.key, "reason": "同一份", "sure": "1"})
    assert "还没有公布" in answer.content.decode()
    assert Report.objects.count() == 2
