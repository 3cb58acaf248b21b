"""Reading in a child process: the same result, and no file that takes the archive with it."""
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from archive.extraction import child
from archive.extraction.child import Child, close_idle, extracted_safely
from archive.extraction.document import Limits
from archive.extraction.formats import extracted
from archive.text.errors import Refused, Unreadable
from tests.conftest import PROJECT
from tests.extraction.files import W, docx_file, odt_file, p, paragraph, pdf_file, zip_file

LONG = docx_file(p("实现地区生产总值增长") * 60000)
SOURCES = [
    docx_file(p("政府工作报告") + "<w:tbl><w:tr><w:tc>" + p("甲") + "</w:tc><w:tc>" + p("乙") + "</w:tc></w:tr></w:tbl>"),
    odt_file("<text:p>政府工作报告</text:p>"), pdf_file(paragraph(700, "过去一年我们坚持稳中求进", "成效明显。")),
    zip_file({"a.txt": "各位代表".encode(), "b.docx": docx_file(p("文"))}), "<html><body><div id=zoom><p>政府工作报告</p></div></body></html>".encode(),
    '{"text": "各位代表"}\n{"text": "报告"}'.encode()]


@pytest.fixture(autouse=True)
def _no_children_left() -> None:
    yield
    close_idle()


def children_of(pid: int) -> set[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    return set(map(int, listed.split()))


def waits_until(is_so: object, seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("raw", SOURCES)
def test_the_result_is_that_of_reading_here(raw: bytes) -> None:
    assert extracted_safely(raw, "报告.x") == extracted(raw, "报告.x")


def test_one_child_reads_many_files() -> None:
    extracted_safely(SOURCES[0], "a")
    before = children_of(os.getpid())
    for raw in SOURCES:
        extracted_safely(raw, "a")
    assert children_of(os.getpid()) == before


def test_threads_do_not_wait_for_each_other_and_get_their_own_answers() -> None:
    found: dict[int, str] = {}

    def read(i: int) -> None:
        found[i] = extracted_safely(docx_file(p(f"第{i}号报告")), "a")[0].text

    threads = [threading.Thread(target=read, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {i: f"第{i}号报告" for i in range(6)}


@pytest.mark.parametrize(("raw", "kind", "said"), [(b"{\\rtf", Refused, "RTF"), (b"", Unreadable, "空"), (b"PK\x03\x04xx", Unreadable, "不完整")])
def test_a_refusal_comes_through_with_its_sentence(raw: bytes, kind: type, said: str) -> None:
    with pytest.raises(kind, match=said) as refusal:
        extracted_safely(raw, "a.doc")
    assert type(refusal.value) is kind


def test_a_file_that_takes_too_long_is_refused_and_its_process_ended() -> None:
    extracted_safely(SOURCES[0], "a")
    [pid] = [c.process.pid for c in child.idle.queue]
    with pytest.raises(Refused, match="秒"):
        extracted_safely(LONG, "a.docx", Limits(seconds=0.1))
    assert not is_running(pid)
    assert extracted_safely(SOURCES[0], "a")


def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_is_read() -> None:
    with pytest.raises(Refused):
        extracted_safely(LONG, "a.docx", Limits(memory=1 << 20))
    assert extracted_safely(SOURCES[0], "a")


def test_a_child_that_dies_costs_one_file() -> None:
    reader = Child()
    os.kill(reader.process.pid, signal.SIGKILL)
    with pytest.raises(Unreadable, match="中断"):
        reader.answer(SOURCES[0], "a", Limits())
    reader.close()
    assert extracted_safely(SOURCES[0], "a")


def test_a_file_over_the_limit_is_not_even_sent() -> None:
    with pytest.raises(Refused, match="上限"):
        extracted_safely(b"a" * 2000, "a.txt", Limits(unpacked=1000))


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "tell no one")
    reader = Child()
    assert b"tell no one" not in Path(f"/proc/{reader.process.pid}/environ").read_bytes()
    reader.close()


@pytest.mark.parametrize("is_busy", [True, False])
def test_no_child_outlives_a_killed_parent(is_busy: bool, tmp_path: Path) -> None:
    (tmp_path / "long.docx").write_bytes(LONG)
    then = f"extracted_safely(open({str(tmp_path / 'long.docx')!r}, 'rb').read(), 'a', Limits(seconds=3))" if is_busy else "time.sleep(60)"
    program = ("import time\nfrom archive.extraction.child import extracted_safely\nfrom archive.extraction.document import Limits\n"
               f"extracted_safely('各位代表'.encode(), 'a')\nprint('ready', flush=True)\n{then}")
    with subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout.readline() == b"ready\n"
        [pid] = children_of(parent.pid)
        parent.kill()
        parent.wait()
    assert waits_until(lambda: not is_running(pid))


BOMB = "<!DOCTYPE x [" + '<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)) + "]>"


@pytest.mark.parametrize("raw", [
    zip_file({"[Content_Types].xml": "", "word/document.xml": f"{BOMB}<w:document {W}><w:body>{p('x').replace('x', '&a11;')}</w:body></w:document>"}),
    zip_file({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{BOMB}<x>&a11;</x>"}),
    zip_file({"[Content_Types].xml": "", "word/document.xml": f"{BOMB}<w:document {W} w:a='&a11;'/>"})])
def test_entity_bombs_are_refused_at_once(raw: bytes) -> None:
    start = time.monotonic()
    with pytest.raises(Refused):
        extracted_safely(raw, "a.docx")
    assert time.monotonic() - start < 20


def test_an_entity_bomb_in_a_page_does_not_go_off() -> None:
    [document] = extracted_safely(f"{BOMB}<html><body><p>各位代表&a11;</p></body></html>".encode(), "a.html")
    assert len(document.text) < 1000


@pytest.mark.parametrize(("old", "new"), [
    (b"/Count 1/Kids[4 0 R]", b"/Count 99999999/Kids[2 0 R]"), (b"/Kids[4 0 R]", b"/Kids[" + b"4 0 R " * 5000 + b"]"),
    (b"/Contents 5 0 R", b"/Contents 4 0 R"), (b"/Count 1", b"/Count -1"),
    (b"/Count 1/Kids[4 0 R]", b"/Count 5000/Kids[" + b"4 0 R " * 5000 + b"]")])
def test_a_pdf_that_turns_in_circles_ends(old: bytes, new: bytes) -> None:
    raw = pdf_file(paragraph(700, "过去一年我们坚持稳中求进", "成效明显。"))
    assert old in raw
    with suppress(Refused):
        assert len(extracted_safely(raw.replace(old, new), "a.pdf", Limits(seconds=20))[0].text) < 100


def test_mutated_files_end_in_documents_or_in_a_sentence() -> None:
    chance = random.Random(7)  # noqa: S311 (no secret)
    others = children_of(os.getpid())
    for turn in range(120):
        raw = bytearray(chance.choice(SOURCES))
        for _ in range(chance.choice((1, 3, 30))):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        cut = chance.randrange(len(raw)) if turn % 4 == 0 else len(raw)
        with suppress(Refused):
            assert all(isinstance(document.text, str) for document in extracted_safely(bytes(raw[:cut]), "a", Limits(seconds=20)))
    assert len(children_of(os.getpid()) - others) <= 1
