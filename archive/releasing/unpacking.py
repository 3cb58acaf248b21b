"""A release's ZIP, read as if a stranger had made it: refused in a sentence before anything of it is used.

Nothing of Django, nothing of the database.
"""
import json
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from archive.releasing.packing import MANIFEST, pieces_of, sha256_of
from archive.text.errors import Refused

BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError, OverflowError, ValueError)
"""What zipfile raises over a file that is damaged, encrypted or made by hand."""
MOST = 512 << 20
"""Bytes of one member: an original may have 200 MB, a report with all its versions less than that."""
MOST_JSON = 256 << 20
STRETCH, SPARE = 100, 16 << 20
"""All members together may have so many times the ZIP's own size, and so much more: text packs ten to one, a bomb a thousand."""
LINE = re.compile(r"([0-9a-f]{64})  (.+)")
ORIGINAL = re.compile("originals/([0-9a-f]{64})")
ENCRYPTED = 1


class Unpacking:
    """A release whose every member is what its manifest says."""

    def __init__(self, zipped: ZipFile, manifest: dict[str, str]):
        self.zip, self.manifest = zipped, manifest

    def under(self, folder: str) -> list[str]:
        return [name for name in self.manifest if name.startswith(f"{folder}/")]

    def pieces(self, name: str) -> Iterator[bytes]:
        with self.zip.open(name) as file:
            yield from pieces_of(file)

    def lines(self, name: str) -> Iterator[dict]:
        """The objects of a member that has one a line."""
        with self.zip.open(name) as file:
            for line in file:
                yield value_of(line, name)

    def value(self, name: str) -> dict:
        return value_of(self.zip.read(name), name)


def value_of(raw: bytes, name: str) -> dict:
    """The object that these bytes of a member say. Raises Refused."""
    try:
        value = json.loads(raw, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused("发行包里的 {member} 不是可读的 JSON：请重新取得这个发行包。", member=name) from error
    if not isinstance(value, dict):
        raise Refused("发行包里的 {member} 不是可读的 JSON：请重新取得这个发行包。", member=name)
    return value


def _no_number(word: str) -> None:
    raise ValueError(word)


@contextmanager
def unpacked(path: Path, names: re.Pattern, needed: Iterable[str]) -> Iterator[Unpacking]:
    """The release in this file, once every byte of it has been checked.

    No member may be called otherwise than `names`; those `needed` must be there. Raises Refused.
    """
    try:
        zipped = ZipFile(path)
    except BROKEN as error:
        raise Refused("{file} 打不开，或者不是 ZIP 文件：请检查路径，或重新取得发行包。", file=path.name) from error
    with zipped:
        infos = zipped.infolist()
        _refuse_hostile(infos, path.stat().st_size, names)
        _refuse_missing({info.filename for info in infos}, [MANIFEST, *needed])
        manifest = _manifest(zipped)
        _refuse_disagreement(zipped, manifest, infos)
        yield Unpacking(zipped, manifest)


def _refuse_hostile(infos: list[ZipInfo], size: int, names: re.Pattern) -> None:
    """By what the ZIP says of its members, before any of them is unpacked."""
    seen: set[str] = set()
    for info in infos:
        if info.filename != MANIFEST and not names.fullmatch(info.filename):
            raise Refused("发行包里有不该有的文件 {member}：这不是文库的发行包，没有收入。", member=printable(info.filename))
        if info.filename in seen:
            raise Refused("发行包里有两个 {member}：没有收入，请重新取得这个发行包。", member=info.filename)
        if info.flag_bits & ENCRYPTED:
            raise Refused("发行包里的 {member} 加了密：没有收入，请重新取得这个发行包。", member=info.filename)
        if info.file_size > (MOST_JSON if info.filename.endswith("json") else MOST):
            raise Refused("发行包里的 {member} 展开后太大：没有收入，请重新取得这个发行包。", member=info.filename)
        seen.add(info.filename)
    # Members that share their packed bytes would count one by one as harmless.
    if sum(info.compress_size for info in infos) > size or sum(info.file_size for info in infos) > STRETCH * size + SPARE:
        raise Refused("发行包展开后比它自己大得太多：没有收入，请重新取得这个发行包。")


def printable(name: str) -> str:
    """A name that somebody else chose, fit to be shown."""
    return "".join(c if c.isprintable() else "�" for c in name[:100])


def _refuse_missing(there: set[str], needed: Iterable[str]) -> None:
    for name in needed:
        if name not in there:
            raise Refused("发行包里没有 {member}：这不是文库的发行包，或者不完整，请重新取得它。", member=name)


def _manifest(zipped: ZipFile) -> dict[str, str]:
    try:
        lines = zipped.read(MANIFEST).decode().splitlines()
    except BROKEN as error:
        raise Refused("发行包里的 {member} 读不出来：请重新取得这个发行包。", member=MANIFEST) from error
    found = [LINE.fullmatch(line) for line in lines]
    if None in found:
        raise Refused("发行包里的 {member} 读不出来：请重新取得这个发行包。", member=MANIFEST)
    return {match[2]: match[1] for match in found}


def _refuse_disagreement(zipped: ZipFile, manifest: dict[str, str], infos: list[ZipInfo]) -> None:
    """Every member against the manifest, and an original against its own name."""
    there = {info.filename for info in infos} - {MANIFEST}
    _refuse_missing(there, manifest)
    for name in sorted(there - manifest.keys()):
        raise Refused("{manifest} 没有列出发行包里的 {member}：没有收入，请重新取得这个发行包。", manifest=MANIFEST, member=name)
    for name, digest in manifest.items():
        original = ORIGINAL.fullmatch(name)
        if _digest(zipped, name) != digest or original and original[1] != digest:
            raise Refused("发行包里的 {member} 与它的 sha256 不符：没有收入，请重新取得这个发行包。", member=name)


def _digest(zipped: ZipFile, name: str) -> str:
    """Of what the member says now; empty where it cannot be unpacked."""
    try:
        with zipped.open(name) as file:
            return sha256_of(pieces_of(file))
    except BROKEN:
        return ""
