"""Answers that take as long to send as their reader takes: each holds one of the site's threads meanwhile."""
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import BoundedSemaphore

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


def file(request: HttpRequest, path: Path, content_type: str, disposition: str) -> HttpResponseBase:
    """The file as it is kept, to be saved; of long ones so many at once."""
    try:
        with ExitStack() as held:
            if path.stat().st_size > SMALL:
                held.enter_context(thread(request))
            answer = File(path.open("rb"), content_type=content_type)
            # Only now: it would say `inline` of a file that is handed over open.
            answer["Content-Disposition"], answer["X-Content-Type-Options"] = disposition, "nosniff"
            answer.held = held.pop_all()
            return answer
    except Busy as refused:
        return busy(refused)


def busy(refused: Busy) -> HttpResponse:
    return HttpResponse(f"{said(refused.sentence)}\n", content_type="text/plain; charset=utf-8", status=503, headers={"Retry-After": str(AGAIN)})
