"""The filters that the site and the API share."""
import pytest
from django.http import QueryDict

from archive.filters import ParagraphFilter, ReportFilter, only_known, unknown_names
from archive.models import Paragraph, Report
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports():
    for code, level in [("620000", "province"), ("620100", "prefecture"), ("620102", "county"), ("623000", "prefecture")]:
        make_place(code, f"地{code}区", level)
    return {
        "province": make_report("甲", place="620000", year=2016, part="review", speaker="王明"),
        "city": make_report("乙", place="620100", year=2017, part="plan"),
        "district": make_report("丙", place="620102", year=2018, kind="policy"),
        "prefecture": make_report("丁", place="623000", year=None),
        "unplaced": make_report("戊", place=None, year=2017),
    }


@pytest.mark.parametrize(("params", "found"), [
    ("", {"province", "city", "district", "prefecture", "unplaced"}),
    ("place=620000", {"province", "city", "district", "prefecture"}),
    ("place=620100", {"city", "district"}),
    ("place=620102", {"district"}),
    ("place=623000", {"prefecture"}),
    ("place=630000", set()),
    ("place=unplaced", {"unplaced"}),
    ("place=000000", {"province", "city", "district", "prefecture"}),
    ("level=prefecture", {"city", "prefecture"}),
    ("kind=policy", {"district"}),
    ("year=2017", {"city", "unplaced"}),
    ("year=undated", {"prefecture"}),
    ("year_min=2017", {"city", "district", "unplaced"}),
    ("year_max=2017", {"province", "city", "unplaced"}),
    ("year_min=2017&year_max=2017&place=620000", {"city"}),
    ("year_min=2018&year_max=2016", set()),
    ("speaker=王明", {"province"}),
    ("place=620100&place=unplaced", {"city", "district", "unplaced"}),
    ("kind=policy&level=county&level=province", {"district"}),
    ("year=2016&year=undated&year=2018", {"province", "prefecture", "district"}),
    ("year=2017&year_min=2018", set()),
    ("place=&kind=&year=", {"province", "city", "district", "prefecture", "unplaced"}),
])
def test_reports_and_paragraphs_are_narrowed_alike(reports, params, found):
    wanted = {reports[name].pk for name in found}
    narrowed = ReportFilter(QueryDict(params), queryset=Report.objects.all())
    assert (narrowed.is_valid(), {row.pk for row in narrowed.qs}) == (True, wanted)
    narrowed = ParagraphFilter(QueryDict(params), queryset=Paragraph.objects.all())
    assert (narrowed.is_valid(), {row.report_id for row in narrowed.qs}) == (True, wanted)


@pytest.mark.parametrize(("params", "said", "mended"), [
    ("level=county&kind=policy", [], {}),
    ("level=town&level=county&kind=policy", ["参数 level 的值“town”无法理解；可以是：nation, province, prefecture, county。"], {"level": ["county"]}),
    ("year=x&place=6201", ["参数 place 的值“6201”无法理解；可以是：六位代码, unplaced。", "参数 year 的值“x”无法理解；可以是：公元年份, undated。"],
     {"year": None, "place": None}),
    ("year_min=2020&year_max=2010", ["从 2020 年到 2010 年，先后颠倒，其中没有哪一年。"], {"year_min": None, "year_max": None}),
    ("year_min=x&year_max=2010", ["参数 year_min 的值“x”无法理解；可以是：公元年份。"], {"year_min": None}),
    ("year_min=2010&year_max=2010", [], {}), ("year_min=2010", [], {}), ("year_max=2010", [], {}),
    ("speaker=" + "王" * 61, [f"参数 speaker 的值“{'王' * 40}…”无法理解。"], {"speaker": None}),
])
def test_what_cannot_be_followed_is_said_and_what_can_is_kept(params, said, mended):
    for narrowed in (ReportFilter(QueryDict(params), queryset=Report.objects.all()), ParagraphFilter(QueryDict(params), queryset=Paragraph.objects.all())):
        assert ([str(complaint) for complaint in narrowed.complaints], narrowed.mended) == (said, mended)


@pytest.mark.parametrize(("params", "named"), [("place=620000", []), ("plcae=620000", ["plcae"]), ("plcae=&x=1", ["x"]), ("a=1&b=2&c=3&d=4", ["a", "b", "c"]),
                                               ("x" * 99 + "=1", ["x" * 40 + "…"])])
def test_parameters_that_nobody_asks_about_are_named(params, named):
    assert [complaint.values["name"] for complaint in unknown_names(QueryDict(params), ["place", "q"])] == named
    assert dict(only_known(QueryDict(params), ["place"])) == ({"place": ["620000"]} if "place=" in params else {})


def test_paragraphs_are_narrowed_by_part(reports):
    narrowed = ParagraphFilter(QueryDict("part=plan"), queryset=Paragraph.objects.all())
    assert [row.text for row in narrowed.qs] == ["乙"]


@pytest.mark.parametrize("params", [
    "place=兰州", "place=6201", "place=620100x", "place=%00", "level=town", "kind=song", "year=0", "year=20177", "year=-1",
    "year=２０１７", "year_min=1e3", "year_max=2017.5", "part=all", "speaker=" + "王" * 61,
])
def test_what_no_filter_takes_is_an_error_and_narrows_nothing(reports, params):
    narrowed = ParagraphFilter(QueryDict(params), queryset=Paragraph.objects.all())
    assert (list(narrowed.form.errors), narrowed.qs.count()) == ([params.split("=")[0]], 5)
