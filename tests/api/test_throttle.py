"""Who asks too much is told to wait, and for how long; others are not kept waiting with them."""
import subprocess
import sys

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory

from archive.access.visitors import address
from tests.factories import make_report
from tests.running import PROJECT, surroundings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few(settings) -> None:
    settings.API_RATE = "3/min"
    caches["limits"].clear()


def statuses(client: Client, path: str, times: int, **extra: str) -> list[int]:
    return [client.get(path, **extra).status_code for _ in range(times)]


def test_who_asks_too_much_is_told_how_long_to_wait(client: Client) -> None:
    assert statuses(client, "/api/v1/places/", 3) == [200] * 3
    answer = client.get("/api/v1/places/")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer.json() == {"error": f"请求太多：请过 {answer['Retry-After']} 秒再来。"}
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_it_is_told_in_english_too(client: Client) -> None:
    statuses(client, "/api/v1/places/", 3)
    assert "seconds" in client.get("/api/v1/places/", headers={"accept-language": "en"}).json()["error"]


def test_the_addresses_of_the_api_are_counted_together(client: Client) -> None:
    report = make_report("甲")
    paths = ["/api/v1/places/", "/api/v1/search/?q=甲", f"/api/v1{report.get_absolute_url()}", "/api/v1/nowhere/"]
    assert [client.get(path).status_code for path in paths] == [200, 200, 200, 429]


def test_another_address_is_answered(client: Client) -> None:
    assert statuses(client, "/api/v1/places/", 4)[-1] == 429
    assert statuses(client, "/api/v1/places/", 1, REMOTE_ADDR="192.0.2.7") == [200]


def test_pages_are_not_counted(client: Client) -> None:
    assert statuses(client, "/reports/", 5) == [200] * 5


def test_a_harvester_is_slowed_down_as_its_protocol_has_it(client: Client) -> None:
    assert statuses(client, "/oai/?verb=Identify", 3) == [200] * 3
    answer = client.get("/oai/?verb=Identify")
    assert (answer.status_code, 0 < int(answer["Retry-After"]) <= 60) == (503, True)


def test_a_forged_way_gives_no_new_address(client: Client) -> None:
    for n in range(3):
        client.get("/api/v1/places/", headers={"x-forwarded-for": f"192.0.2.{n}"})
    assert client.get("/api/v1/places/", headers={"x-forwarded-for": "192.0.2.99"}).status_code == 429


@pytest.mark.parametrize(("proxies", "way", "found"), [
    (0, "192.0.2.1", "127.0.0.1"), (1, "192.0.2.1", "192.0.2.1"), (1, "198.51.100.1, 192.0.2.1", "192.0.2.1"),
    (2, "198.51.100.1, 192.0.2.1", "198.51.100.1"), (5, "192.0.2.1", "192.0.2.1"), (1, "", "127.0.0.1"), (1, "<script>", "unknown"),
    (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), (1, "::ffff:192.0.2.1", "192.0.2.1")])
def test_the_way_is_believed_as_far_as_our_own_proxies_wrote_it(rf: RequestFactory, settings, proxies: int, way: str, found: str) -> None:
    settings.PROXIES = proxies
    assert address(rf.get("/", headers={"x-forwarded-for": way} if way else {})) == found


@pytest.mark.parametrize("asked", [{"API_RATE": "many"}, {"API_RATE": "0/min"}, {"PROXIES": "-1"}, {"HSTS_SECONDS": "x", "TLS": "1"}])
def test_nonsense_in_the_settings_is_refused_in_a_sentence(asked: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-c", "import archive.settings"], cwd=PROJECT, capture_output=True, text=True, check=False,
                          env=surroundings(DATABASE_URL="postgres://nowhere/x", SECRET_KEY="x", **asked))  # noqa: S106
    assert next(iter(asked)) in done.stderr.splitlines()[-1]
    assert "ImproperlyConfigured" in done.stderr


@pytest.mark.parametrize("path", ["search", "reports", "places", "reports/620100/2017/work-report", "schema"])
def test_a_forgotten_slash_is_put_there(client: Client, path: str) -> None:
    answer = client.get(f"/api/v1/{path}?q=%E5%BC%BA")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/{path}/?q=%E5%BC%BA")


@pytest.mark.parametrize("path", ["nowhere", "search/x", "//elsewhere.example", "%0d%0aX: y"])
def test_no_slash_is_put_where_nothing_is(client: Client, path: str) -> None:
    assert client.get(f"/api/v1/{path}").status_code == 404
