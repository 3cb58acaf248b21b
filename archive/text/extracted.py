"""What extraction hands to the core: one document of a file."""
from dataclasses import dataclass, field

from archive.text.errors import Sentence
from archive.text.tables import is_table, rows_of
from archive.text.tape import Change


@dataclass(frozen=True)
class Extracted:
    """`changes` are offsets of `text`, not made yet. `error` says why a member of a ZIP has no text; the others go on.

    `metadata` has what the file itself says beside its text: title, author, published, source, url,
    labels such as 索引号, the columns of a CSV row; `row` counts the rows of such a file from 1.
    """
    name: str
    text: str
    changes: tuple[Change, ...] = ()
    warnings: tuple[Sentence, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    is_ocr: bool = False
    error: Sentence | None = None
    row: int | None = None

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables of the text, rows of cells."""
        return [rows_of(line) for line in self.text.split("\n") if is_table(line)]
