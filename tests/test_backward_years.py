"""A span of years that ends before it begins finds nothing, and the page says why."""
import pytest
from django.http import QueryDict

from archive.search import search
from tests.factories import make_report

pytestmark = pytest.mark.django_db


def notes(address: str) -> list[str]:
    return [str(note) for note in search(QueryDict(address)).reading.notes]


@pytest.mark.parametrize("address", ["q=教育&year_min=2023&year_max=2017", "year_min=2023&year_max=2017", "q=教育 year:2023..2017", "q=教育 -year:2023..2017"])
def test_a_span_the_wrong_way_round_is_remarked_on(address: str) -> None:
    make_report("教育优先。", year=2020)
    assert notes(address) == ["从 2023 年到 2017 年，先后颠倒，其中没有哪一年。"]


@pytest.mark.parametrize("address", ["q=教育&year_min=2020&year_max=2020", "q=教育&year_min=2017", "q=教育&year_max=2023", "q=教育 year:2017..2023",
                                     "q=教育 year:2020", "q=教育 year:undated", "q=教育 year:..2023"])
def test_any_other_span_is_not(address: str) -> None:
    assert notes(address) == []
