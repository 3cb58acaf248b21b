"""Paragraphs of other reports that say nearly the same: a formula with another number, a sentence changed.

A variant shares two thirds of its pairs of letters with the paragraph (`text.alignment.likeness`: signs, spacing and
script aside). The index finds what is worth comparing: texts that hold three uncommon pieces which follow one another
in the paragraph. Of those the ones nearest in length are compared, so many that a reader need not wait.
"""
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import F

from archive.models import FormerParagraph, Paragraph, Report
from archive.pieces import wanted_pieces
from archive.reading.comparison import pieces
from archive.search.asking import fetched
from archive.search.frequencies import Frequencies, frequencies
from archive.text.alignment import Run, differences, letter_pairs, letters, likeness
from archive.text.fold import fold

LEAST = 2 / 3
SHORTEST = 12
"""Of letters: what is shorter resembles too much by chance."""
TOGETHER, STRETCHES, UNCOMMON = 3, 12, 6
"""So many pieces must stand in a text, of one of so many stretches; and so many are taken for uncommon in any case."""
MOST, MOST_CHARACTERS = 300, 60_000
"""So many texts are compared, of about so many characters in all."""
SHOWN = 30
TOLD = ("token", "position", "text", "folded", "report__place__name", "report__place_name", "report__year", "report__slug", "report__title",
        "report__language", "report__is_sample")
# The nearest in length: a text half as long shares at most two thirds.
WORTH = """
select paragraph.id, folded from archive_paragraph paragraph
join archive_report report on report.id = report_id and status = 'published'
where bigram_vector(folded) @@ %s::tsquery and report_id <> %s and folded <> %s
order by abs(length(folded) - %s), paragraph.id limit %s
"""


@dataclass(frozen=True)
class Variant:
    """A wording, and the paragraphs that have it, the newest first.

    `runs` keep what it shares with the paragraph, remove what only that has, add what only this has; with each stands
    how many characters are left out after it. Where no letter differs, they tell the signs.
    """
    likeness: float
    paragraphs: list[Paragraph]
    runs: list[tuple[Run, int]]

    @property
    def differs_in_letters(self) -> bool:
        return self.likeness < 1


@dataclass(frozen=True)
class Variants:
    """So many wordings, in `count` paragraphs, and the nearest of them; of what was worth comparing, `compared` were."""
    wordings: int = 0
    count: int = 0
    nearest: list[Variant] = field(default_factory=list)
    compared: int = 0
    is_cut: bool = False


def is_long_enough(folded: str) -> bool:
    """Whether a variant is looked for at all."""
    return len(letters(folded)) >= SHORTEST


def variants(paragraph: Paragraph | FormerParagraph) -> Variants:
    """The likest first, then the newest. Raises TooBroad."""
    folded = fold(paragraph.text)
    asked = question(folded, frequencies()) if is_long_enough(folded) else ""
    if not asked:
        return Variants()
    most = max(1, min(MOST, MOST_CHARACTERS // len(folded)))
    rows = fetched((WORTH, (asked, paragraph.report_id, folded, len(folded), most + 1)))
    own = letter_pairs(folded)
    scores = {key: score for key, text in rows[:most] if (score := likeness(own, letter_pairs(text))) >= LEAST}
    found = wordings(scores)
    nearest = [Variant(scores[first.pk], [first, *others], runs(paragraph.text, first.text, scores[first.pk])) for first, *others in found[:SHOWN]]
    return Variants(len(found), sum(map(len, found)), nearest, len(rows[:most]), len(rows) > most)


def question(folded: str, known: Frequencies) -> str:
    """A tsquery for what is worth comparing: several uncommon pieces that follow one another here, of any stretch.

    Numbers are not asked for: they are what varies.
    """
    terms = [term for term in wanted_pieces(folded) if not term[1].isdecimal()]
    uncommon = known.telling(terms)
    if len(uncommon) < UNCOMMON:
        rarest = set(sorted(terms, key=known.share)[:UNCOMMON])
        uncommon = [term for term in terms if term in rarest]
    return " | ".join(f"({' & '.join(uncommon[at:at + TOGETHER])})" for at in beginnings(len(uncommon)))


def beginnings(count: int) -> list[int]:
    """Where the stretches of so many pieces begin: all along, or evenly spread.

    >>> beginnings(0), beginnings(2), beginnings(5), beginnings(40)
    ([], [0], [0, 1, 2], [0, 3, 6, 10, 13, 16, 20, 23, 26, 30, 33, 37])
    """
    last = max(0, count - TOGETHER)
    if last < STRETCHES:
        return list(range(last + 1)) if count else []
    return [at * last // (STRETCHES - 1) for at in range(STRETCHES)]


def wordings(scores: Mapping[int, float]) -> list[list[Paragraph]]:
    """Paragraphs of these keys that fold to the same together, in the order in which they are told."""
    stored = Paragraph.objects.filter(pk__in=scores, report__status=Report.Status.PUBLISHED).select_related("report__place").only(*TOLD)
    newest = stored.order_by(F("report__year").desc(nulls_last=True), "report__place", "report__slug", "position")
    together: dict[str, list[Paragraph]] = {}
    for paragraph in sorted(newest, key=lambda paragraph: -scores[paragraph.pk]):
        together.setdefault(paragraph.folded, []).append(paragraph)
    return list(together.values())


def runs(text: str, other: str, score: float) -> list[tuple[Run, int]]:
    """What differs; signs only where nothing else does."""
    return [piece for run in differences(text, other, letters_only=score < 1) for piece in pieces(run)]
