"""Whatever the archive says, it says in English too."""
import re

import polib
import pytest

from tests.messages import HAN, MO, PO, PROJECT, Message, in_code, in_template, wanted

CATALOGUE = polib.pofile(str(PO))
UPDATE = "run `python -m tests.messages`, then translate what it names in django.po and run it again"


def places_to_fill(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>", text))


def test_every_string_is_in_the_catalogue() -> None:
    there = {Message(entry.msgid, entry.msgid_plural) for entry in CATALOGUE}
    assert wanted() - there == set(), UPDATE


def test_every_string_is_translated() -> None:
    assert [entry.msgid for entry in CATALOGUE if not entry.translated()] == [], UPDATE


def test_no_translation_is_still_chinese() -> None:
    left = [e.msgid for e in CATALOGUE if HAN.search(re.sub("[“”省市县、]", "", "".join([e.msgstr, *e.msgstr_plural.values()])))]
    assert left == []


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.msgid[:20])
def test_a_translation_fills_in_the_same_places(entry: polib.POEntry) -> None:
    for said in [entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values():
        assert places_to_fill(said) == places_to_fill(entry.msgid)


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    def told(catalogue: polib.POFile | polib.MOFile) -> dict:
        return {(e.msgid, e.msgid_plural): e.msgstr or e.msgstr_plural for e in catalogue}
    assert told(polib.mofile(str(MO))) == told(CATALOGUE), UPDATE


def test_no_template_speaks_chinese_without_translating_it() -> None:
    for path in (PROJECT / "templates").rglob("*.html"):
        bare = re.sub(r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
        bare = re.sub(r"<code lang=\"zh-Hans\">.*?</code>|>中文<|：", "", bare)
        assert not HAN.search(bare), f"{path.name}: {bare[HAN.search(bare).start():][:30]}"


def test_strings_are_found_in_code_and_templates() -> None:
    assert set(in_code('x = _("甲"); ngettext("乙", "乙们", n); Sentence("丙{n}", {}); _("abc"); f("丁")')) == {
        Message("甲"), Message("乙", "乙们"), Message("丙{n}")}
    template = '{% load i18n %}{% translate "甲" %}{{ x|default:_("乙") }}{% blocktranslate count n=x %}{{ n }} 丙{% plural %}{{ n }} 丁{% endblocktranslate %}'
    assert set(in_template(template)) == {Message("甲"), Message("乙"), Message("%(n)s 丙", "%(n)s 丁")}
