"""The concordance lists every place where a query's words stand, in order: what a plain scan of the texts finds."""
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.models import Paragraph
from archive.query import read
from archive.search import Results, search
from archive.search.concordance import CONTEXT, lines_in
from archive.search.highlights import found, read_span
from archive.text.fold import fold_with_offsets
from tests.factories import make_report
from tests.test_exactness import PIECES, SIGNS, holds

ORDERS = ("newest", "oldest", "left", "right")


def scanned(typed: str, sort: str) -> list[tuple[int, int, int]]:
    """Every place of the archive, as paragraph, start and stop, in this order."""
    root = read(typed).root
    paragraphs = [paragraph for paragraph in Paragraph.objects.select_related("report") if root and holds(paragraph.text, root)]
    places = [(paragraph, start, stop) for paragraph in paragraphs for start, stop in set(found(paragraph.folded, root))]
    return [(paragraph.pk, *read_span(paragraph.text, fold_with_offsets(paragraph.text)[1], start, stop))
            for paragraph, start, stop in sorted(places, key=lambda place: key(*place, sort))]


def key(paragraph: Paragraph, start: int, stop: int, sort: str) -> tuple:
    year = paragraph.report.year
    match sort:
        case "left":
            return *beside(paragraph.folded[max(0, start - CONTEXT):start][::-1]), paragraph.pk, start, stop
        case "right":
            return *beside(paragraph.folded[stop:stop + CONTEXT]), paragraph.pk, start, stop
        case "newest":
            return year is None, -(year or 0), paragraph.report_id, paragraph.position, start, stop
    return year is None, year or 0, paragraph.report_id, paragraph.position, start, stop


def beside(context: str) -> tuple[bool, bool, str]:
    """Words first, then signs, then nothing; each by the codes of its characters."""
    return not context, not re.match("[0-9a-z〇\u3400-\U0010ffff]", context), context


def listed(results: Results) -> list[tuple[int, int, int]]:
    """The lines of a page, as `scanned` tells them."""
    return [(hit.paragraph.pk, hit.line.start, hit.line.stop) for hit in results.lines]


def all_pages(typed: str, sort: str, per_page: int) -> list[tuple[int, int, int]]:
    """Every line, by following cursors from the first page to the last, and the same on the way back."""
    results = search({"q": typed, "group": "lines", "sort": sort}, per_page)
    pages = [listed(results)]
    while results.next_cursor:
        results = search({"q": typed, "group": "lines", "sort": sort, "cursor": results.next_cursor}, per_page)
        pages.append(listed(results))
    for page in reversed(pages[:-1]):
        results = search({"q": typed, "group": "lines", "sort": sort, "cursor": results.previous_cursor}, per_page)
        assert listed(results) == page
    assert results.previous_cursor is None
    return [each for page in pages for each in page]


class Exactness(TestCase):
    """The database makes the lines that a plain scan does, in the same order, whatever page one is on."""

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.text(PIECES, min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6),
           st.lists(st.text(PIECES + "|-()*", min_size=1, max_size=4) | st.sampled_from(SIGNS), min_size=1, max_size=3),
           st.sampled_from(ORDERS), st.integers(1, 5))
    def test_the_lines_are_those_of_a_plain_scan(self, paragraphs, terms, sort, per_page):
        make_report(*paragraphs[:3], year=2020)
        make_report(*paragraphs[3:], *paragraphs[:1], year=None)
        typed = " ".join(terms)
        wanted = scanned(typed, sort)
        assert search({"q": typed, "group": "lines", "sort": sort}).line_count == len(wanted)
        assert all_pages(typed, sort, per_page) == wanted

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.text("发展人5.", min_size=1, max_size=80), min_size=1, max_size=4), st.sampled_from(["发", "展", "发展", "人人", "人", "5", "5*", "发展 !发展人"]),
           st.sampled_from(ORDERS))
    def test_many_places_in_one_text_are_told_apart(self, paragraphs, typed, sort):
        make_report(*paragraphs)
        wanted = scanned(typed, sort)
        results = search({"q": typed, "group": "lines", "sort": sort}, per_page=1000)
        assert (results.line_count, listed(results)) == (len(wanted), wanted)


PLACES = [
    ("人人", "人人人也", [(0, 2), (1, 3)]),
    ("发展 | 展望", "发展望", [(0, 2), (1, 3)]),
    ("营商环境 环境", "营商环境", [(0, 4), (2, 4)]),
    ("5 | 5*", "5与55", [(0, 1), (2, 3)]),
    ("5G", "15G、5G、5G6、5.5G、第5G", [(4, 6), (17, 19)]),
    ("342亿元", "1342亿元比342亿元", [(7, 12)]),
    ("2023年", "1.2023年与3.12023年", [(2, 7)]),
    ("省会 !强省会", "强省会是省会", [(4, 6)]),
    ("会 !强省会 !会长", "强省会开会", [(4, 5)]),
    ("强 NEAR/1 发", "强会发会会强", [(0, 1), (2, 3)]),
    ("人 NEAR/1 人", "人们人们们人", [(0, 1), (2, 3)]),
    ("营商环境", "「營 商環境」", [(1, 6)]),
    ("教育 -高等", "教育，教育", [(0, 2), (3, 5)]),
    ("-高等 place:620100", "教育", []),
]


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize(("typed", "text", "places"), PLACES)
def test_each_place_is_a_line(typed, text, places, sort):
    make_report(text)
    results = search({"q": typed, "group": "lines", "sort": sort})
    assert sorted((hit.line.start, hit.line.stop) for hit in results.lines) == places
    assert results.line_count == len(places)
    assert [(each.start, each.stop) for each in lines_in(text, read(typed))] == places
