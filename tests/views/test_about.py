"""What the archive says of itself."""
import re

import pytest
from django.test import Client

from archive.models import Place
from archive.views.about import address
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db


def counted(page: str, name: str) -> str:
    return re.search(rf"<dt>{name}</dt><dd>(.*?)</dd>", page)[1]


def test_an_empty_archive_has_a_page_too(client: Client) -> None:
    page = client.get("/about/").text
    assert "还没有已公布的报告" in page
    assert "<dt>报告数</dt>" not in page


def test_its_numbers_are_those_of_the_database(client: Client) -> None:
    make_report("甲乙", "丙", year=2001)
    make_report("丁", year=2004)
    make_report("戊", year=None, place=None)
    make_report("己", status="draft")
    make_report("庚", status="withdrawn", withdrawn_reason="重复")
    page = client.get("/about/").text
    assert [counted(page, name) for name in ("报告数", "段数", "字数", "地区数", "未注明日期", "未定地区", "已撤回")] == ["3", "4", "5", "1", "1", "1", "1"]
    assert counted(page, "年份") == "2001–2004，其中 2 个年份有报告"
    assert "有报告的地区年 2 个，首末年份之间缺 2 个" in page


def test_levels_are_told_beside_how_many_places_there_are(client: Client) -> None:
    known = Place.objects.filter(level="prefecture", to_year=None, is_sample=False).exclude(code="620100").count() + 1
    make_place("621299", "旧地区", to_year=1990)
    make_report("甲")
    make_report("乙")
    page = client.get("/about/").text
    assert f'<th scope="row">地级</th><td>2</td><td>1</td><td>{known}</td>' in page


def test_nothing_is_said_of_an_operator_who_is_not_named(client: Client, settings) -> None:
    settings.ARCHIVE_CONTACT = ""
    assert "还没有写明向谁联系" in client.get("/about/").text


def test_whom_to_ask_is_as_the_settings_have_it(client: Client, settings) -> None:
    settings.ARCHIVE_CONTACT = "desk@example.org"
    page = client.get("/about/").text
    assert '<a href="mailto:desk@example.org" rel="nofollow">desk@example.org</a>' in page
    assert "还没有写明" not in page


@pytest.mark.parametrize(("contact", "leads"), [
    ("desk@example.org", "mailto:desk@example.org"), ("https://example.org/desk", "https://example.org/desk"),
    ("办公室，电话 0931", None), ("javascript:alert(1)", None), ("", None)])
def test_a_contact_is_a_link_where_it_is_an_address(contact: str, leads: str | None) -> None:
    assert address(contact) == leads


def test_every_page_leads_there(client: Client) -> None:
    assert 'href="/about/"' in client.get("/help/").text


def test_it_is_there_in_english(client: Client) -> None:
    make_report("甲")
    page = client.get("/about/", headers={"Accept-Language": "en"}).text
    assert "Article 5 of the Copyright Law" in page
    assert "Whoever runs this archive has not yet said whom to ask" in page


def test_it_asks_a_handful_of_questions(client: Client, django_assert_max_num_queries) -> None:
    make_report("甲")
    with django_assert_max_num_queries(10):
        client.get("/about/")
