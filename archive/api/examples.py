"""What the schema shows of each operation: a question about the sample reports, and its answer."""
import json
from dataclasses import dataclass
from pathlib import Path

from drf_spectacular.utils import OpenApiExample

ORIGIN = "http://127.0.0.1:8000"
"""Where `make run` serves."""


@dataclass(frozen=True)
class Example:
    """The address below /api/v1/, what stands in it, and what is answered."""
    address: str
    parameters: dict[str, str | list[str]]
    answer: dict


def read(path: Path) -> Example:
    return Example(**json.loads(path.read_text("utf-8")))


SHOWN = {path.stem: read(path) for path in sorted(Path(__file__).with_name("shown").glob("*.json"))}
"""By the operation's name."""


def answer_of(operation: str) -> OpenApiExample:
    return OpenApiExample("示例", value=SHOWN[operation].answer, response_only=True, status_codes=["200"], media_type="application/json")
