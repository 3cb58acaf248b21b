"""Lines of labels under a title: 发布时间：2021-01-20 来源：某报 浏览次数：123, and what each says."""
import re

from archive.text.dates import WRITTEN_DATE
from archive.text.lines import Line
from archive.text.tape import Change
from archive.text.vocabulary import EditKind

PUBLISHED, WRITTEN, SOURCE, AUTHORS, ISSUER, TITLED, INDEX, OTHER = (
    "published", "written", "source", "authors", "issuer", "titled", "index", "")
FIELDS = {
    PUBLISHED: "发布时间 發布時間 录入时间 录入日期 发布日期 發布日期 公布日期 发表时间 发表日期 刊发日期 刊发时间 刊登时间 见报时间 发稿时间 上传时间 信息提供日期 更新时间 时间 時間 日期",
    WRITTEN: "成文日期 生成日期 印发日期 发文日期 印发时间",
    SOURCE: "信息来源 文章来源 稿件来源 新闻来源 内容来源 来源 來源 来自 稿源 出处 内容出处",
    AUTHORS: "作者 记者 記者 通讯员 撰稿",
    ISSUER: "发布机构 发文机构 发文机关 发布单位 发文单位 制定机关 公开责任部门 信息提供 供稿单位 发布部门",
    TITLED: "标题 標題 原标题 原標題 名称 颗粒名称",
    INDEX: "索引号 信息索引号",
    OTHER: "知识类型 唯一号 分类号 中图分类号 生效时间 废止时间 失效时间 主题分类 组配分类 信息分类 体裁分类 服务对象分类 发文字号 文号 公开方式 公开范围 公开形式 公开时限 公开程序 信息名称 有效性 "
           "信息有效性 关键词 主题词 内容概述 废止日期 失效日期 生效日期 施行日期 实施日期 执行日期 效力级别 时效性 统一编号 发布文号 分类 公文种类 "
           "法规分类 法规级次 法规来源 法规效力 重要级别 打印时间 打印日期 栏目 当前日期 您的当前位置 本页位置 责任编辑 编辑 浏览量 浏览次数 点击量 点击数 阅读次数 阅读量 阅读 "
           "访问次数 访问量 语音阅读 字号 字体 字体大小",
}
FIELD_OF = {label: field for field, labels in FIELDS.items() for label in labels.split()}
SET_WIDE = "[ \u3000\u00a0]{0,4}"
LABEL = "".join(("(?=[", *sorted({label[0] for label in FIELD_OF}), "])(?:",
                 "|".join(SET_WIDE.join(label) for label in sorted(FIELD_OF, key=len, reverse=True)), ")"))
EDGES = r"[-·•*\s\[【（(|｜]*"
PIECE = re.compile(rf"{EDGES}(?P<label>{LABEL})\s*(?:[:：丨]|】\s*[:：]?)\s*")
TIME = r"\d{1,2}(?:[:：]\d{2}(?:[:：]\d{2})?|时\d{1,2}分(?:\d{1,2}秒)?)"
SITE = r"(?:[\u4e00-\u9fff]{2,12}\s+)?(?:https?://|www\.)\S{1,80}\s+"
SITE_ALONE = re.compile(r"(?P<site>[\u4e00-\u9fff]{2,16}(?:报|网|社|台|府|办公厅|办公室|日报社))(?:\s+(?:参与评论|评论|我要评论|我来说两句)?(?:[（(]\d*[）)]人?)?)?")
"""What stands behind a time alone: 2010-01-19 19:57:21 某某网 参与评论()人."""
LEADING_DATE = re.compile(rf"{EDGES}(?:{SITE})?(?P<stamp>{WRITTEN_DATE}(?P<time>\s*{TIME})?)(?=[\s|｜]|$|{LABEL}\s*[:：])[\s|｜]*")
TRAILING_DATE = re.compile(rf"(?P<said>.*?\S)\s+(?P<date>{WRITTEN_DATE})(?:\s*{TIME})?$")
HANGING = re.compile(rf"(?:{LABEL}\s*[:：]|(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：].*|\s(?:发表评论|查看评论|我来说两句)|手机看新闻)$")
"""What hangs on a value: a label that says nothing, a counter."""
COUNTED = (r"(?:点击|點擊|浏览|瀏覽|阅读|閱讀|访问|訪問|查看|人气)(?:次数|次數|人数|人气|量|数|數)?\s*[:：]\s*(?:[\[【（(]\s*)?\d*\s*次?"
           r"|(?:点击|浏览|阅读|访问)(?:次数|量|数)?\s*[（(]?\d+[)）]?\s*次?|已有\s*\d+\s*人?浏览")
SIZED = r"(?:字\s*[号號体體]|文字大小|视力保护色)\s*[:：]?\s*[\[【（(]?\s*(?:[\[【（(]?(?:特?大|中|小|默认|超大|[TtAa][+\-]?)(?:[\]】）)](?=[\s|/]*[\[【（(]))?[\s|/]*){0,6}[\]】）)]?"
EDITED = r"(?:责任编辑|责编|编辑|审核|录入)\s*[:：]\s*[\u4e00-\u9fff·]{0,8}"
DONE = (r"(?:分享到?\s*[:：]\s*(?:(?:微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|朋友圈|人人网)[\s|、/]*){0,8}|(?:打印|列印|收藏|分享|转发|关闭|纠错|保存|推荐)(?:本页|本文|页面|窗口|到|至|文章)?(?:\s*[:：])?|[【\[（(]\s*(?:大\s*中\s*小|打印|关闭|分享)\s*[】\])）])")
FURNISHED = re.compile(rf"(?:(?<=[\s|｜\])】）])|^)[\s|｜]*[【\[（(]?(?:{COUNTED}|{SIZED}|{EDITED}|{DONE}(?:[\s|/】\[【\]]*{DONE})*)[】\])）]?(?=[\s|｜\[【（(]|$)")
WHOLE_BRACKET = re.compile(r"(?:（[^（）]*）|\([^()]*\))$")
LONGEST, SIGN = 240, re.compile("[:：】分丨]")
INDEXED = re.compile(r"\S*[/-](?P<year>(?:19|20)\d{2})-\d+$")
"""000014349/2018-00222: the year in which a paper was written."""


def pieces(line: str) -> dict[str, str]:
    """What a line of labels says, by field; empty where it is no such line. A date before the first label is one of publication.

    >>> pieces("2021-01-20 10:30 来源：兰州日报")
    {'published': '2021-01-20 10:30', 'source': '兰州日报'}
    """
    if len(line) > LONGEST or not SIGN.search(line):
        return {}
    said, at = {}, 0
    dated = LEADING_DATE.match(line)
    if dated:
        said[PUBLISHED], at = dated["stamp"], dated.end()
    first = PIECE.match(line, at)
    if not first:
        site = SITE_ALONE.fullmatch(line, at) if dated and dated["time"] else None
        return {**said, SOURCE: site["site"]} if site else said if dated and dated["time"] and at == len(line) else {}
    found = [first, *(m for m in PIECE.finditer(line, first.end()) if _is_apart(line, m))]
    for match, following in zip(found, [*found[1:], None], strict=True):
        value = line[match.end():following.start() if following else len(line)].strip(" \t\u3000|｜")
        value = value if WHOLE_BRACKET.search(value) else value.strip(" \t\u3000|｜】])）")
        _say(said, FIELD_OF[re.sub(r"\s+", "", match["label"])], value)
    return said or {OTHER: ""}


def _is_apart(line: str, label: re.Match[str]) -> bool:
    """Whether a label stands behind white space, a bracket or a date, and not within a word."""
    before = line[label.start() - 1:label.start()]
    return label.start("label") > label.start() or before.isspace() or before in "0123456789日分秒"


def _say(said: dict[str, str], field: str, value: str) -> None:
    if field in (SOURCE, AUTHORS):
        value = HANGING.sub("", value).strip()
    dated = TRAILING_DATE.fullmatch(value) if field in (SOURCE, AUTHORS) else None
    if dated:
        value = dated["said"]
        said.setdefault(PUBLISHED, dated["date"].strip())
    if field == OTHER or value and field not in said:
        said[field] = value


def label_changes(found: list[Line]) -> list[Change]:
    """Counters, letter sizes and buttons taken out of the lines that name date or source."""
    changes = []
    for line in found:
        if len(line.text) <= LONGEST and (pieces(line.text) or LEADING_DATE.match(line.text)):
            changes += [Change(EditKind.FURNITURE, line.start + m.start(), line.start + m.end())
                        for m in FURNISHED.finditer(line.text) if m.group().strip()]
    return changes
