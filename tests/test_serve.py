"""The site's own server, over a real socket: what people and scripts send gets an answer in words."""
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import pytest


def get(site, target: bytes) -> tuple[int, str]:
    """Asks for an address as it stands, unencoded bytes and all."""
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=60)
    connection._encode_request = lambda request: request.encode("latin-1")
    connection._validate_path = lambda path: None
    connection.putrequest("GET", target.decode("latin-1"))
    connection.endheaders()
    response = connection.getresponse()
    return response.status, response.read().decode()


@pytest.mark.parametrize("query", ["强" * 10_000, "x" * 10_000, "强 " * 5_000, "“强”" * 3_000])
def test_a_query_of_ten_thousand_characters_gets_a_normal_page(site, query):
    status, page = get(site, b"/search/?q=" + quote(query).encode())
    assert status == 200
    assert len(page) < 2_000_000


def test_chinese_that_a_script_sends_unencoded_is_read(site):
    status, answer = get(site, "/api/v1/search/?q=营商环境".encode())
    assert status == 200
    assert '"count":0' not in answer.replace(" ", "")


def test_an_address_without_end_is_refused(site):
    status, _ = get(site, b"/search/?q=" + b"x" * 400_000)
    assert 400 <= status < 500


def test_posting_to_a_page_is_answered_with_a_page_of_our_own(site):
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=60)
    connection.request("POST", "/search/", body="q=1")
    response = connection.getresponse()
    assert response.status in (403, 405)
    assert "报告" in response.read().decode()


def test_a_stranger_who_sends_without_end_takes_nobodys_place(site):
    """Twice as many as the site has threads, each of which promises a body that does not come."""
    netloc = urlsplit(site.address).netloc
    waiting = [HTTPConnection(netloc, timeout=60) for _ in range(16)]
    for connection in waiting:
        connection.putrequest("POST", "/staff/login/")
        connection.putheader("Cookie", f"csrftoken={'t' * 32}")
        connection.putheader("Content-Length", "1000000")
        connection.endheaders()
    assert {connection.getresponse().status for connection in waiting} == {413}
    assert get(site, b"/healthz")[0] == 200
