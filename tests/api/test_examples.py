"""The examples of the schema, asked of an archive that holds the samples."""
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from archive.api.examples import SHOWN
from archive.intake.samples import load_samples


@pytest.fixture(scope="module")
def operations() -> dict[str, tuple[str, dict]]:
    """Each operation's address and what the schema says of it."""
    out = StringIO()
    call_command("spectacular", stdout=out)
    return {path["get"]["operationId"]: (address, path["get"]) for address, path in yaml.safe_load(out.getvalue())["paths"].items()}


def timeless(value: object) -> object:
    """Without when a file was taken in."""
    if isinstance(value, dict):
        return {name: timeless(inner) for name, inner in value.items() if name != "taken_on"}
    return [timeless(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.django_db
def test_each_example_is_answered_as_it_says(client: Client) -> None:
    load_samples()
    for example in SHOWN.values():
        answer = client.get(f"/api/v1/{example.address}", headers={"host": "127.0.0.1:8000"})
        assert answer.status_code == 200, example.address
        assert timeless(answer.json()) == timeless(example.answer)


def test_every_operation_has_an_example_of_its_parameters_and_of_its_answer(operations: dict) -> None:
    assert set(operations) == set(SHOWN)
    for name, (_, operation) in operations.items():
        given = {each["name"]: each["examples"]["示例"]["value"] for each in operation["parameters"] if "examples" in each}
        assert given == SHOWN[name].parameters
        assert operation["responses"]["200"]["content"]["application/json"]["examples"]["示例"]["value"] == SHOWN[name].answer


@pytest.mark.django_db
def test_addresses_in_the_examples_are_those_of_the_site_that_is_asked(client: Client) -> None:
    told = client.get("/api/v1/schema/", headers={"host": "localhost:8123"}).content.decode()
    assert "http://localhost:8123/p/" in told
    assert "127.0.0.1:8000" not in told


def test_the_parameters_of_an_example_are_those_in_its_address(operations: dict) -> None:
    for name, (address, _) in operations.items():
        example, parts = SHOWN[name], urlsplit(SHOWN[name].address)
        assert address.format_map(example.parameters) == f"/api/v1/{parts.path}"
        queried = {name: value if isinstance(value, list) else [value] for name, value in example.parameters.items() if f"{{{name}}}" not in address}
        assert parse_qs(parts.query) == queried


def test_no_example_is_without_an_operation() -> None:
    assert {path.suffix for path in (Path(__file__).parents[2] / "archive/api/shown").iterdir()} == {".json"}
