"""The words and rules that staff keep, as the intake takes them: read once for each pass of a worker or a command.

    Wishes(vocabulary=read_vocabulary())

Of what staff write only `*` is special, and it is matched without going back: no rule can take long over any line.
"""
import re
from dataclasses import dataclass, field, replace

from archive.models import FurnitureRule, SpeakerName, Watermark
from archive.text.document import Document
from archive.text.furniture import Rule, Where
from archive.text.repairs import known_watermarks, watermark_changes

ORDINARY = (
    "政府工作报告", "各位代表：", "一、2023年工作回顾", "（一）全力以赴稳增长。", "二、今年工作安排", "2023年1月10日在市人民代表大会会议上", "市长 李明",
    "现在，我代表市人民政府，向大会报告工作，请予审议，并请政协各位委员提出意见。", "过去一年，面对严峻复杂的形势，全市上下攻坚克难，经济社会发展取得新成绩。",
    "地区生产总值增长6.5%，一般公共预算收入增长8%，城乡居民人均可支配收入分别增长7%和9%。", "我们坚持以人民为中心，办好民生实事，教育、医疗、养老等事业全面进步。",
    "加强法治政府建设，自觉接受人大监督和政协民主监督，政府工作效能进一步提升。", "让我们团结一心、真抓实干，为建设现代化新城市而努力奋斗！", "谢谢大家！")
"""Lines such as every report has: what would take one of them away is no rule for furniture and no watermark."""


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
    first, *rest = re.split(r"\*+", line)
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


def ordinary_lines_of_furniture(rule: Rule) -> list[str]:
    """Which ordinary lines a rule would take away."""
    return [line for line in ORDINARY if rule.pattern.fullmatch(line)]


def ordinary_lines_with_watermark(word: str) -> list[str]:
    """Which ordinary lines would lose this word."""
    return [line for line in ORDINARY if watermark_changes(line, (word,))]
