"""A report's sections, each within its own."""
from dataclasses import dataclass, field

from archive.models import Paragraph, Report, Section


@dataclass
class Branch:
    """A section with what stands in it."""
    section: Section
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list["Branch"] = field(default_factory=list)


def tree(report: Report) -> list[Branch]:
    """The report's outermost sections; three queries, whatever its size."""
    branches = {section.pk: Branch(section) for section in report.sections.all()}
    for paragraph in report.paragraphs.prefetch_related("edits"):
        branches[paragraph.section_id].paragraphs.append(paragraph)
    outermost: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.section.parent_id)
        (parent.sections if parent else outermost).append(branch)
    return outermost
