"""Harvesting: what a validator of OAI-PMH asks, asked here; and that nothing is lost, told twice or forgotten."""
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import etree

from archive.editing.merging import merge
from archive.holdings import publication
from archive.holdings.removal import remove
from archive.models import Place, Report, VanishedReport
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db
RULES = etree.RelaxNG(etree.parse(Path(__file__).with_name("oai.rng")))
OAI, DC = "{http://www.openarchives.org/OAI/2.0/}", "{http://purl.org/dc/elements/1.1/}"
VERBS = ["Identify", "ListMetadataFormats", "ListSets", "GetRecord", "ListIdentifiers", "ListRecords"]
ALL = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


def ask(client: Client, **asked: str | list[str]) -> etree._Element:
    """The answer, which keeps the protocol's rules whatever was asked. `from` is written `from_`."""
    answer = client.get("/oai/", {name.rstrip("_"): value for name, value in asked.items()})
    return checked(answer)


def checked(answer) -> etree._Element:
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
    root = etree.fromstring(answer.content)
    RULES.assertValid(root)
    assert root.find(f"{OAI}request").text == "http://testserver/oai/"
    return root


def fault(client: Client, **asked: str | list[str]) -> str:
    """The code of the error that the answer is."""
    root = ask(client, **asked)
    [error] = root.findall(f"{OAI}error")
    given = root.find(f"{OAI}request").attrib
    assert not given if error.get("code") in ("badVerb", "badArgument") else given["verb"] == asked["verb"]
    return error.get("code")


def pages(client: Client, **asked: str):
    """Every answer of a list, from token to token."""
    root = ask(client, **asked)
    while True:
        yield root
        token = root.find(f"*/{OAI}resumptionToken")
        if token is None or not token.text:
            return
        root = ask(client, verb=asked["verb"], resumptionToken=token.text)


def headers(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(f"{OAI}header"))


def names(*roots: etree._Element) -> list[str]:
    return [header.findtext(f"{OAI}identifier").split(":")[-1] for root in roots for header in headers(root)]


def harvested(client: Client, **asked: str) -> list[str]:
    return names(*pages(client, **{**ALL, **asked}))


def identifier(report: Report) -> str:
    return Report.objects.values_list("identifier", flat=True).get(pk=report.pk)


def full(report: Report) -> str:
    return f"oai:localhost:{identifier(report)}"


def header(client: Client, name: str) -> etree._Element:
    [found] = headers(ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:localhost:{name}"))
    return found


def described(client: Client, report: Report) -> list[tuple[str, str]]:
    root = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=full(report))
    return [(etree.QName(each).localname, each.text) for each in root.iter(f"{DC}*")]


def changed(report: Report, at: datetime) -> None:
    """As if the report had last been changed then."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table archive_report disable trigger report_changed")
        cursor.execute("update archive_report set changed_at = %s where id = %s", [at, report.pk])
        cursor.execute("alter table archive_report enable trigger report_changed")


def taken_out(report: Report) -> None:
    remove(Report.objects.filter(pk=report.pk))


@pytest.fixture
def small_pages(settings) -> None:
    settings.OAI_PAGE = 3


# The six verbs

def test_the_archive_says_what_it_is(client: Client) -> None:
    make_report("甲")
    content = ask(client, verb="Identify").find(f"{OAI}Identify")
    assert {etree.QName(each).localname: each.text for each in content if "Datestamp" not in each.tag} == {
        "repositoryName": "政府报告文库", "baseURL": "http://testserver/oai/", "protocolVersion": "2.0", "adminEmail": "webmaster@localhost",
        "deletedRecord": "persistent", "granularity": "YYYY-MM-DDThh:mm:ssZ"}


def test_no_record_is_older_than_the_earliest(client: Client) -> None:
    changed(make_report("甲"), datetime(2020, 5, 1, 8, 30, tzinfo=UTC))
    make_report("乙")
    root = ask(client, verb="Identify")
    assert root.findtext(f"*/{OAI}earliestDatestamp") == "2020-05-01T08:30:00Z"
    assert root.findtext(f"{OAI}responseDate") >= "2026"


def test_an_empty_archive_says_what_it_is(client: Client) -> None:
    assert ask(client, verb="Identify").find(f"{OAI}Identify") is not None
    assert fault(client, **ALL) == "noRecordsMatch"
    assert fault(client, verb="ListSets") == "noRecordsMatch"


def test_the_one_format_is_dublin_core(client: Client) -> None:
    report = make_report("甲")
    for asked in ({}, {"identifier": full(report)}):
        root = ask(client, verb="ListMetadataFormats", **asked)
        assert [each.text for each in root.iter(f"{OAI}metadataPrefix")] == ["oai_dc"]


def test_the_sets_are_places_with_those_above_them_and_kinds(client: Client) -> None:
    make_place("620000", "甘肃省")
    make_report("甲", place="620100")
    make_report("乙", place=None, kind="policy")
    root = ask(client, verb="ListSets")
    assert [(each.findtext(f"{OAI}setSpec"), each.findtext(f"{OAI}setName")) for each in root.iter(f"{OAI}set")] == [
        ("place-620000", "甘肃省"), ("place-620100", "兰州市"), ("place-unplaced", "地区不明"),
        ("kind-work_report", "政府工作报告"), ("kind-policy", "政策文件")]


def test_a_record_says_what_is_known_and_nothing_else(client: Client) -> None:
    report = make_report(
        "甲", year=2017, slug="work-report", title="政府工作报告", speaker="王明", authors=["王明", "李立"], issuer="市政府办公室",
        delivered_on=date(2017, 1, 3), source="市政府网站", occasion="人民代表大会")
    assert described(client, report) == [
        ("title", "政府工作报告"), ("creator", "王明"), ("creator", "李立"), ("publisher", "市政府办公室"), ("date", "2017-01-03"),
        ("type", "Text"), ("type", "政府工作报告"), ("identifier", "http://testserver/reports/620100/2017/work-report/"),
        ("source", "市政府网站"), ("language", "zh-Hans"), ("coverage", "兰州市"), ("description", "人民代表大会")]


def test_a_record_of_which_little_is_known_is_short(client: Client) -> None:
    report = make_report("甲", place=None, year=None, slug="found", title="无题", kind="other")
    assert described(client, report) == [
        ("title", "无题"), ("type", "Text"), ("type", "其他"), ("identifier", "http://testserver/reports/unplaced/undated/found/"), ("language", "zh-Hans")]


def test_a_report_without_a_day_has_its_year(client: Client) -> None:
    assert ("date", "2017") in described(client, make_report("甲", year=2017))


def test_a_sample_says_that_it_is_invented(client: Client) -> None:
    assert ("description", "示例，内容为虚构") in described(client, make_report("甲", is_sample=True))


def test_records_are_the_same_in_every_language(client: Client) -> None:
    make_report("甲")
    english = client.get("/oai/", ALL, headers={"accept-language": "en"}).content
    assert "政府工作报告" in english.decode()


def test_identifiers_are_listed_as_the_records_are(client: Client) -> None:
    for _ in range(2):
        make_report("甲")
    whole, short = ask(client, **ALL), ask(client, **{**ALL, "verb": "ListIdentifiers"})
    assert [etree.tostring(each) for each in headers(whole)] == [etree.tostring(each) for each in headers(short)]


@pytest.mark.parametrize("verb", VERBS)
def test_post_is_answered_as_get_is(verb: str) -> None:
    client = Client(enforce_csrf_checks=True)
    report = make_report("甲")
    asked = {"verb": verb}
    if verb in ("GetRecord", "ListIdentifiers", "ListRecords"):
        asked["metadataPrefix"] = "oai_dc"
    if verb == "GetRecord":
        asked["identifier"] = full(report)
    roots = [checked(client.get("/oai/", asked)), checked(client.post("/oai/", asked))]
    for root in roots:
        root.find(f"{OAI}responseDate").text = ""
    assert etree.tostring(roots[0]) == etree.tostring(roots[1])
    assert roots[0].find(f"{OAI}{verb}") is not None


def test_nothing_else_is_answered(client: Client) -> None:
    assert client.put("/oai/").status_code == 405


# What is refused

@pytest.mark.parametrize("verb", ["", "identify", "Nonsense", ["Identify", "Identify"], "\x01"])
def test_a_verb_that_is_none_is_refused(client: Client, verb: str | list[str]) -> None:
    assert fault(client, verb=verb) == "badVerb"


def test_a_missing_verb_is_refused(client: Client) -> None:
    assert fault(client) == "badVerb"
    assert fault(client, metadataPrefix="oai_dc") == "badVerb"


@pytest.mark.parametrize("verb", VERBS)
def test_an_argument_that_no_verb_takes_is_refused(client: Client, verb: str) -> None:
    assert fault(client, verb=verb, metadataPrefix="oai_dc", identifier="oai:localhost:x", q="x") == "badArgument"


@pytest.mark.parametrize(("verb", "extra"), [
    *(("Identify", name) for name in ("identifier", "metadataPrefix", "from_", "until", "set", "resumptionToken")),
    *(("ListMetadataFormats", name) for name in ("metadataPrefix", "from_", "until", "set", "resumptionToken")),
    *(("ListSets", name) for name in ("metadataPrefix", "identifier", "from_", "until", "set")),
])
def test_an_argument_of_another_verb_is_refused(client: Client, verb: str, extra: str) -> None:
    assert fault(client, verb=verb, **{extra: "2020-01-01"}) == "badArgument"


@pytest.mark.parametrize("asked", [
    {"verb": "GetRecord"}, {"verb": "GetRecord", "metadataPrefix": "oai_dc"}, {"verb": "GetRecord", "identifier": "oai:localhost:x"},
    {"verb": "ListRecords"}, {"verb": "ListIdentifiers"}, {"verb": "ListRecords", "metadataPrefix": ""}, {"verb": "ListRecords", "from_": "2020-01-01"}])
def test_a_missing_argument_is_named(client: Client, asked: dict[str, str]) -> None:
    assert fault(client, **asked) == "badArgument"


@pytest.mark.parametrize("name", ["metadataPrefix", "from_", "until", "set"])
def test_an_argument_given_twice_is_refused(client: Client, name: str) -> None:
    value = {"metadataPrefix": "oai_dc", "set": "kind-policy"}.get(name, "2020-01-01")
    assert fault(client, **{**ALL, name: [value, value]}) == "badArgument"


@pytest.mark.parametrize("asked", [
    {"from_": "yesterday"}, {"from_": ""}, {"until": "2020-13-01"}, {"until": "2020-02-30"}, {"from_": "2020-01-01T00:00:00"},
    {"from_": "2020-01-01T00:00:00.0Z"}, {"from_": "2020-01-01T25:00:00Z"}, {"from_": "2020-01-01T00:00:00+00:00"}, {"from_": "0000-01-01"},
    {"from_": "２０２０-01-01"}, {"from_": "2020-01-02", "until": "2020-01-01"}, {"from_": "2020-01-01", "until": "2020-01-01T00:00:00Z"},
    {"set": ""}, {"set": "a b"}, {"set": ":a"}, {"set": "兰州"}, {"set": "\0"}])
def test_a_time_or_a_set_that_cannot_be_is_refused(client: Client, asked: dict[str, str]) -> None:
    make_report("甲")
    assert fault(client, **ALL, **asked) == "badArgument"


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers", "GetRecord"])
def test_another_format_is_refused(client: Client, verb: str) -> None:
    asked = {"identifier": full(make_report("甲"))} if verb == "GetRecord" else {}
    assert fault(client, verb=verb, metadataPrefix="marc21", **asked) == "cannotDisseminateFormat"


@pytest.mark.parametrize("name", ["x", "oai:localhost:0123456789abcdef", "oai:elsewhere:{}", "{}", "oai:localhost:", "oai:localhost:{}\0", "<&\">\x02"])
def test_an_unknown_identifier_is_refused(client: Client, name: str) -> None:
    name = name.format(identifier(make_report("甲")))
    assert fault(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=name) == "idDoesNotExist"
    assert fault(client, verb="ListMetadataFormats", identifier=name) == "idDoesNotExist"


@pytest.mark.parametrize("asked", [
    {"until": "1990-01-01"}, {"from_": "2190-01-01T00:00:00Z"}, {"from_": "9999-12-31"}, {"set": "place-110000"}, {"set": "kind-song"},
    {"set": "elsewhere"}, {"set": "place-"}, {"set": "place:620100"}])
def test_a_list_of_nothing_is_told_so(client: Client, asked: dict[str, str]) -> None:
    make_report("甲")
    assert fault(client, **ALL, **asked) == "noRecordsMatch"


@pytest.mark.parametrize("token", ["", "x", "W10", "bnVsbA", "====", "🀄", "W1tbW1tbW1tb", "WzEsMiwzLDQsNSw2LDdd"])
@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers", "ListSets"])
def test_a_token_that_was_never_given_is_refused(client: Client, verb: str, token: str) -> None:
    make_report("甲")
    assert fault(client, verb=verb, resumptionToken=token) == "badResumptionToken"


def test_a_token_stands_alone(client: Client, small_pages: None) -> None:
    for _ in range(4):
        make_report("甲")
    token = ask(client, **ALL).findtext(f"*/{OAI}resumptionToken")
    assert fault(client, **ALL, resumptionToken=token) == "badArgument"
    assert fault(client, verb="ListRecords", resumptionToken=[token, token]) == "badArgument"
    assert fault(client, verb="ListRecords", resumptionToken=f"{token}A") == "badResumptionToken"


@given(st.dictionaries(
    st.sampled_from(["verb", "metadataPrefix", "from", "until", "set", "identifier", "resumptionToken", "x"]),
    st.one_of(st.sampled_from([*VERBS, "oai_dc", "2020-01-01", "kind-work_report", "9999-12-31T23:59:59Z"]), st.text(max_size=20)), max_size=4))
@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_the_answer_keeps_the_rules(client: Client, asked: dict[str, str]) -> None:
    ask(client, **{name: value.encode("utf-8", "replace").decode() for name, value in asked.items()})


# Lists

def test_a_harvest_through_tokens_is_everything_and_nothing_twice(client: Client, small_pages: None) -> None:
    reports = [make_report("甲") for _ in range(10)]
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    for report in reports[:7]:  # more of one moment than a page holds
        changed(report, moment)
    for verb in ("ListRecords", "ListIdentifiers"):
        found = harvested(client, verb=verb)
        assert len(found) == 10
        assert set(found) == {identifier(report) for report in reports}


def test_a_token_says_how_far_the_list_is(client: Client, small_pages: None) -> None:
    for _ in range(7):
        make_report("甲")
    tokens = [root.find(f"*/{OAI}resumptionToken") for root in pages(client, **ALL)]
    assert [(token.get("cursor"), token.get("completeListSize"), bool(token.text)) for token in tokens] == [
        ("0", "7", True), ("3", "7", True), ("6", "7", False)]


def test_a_list_of_one_page_has_no_token(client: Client, small_pages: None) -> None:
    for _ in range(3):
        make_report("甲")
    assert ask(client, **ALL).find(f"*/{OAI}resumptionToken") is None


def test_a_token_may_be_used_again(client: Client, small_pages: None) -> None:
    for _ in range(5):
        make_report("甲")
    token = ask(client, **ALL).findtext(f"*/{OAI}resumptionToken")
    first, second = (names(ask(client, verb="ListRecords", resumptionToken=token)) for _ in range(2))
    assert first == second
    assert len(first) == 2


def test_what_changes_between_two_pages_is_not_lost(client: Client, small_pages: None) -> None:
    reports = [make_report("甲") for _ in range(8)]
    given, harvest = [], pages(client, **ALL)
    for number, root in enumerate(harvest):
        given += names(root)
        if number == 0:
            reports[0].save()  # was given, and comes again
            reports[7].save()  # was not given yet
            taken_out(reports[4])  # is told of as deleted
    assert set(given) == set(Report.objects.values_list("identifier", flat=True)) | set(VanishedReport.objects.values_list("pk", flat=True))
    assert len(given) == 9


def test_a_page_at_any_depth_takes_as_many_questions(client: Client, small_pages: None, django_assert_max_num_queries) -> None:
    for _ in range(12):
        make_report("甲")
    token = ask(client, **ALL).findtext(f"*/{OAI}resumptionToken")
    while token:
        with django_assert_max_num_queries(5):
            token = ask(client, verb="ListRecords", resumptionToken=token).findtext(f"*/{OAI}resumptionToken")


def test_from_and_until_are_both_taken_in(client: Client) -> None:
    moments = [datetime(2024, 1, 1, 12, 0, second, 500_000, tzinfo=UTC) for second in range(4)]
    reports = [make_report("甲") for _ in moments]
    for report, moment in zip(reports, moments, strict=True):
        changed(report, moment)
    found = harvested(client, from_="2024-01-01T12:00:01Z", until="2024-01-01T12:00:02Z")
    assert found == [identifier(report) for report in reports[1:3]]
    assert len(harvested(client, from_="2024-01-01", until="2024-01-01")) == 4
    assert len(harvested(client, until="9999-12-31")) == 4


def test_every_datestamp_lies_within_what_was_asked(client: Client, small_pages: None) -> None:
    for day in range(1, 9):
        changed(make_report("甲"), datetime(2024, 1, day, tzinfo=UTC))
    stamps = [each.findtext(f"{OAI}datestamp") for root in pages(client, **ALL, from_="2024-01-02", until="2024-01-06") for each in headers(root)]
    assert stamps == [f"2024-01-0{day}T00:00:00Z" for day in range(2, 7)]


def test_a_set_is_what_lies_in_it_and_each_record_names_its_sets(client: Client) -> None:
    make_place("620000", "甘肃省", level="province")
    make_place("620102", "城关区", level="county")
    for place, kind in (("620000", "policy"), ("620100", "work_report"), ("620102", "policy"), (None, "policy")):
        make_report("甲", place=place, kind=kind)
    specs = [each.text for each in ask(client, verb="ListSets").iter(f"{OAI}setSpec")]
    members = {spec: set(harvested(client, set=spec)) for spec in specs}
    assert {spec: len(found) for spec, found in members.items()} == {
        "place-620000": 3, "place-620100": 2, "place-620102": 1, "place-unplaced": 1, "kind-work_report": 1, "kind-policy": 3}
    for each in headers(ask(client, **ALL)):
        name = each.findtext(f"{OAI}identifier").split(":")[-1]
        assert {spec.text for spec in each.iter(f"{OAI}setSpec")} == {spec for spec, found in members.items() if name in found}


# What is public, and what becomes of it

def test_a_draft_is_not_told_of(client: Client) -> None:
    report = make_report("甲", status=Report.Status.DRAFT)
    assert fault(client, **ALL) == "noRecordsMatch"
    publication.publish(report)
    assert harvested(client) == [identifier(report)]


def test_a_draft_taken_out_leaves_no_trace(client: Client) -> None:
    report = make_report("甲", status=Report.Status.DRAFT)
    taken_out(report)
    assert not VanishedReport.objects.exists()


def test_a_withdrawn_report_is_deleted_and_one_restored_is_back(client: Client) -> None:
    report = make_report("甲")
    publication.withdraw(report, None, "重复")
    assert header(client, identifier(report)).get("status") == "deleted"
    assert b"oai_dc:dc" not in client.get("/oai/", ALL).content
    publication.restore(report)
    assert header(client, identifier(report)).get("status") is None


def test_a_report_merged_into_another_is_deleted_for_ever(client: Client) -> None:
    make_place("620000", "甘肃省", "province")
    one, other = make_report("甲乙", "丙"), make_report("甲乙", "丁")
    name, before = identifier(one), Report.objects.get(pk=other.pk).changed_at
    merge(one, other, by=None, reason="同一份")
    gone = header(client, name)
    assert (gone.get("status"), [each.text for each in gone.iter(f"{OAI}setSpec")]) == ("deleted", ["place-620000", "place-620100", "kind-work_report"])
    assert set(harvested(client)) == set(harvested(client, set="place-620100")) == {name, identifier(other)}
    assert Report.objects.get(pk=other.pk).changed_at > before


def test_a_sample_that_is_taken_out_is_deleted_for_ever(client: Client) -> None:
    name = identifier(make_report("甲", is_sample=True))
    remove(Report.objects.filter(is_sample=True))
    assert header(client, name).get("status") == "deleted"


@pytest.mark.parametrize("act", [
    lambda report: publication.withdraw(report, None, "重复"),
    lambda report: report.save(),
    lambda report: Report.objects.filter(pk=report.pk).update(title="改"),
    lambda report: Place.objects.filter(pk=report.place_id).update(name="改"),
])
def test_whatever_changes_a_report_changes_its_datestamp(act) -> None:
    report = make_report("甲")
    changed(report, datetime(2024, 1, 1, tzinfo=UTC))
    act(report)
    assert Report.objects.get(pk=report.pk).changed_at > datetime.now(UTC) - timedelta(minutes=1)


def test_the_identifier_stays_when_the_key_and_the_text_change(client: Client) -> None:
    report = make_report("甲", year=2017)
    name = identifier(report)
    report.year, report.text_hash, report.identifier = 2018, "f" * 64, None
    report.save()
    assert identifier(report) == name


def test_the_identifier_is_the_same_on_every_machine() -> None:
    report = make_report("甲", slug="work-report", year=2017)
    name = identifier(report)
    Report.objects.filter(pk=report.pk).update(status="draft")
    with connection.cursor() as cursor:
        cursor.execute("select left(encode(sha256(convert_to(%s, 'UTF8')), 'hex'), 16)", [f"620100/2017/work-report\n{report.text_hash}"])
        assert cursor.fetchone() == (name,)


def test_an_identifier_is_never_given_again() -> None:
    report = make_report("甲", slug="work-report", year=2017)
    name, digest = identifier(report), report.text_hash
    taken_out(report)
    again = Report.objects.create(title="甲", slug="work-report", year=2017, place_id="620100", first_key="620100/2017/work-report",
                                  text_hash=digest, status="published")
    assert identifier(again) != name


@pytest.mark.django_db(transaction=True)
def test_what_is_being_written_now_belongs_to_the_next_harvest(client: Client) -> None:
    """A record may bear a time before that of an answer which could not hold it yet; whoever goes on from there finds it."""
    report = make_report("甲")
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("update archive_report set title = '改' where id = %s", [report.pk])
        root = ask(client, **ALL)
        other.commit()
    finally:
        other.close()
    then = root.findtext(f"{OAI}responseDate")
    stamp = headers(ask(client, **ALL))[0].findtext(f"{OAI}datestamp")
    assert then <= stamp
    assert harvested(client, from_=then) == [identifier(report)]


# Hostile text

@pytest.mark.parametrize("text", ["<script>&\"']]>", "\x01\x02\x0b\x1f", "\ufffe\uffff", "𠮷野家", "\x85\u2028", "<?xml?><!--"])
def test_whatever_a_title_holds_the_answer_is_xml(client: Client, text: str) -> None:
    report = make_report("甲", title=text, speaker=text, source=text)
    titles = [value for name, value in described(client, report) if name == "title"]
    assert titles == ["".join("\ufffd" if each in "\x01\x02\x0b\x1f\ufffe\uffff" else each for each in text)]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60))
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_at_all_can_be_harvested(client: Client, text: str) -> None:
    report = make_report("甲", title=text)
    ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=full(report))
