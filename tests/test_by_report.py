"""By report: which hold what is looked for, in how many paragraphs, and the first of these."""
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.models import Paragraph, Report
from archive.query import read
from archive.search import Results, search
from tests.factories import make_report
from tests.test_exactness import PIECES, holds

pytestmark = pytest.mark.django_db
ORDERS = ("relevance", "newest", "oldest")


def found(typed: str, sort: str = "relevance", **more: str) -> Results:
    return search({"q": typed, "group": "report", "sort": sort, **more})


def listed(results: Results) -> list[tuple[int, int, list[str]]]:
    return [(hit.report.pk, hit.count, [passage.paragraph.text for passage in hit.passages]) for hit in results.reports]


def scanned(typed: str, sort: str) -> list[tuple[int, int, list[str]]]:
    root, texts = read(typed).root, {}
    for paragraph in Paragraph.objects.filter(report__status="published").order_by("position"):
        if root and holds(paragraph.text, root):
            texts.setdefault(paragraph.report, []).append(paragraph.text)
    keys = {
        "relevance": lambda report: (-len(texts[report]), report.pk) if read(typed).literals else keys["newest"](report),
        "newest": lambda report: (report.year is None, -(report.year or 0), report.pk),
        "oldest": lambda report: (report.year is None, report.year or 0, report.pk),
    }
    return [(report.pk, len(texts[report]), texts[report][:3]) for report in sorted(texts, key=keys[sort])]


class Exactness(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.lists(st.text(PIECES, min_size=1, max_size=8).filter(str.strip), max_size=5), st.sampled_from([2020, 2021, None])),
                    min_size=1, max_size=5),
           st.lists(st.text(PIECES + "|-", min_size=1, max_size=3), min_size=1, max_size=2), st.sampled_from(ORDERS), st.integers(1, 3))
    def test_the_reports_are_those_of_a_plain_scan(self, reports, terms, sort, per_page):
        for texts, year in reports:
            make_report(*texts, year=year)
        typed, pages, cursor = " ".join(terms), [], None
        while cursor or not pages:
            results = search({"q": typed, "group": "report", "sort": sort, **({"cursor": cursor} if cursor else {})}, per_page)
            pages.append(listed(results))
            cursor = results.next_cursor
        for page in reversed(pages[:-1]):
            results = search({"q": typed, "group": "report", "sort": sort, "cursor": results.previous_cursor}, per_page)
            assert listed(results) == page
        wanted = scanned(typed, sort)
        assert [each for page in pages for each in page] == wanted
        assert (results.report_count, results.count) == (len(wanted), sum(count for _, count, _ in wanted))


def test_the_report_with_the_most_paragraphs_comes_first():
    few = make_report("教育。", year=2024)
    many = make_report("教育一。", "无关。", "教育二。", "教育三。", "教育四。", year=2020)
    results = found("教育")
    assert listed(results) == [(many.pk, 4, ["教育一。", "教育二。", "教育三。"]), (few.pk, 1, ["教育。"])]
    assert [hit.report.pk for hit in found("教育", "newest").reports] == [few.pk, many.pk]
    assert [hit.report.pk for hit in found("教育", "oldest").reports] == [many.pk, few.pk]


def test_filters_narrow_the_paragraphs_that_are_counted_and_shown():
    report = make_report("教育一。", part="plan")
    make_report("教育二。", part="review")
    assert listed(found("教育", part="plan")) == [(report.pk, 1, ["教育一。"])]


def test_a_report_that_is_not_public_is_not_listed():
    make_report("教育。", status=Report.Status.DRAFT)
    assert found("教育").reports == []


def test_without_words_the_reports_of_a_filter_are_listed_newest_first():
    older, newer = make_report("一。", year=2020), make_report("二。", year=2022)
    assert [hit.report.pk for hit in search({"place": "620100", "group": "report"}).reports] == [newer.pk, older.pk]


def test_pages_have_numbers():
    reports = [make_report("教育。") for _ in range(5)]
    results = search({"q": "教育", "group": "report", "page": "2"}, per_page=2)
    assert [hit.report for hit in results.reports] == reports[2:4]
    assert (results.page, results.page_count) == (2, 3)


@pytest.mark.parametrize("group", ["paragraph", "report"])
def test_only_lines_are_put_in_order_by_context(group):
    make_report("教育。")
    results = search({"q": "教育", "group": group, "sort": "left"})
    assert [note.pattern for note in results.reading.notes] == ["参数 {name} 的值“{value}”无法理解；可以是：{allowed}。"]
