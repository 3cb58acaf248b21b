"""Sessions of the National People's Congress and their years."""
import pytest

from archive.text.sessions import session_year


@pytest.mark.parametrize(("session", "year"), [
    ("第一届全国人民代表大会第一次会议", 1954),
    ("第二届全国人民代表大会第三次会议", 1962),
    ("第四届全国人民代表大会第一次会议", 1975),
    ("第五届全国人民代表大会第五次会议", 1982),
    ("第六届全国人民代表大会第一次会议", 1983),
    ("第十届全国人民代表大会第五次会议关于政府工作报告的决议", 2007),
    ("第十三届全国人民代表大会第二次会议关于政府工作报告的决议", 2019),
    ("第十四届全国人民代表大会第三次会议", 2025),
])
def test_a_session_of_the_national_congress_has_its_year(session, year):
    found = session_year(session)
    assert found
    assert found[0] == year
    assert session.startswith(found[1])


@pytest.mark.parametrize("text", [
    "", "某市第十七届人民代表大会第二次会议", "第十三届全国人民代表大会第六次会议", "第四届全国人民代表大会第二次会议"])
def test_another_assembly_or_a_session_that_never_sat_has_none(text):
    assert session_year(text) is None
