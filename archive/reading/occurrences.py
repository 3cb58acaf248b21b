"""Where else a paragraph stands: the same text in other reports, and the wording it had before."""
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, Value, When, Window

from archive.models import FormerParagraph, Paragraph, Report
from archive.pieces import is_searchable
from archive.prepared import Question
from archive.query import Literal, written
from archive.query.reading import LONGEST
from archive.text.tables import is_table

SHOWN = 12
FOLDED, PLACE, REPORT, TOKEN = "folded", "place", -1, "token"
SAME = Question(
    Paragraph.objects.filter(folded=FOLDED, report__status=Report.Status.PUBLISHED).exclude(report=REPORT)
    .select_related("report__place").defer("text", "folded").annotate(count=Window(Count("*")))
    .order_by(Case(When(report__place=PLACE, then=Value(0)), default=Value(1)),
              F("report__year").desc(nulls_last=True), "report__place", "report__slug", "position")[:SHOWN],
    FOLDED, PLACE, REPORT)
FORMER = Question(
    FormerParagraph.objects.filter(report=REPORT, successors__contains=[TOKEN]).order_by("-until", "position")
    .only("report_id", "until", "ended_at", "text", "fate"), REPORT, TOKEN)


@dataclass(frozen=True)
class Occurrences:
    """So many paragraphs of other public reports with the same text, the first of them, and what to search for to have all."""
    count: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)
    search_for: str = ""


def occurrences(paragraph: Paragraph) -> Occurrences:
    """Those that fold to the same; of the same place first, then the newest."""
    if not is_searchable(paragraph.folded):
        return Occurrences()
    found = SAME.answer(paragraph.folded, paragraph.report.place_id or "", paragraph.report_id)
    return Occurrences(found[0].count, found, phrase(paragraph.text)) if found else Occurrences()


def phrase(text: str) -> str:
    """The query for a text, if one may be so long; a search crosses no cells of a table."""
    return "" if is_table(text) or len(text) > LONGEST else written(Literal(text))


def former_wordings(paragraph: Paragraph) -> list[FormerParagraph]:
    """What was cited before a revision put this paragraph in its place, newest first."""
    return FORMER.answer(paragraph.report_id, paragraph.token_id)
