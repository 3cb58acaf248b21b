#!/usr/bin/env python3
"""Every command of the archive; `up`, `test`, `lint`, `bench` and `bench-search` need nothing but Python 3.11 or newer."""
import os
import sys

DATABASE_LESS = {"help", "version", "check", "collectstatic", "compilemessages", "diffsettings", "makemessages", "up"}


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    start.enter(command)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from django.core.management import execute_from_command_line

    from archive import postgres

    try:
        if command not in DATABASE_LESS and not command.startswith("-"):
            postgres.start()
        execute_from_command_line(sys.argv)
    except postgres.Unavailable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - an old Python reads this file, and is to read no other
        sys.exit(f"需要 Python 3.11 以上 / Python 3.11 or newer is needed, this is {sys.version.split()[0]}: "
                 "apt install python3.11 python3.11-venv, then make run PYTHON=python3.11")
    from archive import start

    main()
