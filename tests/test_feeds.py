"""Atom feeds, read as a feed reader reads them: with an XML parser and RFC 4287 at hand."""
import hashlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from archive import feeds
from archive.holdings.publication import publish, withdraw
from archive.models import Paragraph, Report, Token
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db
ATOM, OPENSEARCH = "{http://www.w3.org/2005/Atom}", "{http://a9.com/-/spec/opensearch/1.1/}"
OWN = f"{{{feeds.NAMESPACE.urn}}}"
DAY = datetime(2026, 5, 1, 4, tzinfo=UTC)


def read(answer: HttpResponse) -> ElementTree.Element:
    """The feed's root, once it has all that RFC 4287 asks for."""
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 (our own)
    assert root.tag == f"{ATOM}feed"
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")].count("self") == 1
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    for thing in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(thing.findall(ATOM + name)) == 1, name
        assert thing.findtext(f"{ATOM}id").startswith("urn:uuid:")
        assert datetime.fromisoformat(thing.findtext(f"{ATOM}updated")).tzinfo
        alternates = [link for link in thing.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert alternates[0].get("href").startswith("http://testserver/")
    return root


def entries(root: ElementTree.Element) -> list[ElementTree.Element]:
    return root.findall(f"{ATOM}entry")


def contents(root: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}content") for entry in entries(root)]


def titles(root: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in entries(root)]


def link(thing: ElementTree.Element, rel: str) -> str | None:
    return next((found.get("href") for found in thing.findall(f"{ATOM}link") if found.get("rel") == rel), None)


def published(*texts: str, at: datetime = DAY, **fields) -> Report:
    report = make_report(*texts, **fields)
    Report.objects.filter(pk=report.pk).update(published_at=at)
    Token.objects.filter(report=report).update(given_on=at)
    report.refresh_from_db()
    return report


def test_a_search_s_feed_has_the_paragraphs_last_published_first(client: Client) -> None:
    published("教育一。", "水利。", at=DAY, year=2024)
    published("教育二。", "教育三。", at=DAY + timedelta(days=1), year=2020)
    root = read(client.get("/search.atom?q=教育"))
    assert contents(root) == ["教育二。", "教育三。", "教育一。"]
    assert root.findtext(f"{ATOM}updated") == "2026-05-02T04:00:00+00:00"
    assert root.findtext(f"{OPENSEARCH}totalResults") == "3"


def test_an_entry_is_its_paragraph_s_link_text_and_hash(client: Client) -> None:
    published("一、教育", "教育公平。", place="620100", year=2023)
    entry = entries(read(client.get("/search.atom?q=教育公平")))[0]
    token = Paragraph.objects.get(position=2).token_id
    assert entry.findtext(f"{ATOM}title") == "兰州市 2023年 政府工作报告 › 一、教育"
    assert link(entry, "alternate") == f"http://testserver/p/{token}/"
    assert entry.find(f"{ATOM}category").attrib == {"term": "work_report", "label": "政府工作报告"}
    assert entry.find(f"{ATOM}content").attrib == {"type": "text", "{http://www.w3.org/XML/1998/namespace}lang": "zh-Hans"}
    assert entry.findtext(f"{OWN}sha256") == hashlib.sha256("教育公平。".encode()).hexdigest()


def test_an_entry_keeps_its_id_wherever_the_site_stands(client: Client) -> None:
    published("教育。")
    here = client.get("/search.atom?q=教育").content
    there = client.get("/search.atom?q=教育&sort=oldest", headers={"host": "localhost", "accept-language": "en"}).content
    [one], [other] = (entries(ElementTree.fromstring(feed)) for feed in (here, there))  # noqa: S314
    assert one.findtext(f"{ATOM}id") == other.findtext(f"{ATOM}id")


def test_what_a_revision_adds_is_new(client: Client) -> None:
    older = published("教育一。", at=DAY)
    published("教育二。", at=DAY + timedelta(days=1))
    older.revision = 2
    older.save()
    token = Token.objects.create(value="9999999999", report=older, given_on=DAY + timedelta(days=2))
    Paragraph.objects.create(report=older, section=older.sections.first(), position=9, kind="body", text="教育三。", folded="教育三。", token=token)
    assert contents(read(client.get("/search.atom?q=教育"))) == ["教育三。", "教育二。", "教育一。"]


def test_only_what_is_public_is_told(client: Client) -> None:
    published("教育一。", status=Report.Status.DRAFT)
    published("教育二。", status=Report.Status.WITHDRAWN, withdrawn_reason="有误")
    root = read(client.get("/search.atom?q=教育"))
    assert (entries(root), root.findtext(f"{OPENSEARCH}totalResults")) == ([], "0")


def test_pages_follow_one_another(client: Client) -> None:
    published(*(f"教育{n}。" for n in range(120)))
    first = read(client.get("/search.atom?q=教育&place=620100"))
    assert (len(entries(first)), link(first, "previous")) == (50, None)
    shown = contents(first)
    second = read(client.get(link(first, "next")))
    third = read(client.get(link(second, "next")))
    shown += contents(second) + contents(third)
    assert shown == [f"教育{n}。" for n in range(120)]
    assert [third.findtext(OPENSEARCH + name) for name in ("totalResults", "startIndex", "itemsPerPage")] == ["120", "101", "50"]
    assert link(third, "next") is None
    assert link(second, "previous") == link(first, "self") == link(first, "first")
    assert link(first, "last") == link(third, "self")
    assert parse_qs(urlsplit(link(third, "self")).query) == {"q": ["教育"], "place": ["620100"], "page": ["3"]}
    assert first.findtext(f"{ATOM}id") == third.findtext(f"{ATOM}id")


def test_a_page_past_the_last_is_empty(client: Client) -> None:
    published("教育。")
    assert entries(read(client.get("/search.atom?q=教育&page=3"))) == []


@pytest.mark.parametrize("page", ["0", "21", "x", "99999999999", "-1", "²"])
def test_a_page_that_is_none_is_refused(client: Client, page: str) -> None:
    for address in ("/feed.atom?", "/search.atom?q=教育&"):
        answer = client.get(f"{address}page={quote(page)}")
        assert (answer.status_code, answer.text) == (400, f"参数 page 的值“{page}”无法理解。\n")


@pytest.mark.parametrize("asked", ["", "?q=，", "?q=教育&kind=x", "?q=place:火星"])
def test_a_search_that_cannot_be_followed_is_refused_in_a_sentence(client: Client, asked: str) -> None:
    answer = client.get(f"/search.atom{asked}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.text.endswith("。\n")


def test_markup_is_text(client: Client) -> None:
    published("<b>教育</b> & ]]> \"'", title="<i>标题</i>&amp;")
    root = read(client.get("/search.atom?q=" + quote("教育 | \"<&>甲\"")))
    assert contents(root) == ["<b>教育</b> & ]]> \"'"]
    assert "<i>标题</i>&amp;" in titles(root)[0]
    assert "<&>甲" in root.findtext(f"{ATOM}title")


def test_what_xml_forbids_breaks_nothing(client: Client) -> None:
    published("教育\x01\x0b\x1f\ufffe\uffff。")
    assert contents(read(client.get("/search.atom?q=教育"))) == ["教育\ufffd\ufffd\ufffd\ufffd\ufffd。"]
    assert entries(read(client.get("/search.atom?q=" + quote("教育 x\x08\ufffe", safe="")))) == []


def test_the_archive_tells_what_was_published_revised_and_withdrawn(client: Client) -> None:
    one = published("教育。", year=2021, at=DAY)
    two = published("水利。", year=2022, at=DAY + timedelta(hours=1))
    one.revisions.create(number=1, made_at=DAY, tokens=[])
    one.revisions.create(number=2, made_at=DAY + timedelta(days=1), reason="更正一处错字", tokens=[])
    withdraw(two, get_user_model().objects.create_user("editor"), "来源有误")
    root = read(client.get("/feed.atom"))
    assert titles(root) == ["已撤回 · 兰州市 2022年 政府工作报告", "修订 · 兰州市 2021年 政府工作报告", "兰州市 2021年 政府工作报告"]
    assert contents(root)[0] == f"这份报告已于 {timezone.localdate().isoformat()} 由editor撤回：来源有误"
    assert contents(root)[1] == "更正一处错字"
    assert contents(root)[2] == "政府工作报告 · 3 字"
    assert link(entries(root)[1], "alternate") == f"http://testserver/reports/{one.key}/history/"
    assert root.findtext(f"{OPENSEARCH}totalResults") == "3"


def test_a_draft_is_told_of_once_it_is_published(client: Client) -> None:
    report = make_report("教育。", status=Report.Status.DRAFT)
    Report.objects.update(published_at=None)
    assert entries(read(client.get("/feed.atom"))) == []
    report.refresh_from_db()
    publish(report)
    assert titles(read(client.get("/feed.atom"))) == ["兰州市 2023年 政府工作报告"]


def test_a_report_keeps_its_entry_when_its_address_is_corrected(client: Client) -> None:
    report = published("教育。", year=2023)
    before = entries(read(client.get("/feed.atom")))[0]
    Report.objects.filter(pk=report.pk).update(year=2022)
    after = entries(read(client.get("/feed.atom")))[0]
    assert before.findtext(f"{ATOM}id") == after.findtext(f"{ATOM}id")
    assert link(before, "alternate") != link(after, "alternate")


def test_a_sample_is_called_one(client: Client) -> None:
    published("教育。", is_sample=True)
    assert titles(read(client.get("/feed.atom")))[0].startswith("示例 ")


def test_a_place_tells_of_all_below_it(client: Client) -> None:
    make_place("620000", "甘肃省", "province")
    make_place("630000", "青海省", "province")
    published("教育。", place="620100")
    published("水利。", place="630000")
    published("未知。", place=None, slug="x")
    assert titles(read(client.get("/reports/620000/feed.atom"))) == ["兰州市 2023年 政府工作报告"]
    assert titles(read(client.get("/reports/630000/feed.atom"))) == ["青海省 2023年 政府工作报告"]
    assert titles(read(client.get("/reports/unplaced/feed.atom"))) == ["未定地区 2023年 政府工作报告"]
    assert len(entries(read(client.get("/feed.atom")))) == 3


def test_a_place_that_is_another_now_redirects_and_one_that_is_none_is_missing(client: Client) -> None:
    make_place("620100")
    make_place("620199", "旧区", "county", successor_id="620100")
    answer = client.get("/reports/620199/feed.atom")
    assert (answer.status_code, answer["Location"]) == (302, "/reports/620100/feed.atom")
    assert client.get("/reports/999999/feed.atom").status_code == 404


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    published("教育。")
    first = client.get("/feed.atom")
    assert client.get("/feed.atom", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get("/feed.atom", headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    published("水利。", at=DAY + timedelta(days=1))
    assert client.get("/feed.atom", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_an_empty_archive_has_a_feed(client: Client) -> None:
    assert entries(read(client.get("/feed.atom"))) == []


def test_a_feed_asks_few_questions(client: Client, django_assert_max_num_queries) -> None:
    for n in range(30):
        published(f"教育{n}。", year=2000 + n % 20)
    with django_assert_max_num_queries(4):
        client.get("/feed.atom")
    with django_assert_max_num_queries(6):
        client.get("/search.atom?q=教育")


def test_a_browser_can_add_the_search(client: Client) -> None:
    english = ElementTree.fromstring(client.get("/opensearch.xml", headers={"accept-language": "en"}).content)  # noqa: S314
    assert len(english.findtext(f"{OPENSEARCH}ShortName")) <= 16
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314 (our own)
    assert len(root.findtext(f"{OPENSEARCH}ShortName")) <= 16
    templates = {url.get("type"): url.get("template") for url in root.findall(f"{OPENSEARCH}Url")}
    assert templates["text/html"] == "http://testserver/search/?q={searchTerms}"
    assert templates["application/x-suggestions+json"] == "http://testserver/suggest/?q={searchTerms}"
    published("教育。")
    found = templates["application/atom+xml"].replace("{searchTerms}", quote("教育")).replace("{startPage?}", "")
    assert contents(read(client.get(found))) == ["教育。"]


@pytest.mark.parametrize(("address", "feed"), [
    ("/", "/feed.atom"), ("/search/?q=教育&page=1&sort=newest", f"/search.atom?q={quote('教育')}"), ("/reports/620100/", "/reports/620100/feed.atom")])
def test_each_page_names_its_feed_and_the_search(client: Client, address: str, feed: str) -> None:
    published("教育。")
    page = client.get(address).text
    head = page[:page.index("</head>")]
    assert '<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml"' in head
    assert f'<link rel="alternate" type="application/atom+xml" href="{feed}"' in head


def test_the_search_page_offers_its_results_to_take_along(client: Client) -> None:
    published("教育。")
    page = client.get("/search/?q=教育&year_min=2020&sort=oldest&page=1").text
    for form in ("search.csv", "search.jsonl", "search/lines.csv"):
        assert f'<a href="/{form}?q={quote("教育")}&amp;year_min=2020&amp;sort=oldest" rel="nofollow">' in page
    assert f'<a href="/search.atom?q={quote("教育")}&amp;year_min=2020" rel="nofollow">' in page


def test_without_words_there_is_no_concordance_to_take_and_without_results_nothing(client: Client) -> None:
    published("教育。")
    assert "lines.csv" not in client.get("/search/?place=620100").text
    assert "search.csv" not in client.get("/search/?q=水利").text
