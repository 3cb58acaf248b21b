"""A page's tree as the lines a reader sees."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from archive.text.tables import as_line

LEFT_OUT = {"script", "style", "noscript", "template", "iframe", "head", "select", "option", "button", "input", "textarea",
            "svg", "object", "embed", "xml", "map", "audio", "video", "canvas", "rt", "rp"}
BLOCKS = {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
          "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "p",
          "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption"}
HEADINGS = {"h1"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
BLANK = re.compile(r"[ \t\r\n\f]+")
NEWLINE, BETWEEN_HAN = re.compile(r"\n"), re.compile("(?<=[\u3000-\u303f\u3400-\u9fff\uff01-\uffee])\n(?=[\u3001-\u303f\u3400-\u9fff\uff01-\uffee])")
"""A line end of the source says nothing between Han characters, else what a space says."""
WORD, LETTER = re.compile(r"\w"), re.compile(r"[^\W\d_年月日时分]")
STANDS_APART = re.compile(
    r"[【\[（(]?\s*(?:发布(?:时间|日期)|(?:信息|文章|稿件)?来源|作者|(?:浏览|点击|阅读|访问)(?:次数|量|数)?|字\s*[号体]|分享到?|(?:责任)?编辑)\s*[：:]|(?:阅读|浏览|点击|访问)(?:次数|量|数)?\s*[（(]?\d+")
"""A label in an element of its own, which style sheets set apart from the one before."""
MOST_COLUMNS, MOST_ROWS, LONGEST_CELL = 64, 500, 600
LABEL_ENDS = ("：", ":")
NO_LABELS = re.compile(r"[\d.,%％\-－]+")


@dataclass(frozen=True, slots=True)
class Line:
    """`is_inside`: it stands in the container that was asked for. `is_heading`: it is the page's h1. `is_link`: it leads elsewhere as a whole, or with a day or a number beside."""
    text: str
    is_inside: bool
    is_heading: bool = False
    is_link: bool = False


def rendered(root: _Element, containers: Iterable[_Element]) -> list[Line]:
    """The lines of a page from top to bottom, empty ones left out."""
    page = _Rendering(set(containers))
    page.block(root)
    page.end_line()
    return page.lines


@dataclass
class _Rendering:
    containers: set[_Element]
    lines: list[Line] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    depth: int = 0
    heading: int = 0
    link: int = 0
    says_itself: bool = False
    leads: bool = False
    is_worded: bool = False

    def end_line(self) -> None:
        text = NEWLINE.sub(" ", BETWEEN_HAN.sub("", "".join(self.waiting))).strip(" ")
        self.waiting.clear()
        if text.strip():
            self.lines.append(Line(text, self.depth > 0, self.heading > 0, not self.says_itself or self.leads and not self.is_worded))
        self.says_itself = self.leads = self.is_worded = False

    def say(self, text: str | None) -> None:
        if text:
            said = BLANK.sub(lambda blank: "\n" if "\n" in blank.group() else " ", text)
            self.waiting.append(said[1:] if said[0] in " \n" and self._ends_blank() else said)
            has_word = bool(WORD.search(said))
            self.says_itself |= not self.link and has_word
            self.leads |= self.link > 0 and has_word
            self.is_worded |= not self.link and bool(LETTER.search(said))

    def _ends_blank(self) -> bool:
        return not self.waiting or self.waiting[-1].endswith((" ", "\n"))

    def block(self, element: _Element) -> None:
        """Says an element; a block's lines begin and end with it."""
        name = element.tag if isinstance(element.tag, str) else ""
        is_block, is_container = name in BLOCKS, element in self.containers
        if not name or name in LEFT_OUT or is_hidden(element) and not is_container:
            return  # a container that is asked for is the text: messengers hide theirs until a script shows it
        if is_block or is_container or name == "br":
            self.end_line()
        elif self.waiting and STANDS_APART.match(element.text or ""):
            self.say(" ")
        is_link = name == "a" and element.get("href", "#")[:1] != "#"
        self.depth, self.heading, self.link = self.depth + is_container, self.heading + (name in HEADINGS), self.link + is_link
        if name == "table" and (rows := table(element)):
            self._table(rows)
        elif name == "pre":
            self._verbatim(element)
        else:
            self.children(element)
        if name == "time" and self.waiting and not self.depth:
            self.say(" ")
        if is_block or is_container:
            self.end_line()
        self.depth, self.heading, self.link = self.depth - is_container, self.heading - (name in HEADINGS), self.link - is_link

    def children(self, element: _Element) -> None:
        self.say(element.text)
        for child in element:
            self.block(child)
            self.say(child.tail)

    def _verbatim(self, element: _Element) -> None:
        for text in "".join(shown_text(element)).split("\n"):
            self.waiting.append(text)
            self.says_itself = True
            self.end_line()

    def _table(self, rows: list[list[str]]) -> None:
        for text in labels(rows) or [as_line(rows)]:
            self.waiting.append(text)
            self.says_itself = True
            self.end_line()


def is_hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or bool(HIDDEN.search(element.get("style", "")))


def shown_text(element: _Element) -> Iterator[str]:
    """The text of an element without what is hidden or no text, white space as in the source."""
    if not isinstance(element.tag, str) or element.tag in LEFT_OUT or is_hidden(element):
        return
    yield "\n" if element.tag in BLOCKS or element.tag == "br" else ""
    yield element.text or ""
    for child in element:
        yield from shown_text(child)
        yield child.tail or ""


def table(element: _Element) -> list[list[str]]:
    """The rows of a table of data; none for one that only lays out a page."""
    if element.find(".//table") is not None:
        return []
    rows = [row for row in element.iter("tr") if not is_hidden(row)][:2 * MOST_ROWS]
    grid = _grid(rows)
    cells = [cell for row in grid for cell in row]
    is_data = len(grid) > 0 and max(map(len, grid)) > 1 and max(map(len, cells)) <= LONGEST_CELL
    return grid if is_data and any(cell.strip() for cell in cells) else []


def _grid(rows: list[_Element]) -> list[list[str]]:
    """Cells in their columns: those that a wide or high cell takes besides its own are empty."""
    grid: list[list[str]] = []
    taken: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x, cells = 0, [cell for cell in row if cell.tag in ("td", "th") and not is_hidden(cell)]
        for cell in cells[:MOST_COLUMNS]:
            while (y, x) in taken:
                x += 1
            width, height = _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", min(MOST_ROWS, len(rows) - y))
            taken |= {(y + dy, x + dx): "" for dy in range(height) for dx in range(width)}
            taken[y, x] = "".join(shown_text(cell))
            x += width
        grid.append([taken.pop((y, x), "") for x in range(max((c + 1 for r, c in taken if r == y), default=0))])
    return [row for row in grid if row]


def _span(cell: _Element, name: str, most: int) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), most)) if value.isascii() and value.isdecimal() and len(value) < 9 else 1


def labels(rows: list[list[str]]) -> list[str]:
    """«索引号：…» a line, where a table lists labels and what they stand for in turn; else nothing."""
    cells = [["".join(cell.split()) if i % 2 == 0 else " ".join(cell.split()) for i, cell in enumerate(row)] for row in rows]
    names = [row[i] for row in cells for i in range(0, len(row), 2) if row[i]]
    if len(names) < 2 or not all(name.endswith(LABEL_ENDS) for name in names) and not _known(names):
        return []
    pairs = [(row[i], row[i + 1]) for row in cells for i in range(0, len(row) - 1, 2)]
    return [f"{name if name.endswith(LABEL_ENDS) else name + '：'}{value}" for name, value in pairs if name and value]


def _known(names: list[str]) -> bool:
    known = {"索引号", "文号", "发文字号", "组配分类", "主题分类", "发布机构", "发文机关", "成文日期", "发布日期", "公开方式", "名称", "标题"}
    return sum(name in known for name in names) >= 3 and not any(NO_LABELS.fullmatch(name) for name in names)
