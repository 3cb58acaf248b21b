"""Whatever encoding a text is in, it comes back; what is no text is refused in a sentence."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.encoding import decoded
from archive.text.errors import Unreadable

SIMPLIFIED = [
    "现在，我代表市人民政府向大会报告工作，请予审议，并请各位政协委员提出意见。",
    "一年来，我们坚持稳中求进，全市生产总值增长6.5%，固定资产投资达到3420亿元。",
    "（一）推进产业转型升级，培育壮大新材料、装备制造、生物医药等优势产业。",
    "加快建设“一带一路”节点城市，开通国际货运班列，对外贸易稳步回升。",
    "深化“放管服”改革，优化营商环境，企业开办时间压缩到1个工作日以内。",
    "坚决打好蓝天、碧水、净土保卫战，空气质量优良天数比率达到85%以上。",
    "新建改扩建幼儿园20所，新增学位5000个；完成老旧小区改造120个。",
    "各位代表！让我们更加紧密地团结起来，为开创高质量发展新局面而努力奋斗！",
]
TRADITIONAL = [
    "現在，我代表市人民政府向大會報告工作，請予審議，並請各位委員提出意見。",
    "一年來，我們堅持穩中求進，全市生產總值增長6.5%，固定資產投資達到3420億元。",
    "（一）推進產業轉型升級，培育壯大新材料、裝備製造、生物醫藥等優勢產業。",
    "加快建設「一帶一路」節點城市，開通國際貨運班列，對外貿易穩步回升。",
    "各位代表！讓我們更加緊密地團結起來，為開創高品質發展新局面而努力奮鬥！",
]
ANYWHERE = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


def prose(sentences: list[str]) -> st.SearchStrategy[str]:
    """At least a sentence, whole, with lines, Latin words and numbers between."""
    return st.lists(st.sampled_from([*sentences, "\n", "GDP 5G 2023", "——", "\u3000\u3000"]), min_size=1, max_size=12).map(
        lambda pieces: sentences[0] + "".join(pieces))


@given(prose(SIMPLIFIED), st.sampled_from(ANYWHERE))
def test_simplified_text_comes_back(text, encoding):
    assert decoded(text.encode(encoding)) == text


@given(prose(TRADITIONAL), st.sampled_from([*ANYWHERE, "big5", "big5hkscs"]))
def test_traditional_text_comes_back(text, encoding):
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("sentence", [*SIMPLIFIED, *TRADITIONAL])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_half_a_line_is_enough(sentence, encoding):
    assert decoded(sentence[:10].encode(encoding)) == sentence[:10]


def test_gb2312_and_gbk_are_read_as_gb18030():
    text = SIMPLIFIED[0] + "朱镕基、𠀀、€"
    assert decoded(text.encode("gb18030")) == text
    assert decoded(SIMPLIFIED[1].encode("gb2312")) == SIMPLIFIED[1]


@pytest.mark.parametrize(("raw", "text"), [
    (b"a\r\nb\rc\n\r\nd", "a\nb\nc\n\nd"),
    ("\ufeff报告\r\n工作".encode(), "报告\n工作"),
    ("\ufeff报告\r\n工作".encode("utf-16-le"), "报告\n工作"),
    (b"plain ASCII, 2023", "plain ASCII, 2023"),
    ("\ufeff\ufeff报告".encode(), "报告"),
])
def test_the_mark_goes_and_lines_end_in_one_way(raw, text):
    assert decoded(raw) == text


@pytest.mark.parametrize("raw", [
    SIMPLIFIED[0].encode() * 3 + b"\xff\xc3" + SIMPLIFIED[1].encode(),
    SIMPLIFIED[0].encode("gb18030") * 3 + b"\xff\xff" + SIMPLIFIED[1].encode("gb18030"),
])
def test_a_few_spoilt_bytes_are_borne(raw):
    text = decoded(raw)
    assert text.startswith(SIMPLIFIED[0])
    assert text.endswith(SIMPLIFIED[1])
    assert 1 <= text.count("\ufffd") <= 2


@pytest.mark.parametrize(("raw", "says"), [
    (b"", "空的"), (b" \r\n\t", "空的"), (b"\xef\xbb\xbf", "空的"), ("\u3000\n".encode(), "空的"),
    (b"%PDF-1.7\n%\xe2\xe3", "PDF"), (b"PK\x03\x04\x14\x00", "DOCX"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "DOC"),
    (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"), (b"GIF89a", "GIF"), (b"{\\rtf1\\ansi", "RTF"),
    (b"\x1f\x8b\x08\x00", "GZIP"), (b"BM\x36\x00\x00\x00", "BMP"),
    (SIMPLIFIED[0].encode() + b"\x00" + SIMPLIFIED[1].encode(), "二进制"),
    (b"\xef\xbb\xbfreport\x00\x00\x00", "二进制"),
    (bytes(range(1, 9)) * 50, "三成"),
    (bytes(128 + (7 * i * i + i) % 127 for i in range(4000)), "三成"),
    (("报" + "\x01").encode() * 100, "三成"),
])
def test_what_is_no_text_is_refused_in_a_sentence(raw, says):
    with pytest.raises(Unreadable, match=says) as refusal:
        decoded(raw)
    assert str(refusal.value).endswith("。")


def test_a_text_that_only_begins_like_a_picture_is_text():
    assert decoded(b"BM is short for bookmark") == "BM is short for bookmark"


def test_a_text_over_the_limit_is_refused():
    assert decoded(("报" * 30).encode(), limit=90) == "报" * 30
    with pytest.raises(Unreadable, match="拆成"):
        decoded(("报" * 31).encode(), limit=90)
    with pytest.raises(Unreadable, match="20 MB"):
        decoded("报".encode() * 7_000_000)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(raw):
    try:
        text = decoded(raw)
    except Unreadable:
        return
    assert "\x00" not in text
    assert "\r" not in text
    text.encode()
