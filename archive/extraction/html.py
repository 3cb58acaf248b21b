"""HTML: saved pages and fragments. The document is looked for in the containers of government sites first."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from lxml import etree
from lxml.etree import _Element
from lxml.html import HTMLParser, document_fromstring
from readability import Document as Readable

from archive.extraction.charset import decoded_page
from archive.extraction.document import LIMITS, Limits
from archive.extraction.rendering import Line, rendered
from archive.text.dates import first_date
from archive.text.errors import Sentence, Unreadable
from archive.text.extracted import Extracted
from archive.text.labels import LABEL as WRITTEN_LABEL
from archive.text.labels import LEADING_DATE, pieces
from archive.text.names import is_name
from archive.text.opening_lines import DELIVERY, OCCASION, names
from archive.text.speakers import speaker
from archive.text.tables import is_table

CONTAINERS = ("#ucap-content", "#zoom", "#mainbody", ".trs_editor", ".trs_ueditor", ".trs_editor_view", ".bt_content",
              ".article-content", ".article_content", ".articlecontent", ".pages_content", ".zoom", ".zoomcon", ".news_content",
              ".newscontent", ".view_content", ".xxgk_content", ".xxgk-content", ".gsj_htmlcon_bot", "#vsb_content", ".v_news_content", "#rwb_zw",
              ".rm_txt_con", "#p-detail", "#ozoom", "#article", "#articlecontent", "#js_content")
LABEL = re.compile(
    r"(?:索引号|统一编号|主题分类|组配分类|信息分类|体裁分类|公文种类|发文机关|发文单位|发布机构|发布单位|制发机关|成文日期|生成日期|发文日期|"
    r"发布日期|发布时间|印发日期|标题|名称|信息名称|发文字号|文号|公开方式|公开范围|公开时限|有效性|时效性|信息来源|来源|文章来源|稿源|作者|时间|日期)$")
NEXT_LABEL = re.compile(rf"\s+[【\[]?(?={WRITTEN_LABEL}\s*[:：])")
LABELLED = re.compile(r"([^：:]{2,12})[：:]\s*(\S.*)")
META = {"articletitle": "title", "pagetitle": "title", "og:title": "title", "pubdate": "published", "publishdate": "published",
        "firstpublishedtime": "published", "article:published_time": "published", "contentsource": "source", "source": "source",
        "author": "author", "sitename": "site", "url": "url", "columnname": "column"}
HEADED = re.compile(r"\A(?:文章|信息)?来源\s*[:：]\s*")
DAY_PLACES = "//*[@id='publish_time' or @id='pubtime' or @id='PubTime' or @id='pubTime' or @id='news-time']"
DAY_SCRIPT = re.compile(r"\bvar (?:ct|createTime)\s*=\s*['\"](?:(\d{10})|(\d{4}-\d{2}-\d{2} \d{2}:\d{2}))['\"]")
CHINA = timezone(timedelta(hours=8))
SAVED_FROM = re.compile(r"<!--[^>]{0,80}?(https?://[^\s>]+)")
WHOLE_PAGE = re.compile(r"<(?:html|body|head)\b", re.I)
HAN = re.compile("[\u3400-\u9fff]")
ENOUGH, FEW_LINKS, LEAST_TITLE, PROSE = 50, 0.15, 5, 40
TAB_SITE = re.compile(r"-(?=[^-]{2,20}(?:人民政府|网|门户网站|日报|网站)$)")
SITE_FIRST = re.compile(r"[^-]{2,16}(?:数字报|电子报|日报|晚报|人民政府|政府网)-(?=[^-]{2,})")
OTHER_PAGE = re.compile(r"[\[【<〈«\s]*(?:[上下]一?页|尾页|末页|(?:阅读|查看|余下|剩余|显示)全文|全文阅读)[\]】>〉»\s]*")
MOST_PAGERS, LONGEST_HEAD, LEAST_LISTED, LEAST_HEADLINE = 3, 12, 3, 8
PAGED = Sentence("网页把正文分成了几页，这里只有其中一页：请找齐各页，或者换用不分页的版本。")
GUESSED = Sentence("网页里没有认得的正文区域，正文的起止是推断出来的：请核对首尾。")


@dataclass(frozen=True)
class Page:
    """What a page shows: lines around the document, and the document's own."""
    before: tuple[Line, ...]
    inside: tuple[Line, ...]
    is_guess: bool = False


def read(raw: bytes, name: str, limits: Limits = LIMITS) -> list[Extracted]:
    return [of_markup(decoded_page(raw), name)]


def of_markup(markup: str, name: str) -> Extracted:
    """What a page says, or a part of one. Raises Unreadable."""
    root = parsed(markup)
    metadata = _metadata(root, markup)
    title = metadata.get("title", "")
    page = _page(root, markup, title)
    lines = [*_heads(page, title), *(line.text for line in page.inside)]
    metadata |= _labelled(line.text for line in page.before + page.inside[:30])
    if not _is_author(metadata.get("author", ""), root):
        metadata.pop("author", None)
    if title := metadata.get("title") or metadata.get("标题"):
        metadata["title"] = title
    warnings = (*[PAGED] * _is_one_of_several(root), *[GUESSED] * page.is_guess)
    return Extracted(name, "\n".join(lines), warnings=warnings, metadata=metadata)


def parsed(markup: str) -> _Element:
    """The page as a tree; whatever is wrong with it, as browsers do."""
    markup = re.sub(r"<\?xml[^>]*\?>", "", markup[:200]) + markup[200:]
    try:
        return document_fromstring(markup.replace("\x00", ""), parser=HTMLParser(no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("网页里没有内容，或文件已损坏：请重新保存网页再上传。") from error


def _page(root: _Element, markup: str, title: str) -> Page:
    for selector in CONTAINERS:
        found = _outermost(root, selector)
        if found:
            lines = rendered(root, found)
            inside = tuple(line for line in lines if line.is_inside)
            if _han(inside) >= ENOUGH or any(is_table(line.text) for line in inside):
                return Page(tuple(_until_inside(lines)), inside)
    lines = tuple(rendered(root, ()))
    if not WHOLE_PAGE.search(markup):
        return Page((), lines)
    if _linked(root) < FEW_LINKS * _han(lines):
        return Page((), _without_links_around(lines, title))
    return _guessed(markup, lines)


def _is_one_of_several(root: _Element) -> bool:
    """Whether links lead to the text's other pages; the same link again and again leads from a list to its entries."""
    links = [text for a in root.iter("a") if a.get("href", "#").strip()[:1] not in ("#", "") and not a.get("href", "").lower().startswith("javascript")
             and len(text := "".join(a.itertext()).strip()) <= 12 and OTHER_PAGE.fullmatch(text)]
    return bool(links) and max(map(links.count, links)) < MOST_PAGERS


def _without_links_around(lines: tuple[Line, ...], title: str) -> tuple[Line, ...]:
    """Lines without those above and below the text that only lead elsewhere: menus, other pages."""
    prose = [i for i, line in enumerate(lines) if not line.is_link and len(line.text) >= PROSE and "。" in line.text]
    first, last = (prose[0], prose[-1]) if prose else (0, len(lines))
    listed = _heads_of_lists(lines, first, last)
    return tuple(line for i, line in enumerate(lines)
                 if not line.is_link and i not in listed or first < i < last or line.is_heading or _plain(line.text) == _plain(title))


def _heads_of_lists(lines: tuple[Line, ...], first: int, last: int) -> set[int]:
    """The short lines around the text that head links and nothing else: 热点新闻 and three or more of them, each as long as a headline.

    Above the links of a share bar a line may be the report's own.
    """
    return {i for i, line in enumerate(lines) if not first <= i <= last and not line.is_link and len(line.text) <= LONGEST_HEAD
            and "报告" not in line.text and len(below := lines[i + 1:i + 1 + LEAST_LISTED]) == LEAST_LISTED
            and all(one.is_link and len(one.text) >= LEAST_HEADLINE for one in below)}


def _guessed(markup: str, lines: tuple[Line, ...]) -> Page:
    """What readability takes for the document; the whole page where it finds too little."""
    try:
        inside = tuple(rendered(parsed(Readable(markup).summary(html_partial=True)), ()))
    except Exception:  # readability names no errors of its own, and lets through those of what it uses
        inside = ()
    if _han(inside) < ENOUGH:
        return Page((), lines, is_guess=True)
    first = next((line.text for line in inside if len(line.text) > 10), "")
    before = lines[:next((i for i, line in enumerate(lines) if line.text == first), 0)]
    return Page(before, inside, is_guess=True)


def _outermost(root: _Element, selector: str) -> list[_Element]:
    """The elements with this id or class, none inside another."""
    attribute, wanted = ("id" if selector[0] == "#" else "class"), selector[1:]
    found: list[_Element] = []
    for element in root.iter(etree.Element):
        if wanted in element.get(attribute, "").lower().split() and not any(a in found for a in element.iterancestors()):
            found.append(element)
    return found


def _until_inside(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        if line.is_inside:
            return
        yield line


def _heads(page: Page, title: str) -> Iterator[str]:
    """From above the document: its title, and lines such as 索引号：… that tell of it."""
    opening, wanted = _plain("".join(line.text for line in page.inside[:8])), _plain(title)
    titles = {i for i in _title_lines(page.before, wanted) if _plain(page.before[i].text) not in opening}
    given = _delivery_lines(page.before) if opening else set()
    for i, line in enumerate(page.before):
        if i in titles or i in given and _plain(line.text) not in opening or _label(line.text) or LEADING_DATE.match(line.text) and pieces(line.text):
            yield line.text
    if page.before and not titles and wanted not in opening and len(wanted) >= LEAST_TITLE:
        yield title


def _title_lines(lines: tuple[Line, ...], wanted: str) -> set[int]:
    """The page's h1, and the lines, three at most, that say what its head calls it."""
    found = {i for i, line in enumerate(lines) if line.is_heading and not line.is_link and len(_plain(line.text)) >= LEAST_TITLE}
    for i in range(len(lines)):
        for count in (1, 2, 3):
            if len(wanted) >= LEAST_TITLE and _plain("".join(line.text for line in lines[i:i + count])) == wanted:
                found.update(range(i, min(i + count, len(lines))))
    return found


def _delivery_lines(lines: tuple[Line, ...]) -> set[int]:
    """Where the report was given, and who gave it, on the line above or below."""
    given = {i for i, line in enumerate(lines) if not line.is_link and (DELIVERY.match(line.text) or OCCASION.match(line.text))}
    beside = {near for i in given for near in (i - 1, i + 1) if 0 <= near < len(lines) and speaker(lines[near].text, is_given=True)}
    return given | beside


def _label(text: str) -> tuple[str, str] | None:
    match = LABELLED.match(text.strip())
    name = _plain(match[1]) if match else ""
    return (name, NEXT_LABEL.split(match[2])[0].strip()) if match and LABEL.match(name) else None


def _labelled(lines: Iterable[str]) -> dict[str, str]:
    return dict(reversed([label for line in lines if (label := _label(line))]))


def _metadata(root: _Element, markup: str) -> dict[str, str]:
    """What the page's head says; the tab's title without the site's name."""
    found = {}
    for element in root.iter("meta"):
        key = META.get((element.get("name") or element.get("property") or "").lower())
        if key and (value := element.get("content", "").strip()):
            found.setdefault(key, _without_site(value) if element.get("property") == "og:title" else value)
    if "source" in found:
        found["source"] = HEADED.sub("", found["source"])
    if "title" not in found and (tab := " ".join((root.findtext(".//title") or "").split())):
        found["title"] = _without_site(tab)
    if "published" not in found and (day := _day_shown(root, markup)):
        found["published"] = day
    if "url" not in found and (saved := SAVED_FROM.search(markup[:2000])):
        found["url"] = saved[1]
    return found


def _without_site(tab: str) -> str:
    return SITE_FIRST.sub("", TAB_SITE.split(re.split(r"\s*[_|]\s*|\s+[-–—]\s+|-{2,}", tab)[0])[0], count=1)


def _day_shown(root: _Element, markup: str) -> str:
    """The day of publication that stands in a place of its own, or in the script that is to show it there."""
    shown = next(("".join(e.itertext()).strip() for e in root.xpath(DAY_PLACES)), "")
    scripted = "" if shown else DAY_SCRIPT.search(markup)
    if not scripted:
        return shown if first_date(shown) else ""
    return scripted[2] or datetime.fromtimestamp(int(scripted[1]), CHINA).strftime("%Y-%m-%d %H:%M")


def _is_author(name: str, root: _Element) -> bool:
    """Whether the head's author may have written the text: no account or number, nor whom the page calls its editor."""
    return bool(name) and all(map(is_name, names(name))) and not re.search(rf"编辑?\s*[:：][^。]{{0,12}}{name}", "".join(root.itertext()))


def _linked(root: _Element) -> int:
    return sum(len(HAN.findall("".join(a.itertext()))) for a in root.iter("a"))


def _han(lines: Iterable[Line]) -> int:
    return sum(len(HAN.findall(line.text)) for line in lines)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
