"""A text whose line ends were lost gets them back where indents or marks stood for them."""
import pytest

from archive.text.fused import fused_changes, glued_opening_changes
from archive.text.tape import Tape, undone

SENTENCE = "这一年全省上下沉着应对、扎实工作，各项事业都有了新的起色。" * 6


def split(text: str) -> list[str]:
    tape = Tape(text)
    tape = tape.change(fused_changes(tape.text))
    tape = tape.change(glued_opening_changes(tape.text))
    assert undone(tape.text, tape.edits) == text
    return tape.text.split("\n")


def test_indents_within_one_long_line_part_paragraphs():
    assert split("　　".join([SENTENCE] * 7)) == [SENTENCE] * 7


def test_a_private_mark_parts_paragraphs_and_goes():
    assert split("\ue004　　".join([SENTENCE] * 7)) == [SENTENCE] * 7


def test_a_line_of_usual_length_keeps_its_spaces():
    assert split("云泽市　　岚川省　　栖水县") == ["云泽市　　岚川省　　栖水县"]


def test_few_gaps_in_a_long_line_are_left():
    text = SENTENCE * 6 + "　　" + SENTENCE
    assert split(text) == [text]


def test_a_delivery_line_glued_to_the_title_is_set_apart():
    text = "1998年政府工作报告——1998年1月5日在岚川省第九届人民代表大会第一次会议上"
    assert split(text) == ["1998年政府工作报告", "——1998年1月5日在岚川省第九届人民代表大会第一次会议上"]


def test_a_salutation_glued_to_the_speaker_is_set_apart():
    assert split("省长江远山各位代表：") == ["省长江远山", "各位代表："]


def test_a_salutation_within_a_sentence_stays():
    assert split("请各位代表审议。各位代表，") == ["请各位代表审议。各位代表，"]


def test_a_year_glued_to_a_title_set_wide_is_set_apart():
    assert split("1998年政 府 工 作 报 告") == ["1998年", "政 府 工 作 报 告"]


@pytest.mark.parametrize("title", ["1998年政府工作报告", "1 9 9 8 年 政 府 工 作 报 告", "1998年 政 府 工 作 报 告", "自1998年政 府 工 作 报 告"])
def test_a_year_set_like_its_title_stays(title):
    assert split(title) == [title]


def test_in_a_fused_text_a_tab_behind_a_full_stop_parts_paragraphs():
    assert split("　　".join([SENTENCE] * 7) + "\t（三）继续努力。\t其中") == [SENTENCE] * 7 + ["（三）继续努力。", "其中"]


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\u2028", "\u2029", "\x85"])
def test_a_break_as_office_programs_mark_it_ends_a_line(mark):
    assert split(f"一、过去一年{mark}{SENTENCE}{mark}\n二、今年") == ["一、过去一年", f"{SENTENCE}{mark}", "二、今年"]


DONE = "全县上下齐心协力，完成重点项目投资三百亿元，新建道路一百公里，群众出行更加便利。"
ONE_LINE = f"各位代表：现在，我向大会报告工作。 一、结构调整加快,实力增强 {DONE * 8} 二、城乡面貌改观 {DONE * 8}（一）改造道路。{DONE * 8} 三、各项事业进步 {DONE * 4}"


def test_a_text_of_one_line_is_parted_at_its_numbers():
    tape = Tape(ONE_LINE).change(fused_changes(ONE_LINE))
    assert [line[:9] for line in tape.text.split("\n")] == [
        "各位代表：现在，我", "一、结构调整加快,", "全县上下齐心协力，", "二、城乡面貌改观", "全县上下齐心协力，", "（一）改造道路。全", "三、各项事业进步", "全县上下齐心协力，"]
    assert undone(tape.text, tape.edits) == ONE_LINE


@pytest.mark.parametrize("text", [
    ONE_LINE.replace("一、结构", "三、结构"), ONE_LINE + "\n" + (DONE * 3 + "\n") * 20, f"一、增强{DONE}二、改观{DONE}"])
def test_numbers_within_a_paragraph_stay_there(text):
    assert fused_changes(text) == []
