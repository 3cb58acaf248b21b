"""Who may do what."""
import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.core.management import call_command

from archive.access.roles import ROLES, make_roles, may_look, may_publish, may_upload

pytestmark = pytest.mark.django_db

QUESTIONS = (may_look, may_upload, may_publish)


def member_of(*names: str, **fields) -> User:
    user = User.objects.create_user("某人", **fields)
    user.groups.set(Group.objects.filter(name__in=names))
    return user


@pytest.mark.parametrize(("role", "answers"), [
    ("reader", [True, False, False]), ("uploader", [True, True, False]), ("editor", [True, True, True])])
def test_each_role_may_what_it_says(role, answers):
    user = member_of(role)
    assert [may(user) for may in QUESTIONS] == answers


def test_a_user_without_a_role_may_nothing():
    user = member_of()
    assert not any(may(user) for may in QUESTIONS)


def test_a_visitor_may_nothing():
    assert not any(may(AnonymousUser()) for may in QUESTIONS)


def test_a_superuser_may_everything():
    user = User.objects.create_superuser("管理员")
    assert all(may(user) for may in QUESTIONS)


def test_a_user_who_was_shut_out_may_nothing():
    user = member_of("editor", is_active=False)
    assert not any(may(user) for may in QUESTIONS)


def test_each_role_has_every_permission_that_it_names():
    for name, wanted in ROLES.items():
        held = Group.objects.get(name=name).permissions.values_list("codename", flat=True)
        assert set(held) == set(wanted)


def test_a_reader_changes_nothing():
    held = Group.objects.get(name="reader").permissions.values_list("codename", flat=True)
    assert {codename.partition("_")[0] for codename in held} == {"view"}


def test_migrating_again_adds_nothing_and_keeps_what_an_owner_gave():
    editor = Group.objects.get(name="editor")
    editor.permissions.add(Permission.objects.get(codename="delete_place"))
    before = set(editor.permissions.all())
    call_command("migrate", verbosity=0)
    assert set(editor.permissions.all()) == before
    assert Group.objects.count() == len(ROLES)


def test_a_role_that_was_taken_away_comes_back():
    Group.objects.get(name="uploader").delete()
    make_roles()
    assert may_upload(member_of("uploader"))
