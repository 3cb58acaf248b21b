"""What a page offers of its citation, as HTML: each form to be copied, and files. Strings put together, as in `archive.reading.typesetting`."""
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.citations.forms import Form


@dataclass(frozen=True)
class File:
    """What a page can also be had as."""
    label: str
    address: str
    media_type: str


class Words(NamedTuple):
    """What stands on every form, looked up once for all."""
    copy: str
    copy_both: str
    note: str
    done: str


def choices(forms: Iterable[Form]) -> SafeString:
    """A button for each form, the first one pressed."""
    return mark_safe("".join(
        f'<input class="unseen" type="radio" name="cite" id="cite-{form.name}"{"" if number else " checked"}>'
        f'<label for="cite-{form.name}">{escape(str(form.label))}</label>\n' for number, form in enumerate(forms)))


def panels(forms: Iterable[Form], language: str, note: str) -> SafeString:
    """Each form in the language of the report, and what can be done with it; the standard's own with a note beside it."""
    words = Words(_("复制引用"), _("连同附注复制"), _("附注："), _("引用格式已复制"))
    return mark_safe("".join(f'<div class="panel">\n{citation(form, language)}\n{acts(form, note, words)}\n</div>\n' for form in forms))


def citation(form: Form, language: str) -> str:
    element, more = ("pre", ' tabindex="0"') if form.is_file else ("p", "")
    return f'<{element} class="citation" id="citation-{form.name}"{more} lang="{escape(language)}">{escape(form.text)}</{element}>'


def acts(form: Form, note: str, words: Words) -> str:
    own, notes = f"citation-{form.name}", f"citation-note-{form.name}"
    if not form.is_standard:
        return f'<p class="acts">{copying(own, words.copy, words)}</p>'
    return (f'<p class="acts">{copying(own, words.copy, words)} {copying(f"{own} {notes}", words.copy_both, words)}</p>\n'
            f'<p class="about">{words.note}<span id="{notes}" lang="zh-Hans">{escape(note)}</span></p>')


def copying(copied: str, called: str, words: Words) -> str:
    """A link to the first of what it copies."""
    return f'<a class="copy" href="#{copied.partition(" ")[0]}" data-copies="{copied}" data-done="{words.done}">{called}</a>'


def downloads(files: Iterable[File]) -> SafeString:
    return mark_safe("".join(f'<a href="{escape(file.address)}">{escape(file.label)}</a> ' for file in files))


def alternates(files: Iterable[File]) -> SafeString:
    """The same for a page's head."""
    return mark_safe("".join(
        f'<link rel="alternate" type="{escape(file.media_type)}" href="{escape(file.address)}" title="{escape(file.label)}">\n' for file in files))
