"""Tables of a report: shown as tables, found by what a cell says and never across two."""
import pytest
from django.test import Client

from archive.models import Paragraph, Report
from archive.text.vocabulary import BlockKind
from tests.factories import make_report

pytestmark = pytest.mark.django_db
TABLE = "指标␟数量␞小麦␟26<b>"


@pytest.fixture
def report() -> Report:
    made = make_report("政府工作报告", TABLE, "各项事业取得新的进步。")
    made.paragraphs.filter(text=TABLE).update(kind=BlockKind.TABLE)
    return made


def shown(address: str, **query: str) -> str:
    response = Client().get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_report_shows_a_table_with_what_is_looked_for_marked(report):
    html = shown(report.get_absolute_url(), q="小麦")
    assert '<td><mark id="m1">小麦</mark></td><td>26&lt;b&gt;</td>' in html
    assert "␟" not in html


def test_a_paragraphs_page_and_its_neighbours_show_the_table(report):
    for paragraph in Paragraph.objects.filter(report=report):
        html = shown(paragraph.get_absolute_url())
        assert '<th scope="col">指标</th>' in html


def test_a_cell_is_found_and_shown_without_the_signs_between_cells(report):
    html = shown("/search/", q="小麦")
    assert "数量\u3000<mark>小麦</mark>\u300026" in html
    assert "␟" not in html


def test_nothing_is_found_across_two_cells(report):
    assert "<mark>" not in shown("/search/", q="标数")


def test_in_the_plain_text_cells_are_parted_by_tabs_and_rows_by_lines(report):
    text = shown(report.get_absolute_url().removesuffix("/") + ".txt")
    assert "指标\t数量\n小麦\t26<b>\n" in text
    assert not set("␟␞") & set(text)
