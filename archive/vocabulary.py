"""The words and rules that staff keep, as the intake takes them: read once for each pass of a worker or a command.

    Wishes(vocabulary=read_vocabulary())

Of what staff write only `*` is special, and it is matched without going back: no rule can take long over any line.
"""
import re
from dataclasses import dataclass, field, replace

from archive.models import FurnitureRule, SpeakerName, Watermark
from archive.text.document import Document
from archive.text.furniture import Rule, Where
from archive.text.repairs import known_watermarks


@dataclass(frozen=True)
class Vocabulary:
    """Watermark words, None for the shipped ones alone; rules beside the shipped ones; how else speakers' names are written."""
    watermarks: tuple[str, ...] | None = None
    furniture: tuple[Rule, ...] = ()
    speakers: dict[str, str] = field(default_factory=dict)


def read_vocabulary() -> Vocabulary:
    """What staff keep now."""
    words = Watermark.objects.values_list("word", flat=True)
    return Vocabulary(
        tuple(dict.fromkeys((*known_watermarks(), *words))),
        tuple(furniture_rule(rule.line, rule.example, rule.spared) for rule in FurnitureRule.objects.all()),
        {alias: speaker.name for speaker in SpeakerName.objects.all() for alias in speaker.aliases})


def furniture_rule(line: str, example: str = "", spared: str = "") -> Rule:
    """A line as staff write it, as a rule: `*` stands for at most forty characters.

    >>> furniture_rule("本站讯：*整理").pattern.fullmatch("本站讯：李明整理") is not None
    True
    """
    first, *rest = line.split("*")
    pattern = re.escape(first) + "".join(_after_star(part) for part in rest)
    return Rule(f"own: {line}", Where.ANYWHERE, re.compile(rf"\s*{pattern}\s*"), example, spared)


def _after_star(part: str) -> str:
    """Anything up to the next words of the rule, as soon as they come; atomic, lest stars multiply each other's tries."""
    return rf"(?>.{{0,40}}?{re.escape(part)})" if part else ".{0,40}"


def with_suggested_speaker(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with the usual form of its speaker's name suggested, where it writes another; nothing is changed."""
    identity = document.identity
    usual = vocabulary.speakers.get(identity.speaker)
    if not usual or usual == identity.speaker:
        return document
    return replace(document, identity=replace(identity, suggestions=identity.suggestions | {"speaker": usual}))
