"""Real documents come in as they must: nothing is lost on the way, and each hard case is known for what it is.

CORPUS names their folder; without it these tests are skipped, with REQUIRE_SEEDS=1 they fail.
"""
import os
import re
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from archive.extraction.signs import format_of
from archive.intake.ingest import File, Outcome, Status, documents, ingest
from archive.models import Place, Report, Witness
from archive.text.document import Document, read_document
from archive.text.extracted import Extracted
from archive.text.fold import fold
from archive.text.tape import Edit, undone
from archive.text.vocabulary import BlockKind, EditKind, Kind
from tests.conftest import PROJECT, absent

CORPUS = Path(os.environ.get("CORPUS", PROJECT.parent / "shared" / "corpus"))
SEEDS = Path(os.environ.get("SEEDS", PROJECT.parent / "shared" / "seeds"))
SUFFIXES = {".txt", ".html", ".docx", ".pdf"}
FILES = sorted(path for folder in (CORPUS, SEEDS) if folder.is_dir() for path in folder.rglob("*") if path.suffix in SUFFIXES)
REPORTS = [path for path in FILES if path.parent.name == "state-council" and re.search(r"_\d{4}_", path.name)]
RESOLUTIONS = [path for path in FILES if path.parent.name == "state-council" and path not in REPORTS]
PAGES = [path for path in FILES if path.parent.name == "html"]
DATABASE_COPIES = [path for path in FILES if "FBM-CLI" in path.name]
NATION, QIANDONGNAN, LUOYANG, ZHOUKOU, LISHUI = "000000", "522600", "410300", "411600", "331100"


@pytest.fixture(autouse=True)
def corpus() -> Path:
    if not CORPUS.is_dir():
        absent(f"There are no real documents in {CORPUS}; CORPUS names their folder.", "REQUIRE_SEEDS")
    return CORPUS


def each(paths: list[Path]) -> pytest.MarkDecorator:
    """One test a file; where there are none, one that says so."""
    return pytest.mark.parametrize("path", paths or [CORPUS], ids=lambda path: path.name)


@cache
def extracted(path: Path) -> Extracted:
    """The one document of a file, by way of the intake."""
    raw = path.read_bytes()
    [document] = documents(File(path.name, raw), format_of(raw, path.name))
    return document


@cache
def read(path: Path) -> Document:
    return read_document(extracted(path), extracted(path).name)


def odd(name: str) -> Document:
    """The hard case whose name holds these words."""
    [path] = (CORPUS / "odd").glob(f"*{name}*")
    return read(path)


def statistics(name: str) -> Document:
    return read(CORPUS / "statistics" / name)


def texts(document: Document, *kinds: BlockKind) -> list[str]:
    return [block.text for block in document.blocks if not kinds or block.kind in kinds]


def edits(document: Document, kind: EditKind | None = None) -> list[Edit]:
    return [edit for edit in chain(document.edits, *document.block_edits) if kind in (None, edit.kind)]


def warned(document: Document) -> str:
    return " ".join(map(str, document.warnings))


def is_filed(document: Document, kind: Kind, place: str, year: int | None) -> bool:
    identity = document.identity
    return (identity.kind, identity.place, identity.year) == (kind, place, year)


def test_the_corpus_is_all_there():
    assert len(FILES) == 31 + 72 + 4 + 14 + 13 + 5
    assert (len(REPORTS), len(RESOLUTIONS), len(PAGES), len(DATABASE_COPIES)) == (52, 20, 14, 3)


# Nothing is lost

@each(FILES)
def test_undoing_every_edit_gives_the_extracted_text_back(path):
    document = read(path)
    source = extracted(path).text
    assert undone("\n".join(texts(document)), edits(document)) == source
    assert all(source[edit.start:edit.end] == edit.before != edit.after for edit in edits(document))


# Reports and resolutions

@each(REPORTS)
def test_a_report_of_the_state_council_is_filed_under_its_year(path):
    assert is_filed(read(path), Kind.WORK_REPORT, NATION, int(path.name.split("_")[1]))


@each(RESOLUTIONS)
def test_a_resolution_about_a_report_is_none(path):
    identity = read(path).identity
    assert (identity.kind, identity.place) == (Kind.RESOLUTION, NATION)
    assert identity.year


# The hard ones, as they must come out

def test_1954_on_one_line_is_told_apart():
    document = odd("1954")
    assert is_filed(document, Kind.WORK_REPORT, NATION, 1954)
    assert [block.kind for block in document.blocks[:4]] == [
        BlockKind.TITLE, BlockKind.DELIVERY, BlockKind.BYLINE, BlockKind.SALUTATION]
    assert (document.identity.speaker, document.identity.speaker_role) == ("周恩来", "国务院总理")
    assert len(texts(document, BlockKind.BODY)) > 20


def test_1954_keeps_the_date_as_it_is_printed():
    assert odd("1954").identity.delivered_on == date(1954, 5, 23)


def test_2002_has_its_paragraphs_back():
    document = odd("国务院_2002")
    [whole] = [path for path in REPORTS if "_2002_" in path.name]
    begins = tuple(fold(text)[:12] for text in texts(read(whole)))
    assert is_filed(document, Kind.WORK_REPORT, NATION, 2002)
    assert "\ue004" not in "".join(texts(document))
    assert [text for text in texts(document, BlockKind.BODY) if not fold(text).startswith(begins)] == []
    assert len(texts(document, BlockKind.BODY)) > 40


def test_2006_has_year_and_date():
    identity = odd("国务院_2006").identity
    assert (identity.kind, identity.place, identity.year, identity.delivered_on) == (
        Kind.WORK_REPORT, NATION, 2006, date(2006, 3, 5))


def test_2006_has_its_title_without_the_year_glued_to_it():
    assert odd("国务院_2006").identity.title == "政府工作报告"
    assert texts(odd("国务院_2006"))[:2] == ["2006年", "政府工作报告"]


def test_2018_cut_off_is_a_report_with_a_warning():
    document = odd("国务院_2018")
    assert is_filed(document, Kind.WORK_REPORT, NATION, 2018)
    assert "不全" in warned(document)


def test_2021_has_its_speaker_from_the_second_line():
    document = odd("国务院_2021")
    assert is_filed(document, Kind.WORK_REPORT, NATION, 2021)
    assert document.identity.speaker == "李克强"
    assert re.fullmatch("2021年?政府工作报告", document.identity.title)


def test_2020_spoken_is_a_report_with_its_own_title():
    document = odd("国务院_2020")
    assert is_filed(document, Kind.WORK_REPORT, NATION, 2020)
    assert "文字实录" in document.identity.title


def test_a_plenums_communique_is_one_of_its_year():
    assert is_filed(odd("全会公报_1995"), Kind.COMMUNIQUE, NATION, 1995)


def test_a_summary_that_calls_itself_the_report_is_a_summary_with_a_warning():
    document = odd("gw-baogao")
    assert document.identity.kind == Kind.SUMMARY
    assert "摘要" in warned(document)


def test_song_lyrics_under_a_policys_name_are_other_with_a_warning_that_they_disagree():
    document = odd("中发_2018_1号")
    assert document.identity.kind == Kind.OTHER
    assert "文件名" in warned(document)


@pytest.mark.django_db
def test_song_lyrics_are_a_draft():
    [path] = (CORPUS / "odd").glob("*中发_2018_1号*")
    assert taken(path).report.status == Report.Status.DRAFT


def test_a_whole_page_of_a_site_is_its_policy_with_the_table():
    document = odd("lishui")
    assert is_filed(document, Kind.POLICY, LISHUI, 2023)
    [table] = texts(document, BlockKind.TABLE)
    assert table.startswith("序号␟安置单位名称")
    assert not re.search("首页|当前位置|版权所有|function|网站地图", "\n".join(texts(document)))


@each(DATABASE_COPIES)
def test_a_databases_copy_of_a_regulation_has_one_title_and_no_header(path):
    document = read(path)
    assert document.identity.kind == Kind.REGULATION
    assert len(texts(document, BlockKind.TITLE)) == 1
    assert texts(document)[0] == document.identity.title
    assert not re.search("法宝|pkulaw", "\n".join(texts(document)))
    assert "法宝引证码" in "".join(edit.before for edit in edits(document, EditKind.FURNITURE) + edits(document, EditKind.WATERMARK))


def test_a_file_whose_name_lies_is_what_its_text_says_with_a_warning():
    document = statistics("2023年洛阳市国民经济和社会发展统计公报.docx")
    assert is_filed(document, Kind.STATISTICS, QIANDONGNAN, 2016)
    assert len(texts(document, BlockKind.TABLE)) == 11
    assert "文件名" in warned(document)


def test_a_file_whose_name_is_right_is_what_it_says():
    document = statistics("2023年洛阳市国民经济和社会发展统计公报.txt")
    assert is_filed(document, Kind.STATISTICS, LUOYANG, 2023)
    assert "文件名" not in warned(document)


def test_marks_of_notes_do_not_stick_to_title_words_and_figures():
    document = statistics("2023年洛阳市国民经济和社会发展统计公报.txt")
    assert not re.search("[①-⑳]", document.identity.title)
    assert not re.search(r"[\u4e00-\u9fff\d][①-⑳]", "\n".join(texts(document)))
    assert [edit.before for edit in edits(document, EditKind.MARK)] == ["①", "②", "③", "④"]


def test_a_communique_whose_title_is_a_picture_is_called_by_its_file_and_not_by_its_issuer():
    identity = statistics("黔东南苗族侗族自治州2023年国民经济和社会发展统计公报.pdf").identity
    assert (identity.title, identity.issuer) == ("黔东南苗族侗族自治州2023年国民经济和社会发展统计公报", "黔东南州统计局")
    assert "title" in identity.supplied


def test_the_notes_under_a_communique_are_no_headings():
    document = statistics("2023年洛阳市国民经济和社会发展统计公报.docx")
    assert document.sections[-1].heading == "环境保护和安全生产"
    assert document.blocks[-1].kind == BlockKind.NOTE


def test_the_headings_of_1964_are_headings():
    [path] = [path for path in REPORTS if "_1964_" in path.name]
    assert texts(read(path), BlockKind.CAPTION) == []
    assert "国际形势和我国对外工作" in texts(read(path), BlockKind.HEADING)


@pytest.mark.parametrize(("name", "place"), [
    ("周口市统计公报2023.pdf", ZHOUKOU), ("黔东南苗族侗族自治州2023年国民经济和社会发展统计公报.pdf", QIANDONGNAN)])
def test_a_printed_communique_has_whole_paragraphs_tables_and_no_page_numbers(name, place):
    document = statistics(name)
    assert is_filed(document, Kind.STATISTICS, place, 2023)
    assert len(texts(document, BlockKind.TABLE)) >= 3
    prose = texts(document, BlockKind.BODY)
    assert not [text for text in prose if re.fullmatch(r"[-—–\s]*\d{1,3}[-—–\s]*", text)]
    assert not [text for text in prose if len(text) > 60 and not text.endswith(("。", "；", "：", "）", "”", "！"))]
    assert not [text for text in prose if re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff] [\u4e00-\u9fff]", text)]


@each(PAGES)
def test_a_page_of_the_government_is_filed_under_the_year_of_its_index_number(path):
    document = read(path)
    [(_, year)] = re.findall(r"索引号：(\d+)/(\d{4})-", "\n".join(texts(document)))
    assert document.identity.kind in (Kind.POLICY, Kind.RESOLUTION, Kind.REGULATION)
    assert (document.identity.place, document.identity.year) == (NATION, int(year))
    assert "year" not in document.identity.supplied


def taken(path: Path) -> Outcome:
    [outcome] = ingest(path.read_bytes(), path.name)
    return outcome


@pytest.mark.django_db
def test_fourteen_pages_are_eleven_documents_three_of_them_under_two_names():
    assert Place.objects.filter(pk=NATION).exists()
    outcomes = [taken(path) for path in PAGES]
    assert sorted(outcome.status for outcome in outcomes) == [Status.DUPLICATE] * 3 + [Status.IMPORTED] * 11
    assert Report.objects.count() == 11
    assert sorted(len(names) for names in Witness.objects.values_list("names", flat=True)) == [1] * 8 + [2] * 3
