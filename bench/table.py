"""What was measured, as Markdown."""
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARKS = {True: "✓", False: "✗", None: ""}


@dataclass(frozen=True)
class Line:
    """A line of the table; `holds` is None where there is no limit."""
    what: str
    value: str
    limit: str = ""
    holds: bool | None = None

    def __str__(self) -> str:
        return row(self.what, self.value, self.limit, MARKS[self.holds])


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join([row(*heads), row("---", *["---:"] * (len(heads) - 1)), *(row(*cells) for cells in rows)])


def cell(text: str) -> str:
    """A bar would part the cell."""
    return text.replace("|", "¦")


def ms(milliseconds: float) -> str:
    return f"{milliseconds:.1f} ms" if milliseconds >= 1 else f"{milliseconds:.2f} ms"


def p95(milliseconds: Sequence[float]) -> float:
    return statistics.quantiles(milliseconds, n=20, method="inclusive")[-1] if len(milliseconds) > 1 else max(milliseconds)


def spread(milliseconds: Sequence[float]) -> str:
    return f"{ms(p95(milliseconds))}, {ms(max(milliseconds))}"


def all_of(milliseconds: Sequence[float]) -> str:
    return f"{ms(statistics.median(milliseconds))}, {spread(milliseconds)}"


def squares() -> float:
    """Seconds: how fast the machine is, whatever the archive does."""
    start = time.perf_counter()
    total = 0
    for number in range(2_000_000):
        total += number * number
    return time.perf_counter() - start


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
