"""Report text with places marked in it. The text is escaped first, then marked; nothing else makes HTML of it."""
from collections.abc import Iterable, Iterator

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

Span = tuple[int, int]


def marked(text: str, spans: Iterable[Span] = ()) -> SafeString:
    """`text` escaped, with `<mark>` around each span (code points, half-open; spans may overlap or overrun).

    >>> marked("a<b", [(1, 3)])
    'a<mark>&lt;b</mark>'
    """
    return format_html_join("", "{}", ((piece,) for piece in pieces(text, spans)))


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
