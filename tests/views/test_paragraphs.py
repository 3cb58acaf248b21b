"""A paragraph on its own, at the address that lasts."""
import re

import pytest
from django.db import connection
from django.test import Client

from archive.editing.merging import merge
from archive.holdings.publication import withdraw
from archive.models import Edit, Paragraph, Report, Token
from archive.text.vocabulary import EditKind
from tests.factories import make_report
from tests.test_revision import ONE, TWO, make, put

pytestmark = pytest.mark.django_db


def make_paragraph(**fields) -> Paragraph:
    report = make_report("一、回顾", "前一段。", "这一段。", "后一段。", "再后一段。", slug="work-report", **fields)
    return report.paragraphs.get(text="这一段。")


def test_it_stands_between_its_neighbours_under_its_path(client: Client) -> None:
    paragraph = make_paragraph()
    page = client.get(f"/p/{paragraph.token_id}/").text
    assert page.index("前一段。</p>") < page.index("这一段。</p>") < page.index("后一段。</p>")
    assert "再后一段" not in page
    assert '<span lang="zh-Hans">一、回顾</span>' in page
    assert "兰州市" in page
    assert "2023年" in page


def test_it_leads_into_its_report_and_back(client: Client) -> None:
    paragraph = make_paragraph()
    page = client.get(f"/p/{paragraph.token_id}/").text
    assert f'href="/reports/620100/2023/work-report/#{paragraph.token_id}"' in page


def test_it_offers_its_link_and_a_citation_with_it(client: Client) -> None:
    paragraph = make_paragraph()
    permalink = f"http://testserver/p/{paragraph.token_id}/"
    page = client.get(f"/p/{paragraph.token_id}/").text
    assert f'class="copy" href="{permalink}"' in page
    assert f"兰州市人民政府. 政府工作报告[R/OL]. 2023：第3段. {permalink}." in page


def test_what_was_changed_on_the_way_in_is_told(client: Client) -> None:
    paragraph = make_paragraph()
    Edit.objects.create(report=paragraph.report, paragraph=paragraph, position=1, kind=EditKind.PINYIN,
                        start=1, end=5, before="(zhè)", after="")
    page = client.get(f"/p/{paragraph.token_id}/").text
    assert "注音" in page
    assert "(zhè)</del>" in page


def test_many_changes_are_told_on_demand(client: Client) -> None:
    paragraph = make_paragraph()

    def change(position: int) -> None:
        Edit.objects.create(report=paragraph.report, paragraph=paragraph, position=position, kind=EditKind.PINYIN,
                            start=0, end=5, before=f"(zhè{position})", after="")
    for position in range(1, 6):
        change(position)
    assert "<details><summary>共" not in client.get(f"/p/{paragraph.token_id}/").text
    change(6)
    page = client.get(f"/p/{paragraph.token_id}/").text
    assert page.index("<details><summary>共 6 处</summary>") < page.index("(zhè6)</del>")


def test_its_flags_are_in_words(client: Client) -> None:
    paragraph = make_paragraph()
    Paragraph.objects.filter(pk=paragraph.pk).update(flags=["incomplete"])
    assert "原件缺字" in client.get(f"/p/{paragraph.token_id}/").text


def test_a_token_is_read_as_crockford_reads_it(client: Client) -> None:
    paragraph = make_paragraph()
    given = Token.objects.create(value="10ABCDEF01", report=paragraph.report)
    Paragraph.objects.filter(pk=paragraph.pk).update(token=given)
    for written in ["10abcdef01", "IOABCDEFOL", "loabcdefoi"]:
        answer = client.get(f"/p/{written}/")
        assert (answer.status_code, answer["Location"]) == (301, "/p/10ABCDEF01/")
    assert client.get("/p/10ABCDEF01/").status_code == 200


@pytest.mark.parametrize("written", ["0000000000", "UUUUUUUUUU", "1234", "12345678901", "%00", "一二三四五六七八九十", "a" * 4000])
def test_what_is_no_token_is_not_there(client: Client, written: str) -> None:
    assert client.get(f"/p/{written}/").status_code in {404}


def test_a_paragraph_taken_out_of_its_report_is_still_known(client: Client) -> None:
    paragraph = make_paragraph()
    paragraph.delete()
    answer = client.get(f"/p/{paragraph.token_id}/")
    assert answer.status_code == 410
    assert 'href="/reports/620100/2023/work-report/"' in answer.text


def test_a_token_never_given_is_not_there(client: Client) -> None:
    paragraph = make_paragraph()
    Token.objects.create(value="10ABCDEF01", report=paragraph.report)
    assert client.get("/p/10ABCDEF01/").status_code == 404


def test_a_draft_s_paragraph_is_not_there(client: Client) -> None:
    assert client.get(f"/p/{make_paragraph(status='draft').token_id}/").status_code == 404


def test_a_withdrawn_report_s_paragraph_says_why(client: Client) -> None:
    answer = client.get(f"/p/{make_paragraph(status='withdrawn', withdrawn_reason='出处有误').token_id}/")
    assert answer.status_code == 410
    assert "出处有误" in answer.text
    assert "这一段。" not in answer.text


def test_a_sample_s_paragraph_says_that_it_is_one(client: Client) -> None:
    assert "虚构" in client.get(f"/p/{make_paragraph(is_sample=True).token_id}/").text


def test_it_asks_at_most_six_questions(client: Client, django_assert_max_num_queries) -> None:
    paragraph = make_paragraph()
    with django_assert_max_num_queries(6):
        client.get(f"/p/{paragraph.token_id}/")


# Where else it stands

def elsewhere(page: str) -> str:
    return page[page.index('id="elsewhere"'):page.index("</section>", page.index('id="elsewhere"'))] if 'id="elsewhere"' in page else ""


def test_the_same_text_in_other_reports_is_a_link_away(client: Client) -> None:
    paragraph = make_paragraph()
    other = make_report("「這一段」。", "这 一段。", "这一段还长。", place="620200", year=2021, title="别的<报告>")
    page = elsewhere(client.get(f"/p/{paragraph.token_id}/").text)
    assert "又见于 1 处" in page
    assert f'href="/p/{other.paragraphs.get(position=2).token_id}/"' in page
    assert "别的&lt;报告&gt;" in page
    assert page.count("<li>") == 1


def test_its_own_report_drafts_and_what_was_withdrawn_do_not_count_as_elsewhere(client: Client) -> None:
    paragraph = make_paragraph()
    make_report("这一段。", year=2020, status="draft")
    make_report("这一段。", year=2019, status="withdrawn", withdrawn_reason="误")
    assert elsewhere(client.get(f"/p/{paragraph.token_id}/").text) == ""


def test_the_same_place_s_years_come_first_then_the_newest_and_all_are_counted(client: Client) -> None:
    paragraph = make_paragraph()
    make_report("这一段。", place="620200", year=2024)
    make_report("这一段。", year=2011)
    for year in range(1990, 2010):
        make_report("这一段。", place="620200", year=year)
    page = elsewhere(client.get(f"/p/{paragraph.token_id}/").text)
    assert "又见于 22 处" in page
    assert re.findall(r"(\d{4})年 <span", page)[:4] == ["2011", "2024", "2009", "2008"]
    assert 'href="/search/?q=%E8%BF%99%E4%B8%80%E6%AE%B5%E3%80%82"' in page


def test_a_line_without_words_is_not_looked_for(client: Client) -> None:
    report = make_report("———", "正文")
    make_report("———", year=2020)
    assert elsewhere(client.get(f"/p/{report.paragraphs.get(position=1).token_id}/").text) == ""


def test_equal_texts_are_found_by_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("explain select 1 from archive_paragraph where folded = %s", ["这一段。"])
        assert any("paragraph_folded" in line for (line,) in cursor.fetchall())


# What was changed since

def revised(*texts: str, **fields) -> dict[str, str]:
    """The tokens of a report of two paragraphs whose text became `texts`."""
    report = make(ONE, TWO)
    tokens = dict(report.paragraphs.values_list("text", "token_id"))
    put(report, *texts, **{"reason": "据<原件>改正", **fields})
    return tokens | dict(report.paragraphs.values_list("text", "token_id"))


def test_a_changed_paragraph_is_shown_as_it_was_cited_and_leads_to_the_present_text(client: Client) -> None:
    tokens = revised(ONE, TWO.replace("十二", "十三"))
    answer = client.get(f"/p/{tokens[TWO]}/")
    assert answer.status_code == 200
    assert f'<p class="text">{TWO}</p>' in answer.text
    assert "这一段后来改过" in answer.text
    assert "第 1 版" in answer.text
    assert "据&lt;原件&gt;改正" in answer.text
    assert "<del>二</del><ins>三</ins>" in answer.text.replace("十", "")
    assert f'<a href="/p/{tokens[TWO.replace("十二", "十三")]}/">到现在的文字</a>' in answer.text
    assert "history/?version=1" in answer.text


def test_one_that_was_split_leads_to_both_halves(client: Client) -> None:
    report = make(ONE + TWO)
    token = report.paragraphs.get(text=ONE + TWO).token_id
    put(report, ONE, TWO)
    now = dict(report.paragraphs.values_list("text", "token_id"))
    page = client.get(f"/p/{token}/").text
    assert page.rindex(f'href="/p/{now[ONE]}/"') < page.index(f'href="/p/{now[TWO]}/"')
    assert "一字未改" in page


def test_one_that_was_taken_out_says_so_and_leads_to_the_report(client: Client) -> None:
    tokens = revised(ONE, reason="误收他处文字")
    answer = client.get(f"/p/{tokens[TWO]}/")
    assert answer.status_code == 200
    assert "这一段已从正文中去掉" in answer.text
    assert "误收他处文字" in answer.text
    assert '<a href="/reports/620100/2019/work-report/">到现在的全文</a>' in answer.text


def test_a_former_paragraph_is_cited_at_its_own_address(client: Client) -> None:
    tokens = revised(ONE)
    assert f"第4段. http://testserver/p/{tokens[TWO]}/." in client.get(f"/p/{tokens[TWO]}/").text


def test_a_former_text_is_not_trusted_either(client: Client) -> None:
    report = make(ONE, "<b>" + TWO)
    token = report.paragraphs.get(text__contains="<b>").token_id
    put(report, ONE, "<i>" + TWO)
    page = client.get(f"/p/{token}/").text
    assert "&lt;b&gt;" in page or "<del>b</del>" in page
    assert "<b>" not in page
    assert "<i>" not in page


def test_one_of_a_merged_report_leads_to_the_other(client: Client) -> None:
    report, into = make(ONE, TWO), make(ONE, TWO.replace("十二", "十三"))
    token, key = report.paragraphs.get(text=TWO).token_id, report.key
    merge(report, into, by=None, reason="同一份报告")
    page = client.get(f"/p/{token}/").text
    assert f'<p class="text">{TWO}</p>' in page
    assert "已并入另一份" in page
    assert key in page
    assert f'href="/p/{into.paragraphs.get(text__contains="十三").token_id}/">到另一份报告里的这一段' in page


def test_one_of_a_withdrawn_report_is_gone_with_it(client: Client) -> None:
    tokens = revised(ONE)
    withdraw(Report.objects.get(), None, "出处有误")
    answer = client.get(f"/p/{tokens[TWO]}/")
    assert answer.status_code == 410
    assert "出处有误" in answer.text
    assert TWO not in answer.text


def test_of_a_revised_report_every_paragraph_leads_to_the_history(client: Client) -> None:
    tokens = revised(ONE, TWO.replace("十二", "十三"))
    to_history = '<a href="/reports/620100/2019/work-report/history/">报告的修订记录</a>'
    changed, kept = (client.get(f"/p/{tokens[text]}/").text for text in (TWO.replace("十二", "十三"), ONE))
    assert to_history in changed
    assert f"这份报告现为第 2 版；这一段没有更早的文字。 {to_history}" in kept
    assert "报告的修订记录" not in client.get(f"/p/{make_paragraph().token_id}/").text


def test_the_present_text_leads_back_to_what_it_was(client: Client) -> None:
    tokens = revised(ONE, TWO.replace("十二", "十三"))
    page = client.get(f"/p/{tokens[TWO.replace('十二', '十三')]}/").text
    assert "原来的文字" in page
    assert f'<a href="/p/{tokens[TWO]}/"><span class="about">第 1 版，到' in page
    assert "原来的文字" not in client.get(f"/p/{tokens[ONE]}/").text


def test_a_former_paragraph_asks_at_most_six_questions(client: Client, django_assert_max_num_queries) -> None:
    tokens = revised(ONE, TWO.replace("十二", "十三"))
    with django_assert_max_num_queries(6):
        client.get(f"/p/{tokens[TWO]}/")
