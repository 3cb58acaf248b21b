"""How to search, read and cite: a page for readers, whose examples run."""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.views.pages import page


@dataclass(frozen=True)
class Example:
    """A query that finds something in the samples, and what it means."""
    query: str
    meaning: str | Promise

    @property
    def address(self) -> str:
        return f"{reverse('search')}?{urlencode({'q': self.query})}"


WORDS = [
    Example("营商环境", _("一字不差地出现这几个字；一个字也可以查。")),
    Example("营商环境 民营企业", _("空格隔开的词，要在同一段里都出现。")),
    Example("“放管服”改革", _("引号里的话，要一字不差；各种引号都可以。")),
    Example("养老 | 托育", _("竖线隔开的词，有一个出现就行；也可以写“或”、OR。")),
    Example("教育 -职业教育", _("减号后面的词，不得出现；也可以写“非”、NOT。")),
    Example("湖 !云泽湖", _("只在“云泽湖”里出现的“湖”不算。")),
    Example("(养老 | 托育) 社区", _("括号把几个词并成一组；括号外要有空格。")),
    Example("企业 NEAR/5 税", _("两个词相隔至多五个字，先后不论；两边可以不空格。")),
    Example("5G*", _("以此开头的字母词或数字。")),
]
FIELDS = [
    Example("地区：云泽市 养老", _("一个地区连同其下各级；可写名称、简称或六位代码，也可写 place。")),
    Example("疫情 年份:2020..2022", _("某年，或从某年到某年；一头可以空着：2020..，也可写 year。")),
    Example("教育 部分:安排", _("报告的哪一部分：回顾、目标、安排、自身建设，也可写 part。")),
    Example("就业 报告人:樊石麓", _("谁作的报告，也可写 speaker。")),
    Example("旅游 标题:乡村", _("所在各级标题里有这个词，也可写 heading。")),
    Example("粮食 级别:县", _("国家、省、市、县，也可写 level。")),
    Example("幸福食堂 文种:文章", _("政府工作报告、公报、文章等，也可写 kind。")),
]
SAME = [
    Example("發展", _("繁体、简体一样。")),
    Example("５ｇ", _("全角、半角一样，大写、小写一样。")),
    Example("「一带一路」", _("各种引号一样，括号、破折号、冒号也是。")),
    Example("优 化", _("中文旁边的空格不算。")),
]


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return page(request, "help.html", {"words": WORDS, "fields": FIELDS, "same": SAME})
