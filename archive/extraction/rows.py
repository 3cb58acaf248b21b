"""CSV and JSON Lines: a document a row, its text in one column, what is known of it in the others."""
import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO

from archive.extraction import html
from archive.extraction.document import LIMITS, Limits, sound
from archive.text.encoding import decoded
from archive.text.errors import Refused, Sentence, Unreadable
from archive.text.extracted import Extracted

TEXTS = ("text", "content", "body", "fulltext", "full_text", "正文", "内容", "全文", "文本")
NAMES = ("file", "filename", "file_name", "name", "文件名", "文件", "title", "标题", "题名")
ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson")
TEXT_ENDS = ("全文", "正文", "内容", "文本", "政府工作报告")
"""What a column of texts is called that goes by none of these names: 报告全文."""
DELIMITERS = ",\t;|"
MARKUP = re.compile(r"\s*<(?:!--|!doctype|html|div|p|section|article|table|span|br|h[1-6])\b[^<>]*>.*</[a-z]+[^<>]*>\s*\Z", re.I | re.S)
MOST_COLUMNS, LONGEST_NAME, SNIFFED = 60, 40, 65536
NO_COLUMN = Sentence("表里没有正文列：请把放正文的那一列命名为 text 或 正文，再上传。")
BAD_ROW = Sentence("这一行不是完整的 JSON：请检查这一行。")


def is_table(raw: bytes, name: str) -> bool:
    """Whether these bytes are rows of documents. A file whose name says so is taken at its word."""
    if name.lower().endswith(ENDINGS):
        return True
    if raw[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _is_json(raw)
    try:
        head = raw[:SNIFFED].partition(b"\n")[0].decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    names = _header(head)
    return len(names) > 1 and _named_column(names) is not None and not any(" " in name.strip() or "：" in name for name in names)


def read(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    said = decoded(raw, limits.text)
    found = []
    for number, row in enumerate(_json_rows(said) if said.lstrip()[:1] in ("{", "[") else _csv_rows(said, limits), 1):
        if number > limits.entries:
            raise Refused("表里的行数超过上限 {most}：请分成几个文件。", most=limits.entries)
        found.append(_document(row, name, number))
    if not found:
        raise Unreadable("表里没有一行内容：请检查文件。")
    return found


def _document(row: dict[str, str] | None, name: str, number: int) -> Extracted:
    row_name = f"{name}（第 {number} 行）"
    if row is None:
        return Extracted(row_name, "", error=BAD_ROW, row=number)
    column = _text_column(row)
    if column is None:
        return Extracted(row_name, "", error=NO_COLUMN, row=number)
    rest = {key: value for key, value in row.items() if key != column and value}
    own_name = next((rest[key] for wanted in NAMES for key in rest if key.strip().lower() == wanted), row_name)
    if MARKUP.match(row[column]):
        return _of_markup(Extracted(own_name[:200], row[column], metadata=rest, row=number))
    return Extracted(own_name[:200], row[column].replace("\r\n", "\n").replace("\r", "\n"), metadata=rest, row=number)


def _of_markup(cell: Extracted) -> Extracted:
    """A cell that holds a page; half of a character, which JSON can name, is none to a page."""
    page = html.of_markup(sound(cell.text), cell.name)
    return replace(cell, text=page.text, warnings=page.warnings, metadata=page.metadata | cell.metadata)


def _text_column(columns: Iterable[str]) -> str | None:
    columns = list(columns)
    return _named_column(columns) or next((column for ending in TEXT_ENDS for column in columns if column.strip().endswith(ending)), None)


def _named_column(columns: Iterable[str]) -> str | None:
    columns = list(columns)
    return next((column for wanted in TEXTS for column in columns if column.strip().lower() == wanted), None)


def _header(line: str) -> list[str]:
    """The names of the columns, if a line looks like such."""
    delimiter = max(DELIMITERS, key=line.count)
    try:
        names = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return names if 1 <= len(names) <= MOST_COLUMNS and max(map(len, names)) <= LONGEST_NAME else []


def _csv_rows(said: str, limits: Limits) -> Iterator[dict[str, str]]:
    header = _header(said.partition("\n")[0])
    if _text_column(header) is None:
        raise Refused(NO_COLUMN.pattern)
    csv.field_size_limit(limits.text)
    try:
        for cells in csv.reader(StringIO(said.partition("\n")[2]), delimiter=max(DELIMITERS, key=said.partition("\n")[0].count)):
            if any(cells):
                yield dict(zip(header, [*cells, *[""] * len(header)], strict=False))
    except csv.Error as error:
        raise Unreadable("CSV 文件已损坏，引号不成对：请用表格软件重新导出。") from error


def _json_rows(said: str) -> Iterator[dict[str, str] | None]:
    """The objects of a JSON array, or one a line; None for a line that is none."""
    whole = _parsed(said)
    for item in whole if isinstance(whole, list) else [whole] if isinstance(whole, dict) else map(_parsed, filter(str.strip, said.split("\n"))):
        yield {str(key): _said(value) for key, value in item.items()} if isinstance(item, dict) else None


def _said(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "、".join(map(_said, value))
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _parsed(said: str) -> object:
    try:
        return json.loads(said)
    except (ValueError, RecursionError):
        return None


def _is_json(raw: bytes) -> bool:
    first = raw.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    candidates = (first, raw) if len(raw) < SNIFFED * 400 else (first,)
    return any(isinstance(_parsed(part.decode("utf-8", "replace").lstrip("\ufeff")), dict | list) for part in candidates)
