"""The command that takes files and folders in."""
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Report, Token, Witness
from tests.test_ingest import SONG, article, files, rows, work_report

pytestmark = pytest.mark.django_db

KEYS = ["file", "status", "report", "title", "place", "year", "kind", "copies_dropped", "sections", "paragraphs", "warnings", "error"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2019").mkdir()
    (tmp_path / "2019" / "兰州.txt").write_text(work_report())
    (tmp_path / "歌.txt").write_text(SONG)
    (tmp_path / "纪实.txt").write_text(article())
    return tmp_path


def run(*words) -> tuple[str, int]:
    """What the command printed, and its exit status."""
    out = StringIO()
    try:
        call_command("import_reports", *map(str, words), stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


def said(*words) -> list[dict]:
    return [json.loads(line) for line in run("--json", *words)[0].splitlines()]


def test_a_folder_is_imported_with_all_below_it(folder):
    _, status = run(folder)
    assert status == 0
    assert set(Report.objects.values_list("kind", "status")) == {
        ("work_report", "published"), ("other", "draft"), ("article", "published")}


def test_importing_a_folder_again_adds_nothing(folder):
    run(folder)
    before = rows(), files()
    assert [outcome["status"] for outcome in said(folder)] == ["duplicate"] * 3
    assert (rows(), files()) == before


def test_files_and_folders_may_be_mixed(folder):
    outcomes = said(folder / "歌.txt", folder / "2019")
    assert [outcome["file"] for outcome in outcomes] == ["歌.txt", "兰州.txt"]


def test_hidden_files_of_a_folder_are_left_alone(folder):
    (folder / ".兰州.txt").write_text(work_report("兰州市", 2018))
    assert len(said(folder)) == 3


def test_an_empty_folder_is_nothing_to_import(tmp_path):
    assert run(tmp_path)[1] == 0
    assert run("--json", tmp_path) == ("", 0)


def test_each_line_for_a_person_names_file_and_report(folder):
    printed, _ = run(folder / "2019")
    assert "兰州.txt" in printed
    assert "620100/2019/work-report" in printed


def test_json_says_everything_of_an_imported_report(folder):
    [outcome] = said(folder / "2019")
    assert list(outcome) == KEYS
    sections = outcome.pop("sections")
    assert isinstance(sections, int)
    assert sections >= 2
    assert outcome == {
        "file": "兰州.txt", "status": "imported", "report": "620100/2019/work-report", "title": "2019年兰州市政府工作报告",
        "place": {"code": "620100", "name": "兰州市"}, "year": 2019, "kind": "work_report", "copies_dropped": 0,
        "paragraphs": 7, "warnings": [], "error": None}


def test_json_says_null_for_what_is_not_known(folder):
    [outcome] = said(folder / "歌.txt")
    assert (outcome["status"], outcome["place"], outcome["year"], outcome["kind"]) == ("imported", None, None, "other")
    assert len(outcome["warnings"]) >= 1
    assert all(isinstance(warning, str) and "{" not in warning for warning in outcome["warnings"])


def test_json_names_what_a_duplicate_duplicates(folder):
    run(folder / "2019")
    (folder / "又.txt").write_bytes(work_report().encode("gb18030"))
    [outcome] = said(folder / "又.txt")
    assert (outcome["status"], outcome["report"], outcome["error"]) == ("duplicate", "620100/2019/work-report", None)
    assert (outcome["paragraphs"], outcome["title"]) == (7, "2019年兰州市政府工作报告")


def test_json_says_why_a_file_is_refused(tmp_path):
    (tmp_path / "空.txt").touch()
    [outcome] = said(tmp_path)
    assert list(outcome) == KEYS
    assert (outcome["file"], outcome["status"]) == ("空.txt", "refused")
    assert (outcome["report"], outcome["title"], outcome["place"], outcome["year"], outcome["kind"]) == (None,) * 5
    assert (outcome["copies_dropped"], outcome["sections"], outcome["paragraphs"], outcome["warnings"]) == (0, 0, 0, [])
    assert len(outcome["error"]) > 5


def test_json_counts_the_copies_dropped(tmp_path):
    text = work_report("兰州市", 2019, *(f"今年第{i}项任务是抓好重点项目，开工{i}个大项目，完成投资{i}百亿元，带动就业{i}千人。" for i in range(1, 9)))
    (tmp_path / "三份.txt").write_text("\n\n".join([text] * 3))
    [outcome] = said(tmp_path)
    assert (outcome["copies_dropped"], outcome["paragraphs"]) == (2, 15)


def test_with_json_nothing_else_is_printed(folder):
    (folder / "空.txt").touch()
    printed, _ = run("--json", folder)
    assert len([json.loads(line) for line in printed.splitlines()]) == 4


def test_a_refused_file_costs_nothing_else_and_makes_the_exit_status_one(folder):
    (folder / "2019" / "坏.txt").write_bytes(b"\x89PNG" + bytes(range(256)) * 40)
    (folder / "0.txt").touch()
    printed, status = run(folder)
    assert status == 1
    assert Report.objects.count() == 3
    assert "坏.txt" in printed
    assert "0.txt" in printed


def test_without_a_refused_file_the_exit_status_is_zero(folder):
    assert run(folder)[1] == 0
    assert run(folder)[1] == 0


def test_a_trial_run_says_what_would_happen_and_changes_nothing(folder):
    (folder / "2019" / "又.txt").write_text(work_report() + "\n")
    before = rows(), files()
    outcomes = said("--dry-run", folder)
    assert [outcome["status"] for outcome in outcomes] == ["imported", "duplicate", "imported", "imported"]
    assert (rows(), files()) == before


def test_a_trial_run_over_what_is_there_changes_no_name(folder):
    run(folder / "2019")
    (folder / "2019" / "兰州.txt").rename(folder / "2019" / "改名.txt")
    assert [outcome["status"] for outcome in said("--dry-run", folder / "2019")] == ["duplicate"]
    assert Witness.objects.get().names == ["兰州.txt"]


def test_a_trial_run_refuses_too(tmp_path):
    (tmp_path / "空.txt").touch()
    assert run("--dry-run", tmp_path)[1] == 1


def test_drafts_are_not_published(folder):
    run("--draft", folder)
    assert set(Report.objects.values_list("status", flat=True)) == {"draft"}
    assert not Token.objects.exclude(given_on=None).exists()


def test_place_and_year_may_be_given(folder):
    [outcome] = said("--place", "620123", "--year", "2018", folder / "歌.txt")
    assert (outcome["place"], outcome["year"]) == ({"code": "620123", "name": "榆中县"}, 2018)
    assert {"place", "year"} <= set(Report.objects.get().supplied)


def test_a_wrong_code_refuses_every_file_in_a_sentence(folder):
    before = rows(), files()
    outcomes = said("--place", "999998", folder)
    assert [outcome["status"] for outcome in outcomes] == ["refused"] * 3
    assert all("999998" in outcome["error"] for outcome in outcomes)
    assert (rows(), files()) == before


@pytest.mark.parametrize("year", ["abc", "20.5", ""])
def test_a_year_that_is_none_is_refused_at_once(folder, year):
    with pytest.raises(CommandError):
        run("--year", year, folder)


@pytest.mark.parametrize("name", ["it's \"报告\".txt", "两\n行.txt", "空 格 .txt", "🙂𠮷.txt", "-f.txt", "%s{0}.txt"])
def test_any_file_name_comes_back_in_json(tmp_path, name):
    (tmp_path / name).write_text(work_report())
    [outcome] = said(tmp_path)
    assert (outcome["file"], outcome["status"]) == (name, "imported")
    assert Witness.objects.get().names == [name]


def test_a_file_name_in_another_encoding_is_no_trouble(tmp_path):
    (tmp_path / "报告.txt".encode("gb18030").decode("utf-8", "surrogateescape")).write_text(work_report())
    (tmp_path / "纪实.txt").write_text(article())
    assert [outcome["status"] for outcome in said(tmp_path)] == ["imported"] * 2


def test_a_link_that_leads_nowhere_is_passed_over(folder):
    (folder / "断.txt").symlink_to(folder / "没有.txt")
    assert len(said(folder)) == 3


def test_a_read_me_beside_the_reports_is_passed_over_and_taken_when_named(folder):
    read_me = folder / "README.md"
    read_me.write_text(article("自述"))
    assert "README.md" not in [row["file"] for row in said(folder)]
    assert [row["file"] for row in said(read_me)] == ["README.md"]


def test_a_path_that_is_not_there_is_refused_and_the_rest_goes_on(folder):
    rows = said(folder / "没有.txt", folder)
    assert [row["status"] for row in rows] == ["refused", *["imported"] * (len(rows) - 1)]
    assert len(rows) == 4
