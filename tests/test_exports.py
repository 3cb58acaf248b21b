"""Results to take along: the whole of them, exact, safe to open, and with constant memory."""
import csv
import io
import json
import tracemalloc
from threading import Timer
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from archive.exports import safe
from archive.models import Paragraph, Report, Token
from archive.search import whole as source
from archive.text.fold import fold
from tests.factories import make_place, make_report

# An export reads over a connection of its own, which sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True)
HEAD = 8


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return answer.getvalue().decode()


def lines_of(text: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The head by name, and the table's rows."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    head = dict(cell.removeprefix("# ").split(": ", 1) for [cell] in rows[:HEAD])
    return head, [dict(zip(rows[HEAD], row, strict=True)) for row in rows[HEAD + 1:]]


def objects_of(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def make_many(count: int, year: int) -> None:
    """A report of so many paragraphs, each with a match in it."""
    report = make_report("一、教育", year=year)
    section = report.sections.first()
    texts = [f"第{n}项教育，办好人民满意的学校。" for n in range(count)]
    tokens = Token.objects.bulk_create(Token(value=f"{year}{n:06d}", report=report) for n in range(count))
    Paragraph.objects.bulk_create([
        Paragraph(report=report, section=section, position=n + 10, kind="body", text=text, folded=fold(text), token=token)
        for n, (text, token) in enumerate(zip(texts, tokens, strict=True))], batch_size=2000)


def test_a_csv_has_a_row_for_each_paragraph_found(client: Client) -> None:
    make_report("一、教育公平", "教育优先，教育为本。", "水利。", place="620100", year=2023, slug="work-report", part="plan")
    head, rows = lines_of(body(client, "/search.csv?q=教育"))
    token = Paragraph.objects.get(position=2).token_id
    assert [row["text"] for row in rows] == ["一、教育公平", "教育优先，教育为本。"]
    assert rows[1] == {
        "permalink": f"http://testserver/p/{token}/", "token": token, "place_code": "620100", "place": "兰州市", "year": "2023",
        "kind": "work_report", "title": "政府工作报告", "report": "620100/2023/work-report", "is_sample": "false", "section": "一、教育公平", "part": "plan",
        "position": "2", "text": "教育优先，教育为本。", "highlights": "[[0, 2], [5, 7]]"}
    assert head["paragraphs"] == "2"


def test_a_csv_begins_with_a_mark_for_spreadsheets_and_is_handed_out_as_a_file(client: Client) -> None:
    make_report("教育优先。")
    answer = client.get("/search.csv?q=教育")
    assert answer.getvalue().startswith(b"\xef\xbb\xbf# archive: http://testserver/\r\n")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f"attachment; filename*=UTF-8''{quote('教育')}.csv"
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_head_names_query_filters_count_release_and_date(client: Client) -> None:
    make_report("教育优先。", year=2023)
    head, _ = lines_of(body(client, "/search.csv?q=教育 (&year_min=2020&kind=work_report&page=7&sort=relevance"))
    assert head["query"] == "教育 ("
    assert head["read as"] == "教育"
    assert head["not followed"] == "括号没有成对，已略去。"
    assert head["filters"] == "kind=work_report year_min=2020"
    assert head["paragraphs"] == "1"
    assert head["taken"].endswith(f"release: unreleased, {head['taken'][:10]}")
    assert head["address"].startswith("http://testserver/search/?q=")


def test_the_head_has_always_as_many_lines(client: Client) -> None:
    make_report("教育优先。")
    text = body(client, "/search.csv?q=" + quote("教育\n\r\n# 优先\t\"a\","))
    lines = text.removeprefix("\ufeff").split("\r\n")
    assert [line.lstrip('"').startswith("# ") for line in lines[:HEAD + 1]] == [True] * HEAD + [False]
    assert lines[1] == '"# query: 教育 # 优先 ""a"","'
    assert lines_of(text)[0]["query"] == '教育 # 优先 "a",'


def test_what_has_no_place_and_no_year_is_empty(client: Client) -> None:
    make_report("教育优先。", place=None, year=None, slug="x")
    [row] = lines_of(body(client, "/search.csv?q=教育"))[1]
    assert (row["place_code"], row["place"], row["year"], row["report"], row["part"]) == ("", "", "", "unplaced/undated/x", "")
    [_, entry] = objects_of(body(client, "/search.jsonl?q=教育"))
    assert (entry["report"]["place"], entry["report"]["year"], entry["part"]) == (None, None, None)


def test_json_lines_begin_with_the_query_and_then_speak_as_the_api_does(client: Client) -> None:
    make_report("一、教育公平", "教育优先。", part="plan")
    query, *entries = objects_of(body(client, "/search.jsonl?q=教育&year_min=2020"))
    assert query["query"] == {"typed": "教育", "read_as": "教育", "notes": []}
    assert (query["filters"], query["count"]) == ({"year_min": ["2020"]}, 2)
    asked = client.get("/api/v1/search/?q=教育&year_min=2020&sort=oldest").json()["results"]
    assert [entry["report"].pop("is_sample") for entry in entries] == [False, False]
    assert entries == asked


def test_a_sample_is_marked_as_one(client: Client) -> None:
    make_report("教育。", is_sample=True)
    assert [row["is_sample"] for row in lines_of(body(client, "/search.csv?q=教育"))[1]] == ["true"]
    assert objects_of(body(client, "/search.jsonl?q=教育"))[1]["report"]["is_sample"] is True


def test_a_concordance_has_a_row_for_each_occurrence(client: Client) -> None:
    make_report("前" * 50 + "教育" + "后" * 50, "教育，教育。")
    rows = lines_of(body(client, "/search/lines.csv?q=教育"))[1]
    assert [(row["left"], row["match"], row["right"], row["start"]) for row in rows] == [
        ("前" * 40, "教育", "后" * 40, "50"), ("", "教育", "，教育。", "0"), ("教育，", "教育", "。", "3")]


def test_newest_years_come_first_and_oldest_on_demand(client: Client) -> None:
    for year in (2021, None, 2023, 2022):
        make_report("教育。", year=year)
    for sort, years in (("", ["2023", "2022", "2021", ""]), ("&sort=oldest", ["2021", "2022", "2023", ""]), ("&sort=relevance", ["2023", "2022", "2021", ""])):
        assert [row["year"] for row in lines_of(body(client, f"/search.csv?q=教育{sort}"))[1]] == years


def test_it_finds_what_the_page_finds(client: Client) -> None:
    make_place("630100", "西宁市")
    make_report("教育和科技。", year=2022, part="plan")
    make_report("教育。", "职业教育。", place="630100", year=2021)
    make_report("教育。", status=Report.Status.DRAFT)
    make_report("教育。", status=Report.Status.WITHDRAWN, withdrawn_reason="有误")
    for asked in ("q=教育", "q=教育 !职业教育", "q=教育 NEAR/2 科技", "q=教育&place=630100", "q=教育&part=plan", "place=620000", "q=教育 -科技", "q=水利"):
        count = client.get(f"/api/v1/search/?{asked}").json()["count"]
        head, rows = lines_of(body(client, f"/search.csv?{asked}"))
        assert int(head["paragraphs"]) == len(rows) == count, asked


@pytest.mark.parametrize(("asked", "sentence"), [
    ("", "请输入要找的词，或选一个条件。"), ("q=，", "“，”里没有汉字、字母或数字，已略去。"),
    ("q=教育&level=x", "参数 level 的值“x”无法理解；可以是：nation, province, prefecture, county。"),
    ("q=教育&year_min=x", "参数 year_min 的值“x”无法理解；可以是：公元年份。"), ("q=教育 level:乡", "“level:乡”无法理解；可以写：国家、省级、地级、县级。"),
    ("q=教育&plcae=620000", "没有名为“plcae”的参数；可以用：q, place, level, kind, year, year_min, year_max, speaker, part, sort, group, cursor, page。"),
    ("q=place:火星", "没有叫“火星”的地区：可以写名称、简称或六位代码。")])
@pytest.mark.parametrize("form", ["search.csv", "search.jsonl", "search/lines.csv"])
def test_what_cannot_be_followed_is_refused_in_a_sentence(client: Client, form: str, asked: str, sentence: str) -> None:
    answer = client.get(f"/{form}?{asked}")
    assert (answer.status_code, answer.text) == (400, sentence + "\n")


def test_a_concordance_wants_words(client: Client) -> None:
    make_report("教育。")
    assert client.get("/search/lines.csv?place=620100").status_code == 400
    assert len(lines_of(body(client, "/search.csv?place=620100"))[1]) == 1


def test_what_only_asks_for_the_head_costs_nothing(client: Client) -> None:
    answer = client.head("/search.csv?q=教育")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")


def test_one_that_came_too_many_is_told_when_to_ask_again(client: Client) -> None:
    make_report("教育。")
    running = [client.get("/search.csv?q=教育") for _ in range(source.AT_ONCE)]
    refused = client.get("/search.csv?q=教育")
    assert (refused.status_code, refused["Retry-After"]) == (503, "60")
    assert "请过一会儿再试" in refused.text
    for answer in running:
        answer.close()


def test_one_more_waits_a_moment_for_its_turn(client: Client) -> None:
    make_report("教育。")
    running = [client.get("/search.csv?q=教育") for _ in range(source.AT_ONCE)]
    Timer(0.5, running.pop().close).start()
    running.append(client.get("/search.csv?q=教育"))
    assert running[-1].status_code == 200
    for answer in running:
        answer.close()


def test_it_sees_the_archive_as_it_was_when_it_began(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "BATCH", 2)
    for n in range(6):
        make_report(f"教育{n}。", year=2020 + n)
    answer = client.get("/search.csv?q=教育")
    pieces = iter(answer.streaming_content)
    begun = [next(pieces), next(pieces)]
    Report.objects.filter(year__lt=2023).update(status=Report.Status.DRAFT)
    text = b"".join([*begun, *pieces]).decode()
    answer.close()
    assert len(lines_of(text)[1]) == 6


def test_one_that_takes_too_long_is_broken_off_and_looks_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "BATCH", 1)
    monkeypatch.setattr(source, "LONGEST", 0)
    make_report("教育一。", "教育二。")
    answer = client.get("/search.csv?q=教育")
    with pytest.raises(source.BrokenOff):
        answer.getvalue()


def test_what_the_database_cannot_find_in_time_is_refused_before_it_begins(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_report("教育。")
    monkeypatch.setattr(source, "COUNT", "select count(*) from ({found}) found, pg_sleep(1)")
    monkeypatch.setattr(source, "SETTINGS", "select set_config('statement_timeout', '100', true)")
    answer = client.get("/search.csv?q=教育")
    assert (answer.status_code, "没有做完" in answer.text) == (400, True)


def peak(client: Client, address: str) -> tuple[int, int]:
    """Bytes that Python had allocated at most, above what it began with, while each piece was thrown away at once; and lines."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    answer = client.get(address)
    lines = sum(piece.count(b"\n") for piece in answer.streaming_content)
    answer.close()
    most = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return most, lines


def test_memory_is_the_same_for_twenty_times_as_much(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "BATCH", 10)
    make_many(100, 2022)
    make_many(2_000, 2023)
    for form in ("search.csv", "search.jsonl", "search/lines.csv"):
        peak(client, f"/{form}?q=教育&year=2022")  # what is loaded once is loaded
        small, few = peak(client, f"/{form}?q=教育&year=2022")
        large, many = peak(client, f"/{form}?q=教育&year=2023")
        assert many > 18 * few > 1_800
        assert large < 2 * small, (form, small, large)


def cells() -> st.SearchStrategy[str]:
    return st.text() | st.text("=+-@＝＋－＠'\t\r\n甲1", max_size=4)


@given(cells())
def test_no_cell_is_a_formula_and_each_can_be_read_as_it_was(text: str) -> None:
    cell = safe(text)
    assert not cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))
    assert cell.removeprefix("'") == text


def test_what_looks_like_a_formula_is_text_in_every_column(client: Client) -> None:
    make_place("990000", "=岚川省", "province")
    make_report("一、教育", "=cmd|' /C calc'!A0 教育", place="990000", title="@标题")
    row = lines_of(body(client, "/search.csv?q=教育"))[1][1]
    assert (row["text"], row["title"], row["place"]) == ("'=cmd|' /C calc'!A0 教育", "'@标题", "'=岚川省")
    line = lines_of(body(client, "/search/lines.csv?q=教育"))[1][1]
    assert (line["left"], line["match"]) == ("'=cmd|' /C calc'!A0 ", "教育")
    assert objects_of(body(client, "/search.jsonl?q=教育"))[2]["text"] == "=cmd|' /C calc'!A0 教育"
