"""Which kind of document a text is, from its title, its form and its vocabulary."""
import re

from archive.text.opening_lines import Opening
from archive.text.script import simplified
from archive.text.titles import TYPED
from archive.text.vocabulary import BlockKind, Kind

SUFFIX = r"(?:\s*(?:全文|正文|文字实录|[（(].*[）)]|\d{4}年?度?|[—―─－–-].*))*"
OF_THE_YEAR = r"(?:\d{4}年)?(?:年?度)?"
NOT_OF_GOVERNMENT = re.compile(
    r"(?:检察院|法院|人大|人大常委会|常务委员会|政协.{0,30}|纪律检查委员会|纪委|监委|党组|党的|党委|市委|县委|省委|[局厅]|办公室|中心|总工会|联合会|协会|公司|集团|学院|大学|医院)"
    rf"{OF_THE_YEAR}工作(?:的)?报告")
BY_GOVERNMENT = rf"(?:行政公署|行署|管委会|管理委员会|人民委员会|革命委员会|兵团){OF_THE_YEAR}工作(?:的)?报告"
TO_THE_PARTY = re.compile(r"(?:中国共产党|中共).{2,24}(?:代表大会|委员会.{0,8}全体会议)|党代会|党员代表大会")
FOR_OTHERS = re.compile(r"(?:我(?:代表|受)|(?:^|[，,：:\n])\s*受)(?:(?:中国共产党|中共)[^，。]{2,16}委员会|[^，。]{0,10}(?:法院|检察院|常务委员会|常委会|政协))[^，,。]{0,16}[，,]")
OTHER_MATTER = re.compile(r"(?:报告|提出)[^，,。]{0,30}(?:预算执行情况|预算草案|计划执行情况|计划草案|决算|审计情况)|现将[^，,。]{0,60}(?:预算|计划)草案")
"""What is reported where it is not the government's work."""
OTHERS_ROLE = re.compile(r"法院|检察|常务委员会|常委会|政协")
FOR_GOVERNMENT = re.compile(r"(?:代表|受)[^，。]{0,14}(?:国务院|政府)")
NOT_OF_WORK = re.compile(r"(?:计划执行情况|国民经济和社会发展计划|预算执行情况|财政预算|决算|审计工作|环境状况).{0,60}报告")
TITLES = (
    (Kind.RESOLUTION, re.compile(r"(?:大会|常务委员会|常委会|委员会|全体会议|第.{1,4}次会议)?关于.{0,40}的决议$|决议$|(?:人民代表大会|常务委员会|全体会议|中央委员会).{0,60}的决定$")),
    (Kind.SUMMARY, re.compile(r"(?:摘要|摘编|摘登|节选|要点|解读|速览|图解|极简版|名词解释|名词注释)[）)]?$")),
    (Kind.WORK_REPORT, re.compile(rf"(?:政府工作(?:的)?报告|^.{{0,12}}(?<!检察院)(?<!法院)(?<!常委会)(?<!委员会)工作报告|{BY_GOVERNMENT}|(?:新区|开发区|高新区|经开区|示范区|管理区){OF_THE_YEAR}工作(?:的)?报告|施政报告){SUFFIX}$")),
    (Kind.STATISTICS, re.compile(r"统计公报|统计资料|经济运行情况|(?:普查|调查)(?:主要)?(?:数据)?公报")),
    (Kind.COMMUNIQUE, re.compile(r"公报$|全会公报|联合公报")),
    (Kind.MINUTES, re.compile(r"纪要$|会议记录")),
    (Kind.REGULATION, re.compile(r"(?:条例|办法|规定|细则|规则|章程|法)(?:[（(].*[）)])?$")),
    (Kind.POLICY, re.compile(r"^(?!.*工作总结).*(?:意见|通知|决定|方案|规划|纲要|计划|批复|函|通报|公告|措施|行动计划|公布|命令)(?:[（(].*[）)])?$")),
)
ADDRESS = re.compile(r"(?<![出说調调示][：:])(?<![出说調调示][：:][\n“])各位代表[，,：:！!]")
"""Said by who speaks, not told of him: 县长指出：各位代表，…"""
REPORTS_WORK = re.compile(
    r"向(?:大会|本次大会|第.{1,40}会议).{0,60}报告|报告政府工作|作(?:政府)?工作报告|提出.{0,30}报告.{0,6}请予审议"
    r"|(?:代表|受).{0,12}(?:国务院|人民政府)(?:的委托)?，.{0,40}报告")
HEADLINE = re.compile(
    r"(?:审议|热议|讨论|解读|读懂|图解|聆听|听取|学习|宣讲|传达|关注|聚焦|点赞|起草|修改|征求|贯彻|落实|评议|(?<![工合协操])作)[^，。]{0,24}工作报告")
"""What is done with a report: news of it, unless the speech itself follows."""
ASKED = re.compile(r"(?:征求|听取)[^，。]{0,30}意见$|意见建议$")
NEWS = re.compile(r"[^\n。]{0,30}?(?:日(?:讯|电)|本[报站台]讯|网讯)")
HEARS = re.compile(r"(?:听取|审议|讨论)[^。]{0,60}工作报告")
RESOLVES = re.compile(r"(?:批准|同意)[^。]{0,30}报告|会议(?:号召|要求|强调)")
HOLDS_MEETING = re.compile(r"主持召开|常务会议|全票|分组|代表团")
SITS = re.compile(r"(?:会议|大会)[^，。]{0,24}(?:召开|开幕|闭幕)")
"""What news of a meeting begins with, and a resolution does not."""
PLENUM = re.compile(r"中国共产党第[一二三四五六七八九十]+届中央委员会第[一二三四五六七八九十]+次全体会议，.{0,10}于")
ARTICLES = re.compile(r"第[一二三四五六七八九十百]+条")
OFFICIAL = re.compile(r"政府|发展|建设|工作|会议|省委|市委|县委|改革|项目|经济|群众|记者|推进|企业|国家")
STATED = re.compile(r"(?:初步核算|增加值|生产总值)[\s\S]{0,200}(?:比上年|同比)(?:增长|下降)")
COUNTS = re.compile(r"统计局|调查队|普查")
HAN = re.compile("[\u3400-\u9fff]")
SCRAPED = re.compile(r"抓取|截断|文种|核心信息|爬取")
ABRIDGED = re.compile(r"^[（(](?:摘要|摘编|节选|摘登)[）)]$|以下(?:为|是)(?:报告)?(?:摘要|要点|节选)|(?:摘要|摘编)(?:如下|刊登)", re.MULTILINE)
LEAST_OFFICIAL, LEAST_PROSE = 5, 0.5
LONG_ENOUGH = 4000
SPOKEN_FOR = 600
"""Within so many characters a speaker says for whom the report is given."""


def kind_of(opening: Opening, texts: list[str], file_name: str) -> tuple[Kind, bool]:
    """The kind, and whether only the file's name tells it; OTHER where nothing does."""
    told = _told_kind(opening, texts)
    if told == Kind.WORK_REPORT and (_is_for_others(opening, texts) or _is_of_money(opening, texts) and "政府工作报告" not in file_name):
        return Kind.OTHER, False
    if told == Kind.ARTICLE and BlockKind.SALUTATION in opening.kinds and TO_THE_PARTY.search(simplified(opening.occasion)):
        return Kind.OTHER, False
    if told == Kind.ARTICLE and not opening.title and "政府工作报告" in file_name and len("".join(texts)) >= LONG_ENOUGH:
        return Kind.WORK_REPORT, True
    if told == Kind.ARTICLE and "统计公报" in file_name and STATED.search("\n".join(texts)[:LONG_ENOUGH]) and not TYPED.search(opening.title):
        return Kind.STATISTICS, True
    return told, False


def other_report(title: str) -> bool:
    """Whether a title is that of a report to a congress that is no government's work report."""
    title = simplified(title)
    return bool(NOT_OF_GOVERNMENT.search(title) or NOT_OF_WORK.search(title))


def _is_for_others(opening: Opening, texts: list[str]) -> bool:
    """Whether a report that does not call itself the government's is given to a party congress, or for a court or a congress."""
    title = simplified(opening.title)
    if "政府" in title or re.search(BY_GOVERNMENT, title):
        return False
    to = simplified(f"{title}\n{opening.subtitle}\n{opening.occasion}")
    start = simplified("\n".join(texts)[:SPOKEN_FOR])
    role = simplified(opening.speaker_role)
    is_others = bool(OTHERS_ROLE.search(role)) and "政府" not in role
    return is_others or bool(TO_THE_PARTY.search(to) or FOR_OTHERS.search(start) and not FOR_GOVERNMENT.search(start))


def _is_of_money(opening: Opening, texts: list[str]) -> bool:
    """Whether a report that does not call itself the government's says that it is on a budget or a plan."""
    return "政府" not in simplified(opening.title) and bool(OTHER_MATTER.search(simplified("\n".join(texts)[:SPOKEN_FOR])))


def _told_kind(opening: Opening, texts: list[str]) -> Kind:
    """The kind as far as title and text tell it."""
    title = simplified(opening.title)
    text = "\n".join(texts)
    text = simplified(text[:LONG_ENOUGH]) + text[LONG_ENOUGH:]
    if not title:
        return _untitled(text, texts, opening)
    kind = next((kind for kind, pattern in TITLES if pattern.search(title)), None)
    if kind in (None, Kind.WORK_REPORT) and _is_headline(title, text, opening) or kind == Kind.POLICY and ASKED.search(title):
        return _prose(text, texts, is_news=True)
    if kind != Kind.RESOLUTION and other_report(title):
        return Kind.OTHER
    is_spoken = bool(opening.occasion or opening.speaker) and BlockKind.SALUTATION in opening.kinds
    return _confirmed(kind, text, texts, is_spoken=is_spoken) if kind else _prose(text, texts)


def _is_headline(title: str, text: str, opening: Opening) -> bool:
    """Whether a title tells what was done with a report, and the speech itself does not follow."""
    is_addressed = BlockKind.SALUTATION in opening.kinds or ADDRESS.search(text[:SPOKEN_FOR])
    return bool(HEADLINE.search(title)) and not is_addressed


def _confirmed(kind: Kind, text: str, texts: list[str], *, is_spoken: bool) -> Kind:
    """A title is believed when the text does not speak against it; a short report has to be given to someone, somewhere."""
    if kind == Kind.WORK_REPORT:
        if len(text) < 1500 and SCRAPED.search(text) or ABRIDGED.search(text[:200] + text[-200:]):
            return Kind.SUMMARY
        return kind if len(text) >= 1500 or ADDRESS.search(text) or is_spoken else _prose(text, texts)
    return kind if len(OFFICIAL.findall(text[:LONG_ENOUGH])) >= 2 else Kind.OTHER


def _untitled(text: str, texts: list[str], opening: Opening) -> Kind:
    head = text[:400].replace("\n", "")
    if HEARS.search(head) and RESOLVES.search(text) and not HOLDS_MEETING.search(head) and not SITS.search(head.split("。")[0]) and not ADDRESS.search(text) and len(text) < 4000:
        return Kind.RESOLUTION
    is_news = bool(NEWS.match(text))
    if not is_news and ADDRESS.search(text[:3000]) and REPORTS_WORK.search(text[:3000]):
        return Kind.WORK_REPORT
    if PLENUM.match(text):
        return Kind.COMMUNIQUE
    if len(ARTICLES.findall(text)) >= 5:
        return Kind.REGULATION
    if COUNTS.search(simplified(opening.issuer)) and STATED.search(text[:LONG_ENOUGH]):
        return Kind.STATISTICS
    return _prose(text, texts, is_news=is_news)


def _prose(text: str, texts: list[str], *, is_news: bool = False) -> Kind:
    """Sentences in paragraphs, in the words of official prose, are an article."""
    if not is_news and ADDRESS.search(text[:3000]) and REPORTS_WORK.search(text[:3000]):
        return Kind.WORK_REPORT
    if 2 * len(HAN.findall(text)) < len(text):
        return Kind.OTHER
    in_prose = sum(len(t) for t in texts if len(t) >= 40)
    enough = in_prose >= LEAST_PROSE * max(len(text), 1) and len(OFFICIAL.findall(text[:LONG_ENOUGH])) >= LEAST_OFFICIAL
    return Kind.ARTICLE if enough else Kind.OTHER
