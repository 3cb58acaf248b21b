"""A report as staff look it over: its text with every edit in place, its fields with the words they were read from."""
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Edit, Paragraph, Report, Section
from archive.reading.outline import Entry, depth
from archive.text.dates import DATE, first_date
from archive.text.vocabulary import EARLIER, GUESS, EditKind

LONGEST_SHOWN = 400
FIELDS = ("title", "subtitle", "kicker", "kind", "place", "year", "review_year", "plan_year", "delivered_on", "published_on",
          "speaker", "speaker_role", "authors", "occasion", "issuer", "source")


@dataclass(frozen=True)
class Shown:
    """A paragraph with the edits made in it marked, and those of the report that stand before it."""
    paragraph: Paragraph
    html: SafeString
    depth: int
    edits: list[Edit]
    before: list[Edit] = field(default_factory=list)


@dataclass(frozen=True)
class Field:
    """A field, what it says and why: `words` it was read from in the paragraph of `token`, or from another field."""
    name: str
    label: str
    value: object
    words: str = ""
    token: str = ""
    origin: str = ""
    is_supplied: bool = False
    suggestion: object = None


@dataclass(frozen=True)
class Preview:
    blocks: list[Shown]
    after: list[Edit]
    outline: list[Entry]
    kinds: Counter
    fields: list[Field]


def preview(report: Report, shown: set[EditKind]) -> Preview:
    """The report with edits of the kinds that are `shown` marked in its text. Three queries, whatever its size."""
    paragraphs = list(report.paragraphs.all())
    sections = {section.pk: section for section in report.sections.all()}
    edits = list(report.edits.all())
    offsets, own, between = placed(edits, paragraphs)
    blocks = []
    for i, paragraph in enumerate(paragraphs):
        marks = [(offsets[edit.pk], edit) for edit in own[paragraph.pk] if edit.kind in shown]
        blocks.append(Shown(paragraph, with_edits(paragraph.text, marks), depth(paragraph.kind, sections[paragraph.section_id].level),
                            own[paragraph.pk], [edit for edit in between[i] if edit.kind in shown]))
    after = [edit for edit in between[len(paragraphs)] if edit.kind in shown]
    return Preview(blocks, after, entries(paragraphs, sections), Counter(edit.kind for edit in edits), fields_of(report, paragraphs))


def placed(edits: Iterable[Edit], paragraphs: list[Paragraph]) -> tuple[dict[int, int], dict[int, list[Edit]], dict[int, list[Edit]]]:
    """Where each edit stands in its paragraph; those of each paragraph; those of the report, by the place they stand before."""
    starts, at = {}, 0
    for paragraph in paragraphs:
        starts[paragraph.pk] = at
        at += len(paragraph.text) + 1
    offsets, own, between, shift = {}, defaultdict(list), defaultdict(list), 0
    firsts = list(starts.values())
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end, edit.position)):
        now = edit.start + shift
        shift += len(edit.after) - len(edit.before)
        if edit.paragraph_id in starts:
            offsets[edit.pk] = now - starts[edit.paragraph_id]
            own[edit.paragraph_id].append(edit)
        else:
            between[bisect_left(firsts, now)].append(edit)
    return offsets, own, between


def with_edits(text: str, marks: Iterable[tuple[int, Edit]]) -> SafeString:
    """`text` escaped, with what was removed struck out and what was put in underlined, each with the name of its kind."""
    pieces, at = [], 0
    for start, edit in marks:
        start = max(start, at)
        pieces += [format_html("{}", text[at:start]), change(edit)]
        at = min(start + len(edit.after), len(text))
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, format_html("{}", text[at:])]))


def change(edit: Edit) -> SafeString:
    kind = edit.get_kind_display()
    removed = format_html('<del class="{}" title="{}">{}</del>', edit.kind, kind, visible(edit.before)) if edit.before else ""
    added = format_html('<ins class="{}" title="{}">{}</ins>', edit.kind, kind, edit.after) if edit.after else ""
    return format_html("{}{}", removed, added)


def visible(text: str) -> str:
    """White space alone is shown by signs; a long removal by its beginning and end."""
    if not text.strip():
        return text.replace("\n", "↵").replace("\t", "⇥").replace("\u3000", "□").replace("\xa0", "␣").replace(" ", "␣")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN // 2]} …… {text[-LONGEST_SHOWN // 4:]}"


def entries(paragraphs: list[Paragraph], sections: dict[int, Section]) -> list[Entry]:
    first: dict[int, str] = {}
    for paragraph in paragraphs:
        first.setdefault(paragraph.section_id, paragraph.token_id)
    return [Entry(section, first[pk], min(section.level, 4)) for pk, section in sections.items() if section.heading and pk in first]


def fields_of(report: Report, paragraphs: list[Paragraph]) -> list[Field]:
    """Every field that says something or that something is guessed for."""
    found = [field_of(report, name, paragraphs) for name in FIELDS]
    return [each for each in found if each.value not in (None, "", []) or each.suggestion is not None]


def field_of(report: Report, name: str, paragraphs: list[Paragraph]) -> Field:
    label = Report._meta.get_field(name).verbose_name
    value, suggestion = value_of(report, name), report.suggestions.get(name)
    if name in report.earlier:
        return Field(name, label, value, report.evidence[f"{EARLIER}{name}"], origin=_("先前的文字"), is_supplied=True, suggestion=suggestion)
    said = str(report.evidence.get(name) or report.evidence.get(f"{GUESS}{name}") or "")
    if said in FIELDS:
        return Field(name, label, value, origin=Report._meta.get_field(said).verbose_name, is_supplied=name in report.supplied)
    words = said or ("" if name in report.supplied else in_document(getattr(report, name), paragraphs))
    return Field(name, label, value, words, token_of(words, paragraphs), is_supplied=name in report.supplied, suggestion=suggestion)


def value_of(report: Report, name: str) -> object:
    if name == "kind":
        return report.get_kind_display()
    if name == "place":
        return f"{report.place_label}（{report.place_id}）" if report.place_id else ""
    value = getattr(report, name)
    return "、".join(value) if isinstance(value, list) else value


def in_document(value: object, paragraphs: list[Paragraph]) -> str:
    """The words of the document that say a value, as it writes them."""
    if isinstance(value, date):
        return next((match.group() for p in paragraphs for match in DATE.finditer(p.text) if first_date(match.group()) == value), "")
    words = value[0] if isinstance(value, list) and value else value
    return words if isinstance(words, str) and token_of(words, paragraphs) else ""


def token_of(words: str, paragraphs: list[Paragraph]) -> str:
    """The first paragraph that has these words, white space aside; empty where none has."""
    wanted = bare(words)
    return next((p.token_id for p in paragraphs if wanted in bare(p.text)), "") if wanted else ""


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)
