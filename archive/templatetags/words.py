"""The archive's own words for values that templates meet."""
import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive import labels, sentences
from archive.models import UNDATED, UNPLACED, Place, Report, Witness
from archive.reading import marking, typesetting
from archive.reading.outline import Block
from archive.text import doubts, tables
from archive.text.errors import Sentence
from archive.text.fold import fold
from archive.text.script import is_traditional
from archive.text.vocabulary import BlockKind

HAN = "[〇㐀-鿿豈-﫿\U00020000-\U0003ffff]"
CHINESE = re.compile(f"({HAN}(?:[^A-Za-z]*{HAN})?)")
register = template.Library()
register.filter("tabled", marking.tabled)
register.filter("spaced", tables.spaced)
register.filter("edit_list", typesetting.edit_list)
register.filter("answered", doubts.answered)


@register.filter
def said(sentence: Sentence | dict) -> str:
    """A sentence of the core, or one stored with a report, in the reader's language."""
    return sentences.said(sentence) if isinstance(sentence, Sentence) else sentences.shown(sentence)


@register.filter
def year(value: int | str | None) -> str:
    """«2023年», or that none is given."""
    return _("%(year)s年") % {"year": value} if value and value != UNDATED else _("未注明日期")


@register.filter
def year_in_address(value: int | None) -> str:
    return str(value or UNDATED)


@register.filter
def code_in_address(place: Place | None) -> str:
    return place.code if place else UNPLACED


@register.filter
def place_name(report: Report) -> str:
    return report.place_label or _("未定地区")


# Django's own `get_kind_display` puts all kinds in words to name one.
@register.filter
def kind_label(kind: str) -> str:
    return str(labels.KINDS.get(kind, kind))


@register.filter
def block_label(kind: str) -> str:
    return str(labels.BLOCK_KINDS.get(kind, kind))


@register.filter
def part_label(part: str) -> str:
    return str(labels.PARTS.get(part, part))


@register.filter
def relation_label(relation: str) -> str:
    return str(Witness.Relation(relation).label)


@register.filter
def flag_label(flag: str) -> str:
    return labels.FLAGS[flag]


@register.filter
def as_chinese(text: str) -> SafeString:
    """Chinese words among others are said to be Chinese, for voices that read them out. Not for HTML."""
    if (get_language() or "").startswith("zh"):
        return conditional_escape(text)
    pieces = enumerate(CHINESE.split(str(text)))  # every other one is Chinese
    return format_html_join("", "{}", ((format_html('<span lang="zh-Hans">{}</span>', piece) if number % 2 else piece,) for number, piece in pieces))


@register.filter
def lang(text: object) -> SafeString:
    """The attribute for words that someone wrote or a file bears: Chinese in its script; none where nothing tells what they are."""
    written = str(text or "")
    if not re.search(HAN, written):
        return SafeString("")
    return format_html(' lang="{}"', "zh-Hant" if is_traditional(written) else "zh-Hans")


@register.filter
def prints_another_title(report: Report, front: list[Block]) -> bool:
    """Whether a report whose title was corrected begins with a title that says something else."""
    printed = "".join(block.row.text for block in front if block.row.kind == BlockKind.TITLE)
    return bool(printed) and "title" in report.supplied and fold("".join(printed.split())) != fold("".join(report.title.split()))


@register.filter
def visible(text: str) -> str:
    """A changed text with its white space to be seen."""
    return text.translate(typesetting.SIGNS)


@register.filter
def breaks_shown(text: str) -> str:
    """A text that differs, with signs for what cannot be seen: white space alone, and line breaks."""
    return text.translate(typesetting.SIGNS) if not text.strip() else text.replace("\n", "↵\n")


@register.filter
def percent(share: float) -> str:
    """A share in percent; only what is equal throughout is 100 %."""
    return f"{min(round(100 * share), 99) if share < 1 else 100}%"
