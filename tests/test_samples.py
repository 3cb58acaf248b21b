"""The sample archive: made by its script, taken in right, loaded once, removed for good."""
import csv
import re
import runpy
from datetime import date
from io import StringIO
from itertools import chain
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.holdings.originals import path_of
from archive.intake.samples import FOLDER, load_samples, remove_samples
from archive.models import Edit, Original, Paragraph, Place, Report, Section, Setting, Token, Witness
from archive.text.document import Document, read_document
from archive.text.encoding import decoded
from archive.text.vocabulary import BlockKind, Flag, Kind
from tests.factories import make_report

FILES = sorted(FOLDER.glob("*.txt"))
PROVINCE, CITY, COUNTY = "岚川省", "云泽市", "栖水县"
ORDINALS = dict(enumerate("一二三四五", 1))


def document(name: str) -> Document:
    path = FOLDER / name
    return read_document(decoded(path.read_bytes()), path.name)


def texts(name: str) -> list[str]:
    return [block.text for block in document(name).blocks]


# place, year: delivered on, congress and session, speaker, role
DELIVERED = {
    ("990000", 2016): ("2016-01-25", "十二", 4, "鄢望舒", "岚川省省长"),
    ("990000", 2017): ("2017-01-16", "十二", 5, "鄢望舒", "岚川省省长"),
    ("990000", 2018): ("2018-01-26", "十三", 1, "闻叙川", "岚川省省长"),
    ("990000", 2019): ("2019-01-24", "十三", 2, "闻叙川", "岚川省省长"),
    ("990000", 2020): ("2020-01-14", "十三", 3, "闻叙川", "岚川省省长"),
    ("990000", 2021): ("2021-01-27", "十三", 4, "晏拾安", "岚川省代省长"),
    ("990000", 2022): ("2022-01-20", "十三", 5, "晏拾安", "岚川省省长"),
    ("990000", 2023): ("2023-01-13", "十四", 1, "晏拾安", "岚川省省长"),
    ("990100", 2016): ("2016-01-12", "十四", 5, "樊石麓", "云泽市市长"),
    ("990100", 2017): ("2016-12-27", "十五", 1, "樊石麓", "云泽市市长"),
    ("990100", 2018): ("2018-01-08", "十五", 2, "卓霁川", "云泽市代市长"),
    ("990100", 2019): ("2018-12-25", "十五", 3, "卓霁川", "云泽市市长"),
    ("990100", 2020): ("2020-01-05", "十五", 4, "卓霁川", "云泽市市长"),
    ("990100", 2021): ("2020-12-29", "十五", 5, "卓霁川", "云泽市市长"),
    ("990100", 2022): ("2022-01-09", "十六", 1, "季扶摇", "云泽市市长"),
    ("990100", 2023): ("2022-12-20", "十六", 2, "季扶摇", "云泽市市长"),
    ("990121", 2016): ("2016-02-23", "十六", 5, "童岸青", "栖水县县长"),
    ("990121", 2017): ("2017-02-08", "十七", 1, "童岸青", "栖水县县长"),
    ("990121", 2019): ("2019-02-19", "十七", 3, "敖南栀", "栖水县代县长"),
    ("990121", 2020): ("2020-01-08", "十七", 4, "敖南栀", "栖水县县长"),
    ("990121", 2021): ("2021-02-02", "十七", 5, "敖南栀", "栖水县县长"),
    ("990121", 2022): ("2022-01-17", "十八", 1, "储望禾", "栖水县县长"),
    ("990121", 2023): ("2023-02-03", "十八", 2, "储望禾", "栖水县县长"),
}
NAMES = {"990000": PROVINCE, "990100": CITY, "990121": COUNTY}
TITLES = {("990100", 2017): "2017年云泽市政府工作报告"}


@pytest.mark.parametrize(("code", "year"), DELIVERED)
def test_a_report_says_who_read_it_when_and_where(code: str, year: int) -> None:
    day, congress, session, speaker, role = DELIVERED[code, year]
    said = document(f"{code}-{year}.txt").identity
    assert (said.kind, said.place, said.year) == (Kind.WORK_REPORT, code, year)
    assert said.title == TITLES.get((code, year), "政府工作报告")
    assert (said.delivered_on, said.speaker, said.speaker_role) == (date.fromisoformat(day), speaker, role)
    assert said.occasion == f"{NAMES[code]}第{congress}届人民代表大会第{ORDINALS[session]}次会议"


@pytest.mark.parametrize(("code", "year"), [*DELIVERED, ("990121", 2018)])
def test_a_report_has_thirty_paragraphs_and_three_parts(code: str, year: int) -> None:
    blocks = document(f"{code}-{year}.txt").blocks
    assert len(blocks) >= 30
    assert {"review", "plan", "self"} <= {block.part for block in blocks}


@pytest.mark.parametrize(("code", "year"), [*DELIVERED, ("990121", 2018)])
def test_nothing_of_a_report_is_guessed_or_doubted(code: str, year: int) -> None:
    read = document(f"{code}-{year}.txt")
    assert (read.warnings, read.identity.suggestions) == ((), {})


def test_a_report_without_its_delivery_leaves_that_empty() -> None:
    said = document("990121-2018.txt").identity
    assert (said.kind, said.place, said.year, said.title) == (Kind.WORK_REPORT, "990121", 2018, "2018年栖水县政府工作报告")
    assert (said.delivered_on, said.speaker, said.occasion) == (None, "", "")


def test_four_copies_in_a_file_are_one_report() -> None:
    read = document("990100-2017.txt")
    assert read.copies_dropped == 3
    assert [block.text for block in read.blocks].count("2017年云泽市政府工作报告") == 1


def test_a_copying_sites_words_and_asterisks_are_gone() -> None:
    said = texts("990100-2019.txt")
    assert {"二、2019年工作安排", "三、加强政府自身建设"} <= set(said)
    assert any("祁守坪" in text for text in said)
    assert not any("静州往事" in text or "*" in text for text in said)


def test_gb18030_and_a_byte_order_mark_are_read() -> None:
    assert "二、2020年工作安排" in texts("990121-2020.txt")
    assert texts("990000-2018.txt")[0] == "政府工作报告"


def test_indented_lines_stand_without_their_spaces() -> None:
    assert not any(text.startswith("　") for text in texts("990000-2021.txt"))


def test_readings_are_gone_and_the_five_damaged_places_whole() -> None:
    read = document("990100-lake.txt")
    said = "\n".join(block.text for block in read.blocks)
    assert not re.search(r"[(?][a-zāáǎàēéěèīíǐìōóǒòūúǔùü]+\)", said)
    for whole in ("湖水由渾變清,候鳥", "誰解決;要", "用擔當的作為回應"):
        assert whole in said
    assert not any(Flag.DAMAGED in block.flags for block in read.blocks)


def test_the_scraped_page_says_its_place_day_and_source() -> None:
    said = document("990100-lake.txt").identity
    assert (said.kind, said.place, said.year, said.published_on) == (Kind.ARTICLE, "990100", 2021, date(2021, 6, 18))
    assert said.source == "雲澤日報"


def test_the_scanned_page_gets_its_sentences_back() -> None:
    read = document("990100-streets.txt")
    said = "\n".join(block.text for block in read.blocks)
    for whole in ("老味道又回到", "没人扫的楼道", "自动水位报警器", "一年比一年多"):
        assert whole in said
    assert (read.identity.title, read.identity.place, read.identity.year) == ("一针一线绣湖城", "990100", None)
    assert read.identity.authors == ("纪棠溪", "舒闻笛")


def test_the_scanned_page_tells_captions_and_a_misplaced_heading() -> None:
    blocks = document("990100-streets.txt").blocks
    assert sum(block.kind == BlockKind.CAPTION for block in blocks) == 3
    last = [block for block in blocks if block.kind == BlockKind.HEADING][-1]
    assert last.text.startswith("共享云泽之福")
    assert last.text.endswith("读懂民生")
    assert Flag.MISPLACED in last.flags


def test_the_plain_news_is_an_article_of_its_day() -> None:
    said = document("990100-canteens.txt").identity
    assert (said.kind, said.place, said.year) == (Kind.ARTICLE, "990100", 2021)
    assert (said.title, said.source) == ("云泽“幸福食堂”开进一百四十个社区", "云泽晚报")
    assert (said.published_on, said.authors) == (date(2021, 10, 14), ("舒闻笛",))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_change_made_to_a_sample_is_told(path: Path) -> None:
    extracted = decoded(path.read_bytes())
    read = read_document(extracted, path.name)
    at, pieces = 0, []
    for edit in sorted([*read.edits, *chain(*read.block_edits)], key=lambda edit: (edit.start, edit.end)):
        assert extracted[edit.start:edit.end] == edit.before
        pieces += extracted[at:edit.start], edit.after
        at = edit.end
    assert "".join([*pieces, extracted[at:]]) == "\n".join(block.text for block in read.blocks)


def test_the_script_makes_the_files_that_are_here() -> None:
    made = runpy.run_path(str(FOLDER / "make_samples.py"))["samples"]()
    assert sorted(made) == [path.name for path in FILES]
    for path in FILES:
        assert path.read_bytes() == made[path.name], path.name


@pytest.mark.parametrize("place", ["province", "city", "county"])
def test_every_written_sentence_is_said_in_each_of_its_years(place: str) -> None:
    script = runpy.run_path(str(FOLDER / "make_samples.py"))
    outlines, topics = script["outlines"](place), script["wording"](place)
    for year in script["YEARS"]:
        called = re.findall(r"\[(\w+)\]", "\n".join(outlines[year]))
        assert set(called) == {name for name, lines in topics.items() if any(year in tagged for tagged, _ in lines)}
        assert len(called) == len(set(called))


@pytest.mark.parametrize("place", ["province", "county"])
def test_people_lifted_out_of_poverty_add_up(place: str) -> None:
    with (FOLDER / "numbers" / f"{place}.csv").open(encoding="utf-8") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    for year in range(2013, 2021):
        left = float(rows["poor"][str(year - 1)]) - float(rows["poor"][str(year)])
        assert left == pytest.approx(float(rows["poor_cut"][str(year)]))


@pytest.mark.django_db
def test_samples_are_taken_in_and_published_once() -> None:
    assert load_samples() == len(FILES) == 27
    keys = {report.key for report in Report.objects.filter(is_sample=True, status=Report.Status.PUBLISHED)}
    assert {f"{code}/{year}/work-report" for code in NAMES for year in range(2016, 2024)} <= keys
    assert len(keys) == 27
    assert load_samples() == 0
    assert Report.objects.count() == 27


@pytest.mark.django_db
def test_removing_takes_everything_and_for_good(django_capture_on_commit_callbacks) -> None:
    load_samples()
    digests = list(Original.objects.values_list("pk", flat=True))
    assert all(path_of(digest).exists() for digest in digests)
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_samples() == 27
    for model in (Report, Section, Paragraph, Token, Edit, Witness, Original):
        assert not model.objects.exists(), model
    assert not Place.objects.filter(is_sample=True).exists()
    assert not any(path_of(digest).exists() for digest in digests)
    assert Setting.objects.get(name="samples").value == "removed"
    assert load_samples() == 0
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_removing_before_the_first_loading_keeps_them_out() -> None:
    assert remove_samples() == 0
    assert load_samples() == 0
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_reports_that_are_no_samples_stay() -> None:
    load_samples()
    mine = make_report("兰州的一段话。")
    remove_samples()
    assert list(Report.objects.all()) == [mine]
    assert Paragraph.objects.count() == 1


@pytest.mark.django_db
def test_a_file_that_another_report_came_from_too_stays(django_capture_on_commit_callbacks) -> None:
    load_samples()
    shared = Original.objects.filter(witnesses__report__is_sample=True).first()
    Witness.objects.create(report=make_report("兰州的一段话。"), original=shared, names=["a.txt"], relation="same")
    with django_capture_on_commit_callbacks(execute=True):
        remove_samples()
    assert list(Original.objects.all()) == [shared]
    assert path_of(shared.pk).exists()


@pytest.mark.django_db
def test_a_sample_place_with_a_report_of_somebodys_own_stays() -> None:
    load_samples()
    make_report("栖水的一段话。", place="990121", year=2001)
    remove_samples()
    assert set(Place.objects.filter(is_sample=True).values_list("code", flat=True)) == {"990000", "990100", "990121"}


@pytest.mark.django_db
def test_the_commands_say_what_they_did(capsys: pytest.CaptureFixture[str]) -> None:
    for command, said in [("load_samples", "已收入示例报告 27 份。"), ("load_samples", "示例报告已经收入或者移除过，没有再收。"),
                          ("remove_samples", "已移除示例报告 27 份，今后不再收入。"), ("load_samples", "示例报告已经收入或者移除过，没有再收。")]:
        call_command(command)
        assert capsys.readouterr().out == said + "\n"


def test_loading_places_again_does_not_bring_removed_sample_places_back(db):
    remove_samples()
    call_command("load_places", stdout=StringIO())
    assert not Place.objects.filter(is_sample=True).exists()
