"""A backup is taken: every table at one moment, and every file that belongs to it."""
import gzip
import shutil
from pathlib import Path

from django.db import connection
from django.utils import timezone

from archive.backup.manifest import Manifest, Table, table_file, write
from archive.holdings.originals import path_of
from archive.holdings.snapshot import snapshot
from archive.models import Original
from archive.releasing.making import kept_in
from archive.releasing.packing import pieces_of, sha256_of
from archive.text.errors import Refused

UNKEPT = {"django_session"}
"""Who is signed in: that ends with the machine."""
TABLES = """
select class.relname, array_agg(attname::text order by attnum),
    (select string_agg(quote_ident(key.attname), ', ' order by key.attnum) from pg_index
     join pg_attribute key on key.attrelid = indrelid and key.attnum = any(indkey) where indrelid = class.oid and indisprimary)
from pg_class class join pg_attribute on attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = ''
where relnamespace = current_schema()::regnamespace and relkind = 'r' group by class.oid, class.relname order by class.relname collate "C"
"""
SEQUENCES = "select sequencename, last_value from pg_sequences where schemaname = current_schema() and last_value is not null order by sequencename collate \"C\""


def take(folder: Path) -> Manifest:
    """Backs the archive up into a folder that is new or empty. Raises Refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise Refused("{folder} 不是空的：备份只写进新的或空的文件夹。", folder=str(folder))
        with snapshot():
            manifest = _taken(folder)
        write(manifest, folder)
    except OSError as error:
        raise Refused("写不进 {folder}（{reason}）：请检查路径、权限和剩余空间。", folder=str(folder), reason=error.strerror or str(error)) from error
    return manifest


def _taken(folder: Path) -> Manifest:
    made_at = timezone.now().isoformat()
    (folder / "tables").mkdir()
    with connection.cursor() as cursor:
        cursor.execute("select app, name from django_migrations order by id")
        migrations = [list(row) for row in cursor.fetchall()]
        cursor.execute(SEQUENCES)
        sequences = dict(cursor.fetchall())
        cursor.execute(TABLES)
        tables = {name: _table(folder, name, columns, key) for name, columns, key in cursor.fetchall()}
    files, missing = _files(folder)
    return Manifest(made_at, migrations, tables, sequences, files, missing)


def _table(folder: Path, name: str, columns: list[str], key: str | None) -> Table:
    """In the order of its key, so that the same rows give the same file."""
    quote, path, rows = connection.ops.quote_name, folder / table_file(name), 0
    order = f" order by {key}" if key else ""
    none = " where false" if name in UNKEPT else ""
    sql = f"copy (select {', '.join(map(quote, columns))} from {quote(name)}{none}{order}) to stdout"  # noqa: S608 (names of our own tables)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 1, raw, 0) as file, connection.cursor() as cursor, cursor.copy(sql) as copy:
        for piece in copy:
            rows += bytes(piece).count(b"\n")
            file.write(piece)
    return Table(columns, rows, _sha256(path))


def _files(folder: Path) -> tuple[dict[str, str], list[str]]:
    """The files copied, each with its sha256; and the originals that are not in their place."""
    digests = sorted(Original.objects.values_list("pk", flat=True))
    missing = [digest for digest in digests if not path_of(digest).is_file()]
    found = [(f"files/originals/{digest[:2]}/{digest}", path_of(digest)) for digest in digests if digest not in set(missing)]
    found += [(f"files/releases/{path.name}", path) for path in sorted(kept_in().glob("archive-*.zip"))]
    return {name: _copied(path, folder / name) for name, path in found}, missing


def _copied(path: Path, to: Path) -> str:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)
    return _sha256(to)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return sha256_of(pieces_of(file))


