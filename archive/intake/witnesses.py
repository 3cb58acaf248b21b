"""Near copies: whether a text that comes in is another witness of a report that is there, and what it keeps of itself.

Only a text of the same place, year and kind is taken for the same report. What resembles a report of another place
or year is a report of its own, a draft that names the one it resembles: which of the two is filed wrongly, staff see.
"""
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise

from django.db import connection
from django.db.models import Q

from archive.models import Report
from archive.pieces import RUNS, WORD, WORDS
from archive.prepared import Question
from archive.text.document import Document
from archive.text.errors import Sentence
from archive.text.identity import Identity
from archive.text.likeness import Likeness, Marks, Verdict, likeness, marks
from archive.text.vocabulary import Kind

PART = Sentence("这份文件大约只有报告的 {percent}%：是其中的一部分，或在中途截断了。")
FULLER = Sentence("文库现有的文字大约只有这份文件的 {percent}%：请核对是否应改用这份文件的文字。")
DELIVERED = Sentence("这份文件所印的报告日期是 {here}，文库所记的是 {there}：请核对。")
RESEMBLES = Sentence("文字与文库里的《{title}》（{key}）相近，而地区、年份或文种不同，或者不明：先作为草稿收下，请核对是否同一份报告。")

TELLING, LONGEST = 3, 8
"""So many clauses are looked for, of so many of the longest paragraphs."""
SHORTEST = 6
"""Of letters: what is shorter stands in too many paragraphs to be looked for."""
MOST = 5
CLAUSE = re.compile(r'[^,;:!?"()、。…\s]{8,16}')
CUT_WORD = re.compile(rf"^[{WORD}.%]+|[{WORD}.%]+$")
DIGIT = re.compile("[0-9]")
STANDING = Report.objects.exclude(status=Report.Status.WITHDRAWN).order_by("pk")
# Most often nothing else is asked: Django would put it together anew for each file.
PLACE, YEAR = "place", -1
ALIKE = Question(STANDING.filter(place=PLACE, year=YEAR, kind=Kind.WORK_REPORT)[:2 * MOST], PLACE, YEAR)
SHARING = """
    select report_id from archive_paragraph
    where bigram_vector(folded) @@ %s::tsquery and ({clauses})
    group by report_id order by count(*) desc, report_id limit %s
"""


@dataclass(frozen=True)
class Near:
    """A report that a text is a near copy of; `is_same` where nothing it says of itself makes it another report."""
    report: Report
    likeness: Likeness
    is_same: bool

    def warnings(self, document: Document) -> tuple[Sentence, ...]:
        """What staff should know of the document, beside what it is."""
        if not self.is_same:
            return (Sentence(RESEMBLES.pattern, {"title": self.report.title, "key": self.report.key}),)
        return (*self._of_length(), *self._of_date(document.identity))

    def _of_length(self) -> Iterator[Sentence]:
        if self.likeness.verdict == Verdict.PART:
            yield Sentence(PART.pattern, {"percent": percent(self.likeness.of_old, self.likeness.of_new)})
        if self.likeness.verdict == Verdict.FULLER:
            yield Sentence(FULLER.pattern, {"percent": percent(self.likeness.of_new, self.likeness.of_old)})

    def _of_date(self, identity: Identity) -> Iterator[Sentence]:
        here, there = identity.delivered_on, self.report.delivered_on
        if here and there and here != there:
            yield Sentence(DELIVERED.pattern, {"here": here.isoformat(), "there": there.isoformat()})

    def kept(self, document: Document) -> dict:
        """What a witness keeps of a text that is not the report's."""
        return {"text": "\n".join(block.text for block in document.blocks), "likeness": self.likeness.both,
                "warnings": [asdict(warning) for warning in document.warnings]}


def percent(share: float, of: float) -> int:
    return max(1, round(100 * share / of))


def nearest(document: Document, folded: list[str]) -> Near | None:
    """The report that this text is a near copy of: of the same place, year and kind if there is one, else any."""
    reports = candidates(document.identity, folded)
    if not reports:
        return None
    own = marks(folded)
    found = [Near(report, alike, is_same_report(report, document.identity))
             for report in reports if (alike := likeness(marks_of(report), own)).is_near]
    return max(found, key=lambda near: (near.is_same, near.likeness.both, -near.report.pk), default=None)


def is_same_report(report: Report, identity: Identity) -> bool:
    """Whether place, year and kind are known and agree; 兰州新区 has the code of 兰州市 and is another place."""
    known = identity.place, identity.year
    return None not in known and (*known, identity.place_name, identity.kind) == (
        report.place_id, report.year, report.place_name, report.kind)


def marks_of(report: Report) -> Marks:
    return marks(report.paragraphs.values_list("folded", flat=True))


def candidates(identity: Identity, folded: list[str]) -> list[Report]:
    """The reports worth comparing: those that would have its address, and those that have some of its clauses."""
    keys = sharing(telling(folded))
    if not keys and identity.kind == Kind.WORK_REPORT and identity.place and identity.year:
        return ALIKE.answer(identity.place, identity.year)
    worth = Q(pk__in=keys)
    if identity.place:
        alike = Q(place=identity.place, year=identity.year, kind=identity.kind)
        worth |= alike if identity.kind == Kind.WORK_REPORT else alike & Q(title=identity.title)
    return list(STANDING.filter(worth)[:2 * MOST])


def telling(folded: list[str]) -> list[str]:
    """A few clauses that no other report is likely to have: out of long paragraphs, with many digits."""
    longest = sorted(folded, key=len, reverse=True)[:LONGEST]
    clauses = [max(map(whole_words, CLAUSE.findall(text)), key=weight, default="") for text in longest]
    long_enough = dict.fromkeys(clause for clause in clauses if len(clause) >= SHORTEST)
    return sorted(long_enough, key=weight, reverse=True)[:TELLING]


def whole_words(clause: str) -> str:
    """Without a number or word at its edge: it may be a piece of one."""
    return CUT_WORD.sub("", clause)


def weight(clause: str) -> tuple[int, int]:
    return len(DIGIT.findall(clause)), len(clause)


def sharing(clauses: list[str]) -> list[int]:
    """Reports that have one of these clauses, those that have most of them first."""
    wanted = {clause: pieces for clause in clauses if (pieces := some_pieces(clause))}
    if not wanted:
        return []
    sql = SHARING.format(clauses=" or ".join("strpos(folded, %s) > 0" for _ in wanted))
    with connection.cursor() as cursor:
        cursor.execute(sql, [" | ".join(wanted.values()), *wanted, MOST])
        return [report for (report,) in cursor.fetchall()]


def some_pieces(clause: str) -> str:
    """A tsquery for every number and every other pair of letters: half as many lists to read, and the text decides anyway."""
    pairs = [a + b for run in RUNS.findall(clause) for a, b in list(pairwise(run))[::2]]
    pieces = [f"'{piece}'" for piece in dict.fromkeys([*WORDS.findall(clause), *pairs])]
    return f"({' & '.join(pieces)})" if pieces else ""
