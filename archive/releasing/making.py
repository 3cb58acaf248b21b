"""A release is made: the archive's public state, at one moment, in one file.

The same state is the same release: its number, its date and its bytes.
"""
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from django.utils import timezone

from archive.holdings.snapshot import snapshot
from archive.models import Release
from archive.releasing.carried import FORMAT
from archive.releasing.packing import Packing, canonical, listing, pieces_of, sha256_of
from archive.releasing.state import changed_until, counts, derived, files, state
from archive.text.errors import Refused

SAID = "release.json"
LOCK = 7310579648
"""A number that stands for making a release, among the locks of the database."""
HISTORY = ("number", "made_on", "changed_until", "manifest", "counts")
README = """\
A release of the report archive: its public state at one moment.

release.json          number and date of this release, and those of the releases before it
manifest-sha256.txt   every other file with its sha256: sha256sum -c manifest-sha256.txt
metadata.csv          a row a report
texts/                the reading text of each report, a paragraph a line
json/                 each report with all that the archive knows of it
*.jsonl               places, words and rules of the staff, events, what has vanished
originals/            the files as they were handed in, named by their sha256

The archive is built again from it by: python manage.py import_release FILE.zip
"""


@dataclass(frozen=True)
class Made:
    """The release, whether it is a new one, and where its file stands."""
    release: Release
    is_new: bool
    path: Path


def kept_in() -> Path:
    """The folder from which releases are handed out."""
    return settings.DATA / "releases"


def file_of(number: int, folder: Path | None = None) -> Path:
    return (folder or kept_in()) / f"archive-{number}.zip"


def make_release(folder: Path | None = None, *, with_originals: bool = True) -> Made:
    """Writes the release into `folder`, else to where it is kept and handed out. Raises Refused."""
    try:
        with alone(), draft(folder or kept_in()) as file:
            release, is_new = _packed(file, with_originals)
            file.flush()
            path = file_of(release.number, folder)
            if folder is None:
                release.file_sha256, release.file_size = _weighed(Path(file.name))
            release.save()
            Path(file.name).chmod(0o644)  # a release is for everyone
            Path(file.name).replace(path)
            return Made(release, is_new, path)
    except OSError as error:
        raise Refused("写不进 {folder}（{reason}）：请检查路径、权限和剩余空间。", folder=str(folder or kept_in()), reason=error.strerror or str(error)) from error


def _packed(file: BinaryIO, with_originals: bool) -> tuple[Release, bool]:
    made_on = timezone.now()
    with snapshot(), Packing(file) as packing:
        for name, pieces in state():
            packing.add(name, pieces)
        release, is_new = _release(digest(packing.manifest), made_on)
        more = chain(derived(), files() if with_originals else (), [("README.txt", [README.encode()]), (SAID, [said(release, with_originals)])])
        for name, pieces in more:
            packing.add(name, pieces)
        packing.seal()
    return release, is_new


def _release(manifest: str, made_on: datetime) -> tuple[Release, bool]:
    """The newest release where nothing is other than in it, else the next; not yet saved."""
    newest = Release.objects.first()
    if newest and newest.manifest == manifest:
        return newest, False
    until = changed_until()
    if until is None:
        raise Refused("文库里还没有公布过报告，没有什么可以发行。")
    return Release(number=newest.number + 1 if newest else 1, made_on=made_on, changed_until=until, manifest=manifest, counts=counts()), True


def digest(manifest: dict[str, str]) -> str:
    """What a state of the archive is known by: the members that say all there is, each with its sha256."""
    return sha256_of([listing(manifest).encode()])


def said(release: Release, with_originals: bool) -> bytes:
    """What a release says of itself, and of those before it."""
    earlier = Release.objects.filter(number__lt=release.number).order_by("number")
    history = [{name: getattr(each, name) for name in HISTORY} for each in chain(earlier, [release])]
    return canonical({"format": FORMAT, "number": release.number, "has_originals": with_originals, "releases": history})


@contextmanager
def alone() -> Iterator[None]:
    """Two releases made at once would take the same number."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise Refused("另一次发行正在进行：请等它完成。")
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def draft(folder: Path) -> Iterator[BinaryIO]:
    """A file beside the one that is to be: nobody takes along half a release."""
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=".release-", delete=False) as file:
        try:
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


def _weighed(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return sha256_of(pieces_of(file)), path.stat().st_size


def pieces_hashed(members: Iterable[tuple[str, Iterable[bytes]]]) -> dict[str, str]:
    """What the manifest would say of these members."""
    return {name: sha256_of(pieces) for name, pieces in members}
