"""ZIP containers: the parts of an office document, and the files that someone packed together."""
import lzma
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from archive.extraction.document import LIMITS, Limits, locked
from archive.text.errors import Refused, Sentence, Unreadable

DAMAGE = (BadZipFile, NotImplementedError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error)
IS_ENCRYPTED, IS_UTF8 = 0x1, 0x800
SMALL, RATIO = 20 << 20, 300
ENTRY, MOST_HEADERS = b"PK\x01\x02", 100_000
OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "OFD.xml")
SYSTEM_FILES = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Member:
    """One file of a ZIP; `error` says why its bytes could not be had. `path` is where it lies in the outermost ZIP."""
    name: str
    raw: bytes
    error: Sentence | None = None
    path: str = ""


def opened(raw: bytes, limits: Limits = LIMITS) -> ZipFile:
    """The container, once what it promises to unpack to is within the limits."""
    if raw.count(ENTRY) > MOST_HEADERS:  # before anything makes an object of each
        raise Refused("压缩包里的文件太多或太大，超过上限：请分成几个压缩包。")
    try:
        container = ZipFile(BytesIO(raw))
        entries = container.infolist()
    except DAMAGE as error:
        raise Unreadable("文件不完整或已损坏，解不开：请重新下载，或用原来的软件另存一份再上传。") from error
    if len(entries) > limits.entries:
        raise Refused("文件里打包了 {count} 个文件，超过上限 {most} 个：请分成几个压缩包。", count=len(entries), most=limits.entries)
    promised = sum(entry.file_size for entry in entries)
    if promised > limits.unpacked or promised > SMALL and promised > RATIO * len(raw):
        raise Refused("文件解开后有 {size} MB，超过上限，像是压缩炸弹：请检查文件，确实需要时请分成几份。", size=promised >> 20)
    return container


def part(container: ZipFile, name: str | ZipInfo, limits: Limits = LIMITS) -> bytes:
    """The bytes of one entry, whatever its header promises."""
    info = container.getinfo(name) if isinstance(name, str) else name
    if info.flag_bits & IS_ENCRYPTED:
        raise locked()
    try:
        with container.open(info) as stream:
            raw = stream.read(limits.unpacked + 1)
    except DAMAGE as error:
        raise Unreadable("文件里的“{name}”已损坏，解不开：请重新打包，或用原来的软件另存一份再上传。", name=base_name(info)) from error
    if len(raw) > limits.unpacked:
        raise Refused("文件里的“{name}”解开后超过上限，像是压缩炸弹：请检查文件。", name=base_name(info))
    return raw


def is_bundle(raw: bytes) -> bool:
    """Whether this is a ZIP of files, and no office document."""
    if not raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    if raw.count(ENTRY) > MOST_HEADERS:
        return True
    try:
        with ZipFile(BytesIO(raw)) as container:
            return not set(OFFICE) & set(container.namelist())
    except DAMAGE:
        return True


def members(raw: bytes, limits: Limits = LIMITS) -> Iterator[Member]:
    """The files of a ZIP and of the ZIPs inside it. Only base names: a path could point anywhere."""
    count = size = 0
    for member in _members(raw, limits, 1):
        count, size = count + 1, size + len(member.raw)
        if count > limits.entries or size > limits.unpacked:
            raise Refused("压缩包里的文件太多或太大，超过上限：请分成几个压缩包。")
        yield member
    if not count:
        raise Refused("压缩包里没有文件：请检查压缩包。")


def _members(raw: bytes, limits: Limits, depth: int) -> Iterator[Member]:
    with opened(raw, limits) as container:
        for info in container.infolist():
            name = base_name(info)
            if info.filename.endswith("/") or _is_of_the_system(info, name):
                continue
            path = path_of(info) if depth == 1 else ""
            try:
                inner = part(container, info, limits)
                if not is_bundle(inner):
                    yield Member(name, inner, path=path)
                elif depth < limits.depth:
                    yield from _members(inner, limits, depth + 1)
                else:
                    yield Member(name, b"", Sentence("压缩包里套了太多层压缩包：请解开后再上传。"))
            except Refused as refusal:
                yield Member(name, b"", refusal.sentence)


def base_name(info: ZipInfo) -> str:
    """The last part of an entry's name."""
    return path_of(info).rstrip("/").rpartition("/")[2] or "未命名"


def path_of(info: ZipInfo) -> str:
    """An entry's name as whoever packed it wrote it: Windows leaves out to say that it is GBK. It may point anywhere."""
    name = info.filename if info.flag_bits & IS_UTF8 else _in_chinese(info.orig_filename)
    return name.replace("\\", "/").replace("\x00", "")


def _in_chinese(name: str) -> str:
    for charset in ("utf-8", "gb18030"):
        try:
            return name.encode("cp437").decode(charset)
        except UnicodeError:
            continue
    return name


def _is_of_the_system(info: ZipInfo, name: str) -> bool:
    return "__MACOSX/" in info.filename or name.startswith(".") or name.lower() in SYSTEM_FILES
