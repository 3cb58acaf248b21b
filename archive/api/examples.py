"""What the schema shows of each operation: a question about the sample reports, and its answer."""
import json
from dataclasses import dataclass
from pathlib import Path

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiExample
from rest_framework.request import Request

ORIGIN = "http://127.0.0.1:8000"
"""Where `make run` serves; asked there by `python -m tests.api`, which writes the answers down anew."""


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


def as_asked(result: dict, generator: SchemaGenerator, request: Request | None, public: bool) -> dict:
    """The schema with the addresses of its examples as this site would give them; the schema's own hook."""
    return moved(result, request.build_absolute_uri("/").rstrip("/")) if request else result


def moved(value: object, origin: str) -> object:
    """The same with every address at that origin."""
    if isinstance(value, dict):
        return {name: moved(inner, origin) for name, inner in value.items()}
    if isinstance(value, list):
        return [moved(inner, origin) for inner in value]
    return origin + value.removeprefix(ORIGIN) if isinstance(value, str) and value.startswith(f"{ORIGIN}/") else value
