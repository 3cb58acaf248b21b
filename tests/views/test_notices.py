"""Readers say that something is wrong, editors look into it, and nobody else sees either."""
import pytest
from django.core.cache import caches
from django.test import Client

from archive.editing import notices
from archive.models import Notice, Report
from tests.factories import make_report
from tests.views.test_staff_access import sign_in

pytestmark = pytest.mark.django_db
WORDS = "“营商”应作“经商”，见原件第二页。"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    caches["limits"].clear()


@pytest.fixture
def report() -> Report:
    return make_report("甲乙丙丁", "第二段")


@pytest.fixture
def where(report: Report) -> str:
    return f"/p/{report.paragraphs.get(position=1).token_id}/error/"


def editor(client: Client) -> Client:
    sign_in(client, "editor")
    return client


def test_every_paragraph_leads_to_the_form(client: Client, where: str) -> None:
    assert f'href="{where}" rel="nofollow"' in client.get(where.removesuffix("error/")).text
    page = client.get(where).text
    assert "甲乙丙丁" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page


def test_what_is_said_is_kept_with_the_paragraph_as_it_reads(client: Client, report: Report, where: str) -> None:
    answer = client.post(where, {"words": f"  {WORDS}\r\n二 ", "contact": "reader@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, f"{where}?sent")
    assert "收到了" in client.get(answer["Location"]).text
    notice = Notice.objects.get()
    assert (notice.words, notice.contact, notice.text, notice.key, notice.state) == (
        f"{WORDS}\n二", "reader@example.org", "甲乙丙丁", report.key, "open")


def test_nothing_of_it_is_public(client: Client, where: str) -> None:
    client.post(where, {"words": WORDS, "contact": "reader@example.org"})
    for address in [where, where.removesuffix("error/"), "/", "/about/"]:
        page = client.get(address).text
        assert "应作" not in page
        assert "reader@example.org" not in page


@pytest.mark.parametrize(("filled", "said"), [
    ({}, "请写明哪里不对"), ({"words": " \n "}, "请写明哪里不对"), ({"words": "错" * 1001}, "现在有 1001 个"),
    ({"words": "错", "contact": "x" * 201}, "200"), ({"words": "a\0b"}, "空")])
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(client: Client, where: str, filled: dict, said: str) -> None:
    answer = client.post(where, filled)
    assert answer.status_code == 400
    assert said in answer.text
    assert filled.get("words", "").strip()[:20].replace("\0", "") in answer.text.replace("\0", "")
    assert not Notice.objects.exists()


def test_a_thousand_characters_may_be_said_however_lines_are_ended(client: Client, where: str) -> None:
    assert client.post(where, {"words": "错" * 998 + "\r\n" + "错"}).status_code == 302
    assert len(Notice.objects.get().words) == 1000


def test_a_form_of_another_site_is_refused(where: str) -> None:
    assert Client(enforce_csrf_checks=True).post(where, {"words": WORDS}).status_code == 403
    assert not Notice.objects.exists()


def test_who_says_too_much_has_to_wait(client: Client, where: str) -> None:
    for number in range(10):
        assert client.post(where, {"words": f"错 {number}"}).status_code == 302
    answer = client.post(where, {"words": "还有"})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 900
    assert "请过 15 分钟再来" in answer.text
    assert "还有" in answer.text
    assert Notice.objects.count() == 10
    assert client.post(where, {"words": "还有"}, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_saying_much_locks_nobody_out_of_signing_in(client: Client, where: str) -> None:
    for number in range(10):
        client.post(where, {"words": f"错 {number}"})
    assert client.post("/staff/login/", {"username": "a", "password": "b"}).status_code == 200


def test_what_waits_already_is_not_kept_twice(client: Client, where: str) -> None:
    for _again in range(2):
        assert client.post(where, {"words": WORDS}).status_code == 302
    assert Notice.objects.count() == 1


def test_the_queue_has_an_end(client: Client, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "MOST_OPEN", 1)
    client.post(where, {"words": "一"})
    answer = client.post(where, {"words": "二"})
    assert answer.status_code == 400
    assert "等着处理的太多了" in answer.text
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(("token", "status"), [("0000000000", 404), ("zzz", 404), ("%00", 404)])
def test_a_paragraph_nobody_knows_has_no_form(client: Client, token: str, status: int) -> None:
    assert client.get(f"/p/{token}/error/").status_code == status


def test_a_token_written_otherwise_leads_to_the_form(client: Client, where: str) -> None:
    answer = client.get(where.lower().replace("1", "l"))
    assert answer.status_code in (200, 301)
    assert answer.status_code == 200 or answer["Location"] == where


def test_drafts_have_no_form_and_withdrawn_reports_say_why(client: Client) -> None:
    draft = make_report("草稿", status="draft").paragraphs.get().token_id
    gone = make_report("撤回", status="withdrawn", withdrawn_reason="重复收录").paragraphs.get().token_id
    for method in (client.get, client.post):
        assert method(f"/p/{draft}/error/").status_code == 404
        answer = method(f"/p/{gone}/error/")
        assert answer.status_code == 410
        assert "重复收录" in answer.text


@pytest.mark.parametrize("role", [None, "reader", "uploader"])
def test_only_editors_see_the_queue(client: Client, where: str, role: str | None) -> None:
    client.post(where, {"words": WORDS})
    sign_in(client, role)
    assert client.get("/staff/notices/").status_code == 403
    assert client.post(f"/staff/notices/{Notice.objects.get().pk}/", {"state": "closed", "was": "open"}).status_code == 403
    assert Notice.objects.get().state == "open"


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/staff/notices/")["Location"].startswith("/staff/login/?next=")
    assert client.post("/staff/notices/1/")["Location"].startswith("/staff/login/?next=")


def test_an_editor_sees_what_was_said_and_by_whom(client: Client, where: str) -> None:
    client.post(where, {"words": "<script>错</script>", "contact": "reader@example.org"})
    page = editor(client).get("/staff/notices/").text
    assert "&lt;script&gt;错" in page
    assert "reader@example.org" in page
    assert "甲乙丙丁" in page
    assert "一字未改" in page


@pytest.mark.parametrize(("words", "opening"), [
    ("The year is wrong", '<p class="said" dir="auto">'), ("年份有误", '<p class="said" lang="zh-Hans" dir="auto">'), ("年份有誤", '<p class="said" lang="zh-Hant" dir="auto">')])
def test_readers_are_heard_in_the_language_they_write(client: Client, where: str, words: str, opening: str) -> None:
    client.post(where, {"words": words})
    assert f"{opening}{words}</p>" in editor(client).get("/staff/notices/").text.replace("<br>", "")


def test_an_editor_sees_the_paragraph_as_it_was_and_is(client: Client, report: Report, where: str) -> None:
    client.post(where, {"words": WORDS})
    editor(client)
    paragraph = report.paragraphs.get(position=1)
    paragraph.text = "甲乙丙戊"
    paragraph.save()
    page = client.get("/staff/notices/").text
    assert "甲乙丙丁" in page
    assert "<del>丁</del>" in page
    assert "<ins>戊</ins>" in page


def test_a_notice_outlives_its_paragraph(client: Client, report: Report, where: str) -> None:
    client.post(where, {"words": WORDS})
    report.paragraphs.all().delete()
    report.delete()
    page = editor(client).get("/staff/notices/").text
    assert WORDS in page
    assert "这一段已不在文库里" in page


def test_it_is_answered_with_a_note_closed_and_opened_again(client: Client, where: str) -> None:
    client.post(where, {"words": WORDS})
    notice = Notice.objects.get()
    editor(client)
    for was, state, answer in [("open", "answered", "已更正"), ("answered", "closed", "其实没错"), ("closed", "open", "")]:
        sent = client.post(f"/staff/notices/{notice.pk}/", {"was": was, "state": state, "answer": answer})
        assert (sent.status_code, sent["Location"]) == (302, f"/staff/notices/?state={was}")
        notice.refresh_from_db()
        assert (notice.state, notice.answer, notice.who) == (state, answer, "somebody")
    assert WORDS in client.get("/staff/notices/").text
    assert WORDS not in client.get("/staff/notices/?state=closed").text


@pytest.mark.parametrize(("filled", "said"), [
    ({"was": "open", "state": "answered"}, "请写明怎样处理的"), ({"was": "open", "state": "answered", "answer": "  "}, "请写明怎样处理的"),
    ({"was": "closed", "state": "open"}, "已经有人处理过了"), ({"was": "open", "state": "open"}, "已经有人处理过了"),
    ({"was": "open", "state": "burnt"}, "不知道要怎样处理"), ({}, "不知道要怎样处理"), ({"was": "open"}, "不知道要怎样处理"),
    ({"was": "open", "state": "closed", "answer": "长" * 1001}, "至多 1,000 个字")])
def test_what_an_editor_cannot_do_is_said(client: Client, where: str, filled: dict, said: str) -> None:
    client.post(where, {"words": WORDS})
    answer = editor(client).post(f"/staff/notices/{Notice.objects.get().pk}/", filled, follow=True)
    assert said in answer.text
    assert Notice.objects.get().state == "open"


def test_a_notice_that_is_none_is_not_there(client: Client) -> None:
    assert editor(client).post("/staff/notices/9/", {"was": "open", "state": "closed"}).status_code == 404


@pytest.mark.parametrize("asked", ["state=nothing", "page=-1", "page=%00", "state=%00"])
def test_any_queue_asked_for_is_one(client: Client, where: str, asked: str) -> None:
    client.post(where, {"words": WORDS})
    assert WORDS in editor(client).get(f"/staff/notices/?{asked}").text


def test_the_queue_asks_the_same_however_long_it_is(client: Client, report: Report, django_assert_max_num_queries) -> None:
    for paragraph in report.paragraphs.all():
        client.post(f"/p/{paragraph.token_id}/error/", {"words": WORDS})
    editor(client)
    with django_assert_max_num_queries(9):
        client.get("/staff/notices/")
