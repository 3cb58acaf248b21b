"""What is a copy of what: real pairs with the verdict a reader gives them, and what copying does to a text."""
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction.child import extracted_safely
from archive.extraction.document import Limits
from archive.text.document import read_document
from archive.text.encoding import decoded
from archive.text.fold import fold
from archive.text.likeness import Verdict, likeness, marks
from tests.conftest import PROJECT

FIXTURES = PROJECT / "fixtures"
PAIRS = json.loads((PROJECT / "tests" / "tables" / "pairs.json").read_text("utf-8"))
COUNTY, CITY = "990121-2020.txt", "990100-2019.txt"
READ: dict[Path, list[str]] = {}


def paragraphs(path: Path) -> list[str]:
    """The folded paragraphs of a file, as the intake reads it."""
    if path not in READ:
        raw = path.read_bytes()
        text = decoded(raw, Limits().text) if path.suffix == ".txt" else extracted_safely(raw, path.name, Limits())[0].text
        READ[path] = [fold(block.text) for block in read_document(text, path.name).blocks]
    return READ[path]


def verdict(old: list[str], new: list[str]) -> Verdict:
    return likeness(marks(old), marks(new)).verdict


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{Path(pair['old']).stem[-16:]}–{Path(pair['new']).stem[-16:]}")
def test_a_named_pair_has_its_verdict(pair, request):
    old, new = (paragraphs(located(pair[side], request)) for side in ("old", "new"))
    assert verdict(old, new) == pair["verdict"], (pair["because"], likeness(marks(old), marks(new)))


def located(named: str, request: pytest.FixtureRequest) -> Path:
    """Where a file of the table stands; skips, saying why, where the folder is absent."""
    folder, _, rest = named.partition("/")
    return (FIXTURES if folder == "fixtures" else request.getfixturevalue(folder)) / rest


def sample(name: str) -> list[str]:
    return paragraphs(FIXTURES / name)


def misread(texts: list[str], share: float) -> list[str]:
    """As a poor scanner reads it: that share of the letters taken for another."""
    chance = random.Random(7)
    common = sorted({letter for text in texts for letter in text if letter.isalpha()})

    def other(letter: re.Match) -> str:
        if chance.random() >= share:
            return letter[0]
        return chance.choice("0123456789" if letter[0].isdigit() else common)

    return [re.sub(r"\w", other, text) for text in texts]


def with_other_numbers(texts: list[str], share: float) -> list[str]:
    chance = random.Random(7)
    return [re.sub(r"[0-9]+(?:\.[0-9]+)?", lambda number: str(chance.randint(10, 9999)) if chance.random() < share else number[0], text)
            for text in texts]


@pytest.mark.parametrize("name", [COUNTY, CITY])
@pytest.mark.parametrize("share", [0.01, 0.03, 0.05])
def test_a_poor_scan_is_a_copy(name, share):
    assert verdict(sample(name), misread(sample(name), share)) == Verdict.COPY


@pytest.mark.parametrize("name", [COUNTY, CITY])
def test_neither_signs_nor_line_breaks_matter(name):
    fused = re.sub("[，。、；：,;:]", "", "".join(sample(name)))
    assert likeness(marks(sample(name)), marks([fused])).both == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("name", [COUNTY, CITY])
def test_without_its_headings_it_is_a_copy(name):
    assert verdict(sample(name), [text for text in sample(name) if len(text) > 40]) == Verdict.COPY


@pytest.mark.parametrize("name", [COUNTY, CITY])
@pytest.mark.parametrize("half", ["first", "second", "every other"])
def test_half_of_it_is_a_part(name, half):
    texts = sample(name)
    middle = len(texts) // 2
    part = {"first": texts[:middle], "second": texts[middle:], "every other": texts[::2]}[half]
    assert verdict(texts, part) == Verdict.PART
    assert verdict(part, texts) == Verdict.FULLER


@pytest.mark.parametrize("name", [COUNTY, CITY])
def test_a_few_wrong_numbers_make_it_no_other_report(name):
    assert verdict(sample(name), with_other_numbers(sample(name), 0.05)) == Verdict.COPY


@pytest.mark.parametrize("name", [COUNTY, CITY])
@pytest.mark.parametrize("share", [0.5, 1])
def test_numbers_that_differ_all_over_make_it_another_report(name, share):
    assert verdict(sample(name), with_other_numbers(sample(name), share)) == Verdict.OTHER


def test_a_neighbour_that_wrote_the_same_with_its_own_name_and_numbers_is_another():
    neighbour = [text.replace("县", "旗") for text in with_other_numbers(sample(COUNTY), 0.9)]
    assert verdict(sample(COUNTY), neighbour) == Verdict.OTHER


@pytest.mark.parametrize("place", ["990000", "990100", "990121"])
def test_no_two_of_eight_years_are_taken_for_one(place):
    years = [sample(path.name) for path in sorted(FIXTURES.glob(f"{place}-2*.txt"))]
    assert len(years) == 8
    assert {verdict(old, new) for old in years for new in years if old is not new} == {Verdict.OTHER}


def test_a_short_text_without_numbers_must_agree_nearly_whole():
    text = ["会议听取和审议了市长所作的政府工作报告，充分肯定一年来的工作，同意报告提出的任务和政策措施，决定批准这个报告。"]
    other = ["会议听取和审议了市长所作的预算草案报告，充分肯定一年来的工作，同意报告提出的收支和政策措施，决定批准这份草案。"]
    assert verdict(text, text) == Verdict.COPY
    assert verdict(text, other) == Verdict.OTHER


def test_numbers_in_chinese_count_as_numbers():
    texts = ["粮食总产量达到三百二十万吨", "新建公路四千六百公里", "解决十二万人饮水困难", "完成造林二十五万亩", "培训教师三千余人",
             "改造住房七万八千户", "新增学位一万二千个", "关停小煤矿六十五处", "建成水库二十一座"]
    other = [re.sub("[一二三四五六七八九]", lambda digit: "二三四五六七八九一"["一二三四五六七八九".index(digit[0])], text) for text in texts]
    compared = likeness(marks(texts), marks(other))
    assert (compared.numbers, compared.number_count) == (0, 9)
    assert compared.verdict == Verdict.OTHER


@given(st.lists(st.text(max_size=40), max_size=5), st.lists(st.text(max_size=40), max_size=5))
def test_likeness_is_a_share_and_the_same_from_either_side(old, new):
    there, back = likeness(marks(old), marks(new)), likeness(marks(new), marks(old))
    assert 0 <= there.both <= 1
    assert 0 <= there.numbers <= 1
    assert (there.both, there.of_old, there.of_new, there.numbers) == (back.both, back.of_new, back.of_old, back.numbers)
