"""The divisions stand in the database from the first migration on, and loading them again changes nothing."""
import pytest
from django.core.management import call_command

from archive.gazetteer import load_places
from archive.models import Place
from archive.text.divisions import all_divisions

pytestmark = pytest.mark.django_db


def test_the_migration_brings_every_division():
    assert Place.objects.count() == len(all_divisions())
    lanzhou = Place.objects.get(pk="620100")
    assert (lanzhou.name, lanzhou.short_name, lanzhou.level) == ("兰州市", "兰州", "prefecture")
    assert lanzhou.parent.name == "甘肃省"
    assert lanzhou.parent.parent.name == "全国"
    assert lanzhou.code_prefix == "6201"


def test_an_abolished_division_keeps_its_years_and_leads_on():
    miyun = Place.objects.get(pk="110228")
    assert (miyun.from_year, miyun.to_year, miyun.successor_id) == (1982, 2014, "110118")


def test_sample_places_are_marked():
    assert list(Place.objects.filter(is_sample=True).values_list("code", flat=True)) == ["990000", "990100", "990121"]
    assert Place.objects.get(pk="990000").parent is None


def test_loading_again_mends_what_was_changed_and_doubles_nothing():
    Place.objects.filter(pk="620100").update(name="金城", aliases=["x"])
    Place.objects.create(code="999999", name="他处", short_name="他处", level="county", sort_key="ta chu")
    assert load_places() == len(all_divisions())
    assert Place.objects.get(pk="620100").name == "兰州市"
    assert Place.objects.get(pk="620100").aliases == []
    assert Place.objects.count() == len(all_divisions()) + 1


def test_the_command_says_how_many(capsys):
    call_command("load_places")
    assert f"{len(all_divisions())} 条" in capsys.readouterr().out
