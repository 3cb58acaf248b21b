"""The blocks of a report as HTML: strings put together, for a page has hundreds of them and templates took most of its time.

Whatever comes from a report goes through `escape` or `archive.reading.marking`; the rest is ours.
"""
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from archive import labels
from archive.models import Edit
from archive.reading.marking import MARK, UNMARK, numbered, tabled, tagged, with_lead
from archive.reading.outline import Block, Change, Entry
from archive.text.tables import spaced
from archive.text.vocabulary import BlockKind

SIGNS = str.maketrans({"\n": "↵", "\r": "↵", "\t": "⇥", " ": "␣", "\u3000": "□", "\xa0": "␣"})
LONGEST_EDIT, AROUND = 120, 14
ANY_TOKEN = "0000000000"  # noqa: S105 (a place in an address)
TITLE, TABLE = BlockKind.TITLE, BlockKind.TABLE
HEADINGS = ("p", "h2", "h3", "h4", "h4")
WORDS = {
    "number": _("第%(n)s段"), "step": _("第 %(n)s / %(count)s 处"), "previous": _("上一处"), "next": _("下一处"),
}


def same(text: str) -> str:
    return text


@dataclass(frozen=True)
class Setting:
    """What all blocks of a page have in common. `written` gives a text in the characters that are asked for, one for one."""
    matches: int = 0
    written: Callable[[str], str] = same
    address: tuple[str, str] = field(default_factory=lambda: tuple(reverse("paragraph", args=[ANY_TOKEN]).split(ANY_TOKEN)))

    @cached_property
    def words(self) -> dict[str, str]:
        return {name: str(word) for name, word in WORDS.items()}


def typeset(blocks: Iterable[Block], setting: Setting, is_front: bool = False) -> SafeString:
    """The blocks in order; a title in front is the page's own."""
    return mark_safe("\n".join(block_html(block, setting, is_front) for block in blocks))


def contents(outline: Iterable[Entry], setting: Setting, language: str) -> SafeString:
    """The table of contents, which leads to each section's first paragraph; empty where there are no sections."""
    lines = "".join(
        f'<li class="depth-{entry.depth}"><a href="#{escape(entry.token)}">{escape(setting.written(str(entry.section)))}</a></li>' for entry in outline)
    return mark_safe(f'<ol lang="{escape(language)}">{lines}</ol>' if lines else "")


def block_html(block: Block, setting: Setting, is_front: bool) -> str:
    token = escape(block.row.token)
    return (
        f'<div class="{classes(block)}" id="{token}" tabindex="-1"><a class="number" href="{token.join(setting.address)}">'
        f"{block.row.position}</a>{text_html(block, setting, is_front)}{margin(block, setting)}</div>")


def classes(block: Block) -> str:
    depth = f" depth-{block.depth}" if block.depth else ""
    return f'block {block.row.kind}{depth}{" flagged" if block.row.flags else ""}{" found" if block.spans else ""}'


def text_html(block: Block, setting: Setting, is_front: bool) -> str:
    """The text in the element that suits it, the section's heading bold, the matches marked."""
    text, kind = setting.written(block.row.text), block.row.kind
    tags = numbered(block.spans, block.first) if block.spans else []
    if block.lead:
        tags = with_lead(tags, block.lead)
    html = tagged(text, tags) if tags else escape(text)
    if kind == TABLE:
        return f'<div class="text scroll" tabindex="0">{tabled(mark_safe(html))}</div>'
    element = "h1" if is_front and kind == TITLE else HEADINGS[block.depth]
    return f'<{element} class="text">{html}</{element}>'


def margin(block: Block, setting: Setting) -> str:
    """What is to be known of the paragraph and was changed in it. Its links are those of every block: reading.js
    puts them here, and without it the number leads to the paragraph's page, which has them all."""
    if not (block.spans or block.row.flags or block.edits):
        return ""
    return f'<div class="margin">{steps(block, setting)}{flags(block.row.flags)}{edits(block.edits)}</div>'


def flags(raised: list[str]) -> str:
    told = "".join(f"<span>{escape(str(labels.FLAGS.get(flag, flag)))}</span>" for flag in raised)
    return f'<span class="flags">{told}</span>' if told else ""


def steps(block: Block, setting: Setting) -> str:
    """From this paragraph's matches to the one before and the one after."""
    if not block.spans:
        return ""
    words, several = setting.words, f"–{block.last}" if len(block.spans) > 1 else ""
    html = words["step"] % {"n": f"{block.first}{several}", "count": setting.matches}
    if block.first > 1:
        html += f' <a href="#m{block.first - 1}" aria-label="{words["previous"]}">↑</a>'
    if block.last < setting.matches:
        html += f' <a href="#m{block.last + 1}" aria-label="{words["next"]}">↓</a>'
    return f'<span class="steps">{html}</span>'


def places(found: Iterable[Block], setting: Setting) -> SafeString:
    """Where the matches are: each paragraph with its first one and the words around it."""
    return mark_safe("".join(place(block, setting) for block in found))


def place(block: Block, setting: Setting) -> str:
    text, spans = setting.written(block.row.text), block.spans
    start, end = spans[0] if spans else (0, 0)
    begin, stop = max(0, start - AROUND), min(len(text), end + (AROUND if spans else 2 * AROUND))
    cut = tagged(spaced(text[begin:stop]), [(start - begin, MARK), (end - begin, UNMARK)] if spans else [])
    target = f"m{block.first}" if spans else escape(block.row.token)
    number = setting.words["number"] % {"n": block.row.position}
    times = f' <span class="count">×{len(spans)}</span>' if len(spans) > 1 else ""
    return (f'<li><a href="#{target}"><span class="about">{number}</span> '
            f'{"…" * (begin > 0)}{cut}{"…" * (stop < len(text))}{times}</a></li>')


def edits(made: Sequence[Change]) -> str:
    if not made:
        return ""
    count = ngettext("收录时改动 %(n)s 处", "收录时改动 %(n)s 处", len(made)) % {"n": len(made)}
    return f'<details class="edits"><summary>{count}</summary>{edit_list(made)}</details>'


def edit_list(made: Iterable[Edit | Change]) -> SafeString:
    """What was changed, each with its kind: what stood there, and what stands there now."""
    was, now = gettext("原作"), gettext("改作")
    return mark_safe(f'<ul class="edits">{"".join(edit_html(edit, was, now) for edit in made)}</ul>')


def edit_html(edit: Edit | Change, was: str, now: str) -> str:
    removed = f'<del lang="zh"><span class="unseen">{was}</span>{shown(edit.before)}</del>' if edit.before else ""
    added = f'<ins lang="zh"><span class="unseen">{now}</span>{shown(edit.after)}</ins>' if edit.after else ""
    size = ngettext("共 %(n)s 字", "共 %(n)s 字", len(edit.before)) % {"n": len(edit.before)} if len(edit.before) > LONGEST_EDIT else ""
    return (f'<li><span class="kind">{escape(str(labels.EDIT_KINDS.get(edit.kind, edit.kind)))}</span> {removed}'
            + (' <span aria-hidden="true">→</span> ' if removed and added else "") + added
            + (f' <span class="size">{size}</span>' if size else "") + "</li>")


def shown(text: str) -> str:
    """A changed text's beginning, its white space to be seen."""
    return escape(text[:LONGEST_EDIT].translate(SIGNS))
