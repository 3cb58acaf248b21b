"""PDFs that are pictures are read where the extra is installed, and refused with its name where it is not."""
import subprocess
import unicodedata
from pathlib import Path

import pytest

from archive.extraction.child import extracted_safely
from archive.extraction.document import LIMITS, Limits, Scanned
from archive.extraction.pdf import read
from archive.extraction.recognition import is_installed
from archive.text.errors import Refused, Unreadable
from archive.text.tape import Tape, undone
from tests.extraction.files import paragraph, pdf_file, picture, scanned

with_extra = pytest.mark.skipif(not is_installed(), reason="The OCR extra is not installed: pip install -r requirements-ocr.txt")
SCAN = pdf_file(picture(0, 0, 595, 842), picture(0, 0, 595, 842))
PROSE = [
    "过去一年，面对复杂严峻的外部环境，我们坚持稳中求进工作总基调，统筹推进稳增长、促改革、调结构、惠民生、防风险各项工作，"
    "全市地区生产总值达到3487.3亿元，增长5.8%；规模以上工业增加值增长8.6%，城乡居民人均可支配收入分别增长5.1%和7.3%。",
    "（一）产业发展提质增效。深入实施“强工业”行动，全年实施重点项目126个，完成投资412.6亿元；新增规上工业企业38户，高新技术企业达到305家。",
    "（二）城乡面貌焕然一新。改造老旧小区84个、惠及居民1.9万户，新建改建农村公路560公里，粮食总产量稳定在120万吨以上。"]
LINES = ["政府工作报告", "各位代表：", "现在，我代表市人民政府向大会报告工作，请予审议。", "一、2023年工作回顾", *PROSE, "二、2024年工作安排", *PROSE[::-1]]


@pytest.mark.skipif(is_installed(), reason="The OCR extra is installed, so that scans are read.")
def test_without_the_extra_a_scan_is_refused_with_the_name_of_what_to_install() -> None:
    with pytest.raises(Unreadable, match="requirements-ocr.txt"):
        extracted_safely(SCAN, "a.pdf")


def test_a_page_takes_so_much_more_time_and_recognition_so_much_more_memory() -> None:
    wider = LIMITS.to_recognise(10)
    assert (wider.seconds, wider.memory, wider.recognises) == (LIMITS.seconds + 300, 3 << 30, True)


@with_extra
def test_a_scan_asks_for_time_before_it_is_read() -> None:
    with pytest.raises(Scanned) as scan:
        read(SCAN, "a.pdf")
    assert scan.value.pages == 2


@with_extra
def test_too_many_scanned_pages_are_refused() -> None:
    with pytest.raises(Refused, match="2 页"):
        extracted_safely(SCAN, "a.pdf", Limits(scanned_pages=1))


@with_extra
def test_a_scan_of_nothing_is_refused() -> None:
    with pytest.raises(Unreadable, match="没有读出文字"):
        extracted_safely(SCAN, "a.pdf")


@with_extra
def test_a_text_is_not_recognised_but_read() -> None:
    [document] = extracted_safely(pdf_file(paragraph(700, PROSE[1][:20], "各项事业取得新进步成效明显。")), "a.pdf")
    assert not document.is_ocr


@with_extra
def test_a_scanned_page_comes_back_in_its_paragraphs_and_says_how(chromium: str, tmp_path: Path) -> None:
    page = ("<meta charset=utf-8><style>body{font-size:16pt}p{text-indent:2em;text-align:justify;line-height:1.8;margin:0}h1{text-align:center}</style>"
            f"<h1>{LINES[0]}</h1>{''.join(f'<p>{text}</p>' for text in LINES[1:])}")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={tmp_path}/p",
                    f"--print-to-pdf={tmp_path}/a.pdf", f"file://{tmp_path}/a.html"], check=True, capture_output=True, timeout=120)
    [document] = extracted_safely(scanned((tmp_path / "a.pdf").read_bytes()), "a.pdf")
    tape = Tape(document.text).change(document.changes)
    assert document.is_ocr
    assert "机器识别" in str(document.warnings[0])
    assert undone(tape.text, tape.edits) == document.text
    found = tape.text.split("\n")
    wrong, length = distance(plain("\n".join(found)), plain("\n".join(LINES))), len("".join(LINES))
    assert len(found) == len(LINES)
    assert wrong <= length / 200


def plain(text: str) -> str:
    """A text without the differences that recognition cannot know: widths of signs, blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split(" "))


def distance(a: str, b: str) -> int:
    """How many characters must be put in, taken out or replaced to make one of the other."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]
