"""The API as scripts are promised it."""
import json
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode

from archive.holdings import publication
from archive.models import Edit, FormerAddress, Original, Place, Report, Section, Token, Witness
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def get(client: Client, path: str, **params: str) -> dict:
    """The JSON of an answer that is as it should be."""
    answer = client.get(f"/api/v1/{path}", params)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.json()


def refused(client: Client, path: str, status: int, **params: str) -> str:
    """The words of an answer that says no."""
    answer = client.get(f"/api/v1/{path}", params)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.json()["error"]


@pytest.fixture
def report():
    make_place("620100", "兰州市")
    report = make_report("开场白", "一、工作回顾", "實施强省会行动", place="620100", year=2017, slug="work-report", part="review",
                         speaker="王明", delivered_on=date(2017, 1, 3), warnings=[{"pattern": "缺 {n} 字", "values": {"n": 2}}],
                         supplied=["year"], suggestions={"place": "620102"})
    inner = Section.objects.create(report=report, parent=report.sections.get(position=2), position=9, level=2, number="（一）", heading="内",
                                   path=["一、工作回顾", "（一）内"])
    report.paragraphs.filter(position=3).update(section=inner, flags=["ocr"])
    Edit.objects.create(report=report, paragraph=report.paragraphs.get(position=3), position=0, kind="script", start=4, end=5, before="实", after="實")
    Edit.objects.create(report=report, position=1, kind="copy", start=90, end=99, before="旧文", after="")
    original = Original.objects.create(sha256="a" * 64, size=321)
    Witness.objects.create(report=report, original=original, names=["甲.txt"], relation="same")
    return report


def test_search_gives_the_promised_shape(client, report):
    paragraph = report.paragraphs.get(position=3)
    assert get(client, "search/", q="强省会") == {
        "count": 1, "next": None, "previous": None, "query": {"read_as": "强省会", "notes": []},
        "facets": {
            "year": [{"value": 2017, "label": "2017", "count": 1}],
            "place": [{"value": "000000", "label": "全国", "count": 1}, {"value": "620000", "label": "甘肃省", "count": 1},
                      {"value": "620100", "label": "兰州市", "count": 1}],
            "level": [{"value": "prefecture", "label": "地级", "count": 1}],
            "kind": [{"value": "work_report", "label": "政府工作报告", "count": 1}],
            "part": [{"value": "review", "label": "工作回顾", "count": 1}],
            "speaker": [{"value": "王明", "label": "王明", "count": 1}],
        },
        "results": [{
            "token": paragraph.token_id, "url": f"{SITE}/p/{paragraph.token_id}/",
            "report": {"key": "620100/2017/work-report", "url": f"{SITE}/reports/620100/2017/work-report/", "title": "政府工作报告",
                       "place": {"code": "620100", "name": "兰州市"}, "year": 2017, "kind": "work_report"},
            "section": ["一、工作回顾", "（一）内"], "part": "review", "position": 3, "text": "實施强省会行动", "highlights": [[2, 5]],
        }],
    }


def test_search_says_what_it_did_not_follow(client, report):
    assert get(client, "search/", q="强省会 ！")["query"] == {
        "read_as": "强省会", "notes": ["“！”里没有汉字、字母或数字，已略去。"]}


def test_search_leads_on_by_cursor_with_absolute_addresses(client):
    make_report(*(f"强省会{n}" for n in range(45)))
    first = get(client, "search/", q="强省会", place="620000")
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    assert first["next"].startswith(f"{SITE}/api/v1/search/?")
    assert [len(page["results"]) for page in (first, second, third)] == [20, 20, 5]
    assert (first["previous"], third["next"]) == (None, None)
    assert client.get(second["previous"]).json()["results"] == first["results"]
    assert {page["count"] for page in (first, second, third)} == {45}


@pytest.mark.parametrize(("name", "value"), [
    ("place", "兰州"), ("level", "town"), ("kind", "song"), ("year", "last"), ("year_min", "x"), ("part", "x"), ("sort", "best"),
    ("group", "words"), ("cursor", "x")])
def test_a_bad_parameter_is_400_in_words(client, name, value):
    assert refused(client, "search/", 400, q="强省会", **{name: value}).startswith(f"参数 {name} 的值“{value}”无法理解")


def test_a_malformed_query_is_read_as_well_as_can_be(client, report):
    answer = get(client, "search/", q="“强省会 \0'; --")
    assert answer["query"]["notes"] == ["引号没有成对，读到查询末尾为止。"]


def test_english_is_answered_to_who_asks_for_it(client, report):
    answer = client.get("/api/v1/search/?q=强省会", headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert "Accept-Language" in answer["Vary"]


def test_a_report_is_given_whole(client, report):
    tokens = list(report.paragraphs.values_list("token_id", flat=True))
    given = get(client, "reports/620100/2017/work-report/")
    taken_on = given["witnesses"][0].pop("taken_on")
    assert taken_on[:2] == "20"
    assert given == {
        "key": "620100/2017/work-report", "url": f"{SITE}/reports/620100/2017/work-report/", "title": "政府工作报告", "subtitle": "", "kicker": "",
        "kind": "work_report", "place": {"code": "620100", "name": "兰州市"}, "year": 2017, "review_year": None, "plan_year": None,
        "delivered_on": "2017-01-03", "published_on": None, "speaker": "王明", "speaker_role": "", "authors": [], "occasion": "", "issuer": "",
        "source": "", "language": "zh-Hans", "is_sample": False, "supplied": ["year"], "suggestions": {"place": "620102"},
        "warnings": ["缺 2 字"], "edits": [{"kind": "copy", "start": 90, "end": 99, "before": "旧文", "after": ""}],
        "witnesses": [{"names": ["甲.txt"], "sha256": "a" * 64, "bytes": 321, "relation": "same", "likeness": None, "warnings": []}],
        "sections": [
            {"number": "", "heading": "", "level": 0, "part": "review", "sections": [], "paragraphs": [
                {"token": tokens[0], "url": f"{SITE}/p/{tokens[0]}/", "position": 1, "kind": "body", "part": "review", "text": "开场白", "flags": [], "edits": []}]},
            {"number": "一、", "heading": "工作回顾", "level": 1, "part": "review", "paragraphs": [
                {"token": tokens[1], "url": f"{SITE}/p/{tokens[1]}/", "position": 2, "kind": "heading", "part": "review", "text": "一、工作回顾", "flags": [], "edits": []}],
             "sections": [{"number": "（一）", "heading": "内", "level": 2, "part": None, "sections": [], "paragraphs": [
                {"token": tokens[2], "url": f"{SITE}/p/{tokens[2]}/", "position": 3, "kind": "body", "part": "review", "text": "實施强省会行动",
                 "flags": ["ocr"], "edits": [{"kind": "script", "start": 4, "end": 5, "before": "实", "after": "實"}]}]}]},
        ],
    }


def test_a_report_of_an_area_without_a_code_keeps_its_name(client):
    make_report("甲", place="620100", year=2020, slug="new-area", place_name="兰州新区")
    assert get(client, "reports/620100/2020/new-area/")["place"] == {"code": "620100", "name": "兰州新区"}


def test_a_report_without_place_and_year_has_null_for_both(client):
    make_report("甲", place=None, year=None, slug="found")
    given = get(client, "reports/unplaced/undated/found/")
    assert (given["place"], given["year"], given["key"]) == (None, None, "unplaced/undated/found")


def test_reports_are_listed_newest_first_without_their_sections(client, report):
    make_report("乙", place="620100", year=2020, kind="policy")
    make_report("丙", place="620100", year=2021, status=Report.Status.DRAFT)
    listed = get(client, "reports/")
    assert (listed["count"], listed["next"], listed["previous"]) == (2, None, None)
    assert [entry["year"] for entry in listed["results"]] == [2020, 2017]
    whole = get(client, "reports/620100/2017/work-report/")
    assert listed["results"][1] == {name: value for name, value in whole.items() if name != "sections"}
    assert [entry["kind"] for entry in get(client, "reports/", kind="policy")["results"]] == ["policy"]


def test_the_list_of_reports_takes_a_constant_number_of_queries(client, django_assert_max_num_queries):
    for _ in range(5):
        make_report("甲", "乙")
    with django_assert_max_num_queries(5):
        get(client, "reports/")


def test_a_paragraph_is_given_with_where_it_stands(client, report):
    paragraph = report.paragraphs.get(position=3)
    given = get(client, f"paragraphs/{paragraph.token_id}/")
    assert given["report"]["key"] == report.key
    assert (given["section"], given["text"], given["flags"]) == (["一、工作回顾", "（一）内"], "實施强省会行动", ["ocr"])
    assert given["edits"] == [{"kind": "script", "start": 4, "end": 5, "before": "实", "after": "實"}]


def test_a_token_is_read_as_crockford_reads_it(client, report):
    token = report.paragraphs.get(position=1).token_id
    answer = client.get(f"/api/v1/paragraphs/{token.lower().replace('0', 'o').replace('1', 'l')}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/paragraphs/{token}/")
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", [
    "paragraphs/ABCDEFGHJK/", "paragraphs/强/", "paragraphs/ABC/", "reports/620100/1900/work-report/", "reports/x/", "nothing/", "search/x", "a%0Ab/", "reports/620100/2017/a%2Fb%0A/", "../", "../v2/reports/"])
def test_what_is_nowhere_is_404_in_words(client, path):
    assert refused(client, path, 404) == "这个地址没有内容。"


def test_a_draft_is_404_with_its_paragraphs(client):
    draft = make_report("甲", place="620100", year=2020, slug="draft", status=Report.Status.DRAFT)
    assert refused(client, "reports/620100/2020/draft/", 404)
    assert refused(client, f"paragraphs/{draft.paragraphs.get().token_id}/", 404)


def test_a_withdrawn_report_is_410_with_the_reason_and_its_paragraphs_too(client, report):
    publication.withdraw(report, None, "来源有误")
    for path in ("reports/620100/2017/work-report/", f"paragraphs/{report.paragraphs.first().token_id}/"):
        assert refused(client, path, 410) == f"这份报告已于 {timezone.localdate().isoformat()} 由文库撤回：来源有误"


def test_a_token_whose_paragraph_was_taken_out_is_410(client, report):
    Token.objects.create(value="ABCDEFGHJK", report=report, given_on="2020-01-01T00:00:00Z")
    assert refused(client, "paragraphs/ABCDEFGHJK/", 410) == "这一段已不在报告《政府工作报告》中。"


def test_a_former_address_redirects(client, report):
    FormerAddress.objects.create(key="620000/2016/old", report=report)
    answer = client.get("/api/v1/reports/620000/2016/old/")
    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/reports/620100/2017/work-report/")


def test_places_are_listed_with_what_they_hold(client, report):
    make_place("620000", "甘肃省", "province")
    Place.objects.filter(code="620100").update(parent="620000", name="兰州市")
    listed = {place["code"]: place for place in get(client, "places/", parent="620000")["results"]}
    assert listed["620100"] == {"code": "620100", "name": "兰州市", "level": "prefecture", "parent": "620000", "report_count": 1}
    assert {place["level"] for place in get(client, "places/", level="prefecture")["results"]} == {"prefecture"}
    assert refused(client, "places/", 400, level="town") == "参数 level 的值“town”无法理解；可以是：nation, province, prefecture, county。"
    assert get(client, "places/", parent="\0")["count"] == 0


def test_the_address_above_leads_to_the_page_of_the_api(client):
    assert client.get("/api/v1/")["Location"] == client.get("/api/")["Location"] == "/api/v1/docs/"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["search/", "reports/", "places/", "paragraphs/ABCDEFGHJK/", "reports/620100/2017/work-report/"])
def test_nothing_can_be_written(client, method, path):
    answer = getattr(client, method)(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()) == (405, {"error": "接口只供读取，只接受 GET。"})


def test_search_text_is_data_and_never_html(client):
    make_report("<script>强省会</script>")
    answer = client.get("/api/v1/search/?" + urlencode({"q": "强省会"}))
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content)["results"][0]["text"] == "<script>强省会</script>"
