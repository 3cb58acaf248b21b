"""What comes out of a file, and how much a file may ask for."""
from dataclasses import dataclass, field

from archive.text.errors import Refused, Sentence
from archive.text.tables import is_table, rows_of
from archive.text.tape import Change

MIB = 1 << 20
PICTURES = Sentence("文件里有图片，图片里的文字和图表没有收入。")


@dataclass(frozen=True)
class Limits:
    """How much one file may ask for: time in seconds, memory and sizes in bytes."""
    seconds: float = 60
    memory: int = 1024 * MIB
    text: int = 20 * MIB
    pages: int = 2000
    unpacked: int = 200 * MIB
    entries: int = 2000
    depth: int = 2


LIMITS = Limits()


@dataclass(frozen=True)
class Extracted:
    """One document of a file. `error` says why a member of a ZIP has no text; the others go on.

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


def locked() -> Refused:
    """What a file with a password gets."""
    return Refused("文件有密码保护，读不出来：请去掉密码后再上传。")


def unsupported(format_name: str, wanted: str) -> Refused:
    """What a file of another format gets: the name of its format, and that of one to save it as."""
    return Refused("这是 {format} 文件，读不出来：请另存为 {wanted} 再上传。", format=format_name, wanted=wanted)
