"""A database for the benchmark alone, on the server that the archive uses."""
import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from django.core.management import call_command
from django.db import connection

from archive import postgres


@contextmanager
def own_database() -> Iterator[None]:
    """One for as long as the run lasts, on a server that is started for it where none is named."""
    postgres.start()
    try:
        with fresh_database(f"bench_{os.getpid()}"):
            yield
    finally:
        connection.close()
        postgres.leave()


@contextmanager
def fresh_database(name: str) -> Iterator[None]:
    """Makes one with the archive's tables, moves Django's connection to it, and takes it away again, whatever happens."""
    home = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f'create database "{name}"')
    try:
        move_to(name)
        call_command("migrate", verbosity=0)
        yield
    finally:
        move_to(home)
        with connection.cursor() as cursor:
            cursor.execute(f'drop database "{name}" with (force)')


def move_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def address() -> str:
    """Where Django's connection goes, as another process is told by DATABASE_URL."""
    chosen = connection.settings_dict
    if given := os.environ.get("DATABASE_URL"):
        return urlsplit(given)._replace(path=f"/{chosen['NAME']}").geturl()
    return f"postgres://{chosen['USER']}@{quote(chosen['HOST'], safe='')}:{chosen['PORT']}/{chosen['NAME']}"
