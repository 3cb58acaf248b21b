"""Who has the page already is told so, cheaply; and nobody is told so who has another one."""
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from archive import freshness
from archive.holdings import publication
from archive.models import Original, Place, Report, Witness
from tests.factories import make_place, make_report
from tests.test_revision import ONE, TWO, put

pytestmark = pytest.mark.django_db
PAGES = ["/", "/reports/", "/reports/620100/", "/reports/620100/2017/", "{report}", "{paragraph}", "{key}.ris", "{key}.bib"]
FORMS = ["{key}.txt", "{key}.json", "/api/v1{report}", "/api/v1/paragraphs/{token}/", "/api/v1/reports/", "/api/v1/places/"]
EVERYTHING = [*PAGES, *FORMS]


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    cache.clear()


@pytest.fixture
def report() -> Report:
    return make_report("开场白", "一、工作回顾", "实施强省会行动", year=2017, slug="work-report", speaker="王明")


def address(pattern: str, report: Report) -> str:
    token, path = report.paragraphs.get(position=3).token_id, report.get_absolute_url()
    return pattern.format(report=path, key=path.rstrip("/"), token=token, paragraph=f"/p/{token}/")


def etag(client: Client, where: str, **headers: str) -> str:
    answer = client.get(where, headers=headers)
    assert answer.status_code == 200, where
    return answer["ETag"]


def again(client: Client, where: str, tag: str, **headers: str) -> int:
    return client.get(where, headers={"if-none-match": tag, **headers}).status_code


@pytest.mark.parametrize("pattern", EVERYTHING)
def test_who_has_it_is_told_so(client: Client, report: Report, pattern: str) -> None:
    where = address(pattern, report)
    answer = client.get(where, headers={"if-none-match": etag(client, where)})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"] == etag(client, where)
    assert answer["Cache-Control"] == "no-cache"
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))


@pytest.mark.parametrize("pattern", EVERYTHING)
def test_it_costs_one_or_two_small_questions(client: Client, report: Report, pattern: str, django_assert_max_num_queries) -> None:
    where = address(pattern, report)
    tag = etag(client, where)
    with django_assert_max_num_queries(1):
        assert again(client, where, tag) == 304


@pytest.mark.parametrize("pattern", EVERYTHING)
def test_asking_for_the_head_alone_answers_the_same_head(client: Client, report: Report, pattern: str) -> None:
    where = address(pattern, report)
    whole, head = client.get(where), client.head(where)
    assert (head.status_code, head.content) == (200, b"")
    assert {name: head[name] for name in ("ETag", "Content-Type", "Vary", "Cache-Control")} == {
        name: whole[name] for name in ("ETag", "Content-Type", "Vary", "Cache-Control")}


@pytest.mark.parametrize("pattern", EVERYTHING)
def test_every_language_is_a_page_of_its_own(client: Client, report: Report, pattern: str) -> None:
    where = address(pattern, report)
    chinese, english = etag(client, where), etag(client, where, **{"accept-language": "en"})
    assert chinese != english
    assert again(client, where, chinese, **{"accept-language": "en"}) == 200
    client.cookies["django_language"] = "en"
    assert again(client, where, chinese) == 200


def correct_title(report: Report) -> None:
    report.title = "另一个标题"
    report.save()


def add_witness(report: Report) -> None:
    Witness.objects.create(report=report, original=Original.objects.create(sha256="a" * 64, size=1), names=["甲.txt"], relation="copy")


def rename_place(report: Report) -> None:
    Place.objects.filter(pk=report.place_id).update(name="金城市")


def revise_text(report: Report) -> None:
    assert put(report, ONE, TWO)


CHANGES = [correct_title, add_witness, rename_place, revise_text]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("pattern", EVERYTHING)
def test_whatever_changes_of_a_report_makes_it_new(client: Client, report: Report, pattern: str, change: Callable[[Report], None]) -> None:
    where = address(pattern, report)
    tag = etag(client, where)
    change(report)
    assert again(client, where, tag) == 200


@pytest.mark.parametrize("pattern", PAGES)
def test_another_report_makes_pages_new_for_they_name_it(client: Client, report: Report, pattern: str) -> None:
    where = address(pattern, report)
    tag = etag(client, where)
    other = make_report("乙", year=2018, slug="work-report")
    assert again(client, where, tag) == 200
    tag = etag(client, where)
    publication.withdraw(other, None, "重复")
    assert again(client, where, tag) == 200


@pytest.mark.parametrize("pattern", ["{key}.txt", "{key}.json", "/api/v1{report}", "/api/v1/paragraphs/{token}/"])
def test_what_tells_of_one_report_alone_outlasts_another(client: Client, report: Report, pattern: str) -> None:
    where = address(pattern, report)
    tag = etag(client, where)
    make_report("乙", year=2018, slug="work-report")
    assert again(client, where, tag) == 304


def test_a_new_place_makes_pages_new(client: Client, report: Report) -> None:
    tag = etag(client, "/reports/")
    make_place("989800", "某市")
    assert again(client, "/reports/", tag) == 200


@pytest.mark.parametrize("pattern", PAGES)
def test_the_next_day_makes_pages_new_for_citations_name_it(client: Client, report: Report, pattern: str, settings) -> None:
    where = address(pattern, report)
    tags = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # never of one day
        with timezone.override(zone):
            tags.add(etag(client, where))
    assert len(tags) == 2


def test_another_release_of_the_site_makes_everything_new(client: Client, report: Report, tmp_path, settings) -> None:
    tag = etag(client, "/")
    for name in ("archive", "templates", "static"):
        (tmp_path / name).mkdir()
    (tmp_path / "static" / "archive.css").write_text("p { color: red }")
    settings.BASE_DIR = tmp_path
    freshness.build.cache_clear()
    try:
        assert again(client, "/", tag) == 200
    finally:
        freshness.build.cache_clear()


@pytest.mark.parametrize("pattern", EVERYTHING)
def test_a_withdrawn_report_is_not_vouched_for(client: Client, report: Report, pattern: str) -> None:
    where = address(pattern, report)
    tag = etag(client, where)
    publication.withdraw(report, None, "重复")
    assert again(client, where, tag) in (200, 404, 410)


@pytest.mark.parametrize("pattern", ["{report}", "{paragraph}", "{key}.txt", "{key}.json"])
def test_what_is_not_there_is_not_vouched_for(client: Client, report: Report, pattern: str) -> None:
    where = address(pattern, report)
    tag = etag(client, where)
    draft = make_report("甲", "乙", "丙", status="draft")
    assert again(client, address(pattern, draft), tag) == 404
    assert again(client, address(pattern, draft), "*") == 404


@pytest.mark.parametrize("pattern", PAGES)
def test_who_has_signed_in_gets_pages_that_nobody_keeps(client: Client, report: Report, pattern: str) -> None:
    where = address(pattern, report)
    tag = etag(client, where)
    client.force_login(get_user_model().objects.create_superuser("staff"))
    answer = client.get(where, headers={"if-none-match": tag})
    assert answer.status_code == 200
    assert not answer.has_header("ETag")
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_nothing_that_staff_see_is_kept_anywhere(client: Client, report: Report) -> None:
    client.force_login(get_user_model().objects.create_superuser("staff"))
    for where in ("/search/?q=强省会", "/staff/", f"{report.get_absolute_url()}history/", "/nowhere/"):
        assert "no-store" in client.get(where)["Cache-Control"], where


def settled(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if all had happened long ago."""
    monkeypatch.setattr(freshness, "SETTLED", -freshness.SETTLED)


@pytest.mark.parametrize("pattern", EVERYTHING)
def test_a_time_is_named_once_it_is_certain(client: Client, report: Report, pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where = address(pattern, report)
    assert not client.get(where).has_header("Last-Modified")
    settled(report, monkeypatch)
    told = client.get(where)["Last-Modified"]
    assert client.get(where, headers={"if-modified-since": told}).status_code == 304
    assert client.get(where, headers={"if-modified-since": "Wed, 01 Jan 2020 00:00:00 GMT"}).status_code == 200
    assert client.get(where, headers={"if-modified-since": told, "if-none-match": '"x"'}).status_code == 200


def test_an_answer_not_kept_for_the_api_is_open_to_every_origin(client: Client, report: Report) -> None:
    where = address("/api/v1{report}", report)
    answer = client.get(where, headers={"if-none-match": etag(client, where)})
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (304, "*")


def test_a_report_says_how_it_is_cited_and_what_forms_it_has(client: Client, report: Report) -> None:
    own = "http://testserver/reports/620100/2017/work-report"
    links = client.get(report.get_absolute_url())["Link"].split(", ")
    assert links[:2] == [f'<{own}/>; rel="canonical"', f'<{own}/>; rel="cite-as"']
    assert f'<{own}.json>; rel="alternate"; type="application/json"' in links
    for link in links[2:]:
        where, _rel, kind = link.split("; ")
        assert client.get(where[1:-1])["Content-Type"].split(";")[0] == kind.removeprefix('type="').rstrip('"')


def test_a_paragraph_says_how_it_is_cited(client: Client, report: Report) -> None:
    where = address("{paragraph}", report)
    links = client.get(where)["Link"].split(", ")
    assert links[:2] == [f'<http://testserver{where}>; rel="canonical"', f'<http://testserver{where}>; rel="cite-as"']
    assert client.get(links[2].split(">")[0][1:]).json()["url"] == f"http://testserver{where}"


def test_what_is_not_there_has_no_links(client: Client, report: Report) -> None:
    publication.withdraw(report, None, "重复")
    assert not client.get(report.get_absolute_url()).has_header("Link")
