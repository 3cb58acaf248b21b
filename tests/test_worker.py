"""The worker: every document of every file once, whatever dies in the middle."""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.extraction.child import close_idle
from archive.holdings import index, originals
from archive.intake import worker
from archive.intake.ingest import ingest
from archive.intake.uploads import add, begin, close, discard_items, progress, undo
from archive.intake.worker import Worker
from archive.models import Original, Report, UploadItem, Watermark, Witness
from archive.postgres.locks import within
from archive.sentences import shown
from tests.extraction.files import docx_file, p, zip_file
from tests.extraction.test_child import children_of, is_running
from tests.running import PROJECT, Site, manage, surroundings
from tests.scratch import Scratch, archive, database
from tests.test_uploads import handed_in, text_of

BAD = b"\x00\xff" * 300
PATIENCE = 60


@pytest.fixture
def _here(db, tmp_path, settings) -> Iterator[None]:
    """This test's database and folder of files."""
    settings.ORIGINALS = tmp_path
    yield
    close_idle()


# Files of many documents

@pytest.mark.usefixtures("_here")
def test_a_zip_becomes_an_item_for_each_of_its_files():
    upload = handed_in(None, ("前.txt", text_of(9)), ("包.zip", zip_file({"一.txt": text_of(1), "二.txt": BAD, "三.docx": as_docx(text_of(3))})))
    assert [(i.position, i.member, i.name, i.status) for i in upload.items.all()] == [
        (1, 0, "前.txt", "imported"), (2, 1, "包.zip/一.txt", "imported"), (2, 2, "包.zip/二.txt", "refused"), (2, 3, "包.zip/三.docx", "imported")]


@pytest.mark.usefixtures("_here")
def test_once_all_is_in_the_worker_does_what_it_was_told_for_then():
    waiting: list[int] = []
    told = Worker(at_rest=lambda: waiting.append(UploadItem.objects.filter(state__in=["waiting", "working"]).count()))
    told.drain()
    assert waiting == [], "nothing was taken in"
    upload = begin(None)
    for number in (1, 2):
        add(upload, f"{number}.txt", text_of(number))
    close(upload)
    told.drain()
    assert waiting == [0]


@pytest.mark.usefixtures("_here")
def test_where_nothing_waits_the_worker_does_it_now_and_then():
    times: list[bool] = []
    told = Worker(at_rest=lambda: times.append(True))
    told.rested_at -= worker.REST
    told.drain()
    told.drain()
    assert times == [True]


@pytest.mark.usefixtures("_here")
def test_the_worker_goes_on_when_that_fails(caplog: pytest.LogCaptureFixture):
    told = Worker(at_rest=lambda: 1 / 0)
    for number in (1, 2):
        upload = begin(None)
        add(upload, f"{number}.txt", text_of(number))
        close(upload)
        told.drain()
        assert upload.items.get().status == "imported"
    assert caplog.text.count("What is done at rest failed") == 2


@pytest.mark.usefixtures("_here")
def test_what_was_taken_in_does_not_wait_beside_the_index():
    index.settle()
    handed_in(None, ("前.txt", text_of(9)))
    assert index.settle() == 0


@pytest.mark.usefixtures("_here")
def test_the_zip_itself_is_not_kept():
    raw = zip_file({"一.txt": text_of(1)})
    handed_in(None, ("包.zip", raw))
    assert [original.sha256 for original in Original.objects.all()] == [originals.sha256(text_of(1))]


@pytest.mark.usefixtures("_here")
def test_a_table_in_a_zip_speaks_for_the_files_beside_it():
    table = "file,place,year,source\n一.txt,620100,2019,某网\n无.txt,620100,2019,某网\n".encode()
    upload = handed_in(None, ("包.zip", zip_file({"一.txt": text_of(1), "metadata.csv": table})))
    assert [(item.name, item.status) for item in upload.items.all()] == [("包.zip/一.txt", "imported"), ("包.zip/metadata.csv", "refused")]
    report = upload.items.first().report
    assert (report.place_id, report.year, report.source) == ("620100", 2019, "某网")
    assert {"place", "year", "source"} <= set(report.supplied)


@pytest.mark.usefixtures("_here")
def test_a_table_becomes_an_item_for_each_of_its_rows():
    upload = handed_in(None, ("表.jsonl", as_rows(text_of(1), text_of(2), "太短".encode()) + b"\nnot json"))
    assert [(i.member, i.row, i.name, i.status) for i in upload.items.all()] == [
        (1, 1, "表.jsonl（第 1 行）", "imported"), (2, 2, "表.jsonl（第 2 行）", "imported"),
        (3, 3, "表.jsonl（第 3 行）", "refused"), (4, 4, "表.jsonl（第 4 行）", "refused")]
    assert sorted(name for witness in Witness.objects.all() for name in witness.names) == ["表.jsonl（第 1 行）", "表.jsonl（第 2 行）"]
    assert Original.objects.count() == 1


@pytest.mark.usefixtures("_here")
def test_a_table_in_a_zip_goes_on_counting_behind_the_zips_files():
    upload = handed_in(None, ("包.zip", zip_file({"表.jsonl": as_rows(text_of(1), text_of(2)), "三.txt": text_of(3)})))
    assert [(i.member, i.name, i.status) for i in upload.items.all()] == [
        (1, "包.zip/表.jsonl（第 1 行）", "imported"), (2, "包.zip/三.txt", "imported"), (3, "包.zip/表.jsonl（第 2 行）", "imported")]


@pytest.mark.usefixtures("_here")
def test_undoing_a_table_takes_every_row_back():
    upload = handed_in(None, ("表.jsonl", as_rows(*map(text_of, (1, 2, 1)))))
    assert [item.status for item in upload.items.all()] == ["imported", "imported", "duplicate"]
    undo(upload, None, "传错了")
    assert not Report.objects.exists()
    assert not Original.objects.exists()


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("raw", [zip_file({"零.txt": bytes(120 << 20)}), zip_file({f"{n}": b"" for n in range(3000)}), zip_file({})[:20]])
def test_a_bomb_or_a_broken_zip_is_refused_in_a_sentence(raw):
    upload = handed_in(None, ("包.zip", raw), ("好.txt", text_of(1)))
    bad, good = upload.items.all()
    assert (bad.status, good.status) == ("refused", "imported")
    assert shown(bad.error).endswith("。")


# What becomes of a file

@pytest.mark.usefixtures("_here")
def test_what_ingest_says_of_a_file_the_item_says():
    ingest(text_of(1), "早.txt")
    upload = handed_in(None, ("新.txt", text_of(2)), ("同.txt", text_of(1)), ("坏.txt", BAD))
    new, same, bad = upload.items.all()
    assert (new.status, new.added, new.report.status) == ("imported", "report", "draft")
    assert (same.status, same.added, same.witness.names) == ("duplicate", "name", ["早.txt", "同.txt"])
    assert (bad.status, bad.added, bad.report, bad.attempts) == ("refused", "", None, 1)
    assert new.warnings == new.report.warnings


@pytest.mark.usefixtures("_here")
def test_oldest_first():
    earlier, later = begin(None), begin(None)
    add(later, "后.txt", text_of(2))
    add(earlier, "先.txt", text_of(1))
    Worker().step()
    assert [item.name for item in UploadItem.objects.filter(state="done")] == ["先.txt"]


@pytest.mark.usefixtures("_here")
def test_a_watermark_that_staff_keep_is_taken_out():
    Watermark.objects.create(word="某某藏书")
    upload = handed_in(None, ("甲.txt", text_of(1) + "某某藏书".encode()))
    assert "藏书" not in "".join(upload.items.get().report.paragraphs.values_list("text", flat=True))


@pytest.mark.usefixtures("_here")
def test_bytes_that_the_disk_lost_are_named_in_a_sentence():
    item = add(begin(None), "甲.txt", text_of(1))
    originals.path_of(item.original_id).unlink()
    Worker().drain()
    item.refresh_from_db()
    assert "重新上传" in shown(item.error)


@pytest.mark.usefixtures("_here")
def test_a_file_whose_worker_died_three_times_is_refused():
    item = add(begin(None), "甲.txt", text_of(1))
    UploadItem.objects.update(state="working", attempts=3)
    Worker().drain()
    item.refresh_from_db()
    assert item.status == "refused"
    assert "3 次" in shown(item.error)


@pytest.mark.usefixtures("_here")
def test_a_file_whose_worker_died_twice_is_tried_once_more():
    add(begin(None), "甲.txt", text_of(1))
    UploadItem.objects.update(state="working", attempts=2)
    Worker().drain()
    assert UploadItem.objects.get().status == "imported"


@pytest.mark.usefixtures("_here")
def test_a_fault_of_ours_ends_as_a_refusal_and_the_next_file_goes_on():
    upload = begin(None)
    broken, good = add(upload, "甲.txt", text_of(1)), add(upload, "乙.txt", text_of(2))
    UploadItem.objects.filter(pk=broken.pk).update(row=7)  # what no code of ours writes: a text has no seventh row
    Worker().drain()
    broken.refresh_from_db()
    good.refresh_from_db()
    assert (broken.status, broken.attempts, good.status) == ("refused", 4, "imported")


@pytest.mark.usefixtures("_here")
def test_a_file_discarded_while_it_is_read_is_not_stored():
    item = add(begin(None), "甲.txt", text_of(1))
    taken = worker.take()
    discard_items([item], None)
    Worker().work(taken)
    worker.unlock(item.pk)
    assert not Report.objects.exists()


@pytest.mark.usefixtures("_here")
def test_a_zip_whose_upload_is_undone_while_it_is_opened_brings_nothing():
    upload = begin(None)
    add(upload, "包.zip", zip_file({"一.txt": text_of(1), "二.txt": text_of(2)}))
    taken = worker.take()
    undo(upload, None, "传错了")
    Worker().work(taken)
    worker.unlock(taken.pk)
    Worker().drain()
    assert not Report.objects.exists()
    assert progress(upload).percent == 100


# Processes: an archive with sixty documents handed in and nothing taken in yet, and copies of it

DONE = "select count(*) from archive_uploaditem where state = 'done'"
REPORTS = """
    select place_id, year, slug, first_key, kind, status, title, text_hash, paragraph_count, character_count, warnings::text
    from archive_report order by first_key, slug"""
WITNESSES = "select r.first_key, w.original_id, w.names, w.relation from archive_witness w join archive_report r on r.id = w.report_id order by 1, 2"
ITEMS = """
    select i.position, i.member, i.name, i.state, i.status, i.added, i.original_id, r.first_key
    from archive_uploaditem i left join archive_report r on r.id = i.report_id order by 1, 2"""
PARAGRAPHS = "select r.first_key, p.position, p.token_id, p.kind, p.text from archive_paragraph p join archive_report r on r.id = p.report_id order by 1, 2"
EDITS = "select r.first_key, e.position, e.kind, e.before, e.after from archive_edit e join archive_report r on r.id = e.report_id order by 1, 2"
EVENTS = "select action, key, detail::text, count(*) from archive_event group by 1, 2, 3 order by 1, 2, 3"
HAND_IN = """
from pathlib import Path
from archive.intake.uploads import add, begin, close
upload = begin(None)
for path in sorted(Path({folder!r}).iterdir()):
    add(upload, path.name, path.read_bytes())
close(upload)
"""


def as_docx(raw: bytes) -> bytes:
    return docx_file("".join(map(p, raw.decode().split("\n"))))


def as_rows(*raws: bytes) -> bytes:
    return "\n".join(json.dumps({"text": raw.decode()}) for raw in raws).encode()


def sixty(folder: Path) -> None:
    """Sixty documents in fifty files: texts, Word files, a ZIP, a table; some of them twice."""
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_bytes(text_of(number))
    for number in range(30, 48):
        (folder / f"{number:02}.docx").write_bytes(as_docx(text_of(number)))
    (folder / "40-包.zip").write_bytes(zip_file({f"{number}.txt": text_of(number) for number in (*range(48, 53), 3)}))
    (folder / "20-表.jsonl").write_bytes(as_rows(*map(text_of, (*range(53, 58), 5))))


@pytest.fixture(scope="module")
def handed(django_db_setup, tmp_path_factory) -> Iterator[Scratch]:
    data, folder = tmp_path_factory.mktemp("handed"), tmp_path_factory.mktemp("files") / "sixty"
    sixty(folder)
    with archive(data) as found:
        done = manage("shell", "-v", "0", "-c", HAND_IN.format(folder=str(folder)), **found.environment)
        assert done.returncode == 0, done.stderr
        yield found


@contextmanager
def copied(handed: Scratch, data: Path) -> Iterator[Scratch]:
    shutil.copytree(handed.data, data)
    with database(data, handed.name) as found:
        yield found


@pytest.fixture(scope="module")
def undisturbed(handed, tmp_path_factory) -> dict[str, list[tuple]]:
    """What a worker that nothing disturbs makes of the sixty."""
    with copied(handed, tmp_path_factory.mktemp("undisturbed") / "data") as found:
        done = manage("work", "--once", **found.environment)
        assert done.returncode == 0, done.stderr
        return contents(found)


def contents(found: Scratch) -> dict[str, list[tuple]]:
    return {query: found.rows(query) for query in (REPORTS, WITNESSES, ITEMS, PARAGRAPHS, EDITS, EVENTS)}


def started(found: Scratch, *words: str) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "work", *words]
    return subprocess.Popen(command, cwd=PROJECT, env=surroundings(**found.environment), stderr=subprocess.PIPE, text=True)


def count(found: Scratch) -> int:
    time.sleep(0.05)  # each question is a connection of its own, which costs what an item does
    return found.rows(DONE)[0][0]


def percent(found: Scratch) -> int:
    time.sleep(0.05)
    return found.rows("select 100 * count(*) filter (where state = 'done') / count(*) from archive_uploaditem")[0][0]


def ended(process: subprocess.Popen) -> None:
    process.terminate()
    assert process.wait(PATIENCE) == 0
    process.stderr.close()


def test_sixty_documents_are_each_taken_in_once(undisturbed):
    assert len(undisturbed[ITEMS]) == 60
    assert Counter(row[4] for row in undisturbed[ITEMS]) == {"imported": 58, "duplicate": 2}
    assert len(undisturbed[REPORTS]) == 58


def test_ten_kills_lose_nothing_and_double_nothing(handed, undisturbed, tmp_path):
    dice = random.Random()  # noqa: S311 (no secret; another ten moments each time)
    with copied(handed, tmp_path / "data") as found:
        orphans: set[int] = set()
        for _ in range(10):
            # Some are left for the last: told to end while it still begins, it would go without a word.
            process, enough = started(found), min(count(found) + dice.randint(0, 5), 45)
            assert within(PATIENCE, lambda: count(found) >= enough)  # noqa: B023 (asked at once)
            time.sleep(dice.uniform(0, 0.15))
            orphans |= children_of(process.pid)
            process.kill()
            process.wait()
            process.stderr.close()
        last = started(found)
        assert within(PATIENCE, lambda: percent(found) == 100)
        ended(last)
        assert within(PATIENCE, lambda: not any(map(is_running, orphans)))
        assert contents(found) == undisturbed
        assert {row[6] for row in undisturbed[ITEMS]} <= {path.name for path in (found.data / "originals").rglob("*")}


def test_two_workers_side_by_side_do_the_work_of_one(handed, undisturbed, tmp_path):
    with copied(handed, tmp_path / "data") as found:
        both = [started(found), started(found)]
        assert within(PATIENCE, lambda: percent(found) == 100)
        for process in both:
            ended(process)
        ours = contents(found)
    # Which of two equal files came first is theirs to decide.
    assert sorted(row[0] for row in ours[PARAGRAPHS]) == sorted(row[0] for row in undisturbed[PARAGRAPHS])
    assert ours[REPORTS] == undisturbed[REPORTS]
    assert Counter(row[4] for row in ours[ITEMS]) == {"imported": 58, "duplicate": 2}


def test_a_database_that_goes_away_is_waited_for(handed, undisturbed, tmp_path):
    with copied(handed, tmp_path / "data") as found:
        process = started(found)
        for enough in (5, 20, 40):
            assert within(PATIENCE, lambda: count(found) >= enough)  # noqa: B023
            found.rows("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
        assert within(PATIENCE, lambda: percent(found) == 100)
        ended(process)
        assert contents(found) == undisturbed


def test_a_worker_that_is_told_to_end_finishes_the_file_in_hand(handed, tmp_path):
    with copied(handed, tmp_path / "data") as found:
        process = started(found)
        assert within(PATIENCE, lambda: count(found) >= 3)
        children = children_of(process.pid)
        ended(process)
        assert found.rows("select distinct state from archive_uploaditem order by 1") == [("done",), ("waiting",)]
        assert within(PATIENCE, lambda: not any(map(is_running, children)))


def test_a_new_file_is_seen_by_a_worker_that_waits(handed, tmp_path):
    with copied(handed, tmp_path / "data") as found:
        process = started(found)
        assert within(PATIENCE, lambda: percent(found) == 100)
        folder = tmp_path / "more"
        folder.mkdir()
        (folder / "新.txt").write_bytes(text_of(99))
        manage("shell", "-v", "0", "-c", HAND_IN.format(folder=str(folder)), **found.environment)
        assert within(PATIENCE, lambda: count(found) == 61)
        ended(process)


def test_a_worker_whose_parent_is_gone_ends(handed, tmp_path):
    program = "import os, subprocess, sys, time; " \
              "print(subprocess.Popen([sys.executable, 'manage.py', 'work', '--while', str(os.getpid())]).pid, flush=True); time.sleep(600)"
    with copied(handed, tmp_path / "data") as found:
        parent = subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT, env=surroundings(**found.environment), stdout=subprocess.PIPE, text=True)
        number = int(parent.stdout.readline())
        assert within(PATIENCE, lambda: count(found) >= 1)
        parent.kill()
        parent.wait()
        parent.stdout.close()
        assert within(PATIENCE, lambda: not is_running(number))
        assert found.rows("select count(*) from archive_uploaditem where state = 'working'") == [(0,)]


# Beside the site

def workers_of(site: Site) -> set[int]:
    return {pid for pid in children_of(site.process.pid) if b"work" in words_of(pid)}


def words_of(pid: int) -> list[bytes]:
    """What a process was called with; nothing of one that is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def test_the_site_has_a_worker_and_gets_another_when_it_dies(site):
    assert within(PATIENCE, lambda: len(workers_of(site)) == 1)
    [first] = workers_of(site)
    os.kill(first, signal.SIGKILL)
    assert within(PATIENCE, lambda: workers_of(site) not in (set(), {first}))
    program = "import time; from archive.intake.worker import is_running; end = time.time() + 60\n" \
              "while not is_running() and time.time() < end: time.sleep(0.2)\nprint(is_running())"
    assert site.manage("shell", "-v", "0", "-c", program).stdout.split() == ["True"]
