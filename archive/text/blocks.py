"""What a report is made of, as the core tells it."""
from dataclasses import dataclass

from archive.text.vocabulary import BlockKind, Flag, Part


@dataclass(frozen=True)
class Block:
    """One block of a report; `section` is an index into the outline's sections."""
    kind: BlockKind
    text: str
    section: int = 0
    part: Part | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading; `parent` is an index into the outline's sections, `level` counts from 1 (0: none)."""
    number: str = ""
    heading: str = ""
    level: int = 0
    parent: int | None = None
    part: Part | None = None
