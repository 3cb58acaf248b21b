"""manage.py work: takes in what staff uploaded; `make run` starts one beside the site."""
import os
import signal
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from archive.intake.worker import Worker
from archive.search import tallies


class Command(BaseCommand):
    help = "Takes in what was uploaded, until Ctrl-C or SIGTERM: then after the file in hand."
    # They load every page of the site, which takes longer than a hundred files.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="take in what waits now, then end")
        parser.add_argument("--while", type=int, dest="parent", metavar="PID", help="end when this process, which started it, is gone")

    def handle(self, *, once: bool, parent: int | None, **options: object) -> None:
        worker = Worker(lambda: parent in (None, os.getppid()), tallies.settle)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.end)
        worker.drain() if once else worker.run()
