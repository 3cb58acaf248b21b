"""The reading page's aids: a search inside the report, its matches one by one, the other script."""
import gzip
import re

import brotli
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from archive.models import Report
from tests.factories import make_report

pytestmark = pytest.mark.django_db

LANZHOU = "/reports/620100/2023/work-report/"


def work_report(*texts: str, **fields) -> Report:
    return make_report(*texts, slug="work-report", **fields)


def looked_for(client: Client, typed: str, **params: str) -> str:
    return client.get(LANZHOU, {"q": typed, **params}).text


def marks(page: str) -> list[str]:
    return re.findall(r'<mark id="(m\d+)">', page)


def test_there_is_a_box_to_search_the_report_with_what_was_typed_in_it(client: Client) -> None:
    work_report("发展经济。")
    page = looked_for(client, '发展 "<b>')
    assert f'<form action="{LANZHOU}" role="search" aria-label="在本报告中检索">' in page
    assert 'value="发展 &quot;&lt;b&gt;"' in page
    assert "<b>" not in page


def test_every_match_is_counted_and_can_be_gone_to(client: Client) -> None:
    work_report("发展再发展。", "别的话。", "谋发展。")
    page = looked_for(client, "发展")
    assert marks(page) == ["m1", "m2", "m3"]
    assert "标出 3 处，见于 2 段" in page
    assert 'href="#m1" data-next="下一处"' in page
    assert "第 1–2 / 3 处" in page
    assert "第 3 / 3 处" in page


def test_matches_that_touch_are_two(client: Client) -> None:
    work_report("发展发展")
    assert marks(looked_for(client, "发展")) == ["m1", "m2"]


def test_the_paragraphs_that_match_are_listed(client: Client) -> None:
    report = work_report("发展再发展。", "别的话。", "谋发展。")
    page = looked_for(client, "发展")
    listed = page[page.index("逐段列出"):page.index("</details>", page.index("逐段列出"))]
    assert '<a href="#m1"><span class="about">第1段</span> <mark>发展</mark>再发展。 <span class="count">×2</span></a>' in listed
    assert '<a href="#m3"><span class="about">第3段</span> 谋<mark>发展</mark>。</a>' in listed
    assert "别的话" not in listed
    assert report.paragraph_count == 3


@pytest.mark.parametrize(("typed", "number"), [
    ("发展 经济", 2), ("发展 -经济", 3), ("发展|别的", 5), ("“发展再”", 1), ("342亿元", 1), ("发展 NEAR/1 经济", 2), ("發展", 4), ("place:兰州市 别的", 1)])
def test_what_is_marked_is_what_search_finds_in_the_paragraph(client: Client, typed: str, number: int) -> None:
    work_report("发展经济。", "发展再发展。", "别的话，1342亿元和342亿元。", "谋发展。")
    assert len(marks(looked_for(client, typed))) == number


def test_that_there_is_none_is_said_and_the_whole_archive_offered(client: Client) -> None:
    work_report("发展经济。")
    page = looked_for(client, "湖 泊")
    assert "本报告中没有。" in page
    assert 'href="/search/?q=%E6%B9%96%20%E6%B3%8A">在全库检索' in page
    assert "逐段列出" not in page


def test_a_query_without_words_to_mark_says_how_many_paragraphs_it_finds(client: Client) -> None:
    work_report("甲乙丙", "丁戊己", part="plan")
    page = looked_for(client, "part:plan")
    assert "符合的有 2 段" in page
    assert marks(page) == []


@pytest.mark.parametrize(("typed", "said"), [("发展 (", "括号没有成对，已略去。"), ("，，，", "查询中没有可以检索的词。"), ("发展 level:乡", "“level:乡”无法理解；"),
                                             ("发展 place:火星", "没有叫“火星”的地区")])
def test_what_was_not_followed_in_a_query_is_told_as_on_the_search_page(client: Client, typed: str, said: str) -> None:
    work_report("发展经济。")
    assert said in looked_for(client, typed)


def test_without_a_query_nothing_speaks_of_matches(client: Client) -> None:
    work_report("发展经济。")
    page = client.get(LANZHOU).text
    for word in ("标出 ", "逐段列出", "本报告中没有", "noindex"):
        assert word not in page


def test_a_report_can_be_read_in_traditional_characters_said_to_be_a_machine_s(client: Client) -> None:
    report = work_report("一、发展", "发展经济。")
    page = client.get(LANZHOU, {"script": "hant"}).text
    assert "發展經濟。</p>" in page
    assert ">一、發展</a>" in page
    assert 'class="blocks" lang="zh-Hant"' in page
    assert "机器转换：正文逐字转为繁体字" in page
    assert 'href="?">看原文' in page
    assert report.paragraphs.get(position=2).text == "发展经济。"


def test_a_converted_page_is_not_another_page_for_search_engines(client: Client) -> None:
    work_report("发展经济。")
    page = client.get(LANZHOU, {"script": "hant"}).text
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="http://testserver{LANZHOU}">' in page


def test_a_converted_page_s_links_and_citations_stay_the_original_s(client: Client) -> None:
    report = work_report("发展经济。")
    page = client.get(LANZHOU, {"script": "hant"}).text
    assert f'<a class="number" href="/p/{report.paragraphs.get().token_id}/">1</a>' in page
    assert "兰州市人民政府. 政府工作报告[R/OL]" in page


def test_a_traditional_report_can_be_read_in_simplified_characters_only(client: Client) -> None:
    work_report("發展經濟。", language="zh-Hant")
    assert "发展经济。</p>" in client.get(LANZHOU, {"script": "hans"}).text
    page = client.get(LANZHOU).text
    assert "發展經濟。</p>" in page
    assert "用简体字读" in page
    assert "用繁体字读" not in page


@pytest.mark.parametrize("script", ["hans", "xx", "", "<b>"])
def test_a_script_that_is_not_offered_leaves_the_text_as_it_is(client: Client, script: str) -> None:
    work_report("发展经济。")
    page = client.get(LANZHOU, {"script": script}).text
    assert "发展经济。</p>" in page
    assert "机器转换" not in page


def test_the_script_is_kept_while_one_searches_inside(client: Client) -> None:
    work_report("发展经济。")
    page = looked_for(client, "发展", script="hant")
    assert '<mark id="m1">發展</mark>經濟。' in page
    assert '<input type="hidden" name="script" value="hant">' in page
    assert 'href="?script=hant">不再标出' in page


def test_a_page_is_sent_compressed_to_whoever_takes_it_so(client: Client) -> None:
    work_report(*["发展经济。" * 20] * 20)
    answer = client.get(LANZHOU, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]
    assert "发展经济。" in gzip.decompress(answer.content).decode()


def test_how_long_a_compressed_page_is_tells_nothing_of_what_is_in_it(client: Client) -> None:
    work_report(*["发展经济。" * 20] * 20)
    answers = [client.get(LANZHOU, headers={"accept-encoding": "gzip"}) for _ in range(20)]
    assert len({answer["Content-Length"] for answer in answers}) > 1
    assert {gzip.decompress(answer.content) for answer in answers} == {client.get(LANZHOU).content}
    assert [int(answer["Content-Length"]) for answer in answers] == [len(answer.content) for answer in answers]


@pytest.mark.parametrize("accepted", ["br", "gzip, deflate, br", "br;q=0.8, gzip", "gzip,br ; q=1", "zstd, br"])
def test_a_page_without_secrets_is_sent_the_quick_way_to_whoever_takes_it(client: Client, accepted: str) -> None:
    work_report(*["发展经济。" * 20] * 20)
    answer = client.get(LANZHOU, headers={"accept-encoding": accepted})
    assert (answer["Content-Encoding"], answer["Content-Length"]) == ("br", str(len(answer.content)))
    assert "Accept-Encoding" in answer["Vary"]
    assert brotli.decompress(answer.content) == client.get(LANZHOU).content


@pytest.mark.parametrize("accepted", ["br;q=0, gzip", "br;q=0.000,gzip", "gzip, br; q=0", "gzip, brr, x-br"])
def test_brotli_is_not_sent_to_whoever_does_not_name_it(client: Client, accepted: str) -> None:
    work_report("发展经济。")
    assert client.get(LANZHOU, headers={"accept-encoding": accepted})["Content-Encoding"] == "gzip"


def test_a_page_that_may_hold_a_secret_is_padded(client: Client, admin_user: User) -> None:
    as_browsers_do = {"accept-encoding": "gzip, deflate, br"}
    work_report("发展经济。")
    assert client.get(reverse("staff_login"), headers=as_browsers_do)["Content-Encoding"] == "gzip"
    client.force_login(admin_user)
    assert client.get(LANZHOU, headers=as_browsers_do)["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("accepted", ["", "identity", "deflate"])
def test_a_page_goes_as_it_is_to_whoever_does_not_take_it_compressed(client: Client, accepted: str) -> None:
    work_report("发展经济。")
    answer = client.get(LANZHOU, headers={"accept-encoding": accepted})
    assert not answer.has_header("Content-Encoding")
    assert "Accept-Encoding" in answer["Vary"]
    assert "发展经济。" in answer.content.decode()
