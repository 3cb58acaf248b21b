"""Who may do what: three groups, made with the tables, and the questions that views ask of a user.

reader: sees drafts and the staff pages, changes nothing. uploader: also hands files in, which become drafts.
editor: also publishes, withdraws, revises, merges, and keeps the vocabulary. A superuser may everything.
"""
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission

READS = ("view_report", "view_upload", "view_uploaditem", "view_event", "view_witness", "view_original")
UPLOADS = (*READS, "upload_report")
KEEPS = tuple(f"{act}_{model}" for model in ("watermark", "furniturerule", "speakername") for act in ("view", "add", "change", "delete"))
EDITS = (*UPLOADS, "publish_report", "change_report", "view_place", "change_place", *KEEPS)
ROLES = {"reader": READS, "uploader": UPLOADS, "editor": EDITS}

User = AbstractBaseUser | AnonymousUser


def make_roles(**_: object) -> None:
    """The groups with what each may; may be done again. What an archive's owner gave them besides stays."""
    for name, wanted in ROLES.items():
        group, _is_new = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(content_type__app_label="archive", codename__in=wanted))


def may_look(user: User) -> bool:
    """Whether a user sees drafts and the staff pages."""
    return user.has_perm("archive.view_report")


def may_upload(user: User) -> bool:
    return user.has_perm("archive.upload_report")


def may_publish(user: User) -> bool:
    """Whether a user publishes, withdraws, revises and merges."""
    return user.has_perm("archive.publish_report")
