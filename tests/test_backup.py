"""A backup brings back the whole archive, rows and files, and nothing but a whole one."""
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from archive.backup.manifest import NAME, SEAL, Manifest, read
from archive.backup.restoring import restore
from archive.backup.taking import take
from archive.holdings.originals import path_of
from archive.models import Report, Setting, Witness
from archive.releasing.making import make_release
from archive.releasing.packing import sha256_of
from archive.text.errors import Refused
from tests.conftest import PROJECT
from tests.test_releases import ONE, TWO, fill, taken

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    """The data folder of an archive of its own."""
    settings.DATA, settings.ORIGINALS = tmp_path / "data", tmp_path / "data" / "originals"
    return tmp_path


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of another archive, with an empty database and an empty folder."""
    there = connection.settings_dict
    name = f"{there['NAME']}_restored"
    server = {"host": there["HOST"], "port": there["PORT"], "user": there["USER"], "password": there["PASSWORD"], "dbname": "postgres", "autocommit": True}
    with psycopg.connect(**server) as server_itself:
        server_itself.execute(f"drop database if exists {name}")
        server_itself.execute(f"create database {name}")
        person = quote(there["USER"], safe="") + (f":{quote(there['PASSWORD'], safe='')}" if there["PASSWORD"] else "")
        yield {**os.environ, "DATA": str(tmp_path / "elsewhere"), "DJANGO_SETTINGS_MODULE": "archive.settings",
               "DATABASE_URL": f"postgres://{person}@{quote(there['HOST'], safe='')}:{there['PORT']}/{name}"}
        server_itself.execute(f"drop database {name} with (force)")


def manage(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "manage.py", *words], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def content(manifest: Manifest) -> tuple:
    """Everything but when it was taken. Each migration gives the groups their rights again, for which keys are drawn and not used."""
    return manifest.tables, manifest.files, manifest.sequences | {"auth_group_permissions_id_seq": 0}


def test_an_archive_comes_back_into_an_empty_machine(folder: Path, elsewhere: dict[str, str]) -> None:
    fill()
    get_user_model().objects.create_superuser("staff", password="long and secret")  # noqa: S106
    make_release()
    taken_now = take(folder / "first")
    done = manage(elsewhere, "restore", str(folder / "first"))
    assert done.returncode == 0, done.stderr
    assert manage(elsewhere, "backup", str(folder / "second")).returncode == 0
    assert content(read(folder / "second")) == content(taken_now)
    assert (folder / "elsewhere/releases/archive-1.zip").read_bytes() == (folder / "data/releases/archive-1.zip").read_bytes()
    over_it = manage(elsewhere, "restore", str(folder / "first"))
    assert (over_it.returncode, "--replace" in over_it.stderr) == (1, True)
    Report.objects.filter(slug="report-of-2019").update(title="后来改的标题")
    later = take(folder / "third")
    replaced = manage(elsewhere, "restore", str(folder / "third"), "--replace")
    assert replaced.returncode == 0, replaced.stderr
    assert manage(elsewhere, "backup", str(folder / "fourth")).returncode == 0
    assert content(read(folder / "fourth")) == content(later)
    assert manage(elsewhere, "make_release").stdout.startswith("发行第 2 号")  # triggers and sequences are awake


def test_a_backup_has_accounts_settings_drafts_and_every_file(folder: Path) -> None:
    fill()
    Setting.objects.create(name="samples", value="removed")
    manifest = take(folder / "backup")
    assert manifest.tables["auth_user"].rows == 1
    assert manifest.tables["archive_setting"].rows >= 1
    assert manifest.tables["archive_report"].rows == Report.objects.count()
    digests = set(Witness.objects.values_list("original", flat=True))
    assert {Path(name).name for name in manifest.files} == digests
    assert (folder / "backup").stat().st_mode & 0o077 == 0


def test_the_same_archive_gives_the_same_files(folder: Path) -> None:
    taken(ONE)
    assert content(take(folder / "a")) == content(take(folder / "b"))


def test_an_original_that_is_gone_is_named_and_the_rest_is_kept(folder: Path, capsys: pytest.CaptureFixture) -> None:
    report = taken(ONE)
    digest = report.witnesses.get().original_id
    path_of(digest).unlink()
    call_command("backup", str(folder / "backup"))
    assert read(folder / "backup").missing == [digest]
    assert digest in capsys.readouterr().err


# What is refused

def test_a_folder_that_is_not_empty_is_not_written_into(folder: Path) -> None:
    (folder / "backup").mkdir()
    (folder / "backup" / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="不是空的"):
        call_command("backup", str(folder / "backup"))
    assert [path.name for path in (folder / "backup").iterdir()] == ["mine.txt"]


def test_an_archive_that_is_not_empty_is_left_alone(folder: Path) -> None:
    report = taken(ONE)
    take(folder / "backup")
    taken(TWO, front=("2011年兰州市政府工作报告", "各位代表："))
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(folder / "backup"))
    assert Report.objects.count() == 2
    assert Report.objects.filter(pk=report.pk).exists()


def cut(folder: Path) -> None:
    path = folder / "tables" / "archive_report.copy.gz"
    path.write_bytes(path.read_bytes()[:-1])


def lose_table(folder: Path) -> None:
    (folder / "tables" / "archive_token.copy.gz").unlink()


def bend_original(folder: Path) -> None:
    next((folder / "files").rglob("?" * 64)).write_bytes(b"other")


def link_original(folder: Path) -> None:
    path = next((folder / "files").rglob("?" * 64))
    path.rename(folder / "moved")
    path.symlink_to(folder / "moved")


def bend_manifest(folder: Path) -> None:
    (folder / NAME).write_bytes((folder / NAME).read_bytes().replace(b"archive_report", b"archive_raport"))


def lose_manifest(folder: Path) -> None:
    (folder / NAME).unlink()


@pytest.mark.parametrize("damage", [cut, lose_table, bend_original, link_original, bend_manifest, lose_manifest])
def test_a_damaged_backup_is_refused_before_anything_is_touched(folder: Path, damage: Callable[[Path], None]) -> None:
    taken(ONE)
    take(folder / "backup")
    damage(folder / "backup")
    with pytest.raises(Refused, match="备份"):
        restore(folder / "backup", replace=True)
    assert Report.objects.count() == 1


def resealed(folder: Path, **change: object) -> None:
    """Another manifest, rightly sealed."""
    raw = json.dumps(json.loads((folder / NAME).read_bytes()) | change).encode()
    (folder / NAME).write_bytes(raw)
    (folder / SEAL).write_text(f"{sha256_of([raw])}  {NAME}\n")


def test_a_backup_of_a_later_archive_is_refused(folder: Path) -> None:
    taken(ONE)
    manifest = take(folder / "backup")
    resealed(folder / "backup", migrations=[*manifest.migrations, ["archive", "9999_later"]])
    with pytest.raises(Refused, match="archive.9999_later"):
        restore(folder / "backup", replace=True)
    resealed(folder / "backup", format=2)
    with pytest.raises(Refused, match="升级"):
        restore(folder / "backup", replace=True)


def test_a_file_outside_the_backup_is_not_asked_for(folder: Path) -> None:
    taken(ONE)
    take(folder / "backup")
    shutil.copy("/etc/hostname", folder / "outside")
    resealed(folder / "backup", files={"files/../../outside": sha256_of([(folder / "outside").read_bytes()])})
    with pytest.raises(Refused, match="损坏"):
        restore(folder / "backup", replace=True)
