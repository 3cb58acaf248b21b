"""What a search finds, the paragraphs last added first: a paragraph is added when its token is given, by publication or revision."""
from dataclasses import dataclass
from datetime import datetime

from archive.models import Paragraph
from archive.search.asking import fetched
from archive.search.questions import Question
from archive.search.whole import found

# Found first and joined then, as in `whole`. Where a text was never revised its tokens were given when it was published:
# to look them all up would cost more than the search.
STATEMENT = """
with found(id, report_id, token, position) as materialized ({found}),
page as (
    select found.id, found.report_id, position,
           coalesce((select given_on from archive_token where value = token and revision > 1), published_at) as added_at
    from found join archive_report report on report.id = found.report_id
    order by added_at desc, report_id desc, position limit %s offset %s)
select n, id, added_at from (select count(*) from found) counted(n) left join page on true order by added_at desc, report_id desc, position
"""


@dataclass(frozen=True)
class Added:
    """A paragraph that was found, with its report, place and section; and since when it is there."""
    paragraph: Paragraph
    at: datetime


def newest(question: Question, limit: int, offset: int) -> tuple[int, list[Added]]:
    """How many paragraphs are found, and of them this page. Raises TooBroad."""
    sql, values = found(question)
    rows = fetched((STATEMENT.format(found=sql), (*values, limit, offset)))
    stored = Paragraph.objects.select_related("report__place", "section").in_bulk([key for _, key, _ in rows if key])
    return rows[0][0], [Added(stored[key], at) for _, key, at in rows if key in stored]
