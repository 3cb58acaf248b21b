"""Bytes become text: which encoding a file is in, and what is no text at all."""
import re
import unicodedata
from collections.abc import Callable, Collection
from functools import cache

from archive.text.errors import Unreadable

MB = 1_000_000
LIMIT = 20 * MB
SPOILT = 0.3
"""The share of undecodable or control characters from which a file is no text."""
WIDE = 0.9
"""The share of common characters that bytes must have as UTF-16 to be that."""
SAMPLE = 64_000
MARKS = [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
# How files begin that hold text only in a form of their own, and what people call them.
FORMATS = [
    (b"%PDF-", "PDF"), (b"PK\x03\x04", "ZIP 或 Office（DOCX、XLSX）"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office（DOC、XLS）"),
    (b"\x89PNG\r\n", "PNG 图片"), (b"\xff\xd8\xff", "JPEG 图片"), (b"GIF8", "GIF 图片"), (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"), (b"BM", "BMP 图片"), (b"Rar!\x1a\x07", "RAR 压缩"), (b"7z\xbc\xaf'\x1c", "7z 压缩"),
    (b"\x1f\x8b", "GZIP 压缩"), (b"\xfd7zXZ\x00", "XZ 压缩"), (b"SQLite format 3\x00", "SQLite 数据库"), (b"\x7fELF", "程序"), (b"MZ", "程序"),
    (b"{\\rtf", "RTF"),
]
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
LINE_ENDS = re.compile("\r\n?")


def decoded(raw: bytes, limit: int = LIMIT) -> str:
    """The extracted text of a text file: without byte order mark, lines ended by \\n. Raises Unreadable.

    >>> decoded("强省会\\r\\n行动".encode("gb18030"))
    '强省会\\n行动'
    """
    if name := _format(raw):
        raise Unreadable("这是{format}文件，不是纯文本。请把其中的文字另存为 TXT 后再上传。", format=name)
    if len(raw) > 4 * limit:
        raise _too_long(limit)
    text = LINE_ENDS.sub("\n", _text(raw).removeprefix("\ufeff").replace("\x00", "\ufffd"))
    if not text.strip():
        raise Unreadable("文件是空的，没有可以收入的文字。请检查是否选错了文件。")
    if len(CONTROL.findall(text)) > SPOILT * len(text):
        raise _spoilt()
    if len(text.encode("utf-8", "replace")) > limit:
        raise _too_long(limit)
    return text


def _spoilt() -> Unreadable:
    return Unreadable("文件中三成以上不是文字，或编码无法识别。请用记事本打开，确认文字正常后另存为 UTF-8 再上传。")


def _too_long(limit: int) -> Unreadable:
    return Unreadable("文字超过 {limit} MB，不能一次收入。请按篇拆成几个文件再上传。", limit=max(1, limit // MB))


def _format(raw: bytes) -> str | None:
    """What people call the format that these bytes begin as, if it is none of plain text."""
    return next((name for magic, name in FORMATS if raw.startswith(magic) and (len(magic) > 2 or _has_controls(raw))), None)


def _has_controls(raw: bytes) -> bool:
    return bool(re.search(rb"[\x00-\x08\x0e-\x1a]", raw[:SAMPLE]))


def _text(raw: bytes) -> str:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _without_nul(raw[len(mark):], encoding).decode(encoding, "replace")
    if _is_utf_8(raw):
        return raw.decode("utf-8")
    encoding = _likeliest(raw[:SAMPLE])
    return _without_nul(raw, encoding).decode(encoding, "replace")


def _without_nul(raw: bytes, encoding: str) -> bytes:
    if b"\x00" in raw and not encoding.startswith("utf-16"):
        raise Unreadable("这是二进制文件，不是纯文本。请上传文字文件，例如 TXT。")
    return raw


def _is_utf_8(raw: bytes) -> bool:
    try:
        return "\x00" not in raw.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _likeliest(sample: bytes) -> str:
    """GB18030, Big5, spoilt UTF-8 or UTF-16 without a mark: the reading in which most characters are common ones.

    GB 2312 and GBK are parts of GB18030, Big5 of Big5-HKSCS. Of 17,600 pieces of 4 to 100 characters this
    misread 11, each of four characters; charset-normalizer, which was tried, 1,380.
    """
    readings = {encoding: sample.decode(encoding, "replace") for encoding in ("utf-8", "gb18030", "big5hkscs")}
    best = max(readings, key=lambda encoding: _share([x for x in readings[encoding] if x > "\x7f"], _is_common))
    plain = _share(readings[best], _is_at_home)
    wide = {encoding: _share(sample.decode(encoding, "replace"), _is_at_home) for encoding in ("utf-16-le", "utf-16-be")}
    widest = max(wide, key=lambda encoding: wide[encoding])
    if wide[widest] > max(plain, WIDE):
        return widest
    if plain < 1 - SPOILT and b"\x00" not in sample:
        raise _spoilt()
    return best


def _share(text: Collection[str], belongs: Callable[[str], bool]) -> float:
    return sum(map(belongs, text)) / max(len(text), 1)


def _is_at_home(letter: str) -> bool:
    return letter in "\n\r\t" or " " <= letter <= "~" or _is_common(letter)


@cache
def _is_common(letter: str) -> bool:
    """One of the 3,755 common characters of GB 2312, the 5,401 of Big5, or a sign of both standards."""
    gb, big5 = letter.encode("gb2312", "ignore"), letter.encode("big5", "ignore")
    if "\u3400" <= letter <= "\u9fff":
        return b"\xb0\xa1" <= gb <= b"\xd7\xf9" or b"\xa4\x40" <= big5 <= b"\xc6\x7e"
    return bool(gb or big5) and unicodedata.category(letter)[0] in "PSNZ"
