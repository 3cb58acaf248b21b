"""`make run`: everything from an empty data folder to a site that answers."""
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import OperationalError, connections

from archive import postgres
from archive.postgres.locks import locked
from archive.serve import Site
from archive.start import port, say


class Command(BaseCommand):
    help = "Start the archive: database, tables, sample reports, site."

    def handle(self, **options: object) -> None:
        number = port()
        say("启动数据库 / starting the database …")
        postgres.start()
        try:
            prepare(settings.DATA)
        except OperationalError as error:
            raise CommandError(f"数据库连不上 / the database cannot be reached: {error}") from None
        # A connection must not be shared with the workers, who are forked from here.
        connections.close_all()
        Site(number, lambda: say(f"可以用了 / ready: http://127.0.0.1:{number}/  (Ctrl-C 停止 / stops)")).run()


def prepare(data: Path) -> None:
    """Of two starts on one data folder, the second waits for the first."""
    with locked(data / "setup.lock"):
        say("更新数据表 / bringing the tables up to date …")
        call_command("migrate", verbosity=0, interactive=False)
        say("收集静态文件 / collecting static files …")
        call_command("collectstatic", verbosity=0, interactive=False)
        load_samples()
        make_staff()


def load_samples() -> None:
    """The first time only; the command itself knows."""
    if os.environ.get("SAMPLES") != "0" and "load_samples" in get_commands():
        say("样例报告 / sample reports …")
        call_command("load_samples")


def make_staff() -> None:
    """Once, where nobody can sign in yet; the password is stored only hashed."""
    users = get_user_model().objects
    if users.exists():
        return
    password = secrets.token_urlsafe(12)
    users.create_superuser("staff", password=password)
    say(f"后台账号，口令只显示这一次 / staff account, the password is shown only this once: staff  {password}")
