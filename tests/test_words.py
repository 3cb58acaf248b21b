"""Chinese words among English ones."""
import pytest
from django.utils.translation import override

from archive.models import Paragraph, Report, Witness
from archive.templatetags.words import as_chinese, block_label, kind_label, lang, part_label, relation_label


@pytest.mark.parametrize(("text", "html"), [
    ("云泽市 has reports", '<span lang="zh-Hans">云泽市</span> has reports'),
    ("Reason: 据“改正.txt”修订", 'Reason: <span lang="zh-Hans">据“改正</span>.txt”<span lang="zh-Hans">修订</span>'),
    ("2016、2017年，第3号", '2016、2017<span lang="zh-Hans">年，第3号</span>'),
    ("no such words", "no such words"),
    ("<b>市</b>", '&lt;b&gt;<span lang="zh-Hans">市</span>&lt;/b&gt;'),
    ("𠀀", '<span lang="zh-Hans">𠀀</span>'),
    ("", ""),
])
def test_chinese_words_are_said_to_be_chinese_in_english(text: str, html: str) -> None:
    with override("en"):
        assert as_chinese(text) == html


def test_nothing_is_said_of_them_in_chinese() -> None:
    with override("zh-hans"):
        assert as_chinese("云泽市<b>") == "云泽市&lt;b&gt;"


@pytest.mark.parametrize(("text", "attribute"), [
    ("年份有误", ' lang="zh-Hans"'), ("年份有誤，請更正", ' lang="zh-Hant"'), ("Line 3: 年", ' lang="zh-Hans"'), ("The year is wrong", ""), ("a@b.example", ""),
    ("<市>", ' lang="zh-Hans"'), ("", ""), (None, "")])
def test_words_that_someone_wrote_are_called_chinese_only_where_they_are(text: str | None, attribute: str) -> None:
    assert lang(text) == attribute


@pytest.mark.parametrize(("label", "field"), [
    (kind_label, Report._meta.get_field("kind")), (block_label, Paragraph._meta.get_field("kind")),
    (part_label, Paragraph._meta.get_field("part")), (relation_label, Witness._meta.get_field("relation"))])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_choice_is_called_what_its_field_calls_it(label, field, language: str) -> None:
    with override(language):
        assert field.flatchoices
        for value, called in field.flatchoices:
            assert label(str(value)) == str(called)
