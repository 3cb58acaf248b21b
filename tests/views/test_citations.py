"""The files for reference managers, and the citations on a page."""
import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from archive.editing.merging import merge
from archive.holdings.publication import withdraw
from archive.models import FormerAddress, Paragraph, Report, Token
from tests.factories import make_report
from tests.test_revision import ONE, TWO, make, put

pytestmark = pytest.mark.django_db
REPORT = "/reports/620100/2023/work-report"
FILES = {".ris": "application/x-research-info-systems", ".bib": "application/x-bibtex", ".csl.json": "application/vnd.citationstyles.csl+json"}
every_file = pytest.mark.parametrize("file", FILES)


def paragraph(**fields) -> Paragraph:
    report = make_report("一、回顾", "经济增长。", slug="work-report", **fields)
    return report.paragraphs.get(text="经济增长。")


@every_file
def test_a_paragraph_can_be_had_for_reference_managers(client: Client, file: str) -> None:
    token = paragraph().token_id
    answer = client.get(f"/p/{token}{file}")
    assert answer["Content-Type"] == f"{FILES[file]}; charset=utf-8"
    assert all(told in answer.text for told in [token, f"http://testserver/p/{token}/", "政府工作报告", "第2段", "兰州市人民政府"])


@every_file
def test_so_can_a_report(client: Client, file: str) -> None:
    paragraph()
    answer = client.get(f"{REPORT}{file}")
    assert answer["Content-Type"] == f"{FILES[file]}; charset=utf-8"
    assert all(told in answer.text for told in [f"http://testserver{REPORT}/", "政府工作报告", "兰州市人民政府"])
    assert "段" not in answer.text


@every_file
def test_each_says_of_a_sample_that_it_is_invented(client: Client, file: str) -> None:
    token = paragraph(is_sample=True).token_id
    for address in (f"/p/{token}{file}", f"{REPORT}{file}"):
        assert "示例，内容为虚构" in client.get(address).text
    Report.objects.update(is_sample=False)
    assert "示例" not in client.get(f"/p/{token}{file}").text


@every_file
def test_each_says_that_the_archive_names_the_government(client: Client, file: str) -> None:
    assert "责任者未见于原件" in client.get(f"/p/{paragraph().token_id}{file}").text
    Report.objects.update(issuer="兰州市人民政府")
    assert "责任者" not in client.get(f"{REPORT}{file}").text


def test_each_says_which_state_of_the_archive_was_read_and_when(client: Client) -> None:
    [item] = client.get(f"/p/{paragraph().token_id}.csl.json").json()
    today = timezone.localdate()
    assert item["accessed"] == {"date-parts": [[today.year, today.month, today.day]]}
    assert re.match(r"政府报告文库（.+）", item["note"])


@every_file
def test_a_token_written_otherwise_leads_to_the_same_file(client: Client, file: str) -> None:
    given = Token.objects.create(value="10ABCDEF01", report=paragraph().report)
    Paragraph.objects.filter(text="经济增长。").update(token=given)
    for written in ("10abcdef01", "IOABCDEFOL"):
        answer = client.get(f"/p/{written}{file}")
        assert (answer.status_code, answer["Location"]) == (301, f"/p/10ABCDEF01{file}")


@every_file
@pytest.mark.parametrize("written", ["0000000000", "1234", "UUUUUUUUUU", "一二三四五六七八九十", "%00", "a.b"])
def test_what_is_no_token_has_no_file(client: Client, file: str, written: str) -> None:
    assert client.get(f"/p/{written}{file}").status_code == 404


@every_file
def test_of_a_withdrawn_report_there_is_the_reason(client: Client, file: str) -> None:
    token = paragraph().token_id
    withdraw(Report.objects.get(), None, "出处有误")
    for address in (f"/p/{token}{file}", f"{REPORT}{file}"):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (410, "text/plain; charset=utf-8")
        assert "出处有误" in answer.text
        assert "经济" not in answer.text


@every_file
def test_a_draft_has_no_file_for_the_public(client: Client, file: str) -> None:
    token = paragraph(status="draft").token_id
    assert client.get(f"/p/{token}{file}").status_code == 404
    assert client.get(f"{REPORT}{file}").status_code == 404


@every_file
def test_a_former_paragraph_is_cited_as_it_stood(client: Client, file: str) -> None:
    report = make(ONE, TWO)
    token, position = report.paragraphs.filter(text=TWO).values_list("token", "position").get()
    put(report, ONE)
    answer = client.get(f"/p/{token}{file}")
    assert answer.status_code == 200
    assert f"第{position}段" in answer.text
    assert f"/p/{token}/" in answer.text


def test_a_paragraph_of_a_merged_report_is_cited_with_the_one_it_is_in(client: Client) -> None:
    report, into = make(ONE, TWO), make(ONE, TWO.replace("十二", "十三"))
    token = report.paragraphs.get(text=TWO).token_id
    merge(report, into, by=None, reason="同一份报告")
    answer = client.get(f"/p/{token}.ris")
    assert answer.status_code == 200
    assert f"/p/{token}/" in answer.text
    assert "版文字" not in answer.text


@every_file
def test_a_token_that_was_given_and_has_no_text_is_gone(client: Client, file: str) -> None:
    report = paragraph().report
    Token.objects.create(value="10ABCDEF01", report=report, given_on=timezone.now())
    Token.objects.create(value="10ABCDEF02", report=report)
    answer = client.get(f"/p/10ABCDEF01{file}")
    assert (answer.status_code, answer.text) == (410, "编号 10ABCDEF01 的一段已不在正文里。\n")
    assert client.get(f"/p/10ABCDEF02{file}").status_code == 404


@every_file
def test_a_report_that_moved_leads_to_its_file(client: Client, file: str) -> None:
    FormerAddress.objects.create(key="620100/2022/work-report", report=paragraph().report)
    answer = client.get(f"/reports/620100/2022/work-report{file}")
    assert (answer.status_code, answer["Location"]) == (301, f"{REPORT}{file}")


def test_files_are_only_read(client: Client) -> None:
    assert client.post(f"/p/{paragraph().token_id}.ris").status_code == 405


def test_both_pages_show_every_form_and_link_the_files(client: Client) -> None:
    token = paragraph().token_id
    for address in (f"/p/{token}/", f"{REPORT}/"):
        page = client.get(address).text
        assert re.findall(r'id="citation-(\w+)"', page) == ["gbt2025", "gbt2015", "plain", "ris", "bib", "csl"]
        assert all(f'href="{address.rstrip("/")}{file}"' in page for file in FILES)


def test_a_page_says_that_the_archive_names_the_government(client: Client) -> None:
    says = "责任者“兰州市人民政府”未见于原件"
    token = paragraph().token_id
    assert says in client.get(f"/p/{token}/").text
    Report.objects.update(issuer="兰州市人民政府")
    assert says not in client.get(f"/p/{token}/").text


def test_the_citation_of_a_hostile_title_is_text(client: Client) -> None:
    page = client.get(f"/p/{paragraph(title='</pre><script>alert(1)</script>').token_id}/").text
    assert "<script>alert" not in page
    assert "</pre><script" not in page


def test_the_page_s_own_json_is_the_file_s(client: Client) -> None:
    token = paragraph().token_id
    shown = re.search(r'id="citation-csl"[^>]*>(.*?)</pre>', client.get(f"/p/{token}/").text, re.DOTALL)[1]
    assert json.loads(shown.replace("&quot;", '"')) == client.get(f"/p/{token}.csl.json").json()


@pytest.mark.parametrize("address", [f"{REPORT}/", f"{REPORT}.ris"])
def test_the_release_is_asked_for_once_in_a_while(client: Client, django_assert_max_num_queries, address: str) -> None:
    paragraph()
    cache.clear()
    client.get(address)
    with django_assert_max_num_queries(6) as asked:
        client.get(address)
    assert not [query for query in asked if "archive_release" in query["sql"].lower()]
