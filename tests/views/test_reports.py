"""A report: to read, in its other forms, moved and withdrawn."""
import re
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.forms import modelform_factory
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from archive.editing.corrections import Correction, save
from archive.holdings.publication import withdraw
from archive.models import Edit, FormerAddress, Original, Report, Section, Witness
from archive.text.vocabulary import EditKind
from archive.views.sending import file
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db

LANZHOU = "/reports/620100/2023/work-report/"


def work_report(*texts: str, **fields) -> Report:
    return make_report(*(texts or ("一、回顾", "经济增长。")), slug="work-report", **fields)


def test_it_shows_every_paragraph_with_its_number_and_token(client: Client) -> None:
    report = work_report("现在报告工作。", "一、回顾", "经济增长。")
    page = client.get(LANZHOU).text
    for paragraph in report.paragraphs.all():
        assert f'id="{paragraph.token_id}"' in page
        assert f'href="/p/{paragraph.token_id}/"' in page
        assert f">{paragraph.text}</" in page


def test_its_table_of_contents_leads_to_the_headings(client: Client) -> None:
    report = work_report("现在报告工作。", "一、回顾", "经济增长。")
    heading = report.paragraphs.get(text="一、回顾")
    assert f'<a href="#{heading.token_id}">一、回顾</a>' in client.get(LANZHOU).text


def test_markup_in_the_text_is_shown_as_text(client: Client) -> None:
    work_report("<script>alert(1)</script>", title="<b>题</b>", warnings=[{"pattern": "<i>{x}</i>", "values": {"x": "<u>"}}])
    page = client.get(LANZHOU).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for tag in ["<script>alert", "<b>题", "<i>", "<u>"]:
        assert tag not in page


def test_it_marks_what_was_searched_for_and_names_the_page_without(client: Client) -> None:
    work_report("优化营商环境。")
    page = client.get(LANZHOU, {"q": "营商环境"}).text
    assert '优化<mark id="m1">营商环境</mark>。</p>' in page
    assert f'rel="canonical" href="http://testserver{LANZHOU}"' in page


@pytest.mark.parametrize("typed", ["\0", "<b>", "“", "-", "x" * 10_000, "' OR 1=1 --"])
def test_no_query_breaks_it(client: Client, typed: str) -> None:
    work_report()
    assert client.get(LANZHOU, {"q": typed}).status_code == 200


def test_fields_the_document_does_not_print_are_named(client: Client) -> None:
    work_report(supplied=["year", "title"])
    assert "由文库给出的：年份、标题" in client.get(LANZHOU).text


def test_fields_that_only_an_earlier_text_says_are_named_apart(client: Client) -> None:
    work_report(supplied=["year", "source"], evidence={"earlier.source": "来源：甘肃日报"}, source="甘肃日报")
    page = client.get(LANZHOU).text
    assert "由文库给出的：年份。" in page
    assert "只有先前的文字说的：来源。" in page


def corrected_title(title: str, printed: str = "政府 工作报告") -> Report:
    """A report that begins with its title, which staff then corrected."""
    report = work_report(printed, "甲。", title="政府工作报告")
    report.paragraphs.filter(position=1).update(kind="title")
    form = modelform_factory(Report, Correction, fields=["title"])({"title": title}, instance=report)
    assert save(form, None)
    return report


def test_a_corrected_title_is_the_page_s_and_stands_under_the_printed_one(client: Client) -> None:
    report = corrected_title("兰州市政府工作报告（书面）")
    page = client.get(report.get_absolute_url()).text
    assert "<title>兰州市政府工作报告（书面） ·" in page
    assert re.findall("<h1[^>]*>(.*?)</h1>", page) == ["政府 工作报告"]
    assert '文库所题：<strong lang="zh-Hans">兰州市政府工作报告（书面）</strong>；上面是原件所印。' in page
    for address in ("/reports/", "/reports/620100/", f"{report.get_absolute_url()}history/", f"/p/{report.paragraphs.last().token_id}/", "/feed.atom"):
        assert "兰州市政府工作报告（书面）" in client.get(address).text, address


def test_a_title_that_says_what_is_printed_is_not_said_twice(client: Client) -> None:
    assert "文库所题" not in client.get(corrected_title("政府工作報告").get_absolute_url()).text
    assert "文库所题" not in client.get(work_report("乙", title="乙", supplied=["title"], year=2024).get_absolute_url()).text


def test_what_the_archive_guesses_is_told_as_a_guess(client: Client) -> None:
    work_report(year=2023, suggestions={"speaker": "张三"}, evidence={"suggestions.speaker": "市长<张三>"})
    page = client.get(LANZHOU).text
    assert "报告人没有印明，可能是 张三。" in page
    assert "市长&lt;张三&gt;</q>" in page


def test_a_heading_on_its_paragraph_s_line_is_set_apart_without_changing_the_text(client: Client) -> None:
    report = work_report("（一）稳住大盘。全力稳增长。", "全力稳增长。")
    Section.objects.filter(report=report).update(number="（一）", heading="稳住大盘", level=1)
    page = client.get(LANZHOU, {"q": "大盘 增长"}).text
    assert '<b>（一）稳住<mark id="m1">大盘</mark></b>。全力稳<mark id="m2">增长</mark>。</p>' in page
    assert f'<a href="#{report.paragraphs.first().token_id}">（一）稳住大盘</a>' in page


def test_its_warnings_are_in_words(client: Client) -> None:
    work_report(warnings=[{"pattern": "第{n}段缺字。", "values": {"n": 3}}])
    assert "第3段缺字。" in client.get(LANZHOU).text


def test_edits_are_shown_where_they_were_made(client: Client) -> None:
    report = work_report("习近平", "正文")
    Edit.objects.create(report=report, paragraph=report.paragraphs.first(), position=1, kind=EditKind.MARK,
                        start=1, end=2, before="*", after="")
    Edit.objects.create(report=report, paragraph=report.paragraphs.last(), position=3, kind=EditKind.REJOINED,
                        start=5, end=6, before="\n", after="")
    Edit.objects.create(report=report, position=2, kind=EditKind.COPY, start=9, end=999, before="抄" * 990, after="")
    page = client.get(LANZHOU).text
    assert "收录时改动 1 处" in page
    assert "</span>*</del>" in page
    assert "</span>↵</del>" in page
    assert "共 990 字" in page
    assert "抄" * 121 not in page


def test_the_years_before_and_after_are_a_link_away(client: Client) -> None:
    for year in (2019, 2021, 2023, 2024):
        work_report(f"{year}年的正文", year=year)
    page = client.get("/reports/620100/2021/work-report/").text
    assert 'rel="prev" href="/reports/620100/2019/work-report/"' in page
    assert 'rel="next" href="/reports/620100/2023/work-report/"' in page


def test_a_sample_says_that_it_is_one(client: Client) -> None:
    work_report(is_sample=True)
    assert "虚构" in client.get(LANZHOU).text


def test_undated_and_unplaced_reports_can_be_read(client: Client) -> None:
    make_report("甲", place=None, year=None, slug="wu-ti")
    assert client.get("/reports/unplaced/undated/wu-ti/").status_code == 200


@pytest.mark.parametrize("paragraphs", [3, 300])
def test_it_asks_at_most_six_questions_whatever_its_size(client: Client, django_assert_max_num_queries, paragraphs: int) -> None:
    report = work_report(*(f"第{n}段。" for n in range(paragraphs)))
    report.revisions.create(number=2, made_at=timezone.now())
    Report.objects.update(revision=2)
    for position, paragraph in enumerate(report.paragraphs.all()[:20]):
        Edit.objects.create(report=report, paragraph=paragraph, position=position, kind=EditKind.MARK, start=1, end=2, before="*", after="")
    with django_assert_max_num_queries(6):
        client.get(LANZHOU, {"q": "段"})


def test_the_text_is_a_paragraph_a_line(client: Client) -> None:
    work_report("一、回顾", "经济 增长。")
    answer = client.get("/reports/620100/2023/work-report.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text == "一、回顾\n经济 增长。\n"


def test_its_json_is_the_api_s(client: Client) -> None:
    report = work_report("一、回顾", "经济增长。")
    answer = client.get("/reports/620100/2023/work-report.json")
    assert answer["Content-Type"] == "application/json"
    told = answer.json()
    assert told["key"] == report.key
    assert [p["text"] for section in told["sections"] for p in section["paragraphs"]] == ["一、回顾", "经济增长。"]
    assert told == client.get("/api/v1/reports/620100/2023/work-report/").json()


def test_it_can_be_had_for_reference_managers(client: Client) -> None:
    work_report()
    assert "TY  - RPRT" in client.get("/reports/620100/2023/work-report.ris").text
    assert "@techreport{" in client.get("/reports/620100/2023/work-report.bib").text


def originals_of(report: Report, raw: bytes, name: str = "兰州 报告\"2023.txt") -> str:
    digest = "ab" * 32
    path = settings.ORIGINALS / "ab" / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    Witness.objects.create(report=report, original=Original.objects.create(sha256=digest, size=len(raw)),
                           names=[name], relation="same")
    return f"{report.get_absolute_url()}original/{digest}/"


def test_an_original_comes_back_byte_for_byte_and_is_only_saved(client: Client) -> None:
    raw = b"\xff\xfe<script>alert(1)</script>\x00"
    answer = client.get(originals_of(work_report(), raw))
    assert b"".join(answer.streaming_content) == raw
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E5%85%B0%E5%B7%9E%20%E6%8A%A5%E5%91%8A%222023.txt"


@given(st.binary(min_size=1, max_size=40), st.lists(st.integers(1, 39), max_size=4))
def test_the_parts_of_an_original_are_the_whole(raw: bytes, cuts: list[int]) -> None:
    """So that a long one that broke off can be taken on from there."""
    cuts = sorted({0, *(cut for cut in cuts if cut < len(raw)), len(raw)})
    with TemporaryDirectory() as folder:
        (path := Path(folder) / "one").write_bytes(raw)
        for begin, end in pairwise(cuts):
            for words in [f"bytes={begin}-{end - 1}", *([f"bytes={begin}-", f"bytes={begin}-999", f"bytes=-{end - begin}"] if end == len(raw) else [])]:
                answer = file(RequestFactory().get("/", headers={"range": words}), path, "ab", "application/octet-stream", "attachment")
                assert b"".join(answer) == raw[begin:end], words
                is_whole = (begin, end) == (0, len(raw))
                assert answer.status_code == (200 if is_whole else 206)
                assert answer.get("Content-Range") == (None if is_whole else f"bytes {begin}-{end - 1}/{len(raw)}")
                assert answer["Content-Length"] == str(end - begin)


@pytest.mark.parametrize(("words", "status", "told"), [
    ("bytes=6-", 206, b"6789"), ("bytes=10-", 416, b""), ("bytes=-0", 416, b""),
    ("bytes=-99", 200, b"0123456789"), ("bytes=3-1", 200, b"0123456789"), ("bytes=-", 200, b"0123456789"), ("bytes=0-1,3-4", 200, b"0123456789"),
    ("lines=0-1", 200, b"0123456789"), ("bytes=٣-", 200, b"0123456789"), (f"bytes={'9' * 99}-", 200, b"0123456789"), (f"bytes=1-{'9' * 18}", 206, b"123456789")])
def test_a_part_of_an_original_that_there_is_not_is_refused_and_what_asks_for_none_gets_all(client: Client, words: str, status: int, told: bytes) -> None:
    answer = client.get(originals_of(work_report(), b"0123456789"), headers={"range": words})
    assert (answer.status_code, b"".join(answer), answer["Accept-Ranges"]) == (status, told, "bytes")
    assert answer.get("Content-Range") == {206: f"bytes {10 - len(told)}-9/10", 416: "bytes */10", 200: None}[status]


def test_a_part_is_of_the_file_that_was_begun_with(client: Client) -> None:
    address = originals_of(work_report(), b"0123456789")
    etag = client.get(address)["ETag"]
    assert [b"".join(client.get(address, headers={"range": "bytes=6-", "if-range": mark})) for mark in (etag, '"another"')] == [b"6789", b"0123456789"]


def test_a_line_break_in_a_file_s_name_stays_in_the_name(client: Client) -> None:
    answer = client.get(originals_of(work_report(), b"x", "a\r\nSet-Cookie: b"))
    assert "Set-Cookie" not in answer.headers
    assert "%0D%0A" in answer["Content-Disposition"]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_the_original_of_what_is_not_public_stays_in(client: Client, status: str) -> None:
    report = work_report(status=status, withdrawn_reason="有误")
    assert client.get(originals_of(report, b"x")).status_code == {"draft": 404, "withdrawn": 410}[status]


def test_another_report_s_original_is_not_under_this_one(client: Client) -> None:
    address = originals_of(make_report("乙", slug="other"), b"x")
    work_report()
    assert client.get(address.replace("other", "work-report")).status_code == 404


@pytest.mark.parametrize("form", ["/", ".txt", ".ris", ".bib"])
def test_a_report_that_moved_is_found_from_its_former_address(client: Client, form: str) -> None:
    FormerAddress.objects.create(key="620100/2022/work-report", report=work_report())
    answer = client.get(f"/reports/620100/2022/work-report{form}?q=a%26b")
    assert answer.status_code == 301
    assert answer["Location"] == f"/reports/620100/2023/work-report{form}?q=a%26b"


def test_an_address_under_an_abolished_code_leads_to_the_successor_s(client: Client) -> None:
    work_report()
    make_place("629900", "旧市", successor=make_place())
    answer = client.get("/reports/629900/2023/work-report/")
    assert (answer.status_code, answer["Location"]) == (301, LANZHOU)
    assert client.get("/reports/629900/1999/work-report/").status_code == 404


@pytest.mark.parametrize("form", ["/", ".txt", ".json", ".ris", ".bib"])
def test_a_draft_is_there_for_staff_only(client: Client, form: str) -> None:
    work_report(status="draft")
    assert client.get(f"/reports/620100/2023/work-report{form}").status_code == 404
    client.force_login(User.objects.create_user("reader"))
    assert client.get(f"/reports/620100/2023/work-report{form}").status_code == 404


def test_staff_see_a_draft_marked_as_one(client: Client) -> None:
    work_report(status="draft")
    client.force_login(User.objects.create_user("keeper", is_staff=True))
    assert "草稿，尚未公布" in client.get(LANZHOU).text


@pytest.mark.parametrize("form", ["/", ".txt", ".json", ".ris", ".bib"])
def test_a_withdrawn_report_says_why_and_when(client: Client, form: str) -> None:
    work_report("不该公开的话", status="withdrawn", withdrawn_reason="来源<有误>",
                withdrawn_at=timezone.make_aware(timezone.datetime(2026, 3, 4)))
    answer = client.get(f"/reports/620100/2023/work-report{form}")
    assert answer.status_code == 410
    is_page = form == "/"
    assert ("来源&lt;有误&gt;" if is_page else "来源<有误>") in answer.text
    assert answer["Content-Type"].startswith("text/html" if is_page else "application/json" if form == ".json" else "text/plain")
    assert ("2026年3月4日" if is_page else "2026-03-04") in answer.text
    assert "不该公开的话" not in answer.text


def test_a_withdrawn_report_says_who_withdrew_it(client: Client) -> None:
    report = work_report("甲")
    withdraw(report, get_user_model().objects.create_user("editor"), "来源有误")
    for form in ("/", ".txt", ".json", ".ris", ".bib", "/history/"):
        answer = client.get(f"/reports/620100/2023/work-report{form}")
        assert answer.status_code == 410
        assert "editor" in answer.text


def test_a_revised_report_says_since_when_and_leads_to_its_versions(client: Client) -> None:
    report = work_report("甲")
    assert "日修订" not in client.get(LANZHOU).text
    report.revisions.create(number=2, made_at=timezone.make_aware(timezone.datetime(2026, 3, 4)))
    Report.objects.update(revision=2)
    page = client.get(LANZHOU).text
    assert f'<a href="{LANZHOU}history/">第 2 版，2026年3月4日修订</a>' in page


@pytest.mark.parametrize("address", ["/reports/620100/2023/no-such/", "/reports/620100/2023/报告/", "/reports/620100/2023/a%00b/",
                                     "/reports/620100/32768/x/", "/reports/620100/2023/" + "x" * 3000 + "/"])
def test_an_address_of_nothing_is_not_there(client: Client, address: str) -> None:
    make_place()
    assert client.get(address).status_code == 404


def test_posting_to_a_page_is_refused(client: Client) -> None:
    work_report()
    assert client.post(LANZHOU).status_code == 405


def test_a_link_checker_may_ask_for_the_head_only(client: Client) -> None:
    work_report()
    assert client.head(LANZHOU).status_code == 200


def test_a_former_address_does_not_tell_where_a_draft_stands(client: Client) -> None:
    FormerAddress.objects.create(key="620100/1999/work-report", report=make_report("草稿", status=Report.Status.DRAFT))
    assert client.get("/reports/620100/1999/work-report/").status_code == 404
