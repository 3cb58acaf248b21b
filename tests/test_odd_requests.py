"""Whatever a stranger asks for, at whatever address: an answer, and no fault of ours."""
import re
from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from archive.models import Upload
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db

NUMBERS = ("0", "-1", "9223372036854775808", "9" * 400, "1e9", "NaN", "٣", "²")
WORDS = ("%00", "%FF%FE", "%ED%A0%80", "%F4%90%80%80", "%", "%zz", "%C0%AF", "%E2%80%AE", "a" * 9000, "%F0%9F%98%80", "' OR 1=1 --", "<script>", "..%2F..%2F", "%0D%0ASet-Cookie:a=b",
         "{{7*7}}", "${x}", "%(x)s", "{0}", "(((((", "“" * 50, "\\", "[]", "null", "NEAR/99999999999999999999")
PARAMETERS = ("q", "place", "level", "kind", "year", "year_min", "year_max", "part", "speaker", "sort", "group", "cursor", "page", "format", "parent", "version", "whole", "signs",
              "script", "next", "state", "verb", "from", "until", "set", "metadataPrefix", "identifier", "resumptionToken", "lang")
HEADERS = [{name: value} for name, values in {
    "if-none-match": ('"', "*", 'W/"x", "y', '"' * 5000, "\x00", "W/", "é"),
    "if-modified-since": ("0", "yesterday", "Sat, 99 Foo 99999 99:99:99 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Sun, 06 Nov 99999999999 08:49:37 GMT", "-1"),
    "if-unmodified-since": ("x", "Thu, 01 Jan 1970 00:00:00 GMT"), "if-match": ("*", '"x"', ",,,"), "if-range": ('"x"', "nonsense"),
    "accept-language": ("x" * 5000, ";;q=,", "zh;q=99999999999", "\xff", "en-" * 600, "../../etc", "*", "zh-hans-" + "a" * 600), "accept-encoding": ("gzip;q=x", "br", "*;q=0", "gzip" * 999),
    "range": ("bytes=-1", "bytes=9-1", "bytes=0-,1-", "bytes=" + "9" * 400 + "-", "lines=1", "bytes=a-b", "bytes=-0"), "accept": ("text/csv", "x/y;q=z", ";", "application/json; indent=99999999999", "*/*;" * 99),
    "cookie": ("sessionid=\x00; django_language=\x00", "django_language=" + "x" * 3000, "sessionid=" + "y" * 3000, ";;;=", "csrftoken=%"), "x-forwarded-for": ("::::", "1, 2,, ", "\x00", "1" * 5000),
    "x-forwarded-proto": ("gopher",), "content-type": ("multipart/form-data", "application/x-www-form-urlencoded; charset=nonsense", "text/html; boundary="), "referer": ("\x00",), "origin": ("null",),
    "if-none-match ": ("x",), "user-agent": ("\xff" * 99,), "content-length": ("-1", "x"), "transfer-encoding": ("chunked",), "x-requested-with": ("XMLHttpRequest",),
}.items() for value in values]
BRIEF = ("%00", "%ED%A0%80", "9" * 400, "²", "'")
"""Of odd values those that databases, numbers and encodings stumble over."""
HEADED = ("/", "/reports/620100/2023/work-report.json", "/api/v1/reports/", "/oai/?verb=Identify", "/feed.atom", "/staff/")
QUERIED = ("/search/", "/search.csv", "/search/lines.csv", "/search.atom", "/api/v1/search/", "/api/v1/reports/", "/api/v1/places/", "/reports/", "/feed.atom", "/oai/")


@pytest.fixture
def kept(client: Client) -> dict[str, str]:
    """What stands in addresses, of things that are there."""
    make_place("620000", "甘肃省", "province")
    report = make_report("一、回顾", "优化营商环境。", slug="work-report")
    somebody = get_user_model().objects.create_superuser("somebody")
    return {"code": "620100", "year": "2023", "slug": "work-report", "written": report.paragraphs.first().token_id, "token": report.paragraphs.first().token_id,
            "sha256": "0" * 64, "kind": "work_report", "number": "1", "pk": str(Upload.objects.create(pk=report.pk, by=somebody).pk), "name": "place", "rest": "v1/x/"}


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address of ours, with what is to be filled in as <name>."""
    for pattern in resolver.url_patterns:
        written = re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", str(pattern.pattern))
        if isinstance(pattern, URLPattern) and "^" not in written:
            yield before + written


ROUTES = sorted(set(routes(get_resolver())))


def filled(route: str, kept: dict[str, str], **odd: str) -> str:
    return "/" + re.sub(r"<(\w+)>", lambda name: (kept | odd).get(name[1], "zh-hans"), route)


def asked(client: Client, method: str, address: str, headers: dict[str, str]) -> int:
    """The status, once all of the answer was read."""
    path, _, query = address.partition("?")
    answer: HttpResponse = client.generic(method, path, QUERY_STRING=query.encode().decode("latin-1"), headers=headers)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def faults(client: Client, addresses: Iterable[str], headers: Iterable[dict[str, str]] = ({},), method: str = "GET") -> list[tuple]:
    """What is answered with a fault of ours; 503 is none, for it says when to come again."""
    client.raise_request_exception = False
    statuses = ((address[:200], header, asked(client, method, address, header)) for address, header in product(addresses, headers))
    return [each for each in statuses if each[2] >= 500 and each[2] != 503]


@pytest.mark.parametrize("route", [route for route in ROUTES if "<" in route])
def test_whatever_stands_in_an_address(client: Client, kept: dict[str, str], route: str) -> None:
    names = re.findall(r"<(\w+)>", route)
    if route.startswith("staff"):
        client.force_login(get_user_model().objects.get())
    assert faults(client, [filled(route, kept, **{name: value}) for name in names for value in BRIEF]) == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE"])
def test_whatever_is_done_at_an_address(client: Client, kept: dict[str, str], method: str) -> None:
    assert faults(client, [filled(route, kept) for route in ROUTES], method=method) == []


@pytest.mark.parametrize("address", HEADED)
def test_whatever_a_request_says_of_itself(client: Client, kept: dict[str, str], address: str) -> None:
    assert faults(client, [address], HEADERS) == []


@pytest.mark.parametrize("address", QUERIED)
def test_whatever_is_asked_for(client: Client, kept: dict[str, str], address: str) -> None:
    assert faults(client, [f"{address}?{name}={value}" for name in PARAMETERS for value in BRIEF[:2]]) == []
    assert faults(client, [f"{address}?q=a&q={value}&group=lines&group=x&page={value}" for value in (*NUMBERS, *WORDS[:9])]) == []


@pytest.mark.parametrize("verb", ["GetRecord", "ListIdentifiers", "ListRecords"])
def test_whatever_is_harvested(client: Client, kept: dict[str, str], verb: str) -> None:
    asked_for = [f"metadataPrefix=oai_dc&{name}={value}" for name in ("from", "until", "set", "identifier") for value in (*NUMBERS, *WORDS)]
    assert faults(client, [f"/oai/?verb={verb}&{rest}" for rest in [*asked_for, *(f"resumptionToken={value}" for value in (*NUMBERS, *WORDS))]]) == []
