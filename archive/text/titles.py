"""Which of the short lines at the head of a text is its title."""
import re

from archive.text.headings import annexed, numbered
from archive.text.labels import pieces
from archive.text.tables import is_table

TYPED = re.compile(r"工作[报報]告|公[报報]|决议|決議|决定|条例|办法|规定|意见|通知|规划|方案|纪要|纲要|批复|通报|公告|[报報]告|预案|规则|细则|章程")
REPORTED = re.compile(r"工作(?:的)?[报報]告(?:[（(].*[）)])?$")
DELIVERED = re.compile(r"(?<![工合协操])作了?[^，。]{0,12}报告》?$")
ADDRESSES = re.compile(r"(?:各位代表|各位委员|同志们)\s*[：:，,！!]")
PATH = re.compile(r"[/|>＞»]")
MENU = re.compile(r"(?:[^\s|｜]{2,8}(?:\s+|\s*[|｜]\s*)){4}[^\s|｜]{2,8}")
TERMINAL = tuple("。！？!?；;，,")
LONGEST_TITLE = 60


REMARKED = re.compile(r"[（(【\[][^（()）】\]]{1,12}[）)】\]]")
"""«（受权发布）» before a title."""
LONG_TYPED = re.compile(r"[^，。；：！？]{40,98}(?:报告|決議|决议|決定|决定|意见|通知|方案|公报)")


def is_title(text: str, above: list[str], *, is_first: bool) -> bool:
    """Whether a short line may be a title: the fourth different one is none."""
    if len(text) > LONGEST_TITLE and not LONG_TYPED.fullmatch(text) or text.endswith(TERMINAL) or "。" in text or len({plain_title(title) for title in above} - {plain_title(text)}) >= 3:
        return False
    is_other = text.endswith(("：", ":")) or ADDRESSES.match(text) or numbered(text) or annexed(text) and not (is_first and TYPED.search(text)) or is_table(text) or pieces(text)
    return not is_other


def main_title(titles: list[int], texts: list[str]) -> int:
    """Which of the lines at `titles` is the title: one that names its type, the fuller one, not a path that ends in it; else the second."""
    typed = [i for i in titles if TYPED.search(plain_title(texts[i])) and not DELIVERED.search(texts[i])]
    if not typed:
        return titles[min(1, len(titles) - 1)]
    first = next((i for i in typed if not PATH.search(texts[i])), typed[0])
    title = plain_title(texts[first])
    others = [i for i in typed if i != first]
    alone = next((i for i in others if _is_hung_on(title, plain_title(texts[i]))), None)
    fuller = next((i for i in others if plain_title(texts[i]).endswith(title) and not PATH.search(texts[i])), None)
    return next((i for i in (alone, fuller) if i is not None), first)


def _is_hung_on(line: str, title: str) -> bool:
    """Whether a line is a title with a path or a remark before it, or labels or a site's name behind it."""
    hung = line.removeprefix(title) if line.startswith(title) else ""
    return bool(REMARKED.fullmatch(line.removesuffix(title)) or pieces(hung.strip())) or line.endswith((f" {title}", f"\u3000{title}")) or line.startswith(title) and line[len(title):].lstrip()[:1] in tuple("_-—|")


def plain_title(text: str) -> str:
    """A title without the white space that typesetting put into it.

    >>> plain_title("2 0 2 0 年 政 府 工 作 报 告"), plain_title("兰州新区： 干在前"), plain_title("强产业 夯实根基")
    ('2020年政府工作报告', '兰州新区：干在前', '强产业 夯实根基')
    """
    text = re.sub(r"(?<=[：，、；])\s+", "", text.strip())
    if re.search(r"(?:^|\s)[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){2,}", text):
        return re.sub(r"(?<=[\u4e00-\u9fff\d])\s+(?=[\u4e00-\u9fff\d])", "", text)
    return text
