"""Answers that take as long to send as their reader takes: each holds one of the site's threads meanwhile."""
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from archive.search.whole import Busy
from archive.sentences import said

AT_ONCE = 3
"""Of the four threads of a process: one is always there for pages."""
SMALL = 1 << 20
"""Bytes that leave at once, for the system's own buffers hold them."""
SENDING, AGAIN = 60, 60
"""Seconds: what one piece may take to be sent, and after how many to ask again where too many ask."""
BLOCK = 1 << 16
SPAN = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
"""One part of a file, as RFC 9110 asks for it: from one byte to another, to the end, or so many at the end. Of several at once nobody here has need."""
_threads = BoundedSemaphore(AT_ONCE)


@contextmanager
def thread(request: HttpRequest) -> Iterator[None]:
    """One for as long as it is held. Raises Busy.

    A reader who takes nothing for so long is gone, and its thread is free again; gunicorn would wait for ever.
    """
    if not _threads.acquire(blocking=False):
        raise Busy("现在取文件的人太多：请过一会儿再取。")
    try:
        if socket := request.META.get("gunicorn.socket"):
            socket.settimeout(SENDING)
        yield
    finally:
        _threads.release()


class File(FileResponse):
    """A file, and what is let go of when it is sent or its reader is gone."""
    held: ExitStack

    def close(self) -> None:
        super().close()
        self.held.close()


def file(request: HttpRequest, path: Path, sha256: str, content_type: str, disposition: str) -> HttpResponseBase:
    """The file as it is kept, or the part of it that is asked for, to be saved; of long ones so many at once."""
    size = path.stat().st_size
    begin, end = wanted(request, size, etag := f'"{sha256}"')
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff", "Accept-Ranges": "bytes", "ETag": etag}
    if begin >= end > 0:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    try:
        with ExitStack() as held:
            if end - begin > SMALL:
                held.enter_context(thread(request))
            source = held.enter_context(path.open("rb"))
            answer = File(source if (begin, end) == (0, size) else part(source, begin, end), content_type=content_type)
            if (begin, end) != (0, size):
                answer.status_code, answer["Content-Range"] = 206, f"bytes {begin}-{end - 1}/{size}"
                answer["Content-Length"] = end - begin
            for name, value in headers.items():  # only now: it would say `inline` of a file that is handed over open
                answer[name] = value
            answer.held = held.pop_all()
            return answer
    except Busy as refused:
        return busy(refused)


def wanted(request: HttpRequest, size: int, etag: str) -> tuple[int, int]:
    """From which byte and before which: all, unless one part is asked for, of this very file. A part that there is not ends where it begins, or before."""
    asked = SPAN.fullmatch(request.headers.get("Range", ""))
    if not asked or not any(asked.groups()) or request.headers.get("If-Range", etag) != etag:
        return 0, size
    first, last = asked.groups()
    if not first:
        return max(size - int(last), 0), size
    if last and int(last) < int(first):
        return 0, size
    return int(first), min(int(last) + 1, size) if last else size


def part(source: BinaryIO, begin: int, end: int) -> Iterator[bytes]:
    source.seek(begin)
    while begin < end and (block := source.read(min(BLOCK, end - begin))):
        begin += len(block)
        yield block


def busy(refused: Busy) -> HttpResponse:
    return HttpResponse(f"{said(refused.sentence)}\n", content_type="text/plain; charset=utf-8", status=503, headers={"Retry-After": str(AGAIN)})
