"""The five seed documents come in as a careful reader would have them: each claim of their README is a test."""
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from archive.intake.ingest import Outcome, Status, ingest
from archive.models import Edit, Paragraph, Report, Section, Witness
from archive.text import tape
from archive.text.vocabulary import BlockKind, EditKind, Flag, Kind

pytestmark = pytest.mark.django_db

NAMES = ("000", "001", "002", "003", "004")
COMMAS, NOTES = 183, 215
PINYIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"


@pytest.fixture(scope="module")
def files(seeds: Path) -> dict[str, Path]:
    return {path.name[:3]: path for path in sorted(seeds.glob("*.txt"))}


@pytest.fixture(scope="module")
def taken(files: dict[str, Path], django_db_setup, django_db_blocker) -> Iterator[dict[str, Outcome]]:
    """All five, imported once for this module and gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {name: ingest(path.read_bytes(), path.name)[0] for name, path in files.items()}
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def reports(taken: dict[str, Outcome]) -> dict[str, Report]:
    return {name: Report.objects.get(pk=outcome.report.pk) for name, outcome in taken.items()}


def paragraphs(report: Report, *kinds: BlockKind) -> list[str]:
    found = report.paragraphs.filter(kind__in=kinds) if kinds else report.paragraphs
    return [paragraph.text for paragraph in found.order_by("position")]


def reading_text(report: Report) -> str:
    return "\n".join(paragraphs(report))


def extracted(path: Path) -> str:
    """The text of a seed; all five are UTF-8 without a byte order mark, with plain line ends."""
    return path.read_bytes().decode("utf-8")


def flagged(report: Report, flag: Flag) -> list[str]:
    return [paragraph.text for paragraph in report.paragraphs.filter(flags__contains=[flag]).order_by("position")]


def holding(report: Report, words: str) -> str:
    """The one paragraph that holds these words."""
    [text] = [text for text in paragraphs(report) if words in text]
    return text


def children(report: Report, number: str) -> list[str]:
    """The numbers of the sections right under the main section of this number."""
    return list(report.sections.filter(parent__number=number, parent__level=1).order_by("position").values_list("number", flat=True))


def count(pattern: str, text: str) -> int:
    return len(re.findall(pattern, text))


def numbers(last: int) -> list[str]:
    return [f"({figure})" for figure in "一二三四五六七八九"[:last]]


# All five

def test_five_files_become_five_published_reports(taken, reports):
    assert tuple(taken) == NAMES
    assert {outcome.status for outcome in taken.values()} == {Status.IMPORTED}
    assert len({report.pk for report in reports.values()}) == 5
    assert {report.status for report in reports.values()} == {Report.Status.PUBLISHED}


@pytest.mark.parametrize("name", NAMES)
def test_undoing_all_edits_gives_the_extracted_text_back(reports, files, name):
    edits = [tape.Edit(EditKind(edit.kind), edit.start, edit.end, edit.before, edit.after)
             for edit in Edit.objects.filter(report=reports[name])]
    assert tape.undone(reading_text(reports[name]), edits) == extracted(files[name])


@pytest.mark.parametrize("name", NAMES)
def test_every_edit_quotes_the_text_it_changed(reports, files, name):
    source = extracted(files[name])
    assert all(source[edit.start:edit.end] == edit.before != edit.after for edit in Edit.objects.filter(report=reports[name]))


@pytest.mark.parametrize("name", NAMES)
def test_blocks_are_single_lines_numbered_from_one(reports, name):
    found = list(reports[name].paragraphs.order_by("position"))
    assert [paragraph.position for paragraph in found] == list(range(1, len(found) + 1))
    assert all(p.text and p.text == p.text.strip() and "\n" not in p.text for p in found)
    assert reports[name].paragraph_count == len(found)


@pytest.mark.parametrize("name", NAMES)
def test_blocks_follow_the_order_of_the_file(reports, files, name):
    source = "".join(extracted(files[name]).split())
    sections = list(reports[name].paragraphs.order_by("position").values_list("section__position", flat=True))
    assert sections == sorted(sections)
    starts = [source.find("".join(text.split())) for text in paragraphs(reports[name], BlockKind.HEADING)]
    assert -1 not in starts
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", NAMES)
def test_every_block_has_a_token_of_its_own_that_counts_as_given(reports, name):
    found = list(reports[name].paragraphs.select_related("token"))
    assert len({paragraph.token_id for paragraph in found}) == len(found)
    assert all(len(paragraph.token_id) == 10 and paragraph.token.given_on for paragraph in found)


@pytest.mark.parametrize("name", NAMES)
def test_the_original_is_kept_byte_for_byte(reports, files, name):
    raw = files[name].read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    response = Client().get(f"/reports/{reports[name].key}/original/{digest}/")
    assert response.status_code == 200
    assert b"".join(response) == raw


@pytest.mark.parametrize("name", NAMES)
def test_the_file_name_is_remembered(reports, files, name):
    [witness] = reports[name].witnesses.all()
    assert (witness.names, witness.relation) == ([files[name].name], Witness.Relation.SAME)


def rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in apps.get_app_config("archive").get_models()}


def originals() -> set[Path]:
    return {path for path in Path(settings.ORIGINALS).rglob("*") if path.is_file()}


def test_importing_them_again_adds_nothing(taken, files):
    before = rows(), originals(), list(Witness.objects.order_by("pk").values_list("names", flat=True))
    again = [outcome for path in files.values() for outcome in ingest(path.read_bytes(), path.name)]
    assert [outcome.status for outcome in again] == [Status.DUPLICATE] * 5
    assert [outcome.report.pk for outcome in again] == [outcome.report.pk for outcome in taken.values()]
    assert (rows(), originals(), list(Witness.objects.order_by("pk").values_list("names", flat=True))) == before


def test_importing_their_folder_twice_adds_nothing_the_second_time(taken, seeds, capsys):
    with transaction.atomic():
        call_command("import_reports", str(seeds))
        before = rows(), originals()
        call_command("import_reports", str(seeds))
        after = rows(), originals()
        transaction.set_rollback(True)
    assert after == before


def found_by(query: str) -> set[str]:
    """The keys of all reports in which the search finds something."""
    keys, client, address = set(), Client(), "/api/v1/search/"
    parameters = {"q": query}
    while address:
        answer = client.get(address, parameters).json()
        keys |= {result["report"]["key"] for result in answer["results"]}
        address, parameters = answer["next"], {}
    return keys


@pytest.mark.parametrize("query", ["强省会", "強省會", "“强省会”", "「強省會」"])
def test_the_strong_capital_is_found_in_all_but_that_of_2017(reports, query):
    assert found_by(query) == {reports[name].key for name in ("000", "001", "002", "004")}


@pytest.mark.parametrize("query", ["强省会", "強省會"])
def test_the_site_finds_it_too(reports, query):
    page = Client().get("/search/", {"q": query}).content.decode()
    assert any(reports[name].key in page for name in ("000", "001", "002", "004"))


@pytest.mark.parametrize("name", NAMES)
def test_its_page_shows_every_paragraph(reports, name):
    response = Client().get(reports[name].get_absolute_url())
    assert response.status_code == 200
    page = response.content.decode()
    assert all(token in page for token in reports[name].paragraphs.values_list("token", flat=True))


# 000: a newspaper feature from a scan in columns

def test_000_is_an_article_of_lanzhou_without_a_year(reports):
    report = reports["000"]
    assert (report.kind, report.place_id, report.year) == (Kind.ARTICLE, "620100", None)
    assert report.key.startswith("620100/undated/")


def test_000_has_its_title_and_subtitle(reports):
    report = reports["000"]
    assert (report.title, report.subtitle) == ("唯实惟先强省会", "兰州市纵深推进强省会行动步履铿锵")
    assert paragraphs(report, BlockKind.TITLE) == ["唯实惟先强省会"]
    assert len(paragraphs(report, BlockKind.SUBTITLE)) == 1


def test_000_has_two_authors_one_of_them_glued_to_the_first_sentence(reports):
    report = reports["000"]
    assert report.authors == ["田蹊", "王煜宇"]
    assert "金城兰州, 河城共生。" in paragraphs(report, BlockKind.BODY)
    assert [edit.kind for edit in report.edits.filter(after="\n")] == [EditKind.SPLIT]


def test_000_keeps_its_183_half_width_commas(reports, files):
    assert extracted(files["000"]).count(", ") == COMMAS
    assert reading_text(reports["000"]).count(", ") == COMMAS


def test_000_has_five_captions_with_their_photographers_in_order(reports):
    captions = paragraphs(reports["000"], BlockKind.CAPTION)
    photographers = ["裴强", "丁凯", "丁凯", "冯乐凯", "裴强"]
    beginnings = ["节假日", "2月24日", "兰石集团", "2025年底", "五泉早市"]
    assert [text.rpartition("。")[2] for text in captions] == photographers
    assert [text[:len(begin)] for text, begin in zip(captions, beginnings, strict=True)] == beginnings


def test_000_has_four_part_headings(reports):
    headings = paragraphs(reports["000"], BlockKind.HEADING)
    assert [text[:6] for text in headings] == ["凝聚兰州之力", "破解兰州之难", "实现兰州之变", "走好兰州之路"]
    assert list(reports["000"].sections.filter(level=1).order_by("position").values_list("heading", flat=True)) == headings


def test_000_joins_the_halves_of_its_last_heading_which_stays_and_is_misplaced(reports):
    report = reports["000"]
    [text] = flagged(report, Flag.MISPLACED)
    assert text.startswith("走好兰州之路")
    assert text.endswith("定力如磐 在挺膺担当中把准航向")
    assert text == paragraphs(report, BlockKind.HEADING)[-1]
    position = report.paragraphs.get(text=text).position
    assert [p.kind for p in report.paragraphs.filter(position__gt=position)] == [BlockKind.CAPTION] * 2


@pytest.mark.parametrize("seam", [
    "不搞封闭运行、不搞自我循环", "医疗、养老、环境等领域短板", "城市治理从“被动应对”", "“161”科技创新体系", "跨越赶超的“硬支撑”"])
def test_000_makes_a_sentence_cut_by_columns_whole(reports, seam):
    assert holding(reports["000"], seam)


def test_000_joins_three_lines_into_one_paragraph(reports):
    text = holding(reports["000"], "医疗、养老、环境等领域短板")
    assert "城市治理从“被动应对”" in text
    assert text.startswith("直面城市顽疾")
    assert text.endswith("“绊脚石”逐步清除。")


def test_000_joins_nothing_else(reports):
    assert reports["000"].edits.filter(kind=EditKind.REJOINED).count() == 6
    assert reports["000"].paragraph_count == 50


def test_000_flags_the_two_paragraphs_whose_beginning_is_lost(reports):
    assert [text[:6] for text in flagged(reports["000"], Flag.INCOMPLETE)] == ["不发生系统性", "显。过去产业"]


def test_000_prints_no_date_so_2026_is_only_suggested(reports):
    report = reports["000"]
    assert (report.year, report.delivered_on, report.published_on, report.review_year, report.plan_year) == (None,) * 5
    assert report.suggestions["year"] == 2026
    assert "year" not in report.supplied


# 001: a newspaper's special page

def test_001_is_an_article_of_the_new_area_filed_under_lanzhou(reports):
    report = reports["001"]
    assert (report.kind, report.place_id, report.place_name, report.year) == (Kind.ARTICLE, "620100", "兰州新区", None)
    assert report.key.startswith("620100/undated/")


def test_001_suggests_2023(reports):
    assert reports["001"].suggestions["year"] == 2023
    assert reports["001"].published_on is None


def test_001_has_a_kicker_above_its_title(reports):
    report = reports["001"]
    assert (report.kicker, report.title) == ("兰州新区获批国家级新区11周年", "兰州新区：在强省会行动中干在前、当标兵")
    assert list(report.paragraphs.order_by("position").values_list("kind", flat=True)[:2]) == [BlockKind.KICKER, BlockKind.TITLE]


def test_001_leaves_the_space_behind_the_colon_out_of_its_title(reports, files):
    assert "兰州新区： 在强省会" in extracted(files["001"])
    assert "兰州新区：在强省会行动中干在前、当标兵" in paragraphs(reports["001"], BlockKind.TITLE)


def test_001_has_five_sections(reports):
    headings = paragraphs(reports["001"], BlockKind.HEADING)
    assert [text[:3] for text in headings] == ["强产业", "强创新", "强生态", "强民生", "强合力"]
    assert reports["001"].sections.filter(level=1).count() == 5


def test_001_has_one_caption_before_the_sections_and_three_at_the_end(reports):
    report = reports["001"]
    captions = list(report.paragraphs.filter(kind=BlockKind.CAPTION).order_by("position"))
    assert [caption.text[-3:] for caption in captions] == ["闲游玩", "节现场", "业基地", "湖风光"]
    assert captions[0].section.level == 0
    assert [caption.position for caption in captions[1:]] == [31, 32, 33]
    assert report.paragraph_count == 33


def test_001_names_the_source_of_its_data_in_a_note(reports):
    assert paragraphs(reports["001"], BlockKind.NOTE) == ["数据来源：兰州新区党工委办公室"]


def test_001_makes_its_cut_sentence_whole(reports):
    assert holding(reports["001"], "研发、中试、生产、检测")
    assert reports["001"].edits.filter(kind=EditKind.REJOINED).count() == 1


# 002: a scraped page in Traditional characters, with pinyin

def test_002_is_an_article_of_gansu_of_2023(reports):
    report = reports["002"]
    assert (report.kind, report.place_id, report.year, report.published_on) == (Kind.ARTICLE, "620000", 2023, date(2023, 8, 9))
    assert report.key.startswith("620000/2023/")


def test_002_names_its_source_in_its_own_script(reports):
    assert reports["002"].source == "甘肅日報"


def test_002_has_its_view_counter_removed_as_an_edit_of_the_report(reports):
    [edit] = reports["002"].edits.filter(before__contains="點(diǎn)擊")
    assert (edit.kind, edit.paragraph) == (EditKind.FURNITURE, None)
    assert "擊:" not in reading_text(reports["002"])


def test_002_has_a_supplied_title_and_says_so(reports):
    report = reports["002"]
    assert report.title
    assert "title" in report.supplied
    assert paragraphs(report, BlockKind.TITLE) == []


def test_002_loses_its_215_intact_notes(reports, files):
    notes = rf"[\u3400-\u9fff]\([{PINYIN}]+\)"
    assert count(notes, extracted(files["002"])) == NOTES
    removed = [edit for edit in reports["002"].edits.all() if EditKind(edit.kind) in (EditKind.PINYIN, EditKind.FURNITURE)]
    assert sum(count(rf"\([{PINYIN}]+\)", edit.before) for edit in removed) == NOTES
    assert count(f"[{PINYIN}]", reading_text(reports["002"])) == 0


@pytest.mark.parametrize("restored", ["甘肅日報", "轉變為各級各部門", "千鈞重擔", "實打實解決問題", "擔當的作為,"])
def test_002_reads_again_where_bytes_were_lost(reports, restored):
    assert holding(reports["002"], restored)


def test_002_has_nothing_damaged_left(reports):
    assert "?" not in reading_text(reports["002"])
    assert flagged(reports["002"], Flag.DAMAGED) == []


def test_002_marks_the_character_restored_by_a_dictionary_as_inferred(reports):
    assert flagged(reports["002"], Flag.INFERRED) == [holding(reports["002"], "擔當的作為,")]


def test_002_keeps_the_reporters_note(reports):
    assert paragraphs(reports["002"])[-1].endswith("參加。(記者金鑫 盛學卿)")


def test_002_is_shown_in_traditional_as_published(reports):
    text = reading_text(reports["002"])
    assert reports["002"].language == "zh-Hant"
    assert "強省會行動" in text
    assert "强省会" not in text


def test_002_has_two_lines_of_its_header_and_five_paragraphs(reports):
    assert list(reports["002"].paragraphs.order_by("position").values_list("kind", flat=True)) == [
        BlockKind.NOTE, BlockKind.NOTE, *[BlockKind.BODY] * 5]


@pytest.mark.parametrize("query", ["任振鹤", "任振鶴", "日报 甘肃", "轉變為各級", "转变为各级", "千钧重担", "实打实解决问题"])
def test_002_is_found_in_either_script(reports, query):
    assert reports["002"].key in found_by(query)


# 003: the Lanzhou report of 2017, eight times in one file

def test_003_is_one_work_report(taken, reports):
    assert reports["003"].key == "620100/2017/work-report"
    assert reports["003"].kind == Kind.WORK_REPORT
    assert Report.objects.filter(place="620100", year=2017).count() == 1


def test_003_has_79_lines_its_title_included(reports):
    texts = paragraphs(reports["003"])
    assert len(texts) == 79
    assert texts[0] == "2017年兰州市政府工作报告" == reports["003"].title


def test_003_drops_seven_identical_copies_in_one_edit_of_the_report(taken, reports):
    [edit] = reports["003"].edits.filter(kind=EditKind.COPY)
    assert edit.paragraph is None
    assert edit.after == ""
    assert edit.before.count("2017年兰州市政府工作报告\n") == 7
    assert taken["003"].document.copies_dropped == 7


def test_003_has_four_parts_with_their_numbered_sections(reports):
    report = reports["003"]
    assert list(report.sections.filter(level=1).order_by("position").values_list("number", flat=True)) == ["一、", "二、", "三、", "四、"]
    assert [children(report, number) for number in ("一、", "二、", "三、", "四、")] == [[], numbers(8), numbers(5), numbers(6)]


def test_003_loses_the_watermarks_of_two_headings(reports):
    report = reports["003"]
    headings = paragraphs(report, BlockKind.HEADING)
    assert headings == ["一、过去五年政府工作回顾", "二、今后五年发展的目标任务", "三、2017年的重点工作", "四、加强政府自身建设"]
    assert sorted(report.edits.filter(kind=EditKind.WATERMARK).values_list("before", flat=True)) == sorted(["二号首长", "静州往事"])


def test_003_loses_the_asterisks_within_a_name(reports):
    report = reports["003"]
    assert "*" not in reading_text(report)
    assert holding(report, "习近平总书记")
    assert list(report.edits.filter(kind=EditKind.MARK).values_list("before", flat=True)) == ["*", "*"]


def test_003_changes_nothing_else_but_white_space(reports):
    assert Counter(reports["003"].edits.exclude(kind=EditKind.SPACING).values_list("kind", flat=True)) == {
        EditKind.COPY: 1, EditKind.WATERMARK: 2, EditKind.MARK: 2}


# 004: the Lanzhou report given in December 2022

def test_004_is_filed_under_the_year_it_plans(reports):
    report = reports["004"]
    assert report.key == "620100/2023/work-report"
    assert (report.review_year, report.plan_year) == (2022, 2023)


def test_004_knows_when_where_and_by_whom_it_was_delivered(reports):
    report = reports["004"]
    assert (report.title, report.delivered_on) == ("政府工作报告", date(2022, 12, 19))
    assert report.occasion == "兰州市第十七届人民代表大会第二次会议"
    assert (report.speaker, report.speaker_role) == ("张伟文", "兰州市市长")
    assert report.supplied == []


def test_004_has_three_parts_with_their_numbered_sections(reports):
    report = reports["004"]
    assert list(report.sections.filter(level=1).order_by("position").values_list("number", "heading")) == [
        ("一、", "2022年工作回顾"), ("二、", "2023年工作安排"), ("三、", "加强政府自身建设")]
    assert [children(report, number) for number in ("一、", "二、", "三、")] == [[], numbers(7), numbers(5)]


def test_004_keeps_its_half_width_and_full_width_signs_line_by_line(reports, files):
    lines = extracted(files["004"]).split("\n")
    assert paragraphs(reports["004"]) == lines
    text = reading_text(reports["004"])
    assert all(text.count(sign) == extracted(files["004"]).count(sign) > 0 for sign in ",:;()!、。")


def test_004_names_a_run_in_section_by_its_first_sentence(reports):
    section = Section.objects.get(report=reports["004"], number="(一)", parent__number="三、")
    assert section.heading == "坚定信念、忠诚履职"
    first = Paragraph.objects.filter(section=section).order_by("position").first()
    assert first.text.startswith("(一)坚定信念、忠诚履职。全面学习")
