"""The archive is built again from a release: all of it or nothing, and what was built is read back and compared.

The keys of the new database are its own; whatever names another row is carried as what that row is called.
"""
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

import psycopg
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.utils import Error

from archive.holdings.originals import path_of
from archive.holdings.rows import copy_in, new_keys
from archive.holdings.triggers import triggers_asleep
from archive.intake.samples import LOADED, REMOVED, SETTING
from archive.models import (
    Event,
    FormerAddress,
    FurnitureRule,
    Original,
    Release,
    Report,
    Setting,
    SpeakerName,
    Tally,
    Token,
    Upload,
    VanishedReport,
    Watermark,
)
from archive.releasing.carried import FORMAT, NAMES, OF_ARCHIVE, OF_REPORT, REPORT, Rows, lists_of, name_of
from archive.releasing.making import HISTORY, SAID, digest, pieces_hashed
from archive.releasing.state import state
from archive.releasing.unpacking import Unpacking, unpacked
from archive.text.errors import Refused

FILLED = (Report, Original, Token, FormerAddress, VanishedReport, Event, Upload, Release, Watermark, FurnitureRule, SpeakerName)
"""An archive is empty that has none of these; places come with the tables."""
TABLES = tuple(dict.fromkeys(rows.model._meta.db_table for rows in (REPORT, *OF_REPORT.values(), *OF_ARCHIVE.values())))
Called = dict[type[models.Model], dict[object, int]]
"""For each model what its rows are called, and their keys in this database."""


def import_release(path: Path) -> dict:
    """Builds the archive from the release in this file; what the release says of itself. Raises Refused."""
    with unpacked(path, NAMES, [SAID, *(f"{name}.jsonl" for name in OF_ARCHIVE)]) as release:
        said = release.value(SAID)
        _refuse_unknown(said)
        try:
            with _kept_files() as keep, transaction.atomic():
                _refuse_filled()
                with triggers_asleep(TABLES):
                    _build(release, said)
                    Tally.objects.all().delete()  # of what was here before: nothing notes these paragraphs
                _refuse_other(release)
                for name in release.under("originals"):
                    keep(name.removeprefix("originals/"), release.pieces(name))
        except (Error, ValidationError) as error:
            raise Refused("发行包里的内容合不起来（{reason}）：没有收入，请重新取得这个发行包。", reason=str(error).split("\n")[0]) from error
    return said


def _refuse_unknown(said: dict) -> None:
    known = said.get("format")
    if not isinstance(known, int) or known < 1 or not isinstance(said.get("releases"), list):
        raise Refused("发行包里的 {member} 不合规矩：没有收入，请重新取得这个发行包。", member=SAID)
    if known > FORMAT:
        raise Refused("这个发行包是更新版本的文库做的（格式 {format}）：请先升级文库，再收入它。", format=known)


def _refuse_filled() -> None:
    """Nobody else fills the archive from here on to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("lock table archive_report in exclusive mode")
    for model in FILLED:
        if model.objects.exists():
            raise Refused("文库不是空的（{what}）：发行包只能收进空的文库。请另建一个（换一个 DATA 或 DATABASE_URL，运行 migrate），再收入。", what=str(model._meta.verbose_name))


def _build(release: Unpacking, said: dict) -> None:
    called: Called = {get_user_model(): {}}
    with connection.cursor() as cursor:
        cursor.execute("delete from archive_place")  # all at once: each names another
    for name in ("places", "watermarks", "furniture_rules", "speaker_names", "vanished", "originals"):
        _write(OF_ARCHIVE[name], release.lines(f"{name}.jsonl"), called, f"{name}.jsonl")
    for name in release.under("json"):
        _build_report(release.value(name), called, name)
    _write(OF_ARCHIVE["events"], release.lines("events.jsonl"), called, "events.jsonl")
    Release.objects.bulk_create(Release(**_only(entry, HISTORY, SAID)) for entry in said["releases"])
    # Samples come once in an archive's life: this one's has begun.
    Setting.objects.update_or_create(name=SETTING, defaults={"value": LOADED if Report.objects.filter(is_sample=True).exists() else REMOVED})


def _build_report(whole: dict, called: Called, member: str) -> None:
    whole.pop("key", None)
    rows, lists = lists_of(whole.get("status"))
    below = {name: _list(whole.pop(name, None), member) for name in lists}
    [key] = _write(rows, [whole], called, member)
    # What rows of one report are called means nothing in another.
    own = {**called}
    for name, each in lists.items():
        own[each.model] = {}
        _write(each, below[name], own, member, report_id=key)


def _list(entries: object, member: str) -> list[dict]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Refused("发行包里的 {member} 不合规矩：没有收入，请重新取得这个发行包。", member=member)
    return entries


def _only(entry: object, names: Iterable[str], member: str) -> dict:
    """The entry, which has just these names. Raises Refused."""
    if not isinstance(entry, dict) or entry.keys() != set(names):
        raise Refused("发行包里的 {member} 不合规矩：没有收入，请重新取得这个发行包。", member=member)
    return entry


def _write(rows: Rows, entries: Iterable[dict], called: Called, member: str, **owner: int) -> list[int]:
    """Writes rows of a model; the keys of those that others name. Raises Refused."""
    people = [name_of(column) for column in rows.refers if _field(rows.model, column).related_model is get_user_model()]
    entries = list(entries) if rows.called or people else entries
    keys = new_keys(rows.model, len(entries)) if rows.called else []
    called[rows.model] = called.get(rows.model, {}) | {_name(rows, entry, member): key for key, entry in zip(keys, entries if keys else (), strict=True)}
    fixed = owner | {column: prepared(rows.model, column, default) for column, default in _defaults(rows).items()}
    columns = [*(["id"] if keys else []), *fixed, *rows.columns, *rows.refers, *rows.anew]
    try:
        # Before the rows are on their way: till they are in, the connection answers nothing else.
        called[get_user_model()] |= _accounts([entry.get(name) for entry in entries for name in people] if people else ())
        copy_in(rows.model, columns, (
            (*key, *fixed.values(), *_values(rows, _only(entry, rows.paths, member), called, member)) for key, entry in _with_keys(keys, entries)))
    except (Error, psycopg.Error) as error:
        raise Refused("发行包里的 {member} 收不进来（{reason}）：没有收入，请重新取得这个发行包。", member=member, reason=str(error).split("\n")[0]) from error
    return keys


def _name(rows: Rows, entry: dict, member: str) -> str | int:
    """What other rows, or rows of its own kind, call this one by."""
    name = _only(entry, rows.paths, member)[rows.called]
    if not isinstance(name, str | int):
        raise Refused("发行包里的 {member} 不合规矩：没有收入，请重新取得这个发行包。", member=member)
    return name


def _with_keys(keys: list[int], entries: Iterable[dict]) -> Iterator[tuple[tuple[int, ...], dict]]:
    if keys:
        return zip(((key,) for key in keys), entries, strict=True)
    return (((), entry) for entry in entries)


def _defaults(rows: Rows) -> dict[str, object]:
    """What the columns say that are not carried and that the database does not fill; a row's owner is given otherwise."""
    left_out = set(rows.left_out) - {"id", "report_id"}
    return {field.attname: field.get_default() for field in rows.model._meta.concrete_fields if field.attname in left_out and not field.has_db_default()}


def _values(rows: Rows, entry: dict, called: Called, member: str) -> Iterator[object]:
    for column in rows.columns:
        yield prepared(rows.model, column, entry[name_of(column)])
    for column in rows.refers:
        yield _named(rows.model, column, entry[name_of(column)], called, member)
    for made in rows.anew.values():
        try:
            yield made(entry)
        except (TypeError, AttributeError) as error:
            raise Refused("发行包里的 {member} 不合规矩：没有收入，请重新取得这个发行包。", member=member) from error


def prepared(model: type[models.Model], column: str, value: object) -> object:
    """A value as COPY takes it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(_field(model, column), models.JSONField) and value is not None else value


def _field(model: type[models.Model], column: str) -> models.Field:
    return model._meta.get_field(name_of(column) if column != "id" else column)


def _named(model: type[models.Model], column: str, name: object, called: Called, member: str) -> int | None:
    """The key of the row that is called this. Raises Refused."""
    if name is None:
        return None
    other = _field(model, column).related_model
    known = called.get(other, {})
    if not isinstance(name, str | int) or name not in known:
        raise Refused("发行包里的 {member} 提到了发行包里没有的东西：没有收入，请重新取得这个发行包。", member=member)
    return known[name]


def _accounts(names: Iterable[object]) -> dict[str, int]:
    """Of people only the name is carried, which readers see: who has no account here gets one that cannot sign in."""
    users = get_user_model().objects
    return {name: users.get_or_create(username=name, defaults={"is_active": False, "password": "!"})[0].pk
            for name in names if isinstance(name, str)}


def _refuse_other(release: Unpacking) -> None:
    """What was built must tell what was read."""
    built = pieces_hashed(state())
    there = {name: sha256 for name, sha256 in release.manifest.items() if name.endswith(".jsonl") or name.startswith("json/")}
    for name in sorted(built.keys() | there.keys()):
        if built.get(name) != there.get(name):
            raise Refused("照发行包建起的文库与其中的 {member} 不一致：没有收入，请重新取得这个发行包。", member=name)
    newest = Release.objects.first()
    if newest is None or newest.manifest != digest(built):
        raise Refused("发行包里的 {member} 不合规矩：没有收入，请重新取得这个发行包。", member=SAID)


@contextmanager
def _kept_files() -> Iterator[Callable[[str, Iterable[bytes]], None]]:
    """Keeps originals, whole or not at all; those kept are taken away again if anything fails later."""
    made: list[Path] = []

    def keep(digest: str, pieces: Iterable[bytes]) -> None:
        path = path_of(digest)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        made.append(path)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            made.append(Path(file.name))
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)

    try:
        yield keep
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise
