"""`metadata.csv` beside the files of a folder or in a ZIP of them: a row for a file, saying of it what the file does not.

    file,place,year,title,speaker,delivered_on,source
    兰州/2019.txt,620100,2019,政府工作报告,张三,2019-01-08,某网

`file` is a path from the table's folder; the other columns are those of `archive.text.metadata.COLUMNS`.
"""
import csv
import posixpath
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from archive.extraction import zip as container
from archive.extraction.document import Limits
from archive.text.encoding import decoded
from archive.text.errors import Refused, Sentence
from archive.text.metadata import unknown_columns

NAME, FILE = "metadata.csv", "file"


@dataclass
class Sidecars:
    """What the tables say of each file, by its path; `remarks` on rows and columns that say nothing."""
    rows: dict[Path, dict[str, str]] = field(default_factory=dict)
    remarks: list[Sentence] = field(default_factory=list)

    def of(self, path: Path) -> dict[str, str]:
        return self.rows.get(path.resolve(), {})


def read_sidecars(paths: Iterable[Path]) -> Sidecars:
    """The tables in these folders and all below them, and those beside these files."""
    found = Sidecars()
    for table in sorted({table.resolve() for path in paths for table in _tables(path)}):
        try:
            _read(table, found)
        except (OSError, Refused, csv.Error) as error:
            found.remarks.append(_unread(str(table), error))
    return found


def _unread(table: str, error: Exception) -> Sentence:
    return Sentence("{table} 读不出来（{reason}）：其中的说明没有采用。", {"table": table, "reason": str(error)})


def _missing(table: str, line: int, name: str) -> Sentence:
    return Sentence("{table} 第 {line} 行说的文件“{name}”不在这个文件夹里。", {"table": table, "line": line, "name": name})


def packed_sidecars(raw: bytes, limits: Limits) -> tuple[dict[str, dict[str, str]], list[Sentence]]:
    """What the tables in a ZIP say of its files, by their paths in it; and remarks on what says nothing. Raises Refused."""
    rows: dict[str, dict[str, str]] = {}
    remarks: list[Sentence] = []
    with container.opened(raw, limits) as pack:
        paths = {container.path_of(info): info for info in pack.infolist()}
        for path, info in paths.items():
            if is_sidecar(path):
                try:
                    _read_packed(path, container.part(pack, info, limits), paths, rows, remarks)
                except (Refused, csv.Error) as error:
                    remarks.append(_unread(path, error))
    return rows, remarks


def is_sidecar(path: str) -> bool:
    return path.rpartition("/")[2] == NAME


def _read_packed(table: str, raw: bytes, paths: Container[str], rows: dict[str, dict[str, str]], remarks: list[Sentence]) -> None:
    folder = table.removesuffix(NAME)
    for line, name, said in _rows(raw, table, remarks):
        path = posixpath.normpath(folder + name.replace("\\", "/"))
        if name and path in paths:
            rows[path] = said
        else:
            remarks.append(_missing(table, line, name))


def _tables(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from path.rglob(NAME)
    elif (path.parent / NAME).is_file():
        yield path.parent / NAME


def _read(table: Path, found: Sidecars) -> None:
    for line, name, said in _rows(table.read_bytes(), str(table), found.remarks):
        if _is_file(table.parent, name):
            found.rows[(table.parent / name).resolve()] = said
        else:
            found.remarks.append(_missing(str(table), line, name))


def _rows(raw: bytes, table: str, remarks: list[Sentence]) -> Iterator[tuple[int, str, dict[str, str]]]:
    """The rows: where each ends, the file it names, and what it says of it."""
    reader = csv.DictReader(StringIO(decoded(raw), newline=""))
    columns = [column.strip() for column in reader.fieldnames or ()]
    reader.fieldnames = [FILE if column.lower() == FILE else column for column in columns]
    if FILE not in reader.fieldnames:
        raise Refused("没有名为 file 的列")
    for column in unknown_columns(columns, FILE):
        remarks.append(Sentence("{table} 里的“{column}”一列不认得，没有采用。", {"table": table, "column": column}))
    for row in reader:
        said = {column: value.strip() for column, value in row.items() if column and isinstance(value, str) and value.strip()}
        yield reader.line_num, said.pop(FILE, ""), said


def _is_file(folder: Path, name: str) -> bool:
    """Whether this names a file of the folder; a name that no system takes names none."""
    try:
        return bool(name) and (folder / name).resolve().is_relative_to(folder.resolve()) and (folder / name).is_file()
    except (OSError, ValueError):
        return False
