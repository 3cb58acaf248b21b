"""Two reports that prove to be one: one stays, and everything that named the other leads to it."""
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from archive.editing.merging import merge
from archive.holdings.publication import withdraw
from archive.intake.ingest import ingest
from archive.models import Event, FormerAddress, FormerParagraph, Original, Report, Token, Witness
from archive.text.errors import Refused
from tests.test_revision import FOUR, FRONT, ONE, THREE, TWO, make, put, texts, tokens

pytestmark = pytest.mark.django_db


def test_the_old_address_leads_to_the_other_report_in_every_form(client: Client) -> None:
    into, report = make(ONE, TWO), make(ONE, THREE)
    key = report.key
    merge(report, into, by=None, reason="")
    assert not Report.objects.filter(pk=report.pk).exists()
    for form in ("/", ".txt", ".json", ".ris", ".bib"):
        answer = client.get(f"/reports/{key}{form}")
        assert (answer.status_code, answer["Location"]) == (301, f"/reports/{into.key}{form}")
    assert client.get(f"/api/v1/reports/{key}/")["Location"] == f"/api/v1/reports/{into.key}/"


def test_the_text_and_tokens_of_the_one_that_stays_are_untouched() -> None:
    into, report = make(ONE, TWO), make(ONE, THREE)
    before = tokens(into)
    merge(report, into, by=None, reason="")
    into.refresh_from_db()
    assert (tokens(into), texts(into), into.revision) == (before, [ONE, TWO], 1)


def test_every_paragraph_of_the_other_points_to_what_says_the_same() -> None:
    into, report = make(ONE, TWO + THREE), make(ONE, TWO, THREE, FOUR)
    old, there, key = tokens(report), tokens(into), report.key
    merge(report, into, by=None, reason="同一份报告")
    merged = {f.pk: f for f in FormerParagraph.objects.all()}
    assert merged.keys() == set(old.values())
    assert {text: merged[old[text]].successors for text in (ONE, TWO, THREE, FOUR)} == {
        ONE: [there[ONE]], TWO: [there[TWO + THREE]], THREE: [there[TWO + THREE]], FOUR: []}
    assert {(f.fate, f.key, f.report_id, f.reason) for f in merged.values()} == {("merged", key, into.pk, "同一份报告")}
    assert set(Token.objects.values_list("report", flat=True)) == {into.pk}


def test_what_the_other_had_left_behind_follows() -> None:
    into, report = make(ONE, TWO), make(ONE, THREE)
    old = tokens(report)[THREE]
    put(report, ONE, TWO.replace("十二", "十三"))
    FormerAddress.objects.create(key="620100/2010/work-report", report=report)
    merge(report, into, by=None, reason="")
    former = FormerParagraph.objects.get(pk=old)
    assert (former.report, former.fate, former.text) == (into, "removed", THREE)
    assert FormerAddress.objects.get(pk="620100/2010/work-report").report == into


def test_a_changed_one_of_the_other_points_past_its_successor_to_what_stands() -> None:
    into, report = make(ONE, TWO), make(ONE, TWO.replace("十二", "十三"))
    old = tokens(report)[TWO.replace("十二", "十三")]
    put(report, ONE, TWO.replace("十二", "十四"))
    merge(report, into, by=None, reason="")
    assert FormerParagraph.objects.get(pk=old).successors == [tokens(into)[TWO]]


def test_merging_twice_leads_to_the_last(client: Client) -> None:
    first, second, third = make(ONE, TWO), make(ONE, THREE), make(ONE, FOUR)
    key, token = first.key, tokens(first)[TWO]
    merge(first, second, by=None, reason="")
    merge(second, third, by=None, reason="")
    assert client.get(f"/reports/{key}/")["Location"] == third.get_absolute_url()
    former = FormerParagraph.objects.get(pk=token)
    assert (former.report, former.key, former.text) == (third, key, TWO)
    assert FormerParagraph.objects.get(key=key, text=ONE).successors == [tokens(third)[ONE]]


def test_a_text_of_the_other_that_is_taken_over_gets_its_token_back() -> None:
    into, report = make(ONE, TWO), make(ONE, THREE)
    old = tokens(report)[THREE]
    merge(report, into, by=None, reason="")
    put(into, ONE, TWO, THREE)
    assert tokens(into)[THREE] == old


def test_its_files_become_witnesses_of_the_other_with_what_they_say() -> None:
    [first] = ingest("\n".join([*FRONT, ONE, TWO, THREE]).encode(), "一.txt")
    [second] = ingest("\n".join([FRONT[0].replace("兰州", "定西"), FRONT[1], FOUR, ONE + TWO]).encode(), "二.txt")
    merge(second.report, first.report, by=None, reason="")
    witness = Witness.objects.get(names=["二.txt"])
    assert (witness.report, witness.relation) == (first.report, "near")
    assert witness.text.split("\n")[2:] == [FOUR, ONE + TWO]
    assert Witness.objects.get(names=["一.txt"]).relation == "same"


def test_a_file_that_both_came_from_keeps_all_its_names() -> None:
    into, report, file = make(ONE), make(TWO), Original.objects.create(sha256="a" * 64, size=1)
    for each, names in ((into, ["a.csv", "b.csv"]), (report, ["b.csv", "c.csv"])):
        Witness.objects.create(report=each, original=file, names=names, relation="same")
    merge(report, into, by=None, reason="")
    assert Witness.objects.get().names == ["a.csv", "b.csv", "c.csv"]


def test_who_merged_what_and_why_is_remembered() -> None:
    user = get_user_model().objects.create_user("editor")
    into, report = make(ONE), make(TWO)
    key = report.key
    merge(report, into, by=user, reason="同一份报告")
    event = Event.objects.get(action="merged")
    assert (event.report, event.who, event.detail["key"], event.detail["reason"]) == (into, "editor", key, "同一份报告")


def test_a_report_is_not_merged_into_itself() -> None:
    report = make(ONE)
    with pytest.raises(Refused):
        merge(report, Report.objects.get(), by=None, reason="")


@pytest.mark.parametrize("which", [0, 1])
def test_a_withdrawn_report_is_merged_with_nothing(which: int) -> None:
    reports = make(ONE), make(TWO)
    withdraw(reports[which], None, "有误")
    with pytest.raises(Refused):
        merge(*reports, by=None, reason="")
    assert Report.objects.count() == 2


@pytest.mark.parametrize("which", [0, 1])
def test_a_draft_is_merged_with_nothing(which: int) -> None:
    reports = make(ONE, is_draft=which == 0), make(TWO, is_draft=which == 1)
    with pytest.raises(Refused):
        merge(*reports, by=None, reason="")


def test_samples_are_not_merged_with_what_is_real() -> None:
    report, sample = make(ONE), make(TWO)
    Report.objects.filter(pk=sample.pk).update(is_sample=True)
    with pytest.raises(Refused):
        merge(sample, report, by=None, reason="")


def test_a_report_that_was_merged_already_is_not_there_to_be_merged() -> None:
    into, report = make(ONE), make(TWO)
    again = Report.objects.get(pk=report.pk)
    merge(report, into, by=None, reason="")
    with pytest.raises(Refused):
        merge(again, into, by=None, reason="")
