"""The child's side: reads files from its standard input for as long as there are any.

`python -m archive.extraction` says that it is ready; a request is a line of JSON `{"name", "size", "limits"}` and then the bytes;
an answer is a line of JSON. See `child.py` for the parent's side.
"""
import json
import os
import resource
import signal
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict

from archive.extraction.document import Limits, Scanned
from archive.extraction.formats import extracted
from archive.text.errors import Refused, Sentence, Unreadable

GRACE = 2
TOO_BIG = Sentence("读这个文件要用的内存超过上限，文件可能有问题：请另存一份或分成几份再上传。")


def main() -> None:
    # What a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(ValueError, OSError):  # not every system limits memory this way
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers.write(b"ready\n")
    answers.flush()
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        raw = sys.stdin.buffer.read(request["size"])
        if len(raw) < request["size"]:
            return  # the parent died
        said = answer(raw, request["name"], Limits(**request["limits"]))
        answers.write(json.dumps(said).encode() + b"\n")
        answers.flush()
        if said.get("is_spent"):
            return


def answer(raw: bytes, name: str, limits: Limits) -> dict:
    """The documents, or why there are none; `scanned` pages want more time; `trace` where the fault is ours; `is_spent` where another child should go on."""
    confine(limits)
    try:
        return {"documents": [asdict(document) for document in extracted(raw, name, limits)]}
    except Scanned as scan:
        return {"scanned": scan.pages}
    except Refused as refusal:
        return {"refused": asdict(refusal.sentence), "is_unreadable": isinstance(refusal, Unreadable)}
    except (MemoryError, RecursionError):
        return {"refused": asdict(TOO_BIG), "is_unreadable": False, "is_spent": True}
    except Exception as error:  # the edge: whatever a file does to a reader ends as a sentence
        sentence = Sentence("这个文件读不出来（{error}）：请用原来的软件打开后另存一份再上传。", {"error": type(error).__name__})
        return {"refused": asdict(sentence), "is_unreadable": True, "trace": traceback.format_exc()}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def confine(limits: Limits) -> None:
    """Bounds on memory and time that hold even if the parent dies; the system ends whoever oversteps them."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds) + GRACE
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + GRACE)


if __name__ == "__main__":
    main()
