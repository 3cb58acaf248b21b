"""Whether what a reader has is still what would be answered: asked by one small question, before anything is made."""
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from archive.models import Report
from archive.prepared import rows
from archive.releasing.present import release

MADE_OF = {".py", ".html", ".css", ".js", ".svg", ".mo"}
RELEASE_LASTS = 60
SETTLED = timedelta(minutes=10)
"""A transaction may be seen later than the time its changes bear. After so long none is under way that began before."""
# A sum, not the latest time alone: of two transactions the one that changed something first may be seen last.
STATE = """
select count(*), sum(changed_at - '2026-01-01')::text, max(changed_at),
    (select max(changed_at) from archive_vanishedreport),
    (select value #>> '{}' from archive_setting where name = 'places changed')
from archive_report where identifier is not null
"""


@dataclass(frozen=True)
class State:
    """What an answer is made from: `mark` is another whenever that is, `changed_at` the time of its last change."""
    mark: str
    changed_at: datetime | None


def of_archive() -> State:
    """Everything that is public. Pages name other reports, neighbours and counts: any change may change them."""
    (count, total, *moments, places), = rows(STATE)
    moments.append(datetime.fromisoformat(places) if places else None)
    return State(f"{count} {total} {places}", max(filter(None, moments), default=None))


def of_page() -> State:
    """A page of the site, whose citations tell the day and the release."""
    archive, today = of_archive(), timezone.localdate()
    midnight = timezone.make_aware(datetime(today.year, today.month, today.day))
    # As the page would tell it, which may remember it for a while.
    told = cache.get_or_set("release", release, RELEASE_LASTS)
    return State(f"{archive.mark} {today} {told}", max(filter(None, (archive.changed_at, midnight))))


def of_report_at(code: str, year: str, slug: str) -> State | None:
    """What is told of one report alone; None where none is public."""
    return _of(Report.objects.public().at(code, year, slug).values_list("pk", "changed_at").first())


def of_report_with(token: str) -> State | None:
    """The same for the report that has or had a paragraph of this token."""
    return _of(Report.objects.public().filter(tokens=token).values_list("pk", "changed_at").first())


def _of(found: tuple[int, datetime] | None) -> State | None:
    return State(f"{found[0]} {found[1].isoformat()}", found[1]) if found else None


def is_private(request: HttpRequest) -> bool:
    """Whether somebody has signed in, who may be shown more than everyone."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def answered(request: HttpRequest, state: State | None, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """304 where the asker has what `answer` would give, else that, with what to ask by the next time."""
    if state is None or is_private(request):
        return answer()
    etag, modified = tag(request, state), last_modified(state)
    asked_for_any = request.headers.get("If-None-Match", "").strip() == "*"
    response = (None if asked_for_any else get_conditional_response(request, etag, modified)) or answer()
    if response.status_code not in (200, 304):
        return response
    response["ETag"] = etag
    # Kept, and asked about each time: without a word browsers would guess for how long.
    response["Cache-Control"] = "no-cache"
    if modified:
        response["Last-Modified"] = http_date(modified)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def tag(request: HttpRequest, state: State) -> str:
    """A weak ETag: what is sent may be compressed on the way, in one way or another."""
    parts = (build().mark, translation.get_language() or "", request.get_full_path(), state.mark)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def last_modified(state: State) -> int | None:
    """In seconds since 1970; None until it is certain that no earlier change is still to be seen."""
    changed = max(filter(None, (state.changed_at, build().changed_at)))
    return int(changed.timestamp()) if changed < timezone.now() - SETTLED else None


@lru_cache(maxsize=1)
def build() -> State:
    """What the site itself is made of: its code, templates, style, scripts and translations."""
    folders = (settings.BASE_DIR / name for name in ("archive", "templates", "static"))
    files = sorted(path for folder in folders for path in Path(folder).rglob("*") if path.suffix in MADE_OF)
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return State(digest.hexdigest(), datetime.fromtimestamp(max(path.stat().st_mtime for path in files), UTC))
