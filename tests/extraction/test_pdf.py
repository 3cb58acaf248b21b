"""PDF: printed lines become paragraphs again, tables stay tables, what belongs to the page is told apart."""
import re
import subprocess
from pathlib import Path

import pytest

from archive.extraction.document import Limits
from archive.extraction.glyphs import plain
from archive.extraction.pdf import read
from archive.text.errors import Refused, Unreadable
from archive.text.extracted import Extracted
from archive.text.tape import Tape, undone
from archive.text.vocabulary import EditKind
from tests.extraction.files import line, paragraph, pdf_file, picture, rule

FULL = "过去一年我们坚持稳中求进工作总基调全力以赴促发展"
SECOND = "惠民生防风险保稳定实现地区生产总值增长百分之五点"
LAST = "八，各项事业取得新进步。"


def document_of(*pages: str) -> Extracted:
    return read(pdf_file(*pages), "a.pdf")[0]


def reading(document: Extracted) -> list[str]:
    """The lines after the changes, which can all be undone."""
    tape = Tape(document.text).change(document.changes)
    assert undone(tape.text, tape.edits) == document.text
    return tape.text.strip("\n").split("\n")


def of_kind(document: Extracted, kind: EditKind) -> list[str]:
    return [document.text[change.start:change.end] for change in document.changes if change.kind == kind]


def test_printed_lines_are_the_text_and_joining_them_is_a_change() -> None:
    document = document_of(paragraph(700, FULL, SECOND, LAST))
    assert document.text.split("\n") == [FULL, SECOND, LAST]
    assert reading(document) == [FULL + SECOND + LAST]


def test_an_indented_line_begins_a_paragraph_though_the_line_above_is_full() -> None:
    ends_full = SECOND + "五。"
    assert reading(document_of(paragraph(700, FULL, ends_full) + paragraph(648, FULL, LAST))) == [FULL + ends_full, FULL + LAST]


def test_a_short_line_ends_a_paragraph_without_indents() -> None:
    lines = [FULL, SECOND, "短。", FULL, SECOND, "短。", FULL]
    document = document_of("".join(line(90, 700 - 26 * i, text) for i, text in enumerate(lines)))
    assert reading(document) == [FULL + SECOND + "短。", FULL + SECOND + "短。", FULL]


def test_a_line_is_not_short_where_the_next_word_would_not_have_fitted() -> None:
    lines = [FULL, FULL + "均衡", FULL[:-2], "4160Gbps出口带宽。"]
    assert reading(document_of(paragraph(700, *lines))) == ["".join(lines)]


def test_lines_of_another_size_stay_apart() -> None:
    assert reading(document_of(line(90, 700, "政府工作报告政府工作报告报", 22) + line(90, 670, "某市人民政府市长张三", 14))) == [
        "政府工作报告政府工作报告报", "某市人民政府市长张三"]


def test_a_paragraph_goes_on_over_the_page_and_its_number() -> None:
    pages = [paragraph(140, FULL, SECOND + "和") + line(280, 40, f"— {n} —", 12) for n in (1, 2)]
    document = document_of(pages[0], line(90, 780, SECOND + "和") + line(90, 754, LAST) + line(280, 40, "— 2 —", 12))
    assert of_kind(document, EditKind.FURNITURE) == ["— 1 —\n", "— 2 —"]
    assert reading(document) == [FULL + SECOND + "和" + SECOND + "和" + LAST]


@pytest.mark.parametrize("shape", ["{}", "- {} -", "—{}—", "第 {} 页", "第{}页 共3页", "{} / 3"])
def test_page_numbers_of_many_shapes_are_furniture(shape: str) -> None:
    pages = [paragraph(700, FULL, LAST) + line(280, 40, shape.format(n), 12) for n in (5, 6, 7)]
    assert len(of_kind(document_of(*pages), EditKind.FURNITURE)) == 3


def test_a_figure_at_the_foot_of_one_page_is_no_page_number() -> None:
    document = document_of(paragraph(700, FULL, LAST) + line(280, 40, "2023", 12))
    assert of_kind(document, EditKind.FURNITURE) == []


def test_running_heads_are_furniture_and_the_first_title_is_not() -> None:
    head = line(200, 800, "某市政府公报 2023年第1期", 10)
    pages = [head + line(180, 700, "政府工作报告", 22) + paragraph(600, FULL, LAST), *[head + paragraph(700, FULL, LAST)] * 3]
    document = document_of(*pages)
    assert [head.strip() for head in of_kind(document, EditKind.FURNITURE)] == ["某市政府公报 2023年第1期"] * 4
    assert reading(document)[0] == "政府工作报告"


def test_a_note_mark_set_small_and_high_is_a_change_and_a_unit_is_not() -> None:
    printed = line(90, 700, "地区生产总值") + line(186, 707, "[2]", 9) + line(200, 700, "增长，达到5km") + line(312, 707, "2", 9) + line(322, 700, "。")
    assert of_kind(document_of(printed + paragraph(600, FULL, LAST)), EditKind.MARK) == ["[2]"]


def test_spread_words_are_closed_as_a_change() -> None:
    document = document_of(line(200, 700, "二、农 业") + line(200, 660, "第 二 产 业增加值增长") + paragraph(600, FULL, LAST))
    assert document.text.split("\n")[:2] == ["二、农 业", "第 二 产 业增加值增长"]
    assert reading(document)[:2] == ["二、农业", "第二产业增加值增长"]


def test_justification_alone_makes_no_spaces() -> None:
    assert document_of(line(90, 700, FULL[:16], 16, spread=8) + paragraph(600, FULL, LAST)).text.split("\n")[0] == FULL[:16]


def test_words_in_latin_letters_stay_apart() -> None:
    printed = line(90, 700, "Belt") + line(130, 700, "and Road") + paragraph(600, FULL, LAST)
    assert document_of(printed).text.split("\n")[0] == "Belt and Road"


def test_latin_words_are_joined_with_a_space() -> None:
    latin = "Under the strong leadership of the Party we have made great strides"
    assert reading(document_of(line(90, 700, latin, 12) + line(90, 680, "in development.", 12))) == [f"{latin} in development."]


GRID = "".join(rule(100, y, 460, y) for y in (500, 475, 400)) + "".join(rule(x, 400, x, 500) for x in (220, 340))
CELLS = [(130, 480, "指标"), (250, 480, "绝对数"), (360, 480, "增长%"), (110, 455, "小 麦"), (250, 455, "26"), (360, 455, "-3.2"),
         (110, 430, "玉米"), (360, 430, "5.2"), (110, 405, "豆类"), (250, 405, "17"), (360, 405, "2.9")]


def table(rules: str = GRID) -> str:
    return rules + "".join(line(x, y, text, 12) for x, y, text in CELLS)


def test_a_table_with_rules_is_one_line_in_its_place() -> None:
    document = document_of(paragraph(700, FULL, LAST) + table() + paragraph(300, FULL, LAST))
    assert document.tables == [[["指标", "绝对数", "增长%"], ["小 麦", "26", "-3.2"], ["玉米", "", "5.2"], ["豆类", "17", "2.9"]]]
    assert [text[:2] for text in reading(document)] == ["过去", "指标", "过去"]
    assert "小麦␟26" in reading(document)[1]


def test_in_a_full_grid_the_lines_of_a_cell_are_one() -> None:
    grid = "".join(rule(100, y, 460, y) for y in (500, 460, 420, 380)) + "".join(rule(x, 380, x, 500) for x in (100, 280, 460))
    cells = [(110, 475, "项目"), (290, 475, "单位"), (110, 445, "规模以上工业"), (110, 427, "增加值"), (290, 437, "亿元"), (110, 395, "投资"), (290, 395, "万元")]
    document = document_of(paragraph(700, FULL, LAST) + grid + "".join(line(x, y, text, 12) for x, y, text in cells))
    assert document.tables == [[["项目", "单位"], ["规模以上工业增加值", "亿元"], ["投资", "万元"]]]


def test_columns_of_figures_without_rules_are_a_table() -> None:
    assert document_of(paragraph(700, FULL, LAST) + table("").replace(line(110, 430, "玉米", 12) + line(360, 430, "5.2", 12), "")).tables == [
        [["指标", "绝对数", "增长%"], ["小 麦", "26", "-3.2"], ["豆类", "17", "2.9"]]]


def test_a_table_goes_on_over_the_page() -> None:
    first, second = table(), GRID + "".join(line(x, y, text, 12) for x, y, text in [(110, 480, "蔬菜"), (250, 480, "8"), (360, 480, "1.4")])
    document = document_of(paragraph(700, FULL, LAST) + first + line(280, 40, "— 1 —", 12), second + line(280, 40, "— 2 —", 12))
    assert len(document.tables) == 1
    assert document.tables[0][-1] == ["蔬菜", "8", "1.4"]


def test_a_frame_around_text_is_no_table() -> None:
    frame = rule(80, 640, 520, 640) + rule(80, 740, 520, 740) + rule(80, 640, 80, 740) + rule(520, 640, 520, 740)
    assert reading(document_of(frame + paragraph(700, FULL, LAST))) == [FULL + LAST]


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = [f"左栏第{n}行我们坚持稳中求进工作" for n in "一二三四五六七八九"], [f"右栏第{n}行我们坚持稳中求进工作" for n in "一二三四五六七八九"]
    printed = line(200, 760, "政府工作报告", 22) + "".join(
        line(60, 700 - 20 * i, text, 14) + line(320, 700 - 20 * i, right[i], 14) for i, text in enumerate(left))
    document = document_of(printed + line(280, 40, "— 1 —", 12))
    assert document.text.split("\n") == ["政府工作报告", *left, *right, "— 1 —"]
    assert reading(document) == ["政府工作报告", "".join(left + right)]


def test_the_lines_of_two_columns_need_not_stand_at_one_height() -> None:
    left, right = [f"左栏第{n}行我们坚持稳中求进" for n in "一二三四五六七八九"], [f"右栏第{n}行我们坚持稳中求进" for n in "一二三四五六七八九"]
    printed = "".join(line(60, 700 - 20 * i, text, 14) + line(320, 691 - 20 * i, right[i], 14) for i, text in enumerate(left))
    assert reading(document_of(line(200, 760, "政府工作报告", 22) + printed)) == ["政府工作报告", "".join(left + right)]


def test_lines_of_one_column_beside_a_few_others_stay_in_their_order() -> None:
    texts = [FULL, "一、综合", LAST] * 4
    printed = "".join(line(90, 700 - 24 * i, text) for i, text in enumerate(texts)) + line(400, 676, "（单位：亿元）", 10)
    assert document_of(printed).text.replace("\u3000", "").split("\n")[:4] == [FULL, "一、综合（单位：亿元）", LAST, FULL]


@pytest.mark.parametrize("box", ["0 0 1 842", "595 0 0 842", "0 0 0 0", "0 0 99999999 842", f"0 0 {'9' * 400} 842"])
def test_a_page_of_an_impossible_width_is_read_all_the_same(box: str) -> None:
    texts = [FULL, "一、综合", LAST] * 4
    raw = pdf_file("".join(line(90, 700 - 24 * i, text) for i, text in enumerate(texts))).replace(b"0 0 595 842", box.encode())
    assert read(raw, "a.pdf")[0].text.split("\n") == texts


NOTE = "指标为初步统计数，增长速度按可比价格计算，绝对数按现价计算。"


def page_with_a_note(mark: str, note: str, *texts: str) -> str:
    """A page whose text bears a mark, and at its foot what the mark stands for."""
    raised = line(90 + 16 * len(texts[0]), 706, mark, 8) if mark else ""
    return raised + "".join(line(90, 700 - 24 * i, text) for i, text in enumerate(texts)) + line(90, 90, note, 9)


def test_a_note_at_the_foot_of_a_page_does_not_cut_the_paragraph_that_goes_on() -> None:
    document = document_of(page_with_a_note("1", "1" + NOTE, SECOND, FULL, FULL), paragraph(700, SECOND, LAST))
    assert reading(document)[-1] == "1" + NOTE
    assert FULL + FULL + SECOND + LAST in "".join(reading(document)[:-1])


def test_notes_of_several_pages_stay_in_their_order_and_apart() -> None:
    pages = [page_with_a_note(mark, mark + NOTE, SECOND, FULL, LAST) for mark in ("①", "②")]
    assert reading(document_of(*pages))[-2:] == ["①" + NOTE, "②" + NOTE]


@pytest.mark.parametrize(("mark", "note"), [("", "1" + NOTE), ("1", "资料来源：某市统计局初步统计的数据。"), ("1", "12.5亿元的投资计划全部完成。")])
def test_small_text_without_a_mark_of_its_own_stays_where_it_stands(mark: str, note: str) -> None:
    document = document_of(page_with_a_note(mark, note, SECOND, FULL, LAST), paragraph(700, FULL, LAST))
    assert reading(document)[-1] == FULL + LAST


def test_two_columns_of_a_list_stay_side_by_side() -> None:
    pairs = [("一号工程", "进展顺利"), ("二号工程项目", "完成"), ("三号", "开工建设")] * 4
    document = document_of("".join(line(100, 700 - 20 * i, a, 14) + line(320, 700 - 20 * i, b, 14) for i, (a, b) in enumerate(pairs)))
    assert all(text.startswith(a) and text.endswith(b) for text, (a, b) in zip(document.text.split("\n"), pairs, strict=True))


def test_bold_made_by_printing_twice_is_read_once() -> None:
    assert document_of(line(90, 700, "一、综合") + line(90.4, 700, "一、综合") + paragraph(600, FULL, LAST)).text.startswith("一、综合\n")


def test_a_figure_printed_over_another_is_the_one_taken_and_told_of() -> None:
    document = document_of(line(90, 700, "增长4.6倍") + line(122, 699, "3", 16) + line(138, 699, "7", 16) + paragraph(600, FULL, LAST))
    assert document.text.startswith("增长3.7倍\n")
    assert "上面" in str(document.warnings[0])


@pytest.mark.parametrize("turn", ["0 1 -1 0 300 100", "0 -1 1 0 300 700", "-1 0 0 -1 500 300"])
def test_a_page_on_its_side_is_turned(turn: str) -> None:
    below = turn.replace("300", {"0 1": "326", "0 -": "274", "-1 ": "326"}[turn[:3]])
    printed = [f"BT /F 16 Tf {place} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n" for place, text in ((turn, FULL), (below, LAST))]
    assert document_of("".join(printed)).text.split("\n") == [FULL, LAST]


def test_radicals_are_the_ideographs_they_print() -> None:
    assert [plain(sign) for sign in "⼯⽣⺠工"] == list("工生民工")


def test_a_pdf_without_a_text_layer_is_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable, match="OCR"):
        document_of("", "")


def test_a_scan_with_a_stamp_on_each_page_is_refused_too() -> None:
    with pytest.raises(Unreadable, match="OCR"):
        document_of(*[picture(0, 0, 595, 842) + line(200, 40, "扫描件", 12)] * 3)


def test_a_page_that_is_a_picture_is_told_of() -> None:
    document = document_of(paragraph(700, FULL, LAST), picture(0, 0, 595, 842), paragraph(700, FULL, LAST))
    assert reading(document) == [FULL + LAST, FULL + LAST]
    assert [str(warning) for warning in document.warnings][1].startswith("第 2 页是图像")


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(Refused, match="3 页"):
        read(pdf_file("", "", ""), "a.pdf", Limits(pages=2))


@pytest.mark.parametrize("cut", [20, 400])
def test_a_truncated_pdf_is_unreadable(cut: int) -> None:
    with pytest.raises(Unreadable):
        read(pdf_file(paragraph(700, FULL, LAST))[:cut], "a.pdf")


def test_a_password_is_asked_away() -> None:
    locked = pdf_file(paragraph(700, FULL, LAST)).replace(
        b"trailer<<", b"trailer<</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>")
    with pytest.raises(Refused, match="密码"):
        read(locked, "a.pdf")


def test_what_a_browser_prints_comes_back(chromium: str, tmp_path: Path) -> None:
    """The text of a page set in a browser, printed on several sheets, with a table and page margins."""
    prose = [f"第{i}项工作：坚持以习惯养成为抓手，推进“三新”建设，全年完成投资{i * 37}.5亿元，增长{i}.{i}%，居民收入稳步提高，" * 3 + "成效明显。" for i in range(1, 25)]
    rows = "".join(f"<tr><td>指标{i}</td><td>{i * 7}</td><td>{i}.5</td></tr>" for i in range(6))
    page = ("<meta charset=utf-8><style>p{text-indent:2em;text-align:justify;line-height:1.8;margin:0}td{border:1px solid}table{border-collapse:collapse}</style>"
            f"<h1>政府工作报告</h1>{''.join(f'<p>{text}</p>' for text in prose[:12])}<table>{rows}</table>{''.join(f'<p>{text}</p>' for text in prose[12:])}")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/p", f"--print-to-pdf={tmp_path}/a.pdf",
                    f"file://{tmp_path}/a.html"], check=True, capture_output=True, timeout=120)
    document = read((tmp_path / "a.pdf").read_bytes(), "a.pdf")[0]
    lines = [re.sub(r"\s", "", text) for text in reading(document)]
    assert lines == ["政府工作报告", *prose[:12], "␞".join(f"指标{i}␟{i * 7}␟{i}.5" for i in range(6)), *prose[12:]]


def test_two_real_communiques_are_whole_paragraphs_and_tables(corpus: Path) -> None:
    """Read beside the printed pages: 13 and 21 page numbers, 6 and 16 tables, one cut by a page."""
    for name, pages, tables in (("周口", 13, 6), ("黔东南", 21, 16)):
        [path] = (corpus / "statistics").glob(f"{name}*.pdf")
        document = read(path.read_bytes(), path.name)[0]
        numbers = [re.sub(r"\D", "", text) for text in of_kind(document, EditKind.FURNITURE)]
        assert numbers == [str(n) for n in range(1, pages + 1)]
        assert len(document.tables) == tables
        prose = [text for text in reading(document) if "␟" not in text and len(text) > 50]
        assert all(text.endswith(("。", "：")) for text in prose), [text[-20:] for text in prose if not text.endswith("。")]


def test_the_tables_of_the_real_communiques_have_the_printed_figures(corpus: Path) -> None:
    documents = {path.name[:2]: read(path.read_bytes(), path.name)[0] for path in (corpus / "statistics").glob("*.pdf")}
    assert documents["周口"].tables[0][2] == ["其中：城镇", "392.66", "45.31"]
    assert documents["周口"].tables[4][-1] == ["化学药品原药", "吨", "1916", "9.1"]
    over_the_page = documents["黔东"].tables[0]
    assert (len(over_the_page), over_the_page[0], over_the_page[-1]) == (9, ["指标名称", "年末数（人）", "比重（%）"], ["60周岁及以上", "745933", "15.2"])
    assert ["教育", "104.83", "3.7"] in documents["黔东"].tables[11]
    assert of_kind(documents["黔东"], EditKind.MARK) == ["[2]", "[3]", "[4]", "[5]", "[6]", "[7]"]
