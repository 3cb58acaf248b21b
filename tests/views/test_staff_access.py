"""Every address for staff asks who one is."""
from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from archive.access.roles import make_roles
from archive.intake import uploads
from archive.models import Report, Upload
from tests.factories import make_report

pytestmark = pytest.mark.django_db

LOOKING = ["staff", "staff_events", "staff_places", "staff_upload", "staff_upload_progress", "staff_report"]
UPLOADING = ["staff_begin", "staff_upload_files", "staff_upload_close", "staff_upload_undo", "staff_discard"]
EDITING = ["staff_publish", "staff_withdraw", "staff_restore"]


def sign_in(client: Client, role: str | None, name: str = "somebody") -> None:
    make_roles()
    user, _is_new = get_user_model().objects.get_or_create(username=name)
    if role:
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user)


@pytest.fixture
def report() -> Report:
    return make_report("甲")


@pytest.fixture
def upload() -> Upload:
    return uploads.begin(None)


def address(name: str, report: Report, upload: Upload) -> str:
    for args in ([], [upload.pk] if "upload" in name else [report.pk]):
        with suppress(NoReverseMatch):
            return reverse(name, args=args)
    raise AssertionError(name)


def ask(client: Client, name: str, where: str, **headers: str) -> HttpResponse:
    asked = client.get if name in [*LOOKING, "staff_upload_undo"] else client.post
    return asked(where, headers=headers)


@pytest.mark.parametrize("name", [*LOOKING, *UPLOADING, *EDITING])
def test_a_stranger_is_asked_to_sign_in(client: Client, report: Report, upload: Upload, name: str) -> None:
    answer = ask(client, name, address(name, report, upload))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/staff/login/?next=/staff/")


@pytest.mark.parametrize("name", [*LOOKING, *UPLOADING, *EDITING])
def test_one_without_a_role_is_told_which_there_are(client: Client, report: Report, upload: Upload, name: str) -> None:
    sign_in(client, None)
    answer = ask(client, name, address(name, report, upload))
    assert answer.status_code == 403
    assert "uploader" in answer.content.decode()


@pytest.mark.parametrize("name", LOOKING)
def test_a_reader_may_look(client: Client, report: Report, upload: Upload, name: str) -> None:
    sign_in(client, "reader")
    assert ask(client, name, address(name, report, upload)).status_code == 200


@pytest.mark.parametrize("name", [*UPLOADING, *EDITING])
def test_a_reader_may_change_nothing(client: Client, report: Report, upload: Upload, name: str) -> None:
    sign_in(client, "reader")
    assert ask(client, name, address(name, report, upload)).status_code == 403


@pytest.mark.parametrize("name", EDITING)
def test_an_uploader_publishes_nothing(client: Client, report: Report, upload: Upload, name: str) -> None:
    sign_in(client, "uploader")
    assert ask(client, name, address(name, report, upload)).status_code == 403


@pytest.mark.parametrize("name", ["staff_upload_files", "staff_upload_close", "staff_upload_undo"])
def test_the_upload_of_somebody_else_is_not_ones_own(client: Client, report: Report, upload: Upload, name: str) -> None:
    sign_in(client, "uploader")
    assert ask(client, name, address(name, report, upload)).status_code == 403
    sign_in(client, "editor", "another")
    assert ask(client, name, address(name, report, upload)).status_code in (200, 302)


def test_a_script_is_told_in_words_that_the_session_has_ended(client: Client, upload: Upload) -> None:
    answer = client.post(f"/staff/uploads/{upload.pk}/files/", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert "登录" in answer.json()["error"]


def test_what_staff_see_is_kept_by_no_cache(client: Client) -> None:
    sign_in(client, "reader")
    assert "no-store" in client.get("/staff/")["Cache-Control"]


def test_a_form_without_its_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, "editor")
    assert strict.post("/staff/uploads/").status_code == 403


@pytest.mark.parametrize(("password", "status"), [("right", 302), ("wrong", 200)])
def test_one_signs_in_and_goes_where_one_wanted(client: Client, password: str, status: int) -> None:
    get_user_model().objects.create_superuser("staff", password="right")  # noqa: S106
    answer = client.post("/staff/login/", {"username": "staff", "password": password, "next": "/staff/events/"})
    assert answer.status_code == status
    assert status == 200 or answer["Location"] == "/staff/events/"


def test_signing_in_leads_to_no_other_site(client: Client) -> None:
    get_user_model().objects.create_superuser("staff", password="right")  # noqa: S106
    answer = client.post("/staff/login/", {"username": "staff", "password": "right", "next": "https://example.org/"})
    assert answer["Location"] == "/staff/"


def test_the_head_of_every_page_leads_staff_there(client: Client) -> None:
    assert "/staff/" not in client.get("/reports/").content.decode()
    sign_in(client, "reader")
    assert 'href="/staff/"' in client.get("/reports/").content.decode()
