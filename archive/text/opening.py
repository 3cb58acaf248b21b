"""What stands before the text of a report: kicker, title, subtitle, delivery, speaker, source lines."""
import re
from dataclasses import replace

from archive.text.dates import YEAR
from archive.text.labels import TITLED, pieces
from archive.text.opening_lines import (
    BULLET,
    DAY,
    DELIVERY,
    ISSUER_ALONE,
    OCCASION,
    REPORTED_BY,
    SALUTATION,
    Opening,
    labelled,
    read_line,
)
from archive.text.script import simplified
from archive.text.titles import (
    ADDRESSES,
    DELIVERED,
    LONGEST_TITLE,
    REPORTED,
    is_title,
    main_title,
    plain_title,
)
from archive.text.vocabulary import BlockKind

LONGEST_HEAD, DEEPEST = 8, 60
PLACED = re.compile(rf"{YEAR}\s*年|[省市县区州盟旗](?:人民)?$")
"""What tells one report's title from another's."""
REPORT = re.compile(r"[报報]告(?:[（(].*[）)])?$")


def read_opening(texts: list[str]) -> Opening:
    """Reads lines from the top until the text begins; the salutation is the last of them.

    Where something else stands above, a speech is read from the lines over its salutation.
    """
    texts = [BULLET.sub("", text) for text in texts[:DEEPEST]]
    opening = _read(texts)
    start = 0 if opening.kinds[-1:] == (BlockKind.SALUTATION,) else _speech_begins(texts)
    return _fuller(_read(texts, start), texts[:start]) if start else opening


def _fuller(opening: Opening, above: list[str]) -> Opening:
    """The speech's title with the year or place that the page's own heading gives it: the one line above that ends in it."""
    own = opening.title
    lines = [i for i, text in enumerate(above) if REPORTED.search(own) and is_title(text, [], is_first=False) and not re.search("[：:/|>＞»]", text)
             and PLACED.search(plain_title(text).removesuffix(own)) and plain_title(text).endswith(own)]
    if len({plain_title(above[i]) for i in lines}) != 1:
        return opening
    kinds = tuple(BlockKind.TITLE if i in lines else kind for i, kind in enumerate(opening.kinds))
    return replace(opening, kinds=kinds, title=plain_title(above[lines[0]]))


def _read(texts: list[str], start: int = 0) -> Opening:
    """The opening that begins at `start`; of what stands above only labels say something."""
    opening, titles = Opening(), []
    for i, text in enumerate(texts):
        told = read_line(text, opening) if i >= start else _labelled_above(text, opening)
        if told is None and is_title(text, [texts[j] for j in titles], is_first=i == 0):
            titles.append(i)
            told = replace(opening, kinds=(*opening.kinds, BlockKind.TITLE))
        if told is None:
            break
        opening = told
        if opening.kinds[-1] == BlockKind.SALUTATION:
            break
    return _settled(_titled(opening, texts, titles), texts)


def _labelled_above(text: str, opening: Opening) -> Opening:
    kind, fields = labelled(text, opening) or (BlockKind.NOTE, {})
    return replace(opening, kinds=(*opening.kinds, BlockKind.NOTE if kind == BlockKind.TITLE else kind), **fields)


def _speech_begins(texts: list[str]) -> int:
    """Where the lines begin that stand over the first salutation; 0 where none of them is a title or says when the speech was given."""
    end = next((i for i, text in enumerate(texts) if SALUTATION.match(text) and (ADDRESSES.match(text) or text[-1] in "：:")), 0)
    start = end
    while start and end - start < LONGEST_HEAD and (_is_head(texts[start - 1]) or read_line(texts[start - 1], Opening(kinds=(BlockKind.NOTE,)))):
        start -= 1
    while start < end and not _is_head(texts[start]):
        start += 1
    return start if start < end else 0


def _is_head(text: str) -> bool:
    """Whether a line is a report's title or says where it was given."""
    is_title = len(text) <= LONGEST_TITLE and "。" not in text and REPORT.search(plain_title(text))
    return bool(is_title or DELIVERY.match(text) or OCCASION.match(text))


def _settled(opening: Opening, texts: list[str]) -> Opening:
    """Whose a day and a name by themselves are: a speech's, where one was held, else of the publication."""
    is_report = opening.title.endswith(("工作报告", "工作報告")) and not DELIVERED.search(opening.title)
    is_speech = bool(opening.occasion or opening.speaker or is_report)
    is_by_writer = any(REPORTED_BY.match(text) or pieces(text) for text, kind in zip(texts, opening.kinds, strict=False) if kind == BlockKind.BYLINE)
    if opening.written_on:
        opening = replace(opening, published_on=opening.written_on)
    if is_speech and not opening.speaker and len(opening.authors) == 1 and not is_by_writer:
        opening = replace(opening, speaker=opening.authors[0], authors=())
    if not opening.day or opening.delivered_on:
        return opening
    if not is_speech or _is_above_title(opening, texts):
        return replace(opening, published_on=opening.published_on or opening.day)
    kinds = tuple(BlockKind.DELIVERY if DAY.match(text) else kind for kind, text in zip(opening.kinds, texts, strict=False))
    return replace(opening, kinds=kinds, delivered_on=opening.day)


def _is_above_title(opening: Opening, texts: list[str]) -> bool:
    """Whether the day is set over the title, as a newspaper sets its own."""
    day = next(i for i, text in enumerate(texts) if DAY.match(text))
    return BlockKind.TITLE in opening.kinds[day:] and BlockKind.TITLE not in opening.kinds[:day]


def _titled(opening: Opening, texts: list[str], titles: list[int]) -> Opening:
    """Which of the short lines is the title: one that names its type, else the last but a subtitle."""
    named = plain_title(opening.titled)
    if len(titles) == 1 and ISSUER_ALONE.fullmatch(simplified(texts[titles[0]])):
        opening, titles = _issued(opening, titles[0], texts[titles[0]]), []
    if not titles:
        return replace(opening, title=named)
    main = main_title(titles, texts)
    title = named or plain_title(texts[main])
    kinds, fields = list(opening.kinds), {}
    for i in titles:
        if i == main and not (named and plain_title(texts[i]) not in named) or plain_title(texts[i]) in title:
            continue
        kinds[i] = BlockKind.KICKER if i < main else BlockKind.SUBTITLE
        fields["kicker" if i < main else "subtitle"] = texts[i]
    if named:
        kinds = _without_label(kinds, texts, titles, named)
    return replace(opening, kinds=tuple(kinds), title=title, subtitle=opening.subtitle or fields.get("subtitle", ""),
                   kicker=fields.get("kicker", ""))


def _issued(opening: Opening, at: int, issuer: str) -> Opening:
    """A text whose title is a picture, or lost: what stands alone above it is who issues it."""
    kinds = (*opening.kinds[:at], BlockKind.NOTE, *opening.kinds[at + 1:])
    return replace(opening, kinds=kinds, issuer=" ".join(dict.fromkeys((*issuer.split(), *opening.issuer.split()))))


def _without_label(kinds: list[BlockKind], texts: list[str], titles: list[int], named: str) -> list[BlockKind]:
    """«标题：某某» is a note where the title also stands by itself."""
    if not any(plain_title(texts[i]) == named for i in titles):
        return kinds
    return [BlockKind.NOTE if kind == BlockKind.TITLE and TITLED in pieces(text) else kind
            for kind, text in zip(kinds, texts, strict=False)]
