"""Report text with places marked in it. The text is escaped first, then marked; nothing else makes HTML of it."""
from collections.abc import Iterable, Iterator
from html import escape

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from archive.text.tables import rows_of

Span = tuple[int, int]
Tag = tuple[int, str]
"""A tag, and before which character of the text it goes."""
MARK, UNMARK = "<mark>", "</mark>"


def marked(text: str, spans: Iterable[Span] = ()) -> SafeString:
    """`text` escaped, with `<mark>` around each span (code points, half-open; spans may overlap or overrun).

    >>> marked("a<b", [(1, 3)])
    'a<mark>&lt;b</mark>'
    """
    return tagged(text, [tag for start, end in merged(spans, len(text)) for tag in ((start, MARK), (end, UNMARK))])


def tagged(text: str, tags: Iterable[Tag]) -> SafeString:
    """`text` escaped, with tags of ours, in order, in it.

    >>> tagged("a<b", [(0, "<b>"), (2, "</b>")])
    '<b>a&lt;</b>b'
    """
    written = str if escape(text) == text else escape  # most texts have nothing to escape, so their pieces have not
    html, at = [], 0
    for offset, tag in tags:
        html += written(text[at:offset]), tag
        at = offset
    return mark_safe("".join(html) + written(text[at:]))


def numbered(spans: Iterable[Span], first: int) -> list[Tag]:
    """Marks that can be gone to, `m<number>` each. The spans are in order and do not overlap.

    >>> numbered([(0, 2), (5, 6)], 7)
    [(0, '<mark id="m7">'), (2, '</mark>'), (5, '<mark id="m8">'), (6, '</mark>')]
    """
    return [tag for number, (start, end) in enumerate(spans, first)
            for tag in ((start, f'<mark id="m{number}">'), (end, UNMARK))]


def with_lead(tags: list[Tag], length: int) -> list[Tag]:
    """The tags and those that make the first `length` characters bold; a mark that runs over ends there and begins again.

    >>> with_lead([(1, "<mark>"), (3, "</mark>")], 2)
    [(0, '<b>'), (1, '<mark>'), (2, '</mark></b><mark>'), (3, '</mark>')]
    """
    inside = [tag for tag in tags if tag[0] < length or tag == (length, UNMARK)]
    is_open = len(inside) % 2
    return [(0, "<b>"), *inside, (length, UNMARK * is_open + "</b>" + MARK * is_open), *tags[len(inside):]]


def tabled(line: str) -> SafeString:
    """A table's line, marked or not, as a table. A mark that runs over a cell's edge ends there and begins again.

    >>> tabled("指标␟数量␞a<b␟26")
    '<table><tr><th scope="col">指标</th><th scope="col">数量</th></tr><tr><td>a&lt;b</td><td>26</td></tr></table>'
    """
    html, is_open = [], False
    rows = rows_of(str(conditional_escape(line)))
    for i, row in enumerate(rows):
        begin, end = ('<th scope="col">', "</th>") if i == 0 and len(rows) > 1 else ("<td>", "</td>")
        html.append("<tr>")
        for cell in row:
            whole = MARK * is_open + cell
            is_open = whole.count("<mark") > whole.count(UNMARK)
            html += [begin, whole, UNMARK * is_open, end]
        html.append("</tr>")
    return mark_safe(f"<table>{''.join(html)}</table>")  # the line was escaped before it was parted


def merged(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """The spans in order, inside the text, those that touch made one."""
    at: Span | None = None
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if at and start <= at[1]:
            at = at[0], max(at[1], end)
            continue
        if at:
            yield at
        at = start, end
    if at:
        yield at
