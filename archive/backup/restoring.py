"""An archive comes back from its backup: all of it or nothing, and never over another one unasked."""
import gzip
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error

from archive.backup.manifest import Manifest, read, table_file, verify
from archive.holdings.originals import path_of
from archive.holdings.triggers import triggers_asleep
from archive.releasing.making import kept_in
from archive.releasing.packing import pieces_of
from archive.text.errors import Refused

FILLED = ("archive_report", "archive_original", "archive_upload", "archive_event", "archive_release", "archive_token", "auth_user")
DIGEST = re.compile("[0-9a-f]{64}")
# All that migrations made; what belongs to an extension is not ours.
CLEAR = """
do $$ declare name text; begin
    for name in select quote_ident(tablename) from pg_tables where schemaname = current_schema() loop
        execute 'drop table ' || name || ' cascade';
    end loop;
    for name in select oid::regprocedure::text from pg_proc where pronamespace = current_schema()::regnamespace
            and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e') loop
        execute 'drop routine ' || name || ' cascade';
    end loop;
end $$
"""
PATIENCE = "10s"
"""How long the restoring waits for another program to let go of a table."""


def restore(folder: Path, *, replace: bool = False) -> Manifest:
    """Brings back the archive of the backup in this folder; over another one only where told to. Raises Refused."""
    manifest = read(folder)
    verify(manifest, folder)
    _refuse_newer(manifest)
    if not replace:
        refuse_filled()
    try:
        with _originals(manifest, folder), transaction.atomic():
            _restore_tables(manifest, folder)
    except (Error, psycopg.Error, OSError) as error:
        raise Refused("没有恢复（{reason}）：文库仍是原来的样子。请先停下正在运行的文库，再试。", reason=str(error).split("\n")[0]) from error
    _put_files(manifest, folder)
    return manifest


def _refuse_newer(manifest: Manifest) -> None:
    """What this archive has no migration for, it does not know how to hold."""
    known = MigrationExecutor(connection).loader.disk_migrations
    for app, name in manifest.migrations:
        if (app, name) not in known:
            raise Refused("这份备份是更新版本的文库做的（{migration}）：请先升级文库，再恢复。", migration=f"{app}.{name}")


def refuse_filled() -> None:
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in FILLED:
            if table in there:
                cursor.execute(f"select exists (select from {table})")  # noqa: S608 (a name of ours)
                if cursor.fetchone()[0]:
                    raise _filled(table)
    if originals():
        raise _filled(str(settings.ORIGINALS))


def _filled(what: str) -> Refused:
    return Refused("文库不是空的（{what}）：没有恢复。真要用备份取代现在的一切，请加上 --replace。", what=what)


def originals() -> list[Path]:
    return [path for path in Path(settings.ORIGINALS).glob("??/*") if DIGEST.fullmatch(path.name)]


def _restore_tables(manifest: Manifest, folder: Path) -> None:
    """The tables as they were when the backup was taken, then brought up to date as an upgrade would."""
    with connection.cursor() as cursor:
        cursor.execute(f"set local lock_timeout = '{PATIENCE}'")
        cursor.execute(CLEAR)
    _migrate([(app, name) for app, name in manifest.migrations])
    with triggers_asleep(manifest.tables), connection.cursor() as cursor:
        cursor.execute(f"truncate {', '.join(map(connection.ops.quote_name, manifest.tables))}")
        for name, table in manifest.tables.items():
            _fill(name, table.columns, folder / table_file(name))
        for name, last in manifest.sequences.items():
            cursor.execute("select setval(%s::regclass, %s)", [connection.ops.quote_name(name), last])
    _migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    call_command("migrate", verbosity=0, interactive=False)  # names what is new among kinds of content and permissions


def _migrate(targets: list[tuple[str, str]]) -> None:
    executor = MigrationExecutor(connection, lambda *_: connection.check_constraints())
    executor.migrate(targets)


def _fill(name: str, columns: list[str], path: Path) -> None:
    quote = connection.ops.quote_name
    sql = f"copy {quote(name)} ({', '.join(map(quote, columns))}) from stdin"
    with gzip.open(path) as file, connection.cursor() as cursor, cursor.copy(sql) as copy:
        for piece in pieces_of(file):
            copy.write(piece)


@contextmanager
def _originals(manifest: Manifest, folder: Path) -> Iterator[None]:
    """Those that are not there yet; they go again if anything fails after. Named by what they hold, they can overwrite nothing else."""
    made: list[Path] = []
    try:
        for name in (name for name in manifest.files if name.startswith("files/originals/")):
            path = path_of(Path(name).name)
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                made += [path, _beside(folder / name, path)]
                made[-1].replace(path)
        yield
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise


def _beside(file: Path, path: Path) -> Path:
    """A copy of the file next to where it is to stand."""
    draft = path.with_name(f"{path.name}.new")
    shutil.copyfile(file, draft)
    return draft


def _put_files(manifest: Manifest, folder: Path) -> None:
    """The releases; and what was there before and is in no row any more goes."""
    kept_in().mkdir(parents=True, exist_ok=True)
    kept = {Path(name).name for name in manifest.files}
    for path in [*originals(), *kept_in().glob("archive-*.zip")]:
        if path.name not in kept:
            path.unlink()
    for name in (name for name in manifest.files if name.startswith("files/releases/")):
        path = kept_in() / Path(name).name
        _beside(folder / name, path).replace(path)
