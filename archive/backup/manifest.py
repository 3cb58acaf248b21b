"""What a backup says of itself, and whether its files agree with it."""
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from archive.releasing.packing import canonical, pieces_of, sha256_of
from archive.text.errors import Refused

FORMAT = 1
NAME, SEAL = "manifest.json", "manifest.sha256"
TABLE = re.compile(r"tables/[a-z_0-9]{1,63}\.copy\.gz")
FILE = re.compile(r"files/(?:originals/[0-9a-f]{2}/[0-9a-f]{64}|releases/archive-[0-9]{1,9}\.zip)")


@dataclass(frozen=True)
class Table:
    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`tables` by name, `files` by their place in the backup with their sha256; `missing` are originals that were not to be found."""
    made_at: str
    migrations: list[list[str]]
    tables: dict[str, Table]
    sequences: dict[str, int]
    files: dict[str, str]
    missing: list[str]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def table_file(name: str) -> str:
    return f"tables/{name}.copy.gz"


def write(manifest: Manifest, folder: Path) -> None:
    """Last of all: a folder without it is no backup."""
    raw = canonical(asdict(manifest))
    (folder / SEAL).write_text(f"{sha256_of([raw])}  {NAME}\n")
    draft = folder / f"{NAME}.new"
    draft.write_bytes(raw)
    draft.replace(folder / NAME)


def read(folder: Path) -> Manifest:
    """What the backup in this folder says of itself. Raises Refused."""
    try:
        raw, seal = (folder / NAME).read_bytes(), (folder / SEAL).read_text()
    except OSError as error:
        raise Refused("{folder} 里没有完整的备份（{reason}）：请检查路径，或另取一份备份。", folder=str(folder), reason=error.strerror) from error
    if not seal.startswith(sha256_of([raw])):
        raise _damaged(NAME)
    told = json.loads(raw)
    if told["format"] > FORMAT:
        raise Refused("这份备份是更新版本的文库做的：请先升级文库，再恢复。")
    return Manifest(**told | {"tables": {name: Table(**table) for name, table in told["tables"].items()}})


def verify(manifest: Manifest, folder: Path) -> None:
    """Every file of the backup against its sha256. Raises Refused, naming the first that does not agree."""
    expected = {table_file(name): table.sha256 for name, table in manifest.tables.items()} | manifest.files
    for name, digest in expected.items():
        path = folder / PurePosixPath(name)
        if not (TABLE.fullmatch(name) or FILE.fullmatch(name)) or path.is_symlink() or not path.is_file():
            raise _damaged(name)
        with path.open("rb") as file:
            if sha256_of(pieces_of(file)) != digest:
                raise _damaged(name)


def _damaged(name: str) -> Refused:
    return Refused("备份里的 {member} 损坏了，或者不见了：没有恢复，请另取一份备份。", member=name)
