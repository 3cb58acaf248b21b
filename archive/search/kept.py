"""What a question counted, kept while nothing changes: another page of it by date then costs no more than itself.

PostgreSQL's snapshot tells whether anything has changed: of two of one database that are equal, each sees what the other does.
"""
from collections import OrderedDict
from dataclasses import dataclass, replace

from django.db import connection

from archive.search.questions import Question
from archive.search.sums import MOST_VALUES, State, Sums

MOST = 64
"""Questions of which the counts are kept, in each process."""
counted: OrderedDict[tuple, "Counted"] = OrderedDict()


@dataclass(frozen=True)
class Counted:
    """What was counted, and in which state of the archive."""
    sums: Sums
    state: State


def keep(question: Question, sums: Sums) -> None:
    """Unless what was seen may yet be taken back; or the years where something was found are more than are told."""
    if sums.state and len(sums.values["year"]) < MOST_VALUES:
        counted[_key(question)] = Counted(replace(sums, hits=[]), sums.state)
        while len(counted) > MOST:
            counted.popitem(last=False)


def kept(question: Question) -> Counted | None:
    return counted.get(_key(question))


def forget(question: Question) -> None:
    counted.pop(_key(question), None)


def _key(question: Question) -> tuple:
    chosen = (tuple(value) if isinstance(value, list) else value for value in question.chosen.values())
    return connection.settings_dict["NAME"], question.reading.root, tuple(zip(question.chosen, chosen, strict=True))
