"""Report text with places marked in it. The text is escaped first, then marked; nothing else makes HTML of it."""
from collections.abc import Iterable, Iterator

from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from archive.text.tables import rows_of

Span = tuple[int, int]


def marked(text: str, spans: Iterable[Span] = ()) -> SafeString:
    """`text` escaped, with `<mark>` around each span (code points, half-open; spans may overlap or overrun).

    >>> marked("a<b", [(1, 3)])
    'a<mark>&lt;b</mark>'
    """
    return format_html_join("", "{}", ((piece,) for piece in pieces(text, spans)))


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
            whole = "<mark>" * is_open + cell
            is_open = whole.count("<mark>") > whole.count("</mark>")
            html += [begin, whole, "</mark>" * is_open, end]
        html.append("</tr>")
    return mark_safe(f"<table>{''.join(html)}</table>")  # the line was escaped before it was parted


def pieces(text: str, spans: Iterable[Span]) -> Iterator[SafeString]:
    at = 0
    for start, end in merged(spans, len(text)):
        yield escape(text[at:start])
        yield format_html("<mark>{}</mark>", text[start:end])
        at = end
    yield escape(text[at:])


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
