"""Notes of pinyin go, the characters they broke come back, and what cannot be told is marked, never made up."""
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.text.pinyin import Mend, mends
from archive.text.vocabulary import EditKind, Flag

NOTED = "會(huì)議聽(tīng)取意見(jiàn),"
"""So many notes that a text beginning so is one of that site's."""
READINGS = {
    "會": "huì", "發": "fā", "強": "qiáng", "動": "dòng", "實": "shí", "項": "xiàng", "點": "diǎn", "對": "duì", "門": "mén", "勢": "shì",
    "務": "wù", "進": "jìn", "業": "yè", "調": "tiáo", "優": "yōu", "導": "dǎo", "開": "kāi", "關": "guān", "創": "chuàng", "領": "lǐng",
    "準": "zhǔn", "長": "zhǎng", "學": "xué", "習": "xí", "質": "zhì", "獨": "dú", "轉": "zhuǎn", "經": "jīng", "濟": "jì", "機": "jī",
    "戰": "zhàn", "規": "guī", "產": "chǎn", "堅": "jiān", "協": "xié", "擔": "dān", "責": "zé", "區": "qū", "當": "dāng", "見": "jiàn",
    "時": "shí", "來": "lái", "結": "jié", "書": "shū", "農": "nóng", "國": "guó", "設": "shè", "級": "jí", "臺": "tái", "樂": "lè",
    "統": "tǒng", "識": "shí", "財": "cái", "聽": "tīng", "問": "wèn", "號": "hào", "報": "bào", "寫": "xiě", "愛": "ài", "預": "yù",
    "請": "qǐng", "負": "fù", "驅": "qū", "數": "shù", "變": "biàn", "題": "tí", "構": "gòu", "萬": "wàn", "專": "zhuān", "證": "zhèng",
}
SENTENCES = [
    "去年以來,全省經濟運行總體平穩,農業生產再獲豐收,工業投資增長較快。",
    "我們堅持把發展的著力點放在實體經濟上,專題研究產業轉型的難點問題。",
    "各級領導幹部要帶頭學習,對照檢查,把責任擔當起來,把作風轉變過來。",
    "圍繞構建現代產業體系,建設一批重大項目,形成新的經濟增長點和競爭優勢。",
    "預算執行情況的報告已經書面印發,請各位代表一併審議,並請列席人員提出意見。",
    "日報、統計年鑑和財政預算數據顯示,居民收入增長快於經濟增長。",
    "創新機制,優化環境,讓企業專心創業、放心投資、安心發展,讓群眾得到實惠。",
    "要打實基礎,解決好農民工的實際困難,當好群眾的貼心人。",
]


def noted(text: str, characters: list[str]) -> str:
    """What the site made of a text: byte pair by byte pair, wherever it stands, then read again."""
    pairs = text.encode("gbk")
    for letter in characters:
        pair = letter.encode("gbk")
        pairs = pairs.replace(pair, pair + f"({READINGS[letter]})".encode("gbk"))
    return read(pairs)


def read(pairs: bytes) -> str:
    """GBK as the site read it: a first byte without its second shows as «?» and swallows a parenthesis."""
    letters, at = [], 0
    while at < len(pairs):
        if pairs[at] < 0x80:
            letters.append(chr(pairs[at]))
            at += 1
        elif len(pairs) > at + 1 and pairs[at] > 0x80 and pairs[at + 1] >= 0x40:
            letters.append(pairs[at:at + 2].decode("gbk", "replace")[:1].replace("\ufffd", "?"))
            at += 2
        else:
            letters.append("?")
            at += 2 if pairs[at + 1:at + 2] == b"(" else 1
    return "".join(letters)


def mended(text: str, changes: list[Mend]) -> str:
    for mend in reversed(changes):
        text = text[:mend.start] + mend.after + text[mend.end:]
    return text


@pytest.mark.parametrize(("broken", "whole", "flag"), [
    ("甘肅日?qǐng)?bào)", "甘肅日報", None),
    ("轉(zhuǎn)變?yōu)楦骷?jí)各部", "轉變為各級各部", None),
    ("甘肅日\ufffd(qǐng)\ufffd(bào)", "甘肅日報", None),  # as a careful reader of GBK shows it
    ("千鈞重?fù)?dān)既要", "千鈞重擔既要", None),
    ("實(shí)打?qū)嵔鉀Q問(wèn)題", "實打實解決問題", None),
    ("擔(dān)當(dāng)?shù)淖鳛?,共同", "擔當的作為,共同", Flag.INFERRED),
    ("奮勇?tīng)幭取?\n", "奮勇爭先。\n", Flag.INFERRED),  # at a line's end a full stop
    ("加?tīng)幭???在此", "加?tīng)幭???在此", Flag.DAMAGED),  # a whole pair lost
])
def test_broken_characters_come_back(broken, whole, flag):
    changes = mends(NOTED + broken)
    assert mended(NOTED + broken, changes) == "會議聽取意見," + whole
    assert [mend.flag for mend in changes if mend.kind == EditKind.MOJIBAKE] == [flag]


def test_each_note_and_each_run_is_one_mend():
    text = NOTED + "日?qǐng)?bào)"
    assert mends(text) == [
        Mend(1, 6, "", EditKind.PINYIN), Mend(8, 14, "", EditKind.PINYIN), Mend(17, 23, "", EditKind.PINYIN),
        Mend(25, 36, "報", EditKind.MOJIBAKE),
    ]


@pytest.mark.parametrize("broken", [
    "甘肅日?xyz)?bào)",  # no such reading
    "甘肅a?qǐng)?bào)",  # no byte pair could stand there
    "甘肅日?qǐng)報紙\n來",  # out of step to the end of the line
    "甘肅日?qǐng)",
    "甘肅日?qǐng)" + "報" * 5000,
])
def test_what_nobody_can_tell_stays_and_is_marked(broken):
    text = NOTED + broken
    changes = mends(text)
    assert mended(text, changes) == "會議聽取意見," + broken
    assert all(mend.flag == Flag.DAMAGED and mend.after == text[mend.start:mend.end] for mend in changes[3:])


def restores_or_marks(text: str, characters: list[str]) -> None:
    damaged = NOTED + noted(text, characters)
    changes = mends(damaged)
    assert all(one.end <= two.start for one, two in zip(changes, changes[1:], strict=False))
    if not any(mend.flag for mend in changes):
        assert mended(damaged, changes) == "會議聽取意見," + text


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_comes_back_whole(sentence):
    damaged = NOTED + noted(sentence, list(READINGS))
    changes = mends(damaged)
    assert any(mend.kind == EditKind.PINYIN for mend in changes[3:])
    assert mended(damaged, changes) == "會議聽取意見," + sentence
    assert not any(mend.flag == Flag.DAMAGED for mend in changes)


@given(st.sampled_from(SENTENCES), st.lists(st.sampled_from(sorted(READINGS)), min_size=10, unique=True))
def test_a_sentence_noted_in_any_order_is_restored_or_marked(sentence, characters):
    restores_or_marks(sentence, characters)


@given(st.text(sorted(set("".join(SENTENCES) + "".join(READINGS))), min_size=4, max_size=40),
       st.permutations(sorted(READINGS)))
def test_any_characters_are_restored_or_marked_never_made_up(text, characters):
    assume(not text.startswith(tuple(",.")))
    restores_or_marks(text, list(characters))


@pytest.mark.parametrize("text", [
    "",
    "推进强省会行动，(shí)拼音读作(huì)，会(huì)议(yì)。",
    "「會」讀作會(huì),也讀作會(kuài)計。",  # about pinyin: twice, and the character stands alone too
    "我(wǒ)們(men)去(qù)學(xué)校(xiào)上(shàng)學(xué)。",  # a reader for children: every character
    "甲(a)乙(b)丙(pin),see note(a) and really?yes)",
    "會(a)議(b)聽(c)取",
    "中國會議的發展會議,會(huì)議,發展,發(fā)展,經濟,經(jīng)濟,會議與經濟",  # explained once each
    "what?(shì) 是?shì)",
])
def test_other_texts_are_left_alone(text):
    assert mends(text) == []
