"""By report, and every place a line, as JSON."""
import pytest
from django.test import Client

from tests.factories import make_report

pytestmark = pytest.mark.django_db
ENVELOPE = {"count", "paragraph_count", "next", "previous", "query", "facets", "results"}


def test_by_report(client: Client) -> None:
    make_report("教育一。", "教育二。", "教育三。", "教育四。", slug="work-report")
    answer = client.get("/api/v1/search/?q=教育&group=report").json()
    assert answer.keys() == ENVELOPE
    assert (answer["count"], answer["paragraph_count"]) == (1, 4)
    [report] = answer["results"]
    assert (report["key"], report["paragraph_count"]) == ("620100/2023/work-report", 4)
    assert [(passage["text"], passage["highlights"]) for passage in report["passages"]] == [
        ("教育一。", [[0, 2]]), ("教育二。", [[0, 2]]), ("教育三。", [[0, 2]])]


def test_every_place_a_line(client: Client) -> None:
    report = make_report("办好教育，教育优先。", slug="work-report")
    answer = client.get("/api/v1/search/?q=教育&group=lines").json()
    assert answer.keys() == ENVELOPE
    assert (answer["count"], answer["paragraph_count"]) == (2, 1)
    first, second = answer["results"]
    token = report.paragraphs.get().token_id
    assert first.items() >= {"token": token, "url": f"http://testserver/p/{token}/", "before": "办好", "match": "教育",
                             "after": "，教育优先。", "start": 2, "end": 4, "section": [], "position": 1, "part": None}.items()
    assert first["report"]["key"] == "620100/2023/work-report"
    assert (second["start"], second["end"]) == (5, 7)


def test_lines_go_on_at_the_next_address(client: Client) -> None:
    make_report("教育" * 45)
    starts, address = [], "/api/v1/search/?q=教育&group=lines&sort=right"
    while address:
        answer = client.get(address).json()
        starts += [line["start"] for line in answer["results"]]
        address = answer["next"]
    assert sorted(starts) == list(range(0, 90, 2))


@pytest.mark.parametrize("asked", ["group=words", "group=report&sort=left", "group=paragraph&sort=right"])
def test_what_cannot_be_listed_so_is_refused_in_words(client: Client, asked: str) -> None:
    answer = client.get(f"/api/v1/search/?q=教育&{asked}")
    assert answer.status_code == 400
    assert "无法理解" in answer.json()["error"]
