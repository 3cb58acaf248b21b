"""Blocks as HTML: the text of a report is shown as text, whatever stands in it, and nothing of it is lost."""
import re
from html import unescape

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Edit
from archive.reading.outline import Block, Change, Row
from archive.reading.typesetting import Setting, edit_list, places, typeset
from archive.text.vocabulary import BlockKind, EditKind, Flag

TEXTS = st.text(alphabet=st.sampled_from("营商环境发展<>&\"'ab;/m ark\n␟␞"), max_size=60)
HOSTILE = '<script>alert("1")</script>\'&amp;'


@pytest.fixture(scope="module", autouse=True)
def addresses() -> None:
    """Read in before an example is timed: the first one would wait for all of them."""
    reverse("reports")


def block(text: str, kind: str = BlockKind.BODY, **fields) -> Block:
    row = Row(id=1, token="ABCDEFGH12", position=7, kind=kind, flags=fields.pop("flags", []), text=text,  # noqa: S106 (a paragraph's name)
              section=1, place=0, level=1, number="", heading="", is_found=True)
    return Block(row, **fields)


def set_alone(block: Block, **setting) -> str:
    return str(typeset([block], Setting(**setting)))


def text_of(html: str) -> str:
    shown = re.search(r'<(p|h\d) class="text">(.*?)</\1>', html, re.DOTALL)[2]
    return unescape(re.sub(r'</?(?:b|mark(?: id="m\d+")?)>', "", shown))


@given(TEXTS, st.integers(0, 60), st.lists(st.integers(0, 60), max_size=6, unique=True))
def test_what_is_shown_is_the_text_whatever_is_marked_or_bold(text: str, lead: int, edges: list[int]) -> None:
    edges = sorted(min(edge, len(text)) for edge in edges)
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    assert text_of(set_alone(block(text, lead=min(lead, len(text)), spans=spans))) == text


def test_markup_in_a_text_is_shown_not_run() -> None:
    html = set_alone(block(HOSTILE, spans=[(3, 9)], lead=5, flags=["<i>"]))
    assert "<script" not in html
    assert "<i>" not in html
    assert text_of(html) == HOSTILE


def test_markup_in_a_table_an_edit_and_a_list_of_matches_is_shown_not_run() -> None:
    edit = Edit(kind=EditKind.MARK, before=HOSTILE, after='"><b>')
    for html in (set_alone(block(HOSTILE + "␟1", BlockKind.TABLE)), edit_list([edit]), places([block(HOSTILE, spans=[(1, 7)])], Setting())):
        assert "<script" not in html
        assert "<b>" not in html
        assert "&lt;" in html


def test_marks_are_numbered_through_the_report() -> None:
    html = set_alone(block("发展和发展", spans=[(0, 2), (3, 5)], first=4), matches=9)
    assert '<mark id="m4">发展</mark>和<mark id="m5">发展</mark>' in html
    assert "第 4–5 / 9 处" in html
    assert 'href="#m3"' in html
    assert 'href="#m6"' in html


def test_the_first_and_the_last_match_lead_one_way_only() -> None:
    html = set_alone(block("发展", spans=[(0, 2)]), matches=1)
    assert "第 1 / 1 处" in html
    assert "#m0" not in html
    assert "#m2" not in html


def test_a_mark_that_runs_over_the_heading_s_end_keeps_one_address() -> None:
    html = set_alone(block("稳住大盘", lead=2, spans=[(1, 3)]))
    assert '<b>稳<mark id="m1">住</mark></b><mark>大</mark>盘' in html


def test_a_numbered_mark_over_cells_begins_again_in_the_next() -> None:
    html = set_alone(block("小麦␟26", BlockKind.TABLE, spans=[(1, 4)]))
    assert '<td>小<mark id="m1">麦</mark></td><td><mark>2</mark>6</td>' in html


@pytest.mark.parametrize(("kind", "depth", "element"), [
    (BlockKind.HEADING, 1, "h2"), (BlockKind.HEADING, 2, "h3"), (BlockKind.HEADING, 4, "h4"), (BlockKind.BODY, 0, "p"), (BlockKind.TITLE, 0, "p")])
def test_each_kind_has_the_element_that_suits_it(kind: str, depth: int, element: str) -> None:
    assert f'<{element} class="text">甲</{element}>' in set_alone(block("甲", kind, depth=depth))


def test_a_title_in_front_is_the_page_s() -> None:
    assert '<h1 class="text">甲</h1>' in typeset([block("甲", BlockKind.TITLE)], Setting(), is_front=True)


def test_the_number_leads_to_the_paragraph_s_own_page() -> None:
    assert '<a class="number" href="/p/ABCDEFGH12/">7</a>' in set_alone(block("甲"))


def test_there_is_a_margin_where_something_is_to_be_known() -> None:
    assert "margin" not in set_alone(block("甲"))
    assert "原件缺字" in set_alone(block("甲", flags=[Flag.INCOMPLETE]))
    assert "收录时改动 1 处" in set_alone(block("甲", edits=[Change(1, EditKind.MARK, "*", "")]))


def test_a_long_edit_is_shown_by_its_beginning_and_told_its_size() -> None:
    html = edit_list([Edit(kind=EditKind.COPY, before="抄" * 990, after="")])
    assert "共 990 字" in html
    assert "抄" * 121 not in html


def test_the_places_of_matches_show_the_words_around_the_first() -> None:
    html = places([block("一二三四五六七八九十一二三四五六发展二三四五六七八九十一二三四五六", spans=[(16, 18), (20, 21)], first=3)], Setting())
    assert 'href="#m3"' in html
    assert "…三四五六七八九十一二三四五六<mark>发展</mark>二三四五六七八九十一二三四五…" in html
    assert "×2" in html


def test_another_script_changes_the_letters_and_no_place() -> None:
    html = set_alone(block("发展经济", spans=[(0, 2)]), written=lambda text: text.replace("发", "發"))
    assert '<mark id="m1">發展</mark>经济' in html
