"""Citations, against the strings the standard's published styles give."""
import datetime

import pytest

from archive import citations
from archive.text.vocabulary import Kind, Level
from tests.factories import make_place, make_report

ACCESSED = datetime.date(2026, 11, 21)
LINK = "https://archive.example/reports/620100/2023/work-report/"

pytestmark = pytest.mark.django_db


def lanzhou(**fields) -> "citations.Report":
    return make_report("正文", slug="work-report", delivered_on=datetime.date(2022, 12, 19), **fields)


def test_a_work_report_is_cited_with_its_government_and_its_day() -> None:
    assert citations.gbt7714(lanzhou(), LINK, ACCESSED) == f"兰州市人民政府. 政府工作报告[R/OL]. 2022-12-19. {LINK}."


def test_a_paragraph_takes_the_place_of_the_pages() -> None:
    cited = citations.gbt7714(lanzhou(), LINK, ACCESSED, position=62)
    assert cited == f"兰州市人民政府. 政府工作报告[R/OL]. 2022-12-19：第62段. {LINK}."


def test_an_article_has_its_day_in_full_width_parentheses_and_the_day_of_access() -> None:
    article = make_report("正文", kind=Kind.ARTICLE, title="强省会", authors=["田蹊", "王煜宇"],
                          published_on=datetime.date(2023, 8, 9))
    assert citations.gbt7714(article, LINK, ACCESSED) == f"田蹊，王煜宇. 强省会[EB/OL]. （2023-08-09）[2026-11-21]. {LINK}."


def test_of_more_than_three_authors_three_are_named() -> None:
    article = make_report("正文", kind=Kind.ARTICLE, authors=["甲", "乙", "丙", "丁"])
    assert citations.gbt7714(article, LINK, ACCESSED).startswith("甲，乙，丙，等. ")


def test_without_anyone_responsible_the_title_comes_first() -> None:
    note = make_report("正文", kind=Kind.OTHER, title="无题", place=None)
    assert citations.gbt7714(note, LINK, ACCESSED).startswith("无题[EB/OL]")


def test_without_a_date_the_year_of_access_stands_in_brackets() -> None:
    report = make_report("正文", year=None)
    assert citations.gbt7714(report, LINK, ACCESSED) == f"兰州市人民政府. 政府工作报告[R/OL]. [2026]. {LINK}."


def test_the_nation_s_work_report_is_the_state_council_s() -> None:
    make_place("000000", "全国", Level.NATION)
    assert citations.gbt7714(make_report("正文", place="000000"), LINK, ACCESSED).startswith("国务院. ")


def test_ris_names_a_report_and_ends_it() -> None:
    lines = citations.ris(lanzhou(), LINK).split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert lines[-2:] == ["ER  - ", ""]
    assert {"TI  - 政府工作报告", "AU  - 兰州市人民政府", "PY  - 2023", "DA  - 2022/12/19", f"UR  - {LINK}"} <= set(lines)


def test_a_line_break_in_a_title_cannot_begin_a_ris_field() -> None:
    assert "\r\nUR  - 假" not in citations.ris(make_report("正文", title="题\r\nUR  - 假"), LINK)


def test_bibtex_is_a_technical_report_of_the_government() -> None:
    assert citations.bibtex(lanzhou(), LINK) == (
        "@techreport{620100-2023-work-report,\n  title = {政府工作报告},\n  institution = {{兰州市人民政府}},\n"
        f"  year = {{2023}},\n  date = {{2022-12-19}},\n  langid = {{chinese}},\n  url = {{{LINK}}},\n}}\n")


def test_tex_signs_in_a_title_stay_characters() -> None:
    assert r"title = {增长5\% \{\}\textbackslash{}}" in citations.bibtex(make_report("正文", title="增长5% {}\\"), LINK)
