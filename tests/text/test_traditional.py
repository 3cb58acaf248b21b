"""Simplified characters written as Traditional ones: a reader's help that keeps every place."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.fold import fold
from archive.text.traditional import traditional


@given(st.text(max_size=80))
def test_lengths_stay(text: str) -> None:
    assert len(traditional(text)) == len(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40))
def test_what_is_converted_is_still_found_by_the_same_words(text: str) -> None:
    assert fold(traditional(text)) == fold(text)


@pytest.mark.parametrize(("simplified", "full"), [
    ("国务院总理", "國務院總理"), ("优化营商环境", "優化營商環境"), ("后续", "後續"), ("2023年GDP增长5.5%", "2023年GDP增長5.5%"), ("人民", "人民")])
def test_usual_words_come_out_as_they_are_printed(simplified: str, full: str) -> None:
    assert traditional(simplified) == full
