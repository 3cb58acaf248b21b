"""What the site does to be safe: served over TLS, and at its door."""
import logging
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from archive.access import attempts
from tests.running import PROJECT, surroundings

pytestmark = pytest.mark.django_db
LOGIN = "/staff/login/"
POLICIES = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")
RIGHT, WRONG = {"username": "staff", "password": "right"}, {"username": "staff", "password": "wrong"}


@pytest.fixture(autouse=True)
def _nobody_tried_before(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes its time, on purpose
    caches["limits"].clear()
    get_user_model().objects.create_superuser(**RIGHT)


def checked(**environment: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], cwd=PROJECT, capture_output=True,
                          text=True, check=False, env=surroundings(DATABASE_URL="postgres://nowhere/x", SECRET_KEY="k" * 30 + "0123456789abcdefghijkl", **environment))


def test_served_over_tls_nothing_is_left_to_be_desired() -> None:
    done = checked(TLS="1", ALLOWED_HOSTS="archive.example.org")
    assert (done.returncode, "no issues" in done.stdout + done.stderr) == (0, True), done.stderr


def test_served_without_tls_it_says_what_is_missing() -> None:
    assert "SECURE_HSTS_SECONDS" in checked().stderr


def test_it_is_not_framed_and_tells_others_little(client: Client) -> None:
    answer = client.get("/")
    assert (answer["X-Frame-Options"], answer["Referrer-Policy"], answer["X-Content-Type-Options"]) == (
        "DENY", "strict-origin-when-cross-origin", "nosniff")


def test_over_tls_browsers_are_told_to_stay(client: Client, settings) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 31536000, True
    assert client.get("/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"
    assert client.get("/")["Location"] == "https://testserver/"
    assert client.get("/healthz").status_code == 200


def test_who_knows_the_password_comes_in() -> None:
    assert Client().post(LOGIN, RIGHT)["Location"] == "/staff/"


def test_who_fails_again_and_again_has_to_wait() -> None:
    client = Client()
    assert {client.post(LOGIN, WRONG).status_code for _ in range(attempts.MOST)} == {200}
    answer = client.post(LOGIN, RIGHT)
    assert answer.status_code == 429
    assert "登录失败太多次：请过 15 分钟再试。" in answer.text
    assert 0 < int(answer["Retry-After"]) <= attempts.LASTS
    assert not get_user_model().objects.get().last_login
    assert client.get(LOGIN).status_code == 200


def test_another_address_may_try() -> None:
    for _ in range(attempts.MOST):
        Client().post(LOGIN, WRONG)
    assert Client(REMOTE_ADDR="192.0.2.7").post(LOGIN, RIGHT).status_code == 302


def test_a_few_failures_are_forgotten_with_a_success() -> None:
    client = Client()
    for _ in range(attempts.MOST - 1):
        client.post(LOGIN, WRONG)
    assert client.post(LOGIN, RIGHT).status_code == 302
    assert client.post(LOGIN, WRONG).status_code == 200
    assert client.post(LOGIN, RIGHT).status_code == 302


def test_failures_are_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(attempts.MOST):
        Client().post(LOGIN, WRONG)
    monkeypatch.setattr(attempts, "LASTS", 0)
    assert Client().post(LOGIN, RIGHT).status_code == 302


def test_failures_at_once_count_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MOST", 80)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: attempts.failed("192.0.2.7"), range(79)))
    assert attempts.wait("192.0.2.7") == 0
    attempts.failed("192.0.2.7")
    assert attempts.wait("192.0.2.7") > 0


def test_the_admin_has_the_same_door(client: Client) -> None:
    there = client.get("/admin/", follow=True)
    assert there.redirect_chain[-1][0] == "/staff/login/?next=%2Fadmin%2F"
    assert client.post("/admin/login/", RIGHT).status_code == 302
    assert client.get("/admin/").status_code == 302
    assert client.post("/staff/login/?next=/admin/", RIGHT)["Location"] == "/admin/"


def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError("what nobody is to see")


urlpatterns = [path("breaks/", breaks), path("", include("archive.urls"))]
handler500 = "archive.views.errors.server_error"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), [
    ("/", 200), ("/static/mark.svg", 200), ("/static/none.css", 404), ("/nowhere/", 404), ("/api/v1/nowhere/", 404), ("/p/0000000000.ris", 404),
    ("/search/?q=%00", 200), ("/search.csv", 400), ("/staff/", 302), ("/oai/", 200), ("/breaks/", 500),
])
def test_every_answer_carries_the_policies(settings, tmp_path: Path, address: str, status: int) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "mark.svg").write_text("<svg/>")
    answer = Client(raise_request_exception=False).get(address)
    assert (answer.status_code, set(POLICIES) - set(answer.headers)) == (status, set())
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_the_style_travels_compressed(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "archive.css").write_text("p { margin: 0 }\n" * 100)
    answer = Client().get("/static/archive.css", headers={"accept-encoding": "gzip"})
    assert (answer.status_code, answer["Content-Encoding"]) == (200, "gzip")


@pytest.mark.parametrize("is_redirected", [True, False])
def test_a_refused_host_gets_the_policies_too(settings, is_redirected: bool) -> None:
    settings.SECURE_SSL_REDIRECT = is_redirected
    answer = Client().get("/", headers={"host": "evil.example"})
    assert (answer.status_code, set(POLICIES[:2]) - set(answer.headers)) == (400, set())


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What is written to the console."""
    [console] = logging.getLogger("django").handlers
    monkeypatch.setattr(console, "stream", StringIO())
    return console.stream


def test_a_refused_host_is_a_line_in_the_log(log: StringIO) -> None:
    Client().get("/", headers={"host": "evil.example"})
    assert log.getvalue().splitlines() == ["Invalid HTTP_HOST header: 'evil.example'. You may need to add 'evil.example' to ALLOWED_HOSTS."]


def test_a_fault_of_ours_is_logged_with_its_trace(log: StringIO, settings) -> None:
    settings.ROOT_URLCONF = __name__
    Client(raise_request_exception=False).get("/breaks/")
    assert (log.getvalue().startswith("Internal Server Error: /breaks/\nTraceback"), "ValueError" in log.getvalue()) == (True, True)


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_shows_nothing_of_itself() -> None:
    answer = Client(raise_request_exception=False).get("/breaks/")
    assert answer.status_code == 500
    assert [word for word in ("what nobody", "Traceback", "ValueError", "test_security") if word in answer.text] == []


def test_a_stranger_may_send_little() -> None:
    assert Client().post(LOGIN, {**WRONG, "more": "x" * 60_000}).status_code == 200
    answer = Client().post(LOGIN, {**RIGHT, "more": "x" * 70_000})
    assert (answer.status_code, "Location" in answer) == (413, False)
    assert "送来的内容太多" in answer.text


def test_who_has_signed_in_may_send_much() -> None:
    client = Client()
    client.post(LOGIN, RIGHT)
    assert client.post("/staff/uploads/", {"more": "x" * 70_000}).status_code == 400  # no file was chosen
