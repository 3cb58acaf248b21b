"""The page of what other reports say nearly so."""
import re

import pytest
from django.test import Client

from archive.models import Paragraph, Report, Token
from archive.reading import variants as reading
from tests.factories import make_report
from tests.test_revision import ONE, TWO, make, put

pytestmark = pytest.mark.django_db
TEXT = "全市地区生产总值增长5.5%左右，城镇登记失业率控制在4%以内。"
OTHER = TEXT.replace("5.5", "6.2")


def make_paragraph(text: str = TEXT, **fields) -> Paragraph:
    return make_report("一、目标", text, **fields).paragraphs.get(text=text)


def page_of(client: Client, paragraph: Paragraph) -> str:
    answer = client.get(f"/p/{paragraph.token_id}/variants/")
    assert answer.status_code == 200
    return answer.text


def test_a_paragraph_s_page_leads_there(client: Client) -> None:
    here = make_paragraph()
    assert f'href="/p/{here.token_id}/variants/" rel="nofollow"' in client.get(f"/p/{here.token_id}/").text


def test_a_variant_has_its_place_year_report_link_and_what_differs(client: Client) -> None:
    here = make_paragraph()
    there = make_paragraph(OTHER, place="620200", year=2021, slug="there", title="别的<报告>")
    page = page_of(client, here)
    assert "其他报告里有 1 段相近" in page
    assert f'<a class="token" href="/p/{there.token_id}/">' in page
    assert f'href="/reports/620200/2021/there/#{there.token_id}"' in page
    assert "2021年" in page
    assert "别的&lt;报告&gt;" in page
    assert re.findall(r"<(del|ins)><span[^>]*>[^<]*</span>([^<]*)<", page) == [("del", "5.5"), ("ins", "6.2")]
    assert f'href="/p/{here.token_id}/"' in page


def test_what_is_told_of_a_hostile_text_is_text(client: Client) -> None:
    here = make_paragraph(TEXT + "<script>")
    make_paragraph(OTHER + "<b>", year=2021)
    page = page_of(client, here)
    assert "<b>" not in page
    assert TEXT + "<script>" not in page


def test_signs_alone_are_named_as_what_differs(client: Client) -> None:
    here = make_paragraph()
    make_paragraph(TEXT.replace("，", "、"), year=2021)
    page = page_of(client, here)
    assert "只有标点和写法不同" in page
    assert "% 相同" not in page


def test_where_there_is_none_it_says_so_and_what_was_looked_at(client: Client) -> None:
    page = page_of(client, make_paragraph())
    assert "没有找到相近的段落" in page
    assert "这样的段落有 0 段，全都比过了" in page


def test_where_not_all_were_compared_it_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    here = make_paragraph()
    for year in (2020, 2021):
        make_paragraph(OTHER, year=year)
    monkeypatch.setattr(reading, "MOST", 1)
    page = page_of(client, here)
    assert "其他报告里有 1 段相近，只比了 1 段" in page
    assert "可能还有没列出的" in page


def test_many_with_one_wording_are_counted_and_a_few_named(client: Client) -> None:
    here = make_paragraph()
    for year in range(2001, 2008):
        make_paragraph(OTHER, year=year)
    page = page_of(client, here)
    assert "其他报告里有 7 段相近，1 种文字" in page
    assert page.count("政府工作报告</span></a>") == 5
    assert "#elsewhere\">这样写的共 7 段" in page


def test_a_short_text_has_none_to_look_for(client: Client) -> None:
    here = make_paragraph("稳中求进。")
    assert "这一段不到 12 个字" in page_of(client, here)
    assert "/variants/" not in client.get(f"/p/{here.token_id}/").text


def test_drafts_and_withdrawn_reports_are_not_told(client: Client) -> None:
    here = make_paragraph()
    make_paragraph(OTHER, year=2020, status="draft")
    make_paragraph(OTHER, year=2019, status="withdrawn", withdrawn_reason="误")
    assert "没有找到" in page_of(client, here)


def test_a_draft_s_page_is_not_there_and_a_withdrawn_one_s_is_gone(client: Client) -> None:
    draft, gone = make_paragraph(status="draft"), make_paragraph(status="withdrawn", withdrawn_reason="误")
    assert client.get(f"/p/{draft.token_id}/variants/").status_code == 404
    assert client.get(f"/p/{gone.token_id}/variants/").status_code == 410


def test_a_token_otherwise_written_is_redirected_and_one_that_is_none_is_not_there(client: Client) -> None:
    here = make_paragraph()
    answer = client.get(f"/p/{here.token_id.lower()}/variants/")
    assert (answer.status_code, answer["Location"]) == (301, f"/p/{here.token_id}/variants/")
    assert client.get("/p/1234/variants/").status_code == 404


def test_a_former_paragraph_has_its_variants_and_one_taken_out_without_a_trace_is_gone(client: Client) -> None:
    report = make(ONE, TWO)
    token = report.paragraphs.get(text=TWO).token_id
    there = make_report(TWO.replace("十二", "十七"), year=1999).paragraphs.get()
    put(report, ONE, TWO.replace("十二", "十三"))
    assert f'href="/p/{there.token_id}/"' in client.get(f"/p/{token}/variants/").text
    lost = make_paragraph()
    Paragraph.objects.filter(pk=lost.pk).delete()
    assert client.get(f"/p/{lost.token_id}/variants/").status_code == 410


def test_where_the_database_had_no_time_it_says_so_and_when_to_come_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    here = make_paragraph()
    monkeypatch.setattr("archive.search.asking.SETTINGS", "select set_config('statement_timeout', '20ms', true), %s")
    monkeypatch.setattr(reading, "WORTH", "select 1, '' from (select %s, %s, %s, %s, %s) asked, pg_sleep(2)")
    answer = client.get(f"/p/{here.token_id}/variants/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "请过一会儿再试" in answer.text
    assert not answer.has_header("ETag")


def test_it_asks_at_most_eight_questions_however_many_there_are(client: Client, django_assert_max_num_queries) -> None:
    here = make_paragraph()
    for year in range(2001, 2010):
        make_paragraph(OTHER.replace("4%", f"{year - 2000}%"), year=year)
    with django_assert_max_num_queries(8):
        page_of(client, here)


def test_it_is_kept_until_something_changes_and_not_for_crawlers(client: Client) -> None:
    here = make_paragraph()
    first = client.get(f"/p/{here.token_id}/variants/")
    assert '<meta name="robots" content="noindex">' in first.text
    assert client.get(f"/p/{here.token_id}/variants/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    Report.objects.filter(pk=make_paragraph(OTHER, year=2021).report_id).update(identifier="x1")
    assert client.get(f"/p/{here.token_id}/variants/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_token_never_given_is_not_there(client: Client) -> None:
    Token.objects.create(value="10ABCDEF01", report=make_paragraph().report)
    assert client.get("/p/10ABCDEF01/variants/").status_code == 404
