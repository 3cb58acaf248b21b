"""Citations, against the strings that the published styles of the standard give."""
import datetime
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.citations import bibtex, csl, gbt7714, plain, responsibility, ris
from archive.citations.forms import forms
from archive.citations.source import INVENTED, Access, Source, of_paragraph, of_report, one_line
from archive.models import FormerParagraph, Report
from archive.text.vocabulary import Kind, Level
from tests.factories import make_place, make_report
from tests.test_revision import ONE, TWO, make, put

ACCESSED = Access(datetime.date(2026, 11, 21), "2026.3")
LINK = "https://archive.example/reports/620100/2023/work-report/"
PASSAGE = "https://archive.example/p/7K3QX9W2ME/"
SOURCE = Source(
    key="620100-2023-work-report", title="政府工作报告", authors=("兰州市人民政府",), institution="兰州市人民政府",
    is_author_supplied=False, is_report=True, issued="2022-12-19", language="zh-Hans", speaker="", publisher="",
    place="兰州市", version=1, is_revised=False, permalink=LINK, whole=LINK, access=ACCESSED)
SAMPLE = replace(SOURCE, is_sample=True)
ARTICLE = replace(SOURCE, title="强省会", authors=("田蹊", "王煜宇"), institution="", is_report=False, issued="2023-08-09")


def cited(**fields) -> Source:
    """A report of the database, as it is cited."""
    return of_report(make_report("正文", **fields), LINK, ACCESSED)


def fields_of(entry: str) -> list[tuple[str, str]]:
    """RIS as its readers take it apart: two letters, two spaces, a dash, a space, the value."""
    return [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups() for line in entry.split("\r\n") if line]


# GB/T 7714—2025

def test_a_report_has_its_government_and_its_day() -> None:
    assert gbt7714.of_2025(SOURCE) == f"兰州市人民政府. 政府工作报告[R/OL]. 2022-12-19. {LINK}."


def test_a_passage_takes_the_place_of_the_pages() -> None:
    passage = replace(SOURCE, permalink=PASSAGE, passage=62)
    assert gbt7714.of_2025(passage) == f"兰州市人民政府. 政府工作报告[R/OL]. 2022-12-19：第62段. {PASSAGE}."


def test_an_article_has_its_day_in_full_width_parentheses_and_the_day_of_access() -> None:
    assert gbt7714.of_2025(ARTICLE) == f"田蹊，王煜宇. 强省会[EB/OL]. （2023-08-09）[2026-11-21]. {LINK}."


def test_a_passage_of_an_article_stands_between_its_two_days() -> None:
    assert gbt7714.of_2025(replace(ARTICLE, passage=3)) == f"田蹊，王煜宇. 强省会[EB/OL]. （2023-08-09）：第3段[2026-11-21]. {LINK}."


def test_a_report_without_a_date_has_the_year_of_access_in_brackets() -> None:
    assert gbt7714.of_2025(replace(SOURCE, issued="")) == f"兰州市人民政府. 政府工作报告[R/OL]. [2026]. {LINK}."
    passage = replace(SOURCE, issued="", passage=3)
    assert gbt7714.of_2025(passage) == f"兰州市人民政府. 政府工作报告[R/OL]. [2026]：第3段. {LINK}."


def test_an_article_without_a_date_has_that_of_access_alone() -> None:
    assert gbt7714.of_2025(replace(ARTICLE, issued="")) == f"田蹊，王煜宇. 强省会[EB/OL]. [2026-11-21]. {LINK}."


def test_a_year_alone_stands_for_the_day() -> None:
    assert gbt7714.of_2025(replace(SOURCE, issued="2023")) == f"兰州市人民政府. 政府工作报告[R/OL]. 2023. {LINK}."


def test_without_anyone_responsible_the_title_comes_first() -> None:
    assert gbt7714.of_2025(replace(SOURCE, authors=())) == f"政府工作报告[R/OL]. 2022-12-19. {LINK}."


@pytest.mark.parametrize(("people", "shown"), [
    (["甲", "乙", "丙"], "甲，乙，丙. 强省会"), (["甲", "乙", "丙", "丁"], "甲，乙，丙，等. 强省会"), (list("甲乙丙丁戊"), "甲，乙，丙，等. 强省会"),
])
def test_of_more_than_three_authors_three_are_named(people: list[str], shown: str) -> None:
    assert gbt7714.of_2025(replace(ARTICLE, authors=tuple(people))).startswith(f"{shown}[EB/OL]")


def test_an_english_text_says_et_al_and_para() -> None:
    english = replace(ARTICLE, language="en", title="Growth", authors=("LI W", "WANG Y", "ZHAO X", "SUN L"), passage=3)
    assert gbt7714.of_2025(english) == f"LI W，WANG Y，ZHAO X，et al. Growth[EB/OL]. （2023-08-09）：para. 3[2026-11-21]. {LINK}."


def test_a_traditional_text_keeps_its_characters() -> None:
    assert gbt7714.of_2025(replace(SOURCE, language="zh-Hant", title="施政報告", passage=3)).endswith(
        f"施政報告[R/OL]. 2022-12-19：第3段. {LINK}.")


# GB/T 7714—2015

def test_in_2015_a_report_has_both_days_and_half_width_signs() -> None:
    assert gbt7714.of_2015(SOURCE) == f"兰州市人民政府. 政府工作报告[R/OL]. (2022-12-19)[2026-11-21]. {LINK}."


def test_in_2015_a_passage_follows_the_year_as_pages_do() -> None:
    passage = replace(SOURCE, permalink=PASSAGE, passage=62)
    assert gbt7714.of_2015(passage) == f"兰州市人民政府. 政府工作报告[R/OL]. 2022: 第62段(2022-12-19)[2026-11-21]. {PASSAGE}."


@pytest.mark.parametrize(("issued", "whole", "passage"), [
    ("2023", "(2023)[2026-11-21]", "2023: 第3段[2026-11-21]"), ("", "[2026-11-21]", "[2026]: 第3段[2026-11-21]"),
])
def test_in_2015_less_than_a_day_is_told_as_far_as_it_goes(issued: str, whole: str, passage: str) -> None:
    assert gbt7714.of_2015(replace(SOURCE, issued=issued)) == f"兰州市人民政府. 政府工作报告[R/OL]. {whole}. {LINK}."
    assert gbt7714.of_2015(replace(SOURCE, issued=issued, passage=3)) == f"兰州市人民政府. 政府工作报告[R/OL]. {passage}. {LINK}."


def test_in_2015_names_are_parted_by_half_width_commas() -> None:
    assert gbt7714.of_2015(ARTICLE) == f"田蹊, 王煜宇. 强省会[EB/OL]. (2023-08-09)[2026-11-21]. {LINK}."
    assert gbt7714.of_2015(replace(ARTICLE, authors=tuple("甲乙丙丁"))).startswith("甲, 乙, 丙, 等. 强省会")


def test_in_2015_no_full_width_sign_is_left() -> None:
    assert not set("，：（）") & set(gbt7714.of_2015(replace(ARTICLE, passage=3, authors=tuple("甲乙丙丁"))))


# Who is responsible, and when

@pytest.mark.django_db
def test_a_work_report_is_its_government_s_and_the_page_says_who_says_so() -> None:
    source = cited(delivered_on=datetime.date(2022, 12, 19))
    assert gbt7714.of_2025(source) == f"兰州市人民政府. 政府工作报告[R/OL]. 2022-12-19. {LINK}."
    assert source.is_author_supplied


@pytest.mark.django_db
def test_whom_the_document_names_goes_before() -> None:
    assert cited(issuer="兰州市人民政府办公室").authors == ("兰州市人民政府办公室",)
    assert cited(issuer="某报", authors=["田蹊"]).authors == ("田蹊",)
    assert not cited(authors=["田蹊"]).is_author_supplied


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "name", "level", "year", "authors"), [
    ("000000", "全国", Level.NATION, 2023, ["国务院"]), ("000000", "全国", Level.NATION, 1954, []),
    ("620000", "甘肃省", Level.PROVINCE, 1980, ["甘肃省人民政府"]), ("620000", "甘肃省", Level.PROVINCE, 1978, []),
    ("152500", "锡林郭勒盟", Level.PREFECTURE, 2023, ["锡林郭勒盟行政公署"]),
    ("232700", "大兴安岭地区", Level.PREFECTURE, 2023, ["大兴安岭地区行政公署"]),
    ("810000", "香港特别行政区", Level.PROVINCE, 2023, ["香港特别行政区政府"]),
    ("222400", "延边朝鲜族自治州", Level.PREFECTURE, None, ["延边朝鲜族自治州人民政府"]),
])
def test_a_government_is_called_what_it_was_called(code: str, name: str, level: str, year: int | None, authors: list[str]) -> None:
    make_place(code, name, level)
    assert responsibility.supplied(make_report("正文", place=code, year=year)) == authors


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [
    {"place": None}, {"kind": Kind.RESOLUTION}, {"kind": Kind.ARTICLE}, {"place_name": "兰州新区"},
])
def test_nobody_is_named_who_cannot_be_told(fields: dict) -> None:
    source = cited(**fields)
    assert source.authors == ()
    assert not source.is_author_supplied


@pytest.mark.django_db
def test_the_day_is_that_of_delivery_then_that_of_publication_then_the_year() -> None:
    delivered, published = datetime.date(2022, 12, 19), datetime.date(2023, 1, 5)
    assert cited(delivered_on=delivered, published_on=published).issued == "2022-12-19"
    assert cited(published_on=published).issued == "2023-01-05"
    assert cited().issued == "2023"
    assert cited(year=None).issued == ""


@pytest.mark.django_db
def test_the_year_that_statistics_count_is_not_that_of_their_issue() -> None:
    assert cited(kind=Kind.STATISTICS, year=2022).issued == ""


@pytest.mark.django_db
def test_a_former_paragraph_is_cited_as_it_stood() -> None:
    report = make(ONE, TWO)
    put(report, ONE, TWO.replace("十二", "十三"))
    former = FormerParagraph.objects.get()
    source = of_paragraph(former, PASSAGE, LINK, ACCESSED)
    assert (source.passage, source.text, source.version) == (former.position, one_line(TWO), 1)
    assert "文库所载第1版文字" in plain.note(source)
    now = of_report(Report.objects.get(), LINK, ACCESSED)
    assert plain.note(now) == "政府报告文库（2026.3）；文库所载第2版文字；引用日期：2026-11-21"


# RIS

def test_ris_names_a_report_and_ends_it() -> None:
    source = replace(SOURCE, publisher="兰州日报", speaker="市长 张三")
    assert fields_of(ris.entry(source)) == [
        ("TY", "RPRT"), ("AU", "兰州市人民政府"), ("TI", "政府工作报告"), ("PY", "2022"), ("DA", "2022/12/19"), ("PB", "兰州日报"),
        ("LA", "zh-Hans"), ("UR", LINK), ("Y2", "2026/11/21"), ("N1", "政府报告文库（2026.3）；报告人：市长 张三"),
        ("ID", "620100-2023-work-report"), ("ER", "")]


def test_ris_has_a_passage_where_pages_begin() -> None:
    told = dict(fields_of(ris.entry(replace(SOURCE, key="7K3QX9W2ME", permalink=PASSAGE, passage=62))))
    assert (told["SP"], told["UR"], told["ID"]) == ("第62段", PASSAGE, "7K3QX9W2ME")


def test_ris_leaves_out_what_is_not_known() -> None:
    told = dict(fields_of(ris.entry(replace(ARTICLE, authors=(), issued=""))))
    assert told["TY"] == "ELEC"
    assert not {"AU", "PY", "DA", "SP", "PB"} & set(told)
    assert "DA" not in dict(fields_of(ris.entry(replace(SOURCE, issued="2023"))))


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\t\\{}%&#_$~^\"'<>\u202e\u2028@,"), max_size=40)


@given(HOSTILE, HOSTILE)
def test_no_title_and_no_name_begins_a_field_in_ris(title: str, name: str) -> None:
    source = replace(SOURCE, title=one_line(f"甲{title}"), authors=(one_line(f"乙{name}"),))
    tags = [tag for tag, _ in fields_of(ris.entry(source))]
    assert tags == ["TY", "AU", "TI", "PY", "DA", "LA", "UR", "Y2", "N1", "ID", "ER"]
    assert len(ris.entry(source).splitlines()) == len(tags)


# BibTeX

def test_bibtex_is_a_technical_report_of_the_government() -> None:
    assert bibtex.entry(SOURCE) == (
        "@techreport{620100-2023-work-report,\n  author = {{兰州市人民政府}},\n  title = {政府工作报告},\n"
        "  institution = {兰州市人民政府},\n  year = {2022},\n  date = {2022-12-19},\n  langid = {chinese},\n"
        f"  url = {{{LINK}}},\n  urldate = {{2026-11-21}},\n  note = {{政府报告文库（2026.3）}},\n}}\n")


def test_without_an_institution_it_is_no_technical_report() -> None:
    assert bibtex.entry(replace(SOURCE, authors=(), institution="")).startswith("@misc{620100-2023-work-report,\n  title")
    assert bibtex.entry(ARTICLE).startswith("@misc{")


def test_names_are_parted_by_and_and_kept_whole() -> None:
    assert "author = {{Health and Welfare, Ministry of} and {王煜宇}}" in bibtex.entry(
        replace(ARTICLE, authors=("Health and Welfare, Ministry of", "王煜宇")))


def test_a_passage_is_called_by_its_token() -> None:
    entry = bibtex.entry(replace(SOURCE, key="7K3QX9W2ME", passage=62))
    assert entry.startswith("@techreport{7K3QX9W2ME,")
    assert "pages = {第62段}" in entry


def test_tex_signs_in_a_title_stay_characters() -> None:
    assert r"title = {增长5\% \textbraceleft{}\textbraceright{}\textbackslash{}}" in bibtex.entry(replace(SOURCE, title="增长5% {}\\"))


@given(HOSTILE, HOSTILE)
def test_no_brace_in_a_title_or_name_is_left_open(title: str, name: str) -> None:
    entry = bibtex.entry(replace(SOURCE, title=one_line(title), authors=(one_line(name),)))
    depth = 0
    for place, sign in enumerate(entry):
        depth += (sign == "{") - (sign == "}")
        assert depth > 0 or place < entry.index("{") or place >= len(entry) - 2
    assert depth == 0


# CSL-JSON and words

def test_csl_has_what_a_style_needs_and_nothing_that_leads_it_astray() -> None:
    [item] = json.loads(csl.entry(replace(SOURCE, passage=62, publisher="兰州日报", speaker="市长 张三")))
    assert item == {
        "id": "620100-2023-work-report", "type": "report", "title": "政府工作报告", "author": [{"literal": "兰州市人民政府"}],
        "contributor": [{"literal": "市长 张三"}], "issued": {"date-parts": [[2022, 12, 19]]},
        "accessed": {"date-parts": [[2026, 11, 21]]}, "page": "第62段", "language": "zh-Hans", "source": "政府报告文库",
        "URL": LINK, "note": "政府报告文库（2026.3）；报告人：市长 张三"}


def test_csl_tells_a_year_as_a_year_and_an_article_as_a_page() -> None:
    assert csl.item(replace(SOURCE, issued="2023"))["issued"] == {"date-parts": [[2023]]}
    item = csl.item(replace(ARTICLE, issued="", authors=()))
    assert item["type"] == "webpage"
    assert not {"issued", "author", "page", "contributor"} & set(item)


def test_csl_keeps_chinese_readable() -> None:
    assert '"title": "政府工作报告"' in csl.entry(SOURCE)


def test_in_words_it_says_release_version_and_day_of_access() -> None:
    assert plain.entry(replace(SOURCE, passage=62, version=2, is_revised=True)) == (
        f"兰州市人民政府：《政府工作报告》，2022年12月19日，第62段，政府报告文库（2026.3），文库所载第2版文字，{LINK}，2026年11月21日引用。")
    assert plain.entry(replace(SOURCE, authors=(), issued="")) == f"《政府工作报告》，政府报告文库（2026.3），{LINK}，2026年11月21日引用。"


def test_every_form_carries_the_permalink_and_the_newest_standard_comes_first() -> None:
    offered = forms(replace(SOURCE, permalink=PASSAGE, passage=62))
    assert [form.name for form in offered] == ["gbt2025", "gbt2015", "plain", "ris", "bib", "csl"]
    assert all(PASSAGE in form.text for form in offered)
    assert all("2026.3" in form.text for form in offered if not form.is_standard)


def test_every_form_of_a_sample_says_that_it_is_invented() -> None:
    for source in (SAMPLE, replace(SAMPLE, passage=3), replace(ARTICLE, is_sample=True)):
        assert [form.name for form in forms(source) if "示例，内容为虚构" not in form.text] == []
    assert not [form.name for form in forms(SOURCE) if "示例" in form.text]


def test_where_there_is_no_note_a_sample_is_told_beside_its_title() -> None:
    assert gbt7714.of_2025(SAMPLE) == f"兰州市人民政府. 政府工作报告[{INVENTED}][R/OL]. 2022-12-19. {LINK}."
    assert gbt7714.of_2015(SAMPLE) == f"兰州市人民政府. 政府工作报告[{INVENTED}][R/OL]. (2022-12-19)[2026-11-21]. {LINK}."
    assert plain.entry(SAMPLE).startswith(f"兰州市人民政府：《政府工作报告》（{INVENTED}），2022年12月19日，")


@pytest.mark.parametrize(("told", "remark"), [
    ({"is_sample": True}, INVENTED), ({"is_author_supplied": True}, "责任者未见于原件，由文库按文种和地区给出"),
    ({"supplied": ("题名",)}, "题名由文库给出"), ({"supplied": ("责任者", "题名")}, "责任者、题名由文库给出"),
])
def test_the_note_of_a_reference_manager_says_what_is_not_the_document_s(told: dict, remark: str) -> None:
    source = replace(SOURCE, **told)
    note = f"政府报告文库（2026.3）；{remark}"
    assert dict(fields_of(ris.entry(source)))["N1"] == note
    assert csl.item(source)["note"] == note
    assert f"  note = {{{note}}},\n" in bibtex.entry(source)


@pytest.mark.django_db
@pytest.mark.parametrize(("fields", "supplied"), [
    ({}, ()), ({"supplied": ["title", "year"]}, ("题名",)), ({"authors": ["田蹊"], "supplied": ["authors", "issuer"]}, ("责任者",)),
    ({"issuer": "某局", "supplied": ["issuer"]}, ("责任者",)), ({"authors": ["田蹊"], "issuer": "某局", "supplied": ["issuer"]}, ()),
    ({"supplied": ["authors"]}, ()),
])
def test_what_the_archive_said_is_told_where_it_is_cited(fields: dict, supplied: tuple[str, ...]) -> None:
    assert cited(**fields).supplied == supplied


@pytest.mark.django_db
def test_a_sample_is_cited_as_one() -> None:
    assert [cited(is_sample=is_sample).is_sample for is_sample in (True, False)] == [True, False]


@given(HOSTILE)
def test_one_line_is_one_line_and_nothing_turns_it_around(value: str) -> None:
    line = one_line(value)
    assert len(line.splitlines()) <= 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
