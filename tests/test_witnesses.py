"""Near copies: another witness of the report that is there, or a report of its own that names the one it resembles."""
import json
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from archive.holdings import originals
from archive.holdings.publication import withdraw
from archive.intake.ingest import RIVAL, Outcome, Status, Wishes, ingest
from archive.intake.witnesses import DELIVERED, FULLER, PART, RESEMBLES, sharing, telling
from archive.models import Paragraph, Report, Witness
from tests.conftest import PROJECT
from tests.text.test_likeness import misread, with_other_numbers

pytestmark = pytest.mark.django_db

COUNTY = (PROJECT / "fixtures" / "990121-2020.txt").read_text("gb18030")
KEY = "990121/2020/work-report"


def take(text: str | bytes, name: str = "栖水县.txt", **wishes) -> Outcome:
    [outcome] = ingest(text if isinstance(text, bytes) else text.encode(), name, Wishes(**wishes))
    return outcome


def as_scanned(text: str = COUNTY, share: float = 0.02) -> str:
    """A copy with slips, but in the lines that say what it is."""
    head, body = text.split("\n")[:6], text.split("\n")[6:]
    return "\n".join([*head, *misread(body, share)])


def with_numbers_of_its_own(text: str = COUNTY) -> str:
    head, body = text.split("\n")[:6], text.split("\n")[6:]
    return "\n".join([*head, *with_other_numbers(body, 0.9)])


def patterns(outcome: Outcome) -> list[str]:
    return [warning.pattern for warning in outcome.warnings]


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in apps.get_app_config("archive").get_models()}


# A near copy of the same place, year and kind

def test_a_near_copy_is_a_witness_and_adds_nothing_but_that():
    first = take(COUNTY)
    before = counts()
    outcome = take(as_scanned(), "扫描件.txt")
    assert (outcome.status, outcome.report, outcome.error) == (Status.WITNESS, first.report, None)
    assert {name: n - before[name] for name, n in counts().items() if n != before[name]} == {"Witness": 1, "Original": 1}


def test_a_witness_keeps_its_text_its_file_and_how_alike_it_is():
    report = take(COUNTY).report
    text = as_scanned()
    take(text, "扫描件.txt")
    witness = report.witnesses.get(relation=Witness.Relation.NEAR)
    assert (witness.names, witness.number, witness.warnings) == (["扫描件.txt"], 1, [])
    assert witness.text.split("\n")[-1] == text.rstrip("\n").split("\n")[-1]
    assert 0.7 < witness.likeness < 1
    assert originals.path_of(witness.original_id).read_bytes() == text.encode()


def test_the_text_of_the_report_stays():
    report = take(COUNTY).report
    before = list(report.paragraphs.values_list("token_id", "text"))
    take(as_scanned())
    assert list(report.paragraphs.values_list("token_id", "text")) == before
    assert Report.objects.get().text_hash == report.text_hash


def test_the_bytes_of_a_witness_are_known():
    take(COUNTY)
    take(as_scanned(), "扫描件.txt")
    again = take(as_scanned(), "又一份.txt")
    assert (again.status, again.report.key) == (Status.DUPLICATE, KEY)
    assert Witness.objects.get(relation=Witness.Relation.NEAR).names == ["扫描件.txt", "又一份.txt"]


def test_a_copy_set_otherwise_is_a_duplicate():
    take(COUNTY)
    assert take(COUNTY.replace("，", ",").replace("\n", "\r\n"), "另存.txt").status == Status.DUPLICATE
    assert Witness.objects.get(relation=Witness.Relation.COPY).text == ""


def test_a_witness_of_a_draft_is_a_witness():
    draft = take(COUNTY, publish=False).report
    assert take(as_scanned()).report == draft


def test_on_trial_nothing_is_kept():
    take(COUNTY)
    before = counts()
    assert take(as_scanned(), keep=False).status == Status.WITNESS
    assert counts() == before


def test_half_a_report_is_a_witness_that_says_so():
    take(COUNTY)
    lines = COUNTY.split("\n")
    outcome = take("\n".join(lines[:len(lines) // 2]), "半份.txt")
    assert (outcome.status, outcome.report.key, patterns(outcome)) == (Status.WITNESS, KEY, [PART.pattern])
    assert 30 <= outcome.warnings[0].values["percent"] <= 70
    assert Witness.objects.get(relation=Witness.Relation.NEAR).warnings == [
        {"pattern": PART.pattern, "values": outcome.warnings[0].values}]


def test_a_fuller_copy_says_so():
    lines = COUNTY.split("\n")
    take("\n".join(lines[:len(lines) // 2]), "半份.txt")
    outcome = take(COUNTY)
    assert (outcome.status, patterns(outcome)) == (Status.WITNESS, [FULLER.pattern])


def test_another_date_of_delivery_is_said():
    report = take(COUNTY).report
    outcome = take(as_scanned().replace("2020年1月8日", "2020年1月9日"))
    assert report.delivered_on.isoformat() == "2020-01-08"
    assert (outcome.status, patterns(outcome)) == (Status.WITNESS, [DELIVERED.pattern])


# What is no witness

def test_other_numbers_in_the_same_words_are_another_report():
    take(COUNTY)
    outcome = take(with_numbers_of_its_own())
    assert (outcome.status, outcome.report.status, patterns(outcome)) == (Status.IMPORTED, Report.Status.DRAFT, [RIVAL.pattern])
    assert outcome.report.key.startswith(f"{KEY}-")


@pytest.mark.parametrize("wishes", [{"year": 2019}, {"place": "990100"}, {"place": "990100", "year": 2019}])
def test_a_copy_filed_elsewhere_is_a_draft_that_names_what_it_resembles(wishes):
    take(COUNTY)
    outcome = take(as_scanned(), **wishes)
    assert (outcome.status, outcome.report.status, patterns(outcome)) == (Status.IMPORTED, Report.Status.DRAFT, [RESEMBLES.pattern])
    assert outcome.warnings[0].values["key"] == KEY
    assert not Witness.objects.filter(relation=Witness.Relation.NEAR).exists()


def test_a_copy_of_no_known_place_is_a_draft_that_names_what_it_resembles():
    take(COUNTY)
    body = as_scanned().split("\n")[6:]
    outcome = take("\n".join(line.replace("栖水", "").replace("县", "") for line in body), "无题.txt")
    assert outcome.report.place is None
    assert (outcome.status, outcome.report.status) == (Status.IMPORTED, Report.Status.DRAFT)
    assert RESEMBLES.pattern in patterns(outcome)


def test_a_withdrawn_report_takes_no_witness():
    withdraw(take(COUNTY).report, None, "误收")
    outcome = take(as_scanned())
    assert (outcome.status, outcome.report.status, patterns(outcome)) == (Status.IMPORTED, Report.Status.DRAFT, [RIVAL.pattern])


def test_the_next_year_of_the_same_place_is_a_report_of_its_own():
    take(COUNTY)
    outcome = take((PROJECT / "fixtures" / "990121-2019.txt").read_bytes(), "去年.txt")
    assert (outcome.status, outcome.report.status, outcome.warnings) == (Status.IMPORTED, Report.Status.PUBLISHED, ())


def test_last_years_report_under_this_years_name_is_no_witness():
    take(COUNTY)
    outcome = take((PROJECT / "fixtures" / "990121-2019.txt").read_bytes(), "错.txt", year=2020)
    assert (outcome.status, patterns(outcome)) == (Status.IMPORTED, [RIVAL.pattern])


# Which reports are worth comparing

def test_reports_are_found_by_clauses_with_many_digits():
    report = take(COUNTY).report
    clauses = telling(list(report.paragraphs.values_list("folded", flat=True)))
    assert len(clauses) == 3
    assert all(any(letter.isdigit() for letter in clause) for clause in clauses)
    assert sharing(clauses) == [report.pk]


@pytest.mark.parametrize("folded", [[], [""], ["1000公里,2000公里,3000公里"], ["abc def ghi jkl"], ["!!!" * 20], ["''" * 9, "a'b' | c & !d:*" * 3]])
def test_a_text_without_a_telling_clause_resembles_nothing(folded):
    assert sharing(telling(folded)) == []


# On the command line

def test_the_command_tells_of_a_witness(tmp_path: Path):
    (tmp_path / "1.txt").write_text(COUNTY, "utf-8")
    (tmp_path / "2.txt").write_text("\n".join(COUNTY.split("\n")[:25]), "utf-8")
    out = StringIO()
    call_command("import_reports", str(tmp_path), "--json", stdout=out)
    first, second = map(json.loads, out.getvalue().splitlines())
    assert (first["status"], second["status"]) == ("imported", "witness")
    assert (second["report"], second["title"], second["year"]) == (KEY, first["title"], 2020)
    assert second["paragraphs"] == first["paragraphs"]
    assert len(second["warnings"]) == 1


# Real copies

REAL = [
    ("1954", "国务院_1954_政府工作报告_单行.txt", []),
    ("2002", "国务院_2002_政府工作报告_单行.txt", []),
    ("2006", "国务院_2006_政府工作报告_单行.txt", []),
    ("2018", "国务院_2018_政府工作报告.txt", [PART.pattern]),
    ("2021", "Enolaalone_python__国务院_2021_政府工作报告.txt", []),
]


def whole_copy(corpus: Path, year: str) -> Path:
    return corpus / "state-council" / f"国务院_{year}_{year}年中华人民共和国国务院政府工作报告.txt"


@pytest.mark.parametrize(("year", "odd", "expected"), REAL)
def test_another_copy_of_the_state_councils_report_is_a_witness_of_it(corpus, year, odd, expected):
    whole = whole_copy(corpus, year)
    first = take(whole.read_bytes(), whole.name)
    paragraphs = Paragraph.objects.count()
    outcome = take((corpus / "odd" / odd).read_bytes(), odd)
    assert (outcome.status, outcome.report, outcome.report.key) == (Status.WITNESS, first.report, f"000000/{year}/work-report")
    assert set(expected) == {PART.pattern} & set(patterns(outcome))
    assert Paragraph.objects.count() == paragraphs


@pytest.mark.parametrize(("year", "odd", "expected"), REAL)
def test_in_the_other_order_too(corpus, year, odd, expected):
    whole = whole_copy(corpus, year)
    first = take((corpus / "odd" / odd).read_bytes(), odd)
    outcome = take(whole.read_bytes(), whole.name)
    assert (outcome.status, outcome.report) == (Status.WITNESS, first.report)
    assert (FULLER.pattern in patterns(outcome)) == (expected == [PART.pattern])


def test_a_quarter_alone_is_a_report(corpus):
    path = corpus / "odd" / "国务院_2018_政府工作报告.txt"
    outcome = take(path.read_bytes(), path.name)
    assert (outcome.status, outcome.report.key) == (Status.IMPORTED, "000000/2018/work-report")
