"""Taking a file in: what becomes of it, what it is refused for, and that all of it or nothing is stored."""
import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from archive.extraction.document import Limits
from archive.extraction.pdf import RECOGNISED
from archive.holdings import originals
from archive.holdings.removal import remove
from archive.intake.ingest import File, Outcome, Status, Wishes, ingest, of_document
from archive.models import Edit, Original, Paragraph, Report, Section, Token, Witness
from archive.text import tape
from archive.text.extracted import Extracted
from archive.text.vocabulary import EditKind, Kind
from tests import scratch
from tests.extraction.files import doc_file, docx_file, odt_file, p, zip_file

pytestmark = pytest.mark.django_db

PROSE = "这一年，我们坚持稳中求进，统筹推进改革发展各项工作，群众的获得感不断增强，经济建设迈出新步伐，政府职能加快转变。"
SONG = "\n".join(["我在风里唱着一首歌", "你在雨里等着一盏灯", "夜色里的街道很长很长", "脚步声像旧时候的钟", "", "山那边的月亮慢慢升", "照着没有名字的小城"] * 3)


def work_report(place: str = "兰州市", year: int = 2019, *more: str) -> str:
    return "\n".join([
        f"{year}年{place}政府工作报告", "各位代表：", "现在，我代表市人民政府向大会报告工作，请予审议。",
        f"一、{year - 1}年工作回顾", PROSE, f"二、{year}年工作安排", PROSE.replace("这一年", "今年"), *more])


def article(title: str = "兰州市推进项目建设纪实", *more: str) -> str:
    return "\n".join([title, PROSE, PROSE.replace("这一年", "去年"), *more])


def word(text: str) -> bytes:
    return docx_file("".join(map(p, text.split("\n"))))


def take(text: str | bytes, name: str = "文件.txt", **wishes) -> Outcome:
    [outcome] = ingest(text if isinstance(text, bytes) else text.encode(), name, Wishes(**wishes))
    return outcome


def rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in apps.get_app_config("archive").get_models()}


def files() -> set[Path]:
    return {path for path in Path(settings.ORIGINALS).rglob("*") if path.is_file()}


# What is taken in

def test_a_work_report_is_imported_and_published():
    outcome = take(work_report())
    assert (outcome.status, outcome.error, outcome.warnings) == (Status.IMPORTED, None, ())
    report = Report.objects.get()
    assert outcome.report == report
    assert (report.key, report.first_key, report.kind, report.status) == (
        "620100/2019/work-report", "620100/2019/work-report", Kind.WORK_REPORT, Report.Status.PUBLISHED)
    assert report.published_at
    assert not Token.objects.filter(given_on=None).exists()


def test_every_line_is_stored_in_order_with_a_token_and_a_search_key():
    text = work_report()
    take(text)
    paragraphs = list(Paragraph.objects.order_by("position"))
    assert [paragraph.text for paragraph in paragraphs] == text.split("\n")
    assert [paragraph.position for paragraph in paragraphs] == list(range(1, 8))
    assert len({paragraph.token_id for paragraph in paragraphs}) == len(paragraphs)
    assert all(paragraph.folded for paragraph in paragraphs)


def test_counts_are_of_what_is_stored():
    text = work_report()
    take(text)
    report = Report.objects.get()
    assert (report.paragraph_count, report.character_count) == (len(text.split("\n")), len(text.replace("\n", "")))


def test_sections_are_stored_as_a_tree_with_paths():
    take(work_report("兰州市", 2019, "（一）稳就业。新增五万人。"))
    found = [(s.number, s.heading, s.level, s.path) for s in Section.objects.order_by("position") if s.level]
    assert found == [
        ("一、", "2018年工作回顾", 1, ["一、2018年工作回顾"]),
        ("二、", "2019年工作安排", 1, ["二、2019年工作安排"]),
        ("（一）", "稳就业", 2, ["二、2019年工作安排", "（一）稳就业"]),
    ]


def test_edits_are_stored_and_undo_to_the_extracted_text():
    text = "\n\n" + work_report().replace("各位代表：", "点击:95\n\u3000\u3000各位代表：") + "\n"
    take(text)
    reading = "\n".join(Paragraph.objects.order_by("position").values_list("text", flat=True))
    edits = [tape.Edit(EditKind(e.kind), e.start, e.end, e.before, e.after) for e in Edit.objects.all()]
    assert "点击" not in reading
    assert tape.undone(reading, edits) == text


def test_the_bytes_are_kept_under_their_hash():
    raw = work_report().encode("gb18030")
    take(raw, "报告.txt")
    digest = hashlib.sha256(raw).hexdigest()
    assert (Path(settings.ORIGINALS) / digest[:2] / digest).read_bytes() == raw
    original = Original.objects.get()
    assert (original.sha256, original.size) == (digest, len(raw))
    witness = Witness.objects.get()
    assert (witness.names, witness.relation, witness.original) == (["报告.txt"], Witness.Relation.SAME, original)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_gives_the_same_text(encoding):
    bom = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    take(bom + work_report().encode(encoding))
    assert "\n".join(Paragraph.objects.order_by("position").values_list("text", flat=True)) == work_report()


def test_big5_is_read():
    traditional = "蘭州市推進項目建設紀實\n" + "這一年，我們堅持穩中求進，統籌推進各項工作，經濟建設邁出新步伐，群眾的獲得感不斷增強。" * 3
    take(traditional.encode("big5"))
    assert "\n".join(Paragraph.objects.order_by("position").values_list("text", flat=True)) == traditional


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_part_blocks(line_end):
    take(work_report().replace("\n", line_end))
    assert list(Paragraph.objects.order_by("position").values_list("text", flat=True)) == work_report().split("\n")


def test_as_a_draft_nothing_is_published_and_no_token_given():
    outcome = take(work_report(), publish=False)
    assert outcome.report.status == Report.Status.DRAFT
    assert outcome.report.published_at is None
    assert not Token.objects.exclude(given_on=None).exists()


def test_a_sample_is_marked():
    assert take(work_report(), is_sample=True).report.is_sample
    assert not take(article()).report.is_sample


def test_a_song_is_taken_in_as_other_a_draft_with_a_warning():
    outcome = take(SONG, "歌.txt")
    assert (outcome.status, outcome.report.kind, outcome.report.status) == (Status.IMPORTED, Kind.OTHER, Report.Status.DRAFT)
    assert len(outcome.warnings) >= 1
    assert len(outcome.report.warnings) == len(outcome.warnings)
    assert (outcome.report.place, outcome.report.year) == (None, None)
    assert outcome.report.key.startswith("unplaced/undated/")


def test_another_work_report_of_the_same_place_and_year_is_a_draft_with_a_warning_and_its_own_key():
    first = take(work_report())
    other = "粮食播种面积稳定在三百万亩以上，新建高标准农田，农村公路养护实现全覆盖，困难家庭学生资助应助尽助，社区养老服务驿站增加到两百家。"
    outcome = take(work_report().replace(PROSE, other).replace(PROSE[3:], other))
    assert (outcome.status, outcome.report.status) == (Status.IMPORTED, Report.Status.DRAFT)
    assert outcome.warnings
    assert outcome.report.key.startswith("620100/2019/work-report-")
    assert len(outcome.report.slug) == len("work-report-") + 4
    assert not outcome.report.slug[-1:].isspace()
    assert first.report.key == "620100/2019/work-report"


def test_articles_with_one_title_get_keys_marked_by_their_text():
    keys = [take(article("兰州市推进项目建设纪实", f"结尾各有不同，这是第{n}个。")).report.slug for n in "一二三"]
    assert len(set(keys)) == 3
    assert all(key.startswith(keys[0] + "-") and len(key) == len(keys[0]) + 5 for key in keys[1:])


# What was said of the file

def test_place_and_year_that_are_given_go_before_what_is_read_and_are_supplied():
    report = take(work_report(), place="620123", year=2018).report
    assert report.key == "620123/2018/work-report"
    assert {"place", "year"} <= set(report.supplied)


def test_a_place_that_is_given_leaves_no_doubt_that_there_is_none():
    text = f"政府工作报告\n各位代表：\n现在，我代表人民政府，向大会报告工作，请予审议。\n{PROSE}\n{PROSE}"
    [unknown] = ingest(text.encode(), "a.txt", Wishes(keep=False))
    [given] = ingest(f"{text}\n谢谢大家！".encode(), "b.txt", Wishes(place="620100", year=2020, keep=False))
    assert any("没有认出是哪个地区" in str(warning) for warning in unknown.warnings)
    assert not any("没有认出是哪个地区" in str(warning) for warning in given.warnings)


def test_an_unknown_place_is_refused_in_a_sentence():
    before = rows(), files()
    outcome = take(work_report(), place="999998")
    assert outcome.status == Status.REFUSED
    assert "999998" in str(outcome.error)
    assert (rows(), files()) == before


@pytest.mark.parametrize("year", [0, -1, 99999, 10**9])
def test_an_impossible_year_is_refused_in_a_sentence(year):
    before = rows(), files()
    outcome = take(work_report(), year=year)
    assert outcome.status == Status.REFUSED
    assert str(year) in str(outcome.error)
    assert (rows(), files()) == before


# Duplicates

def test_the_same_bytes_again_add_only_the_new_name():
    first = take(work_report(), "一.txt")
    before = rows(), files()
    again = take(work_report(), "二.txt")
    assert (again.status, again.report) == (Status.DUPLICATE, first.report)
    assert (rows(), files()) == before
    assert Witness.objects.get().names == ["一.txt", "二.txt"]


def test_the_same_bytes_under_the_same_name_add_nothing():
    take(work_report(), "一.txt")
    take(work_report(), "一.txt")
    assert Witness.objects.get().names == ["一.txt"]


@pytest.mark.parametrize("other", [
    work_report().encode("gb18030"),
    work_report().replace("\n", "\r\n").encode(),
    work_report().replace("\n", "\n\n\u3000\u3000").encode(),
    work_report().replace("，", ",").encode(),
    ("点击:95\n" + work_report()).encode(),
], ids=["another encoding", "other line ends", "set apart", "half-width commas", "with furniture"])
def test_the_same_text_in_another_file_adds_the_file_to_what_is_there(other):
    first = take(work_report(), "一.txt")
    before = rows()
    again = take(other, "二.txt")
    assert (again.status, again.report) == (Status.DUPLICATE, first.report)
    assert rows() == before | {"Original": before["Original"] + 1, "Witness": before["Witness"] + 1}
    assert list(Witness.objects.order_by("pk").values_list("names", "relation")) == [
        (["一.txt"], Witness.Relation.SAME), (["二.txt"], Witness.Relation.COPY)]
    digest = hashlib.sha256(other).hexdigest()
    assert (Path(settings.ORIGINALS) / digest[:2] / digest).read_bytes() == other


def test_a_file_with_the_text_several_times_over_is_the_text():
    report = work_report("兰州市", 2019, *(f"今年第{i}项任务是抓好重点项目，开工{i}个大项目，完成投资{i}百亿元，带动就业{i}千人。" for i in range(1, 9)))
    first = take(report)
    again = take("\n\n".join([report] * 3))
    assert (again.status, again.report, again.document.copies_dropped) == (Status.DUPLICATE, first.report, 2)


# Refused

HUGE = "全市上下团结奋斗。".encode() * (50 * 1024 * 1024 // 27 + 1)


@pytest.mark.parametrize("raw", [
    b"",
    b" \n\n\t",
    "报告".encode(),
    ("某市" * 24 + "政").encode(),
    b"Annual report of the city government.\n" * 50,
    b"\x7fELF\x02\x01\x01" + b"\x00" * 4000,
    b"\x89PNG\r\n\x1a\n" + hashlib.shake_256(b"picture").digest(5000),
    (b"\xff\xfe\xfd" * 50 + "各位代表".encode()) * 40,
    "点击:95\n【字号：大 中 小】\n责任编辑：某某\n".encode() * 40,
    HUGE,
], ids=["empty", "white space", "a word", "forty-nine characters", "no Han", "a program", "a picture",
        "mostly undecodable", "furniture alone", "a line of fifty megabytes"])
def test_what_cannot_be_read_is_refused_in_one_sentence_and_leaves_nothing(raw):
    take(article())
    before = rows(), files()
    outcome = take(raw, "坏.txt")
    assert (outcome.status, outcome.report, outcome.document) == (Status.REFUSED, None, None)
    sentence = str(outcome.error)
    assert 5 < len(sentence) < 200
    assert "\n" not in sentence
    assert (rows(), files()) == before


@pytest.mark.parametrize("raw", [bytes(range(256)) * 40, hashlib.shake_256(b"anything").digest(20000)], ids=["all bytes", "noise"])
def test_a_binary_is_refused(raw):
    assert take(raw).status == Status.REFUSED


@pytest.mark.parametrize("count", [1, 2, 3, 10])
def test_stray_nul_bytes_do_not_stop_a_report_or_turn_it_into_another_text(count):
    outcome = take(work_report().replace("，", "，\x00", count))
    assert outcome.status in (Status.IMPORTED, Status.REFUSED)
    assert outcome.report is None or outcome.report.key == "620100/2019/work-report"


def test_a_paragraph_whose_search_key_no_index_takes_is_refused():
    outcome = take(work_report() + "\n" + "甲乙丙丁。" * 20 + "ﷺ" * 40_000)
    assert (outcome.status, Report.objects.count()) == (Status.REFUSED, 0)
    assert str(outcome.error).startswith("有一段化为检索用的文字后太长（最长 500000 字节）")


def test_a_word_of_any_length_is_taken_in():
    assert take(work_report() + "\n附件编码" + "a1" * 4_000).status == Status.IMPORTED


def test_fifty_han_characters_are_taken_in():
    assert take("各位代表们好" * 8 + "谢谢").status == Status.IMPORTED


def test_nothing_that_is_wrong_with_a_file_raises():
    for raw in (b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\x00", b"\xed\xa0\x80" * 100, "\ud800".encode("utf-16", "surrogatepass") * 100):
        assert take(raw).status == Status.REFUSED


@pytest.mark.parametrize("stray", ["\x01", "\x0b", "\ufffe", "\U0010ffff", "\u202e"])
def test_a_stray_character_that_cannot_be_stored_or_seen_does_not_stop_a_report(stray):
    outcome = take(work_report().replace("，", "，" + stray, 1))
    assert outcome.status == Status.IMPORTED


@pytest.mark.parametrize("opening", [
    "标题：" + "很长的标题" * 100, "来源：" + "某某报社" * 100, "作者：" + "王平" * 100, "发布机构：" + "某某机关" * 100,
    "时间：" + "2019-01-05 " * 50, "当前位置：" + "首页 > " * 100, "——" + "长副标题" * 100, "某" * 500])
def test_a_line_longer_than_any_field_is_no_field(opening):
    outcome = take(f"{opening}\n{article()}")
    assert outcome.status == Status.IMPORTED
    assert len(outcome.report.title) <= 300


@pytest.mark.parametrize("name", [
    "it's \"quoted\" 报告.txt", "两\n行.txt", "<script>alert(1)</script>.txt", "%s %d {0} {name}.txt", "🙂𠮷.txt", "a" * 1000 + ".txt", "", ".", "\x00报告.txt",
    "../../etc/passwd", "报告\u202etxt.exe", "\\server\\报告.txt", "2019'; drop table archive_report; --.txt"])
def test_any_file_name_will_do(name):
    outcome = take(work_report(), name)
    assert outcome.status == Status.IMPORTED
    [kept] = Witness.objects.get().names
    assert kept == name.replace("\x00", "")[-400:]


def test_a_file_name_that_is_not_unicode_will_do():
    outcome = take(work_report(), "报告.txt".encode("gb18030").decode("utf-8", "surrogateescape"))
    assert outcome.status == Status.IMPORTED
    assert Witness.objects.get().names


# Side by side

@pytest.fixture(scope="module")
def migrated(django_db_setup, tmp_path_factory) -> Iterator[scratch.Scratch]:
    with scratch.archive(tmp_path_factory.mktemp("migrated")) as found:
        yield found


@pytest.fixture
def empty(migrated, tmp_path) -> Iterator[scratch.Scratch]:
    with scratch.database(tmp_path / "data", migrated.name) as found:
        yield found


def test_one_file_imported_by_four_processes_at_once_is_one_report(empty, tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text(work_report())
    with ThreadPoolExecutor(4) as four:
        said = list(four.map(lambda _: empty.import_reports(path), range(4)))
    assert sorted(outcome["status"] for [outcome] in said) == ["duplicate"] * 3 + ["imported"]
    assert {outcome["report"] for [outcome] in said} == {"620100/2019/work-report"}
    assert empty.rows("select count(*) from archive_report") == [(1,)]
    assert empty.rows("select names from archive_witness") == [(["报告.txt"],)]


def test_one_text_in_four_files_at_once_is_one_report_with_four_witnesses(empty, tmp_path):
    paths = [tmp_path / f"{n}.txt" for n in range(4)]
    for n, path in enumerate(paths):
        path.write_text(work_report() + "\n" * n)
    with ThreadPoolExecutor(4) as four:
        said = [outcome for [outcome] in four.map(empty.import_reports, paths)]
    assert sorted(outcome["status"] for outcome in said) == ["duplicate"] * 3 + ["imported"]
    assert empty.rows("select count(*) from archive_report") == [(1,)]
    assert empty.rows("select count(*) from archive_witness") == [(4,)]


def test_a_line_too_long_for_the_index_is_refused_in_a_sentence():
    line = "".join(chr(0x4E00 + i * 7919 % 20000) for i in range(300_000))
    outcome = take("兰州市推进项目建设纪实\n" + line)
    assert outcome.status == Status.REFUSED
    assert "300000" in str(outcome.error)


def test_a_text_that_is_mostly_not_chinese_is_a_draft_of_no_kind():
    english = "The province kept its promises to the people and the numbers say so. " * 40
    outcome = take(english + "政府工作报告，" * 12)
    assert (outcome.report.kind, outcome.report.status) == ("other", "draft")


# Files of every format, and files that hold several documents

def paragraphs_of(outcome: Outcome) -> list[str]:
    return list(outcome.report.paragraphs.order_by("position").values_list("text", flat=True))


@pytest.mark.parametrize("raw", [
    word(work_report()),
    odt_file("".join(f"<text:p>{line}</text:p>" for line in work_report().split("\n"))),
    doc_file((work_report().replace("\n", "\r") + "\r", "utf-16-le")),
    ("<!DOCTYPE html><html><body>" + "".join(f"<p>{line}</p>" for line in work_report().split("\n")) + "</body></html>").encode(),
], ids=["docx", "odt", "doc", "html"])
def test_a_file_of_any_format_is_read_and_kept_byte_for_byte(raw):
    outcome = take(raw, "报告")
    assert (outcome.error, outcome.report.key, outcome.report.status) == (None, "620100/2019/work-report", Report.Status.PUBLISHED)
    assert paragraphs_of(outcome) == work_report().split("\n")
    assert originals.path_of(Witness.objects.get().original_id).read_bytes() == raw


def test_the_same_text_in_two_formats_is_one_report():
    first = take(work_report(), "报告.txt")
    again = take(word(work_report()), "报告.docx")
    assert (again.status, again.report) == (Status.DUPLICATE, first.report)


def test_known_bytes_are_not_read_again(monkeypatch):
    raw = word(work_report())
    first = take(raw, "一.docx")
    monkeypatch.setattr(settings, "EXTRACTION_LIMITS", Limits(text=1))
    assert take(word(PROSE), "新.docx").status == Status.REFUSED
    again = take(raw, "二.docx")
    assert (again.status, again.report) == (Status.DUPLICATE, first.report)


def test_each_file_of_a_zip_is_taken_in_by_itself_under_its_own_bytes():
    one, other = work_report().encode(), word(article())
    outcomes = ingest(zip_file({"甘肃/一.txt": one, "坏.pdf": b"%PDF-1.4 broken", "二.docx": other}), "包.zip")
    assert [(outcome.file, outcome.status) for outcome in outcomes] == [
        ("包.zip/一.txt", Status.IMPORTED), ("包.zip/坏.pdf", Status.REFUSED), ("包.zip/二.docx", Status.IMPORTED)]
    assert [set(outcome.report.witnesses.values_list("original", flat=True)) for outcome in (outcomes[0], outcomes[2])] == [
        {originals.sha256(one)}, {originals.sha256(other)}]
    assert Original.objects.count() == 2


def test_a_zip_that_is_no_zip_is_refused_in_a_sentence():
    outcome = take(b"PK\x03\x04" + b"broken" * 50, "包.zip")
    assert (outcome.file, outcome.status) == ("包.zip", Status.REFUSED)
    assert outcome.error


def table(*texts: str) -> bytes:
    return "\n".join(["text", *(json.dumps(text, ensure_ascii=False).replace("\\n", "\n") for text in texts)]).encode()


def test_each_row_of_a_table_is_a_report_whose_original_is_the_whole_file():
    raw = table(work_report(), article())
    outcomes = ingest(raw, "全部.csv")
    assert [(outcome.file, outcome.status) for outcome in outcomes] == [
        ("全部.csv（第 1 行）", Status.IMPORTED), ("全部.csv（第 2 行）", Status.IMPORTED)]
    assert [outcome.report.kind for outcome in outcomes] == [Kind.WORK_REPORT, Kind.ARTICLE]
    assert originals.path_of(Original.objects.get().pk).read_bytes() == raw
    assert list(Witness.objects.values_list("original", "names").order_by("pk")) == [
        (originals.sha256(raw), ["全部.csv（第 1 行）"]), (originals.sha256(raw), ["全部.csv（第 2 行）"])]


def test_a_table_again_is_a_duplicate_row_by_row():
    raw = table(work_report(), article())
    first = ingest(raw, "全部.csv")
    before = rows(), files()
    again = ingest(raw, "全部.csv")
    assert [(outcome.status, outcome.report) for outcome in again] == [(Status.DUPLICATE, outcome.report) for outcome in first]
    assert (rows(), files()) == before


def test_a_table_that_was_taken_in_by_half_is_taken_in_to_its_end():
    raw = table(work_report(), article(), article("兰州市深化改革纪实"))
    ingest(raw, "全部.csv")
    remove(Report.objects.filter(title="兰州市推进项目建设纪实"))
    assert [outcome.status for outcome in ingest(raw, "全部.csv")] == [Status.DUPLICATE, Status.IMPORTED, Status.DUPLICATE]


def test_two_rows_with_one_text_are_one_report_with_both_names():
    outcomes = ingest(table(work_report(), work_report()), "全部.csv")
    assert [outcome.status for outcome in outcomes] == [Status.IMPORTED, Status.DUPLICATE]
    assert Witness.objects.get().names == ["全部.csv（第 1 行）", "全部.csv（第 2 行）"]


def test_a_row_that_is_refused_costs_the_others_nothing():
    outcomes = ingest(table("太短", work_report()), "全部.csv")
    assert [outcome.status for outcome in outcomes] == [Status.REFUSED, Status.IMPORTED]
    assert "汉字" in str(outcomes[0].error)


def test_lost_bytes_are_marked_where_they_were():
    raw = article().encode("gb18030")
    outcome = take(raw[:-40] + b"\xff" + raw[-40:])
    [lost] = Paragraph.objects.filter(report=outcome.report, text__contains="\ufffd")
    assert lost.flags == ["damaged"]
    assert any("字节损坏" in str(warning) for warning in outcome.warnings)


def test_what_a_machine_read_says_so_at_the_head_of_its_report_and_at_each_paragraph(client):
    scan = Extracted("扫描件.pdf", work_report(), warnings=(RECOGNISED,), is_ocr=True)
    outcome = of_document(scan, File("扫描件.pdf", b"%PDF-"), Wishes())
    page = client.get(outcome.report.get_absolute_url()).content.decode()
    paragraph = outcome.report.paragraphs.first()
    assert page.count("文字由机器识别（OCR）得来") == 1
    assert page.index("文字由机器识别") < page.index("各位代表")
    assert page.count("文字识别所得") == outcome.report.paragraph_count
    assert "文字识别所得" in client.get(paragraph.get_absolute_url()).content.decode()


def test_two_work_reports_of_unknown_places_are_no_rivals():
    one, other = (take(work_report().replace("兰州", "某某").replace("工作", word), f"{word}.txt") for word in ("工作", "各项工作"))
    assert "同一地区" not in "".join(map(str, other.warnings))
    assert one.report.place is None
