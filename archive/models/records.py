"""What the archive remembers: who did what, and of itself."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.reports import Report
from archive.models.uploads import Upload


class Event(models.Model):
    """Something that somebody did. `who` and `key` say it still when the user or the report is gone."""

    class Action(models.TextChoices):
        UPLOADED = "uploaded", _("上传")
        PUBLISHED = "published", _("公布")
        WITHDREW = "withdrew", _("撤回")
        RESTORED = "restored", _("恢复公布")
        DISCARDED = "discarded", _("丢弃")
        CORRECTED = "corrected", _("更正")
        REVISED = "revised", _("修订")
        MERGED = "merged", _("合并")
        TURNED = "turned", _("改归")
        UNDID = "undid", _("撤销上传")

    at = models.DateTimeField(_("时间"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("用户"), null=True, blank=True, related_name="+")
    who = models.CharField(_("何人"), max_length=150, blank=True)
    action = models.CharField(_("何事"), max_length=10, choices=Action)
    report = models.ForeignKey(Report, models.SET_NULL, verbose_name=_("报告"), null=True, blank=True, related_name="events")
    key = models.CharField(_("键"), max_length=90, blank=True)
    upload = models.ForeignKey(Upload, models.SET_NULL, verbose_name=_("上传"), null=True, blank=True, related_name="events")
    detail = models.JSONField(_("详情"), default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = verbose_name_plural = _("记录")

    def __str__(self) -> str:
        return f"{self.act.label} {self.key}"

    @property
    def act(self) -> Action:
        """What was done: a file turned into a report's text, which has a number then, revises it."""
        is_revision = self.action == self.Action.TURNED and "number" in self.detail
        return self.Action.REVISED if is_revision else self.Action(self.action)


class Setting(models.Model):
    """What the archive remembers of itself, such as that its samples were taken out."""
    name = models.CharField(primary_key=True, max_length=40)
    value = models.JSONField()

    class Meta:
        verbose_name = verbose_name_plural = _("设置")

    def __str__(self) -> str:
        return self.name


class Release(models.Model):
    """A numbered state of the archive. `manifest` is the sha256 of what its members say, whatever file they were packed in.

    `changed_until` is when anything in it was last changed, by the database's account.
    `file_sha256` and `file_size` are those of the ZIP that is kept to be taken along; empty where none is.
    """
    number = models.PositiveIntegerField(primary_key=True)
    made_on = models.DateTimeField()
    changed_until = models.DateTimeField()
    manifest = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_size = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = verbose_name_plural = _("发行")

    def __str__(self) -> str:
        return str(self.number)


class Notice(models.Model):
    """What a reader says is wrong with a paragraph, and the paragraph as it read then; for editors only.

    It names its paragraph by token and report by key: it outlives both.
    """

    class State(models.TextChoices):
        OPEN = "open", _("待处理")
        ANSWERED = "answered", _("已处理")
        CLOSED = "closed", _("不处理")

    token = models.CharField(max_length=10)
    key = models.CharField(max_length=90)
    revision = models.SmallIntegerField()
    text = models.TextField()
    words = models.CharField(max_length=1000)
    contact = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answer = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    who = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["state", "-made_at"], name="notice_queue")]
        verbose_name = verbose_name_plural = _("勘误")

    def __str__(self) -> str:
        return f"{self.token} {self.made_at:%Y-%m-%d}"
