"""What a page's head says, read as Zotero's translator for embedded metadata and Scholar's guidelines read it."""
import datetime
import json
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.citations.head import head
from archive.citations.source import one_line
from archive.models import Report
from archive.text.vocabulary import Kind
from tests.factories import make_report
from tests.test_citations import ARTICLE, SOURCE
from tests.test_revision import ONE, TWO, make, put

LANZHOU = "/reports/620100/2023/work-report/"
HOST = "http://testserver"
HOSTILE = '"><script>alert(1)</script> \' & </title> <!-- \u2028\x07\u202e题'
DELIVERED = datetime.date(2022, 12, 19)


@dataclass
class Read(HTMLParser):
    """A head as a browser takes it apart, and the JSON-LD in it."""
    metas: list[tuple[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    scripts: list[dict[str, str]] = field(default_factory=list)
    data: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.in_data = self.is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if self.is_over:
            return
        if tag == "meta" and "content" in told:
            self.metas.append((told.get("name") or told.get("property") or "", told["content"]))
        elif tag == "link":
            self.links.append(told)
        elif tag == "script":
            self.scripts.append(told)
            self.in_data = told.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        self.in_data = self.in_data and tag != "script"
        self.is_over = self.is_over or tag == "head"

    def handle_data(self, data: str) -> None:
        self.data += data if self.in_data else ""

    def all(self, name: str) -> list[str]:
        return [content for called, content in self.metas if called == name]

    def one(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def linked(self, rel: str) -> dict[str, str]:
        return {link.get("type", ""): link["href"] for link in self.links if link.get("rel") == rel}


def read(page: str) -> Read:
    reader = Read()
    reader.feed(page)
    return reader


def zotero(head: Read) -> dict:
    """The item that Zotero saves. A declared type goes first: og:type «website», a DC.type that is a type of its own; then a
    report's institution; then the guesses that a title or og:type «article» belongs to a journal."""
    declared = {"website": "webpage"}.get(head.one("og:type")) or {"report": "report"}.get(head.one("DC.type"))
    by_highwire = "report" if head.one("citation_technical_report_institution") else None
    guessed = "journalArticle" if head.one("citation_title") or head.one("og:type") == "article" else "webpage"
    people = [name for tag in head.all("citation_author") for name in re.split(r"\s*;\s*", tag)]
    return {
        "itemType": declared or by_highwire or guessed,
        "title": head.one("citation_title") or head.one("DC.title") or head.one("og:title"),
        "creators": people or head.all("DC.creator") or head.all("DC.contributor"),
        "date": head.one("citation_publication_date") or head.one("DC.date"),
        "institution": head.one("citation_technical_report_institution") or head.one("DC.publisher"),
        "pages": head.one("citation_firstpage"), "language": head.one("citation_language"), "url": head.one("citation_public_url"),
    }


def scholar_s_complaints(head: Read) -> list[str]:
    """What Scholar would not index the page for: it wants a title, an author, and a day as year/month/day or a year."""
    wrong = [name for name in ("citation_title", "citation_author", "citation_publication_date") if not head.one(name)]
    if head.one("citation_publication_date") and not re.fullmatch(r"\d{4}(/\d{1,2}/\d{1,2})?", head.one("citation_publication_date")):
        wrong.append("date")
    wrong += ["one author a tag" for name in head.all("citation_author") if re.search("[;；]", name)]
    return wrong


def report_page(client: Client, **fields) -> Read:
    make_report("一、回顾", "经济增长。", slug="work-report", **{"delivered_on": DELIVERED, **fields})
    return read(client.get(LANZHOU).text)


def paragraph_page(client: Client, text: str = "经济增长。", **fields) -> tuple[Read, str]:
    report = make_report("一、回顾", text, slug="work-report", **{"delivered_on": DELIVERED, **fields})
    address = report.paragraphs.last().get_absolute_url()
    return read(client.get(address).text), address


@pytest.mark.django_db
def test_zotero_saves_a_report_from_its_page(client: Client) -> None:
    assert zotero(report_page(client)) == {
        "itemType": "report", "title": "政府工作报告", "creators": ["兰州市人民政府"], "date": "2022/12/19", "institution": "兰州市人民政府",
        "pages": "", "language": "zh-Hans", "url": HOST + LANZHOU}


@pytest.mark.django_db
def test_zotero_saves_a_paragraph_as_a_passage_of_its_report(client: Client) -> None:
    head, address = paragraph_page(client)
    item = zotero(head)
    assert (item["itemType"], item["title"], item["pages"], item["url"]) == ("report", "政府工作报告", "第2段", HOST + address)
    assert head.one("citation_fulltext_html_url") == HOST + LANZHOU
    assert head.one("DCTERMS.isPartOf") == HOST + LANZHOU


@pytest.mark.django_db
def test_zotero_takes_an_article_for_a_page_and_not_for_a_journal_s(client: Client) -> None:
    item = zotero(report_page(client, kind=Kind.ARTICLE, title="强省会", authors=["田蹊", "王煜宇"]))
    assert (item["itemType"], item["creators"]) == ("webpage", ["田蹊", "王煜宇"])


@pytest.mark.django_db
def test_a_report_of_nobody_is_a_report_and_its_speaker_no_author(client: Client) -> None:
    item = zotero(report_page(client, kind=Kind.RESOLUTION, title="决议", speaker="张三"))
    assert (item["itemType"], item["creators"], item["institution"]) == ("report", [], "")


@pytest.mark.django_db
def test_scholar_has_nothing_to_complain_of(client: Client) -> None:
    assert scholar_s_complaints(report_page(client)) == []


@pytest.mark.django_db
def test_scholar_reads_a_year_where_no_day_is_known(client: Client) -> None:
    head = report_page(client, delivered_on=None)
    assert head.one("citation_publication_date") == "2023"
    assert scholar_s_complaints(head) == []


@pytest.mark.django_db
def test_what_is_not_known_is_not_made_up_for_scholar(client: Client) -> None:
    head = report_page(client, kind=Kind.STATISTICS, delivered_on=None)
    assert scholar_s_complaints(head) == ["citation_author", "citation_publication_date"]
    assert not [name for name, content in head.metas if not content.strip()]


@pytest.mark.django_db
def test_dublin_core_names_its_vocabularies(client: Client) -> None:
    head = report_page(client, speaker="张三", source="兰州日报")
    schemas = {link["rel"]: link["href"] for link in head.links if link["rel"].startswith("schema.")}
    assert schemas == {"schema.DC": "http://purl.org/dc/elements/1.1/", "schema.DCTERMS": "http://purl.org/dc/terms/"}
    assert {name: content for name, content in head.metas if name.startswith("DC")} == {
        "DC.title": "政府工作报告", "DC.creator": "兰州市人民政府", "DC.contributor": "张三", "DC.date": "2022-12-19", "DC.type": "report",
        "DC.publisher": "兰州日报", "DC.language": "zh-Hans", "DC.identifier": HOST + LANZHOU, "DCTERMS.spatial": "兰州市"}


@pytest.mark.django_db
def test_open_graph_shows_the_page_where_it_is_shared(client: Client) -> None:
    head, address = paragraph_page(client)
    assert {name: content for name, content in head.metas if name.startswith("og:")} == {
        "og:title": "政府工作报告 第2段", "og:type": "article", "og:url": HOST + address, "og:description": "经济增长。",
        "og:site_name": "政府报告文库", "og:locale": "zh_CN"}


@pytest.mark.django_db
def test_json_ld_describes_the_report(client: Client) -> None:
    told = json.loads(report_page(client, speaker="张三", speaker_role="市长").data)
    release = told["isPartOf"].pop("version")
    assert release
    assert told == {
        "@context": "https://schema.org", "@type": "Report", "@id": HOST + LANZHOU, "url": HOST + LANZHOU, "name": "政府工作报告",
        "author": [{"@type": "Organization", "name": "兰州市人民政府"}], "contributor": {"@type": "Person", "name": "市长 张三"},
        "datePublished": "2022-12-19", "inLanguage": "zh-Hans", "spatialCoverage": {"@type": "Place", "name": "兰州市"},
        "version": "1", "isPartOf": {"@type": "Collection", "name": "政府报告文库"}}


@pytest.mark.django_db
def test_json_ld_quotes_the_paragraph_from_its_report(client: Client) -> None:
    head, address = paragraph_page(client)
    told = json.loads(head.data)
    assert (told["@type"], told["@id"], told["text"], told["position"]) == ("Quotation", HOST + address, "经济增长。", 2)
    assert (told["isPartOf"]["@type"], told["isPartOf"]["@id"]) == ("Report", HOST + LANZHOU)


@pytest.mark.django_db
def test_its_other_forms_and_its_own_address_are_linked_and_answer(client: Client) -> None:
    whole, (passage, address) = report_page(client), paragraph_page(client, "就业稳定。", year=2024)
    assert whole.linked("canonical") == {"": HOST + LANZHOU}
    assert passage.linked("canonical") == {"": HOST + address}
    reference = {"application/x-research-info-systems", "application/x-bibtex", "application/vnd.citationstyles.csl+json"}
    assert set(whole.linked("alternate")) >= {"text/plain", "application/json", *reference}
    assert set(passage.linked("alternate")) >= {"application/json", *reference}
    for page in (whole, passage):
        assert page.one("description")
        for media_type, there in page.linked("alternate").items():
            if media_type in reference | {"text/plain", "application/json"}:
                assert client.get(there)["Content-Type"].split(";")[0] == media_type


@pytest.mark.django_db
def test_a_hostile_title_stays_a_title(client: Client) -> None:
    shown = '"><script>alert(1)</script> \' & </title> <!-- 题'
    head = report_page(client, title=HOSTILE, authors=[HOSTILE[:60]], source=HOSTILE, speaker=HOSTILE[:50], issuer=HOSTILE)
    assert [script for script in head.scripts if script.get("type") not in ("module", "application/ld+json")] == []
    assert zotero(head)["title"] == head.one("DC.title") == head.one("og:title") == json.loads(head.data)["name"] == shown


@pytest.mark.django_db
def test_a_hostile_paragraph_ends_no_script(client: Client) -> None:
    head, _ = paragraph_page(client, text=f"甲{HOSTILE}</script><img src=x onerror=alert(1)>")
    assert json.loads(head.data)["text"].endswith("</script><img src=x onerror=alert(1)>")
    assert "<" not in head.data


@pytest.mark.django_db
def test_the_head_of_a_former_paragraph_is_as_it_was_cited(client: Client) -> None:
    report = make(ONE, TWO)
    token = report.paragraphs.get(text=TWO).token_id
    put(report, ONE)
    assert json.loads(read(client.get(f"/p/{token}/").text).data)["text"] == TWO


@pytest.mark.django_db
def test_a_withdrawn_report_describes_nothing(client: Client) -> None:
    make_report("正文", slug="work-report", status=Report.Status.WITHDRAWN, withdrawn_reason="有误")
    head = read(client.get(LANZHOU).text)
    assert not head.one("citation_title")
    assert head.data == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_breaks_out_of_the_data(value: str) -> None:
    source = SOURCE if len(value) % 2 else ARTICLE
    data = head(replace(source, title=one_line(value), text=value, passage=1), value).data
    assert not set("<>&") & set(data)
    assert json.loads(data)["text"] == value


@pytest.mark.django_db
def test_the_head_of_a_sample_says_that_it_is_invented(client: Client) -> None:
    page = report_page(client, is_sample=True)
    assert page.all("DC.description") == [json.loads(page.data)["description"]] == ["示例，内容为虚构"]
    Report.objects.update(is_sample=False)
    page = read(client.get(LANZHOU).text)
    assert (page.all("DC.description"), "description" in json.loads(page.data)) == ([], False)
