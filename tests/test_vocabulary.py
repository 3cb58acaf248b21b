"""Words and rules that staff keep: tried out before they count, and then heeded by the intake."""
import time

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.intake.ingest import Wishes, ingest
from archive.intake.vocabulary import ORDINARY, furniture_rule, read_vocabulary
from archive.models import FurnitureRule, Place, Report, SpeakerName, Watermark
from archive.text.repairs import known_watermarks
from tests.test_uploads import text_of

pytestmark = pytest.mark.django_db

SPOKEN = "\n".join([
    "政府工作报告", "——2022年12月19日在兰州市第十七届人民代表大会第二次会议上", "兰州市市长 张纬文", "各位代表：",
    "现在，我代表市人民政府，向大会报告工作，请予审议。", "一、2022年工作回顾", "过去一年，全市上下攻坚克难，经济社会发展取得新成绩，城乡面貌焕然一新。",
    "二、2023年工作安排", "新的一年，我们要坚定信心，推动经济持续回升向好。"])


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings) -> None:
    settings.ORIGINALS = tmp_path


def texts(raw: bytes) -> list[str]:
    """The paragraphs of a text taken in with what staff keep now."""
    [outcome] = ingest(raw, "甲.txt", Wishes(vocabulary=read_vocabulary()))
    return list(outcome.report.paragraphs.values_list("text", flat=True))


def edits(kind: str) -> list[str]:
    return list(Report.objects.get().edits.filter(kind=kind).values_list("before", flat=True))


# What the intake makes of them

def test_without_anything_of_ones_own_the_shipped_words_count():
    vocabulary = read_vocabulary()
    assert vocabulary.watermarks == known_watermarks()
    assert (vocabulary.furniture, vocabulary.speakers) == ((), {})


def test_a_watermark_word_is_taken_out_as_an_edit():
    Watermark.objects.create(word="某某藏书")
    assert not any("藏书" in text for text in texts(text_of(1) + "某某藏书".encode()))
    assert edits("watermark") == ["某某藏书"]


def test_a_line_of_furniture_is_taken_out_as_an_edit():
    FurnitureRule.objects.create(line="本站讯：*整理", example="本站讯：李明整理")
    assert not any("本站讯" in text for text in texts(text_of(1) + "\n本站讯：王平整理".encode()))
    assert any("本站讯：王平整理" in before for before in edits("furniture"))


def test_what_is_no_rule_of_staff_stays():
    assert any("本站讯" in text for text in texts(text_of(1) + "\n本站讯：王平整理".encode()))


def test_the_usual_form_of_a_speakers_name_is_suggested_and_not_filled_in():
    SpeakerName.objects.create(name="张伟文", aliases=["张纬文"])
    ingest(SPOKEN.encode(), "甲.txt", Wishes(vocabulary=read_vocabulary()))
    report = Report.objects.get()
    assert (report.speaker, report.suggestions["speaker"]) == ("张纬文", "张伟文")


def test_a_name_as_it_is_usually_written_needs_no_suggestion():
    SpeakerName.objects.create(name="张纬文", aliases=["张伟文"])
    ingest(SPOKEN.encode(), "甲.txt", Wishes(vocabulary=read_vocabulary()))
    assert "speaker" not in Report.objects.get().suggestions



# Rules as staff write them

@pytest.mark.parametrize(("line", "taken", "left"), [
    ("本站讯", "本站讯", "本站讯息"),
    ("本站讯：*整理", "本站讯：李明整理", "本站讯：李明整理完毕"),
    ("*供稿", "某市某局供稿", "供稿人"),
    ("第*期*版", "第12期第3版", "第12期"),
    ("来稿请寄*", "来稿请寄" + "某" * 40, "来稿请寄" + "某" * 41),
    ("(a+)+$.*", "(a+)+$.x", "aaaa"),
])
def test_a_star_stands_for_up_to_forty_characters_and_nothing_else_is_special(line, taken, left):
    pattern = furniture_rule(line).pattern
    assert pattern.fullmatch(taken)
    assert not pattern.fullmatch(left)


@settings(deadline=None)
@given(st.lists(st.text("ab*", max_size=6), max_size=6).map("*".join), st.text("ab", max_size=120))
def test_no_rule_takes_long_over_any_line(rule, line):
    start = time.perf_counter()
    furniture_rule(rule).pattern.fullmatch(line)
    assert time.perf_counter() - start < 1


@settings(deadline=None)
@given(st.text("甲乙", min_size=1, max_size=20), st.text("甲乙丙", max_size=40), st.text("丁戊", min_size=1, max_size=20))
def test_a_rule_takes_whatever_stands_for_its_star(first, between, last):
    assert furniture_rule(f"{first}*{last}").pattern.fullmatch(first + between + last)


# The admin

@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("管理员"))
    return client


def sent(client: Client, model: str, **fields: str) -> str:
    """The page that answers a new row; empty when it was taken."""
    answer = client.post(reverse(f"admin:archive_{model}_add"), {"note": "", **fields})
    return "" if answer.status_code == 302 else answer.content.decode()


def test_a_watermark_is_added(staff):
    assert sent(staff, "watermark", word="某某藏书") == ""
    assert Watermark.objects.get().word == "某某藏书"


@pytest.mark.parametrize(("word", "sentence"), [
    ("书", "只有一个字"), (" 书 ", "只有一个字"), ("各位", "各位代表"), ("谢谢大家！", "谢谢大家"), ("二号首长", "自带"), ("", "必填")])
def test_a_watermark_that_would_eat_text_is_refused_in_a_sentence(staff, word, sentence):
    assert sentence in sent(staff, "watermark", word=word)
    assert not Watermark.objects.exists()


def test_a_rule_that_takes_its_example_is_added(staff):
    assert sent(staff, "furniturerule", line="本站讯：*整理", example="本站讯：李明整理", spared="本站讯：李明") == ""
    assert FurnitureRule.objects.get().spared == "本站讯：李明"


@pytest.mark.parametrize(("line", "example", "spared", "sentence"), [
    ("本站讯：*整理", "本站讯：李明", "", "去不掉这个例子"),
    ("本站讯*", "本站讯一", "本站讯二", "会去掉这个反例"),
    ("*", "甲", "", "两个字"), ("**", "甲", "", "两个字"), ("*的*", "甲的乙", "", "两个字"),
    ("*代表*", "各位代表", "", "正文也会被去掉"), ("*我们*", "我们", "", "正文也会被去掉"), ("谢谢*", "谢谢", "", "正文也会被去掉"),
    ("a*b*c*d*e*f*g", "abcdefg", "", "五个"),
])
def test_a_rule_that_does_not_do_what_it_says_is_refused_in_a_sentence(staff, line, example, spared, sentence):
    assert sentence in sent(staff, "furniturerule", line=line, example=example, spared=spared)
    assert not FurnitureRule.objects.exists()


def test_no_rule_that_is_taken_takes_an_ordinary_line():
    for rule in ("本站讯：*整理", "来稿请寄*"):
        assert not [line for line in ORDINARY if furniture_rule(rule).pattern.fullmatch(line)]


def test_a_speaker_is_added_with_other_ways_of_writing(staff):
    assert sent(staff, "speakername", name="张伟文", aliases="张纬文,張偉文") == ""
    assert SpeakerName.objects.get().aliases == ["张纬文", "張偉文"]


@pytest.mark.parametrize(("name", "aliases", "sentence"), [
    ("张伟文", "张伟文", "姓名本身"), ("王平", "李鸣", "只能属于一个人"), ("王平", "李明", "只能属于一个人"), ("李鸣", "", "只能属于一个人")])
def test_a_way_of_writing_belongs_to_one_person(staff, name, aliases, sentence):
    SpeakerName.objects.create(name="李明", aliases=["李鸣"])
    assert sentence in sent(staff, "speakername", name=name, aliases=aliases)
    assert SpeakerName.objects.count() == 1


def test_the_aliases_of_a_place_can_be_edited(staff):
    page = staff.get(reverse("admin:archive_place_change", args=["620100"])).content.decode()
    assert 'name="aliases"' in page
    assert Place.objects.filter(pk="620100").exists()
