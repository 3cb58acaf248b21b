"""What is filled in beforehand is what Django would have filled in, in the language of whoever asks."""
import pytest
from django.template import Context, Engine, Template
from django.template.base import TextNode, VariableNode
from django.template.defaulttags import LoadNode, URLNode
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.urls import set_script_prefix
from django.utils import translation

LIBRARIES = {"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"}
LOAD = "{% load i18n static %}"


def engine(with_ours: bool, **templates: str) -> Engine:
    loader = ("django.template.loaders.locmem.Loader", templates)
    return Engine(loaders=[("archive.prefilled.Loader", [loader])] if with_ours else [loader], libraries=LIBRARIES)


def read(source: str) -> Template:
    return engine(with_ours=True, page=LOAD + source).get_template("page")


@pytest.mark.parametrize("source", [
    '<a href="{% url "reports" %}">{% translate "浏览" %}</a><img src="{% static "favicon.svg" %}">',
    '{% url "language" "en" %}{% url "language" code="en" %}',
    '{% if True %}{% translate "浏览" %}{% else %}{% translate "检索" %}{% endif %}',
    '{% translate "100%% <b>" %}{% translate "浏览" noop %}',
])
def test_words_addresses_and_files_become_text(source: str) -> None:
    page = read(source)
    assert not page.nodelist.get_nodes_by_type((TranslateNode, URLNode, StaticNode, LoadNode))
    assert {type(node).__name__ for node in page.nodelist} <= {"TextNode", "IfNode"}
    assert page.render(Context()) == engine(with_ours=False, page=LOAD + source).get_template("page").render(Context())


@pytest.mark.parametrize("source", [
    '{% translate word %}', '{% translate "浏览"|upper %}', '{% translate "浏览" as said %}{{ said }}', '{% translate "浏览" context "x" %}',
    '{% url name %}', '{% url "language" code %}', '{% url "language" code=code %}', '{% url "reports" as there %}{{ there }}',
    '{% static file %}', '{% static "favicon.svg" as there %}{{ there }}',
    '{% for code in codes %}{% translate "浏览" %} {{ code }} {% url "language" code %}{% empty %}{% translate "检索" %}{% endfor %}',
])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_depends_on_more_is_filled_in_each_time(source: str, language: str) -> None:
    ours, djangos = (engine(each, page=LOAD + source) for each in (True, False))
    with translation.override(language):
        for code, codes in (("en", ["en", "zh-hans"]), ("zh-hans", [])):
            given = {"word": "浏览", "name": "reports", "code": code, "codes": codes, "file": f"{code}.svg"}
            assert ours.get_template("page").render(Context(given)) == djangos.get_template("page").render(Context(given))


def test_each_language_has_its_own_words() -> None:
    ours = engine(with_ours=True, page=LOAD + '{% translate "浏览" %}')
    for language, word in (("zh-hans", "浏览"), ("en", "Browse"), ("zh-hans", "浏览")):
        with translation.override(language):
            assert ours.get_template("page").render(Context()) == word


def test_words_in_a_language_that_is_named_stay_in_it() -> None:
    page = read('{% translate "浏览" %}{% language "en" %}{% if True %}{% translate "浏览" %}{% endif %}{% endlanguage %}')
    with translation.override("zh-hans"):
        assert page.render(Context()) == "浏览Browse"


def test_templates_within_and_above_are_filled_too() -> None:
    ours = engine(
        with_ours=True, part=LOAD + '{% translate "浏览" %}', whole=LOAD + '{% translate "检索" %}: {% block main %}{% endblock %}',
        page='{% extends "whole" %}{% block main %}{% include "part" %}, {{ word }}{% endblock %}')
    with translation.override("en"):
        assert ours.get_template("page").render(Context({"word": "<b>"})) == "Search: Browse, &lt;b&gt;"
        assert [type(node) for node in ours.get_template("part").nodelist] == [TextNode]


def test_what_is_not_ours_is_escaped_as_ever() -> None:
    page = read('{% translate "浏览" %}{{ word }}{% translate word %}')
    assert any(isinstance(node, VariableNode) for node in page.nodelist)
    assert page.render(Context({"word": "<script>"})).count("&lt;script&gt;") == 2


def test_addresses_begin_where_the_site_does() -> None:
    ours = engine(with_ours=True, page='{% url "reports" %}')
    for prefix in ("/", "/archive/", "/other/", "/"):
        set_script_prefix(prefix)
        try:
            assert ours.get_template("page").render(Context()) == f"{prefix}reports/"
        finally:
            set_script_prefix("/")


def test_a_template_that_is_not_there_is_told_of() -> None:
    ours = engine(with_ours=True)
    for _ in range(2):
        with pytest.raises(Exception, match="nowhere"):
            ours.get_template("nowhere")
