"""What a page, a table's row or whoever hands a text in says of it, beside what the text says itself."""
from datetime import date

import pytest

from archive.text.document import read_document
from archive.text.extracted import Extracted
from archive.text.identity import Identity
from archive.text.metadata import read_metadata, unknown_columns
from archive.text.vocabulary import Kind

PROSE = "这一年，我们坚持稳中求进，统筹推进改革发展各项工作，群众的获得感不断增强，经济建设迈出新步伐，政府职能加快转变。"
SPEECH = f"各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n{PROSE}\n{PROSE}"
ARTICLE = f"某地推进项目建设纪实\n{PROSE}\n{PROSE}"


def identity(text: str, wished: dict[str, str] | None = None, **metadata: str) -> Identity:
    return read_document(Extracted("无名", text, metadata=metadata), "无名", wished=wished).identity


def told(text: str, **metadata: str) -> str:
    """The warnings, in one."""
    return "".join(map(str, identity(text, **metadata).warnings))


def test_columns_fill_what_the_text_does_not_say_and_are_supplied_with_their_evidence():
    found = identity(SPEECH, title="政府工作报告", 地区="兰州市", year="2019", speaker="张伟文", 职务="市长", delivered_on="2019-01-08", source="某网")
    assert (found.title, found.place, found.year, found.speaker, found.speaker_role, found.delivered_on, found.source) == (
        "政府工作报告", "620100", 2019, "张伟文", "市长", date(2019, 1, 8), "某网")
    assert {"title", "place", "year", "speaker", "speaker_role", "delivered_on", "source"} <= set(found.supplied)
    assert (found.evidence["place"], found.evidence["year"]) == ("地区：兰州市", "year：2019")


@pytest.mark.parametrize("written", ["市长 张伟文", "张伟文市长", "兰州市市长　张伟文"])
def test_a_column_with_the_speaker_s_role_tells_both(written):
    found = identity(SPEECH, 报告人=written)
    assert (found.speaker, found.speaker_role.removeprefix("兰州市")) == ("张伟文", "市长")
    assert found.evidence["speaker"] == found.evidence["speaker_role"] == f"报告人：{written}"
    assert identity(SPEECH, 报告人=written, 职务="代市长").speaker_role == "代市长"


def test_place_and_year_read_from_a_title_that_is_not_in_the_text_are_supplied_too():
    found = identity(SPEECH, title="2019年兰州市政府工作报告")
    assert (found.place, found.year, found.kind) == ("620100", 2019, Kind.WORK_REPORT)
    assert {"title", "place", "year"} <= set(found.supplied)


def test_what_the_text_says_goes_first_and_is_not_supplied():
    found = identity(f"2019年兰州市政府工作报告\n{SPEECH}", title="2019年兰州市政府工作报告", place="620100", year="2019")
    assert (found.place, found.year, found.supplied, found.warnings) == ("620100", 2019, (), ())


@pytest.mark.parametrize(("column", "value"), [("year", "2018"), ("place", "620200"), ("title", "白银市统计公报"), ("kind", "article")])
def test_a_contradiction_is_a_warning_and_changes_nothing(column, value):
    report = f"2019年兰州市政府工作报告\n{SPEECH}"
    found = identity(report, **{column: value})
    assert (found.kind, found.place, found.year, found.title) == (Kind.WORK_REPORT, "620100", 2019, "2019年兰州市政府工作报告")
    assert value in told(report, **{column: value})


def test_a_title_that_is_the_longer_form_of_the_texts_own_contradicts_nothing():
    assert "标题" not in told(ARTICLE, title="某地推进项目建设纪实（附图）")


def test_an_index_number_gives_the_year_before_the_date_of_publication_and_the_files_name():
    text = f"索引号：000014349/1996-00077\n发布日期：2018年12月24日\n国务院办公厅关于加强某项工作的通知\n各有关部门：\n{PROSE}"
    found = read_document(Extracted("国务院_2019_通知.html", text, metadata={"索引号": "000014349/1996-00077"}), "国务院_2019_通知.html").identity
    assert (found.year, found.evidence["year"]) == (1996, "索引号：000014349/1996-00077")
    assert "year" not in found.supplied


@pytest.mark.parametrize(("column", "value"), [("year", "去年"), ("place", "某某某"), ("place", "123456"), ("kind", "诗"), ("delivered_on", "2019-02-30")])
def test_a_value_that_cannot_be_read_is_a_warning_that_quotes_it(column, value):
    assert value in told(ARTICLE, **{column: value})


def test_other_columns_are_let_be():
    assert identity(ARTICLE, 备注="无", url="http://example.org") == identity(ARTICLE)


def test_a_kind_is_told_by_its_name_or_its_word():
    assert [read_metadata({"文种": said}).fields["kind"] for said in ("政策文件", "policy")] == [Kind.POLICY] * 2


def test_a_kind_is_taken_where_the_text_shows_none():
    found = identity("我在风里唱着一首歌\n" * 12, kind="article")
    assert (found.kind, "kind" in found.supplied) == (Kind.ARTICLE, True)


def test_what_is_wished_goes_before_what_the_text_says():
    found = identity(f"2019年兰州市政府工作报告\n{SPEECH}", wished={"place": "620200", "year": "2018", "kind": "other", "title": "别的"}, year="2017")
    assert (found.place, found.year, found.kind, found.title) == ("620200", 2018, Kind.OTHER, "别的")
    assert {"place", "year", "kind", "title"} <= set(found.supplied)


def test_long_values_are_cut_to_what_a_field_holds():
    assert len(identity(ARTICLE, source="某" * 5000).source) <= 200


def test_columns_that_name_nothing_are_known():
    assert unknown_columns(["file", "年份", "Title", "备注"], "file") == ["备注"]


@pytest.mark.parametrize(("columns", "place"), [
    ({"省份": "甘肃省", "城市": "天水市"}, "620500"), ({"province": "安徽省", "city": "黄山市", "county": ""}, "341000"),
    ({"省": "北京", "区县": "朝阳区"}, "110105"), ({"省份": "安徽省"}, "340000"), ({"地区": "620100", "省份": "安徽省"}, "620100")])
def test_columns_of_provinces_cities_and_counties_tell_a_place_together(columns, place):
    assert read_metadata(columns).fields == {"place": place}


def test_regions_that_do_not_lie_in_each_other_tell_no_place():
    said = read_metadata({"省份": "甘肃省", "城市": "黄山市"})
    assert not said.fields
    assert "黄山市" in str(said.warnings[0])


@pytest.mark.parametrize("column", ["pub_date", "publish_time", "date", "公开日期"])
def test_the_columns_of_crawlers_tell_when_a_page_was_published(column):
    assert read_metadata({column: "2020-01-20 10:00:00"}).fields == {"published_on": date(2020, 1, 20)}
