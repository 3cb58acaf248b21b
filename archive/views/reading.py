"""What the reading page shows of a report: its text in the script that is asked for, and what is looked for in it."""
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from archive import query
from archive.models import Report
from archive.reading.outline import reading
from archive.reading.typesetting import Setting, contents, places, same, typeset
from archive.search.questions import wrong_fields
from archive.text.script import simplified
from archive.text.traditional import traditional

WRITTEN: dict[str, Callable[[str], str]] = {"hant": traditional, "hans": simplified}
LANGUAGES = {"hant": "zh-Hant", "hans": "zh-Hans"}


@dataclass(frozen=True)
class Script:
    """The script that is read, "" for the stored one; the other that is offered; its language."""
    read: str
    other: str
    language: str

    @property
    def written(self) -> Callable[[str], str]:
        return WRITTEN.get(self.read, same)


def script(request: HttpRequest, report: Report) -> Script:
    """Only the script that the text is not stored in can be asked for; anything else is the text as it is."""
    other = "hans" if report.language == LANGUAGES["hant"] else "hant"
    read = other if request.GET.get("script") == other else ""
    return Script(read, other, LANGUAGES[read] if read else report.language)


def laid_out(request: HttpRequest, report: Report) -> dict:
    """The text, set, and all that goes with it."""
    typed = request.GET.get("q", "")[:query.MOST_TYPED + 1]
    looked_for, read_in = query.read(typed), script(request, report)
    found = reading(report, looked_for)
    setting = Setting(found.matches, read_in.written)
    return {
        "reading": found, "script": read_in, "outline": contents(found.outline, setting, read_in.language),
        "front": typeset(found.front, setting, is_front=True), "body": typeset(found.body, setting),
        "typed": typed, "query": looked_for if looked_for.root else None, "notes": (*looked_for.notes, *wrong_fields(looked_for)),
        "places": places(found.found, setting),
    }
