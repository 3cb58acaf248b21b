"""A database for the benchmark alone, on the server that the archive uses."""
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

from archive import postgres


@contextmanager
def own_database() -> Iterator[None]:
    """Makes one, moves Django's connection to it, and takes it away again, whatever happens."""
    postgres.start()
    name, home = f"bench_{os.getpid()}", connection.settings_dict["NAME"]
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
        connection.close()
        postgres.leave()


def move_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
