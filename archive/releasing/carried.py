"""What a release carries: one table of models and their fields, from which it is written and read.

Nothing is told by a key of the database, which another archive would give otherwise: a row is called by what lasts of it.
What a field of a model becomes must be said here; a test fails for one of which nothing is said.
"""
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Model
from django.db.models.functions import Collate

from archive.models import (
    Edit,
    Event,
    FormerAddress,
    FormerParagraph,
    FurnitureRule,
    Original,
    Paragraph,
    Place,
    Report,
    Revision,
    Section,
    SpeakerName,
    Token,
    VanishedReport,
    Watermark,
    Witness,
)
from archive.text.fold import fold

FORMAT = 1
"""Counts on when a release of today could not be read by the archive of yesterday."""
KEY = r"(?:[0-9]{6}|unplaced)/(?:[0-9]{4}|undated)/[-\w]{1,66}"
NAMES = re.compile(rf"README\.txt|release\.json|metadata\.csv|[a-z_]{{1,20}}\.jsonl|json/{KEY}\.json|texts/{KEY}\.txt|originals/[0-9a-f]{{64}}", re.ASCII)


@dataclass(frozen=True)
class Rows:
    """Rows of a model: the columns carried as they are; what is carried in place of a reference; what is made anew.

    `refers` gives for a column the path to what the row is called that it names; `called` is what others call these rows by.
    """
    model: type[Model]
    order: tuple[str | Collate, ...]
    columns: tuple[str, ...]
    refers: dict[str, str] = field(default_factory=dict)
    anew: dict[str, Callable[[dict], str]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    called: str = ""

    @cached_property
    def paths(self) -> dict[str, str]:
        """For each name in the JSON where its value stands."""
        return {name_of(column): self.refers.get(column, column) for column in (*self.columns, *self.refers)}

    def named(self, values: Iterable[object]) -> dict:
        return dict(zip(self.paths, values, strict=True))


def name_of(column: str) -> str:
    """What a column is called in the JSON.

    >>> name_of("token_id")
    'token'
    """
    return column.removesuffix("_id")


def by(name: str) -> Collate:
    """An order by code point, the same in every database."""
    return Collate(name, "C")


def folded_path(section: dict) -> str:
    return fold("\n".join(section["path"]))


def folded_text(paragraph: dict) -> str:
    return fold(paragraph["text"])


ADDRESS = ("place_id", "year", "slug", "first_key", "identifier", "kind", "status")
STANDING = ("place_name", "title", "language", "is_sample", "text_hash", "revision", "paragraph_count", "character_count",
            "added_on", "updated_on", "changed_at", "published_at", "withdrawn_at", "withdrawn_reason")
SAYS = ("subtitle", "kicker", "review_year", "plan_year", "delivered_on", "published_on", "speaker", "speaker_role", "authors", "occasion",
        "issuer", "source", "supplied", "suggestions", "evidence", "warnings", "declined")
WITHDRAWN_BY = {"withdrawn_by_id": "withdrawn_by__username"}

REPORT = Rows(Report, ("pk",), (*ADDRESS, *STANDING, *SAYS), WITHDRAWN_BY, left_out=("changed_in",), called="identifier")
# Of a withdrawn report what its address still says, and nothing of what it said.
TOMBSTONE = Rows(Report, ("pk",), (*ADDRESS, *STANDING), WITHDRAWN_BY, left_out=(*SAYS, "changed_in"), called="identifier")

LASTING = {
    "former_addresses": Rows(FormerAddress, (by("key"),), ("key",), left_out=("report_id",)),
    "tokens": Rows(Token, (by("value"),), ("value", "given_on"), left_out=("report_id",)),
}
OF_REPORT = LASTING | {
    "witnesses": Rows(
        Witness, ("pk",), ("original_id", "names", "relation", "number", "text", "likeness", "warnings", "taken_on"),
        left_out=("id", "report_id", "is_shown"), called="original"),
    "sections": Rows(
        Section, ("position",), ("position", "level", "number", "heading", "path", "part"), {"parent_id": "parent__position"},
        {"folded": folded_path}, left_out=("id", "report_id"), called="position"),
    "paragraphs": Rows(
        Paragraph, ("position",), ("position", "token_id", "kind", "part", "flags", "text"), {"section_id": "section__position"},
        {"folded": folded_text}, left_out=("id", "report_id"), called="position"),
    "edits": Rows(
        Edit, ("position",), ("position", "kind", "start", "end", "before", "after"), {"paragraph_id": "paragraph__position"},
        left_out=("id", "report_id")),
    "revisions": Rows(
        Revision, ("number",), ("number", "made_at", "reason", "tokens"),
        {"made_by_id": "made_by__username", "witness_id": "witness__original_id"}, left_out=("id", "report_id")),
    "former_paragraphs": Rows(
        FormerParagraph, (by("token_id"),),
        ("token_id", "fate", "reason", "until", "ended_at", "key", "successors", "position", "path", "kind", "part", "flags", "text", "edits"),
        left_out=("report_id",)),
}
"""In the order in which they are built: what is named by others comes before them."""

OF_ARCHIVE = {
    "places": Rows(Place, (by("code"),), (
        "code", "name", "short_name", "aliases", "level", "parent_id", "from_year", "to_year", "successor_id", "sort_key", "is_sample")),
    "watermarks": Rows(Watermark, (by("word"),), ("word", "note"), left_out=("id",)),
    "furniture_rules": Rows(FurnitureRule, (by("line"),), ("line", "example", "spared", "note"), left_out=("id",)),
    "speaker_names": Rows(SpeakerName, (by("name"),), ("name", "aliases", "note"), left_out=("id",)),
    "vanished": Rows(VanishedReport, (by("identifier"),), ("identifier", "changed_at", "place_code", "kind")),
    "originals": Rows(Original, (by("sha256"),), ("sha256", "size", "taken_on")),
    # Who is named; the account is not, for accounts are of a machine and not of the archive.
    "events": Rows(Event, ("at", "pk"), ("at", "who", "action", "key", "detail"), {"report_id": "report__identifier"},
                   left_out=("id", "by_id", "upload_id")),
}


def lists_of(status: str) -> tuple[Rows, dict[str, Rows]]:
    """What is carried of a report of this status, of itself and below it."""
    return (TOMBSTONE, LASTING) if status == Report.Status.WITHDRAWN else (REPORT, OF_REPORT)
