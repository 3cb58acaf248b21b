"""What a search gives back."""
from dataclasses import dataclass, field

from archive.models import Paragraph, Report
from archive.query import Reading
from archive.search.concordance import Line


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph, its report, place and section selected with it, and where it matches.

    `highlights` are code points of the reading text, half-open, in order and apart.
    """
    paragraph: Paragraph
    highlights: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ReportHit:
    """A report, how many of its paragraphs match, and the first of them."""
    report: Report
    count: int
    passages: list[Hit]


@dataclass(frozen=True, slots=True)
class LineHit:
    """A place in a paragraph, with what stands around it."""
    paragraph: Paragraph
    line: Line


@dataclass(frozen=True, slots=True)
class FacetValue:
    """`value` is what the parameter takes, None where nothing is recorded; `label` is shown."""
    value: str | int | None
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, and the exact count and facets of all of them. `count` is of paragraphs, whatever is listed.

    What is listed is `hits`, `reports` or `lines`, as `group` says; the numbers of pages are of that.

    `facets` has the keys year, place, level, kind, part and speaker. The cursors are None where
    there is no page that way. `page` is None where a cursor was followed. Refused is what asks for too much at once;
    of what is unfinished nothing is known, its count neither.
    """
    reading: Reading
    count: int = 0
    report_count: int = 0
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    next_cursor: str | None = None
    previous_cursor: str | None = None
    page: int | None = 1
    page_count: int = 0
    is_refused: bool = False
    is_unfinished: bool = False
    group: str = "paragraph"
    reports: list[ReportHit] = field(default_factory=list)
    lines: list[LineHit] = field(default_factory=list)
    line_count: int = 0
