"""Search over several reports: counts, facets, order, pages, marks, and what bad parameters get."""
from urllib.parse import quote

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from archive.models import Paragraph, Report
from archive.query import read
from archive.search import FacetValue, answers, asking, highlights, search, statement, sums
from archive.search.cursors import Place, written
from archive.search.matching import rechecked
from tests.factories import make_place, make_report

db = pytest.mark.django_db


def look(**params) -> answers.Results:
    asked = QueryDict(mutable=True)
    asked.update(params)
    return search(asked)


def texts(results: answers.Results) -> list[str]:
    return [hit.paragraph.text for hit in results.hits]


def notes(results: answers.Results) -> list[str]:
    return [str(note) for note in results.reading.notes]


@pytest.fixture(autouse=True, params=[0, 5_000], ids=["as if much were found", "as little is found"])
def _way(request, monkeypatch):
    """Whichever way a search goes, it finds the same."""
    monkeypatch.setattr(statement, "MANY", request.param)


@pytest.fixture
def archive():
    make_place("110100", "北京市辖区")
    make_place("620100", "兰州市")
    make_report("强省会行动", "发展教育", place="620100", year=2017, part="plan", speaker="王明")
    make_report("强省会会议，强省会", "发展桥梁", place="110100", year=2020, part="review", kind="policy")
    make_report("再谈强省会", place=None, year=None)


@db
def test_counts_paragraphs_and_reports(archive):
    results = look(q="强省会")
    assert (results.count, results.report_count, results.page, results.page_count) == (3, 3, 1, 1)


NATION, GANSU, LANZHOU = ("000000", "全国"), ("620000", "甘肃省"), ("620100", "兰州市")


def tallies(results: answers.Results, name: str) -> dict:
    return {value.value: value.count for value in results.facets[name]}


def chosen(results: answers.Results) -> set:
    return {(name, value.value) for name, values in results.facets.items() for value in values if value.selected}


@db
def test_facets_count_every_value(archive):
    assert look(q="强省会").facets == {
        "year": [FacetValue(2020, "2020", 1), FacetValue(2017, "2017", 1), FacetValue(None, "未注明日期", 1)],
        "place": [FacetValue(*NATION, 2), FacetValue(None, "未定地区", 1), FacetValue("110000", "北京市", 1),
                  FacetValue("110100", "北京市辖区", 1), FacetValue(*GANSU, 1), FacetValue(*LANZHOU, 1)],
        "level": [FacetValue("prefecture", "地级", 2), FacetValue(None, "未定地区", 1)],
        "kind": [FacetValue("work_report", "政府工作报告", 2), FacetValue("policy", "政策文件", 1)],
        "part": [FacetValue(None, "其他部分", 1), FacetValue("plan", "工作安排", 1), FacetValue("review", "工作回顾", 1)],
        "speaker": [FacetValue(None, "未注明", 2), FacetValue("王明", "王明", 1)],
    }


@db
def test_a_facet_counts_under_the_other_filters_and_not_its_own(archive):
    results = look(q="强省会", kind="policy")
    assert (results.count, tallies(results, "kind"), tallies(results, "year")) == (1, {"work_report": 2, "policy": 1}, {2020: 1})
    results = look(q="强省会", kind="policy", year="2017")
    assert (results.count, tallies(results, "kind"), tallies(results, "year")) == (0, {"work_report": 1}, {2020: 1})
    assert tallies(results, "place") == {}


@db
def test_several_values_of_a_facet_are_found_together(archive):
    results = search(QueryDict("q=强省会&year=2017&year=undated"))
    assert (results.count, chosen(results)) == (2, {("year", 2017), ("year", None)})
    assert tallies(results, "year") == {2020: 1, 2017: 1, None: 1}
    results = search(QueryDict("q=强省会&part=plan&part=review&place=620000&place=110100"))
    assert (results.count, chosen(results)) == (2, {("part", "plan"), ("part", "review"), ("place", "620000"), ("place", "110100")})


@db
def test_a_chosen_value_is_selected(archive):
    assert chosen(look(q="强省会", year="2017", place="620100")) == {("year", 2017), ("place", "620100")}
    assert chosen(look(q="强省会", year="undated")) == {("year", None)}
    assert chosen(look(q="强省会", year_min="2020", year_max="2020")) == {("year", 2020)}
    assert chosen(look(q="强省会", year_min="2017", year_max="2020")) == set()


@db
def test_a_place_counts_all_below_it(archive):
    make_place("620102", "城关区", "county")
    make_report("城关区的强省会", place="620102", year=2021)
    assert tallies(look(q="强省会"), "place") == {
        "000000": 3, "620000": 2, "620100": 2, "620102": 1, "110000": 1, "110100": 1, None: 1}


@db
def test_a_county_that_a_province_held_itself_counts_once_in_it():
    """As those of Hainan did until 2002, whose codes name no prefecture."""
    make_place("460000", "海南省", "province")
    make_place("460021", "琼山县", "county")
    make_report("建省以后的强省会", place="460021", year=1990)
    make_report("省的强省会", place="460000", year=1990)
    assert tallies(look(q="强省会"), "place") == {"000000": 2, "460000": 2, "460021": 1}


@db
def test_no_more_than_the_most_frequent_values_are_told(monkeypatch):
    monkeypatch.setattr(sums, "MOST_VALUES", 2)
    for year, speaker, many in ((2001, "甲", 1), (2002, "乙", 3), (2003, "丙", 2)):
        make_report(*["强省会"] * many, year=year, speaker=speaker)
    results = look(q="强省会")
    assert tallies(results, "year") == {2002: 3, 2003: 2}
    assert tallies(results, "speaker") == {"乙": 3, "丙": 2}


@db
def test_places_of_a_chosen_province_are_told_though_others_hold_more(archive, monkeypatch):
    monkeypatch.setattr(sums, "MOST_VALUES", 2)
    assert set(tallies(look(q="强省会"), "place")) <= {"000000", None, "110000", "620000"}
    assert {"620000", "620100"} <= set(tallies(look(q="强省会", place="620000"), "place"))


CHOICES = {
    "year": ["2017", "2020", "undated"], "place": ["000000", "620000", "620100", "110100", "unplaced"], "level": ["prefecture"],
    "kind": ["work_report", "policy"], "part": ["plan", "review"], "speaker": ["王明"],
}


@db
@pytest.mark.parametrize("typed", ["强省会", "发展", "发展 教育", "强省会|教育", "强省会 -会议", ""])
@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_a_facet_tells_what_choosing_its_value_gives(archive, typed, sort):
    """Whatever else is chosen, and however the search goes."""
    pairs = [(name, value) for name, values in CHOICES.items() for value in values]
    for others in [*([pair] for pair in pairs), [("year", "2017"), ("kind", "policy")], [("part", "plan"), ("place", "620000")]]:
        params = f"q={typed}&sort={sort}&" + "&".join(f"{name}={value}" for name, value in others)
        facets = search(QueryDict(params)).facets
        for name, value in pairs:
            alone = f"q={typed}&sort={sort}&{name}={value}&" + "&".join(f"{n}={v}" for n, v in others if n != name)
            told = {parameter_of(name, one.value): one.count for one in facets[name]}
            results = search(QueryDict(alone))
            assert (params, name, value, told.get(value, 0)) == (params, name, value, results.count)
            assert len(results.hits) == results.count


def parameter_of(name: str, value: str | int | None) -> str:
    return str(value) if value else {"year": "undated", "place": "unplaced"}.get(name, "")


@db
def test_more_choices_than_a_reader_makes_are_refused_in_words(archive):
    results = search(QueryDict("q=强省会&" + "&".join(f"year={year}" for year in range(2000, 2021))))
    assert (results.count, results.is_refused, notes(results)) == (0, True, ["条件太多：最多 20 个，请去掉一些。"])


@db
@pytest.mark.parametrize(("typed", "count"), [
    ("强省会 place:兰州市", 1), ("强省会 place:兰州", 1), ("强省会 place:620100", 1), ("强省会 place:unplaced", 1), ("强省会 -place:兰州市", 2),
    ("强省会 year:2017", 1), ("强省会 year:2017..2020", 2), ("强省会 year:2018..", 1), ("强省会 year:..2019", 1), ("强省会 year:undated", 1),
    ("强省会 kind:policy", 1), ("强省会 文种:政策文件", 1), ("强省会 level:prefecture", 2), ("强省会 part:plan", 1), ("强省会 -part:plan", 2),
    ("强省会 speaker:王明", 1), ("强省会 speaker:王", 1), ("强省会 place:兰州市 year:2020", 0), ("强省会 (place:兰州市 | year:2020)", 2),
    ("place:兰州市", 2),
])
def test_fields_ask_for_what_the_report_says_of_itself(archive, typed, count):
    assert look(q=typed).count == count


@db
def test_a_heading_is_asked_for_in_the_path_of_the_section():
    make_report("强省会起步", "一、民生實事", "办好强省会的学校", "二、工业", "强省会之基")
    assert texts(look(q="强省会 heading:民生实事")) == ["办好强省会的学校"]
    assert texts(look(q="强省会 -heading:民生 -标题:工业")) == ["强省会起步"]


@db
def test_a_place_that_is_not_known_is_said(archive):
    assert notes(look(q="强省会 place:巴黎")) == ["没有叫“巴黎”的地区：可以写名称、简称或六位代码。"]


@db
def test_only_published_reports_are_found(archive):
    make_report("强省会草稿", status=Report.Status.DRAFT)
    make_report("强省会撤回", status=Report.Status.WITHDRAWN, withdrawn_reason="误传")
    assert look(q="强省会").count == 3
    assert look(q="草稿").count == look(place="620100", q="撤回").count == 0


@db
def test_sorted_by_date_the_undated_come_last_both_ways(archive):
    assert texts(look(q="强省会", sort="newest")) == ["强省会会议，强省会", "强省会行动", "再谈强省会"]
    assert texts(look(q="强省会", sort="oldest")) == ["强省会行动", "强省会会议，强省会", "再谈强省会"]


@db
def test_what_holds_the_words_oftener_in_less_text_is_more_relevant():
    make_report("强省会与其他许多事情，说来话长", "强省会", "强省会强省会强省会")
    assert texts(look(q="强省会")) == ["强省会强省会强省会", "强省会", "强省会与其他许多事情，说来话长"]


@db
def test_of_alternatives_the_rarer_word_weighs_more():
    make_report("甲乙丙", "发展一", "发展二", "发展三", "发展四", "貔貅五")
    assert texts(look(q="发展|貔貅"))[0] == "貔貅五"


@db
@pytest.mark.parametrize("typed", ["强省会", "强省会|教育"])
def test_of_equals_titles_and_headings_come_first(typed):
    make_report("发展教育", "强省会一", "强省会二", "二、强省", "强省会三")
    Paragraph.objects.filter(text="强省会二").update(kind="heading")
    Paragraph.objects.filter(text="强省会三").update(kind="title")
    found = [text for text in texts(look(q=typed)) if text.startswith("强省会")]
    assert found == ["强省会二", "强省会三", "强省会一"]


@db
def test_equals_keep_the_order_in_which_they_were_stored():
    make_report("强省会一", "强省会二", "强省会三")
    assert texts(look(q="强省会")) == ["强省会一", "强省会二", "强省会三"]


@db
def test_filters_without_words_list_the_newest_first(archive):
    results = look(kind="work_report")
    assert (texts(results), results.count) == (["强省会行动", "发展教育", "再谈强省会"], 3)


@db
def test_nothing_asked_gives_nothing_and_says_so(archive):
    results = look()
    assert (results.count, results.hits, notes(results)) == (0, [], ["请输入要找的词，或选一个条件。"])
    assert set(results.facets) == {"year", "place", "level", "kind", "part", "speaker"}


@db
def test_words_that_cannot_be_looked_for_do_not_fall_back_on_the_filters(archive):
    results = look(q="！！", kind="work_report")
    assert (results.count, notes(results)) == (0, ["“！！”里没有汉字、字母或数字，已略去。", "查询中没有可以检索的词。"])


@db
@pytest.mark.parametrize(("name", "value"), [
    ("sort", "best"), ("group", "words"), ("page", "0"), ("page", "²"), ("cursor", "x"), ("cursor", "é"),
    ("cursor", "WyJyZWxldmFuY2UiXQ"), ("cursor", written(Place("newest", False, (1.0, 1, 1)))),
    ("cursor", written(Place("relevance", False, (float("inf"), 1, 1)))), ("cursor", written(Place("relevance", False, (1, 2**70, 1)))),
])
def test_a_parameter_that_makes_no_sense_is_noted_and_left_out(archive, name, value):
    results = look(q="强省会", **{name: value})
    assert results.count == 3
    assert len(notes(results)) == 1
    assert notes(results)[0].startswith(f"参数 {name} 的值“{value[:40]}")


@db
@pytest.mark.parametrize(("number", "told"), [("51", "51"), ("0051", "51"), ("1" * 5000, "1" * 40 + "…")])
def test_a_page_beyond_the_last_with_a_number_is_said_to_be_that(archive, number, told):
    results = look(q="强省会", page=number)
    assert (results.count, results.page, notes(results)) == (3, 1, [f"按页码最多到第 50 页，没有第 {told} 页。"])


@db
@pytest.mark.parametrize("asked", ["q=强省会", "", "q=强省会&group=report", "q=强省会&group=lines"])
@pytest.mark.parametrize(("name", "value"), [
    ("place", "兰州"), ("level", "x"), ("kind", "x"), ("year", "x"), ("year_min", "x"), ("year_max", "x"), ("part", "x"), ("place", "\0")])
def test_a_condition_that_makes_no_sense_finds_nothing(archive, asked, name, value):
    results = search(QueryDict(f"{asked}&{name}={quote(value)}"))
    assert (results.count, results.is_refused, len(notes(results))) == (0, True, 1)
    assert notes(results)[0].startswith(f"参数 {name} 的值“{value}”无法理解；可以是：")


@db
def test_of_several_values_the_one_that_makes_no_sense_is_named(archive):
    assert notes(search(QueryDict("q=强省会&level=x&level=county"))) == ["参数 level 的值“x”无法理解；可以是：nation, province, prefecture, county。"]


@db
@pytest.mark.parametrize("asked", ["q=强省会 level:乡", "q=强省会 -level:乡", "q=强省会 | level:乡", "q=level:乡", "q=强省会 -place:火星", "q=强省会 | year:2020..2017"])
def test_a_field_that_makes_no_sense_finds_nothing_wherever_it_stands(archive, asked):
    results = search(QueryDict(asked))
    assert (results.count, results.is_refused, len(notes(results))) == (0, True, 1)


@db
def test_a_parameter_that_nobody_asks_about_is_noted(archive):
    results = search(QueryDict("q=强省会&plcae=620000&utm_source="))
    assert (results.count, notes(results)) == (3, [
        "没有名为“plcae”的参数；可以用：q, place, level, kind, year, year_min, year_max, speaker, part, sort, group, cursor, page。"])
    assert len(notes(search(QueryDict("&".join(f"x{n}=1" for n in range(99)) + "&q=强省会")))) == 3


@db
@pytest.mark.parametrize("query", [
    "'; drop table archive_report; --", "%", "_%_", "\\", "a' or '1'='1", "<script>alert(1)</script>", "%s %(x)s {0}", "强\0省会", "强" * 10_000,
    "(((", "”“", "'a':*", "a & b | !c", ":*", "a\\", "| | |", "-", "$1", "\ud800强", "强" + "\u0301" * 400,
])
def test_hostile_queries_get_a_normal_answer(archive, query):
    assert look(q=query).count >= 0
    assert Report.objects.count() == 3


@db
def test_a_place_that_is_called_otherwise_since_is_told_by_its_new_name(archive):
    assert "兰州市" in [value.label for value in look(q="强省会").facets["place"]]
    place = make_place("620100")
    place.name = "金城市"
    place.save()
    assert {"兰州市", "金城市"} & {value.label for value in look(q="强省会").facets["place"]} == {"金城市"}


@db
def test_a_page_takes_three_queries_at_most(archive):
    look(q="强省会")  # what places are called is remembered
    with CaptureQueriesContext(connection, ) as queries:
        assert look(q="强省会").hits[0].paragraph.report.place_label
    asked = [query for query in queries.captured_queries if "select" in query["sql"].lower()]
    assert len(asked) == 1  # and the statement itself, which goes past Django's cursor


@db
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_cursors_lead_through_all_hits_and_back(sort):
    for year in (2019, 2018, None, 2020):
        make_report(*(f"强省会{'会' * (n % 3)}{n}号" for n in range(13)), year=year)
    pages, cursor = [], ""
    while cursor is not None:
        results = look(q="强省会", sort=sort, cursor=cursor)
        pages.append(texts(results))
        cursor = results.next_cursor
    assert [len(page) for page in pages] == [20, 20, 12]
    everything = [text for number in ("1", "2", "3") for text in texts(look(q="强省会", sort=sort, page=number))]
    assert [text for page in pages for text in page] == everything
    for page in (pages[1], pages[0]):
        results = look(q="强省会", sort=sort, cursor=results.previous_cursor)
        assert texts(results) == page
    assert results.previous_cursor is None
    assert texts(look(q="强省会", sort=sort, cursor=results.next_cursor)) == pages[1]


@pytest.mark.parametrize(("typed", "is_aside"), [
    ("规定 year:2017", True), ("(规定|服务) place:兰州", True), ("规定 year:2017 place:兰州", False), ("year:2017 -规定", False), ("规定 speaker:李明", False)])
def test_a_field_that_leaves_many_reports_is_asked_of_what_was_found(typed, is_aside):
    sql, _ = rechecked(read(typed).root, is_scored=True)
    assert ("is true" in sql) == is_aside


@db
def test_a_search_that_takes_too_long_says_what_to_do(archive, monkeypatch):
    monkeypatch.setattr(answers, "SETTINGS", answers.SETTINGS.replace(f"'{asking.SECONDS}s'", "'100ms'"))
    monkeypatch.setattr(statement, "SNAPSHOT", statement.SNAPSHOT.replace("select 'snapshot',", "select 'snapshot' || pg_sleep(2),"))
    results = look(q="强省会")
    assert (results.count, notes(results)) == (0, ["查询太宽，5 秒内没有做完：请再加一个词或条件。"])


@pytest.mark.django_db(transaction=True)
def test_a_search_begins_and_ends_no_transaction_and_leaves_no_limit_behind():
    make_report("强省会行动")
    with CaptureQueriesContext(connection) as sent:
        assert look(q="强省会").count == 1
    assert not {"BEGIN", "COMMIT"}.intersection(query["sql"] for query in sent)
    assert limits() == ["0", "auto"]


@pytest.mark.django_db(transaction=True)
def test_after_a_search_that_took_too_long_the_next_one_is_answered(monkeypatch):
    make_report("强省会行动")
    with monkeypatch.context() as patched:
        patched.setattr(answers, "SETTINGS", answers.SETTINGS.replace(f"'{asking.SECONDS}s'", "'100ms'"))
        patched.setattr(statement, "SNAPSHOT", statement.SNAPSHOT.replace("select 'snapshot',", "select 'snapshot' || pg_sleep(2),"))
        assert notes(look(q="强省会")) == ["查询太宽，5 秒内没有做完：请再加一个词或条件。"]
    assert look(q="强省会").count == 1
    assert limits() == ["0", "auto"]


def limits() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('statement_timeout'), current_setting('plan_cache_mode')")
        return list(cursor.fetchone())


@pytest.mark.parametrize(("text", "query", "spans"), [
    ("实施强省会行动，强省会", "强省会", [(2, 5), (8, 11)]),
    ("實施強省會行動", "强省会", [(2, 5)]),
    ("总值３，４２０亿元", "3420亿元", [(2, 9)]),
    ("政 府 工 作 报 告 ", "政府工作", [(0, 7)]),
    ("强省会议", "强省会 省会议", [(0, 4)]),
    ("强省会议", "强省 会议", [(0, 2), (2, 4)]),
    ("人人人", "人人", [(0, 3)]),
    ("达到1342亿元", "342亿元", []),
    ("强省会 兰州", "强省会 -兰州", [(0, 3)]),
    ("约5㎡地", "5m2", [(1, 3)]),
    ("cafe\u0301馆", "café", [(0, 5)]),
    ("访问𠮷野", "𠮷野", [(2, 4)]),
    ("兰州", "！", []),
])
def test_highlights_are_on_the_reading_text(text, query, spans):
    assert highlights(text, read(query)) == spans


@db
@pytest.mark.parametrize("word", ["湖", "湖水", "湖水清"])
def test_pages_of_any_length_put_the_same_hits_in_the_same_order(word):
    for number in range(6):
        texts = [f"湖水清{'又深' * (number * length % 5)}。" + "湖水清" * (length % 3) for length in range(7)]
        make_report(*texts, "山高路远。", part=["plan", None, "review"][number % 3], year=2015 + number)
    whole = [hit.paragraph.pk for hit in search(QueryDict(f"q={word}"), per_page=50).hits]
    paged = [hit.paragraph.pk for page in range(1, 10) for hit in search(QueryDict(f"q={word}&page={page}"), per_page=5).hits]
    assert len(whole) == 42
    assert paged[:42] == whole
