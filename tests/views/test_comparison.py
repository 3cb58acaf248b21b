"""比对: the files that carry a report, and what a near copy has that the report has not."""
import html
import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from archive.intake.ingest import Wishes, ingest
from archive.models import Original, Report, Witness
from archive.text.fold import fold
from archive.text.likeness import likeness, marks
from tests.conftest import PROJECT
from tests.factories import make_report

pytestmark = pytest.mark.django_db

TEXTS = [
    "各位代表：", "一、工作回顾", "去年新建城乡公路420公里，改造危桥三十六座，所有乡镇都通了硬化路。",
    "新增公办幼儿园学位一万二千个，义务教育学校大班额全部消除。", "完成老旧供水管网更新九十公里，农村自来水普及率达到94.5%。",
    "空气质量优良天数比例提高三个百分点，十二条黑臭水体基本消除。"]


def make_witness(report: Report, *texts: str, digest: str = "a" * 64, names: tuple[str, ...] = ("扫描件.txt",), **fields) -> Witness:
    original = Original.objects.create(sha256=digest, size=3000)
    alike = likeness(marks(map(fold, TEXTS)), marks(map(fold, texts))).both
    fields = {"relation": Witness.Relation.NEAR, "text": "\n".join(texts), "likeness": alike, **fields}
    return report.witnesses.create(original=original, names=list(names), **fields)


def get(client: Client, report: Report, digest: str = "a" * 64, **query: str) -> HttpResponse:
    return client.get(f"{report.get_absolute_url()}witnesses/{digest}/", query)


def page(client: Client, report: Report, **query: str) -> str:
    answer = get(client, report, **query)
    assert answer.status_code == 200
    return answer.content.decode()


def marks_in(text: str, tag: str) -> list[str]:
    """What the page marks so, without what only a screen reader says."""
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", text[text.index('class="comparison"'):], re.DOTALL)
    return [html.unescape(re.sub(r'<span class="unseen">.*?</span>', "", piece)) for piece in found]


@pytest.fixture
def report() -> Report:
    return make_report(*TEXTS)


def test_a_wrong_figure_is_marked_on_either_side(client, report):
    make_witness(report, *TEXTS[:4], TEXTS[4].replace("94.5", "94.8"), TEXTS[5])
    text = page(client, report)
    assert (marks_in(text, "del"), marks_in(text, "ins")) == (["94.5"], ["94.8"])
    assert "1 处不同" in text


def test_only_what_differs_is_shown_and_what_is_equal_counted(client, report):
    make_witness(report, *TEXTS[:4], TEXTS[4].replace("94.5", "94.8"), TEXTS[5])
    text = page(client, report)
    assert "4 段相同" in text
    assert "1 段相同" in text
    assert "幼儿园" not in text


def test_the_whole_text_is_shown_on_request(client, report):
    make_witness(report, *TEXTS[:4], TEXTS[4].replace("94.5", "94.8"), TEXTS[5])
    text = page(client, report, whole="1")
    assert all(line in text for line in TEXTS[:4])
    assert "段相同" not in text


def test_a_paragraph_is_called_by_its_number_and_leads_to_its_place(client, report):
    make_witness(report, *TEXTS[:4], TEXTS[4].replace("94.5", "94.8"), TEXTS[5])
    token = report.paragraphs.get(position=5).token_id
    assert f'<a class="where" href="/p/{token}/">第5段</a>' in page(client, report)


def test_punctuation_spacing_width_and_script_are_set_aside(client, report):
    make_witness(report, "各位 代表:", TEXTS[1], "去年新建城鄉公路４２０公里,改造危橋三十六座,所有鄉鎮都通了硬化路.", *TEXTS[3:])
    text = page(client, report)
    assert "没有不同" in text
    assert "<del>" not in text
    assert "6 段相同" in text


def test_punctuation_is_compared_on_request(client, report):
    make_witness(report, "各位代表:", *TEXTS[1:])
    text = page(client, report, signs="1")
    assert (marks_in(text, "del"), marks_in(text, "ins")) == (["："], [":"])


def test_a_line_break_of_its_own_is_set_aside_and_shown_on_request(client, report):
    make_witness(report, *TEXTS[:2], TEXTS[2] + TEXTS[3], *TEXTS[4:])
    assert "没有不同" in page(client, report)
    assert marks_in(page(client, report, signs="1"), "del") == ["↵"]


def test_what_only_one_has_is_shown_whole(client, report):
    make_witness(report, *TEXTS[:5], "（根据录音整理）")
    text = page(client, report)
    assert marks_in(text, "del") == [TEXTS[5]]
    assert marks_in(text, "ins") == ["（根据录音整理）"]


def test_many_paragraphs_that_only_one_has_are_folded_away(client, report):
    make_witness(report, *TEXTS[:2])
    text = page(client, report)
    assert "文库有、这份文件没有的 4 段" in text
    assert "<summary>" in text
    assert marks_in(text, "del") == TEXTS[2:]


def test_a_moved_paragraph_is_said_to_have_moved(client, report):
    make_witness(report, *TEXTS[:2], *TEXTS[3:], TEXTS[2])
    assert "次序不同" in page(client, report)


def test_a_long_stretch_that_both_have_is_cut_in_the_middle(client):
    long = "，".join(f"第{n}项工程如期完成" for n in range(100)) + "。"
    report = make_report(long)
    make_witness(report, long.replace("第50项", "第51项"))
    text = page(client, report)
    assert "……" in text
    assert "第3项工程" in text
    assert "第20项工程" not in text
    assert "第49项工程" in text
    assert "第20项工程" in page(client, report, whole="1")


def test_marks_have_words_for_those_who_cannot_see_them(client, report):
    make_witness(report, *TEXTS[:4], TEXTS[4].replace("94.5", "94.8"), TEXTS[5])
    text = page(client, report)
    assert '<del><span class="unseen">〔文库有：</span>94.5' in text
    assert '<ins><span class="unseen">〔文件有：</span>94.8' in text


def test_the_text_of_a_file_is_escaped(client, report):
    make_witness(report, *TEXTS[:5], "<script>alert(1)</script>", names=("<b>.txt",))
    text = page(client, report)
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text
    assert "<b>.txt" not in text


def test_texts_too_long_to_compare_are_refused_in_words(client, report, monkeypatch):
    make_witness(report, *TEXTS)
    monkeypatch.setattr("archive.reading.comparison.MOST", 100)
    assert "文字太长" in page(client, report)


def test_a_file_with_the_same_text_is_said_to_have_it(client, report):
    make_witness(report, relation=Witness.Relation.COPY, text="", likeness=None)
    assert "与文库的相同" in page(client, report)


def test_the_list_names_every_file(client, report):
    make_witness(report, relation=Witness.Relation.SAME, text="", likeness=None, names=("甲.txt", "乙.txt"))
    make_witness(report, *TEXTS[:3], digest="b" * 64, names=("丙.txt",))
    text = client.get(f"{report.get_absolute_url()}witnesses/").content.decode()
    assert "甲.txt、乙.txt" in text
    assert "丙.txt" in text
    assert text.count("与文库的文字比对") == 1
    assert f"{report.get_absolute_url()}original/{'b' * 64}/" in text


def test_the_report_leads_to_the_comparison(client, report):
    make_witness(report, *TEXTS[:3])
    assert f"{report.get_absolute_url()}witnesses/{'a' * 64}/" in client.get(report.get_absolute_url()).content.decode()


def test_the_api_says_how_alike_a_witness_is(client, report):
    make_witness(report, *TEXTS[:3], warnings=[{"pattern": "原文 {n} 字", "values": {"n": 3}}])
    [witness] = client.get(f"/api/v1{report.get_absolute_url()}").json()["witnesses"]
    assert 0 < witness["likeness"] < 1
    assert (witness["relation"], witness["warnings"]) == ("near", ["原文 3 字"])


@pytest.mark.parametrize("digest", ["c" * 64, "zz"])
def test_a_file_that_is_not_the_reports_is_not_found(client, report, digest):
    make_witness(report, *TEXTS)
    assert get(client, report, digest).status_code == 404


@pytest.mark.parametrize(("status", "answer"), [(Report.Status.DRAFT, 404), (Report.Status.WITHDRAWN, 410)])
def test_a_report_that_is_not_public_is_not_compared_in_public(client, status, answer):
    report = make_report(*TEXTS, status=status, withdrawn_reason="误收")
    make_witness(report, *TEXTS[:3])
    assert get(client, report).status_code == answer
    assert client.get(f"{report.get_absolute_url()}witnesses/").status_code == answer


def test_an_earlier_address_leads_to_the_present_one(client, report):
    make_witness(report, *TEXTS[:3])
    report.former_addresses.create(key="620100/2022/old")
    answer = client.get(f"/reports/620100/2022/old/witnesses/{'a' * 64}/")
    assert (answer.status_code, answer["Location"]) == (301, f"{report.get_absolute_url()}witnesses/{'a' * 64}/")


def test_a_real_copy_is_compared(client):
    path = PROJECT / "fixtures" / "990121-2022.txt"
    [first] = ingest(path.read_bytes(), path.name, Wishes())
    report = first.report
    lines = [text.replace("公里", "千米") for text in report.paragraphs.values_list("text", flat=True)]
    [second] = ingest("\n".join(lines).encode(), Path("另一份.txt").name, Wishes())
    witness = second.report.witnesses.get(relation=Witness.Relation.NEAR)
    text = page(client, report, digest=witness.original_id)
    assert (set(marks_in(text, "del")), set(marks_in(text, "ins"))) == ({"公里"}, {"千米"})
