"""Marked text is the text: nothing is lost, added or let through."""
import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from archive.reading.marking import marked, tabled

TEXTS = st.text(alphabet=st.sampled_from("营商环境发展<>&\"'ab;/m ark\n"), max_size=60)
SPANS = st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6)


def without_marks(html: str) -> str:
    return unescape(html.replace("<mark>", "").replace("</mark>", ""))


@given(TEXTS, SPANS)
def test_what_is_left_without_marks_is_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    assert without_marks(marked(text, spans)) == text


@given(TEXTS, SPANS)
def test_no_tag_but_mark_comes_out(text: str, spans: list[tuple[int, int]]) -> None:
    html = marked(text, spans).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in html
    assert ">" not in html


@given(TEXTS, SPANS)
def test_exactly_the_characters_of_the_spans_are_marked(text: str, spans: list[tuple[int, int]]) -> None:
    wanted = {i for start, end in spans for i in range(max(start, 0), min(end, len(text)))}
    at, got = 0, set()
    for i, piece in enumerate(marked(text, spans).replace("</mark>", "<mark>").split("<mark>")):
        length = len(unescape(piece))
        got |= set(range(at, at + length)) if i % 2 else set()
        at += length
    assert got == wanted


def test_a_script_in_the_text_is_shown_not_run() -> None:
    html = marked("<img src=x onerror=alert(1)>环境", [(5, 30)])
    assert html == "&lt;img <mark>src=x onerror=alert(1)&gt;环境</mark>"


def test_spans_that_touch_become_one_mark() -> None:
    assert marked("优化营商环境", [(2, 4), (4, 6), (3, 5)]) == "优化<mark>营商环境</mark>"


CELLS = st.text(alphabet=st.sampled_from("营商<>&\"'ab;/m ark␟␞"), max_size=40)


@given(CELLS, SPANS)
def test_a_table_holds_its_cells_and_nothing_else(text: str, spans: list[tuple[int, int]]) -> None:
    html = tabled(marked(text, spans))
    cells = [[without_marks(cell) for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in re.findall("<tr>(.*?)</tr>", html)]
    assert cells == [row.split("␟") for row in text.split("␞")]


@given(CELLS, SPANS)
def test_every_mark_of_a_table_begins_and_ends_in_one_cell(text: str, spans: list[tuple[int, int]]) -> None:
    for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", tabled(marked(text, spans))):
        assert re.fullmatch("[^<]*(?:<mark>[^<]*</mark>[^<]*)*", cell)


def test_a_script_in_a_cell_is_shown_not_run() -> None:
    assert tabled("<script>␟1") == "<table><tr><td>&lt;script&gt;</td><td>1</td></tr></table>"
