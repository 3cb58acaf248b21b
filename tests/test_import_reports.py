"""The command that takes files and folders in."""
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.holdings import index
from archive.intake.ingest import Wishes, ingest
from archive.models import Report, Token, Witness
from tests.extraction.files import zip_file
from tests.test_ingest import SONG, article, files, rows, word, work_report

pytestmark = pytest.mark.django_db

KEYS = ["file", "status", "report", "title", "place", "year", "kind", "copies_dropped", "sections", "paragraphs", "warnings", "error"]

STORY = "\n".join([
    "兰州市绿化南北两山纪实",
    "市政府把荒山绿化当作一项长期工作，改革承包办法，群众和企业年年上山种树，项目一个接一个建成，昔日的黄土坡有了成片的林子。",
    "国家和省里的投资用在引水上山的管网，经济林与防护林搭配，护林的工作有专人负责，记者看到，发展林下产业的农户也多了起来。"])
"""An article that has no sentence of the other texts, lest it be taken for a near copy of one."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2019").mkdir()
    (tmp_path / "2019" / "兰州.txt").write_text(work_report())
    (tmp_path / "歌.txt").write_text(SONG)
    (tmp_path / "纪实.txt").write_text(STORY)
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


def test_what_was_imported_does_not_wait_beside_the_index(folder):
    ingest(STORY.encode(), "纪实.txt", Wishes())
    assert index.settle() > 0, "what this test is about is there to see"
    run(folder)
    assert index.settle() == 0


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


# Files of every format

def test_a_folder_of_every_format_is_imported_and_a_zip_says_what_became_of_each_file(folder):
    (folder / "报告.docx").write_bytes(word(work_report("兰州市", 2018)))
    (folder / "报告.html").write_text(f"<html><body><p>{work_report('兰州市', 2017)}</p></body></html>".replace("\n", "</p><p>"))
    (folder / "包.zip").write_bytes(zip_file({"一.txt": work_report("兰州市", 2016).encode(), "空.txt": b""}))
    (folder / "表.csv").write_text("标题,正文\n甲," + article("兰州市绿化纪实").replace("\n", "") + "\n乙,太短\n")
    printed = {outcome["file"]: outcome["status"] for outcome in said(folder)}
    assert printed == {
        "兰州.txt": "imported", "歌.txt": "imported", "纪实.txt": "imported", "报告.docx": "imported", "报告.html": "imported",
        "包.zip/一.txt": "imported", "包.zip/空.txt": "refused", "表.csv（第 1 行）": "imported", "表.csv（第 2 行）": "refused"}
    assert set(Report.objects.filter(kind="work_report").values_list("year", flat=True)) == {2016, 2017, 2018, 2019}


def test_the_parts_of_a_saved_page_are_passed_over(folder):
    (folder / "报告_files").mkdir()
    (folder / "报告_files" / "logo.png").write_bytes(b"\x89PNG")
    (folder / "报告_files" / "广告.html").write_text("<p>广告</p>")
    assert len(said(folder)) == 3


# A table of metadata beside the files

def with_table(folder: Path, *rows: str) -> Path:
    (folder / "metadata.csv").write_text("\n".join(rows))
    return folder


def test_a_table_beside_the_files_says_what_they_do_not_and_is_listed_as_supplied(folder):
    with_table(folder, "file,place,year,kind,title,source", "歌.txt,620123,2018,article,一首歌,某网", "2019/兰州.txt,,,,,某报")
    run(folder)
    song, report = Report.objects.get(title="一首歌"), Report.objects.get(kind="work_report")
    assert (song.place_id, song.year, song.kind, song.source) == ("620123", 2018, "article", "某网")
    assert {"place", "year", "kind", "title", "source"} <= set(song.supplied)
    assert song.evidence["year"] == "year：2018"
    assert (report.key, report.source, report.supplied) == ("620100/2019/work-report", "某报", ["source"])


def test_the_table_is_no_document_itself(folder):
    assert len(said(with_table(folder, "file,year", "歌.txt,2018"))) == 3


def test_the_table_serves_a_file_that_is_named_by_itself_and_one_in_another_encoding(folder):
    (folder / "metadata.csv").write_bytes("file,地区\n歌.txt,榆中县".encode("gb18030"))
    [outcome] = said(folder / "歌.txt")
    assert outcome["place"] == {"code": "620123", "name": "榆中县"}


def test_the_table_goes_before_what_was_said_of_all_files(folder):
    with_table(folder, "file,year", "歌.txt,2018")
    assert {outcome["file"]: outcome["year"] for outcome in said("--year", "2020", folder)} == {"兰州.txt": 2020, "歌.txt": 2018, "纪实.txt": 2020}


def test_a_row_without_a_file_and_an_unknown_column_get_a_sentence_and_stop_nothing(folder, capsys):
    with_table(folder, "file,颜色,year", "没有.txt,红,2018", "../外.txt,红,2018", f"{'长' * 300},红,2018", "歌.txt,红,2018")
    assert [outcome["status"] for outcome in said(folder)] == ["imported"] * 3
    sentences = capsys.readouterr().err.splitlines()
    assert [word for word in ("颜色", "没有.txt", "../外.txt") if not any(word in sentence for sentence in sentences)] == []
    assert len(sentences) == 4


@pytest.mark.parametrize("table", [b"", b"\x89PNG" + bytes(range(256)) * 40, "名,年\n歌.txt,2018".encode(), b"file\n\"" + b"x" * 200_000])
def test_a_table_that_cannot_be_read_gets_a_sentence_and_stops_nothing(folder, capsys, table):
    (folder / "metadata.csv").write_bytes(table)
    assert [outcome["status"] for outcome in said(folder)] == ["imported"] * 3
    assert "metadata.csv" in capsys.readouterr().err


@pytest.mark.parametrize(("column", "value"), [("place", "某某某"), ("place", "999998"), ("year", "去年"), ("kind", "诗"), ("delivered_on", "2019-02-30")])
def test_a_value_that_cannot_be_read_refuses_its_file_and_no_other(folder, column, value):
    with_table(folder, f"file,{column}", f"歌.txt,{value}")
    printed = {outcome["file"]: outcome for outcome in said(folder)}
    assert value in printed["歌.txt"]["error"]
    assert [outcome["status"] for outcome in printed.values()].count("refused") == 1


# A table of metadata in a ZIP

def test_a_table_in_a_zip_says_of_its_files_what_they_do_not(folder):
    table = "file,place,year,kind\n甲/歌.txt,620123,2018,article\n乙/歌.txt,620100,2019,article"
    (folder / "包.zip").write_bytes(zip_file({"metadata.csv": table, "甲/歌.txt": SONG, "乙/歌.txt": SONG.replace("风", "雪")}))
    assert [(o["status"], o["place"]["code"], o["year"]) for o in said(folder / "包.zip")] == [("imported", "620123", 2018), ("imported", "620100", 2019)]


def test_a_table_deeper_in_a_zip_speaks_of_its_own_folder(folder):
    (folder / "包.zip").write_bytes(zip_file({"甲/metadata.csv": "file,year\n歌.txt,2018", "甲/歌.txt": SONG, "歌.txt": SONG.replace("风", "雪")}))
    assert [outcome["year"] for outcome in said(folder / "包.zip")] == [2018, None]


@pytest.mark.parametrize(("table", "word"), [("file,year\n没有.txt,2018", "没有.txt"), ("名,年\n歌.txt,2018", "file"), ("file,颜色\n歌.txt,红", "颜色")])
def test_what_a_table_in_a_zip_says_of_no_file_gets_a_sentence_and_stops_nothing(folder, table, word):
    (folder / "包.zip").write_bytes(zip_file({"metadata.csv": table, "歌.txt": SONG}))
    song, remark = said(folder / "包.zip")
    assert (song["status"], remark["status"], remark["file"]) == ("imported", "refused", "包.zip/metadata.csv")
    assert word in remark["error"]
