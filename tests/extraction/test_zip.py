"""ZIP: the files in one, and what a bomb gets."""
import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from archive.extraction.document import Limits
from archive.extraction.formats import extracted
from archive.extraction.zip import is_bundle, members
from archive.text.errors import Refused, Unreadable
from tests.extraction.files import docx_file, odt_file, p, zip_file


def names_of(raw: bytes, **limits: int) -> list[str]:
    return [member.name for member in members(raw, Limits(**limits))]


def test_only_base_names_are_used() -> None:
    raw = zip_file({"../../etc/passwd": b"a", "/abs/报告.txt": b"b", "C:\\x\\y.txt": b"c", "dir/": b""})
    assert names_of(raw) == ["passwd", "报告.txt", "y.txt"]


@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
def test_names_packed_without_saying_their_charset_are_read(charset: str) -> None:
    raw = zip_file({"xxxxxxxx.txt": b"a"})
    name = "报告.txt".encode(charset).ljust(12, b"_")[:12]
    assert names_of(raw.replace(b"xxxxxxxx.txt", name))[0].startswith("报告.txt")


def test_what_the_system_adds_is_left_out() -> None:
    assert names_of(zip_file({"a.txt": b"a", "__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "Thumbs.db": b"x"})) == ["a.txt"]


def test_a_zip_in_a_zip_is_opened_and_a_deeper_one_refused() -> None:
    one = zip_file({"一.txt": b"a"})
    two = zip_file({"二.txt": b"a", "one.zip": one})
    three = zip_file({"two.zip": two})
    assert names_of(two) == ["二.txt", "一.txt"]
    assert [bool(member.error) for member in members(three)] == [False, True]


def test_a_docx_inside_is_a_file_and_not_a_bundle() -> None:
    assert not is_bundle(docx_file(p("文")))
    assert not is_bundle(odt_file(""))
    assert names_of(zip_file({"a.docx": docx_file(p("文"))})) == ["a.docx"]


def test_a_locked_or_broken_file_costs_the_others_nothing() -> None:
    raw = bytearray(zip_file({"锁.txt": b"aaaa", "好.txt": "好".encode()}, ZIP_STORED))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", raw, raw.index(signature) + at, 0x801)
    found = list(members(bytes(raw)))
    assert "密码" in str(found[0].error)
    assert (found[1].raw, found[1].error) == ("好".encode(), None)


def test_a_bomb_is_refused_by_what_it_promises() -> None:
    with pytest.raises(Refused, match="炸弹"):
        names_of(zip_file({"0": bytes(30 << 20)}))


def test_a_bomb_that_lies_of_its_size_is_refused_by_what_it_unpacks_to() -> None:
    raw = bytearray(zip_file({"0": bytes(3 << 20)}))
    struct.pack_into("<I", raw, raw.index(b"PK\x01\x02") + 24, 100)
    [member] = members(bytes(raw), Limits(unpacked=1 << 20))
    assert member.error or len(member.raw) <= 1 << 20


def test_too_many_files_are_refused() -> None:
    with pytest.raises(Refused, match="上限"):
        names_of(zip_file({str(i): b"a" for i in range(30)}), entries=20)


def test_many_small_files_of_many_zips_are_counted_together() -> None:
    inner = zip_file({str(i): b"a" for i in range(15)})
    with pytest.raises(Refused, match="上限"):
        names_of(zip_file({"a.zip": inner, "b.zip": inner}), entries=20)


def test_an_empty_zip_is_refused() -> None:
    with pytest.raises(Refused, match="没有文件"):
        names_of(zip_file({}))


def test_a_truncated_zip_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="不完整"):
        names_of(zip_file({"a.txt": b"a" * 100})[:60])


def test_each_file_gives_its_documents_and_a_bad_one_a_sentence() -> None:
    raw = zip_file({"a/报告.docx": docx_file(p("政府工作报告")), "b.bin": b"\x89PNG\r\n", "c.txt": "各位代表".encode()})
    found = extracted(raw, "all.zip")
    assert [(d.name, d.text) for d in found] == [("报告.docx", "政府工作报告"), ("b.bin", ""), ("c.txt", "各位代表")]
    assert "图片" in str(found[1].error)


def test_overlapping_entries_do_not_multiply() -> None:
    """A bomb without nesting: many entries that share one compressed block."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        file.writestr("0", bytes(1 << 20))
        for i in range(1, 300):
            info, copy = file.infolist()[0], ZipInfo(str(i))
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset", "flag_bits"):
                setattr(copy, field, getattr(info, field))
            file.filelist.append(copy)
    with pytest.raises(Refused, match="上限|炸弹"):
        names_of(target.getvalue())


def test_an_entry_without_a_name_gets_one() -> None:
    assert names_of(zip_file({"q": b"zz"}, ZIP_STORED).replace(b"q", b"\0")) == ["未命名"]
