"""Staff correct what is recorded of a report."""
import pytest
from django.contrib.auth import get_user_model
from django.forms import modelform_factory

from archive.editing.corrections import Correction, accepted, correct
from archive.models import Event, FormerAddress, Report
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db


def form_of(report: Report, **fields: object) -> Correction:
    return modelform_factory(Report, Correction, fields=list(fields))(fields, instance=report)


def corrected(report: Report, **fields: object) -> Report:
    form = form_of(report, **fields)
    assert form.is_valid(), form.errors
    correct(form.instance, form.changed_data, None)
    return Report.objects.get(pk=report.pk)


def make_draft(**fields: object) -> Report:
    """One that was never public."""
    report = make_report("甲", status="draft", **fields)
    Report.objects.filter(pk=report.pk).update(published_at=None)
    return Report.objects.get(pk=report.pk)


def test_a_corrected_field_is_listed_as_supplied() -> None:
    report = corrected(make_report("甲"), speaker="张三")
    assert (report.speaker, report.supplied) == ("张三", ["speaker"])


def test_an_emptied_field_is_not() -> None:
    report = corrected(make_report("甲", speaker="张三", supplied=["speaker"]), speaker="")
    assert (report.speaker, report.supplied) == ("", [])


def test_what_a_field_was_read_from_goes_with_what_was_read() -> None:
    report = make_report("甲", year=2022, evidence={"year": "2022年", "place": "兰州市"}, suggestions={"year": 2023, "speaker": "张三"})
    report = corrected(report, year=2023)
    assert report.evidence == {"place": "兰州市"}
    assert report.suggestions == {"speaker": "张三"}


def test_a_correction_is_recorded_with_what_was_and_is() -> None:
    user = get_user_model().objects.create_user("editor")
    report = make_report("甲", slug="work-report")
    make_place("620000", "甘肃省")
    form = form_of(report, place="620000", year=2021)
    assert form.is_valid()
    correct(form.instance, form.changed_data, user)
    event = Event.objects.get()
    assert (event.action, event.who, event.key) == ("corrected", "editor", "620000/2021/work-report")
    assert event.detail["fields"] == {"place": ["620100 兰州市", "620000 甘肃省"], "year": ["2023", "2021"]}


def test_a_public_report_that_moves_leaves_its_address_behind() -> None:
    report = corrected(make_report("甲", slug="work-report"), year=2022)
    assert FormerAddress.objects.get(key="620100/2023/work-report").report == report
    report = corrected(report, year=2023)
    assert list(FormerAddress.objects.values_list("key", flat=True)) == ["620100/2022/work-report"]


def test_a_draft_leaves_none() -> None:
    corrected(make_draft(slug="work-report"), year=2022)
    assert not FormerAddress.objects.exists()


def test_the_slug_of_a_draft_follows_its_kind() -> None:
    draft = make_draft(slug="jue-yi", kind="resolution", title="决议")
    assert corrected(draft, kind="work_report").slug == "work-report"


def test_a_slug_that_someone_chose_stays() -> None:
    draft = make_draft(slug="chosen", kind="resolution", title="决议")
    assert corrected(draft, kind="work_report").slug == "chosen"


@pytest.mark.parametrize("slug", ["Work-Report", "work_report", "-", "a-", "工作报告", "a/b", "..", "a.txt"])
def test_a_slug_that_no_address_takes_is_refused(slug: str) -> None:
    assert "slug" in form_of(make_draft(slug="work-report"), slug=slug).errors


def test_the_slug_of_a_public_report_follows_too_and_leaves_its_address_behind() -> None:
    report = make_report("甲", slug="jue-yi", kind="resolution", title="决议")
    assert corrected(report, kind="work_report").slug == "work-report"
    assert FormerAddress.objects.get().key == "620100/2023/jue-yi"


def test_a_public_report_s_slug_stays_when_only_its_year_changes() -> None:
    report = make_report("甲", slug="jue-yi-abcd", kind="resolution", title="决议")
    assert corrected(report, year=2022).slug == "jue-yi-abcd"


def test_a_draft_that_comes_where_another_stands_gets_the_mark_of_its_text() -> None:
    make_report("乙", slug="work-report", year=2022)
    draft = corrected(make_draft(slug="work-report"), year=2022)
    assert draft.slug.startswith("work-report-")


@pytest.mark.parametrize("is_there", [True, False])
def test_a_public_report_cannot_move_where_another_stands_or_stood(is_there: bool) -> None:
    other = make_report("甲", slug="work-report", year=2022)
    if not is_there:
        corrected(other, year=2021)
    form = form_of(make_report("乙", slug="work-report"), year=2022)
    assert not form.is_valid()
    assert "另一份报告" in form.errors["__all__"][0]


def test_an_accepted_suggestion_becomes_the_field() -> None:
    report = make_report("甲", year=None, suggestions={"year": 2013})
    form = accepted(report, "year")
    assert form.is_valid()
    correct(form.instance, form.changed_data, None)
    report.refresh_from_db()
    assert (report.year, report.supplied, report.suggestions) == (2013, ["year"], {})


def test_a_suggestion_that_is_not_there_cannot_be_accepted() -> None:
    with pytest.raises(KeyError):
        accepted(make_report("甲"), "status")
