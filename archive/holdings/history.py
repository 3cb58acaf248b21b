"""The versions that a report's text has had: what each changed, and how each read."""
from dataclasses import dataclass
from datetime import datetime

from archive.models import FormerParagraph, Paragraph, Report, Revision


@dataclass(frozen=True)
class Version:
    """One state of the text; `came` and `went` count paragraphs against the version before; without
    either the order changed, or else only white space."""
    number: int
    since: datetime
    who: str
    reason: str
    paragraphs: int
    came: int
    went: int
    has_moved: bool
    file: str
    is_present: bool


def versions(report: Report) -> list[Version]:
    """Newest first. A text that was never revised has one version, of which nothing is written down."""
    rows = list(report.revisions.select_related("made_by", "witness"))
    if not rows:
        return [Version(1, report.published_at or report.added_on, "", "", report.paragraph_count, 0, 0, False, "", is_present=True)]
    befores = [None, *rows[:-1]]
    return [_version(report, row, before) for row, before in zip(rows, befores, strict=True)][::-1]


def _version(report: Report, row: Revision, before: Revision | None) -> Version:
    here, there = set(row.tokens), set(before.tokens if before else row.tokens)
    return Version(
        row.number, row.made_at, row.made_by.get_username() if row.made_by else "", row.reason, len(row.tokens),
        len(here - there), len(there - here), bool(before) and row.tokens != before.tokens, str(row.witness or ""), row.number == report.revision)


def text_of(revision: Revision) -> list[Paragraph | FormerParagraph]:
    """The paragraphs of a version in its order, each as it stood when its token was given."""
    found = {p.token_id: p for p in Paragraph.objects.filter(token__in=revision.tokens)}
    found |= {p.token_id: p for p in FormerParagraph.objects.filter(token__in=revision.tokens)}
    return [found[token] for token in revision.tokens]
