"""The values that fields of a query take, each in one form."""
import re
from functools import cache

from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import override

from archive import labels
from archive.models import UNDATED
from archive.query.nodes import Field
from archive.text.errors import Sentence
from archive.text.fold import fold
from archive.text.vocabulary import Kind, Level, Part

VOCABULARIES = {"kind": (Kind, labels.KINDS), "level": (Level, labels.LEVELS), "part": (Part, labels.PARTS)}
ALSO_CALLED = {
    "kind": {"工作报告": Kind.WORK_REPORT, "统计": Kind.STATISTICS, "政策": Kind.POLICY, "法规": Kind.REGULATION, "规章": Kind.REGULATION,
             "会议纪要": Kind.MINUTES},
    "level": {"国家级": Level.NATION, "全国": Level.NATION, "中央": Level.NATION, "省": Level.PROVINCE, "市": Level.PREFECTURE,
              "市级": Level.PREFECTURE, "地市级": Level.PREFECTURE, "州": Level.PREFECTURE, "县": Level.COUNTY, "区": Level.COUNTY,
              "区县": Level.COUNTY, "县区": Level.COUNTY, "区县级": Level.COUNTY},
    "part": {"回顾": Part.REVIEW, "目标": Part.TARGETS, "安排": Part.PLAN, "政府自身建设": Part.SELF},
}
SPAN = re.compile(r"(?:(?P<first>[0-9]{4})年?)?(?P<to>\.{2,}|[-~–—―至到])?(?:(?P<last>[0-9]{4})年?)?")
SHOWN = 40
"""How much of a value that is not understood is repeated to the reader."""


def canonical(name: str, value: str) -> str | None:
    """The value as it is written in the end; None where it means nothing."""
    if name in VOCABULARIES:
        return names(name).get(value.lower())
    if name == "year":
        return years(value)
    return value if fold(value).strip() else None


@cache
def names(name: str) -> dict[str, str]:
    """A vocabulary's words by themselves and by what people and the page call them, in either language; small letters."""
    words, called = VOCABULARIES[name]
    found = {str(word): str(word) for word in words}
    for language in ("zh-hans", "en"):
        with override(language):
            found |= {str(called[word]).lower(): str(word) for word in words}
    return found | {also: str(word) for also, word in ALSO_CALLED[name].items()}


def years(value: str) -> str | None:
    """A year, or a span of them open at either end: 2017, 2017..2023, 2017.., ..2023."""
    if value in (UNDATED, "未注明日期"):
        return UNDATED
    found = SPAN.fullmatch(value)
    if not found or not (found["first"] or found["last"]) or found["first"] and found["last"] and not found["to"]:
        return None
    return f"{found['first'] or ''}..{found['last'] or ''}" if found["to"] else found["first"] or found["last"]


def refusal(field: Field) -> Sentence:
    """Of a value that means nothing, with those that mean something, in the reader's language."""
    return Sentence("“{name}:{value}”无法理解；可以写：{values}。", {
        "name": field.name, "value": shortened(field.value), "values": lazystr(Allowed(field.name))})


class Allowed:
    """The values that a field takes, as the page calls them."""

    def __init__(self, name: str):
        self.name = name

    def __str__(self) -> str:
        if self.name in VOCABULARIES:
            return _("、").join(map(str, VOCABULARIES[self.name][1].values()))
        return "2017, 2017..2023, 2017.., ..2023, undated" if self.name == "year" else _("汉字、字母或数字")


def shortened(value: str) -> str:
    return value if len(value) <= SHOWN else value[:SHOWN] + "…"
