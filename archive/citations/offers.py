"""What a page offers of its citation, as HTML: each form to be copied, and files. Strings put together, as in `archive.reading.typesetting`."""
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.citations.forms import Form


@dataclass(frozen=True)
class File:
    """What a page can also be had as."""
    label: str
    address: str
    media_type: str


def choices(forms: Iterable[Form]) -> SafeString:
    """A button for each form, the first one pressed."""
    return mark_safe("".join(
        f'<input class="unseen" type="radio" name="cite" id="cite-{form.name}"{"" if number else " checked"}>'
        f'<label for="cite-{form.name}">{escape(str(form.label))}</label>\n' for number, form in enumerate(forms)))


def panels(forms: Iterable[Form], language: str, note: str) -> SafeString:
    """Each form in the language of the report, and what can be done with it; the standard's own with a note beside it."""
    return mark_safe("".join(f'<div class="panel">\n{citation(form, language)}\n{acts(form, note)}\n</div>\n' for form in forms))


def citation(form: Form, language: str) -> str:
    element, more = ("pre", ' tabindex="0"') if form.is_file else ("p", "")
    return f'<{element} class="citation" id="citation-{form.name}"{more} lang="{escape(language)}">{escape(form.text)}</{element}>'


def acts(form: Form, note: str) -> str:
    own, notes = f"citation-{form.name}", f"citation-note-{form.name}"
    if not form.is_standard:
        return f'<p class="acts">{copying(own, own, _("复制引用"))}</p>'
    return (f'<p class="acts">{copying(own, own, _("复制引用"))} {copying(own, f"{own} {notes}", _("连同附注复制"))}</p>\n'
            f'<p class="about">{_("附注：")}<span id="{notes}" lang="zh-Hans">{escape(note)}</span></p>')


def copying(target: str, copied: str, words: str) -> str:
    return f'<a class="copy" href="#{target}" data-copies="{copied}" data-done="{_("引用格式已复制")}">{words}</a>'


def downloads(files: Iterable[File]) -> SafeString:
    return mark_safe("".join(f'<a href="{escape(file.address)}">{escape(file.label)}</a> ' for file in files))


def alternates(files: Iterable[File]) -> SafeString:
    """The same for a page's head."""
    return mark_safe("".join(
        f'<link rel="alternate" type="{escape(file.media_type)}" href="{escape(file.address)}" title="{escape(file.label)}">\n' for file in files))
