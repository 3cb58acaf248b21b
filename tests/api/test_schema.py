"""The OpenAPI document, and the page to read it on."""
from io import StringIO

import pytest
import yaml
from django.core.management import call_command


def test_the_schema_is_valid_and_nothing_in_it_is_guessed():
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    assert set(yaml.safe_load(out.getvalue())["paths"]) == {
        "/api/v1/search/", "/api/v1/reports/", "/api/v1/reports/{code}/{year}/{slug}/", "/api/v1/paragraphs/{token}/", "/api/v1/places/"}


def test_the_schema_names_every_parameter_of_search():
    out = StringIO()
    call_command("spectacular", stdout=out)
    named = {parameter["name"] for parameter in yaml.safe_load(out.getvalue())["paths"]["/api/v1/search/"]["get"]["parameters"]}
    assert named == {"q", "place", "level", "kind", "year", "year_min", "year_max", "part", "speaker", "sort", "group", "cursor", "format"}


def test_the_schema_is_served_to_every_origin(client):
    answer = client.get("/api/v1/schema/")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
    assert b"openapi: 3" in answer.content


def test_its_page_has_nothing_inline_and_nothing_from_elsewhere(client):
    html = client.get("/api/v1/docs/").content.decode()
    assert "<style" not in html
    assert "style=" not in html
    assert "//" not in html.replace("<!DOCTYPE html>", "")
    assert html.count("<script") == html.count("<script src=") == 3


@pytest.mark.parametrize("method", ["post", "delete"])
def test_the_page_is_only_to_be_read(client, method):
    assert getattr(client, method)("/api/v1/docs/").status_code == 405
