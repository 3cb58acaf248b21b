"""Bytes become text, whatever they were written in, or are refused in a sentence."""
import codecs
import re

from charset_normalizer import from_bytes

from archive.text.errors import Unreadable

LONGEST = 20 * 1024 * 1024
MOST_DAMAGE = 0.3
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
MAGIC = ((b"%PDF", "PDF"), (b"PK\x03\x04", "ZIP、DOCX、ODT"), (b"\xd0\xcf\x11\xe0", "DOC、XLS"), (b"\x89PNG", "PNG"),
         (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7Z"), (b"\x1f\x8b", "GZIP"), (b"\x7fELF", "ELF"))
DAMAGE = re.compile("[\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decoded(raw: bytes, limit: int = LONGEST) -> str:
    """The text of `raw`: no byte order mark, lines ending in \\n. This is what «extracted text» means."""
    if not raw.strip():
        raise Unreadable("文件是空的：请检查是否传错了文件。")
    for magic, name in MAGIC:
        if raw.startswith(magic):
            raise Unreadable("这是 {name} 文件，不是文本文件：请另存为 UTF-8 文本后再交来。", name=name)
    text = _text(raw)
    if len(text.encode("utf-8", "surrogatepass")) > limit:
        raise Unreadable("文本超过 {limit} 兆字节：请分成几个文件。", limit=limit // (1024 * 1024))
    if len(DAMAGE.findall(text)) > MOST_DAMAGE * len(text):
        raise Unreadable("超过三成的内容无法读作文字：请确认这是文本文件，并另存为 UTF-8。")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(raw: bytes) -> str:
    for bom, codec in BOMS:
        if raw.startswith(bom):
            return raw[len(bom):].decode(codec, "replace")
    if codec := _wide(raw):
        return raw.decode(codec, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(raw)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: line ends and Latin letters leave zero bytes on one side only."""
    even, odd = raw[:4000:2].count(0), raw[1:4000:2].count(0)
    if max(even, odd) < 2 or min(even, odd) * 4 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _legacy(raw: bytes) -> str:
    best = from_bytes(raw[:200_000], cp_isolation=["gb18030", "big5hkscs", "utf_8"]).best()
    codec = best.encoding if best else "gb18030"
    return raw.decode("big5hkscs" if codec.startswith("big5") else "utf-8" if codec == "utf_8" else "gb18030", "replace")
