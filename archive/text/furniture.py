"""What a web page or a scraper put around a document: found by line, removed as an edit."""
import re
from dataclasses import dataclass

from archive.text.lines import Line, lines
from archive.text.tape import Change
from archive.text.vocabulary import EditKind


@dataclass(frozen=True)
class Rule:
    """Lines that match `pattern` whole are no part of the document."""
    name: str
    pattern: re.Pattern
    example: str


def rule(name: str, pattern: str, example: str) -> Rule:
    return Rule(name, re.compile(rf"[-·•*\s]*(?:{pattern})\s*"), example)


COUNT = r"(?:次数|次數|量|数|數)?\s*[:：]?\s*\d+\s*次?"
RULES = (
    rule("counter", rf"(?:点击|點擊|浏览|瀏覽|阅读|閱讀|访问|訪問){COUNT}", "点击:95"),
    rule("font size", r"[【\[（(]?字\s*[号號体體]\s*[:：]?[\s大中小默认特超號号加减A+\-|/【】\[\]]{0,20}[】\])）]?", "【字号：大 中 小】"),
    rule("print and share", r"[【\[]?(?:打印|列印|收藏|分享|转发|关闭|复制链接|返回顶部)(?:本页|窗口|到|此页)?(?:[\s|/】\[【\]]*(?:打印|收藏|分享|转发|关闭|微信|微博|QQ空间)(?:本页|窗口)?)*[】\]]?", "打印 收藏 分享"),
    rule("breadcrumb", r"(?:当前|您的|您所在的?)\s*位置\s*[:：].{0,80}", "当前位置：首页 > 政务公开"),
    rule("editor", r"[【\[（(]?(?:责任编辑|責任編輯|网络编辑|责编|編輯|编辑)\s*[:：].{0,20}[】\])）]?", "责任编辑：网站管理员"),
    rule("other pages", r"(?:上一篇|下一篇|上一条|下一条|相关链接|相关报道|相关稿件)(?:\s*[:：].{0,60})?|更多\s*[>》]{0,2}", "上一篇：没有了"),
    rule("site foot", r"(?:版权所有|版權所有|主办单位|承办单位|网站标识码|技术支持)\s*[:：©].{0,80}|版权所有.{0,20}|.ICP备[^。]{0,40}", "版权所有：某某网站"),
    rule("scan code", r"(?:扫一扫|扫描二维码|手机扫码)[^，。]{0,30}", "扫一扫在手机打开当前页"),
)


def rule_for(line: str) -> Rule | None:
    """The rule that takes this line for furniture, if any does."""
    return next((rule for rule in RULES if rule.pattern.fullmatch(line)), None)


LICENCE = re.compile(r"^[ \t\u3000]*本(?:作品|译文)(?:来自|是|在|属于|收录)[^\n]{0,60}", re.MULTILINE)
LONGEST_LICENCE = 1500


def licence_changes(text: str) -> list[Change]:
    """The notice of licence that a free library puts behind a text, to the end of the file."""
    match = LICENCE.search(text, max(0, len(text) - LONGEST_LICENCE))
    return [Change(EditKind.FURNITURE, match.start(), len(text))] if match else []


def furniture_changes(text: str) -> list[Change]:
    """One change for each line that is no part of the document, its line end included."""
    return [_without(text, line) for line in lines(text) if len(line.text) < 120 and rule_for(line.text)]


def _without(text: str, line: Line) -> Change:
    start = text.rfind("\n", 0, line.start) + 1
    end = text.find("\n", line.end) + 1
    return Change(EditKind.FURNITURE, start, end or len(text))
