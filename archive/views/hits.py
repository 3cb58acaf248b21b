"""The passages and lines of a search as HTML: strings put together, for templates took longer than the search."""
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.models import Report
from archive.reading.marking import marked
from archive.search import Hit, LineHit
from archive.templatetags.words import place_name, year
from archive.text.tables import spaced


class Passages:
    """What all passages of a page have in common: the words and the query that a link carries into the report."""

    def __init__(self, typed: str):
        self.carried = escape(f"?q={quote(typed, safe='')}")
        self.reports, self.paragraph = reverse("reports"), reverse("paragraph", args=["0"]).split("0")
        self.sample = f' <span class="tag">{_("示例")}</span>'
        self.acts = (f'" data-done="{_("链接已复制")}">{_("复制链接")}</a> <a href="', f'#cite">{_("引用")}</a></span></p></li>')

    def html(self, hits: Iterable[Hit]) -> SafeString:
        return mark_safe("\n".join(map(self.item, hits)))

    def item(self, hit: Hit) -> str:
        paragraph, report = hit.paragraph, hit.paragraph.report
        address = escape(hit.paragraph.token_id.join(self.paragraph))
        done, cite = self.acts
        return (
            f'<li class="hit"><p class="text" lang="{escape(report.language)}">{marked(spaced(paragraph.text), hit.highlights)}</p>'
            f'<p class="source"><span class="from">{self.source(report, paragraph.token_id, paragraph.section.path)}'
            f'{self.sample if report.is_sample else ""}</span> <span class="acts"><a class="token" href="{address}">¶ {paragraph.token_id}</a> '
            f'<a class="copy" href="{address}{done}{address}{cite}')

    def lines(self, hits: Iterable[LineHit]) -> SafeString:
        """The rows of the concordance's table."""
        return mark_safe("\n".join(map(self.row, hits)))

    def row(self, hit: LineHit) -> str:
        report, token, line = hit.paragraph.report, hit.paragraph.token_id, hit.line
        address = escape(f"{self.reports}{report.key}/")
        return (
            f'<tr lang="{escape(report.language)}"><td class="before"><span>{escape(line.before)}</span></td>'
            f'<td class="match"><a href="{address}{self.carried}#{token}"><mark>{escape(line.match)}</mark></a></td>'
            f'<td class="after"><span>{escape(line.after)}</span></td>'
            f'<td class="from" lang="zh-Hans"><a href="{token.join(self.paragraph)}" title="{escape(report.title)} ¶ {token}">'
            f'{escape(str(place_name(report)))} <span class="of-year">{report.year or "—"}</span></a>{self.sample if report.is_sample else ""}</td></tr>')

    def source(self, report: Report, token: str, path: list[str]) -> str:
        """The link to where it stands, in the words of the report."""
        where = " › ".join(map(escape, (report.title, *path)))
        return (
            f'<a class="in-context" href="{escape(f"{self.reports}{report.key}/")}{self.carried}#{token}">'
            f'<strong><span lang="zh-Hans">{escape(str(place_name(report)))}</span> {escape(year(report.year))}</strong> '
            f'<span lang="{escape(report.language)}">{where}</span></a>')
