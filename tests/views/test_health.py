"""/healthz: for those who watch over the site."""
import pytest
from django.db import connection


@pytest.fixture
def unreachable(transactional_db, monkeypatch, tmp_path):
    """The database's address is a folder in which no server listens."""
    connection.close()
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", str(tmp_path))
        yield


def test_it_says_that_the_database_answers(client, db):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["database"] == "ok"


def test_it_says_that_the_database_does_not_answer(client, unreachable):
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "unreachable"


def test_the_answer_is_not_kept(client, db):
    assert "no-store" in client.get("/healthz")["Cache-Control"]


def test_it_is_for_reading_only(client, db):
    assert client.post("/healthz").status_code == 405
