"""What a page offers of a citation: every form can be copied, whatever stands in it is shown and not run."""
import pytest

from archive.citations.forms import Form
from archive.citations.offers import File, alternates, choices, downloads, panels

HOSTILE = '"><script>alert(1)</script>\'&amp;'
SHOWN = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#x27;&amp;amp;"
FORMS = [Form("one", "甲", HOSTILE, is_standard=True), Form("two", "乙", "乙文"), Form("three", HOSTILE, "TY\n", is_file=True)]
FILES = [File("TXT", f"/x{HOSTILE}", "text/plain"), File("RIS", "/x.ris", "application/x")]


@pytest.mark.parametrize("html", [choices(FORMS), panels(FORMS, HOSTILE, HOSTILE), downloads(FILES), alternates(FILES)])
def test_markup_in_what_is_offered_is_shown_not_run(html: str) -> None:
    assert "<script" not in html
    assert SHOWN in html


def test_one_form_is_chosen_and_each_can_be() -> None:
    html = choices(FORMS)
    assert html.count(" checked") == 1
    assert html.index(" checked") < html.index("cite-two")
    assert [f'<label for="cite-{form.name}">' in html for form in FORMS] == [True] * 3


def test_each_form_is_copied_alone_and_the_standard_s_with_its_note() -> None:
    html = panels(FORMS, "zh-Hant", "附注文")
    assert [html.count(f'data-copies="citation-{form.name}"') for form in FORMS] == [1, 1, 1]
    assert html.count("citation-note-") == 2
    assert 'data-copies="citation-one citation-note-one"' in html
    assert '<span id="citation-note-one" lang="zh-Hans">附注文</span>' in html
    assert '<p class="citation" id="citation-two" lang="zh-Hant">乙文</p>' in html
    assert '<pre class="citation" id="citation-three" tabindex="0" lang="zh-Hant">TY\n</pre>' in html


def test_files_are_linked_on_the_page_and_in_its_head() -> None:
    assert '<a href="/x.ris">RIS</a>' in downloads(FILES)
    assert '<link rel="alternate" type="application/x" href="/x.ris" title="RIS">' in alternates(FILES)
    assert (downloads([]), alternates([])) == ("", "")
